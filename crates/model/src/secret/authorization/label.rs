//! The labels before secrets, such as `User` or `Organization Secret`.

use std::ops::Range;

use diagnostics::char_set::CharSet;

use crate::diagnostic::is_invisible_or_whitespace as is_space;

use super::{Scheme, is_base64};
use crate::secret::marks::{closer, is_assignment, is_mark, is_separator};

/// A label before a secret, and its range in the text.
pub(super) struct Label {
    pub scheme: Scheme,
    pub range: Range<usize>,
}

/// Returns the labels in the order of the text.
pub(super) fn find_labels(text: &str) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at >= end
            && c.is_ascii_alphabetic()
            && let Some(label) = label_at(text, at)
        {
            end = label.range.end;
            labels.push(label);
        }
    }
    labels
}

/// Returns the label that starts at `at`.
fn label_at(text: &str, at: usize) -> Option<Label> {
    let (scheme, length) = parse_label(&text[at..])?;
    let end = at + length;
    let mut before = text[..at].chars().rev();
    let (mut start, mut previous) = (at, before.next());
    let next = text[end..].chars().next();
    let mut after = text[end..].trim_start_matches(is_space).chars();
    let is_assigned = after.next().is_some_and(is_assignment);
    if previous == Some('_') && is_assigned {
        // The assignment of a variable, such as `CE_USER=…`.
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        start = text[..at].trim_end_matches(is_name).len();
        before = text[..start].chars().rev();
        previous = before.next();
    }
    let is_boundary = |c: char| is_space(c) || is_mark(c) || is_separator(c) || is_assignment(c);
    let is_arrow = next == Some('-') && text[end + 1..].starts_with(|c| c == '>' || is_space(c));
    let is_enclosed = previous.and_then(closer).is_some_and(|closer| next == Some(closer));
    // A placeholder or variable with the name of a scheme is no label.
    let is_bare = text[at..end].bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_placeholder = text[..at].trim_end_matches(is_space).ends_with("{{")
        || previous == Some('{') && matches!(before.next(), Some('$' | '{' | '#'))
        || is_enclosed
            && !is_bare
            && !text[end..].trim_start_matches(|c| is_space(c) || is_mark(c)).starts_with(is_assignment);
    let is_word = previous.is_none_or(is_boundary) && (next.is_none_or(is_boundary) || is_arrow) && !is_placeholder;
    is_word.then_some(Label { scheme, range: start..end })
}

/// Parses the label at the start of `text`: `User`, `User Secret`, `USER_SECRET`. Returns its length in bytes.
pub(super) fn parse_label(text: &str) -> Option<(Scheme, usize)> {
    const WORDS: [(&str, Scheme); 5] = [
        ("user", Scheme::User),
        ("organization", Scheme::Organization),
        ("organisation", Scheme::Organization),
        ("org", Scheme::Organization),
        ("element", Scheme::Element),
    ];
    let starts_with = |text: &str, word: &str| text.get(..word.len()).is_some_and(|s| s.eq_ignore_ascii_case(word));
    let (word, scheme) = WORDS.iter().find(|(word, _)| starts_with(text, word))?;
    let rest = &text[word.len()..];
    let hyphen_length = usize::from(rest.starts_with_any(" _-"));
    let suffix = ["secret", "token", "key"].iter().find(|suffix| {
        if !starts_with(&rest[hyphen_length..], suffix) || is_account_secret(&rest[hyphen_length..]) {
            return false;
        }
        // A secret can start with such a word.
        let after = &rest[hyphen_length + suffix.len()..];
        after.starts_with("->") || ends_label(after.trim_start_matches(is_separator))
    });
    Some((*scheme, word.len() + suffix.map_or(0, |suffix| hyphen_length + suffix.len())))
}

/// Returns whether a label ends before `after`. A quote or bracket there closes the label, or opens a value that it
/// also closes: the secret `key"a` has no label.
fn ends_label(after: &str) -> bool {
    /// The maximum length of a value in marks.
    const MAX_BYTES: usize = 256;
    let inside = after.trim_start_matches(is_mark);
    let marks = &after[..after.len() - inside.len()];
    let near = &inside[..inside.floor_char_boundary(MAX_BYTES)];
    let value = near.split(is_separator).next().unwrap_or_default();
    near.chars().next().is_none_or(|c| is_space(c) || is_assignment(c) || !marks.is_empty() && is_separator(c))
        || marks.chars().filter_map(closer).any(|closer| value.contains(closer))
}

/// Returns whether `text` starts with an account's secret: exactly 44 base64 characters, which must not be split.
pub(super) fn is_account_secret(text: &str) -> bool {
    const LENGTH: usize = 44;
    text.bytes().take(LENGTH + 1).take_while(|byte| is_base64(*byte)).count() == LENGTH
}

/// Returns whether a word is a scheme that the API does not support.
pub(super) fn is_other_scheme(word: &str) -> bool {
    ["bearer", "basic", "token", "digest", "apikey", "negotiate"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme))
}
