//! The words before secrets.

use std::ops::Range;

use crate::diagnostic::is_invisible_or_whitespace as is_blank;

use super::{Scheme, is_base64};
use crate::secret::marks::{closer, is_assignment, is_mark, is_separator};

/// A word before a secret, with what follows it in its name.
pub(super) struct Label {
    pub scheme: Scheme,
    pub range: Range<usize>,
}

/// Returns the words before secrets, in the order of the text.
pub(super) fn labels(text: &str) -> Vec<Label> {
    let mut labels = Vec::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at >= end
            && c.is_ascii_alphabetic()
            && let Some(label) = label(text, at)
        {
            end = label.range.end;
            labels.push(label);
        }
    }
    labels
}

/// Returns the word before a secret that begins at `at`.
fn label(text: &str, at: usize) -> Option<Label> {
    let (scheme, length) = scheme_word(&text[at..])?;
    let end = at + length;
    let mut before = text[..at].chars().rev();
    let (mut start, mut previous) = (at, before.next());
    let next = text[end..].chars().next();
    let mut after = text[end..].trim_start_matches(is_blank).chars();
    let is_assigned = after.next().is_some_and(is_assignment);
    if previous == Some('_') && is_assigned {
        // The name of a variable that is set.
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '_';
        start = text[..at].trim_end_matches(is_name).len();
        before = text[..start].chars().rev();
        previous = before.next();
    }
    let is_boundary = |c: char| is_blank(c) || is_mark(c) || is_separator(c) || is_assignment(c);
    let is_arrow = next == Some('-') && text[end + 1..].starts_with(|c| c == '>' || is_blank(c));
    let is_open = previous.and_then(closer).is_some_and(|closer| next == Some(closer));
    // A placeholder or variable with such a name, not the word itself.
    let is_bare = text[at..end].bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_placeholder = text[..at].trim_end_matches(is_blank).ends_with("{{")
        || previous == Some('{') && matches!(before.next(), Some('$' | '{' | '#'))
        || is_open
            && !is_bare
            && !text[end..].trim_start_matches(|c| is_blank(c) || is_mark(c)).starts_with(is_assignment);
    let is_word = previous.is_none_or(is_boundary) && (next.is_none_or(is_boundary) || is_arrow) && !is_placeholder;
    is_word.then_some(Label { scheme, range: start..end })
}

/// Returns the word before a secret at the start of `text`, and its length: `User`, `User Secret`, `USER_SECRET`.
pub(super) fn scheme_word(text: &str) -> Option<(Scheme, usize)> {
    const WORDS: [(&str, Scheme); 5] = [
        ("user", Scheme::User),
        ("organization", Scheme::Organization),
        ("organisation", Scheme::Organization),
        ("org", Scheme::Organization),
        ("element", Scheme::Element),
    ];
    let begins = |text: &str, word: &str| text.get(..word.len()).is_some_and(|own| own.eq_ignore_ascii_case(word));
    let (word, scheme) = WORDS.iter().find(|(word, _)| begins(text, word))?;
    let rest = &text[word.len()..];
    let joint = usize::from(rest.starts_with([' ', '_', '-']));
    let suffix = ["secret", "token", "key"].iter().find(|suffix| {
        let after = rest.get(joint + suffix.len()..).unwrap_or_default();
        let is_end = |c: char| is_blank(c) || is_mark(c) || is_assignment(c);
        // A secret may begin with such a word.
        let is_word =
            after.trim_start_matches(is_separator).chars().next().is_none_or(is_end) || after.starts_with("->");
        begins(&rest[joint..], suffix) && is_word && !is_account_secret(&rest[joint..])
    });
    Some((*scheme, word.len() + suffix.map_or(0, |suffix| joint + suffix.len())))
}

/// Whether a secret of an account begins `text`: exactly so many characters of base64. None of them is split.
pub(super) fn is_account_secret(text: &str) -> bool {
    const LENGTH: usize = 44;
    text.bytes().take(LENGTH + 1).take_while(|byte| is_base64(*byte)).count() == LENGTH
}

/// Whether a word is a scheme that the API does not read.
pub(super) fn is_other_scheme(word: &str) -> bool {
    ["bearer", "basic", "token", "digest", "apikey", "negotiate"].iter().any(|scheme| word.eq_ignore_ascii_case(scheme))
}
