//! Finds unescaped quotes in a body whose other quotes are escaped.

use super::quoted_body::{Scan, first_quote_is};
use super::typography::{self, is_space};

/// Tracks a body whose quotes are escaped, to find unescaped ones in it.
#[derive(Default)]
pub(super) struct EscapedBody {
    scan: Scan,
    /// The number of bytes tracked so far.
    scanned: usize,
    has_quotes: bool,
}

impl EscapedBody {
    /// Returns whether the quote between `body` and `after`, which ends the shell's quoting, belongs to the body.
    pub(super) fn has_quote(&mut self, body: &str, after: &str) -> bool {
        if !first_quote_is(body, "\"") {
            return false;
        }
        body.as_bytes()[self.scanned..].iter().for_each(|byte| self.scan.step(*byte));
        self.scanned = body.len();
        // The second of a pair of unescaped quotes precedes the JSON string's own quote.
        let is_last = || ["\\\"", "`\"", "\""].iter().any(|quote| after.starts_with(quote));
        let is_inner = match after.chars().next() {
            _ if self.has_quotes && self.scan.in_string && is_last() => true,
            // Shell syntax, or the end of the word.
            None | Some('$' | '\'' | '"' | '`' | '\\' | '^' | ';' | '|' | '&' | '<' | '>' | ')' | '#') => false,
            Some(c) if is_space(c) => self.scan.in_string && !typography::ends_body(after),
            Some(_) => true,
        };
        // Text that only the shell quotes may follow the closing quote of a JSON string.
        let is_inner = is_inner && !self.scan.is_whole() && !body.ends_with('"');
        self.scanned += usize::from(is_inner);
        self.has_quotes |= is_inner;
        is_inner
    }
}
