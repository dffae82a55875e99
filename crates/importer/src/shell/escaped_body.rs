//! Finds unescaped quotes in a body whose other quotes are escaped.

use super::json::{Progress, begins_with};
use super::typography::{self, is_blank};

/// Tracks a body whose quotes are escaped, to find unescaped ones in it.
#[derive(Default)]
pub(super) struct EscapedBody {
    progress: Progress,
    /// The number of bytes tracked so far.
    read: usize,
    has_quotes: bool,
}

impl EscapedBody {
    /// Returns whether the quote between `body` and `after`, which ends the shell's quoting, belongs to the body.
    pub(super) fn has_quote(&mut self, body: &str, after: &str) -> bool {
        if !begins_with(body, "\"") {
            return false;
        }
        body.as_bytes()[self.read..].iter().for_each(|byte| self.progress.step(*byte));
        self.read = body.len();
        // The second of a pair of unescaped quotes precedes the JSON string's own quote.
        let is_last = || ["\\\"", "`\"", "\""].iter().any(|quote| after.starts_with(quote));
        let is_inner = match after.chars().next() {
            _ if self.has_quotes && self.progress.in_string && is_last() => true,
            // Shell syntax, or the end of the word.
            None | Some('$' | '\'' | '"' | '`' | '\\' | '^' | ';' | '|' | '&' | '<' | '>' | ')' | '#') => false,
            Some(c) if is_blank(c) => self.progress.in_string && !typography::ends_body(after),
            Some(_) => true,
        };
        // Text that only the shell quotes may follow the closing quote of a JSON string.
        let is_inner = is_inner && !self.progress.is_whole() && !body.ends_with('"');
        self.read += usize::from(is_inner);
        self.has_quotes |= is_inner;
        is_inner
    }
}
