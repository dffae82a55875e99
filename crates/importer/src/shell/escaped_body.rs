//! The quotes that a person forgot to escape in a body whose own quotes are escaped.

use super::json::{Progress, begins_with};
use super::typography::{self, is_blank};

/// Follows a body whose own quotes are escaped, to find the quotes in it that were forgotten.
#[derive(Default)]
pub(super) struct EscapedBody {
    progress: Progress,
    /// How much of the body was followed.
    read: usize,
    has_quotes: bool,
}

impl EscapedBody {
    /// Whether the quote between `body` and `after`, at which the shell ends its quoting, is a character of the body.
    pub(super) fn has_quote(&mut self, body: &str, after: &str) -> bool {
        if !begins_with(body, "\"") {
            return false;
        }
        body.as_bytes()[self.read..].iter().for_each(|byte| self.progress.step(*byte));
        self.read = body.len();
        // After the first one, the string's own quote comes next.
        let is_last = || ["\\\"", "`\"", "\""].iter().any(|quote| after.starts_with(quote));
        let is_inner = match after.chars().next() {
            _ if self.has_quotes && self.progress.in_string && is_last() => true,
            // What only a shell understands, or the end of the word.
            None | Some('$' | '\'' | '"' | '`' | '\\' | '^' | ';' | '|' | '&' | '<' | '>' | ')' | '#') => false,
            Some(c) if is_blank(c) => self.progress.in_string && !typography::ends_body(after),
            Some(_) => true,
        };
        // A text in the shell's quotes alone follows the quote of a JSON string.
        let is_inner = is_inner && !self.progress.is_whole() && !body.ends_with('"');
        self.read += usize::from(is_inner);
        self.has_quotes |= is_inner;
        is_inner
    }
}
