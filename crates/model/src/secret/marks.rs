//! The marks that people and programs write around a value: quotes, brackets, separators.

use std::ops::Range;

use crate::diagnostic::is_invisible_or_whitespace as is_space;

use super::placeholder::placeholder_kind;

/// Returns whether a character is a quote, a bracket, or the backslash of an escaped one.
pub(crate) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '\\' | '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' | '«' | '»' | '‹' | '›')
        || matches!(c, '<' | '>' | '{' | '}' | '[' | ']' | '(' | ')' | '＂' | '＇' | '′' | '″' | '「' | '」')
}

/// Returns the closing quote or bracket of an opening one.
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
    PAIRS.iter().find(|(first, _)| *first == open).map(|(_, close)| *close)
}

/// Returns whether a character is a comma in any script.
pub(crate) fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、' | '،')
}

/// Returns whether a character separates the items of a list.
pub(crate) fn is_separator(c: char) -> bool {
    is_comma(c) || matches!(c, ';' | '；' | '|' | '&')
}

/// Returns whether a character separates a name from its value.
pub(crate) fn is_assignment(c: char) -> bool {
    matches!(c, ':' | '=' | '：' | '＝')
}

/// The minimum length, in bytes, of bold text in Markdown with its asterisks. A shorter secret may have asterisks of its
/// own.
const MIN_BOLD_BYTES: usize = 16;

/// Removes the marks around `range`. A placeholder keeps its own.
pub(crate) fn trim_marks(text: &str, mut range: Range<usize>) -> Range<usize> {
    loop {
        let value = &text[range.clone()];
        let (Some(first), Some(last)) = (value.chars().next(), value.chars().next_back()) else { return range };
        if placeholder_kind(value).is_some() {
            return range;
        }
        if value.len() >= MIN_BOLD_BYTES && value.starts_with("**") && value.ends_with("**") {
            range = range.start + 2..range.end - 2;
            continue;
        }
        // A secret that was typed over the name of a variable.
        if (value.starts_with("${") || value.starts_with("#{")) && last == '}' {
            range = range.start + 2..range.end - 1;
            continue;
        }
        let is_pair = value.len() > first.len_utf8() && closer(first) == Some(last);
        let is_space_or_mark = |c: char| is_space(c) || is_mark(c);
        if is_pair || is_space_or_mark(first) || is_assignment(first) {
            range.start += first.len_utf8();
        }
        if is_pair
            || !is_space_or_mark(first)
                && !is_assignment(first)
                && (is_space_or_mark(last) || is_separator(last) || last == '.')
        {
            range.end -= last.len_utf8();
        } else if !is_space_or_mark(first) && !is_assignment(first) {
            return range;
        }
    }
}
