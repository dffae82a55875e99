//! Finds given secrets in a text, however they are escaped.

use std::ops::Range;

use crate::secret::views::{Mapped, unescaped};

/// The secrets to find. Those of fewer than four characters are ignored, since they occur in any text.
pub(super) struct Needles {
    all: Vec<Vec<char>>,
}

impl Needles {
    pub(super) fn new(secrets: &[String]) -> Self {
        const MIN_CHARS: usize = 4;
        let mut all: Vec<Vec<char>> = Vec::new();
        for secret in secrets.iter().map(|secret| secret.trim()).filter(|secret| secret.chars().count() >= MIN_CHARS) {
            for form in [secret.to_owned(), unescaped(secret)] {
                let bare = form.trim().trim_end_matches('=');
                let needle: Vec<char> = bare.chars().map(fold).collect();
                if needle.len() + 1 >= MIN_CHARS && !all.contains(&needle) {
                    all.push(needle);
                }
            }
        }
        Self { all }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns the ranges of the secrets in a view.
    pub(super) fn find(&self, view: &[Mapped]) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let folded: Vec<char> = view.iter().map(|mapped| fold(mapped.c)).collect();
        let mut found = Vec::new();
        for needle in &self.all {
            let mut at = 0;
            while let Some(window) = folded.get(at..at + needle.len()) {
                if window != needle {
                    at += 1;
                    continue;
                }
                let signs = folded[at + needle.len()..].iter().take_while(|c| **c == '=').count();
                found.push(at..at + needle.len() + signs);
                at += needle.len();
            }
        }
        found
    }
}

/// Maps the variants of a character to one: upper and lower case, `+` for a space in a form, the alphabets of base64.
fn fold(c: char) -> char {
    match c {
        '+' | '-' => ' ',
        '_' => '/',
        c if c.is_whitespace() => ' ',
        c => c.to_ascii_lowercase(),
    }
}
