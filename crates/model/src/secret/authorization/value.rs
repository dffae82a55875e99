//! Parses the text after a label: its secret, and the text up to the next label.

use std::ops::Range;

use crate::diagnostic::is_invisible_or_whitespace as is_space;

use super::label::is_other_scheme;
use super::{Authorization, FindingKind};
use crate::secret::marks::{closer, is_assignment, is_comma, is_mark, is_separator, trim_marks};
use crate::secret::placeholder::placeholder_kind;

/// Returns the range of the secret after a label, in `range`.
pub(super) fn parse_value(text: &str, range: Range<usize>, header: &mut Authorization) -> Option<Range<usize>> {
    let (mut at, mut opener) = (range.start, None);
    let (mut marks, mut assignments) = (None, None);
    loop {
        let rest = &text[at..range.end];
        let c = rest.chars().next().filter(|c| !is_separator(*c))?;
        let length = c.len_utf8();
        let is_arrow = c == '-' && rest[1..].starts_with(|next| next == '>' || is_space(next));
        if let Some(end) = bracketed_placeholder(rest) {
            return Some(at..at + end);
        } else if is_assignment(c) || is_arrow {
            assignments = assignments.or(Some(at));
        } else if is_mark(c) {
            // The `>` of an arrow is not a bracket.
            if c != '>' {
                marks = marks.or(Some(at));
                opener = Some(c);
            }
        } else if !is_space(c) {
            let word = rest.split(is_space).next().unwrap_or_default();
            let is_followed = !rest[word.len()..].trim_matches(is_space).is_empty();
            let run = &rest[..rest.find(|c| is_space(c) || is_comma(c)).unwrap_or(rest.len())];
            if placeholder_kind(run).is_some() {
                return Some(at..at + run.len());
            }
            if !is_followed || !(is_other_scheme(word) || matches!(word, "is" | "ist")) {
                break;
            }
            header.report(FindingKind::OtherScheme, at..at + word.len());
            at += word.len();
            continue;
        }
        at += length;
    }
    if let Some(start) = assignments {
        header.report(FindingKind::Assignment, start..at);
    }
    let token = at..at + token_length(&text[at..range.end], opener);
    let secret = trim_marks(text, token);
    let after = text[secret.end..range.end].chars().next().filter(|c| is_mark(*c));
    if marks.is_some() || after.is_some() {
        header.report(FindingKind::Quotes, marks.unwrap_or(secret.start)..secret.end + after.map_or(0, char::len_utf8));
    }
    (!secret.is_empty()).then_some(secret)
}

/// Returns the length, in bytes, of a placeholder in brackets at the start of `text`.
fn bracketed_placeholder(text: &str) -> Option<usize> {
    /// The maximum length of a placeholder in brackets.
    const MAX_BYTES: usize = 80;
    let open = text.bytes().take(2).position(|byte| matches!(byte, b'{' | b'<' | b'[' | b'('))?;
    let close = match text.as_bytes()[open] {
        b'{' if text[open..].starts_with("{{") => "}}",
        b'{' => "}",
        b'<' if text[open..].starts_with("<%") => "%>",
        b'<' => ">",
        b'[' => "]",
        _ => ")",
    };
    let near = text.floor_char_boundary(MAX_BYTES);
    let end = text[..near].find(close)? + close.len();
    placeholder_kind(&text[..end]).map(|_| end)
}

/// Returns the length, in bytes, of the run of characters at the start of `text`, after the mark `opener`.
fn token_length(text: &str, opener: Option<char>) -> usize {
    let closing = opener.and_then(closer);
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let ends_here = next.is_none_or(|next| is_space(next) || is_separator(next) || is_mark(next));
        if is_space(c) || is_comma(c) || ends_here && (Some(c) == closing || is_mark(c)) {
            return at;
        }
    }
    text.len()
}

/// The separator of two parts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    None,
    Comma,
    Other,
}

/// The text between a secret and the next label.
pub(super) struct Rest {
    /// Text that is not part of the header.
    pub unread: Option<Range<usize>>,
    /// True if that text can't be part of the secret.
    pub is_separated: bool,
    pub separator: Separator,
}

/// Parses the text between a secret and the next label.
pub(super) fn parse_rest(text: &str, range: Range<usize>) -> Rest {
    let mut rest = Rest { unread: None, is_separated: false, separator: Separator::None };
    let mut at = range.start;
    let mut has_line_break = false;
    while let Some(c) = text[at..range.end].chars().next() {
        let conjunction = conjunction_length(&text[at..range.end]);
        if is_comma(c) && rest.separator == Separator::None {
            rest.separator = Separator::Comma;
        } else if is_separator(c) || conjunction > 0 {
            rest.separator = Separator::Other;
        } else if !is_space(c) && !is_mark(c) {
            let word = text[at..range.end].split(is_space).next().unwrap_or_default();
            let is_header = has_line_break && word.contains(':');
            rest.is_separated |= is_header || rest.separator != Separator::None;
            let trimmed = text[at..range.end].trim_end_matches(|c| is_space(c) || is_mark(c) || is_separator(c));
            rest.unread = Some(at..at + trimmed.len());
            break;
        }
        has_line_break |= c == '\n';
        rest.is_separated |= is_mark(c);
        at += conjunction.max(c.len_utf8());
    }
    rest
}

/// Returns the length, in bytes, of a conjunction at the start of `text`, such as `and`.
fn conjunction_length(text: &str) -> usize {
    let is_conjunction = |word: &&&str| text.strip_prefix(**word).is_some_and(|rest| rest.starts_with(is_space));
    ["and", "und", "et", "y", "+", "/", "-", "–", "—"].iter().find(is_conjunction).map_or(0, |word| word.len())
}
