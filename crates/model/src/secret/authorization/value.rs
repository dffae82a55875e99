//! What follows a word: its secret, and what stands between that and the next word.

use std::ops::Range;

use crate::diagnostic::is_invisible_or_whitespace as is_blank;

use super::label::is_other_scheme;
use super::{Authorization, FindingKind};
use crate::secret::marks::{closer, is_assignment, is_comma, is_mark, is_separator, trim_marks};
use crate::secret::placeholder::placeholder_kind;

/// Returns the range of the secret that follows a word, in `range`.
pub(super) fn value(text: &str, range: Range<usize>, header: &mut Authorization) -> Option<Range<usize>> {
    let (mut at, mut opener) = (range.start, None);
    let (mut marks, mut assignments) = (None, None);
    loop {
        let rest = &text[at..range.end];
        let c = rest.chars().next().filter(|c| !is_separator(*c))?;
        let length = c.len_utf8();
        let is_arrow = c == '-' && rest[1..].starts_with(|next| next == '>' || is_blank(next));
        if let Some(end) = bracketed_placeholder(rest) {
            return Some(at..at + end);
        } else if is_assignment(c) || is_arrow {
            assignments = assignments.or(Some(at));
        } else if is_mark(c) {
            // The tip of an arrow is no bracket.
            if c != '>' {
                marks = marks.or(Some(at));
                opener = Some(c);
            }
        } else if !is_blank(c) {
            let word = rest.split(is_blank).next().unwrap_or_default();
            let is_followed = !rest[word.len()..].trim_matches(is_blank).is_empty();
            let run = &rest[..rest.find(|c| is_blank(c) || is_comma(c)).unwrap_or(rest.len())];
            if placeholder_kind(run).is_some() {
                return Some(at..at + run.len());
            }
            if !is_followed || !(is_other_scheme(word) || matches!(word, "is" | "ist")) {
                break;
            }
            header.find(FindingKind::OtherScheme, at..at + word.len());
            at += word.len();
            continue;
        }
        at += length;
    }
    if let Some(start) = assignments {
        header.find(FindingKind::Assignment, start..at);
    }
    let whole = at..at + token(&text[at..range.end], opener);
    let core = trim_marks(text, whole);
    let after = text[core.end..range.end].chars().next().filter(|c| is_mark(*c));
    if marks.is_some() || after.is_some() {
        header.find(FindingKind::Quotes, marks.unwrap_or(core.start)..core.end + after.map_or(0, char::len_utf8));
    }
    (!core.is_empty()).then_some(core)
}

/// Returns the length of what stands in for a secret at the start of `text` with brackets around it.
fn bracketed_placeholder(text: &str) -> Option<usize> {
    /// The most bytes from a bracket to what closes it.
    const LONGEST: usize = 80;
    let open = text.bytes().take(2).position(|byte| matches!(byte, b'{' | b'<' | b'[' | b'('))?;
    let close = match text.as_bytes()[open] {
        b'{' if text[open..].starts_with("{{") => "}}",
        b'{' => "}",
        b'<' if text[open..].starts_with("<%") => "%>",
        b'<' => ">",
        b'[' => "]",
        _ => ")",
    };
    let near = text.floor_char_boundary(LONGEST);
    let end = text[..near].find(close)? + close.len();
    placeholder_kind(&text[..end]).map(|_| end)
}

/// Returns the length of the run of characters at the start of `text`, which `opener` stands before.
fn token(text: &str, opener: Option<char>) -> usize {
    let closing = opener.and_then(closer);
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, next)| *next);
        let ends_here = next.is_none_or(|next| is_blank(next) || is_separator(next) || is_mark(next));
        if is_blank(c) || is_comma(c) || ends_here && (Some(c) == closing || is_mark(c)) {
            return at;
        }
    }
    text.len()
}

/// How two parts are separated.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    None,
    Comma,
    Other,
}

/// What stands between a secret and the next word.
pub(super) struct Rest {
    /// What else there is.
    pub left: Option<Range<usize>>,
    /// Whether it cannot be a part of the secret.
    pub is_parted: bool,
    pub separator: Separator,
}

/// Reads what stands between a secret and the next word.
pub(super) fn rest(text: &str, range: Range<usize>) -> Rest {
    let mut rest = Rest { left: None, is_parted: false, separator: Separator::None };
    let mut at = range.start;
    let mut has_line_break = false;
    while let Some(c) = text[at..range.end].chars().next() {
        let joint = joint(&text[at..range.end]);
        if is_comma(c) && rest.separator == Separator::None {
            rest.separator = Separator::Comma;
        } else if is_separator(c) || joint > 0 {
            rest.separator = Separator::Other;
        } else if !is_blank(c) && !is_mark(c) {
            let word = text[at..range.end].split(is_blank).next().unwrap_or_default();
            let is_header = has_line_break && word.contains(':');
            rest.is_parted |= is_header || rest.separator != Separator::None;
            let trimmed = text[at..range.end].trim_end_matches(|c| is_blank(c) || is_mark(c) || is_separator(c));
            rest.left = Some(at..at + trimmed.len());
            break;
        }
        has_line_break |= c == '\n';
        rest.is_parted |= is_mark(c);
        at += joint.max(c.len_utf8());
    }
    rest
}

/// Returns the length of a word that joins two parts at the start of `text`.
fn joint(text: &str) -> usize {
    let is_joint = |word: &&&str| text.strip_prefix(**word).is_some_and(|rest| rest.starts_with(is_blank));
    ["and", "und", "et", "y", "+", "/", "-", "–", "—"].iter().find(is_joint).map_or(0, |word| word.len())
}
