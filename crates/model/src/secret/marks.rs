//! The marks that people and programs put around a value: quotes, brackets, separators.

use std::ops::Range;

use crate::diagnostic::is_invisible_or_whitespace as is_blank;

use super::placeholder::placeholder_kind;

/// Whether a character is a quote, a bracket or a backslash before one.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '\\' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›')
        || matches!(c, '<' | '>' | '{' | '}' | '[' | ']' | '(' | ')' | '＂' | '＇' | '′' | '″' | '「' | '」')
}

/// Returns what closes a quote or bracket.
pub(crate) fn closer(open: char) -> Option<char> {
    const PAIRS: [(char, char); 18] = [
        ('"', '"'),
        ('\'', '\''),
        ('`', '`'),
        ('´', '´'),
        ('“', '”'),
        ('”', '”'),
        ('„', '“'),
        ('‘', '’'),
        ('’', '’'),
        ('‚', '‘'),
        ('«', '»'),
        ('»', '«'),
        ('‹', '›'),
        ('<', '>'),
        ('{', '}'),
        ('[', ']'),
        ('(', ')'),
        ('「', '」'),
    ];
    PAIRS.iter().find(|(own, _)| *own == open).map(|(_, close)| *close)
}

/// Whether a character is a comma of any script.
pub(crate) fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '،')
}

/// Whether a character separates the values of a list.
pub(crate) fn is_separator(c: char) -> bool {
    is_comma(c) || matches!(c, ';' | '；' | '|' | '&')
}

/// Whether a character stands between a name and its value.
pub(crate) fn is_assignment(c: char) -> bool {
    matches!(c, ':' | '=' | '：' | '＝')
}

/// The fewest bytes of a text with `**` on both sides that is bold text in Markdown.
const SHORTEST_IN_BOLD: usize = 16;

/// Returns the part of `range` without the marks around it. What stands in for a value keeps its own.
pub(crate) fn core(text: &str, mut range: Range<usize>) -> Range<usize> {
    loop {
        let value = &text[range.clone()];
        let (Some(first), Some(last)) = (value.chars().next(), value.chars().next_back()) else { return range };
        if placeholder_kind(value).is_some() {
            return range;
        }
        // Bold text in Markdown. A short secret may have such characters itself.
        if value.len() >= SHORTEST_IN_BOLD && value.starts_with("**") && value.ends_with("**") {
            range = range.start + 2..range.end - 2;
            continue;
        }
        // A secret that somebody wrote over the name of a variable.
        if (value.starts_with("${") || value.starts_with("#{")) && last == '}' {
            range = range.start + 2..range.end - 1;
            continue;
        }
        let is_pair = value.len() > first.len_utf8() && closer(first) == Some(last);
        let is_loose = |c: char| is_blank(c) || is_mark(c);
        if is_pair || is_loose(first) || is_assignment(first) {
            range.start += first.len_utf8();
        }
        if is_pair || !is_loose(first) && !is_assignment(first) && (is_loose(last) || is_separator(last) || last == '.')
        {
            range.end -= last.len_utf8();
        } else if !is_loose(first) && !is_assignment(first) {
            return range;
        }
    }
}
