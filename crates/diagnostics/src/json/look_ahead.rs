//! Predicts the document after a position: the end of a string with foreign or unescaped quotes is the first quote
//! after which the document continues validly.

use super::bare_word::is_literal;
use super::quote::Quote;
use super::search_cache::{SearchCache, StringContext, StringEnd};
use crate::char_set::CharSet;
use crate::diagnostic::is_invisible_or_whitespace;

/// Predicates over the text ahead of the parser.
#[derive(Clone, Copy)]
pub(super) struct LookAhead<'a, 't> {
    pub(super) text: &'t str,
    pub(super) searches: &'a SearchCache<'t>,
}

impl LookAhead<'_, '_> {
    /// Returns the end of a string whose content begins at `start`, at one of the quotes `closers`.
    pub(super) fn string_end(
        self,
        closers: &'static str,
        context: StringContext,
        start: usize,
        is_multiline: bool,
    ) -> StringEnd {
        self.searches.string_end(closers, context, start, &|at, limit| {
            let line_end = if is_multiline { self.text.len() } else { self.searches.line_end(at) };
            let mut next = at;
            loop {
                let quote = self.searches.closer(closers, next);
                if quote >= line_end {
                    return (line_end < limit).then_some((line_end, StringEnd::Unknown));
                }
                if quote >= limit {
                    return None;
                }
                if self.ends_string(quote, context) {
                    return Some((quote, StringEnd::Quote(quote)));
                }
                if self.opens_next_key(quote) {
                    return Some((quote, StringEnd::NextKey(quote)));
                }
                next = quote + self.char_at(quote).map_or(1, char::len_utf8);
            }
        })
    }

    /// Returns whether the document continues validly after the closing quote at `quote`.
    pub(super) fn ends_string(self, quote: usize, context: StringContext) -> bool {
        let after = quote + self.char_at(quote).map_or(0, char::len_utf8);
        // Directly after a quote, # is a character of the string: "the "#1" shop".
        let next = if self.text[after..].starts_with('#') { after } else { self.skip_space(after) };
        let is_new_line = self.searches.line_end(after) < next;
        let byte = self.text.as_bytes().get(next);
        match (context, byte) {
            (StringContext::Key, _) => matches!(byte, Some(b':' | b'=')),
            (_, None) => true,
            (StringContext::Document, Some(byte)) => *byte == b';',
            (StringContext::Member, Some(b',' | b';')) => {
                let entry = self.skip_commas(next);
                self.is_end_or(entry, b'}') || self.is_key(entry)
            }
            (StringContext::Item, Some(b',' | b';')) => {
                let entry = self.skip_commas(next);
                self.is_end_or(entry, b']') || self.is_value(entry)
            }
            // An array of PHP.
            (StringContext::Item, Some(b'=')) => self.text[next..].starts_with("=>"),
            (_, Some(b'}' | b']')) => self.is_after_closing(next),
            // Only the comma is missing.
            (StringContext::Member, _) => next > after && self.is_key(next) && (is_new_line || self.is_quote(next)),
            (StringContext::Item, _) => is_new_line && self.is_value(next),
        }
    }

    /// Returns whether the quote at `quote` opens a key after the end of an entry.
    fn opens_next_key(self, quote: usize) -> bool {
        let before = self.text[..quote].trim_end_any(" \t");
        before.ends_with_any(",{;") && self.is_key(quote)
    }

    /// Returns whether the text after the closing brackets at `at` may follow them.
    fn is_after_closing(self, at: usize) -> bool {
        let mut end = at;
        loop {
            let next = self.skip_space(end);
            let is_new_line = self.searches.line_end(end) < next;
            match self.text.as_bytes().get(next) {
                Some(b'}' | b']') => end = next + 1,
                None | Some(b';' | b')' | b'{' | b'[' | b'<') => return true,
                Some(b',') => {
                    let entry = self.skip_commas(next);
                    return self.is_end_or(entry, b'}')
                        || self.is_end_or(entry, b']')
                        || self.is_key(entry)
                        || self.is_value(entry);
                }
                // A comma may be missing, or the text around the document continues.
                Some(_) => return is_new_line || next > end && self.is_key(next) || self.is_last(next),
            }
        }
    }

    /// Returns whether only closing characters of a text around the document are left on the line.
    fn is_last(self, at: usize) -> bool {
        let is_closing = |c: char| matches!(c, '\'' | '"' | '`' | ')' | ';' | '’' | '”' | '\\');
        let rest = self.searches.line(at).trim_start_matches(is_closing);
        rest.trim_end().is_empty()
    }

    pub(super) fn is_end_or(self, at: usize, byte: u8) -> bool {
        self.text.as_bytes().get(at).is_none_or(|next| *next == byte)
    }

    fn is_quote(self, at: usize) -> bool {
        self.char_at(at).is_some_and(|c| Quote::opened_by(c).is_some())
    }

    /// Returns whether a key and a colon, or a replacement for it, are at `at`.
    pub(super) fn is_key(self, at: usize) -> bool {
        let Some(first) = self.char_at(at) else { return false };
        if self.text[at..].starts_with("\\\"") {
            let close = self.text[at + 2..].find('"').map_or(self.text.len(), |offset| at + 2 + offset + 1);
            return close <= self.searches.line_end(at) && self.is_colon(close);
        }
        // A quoted symbol of Ruby.
        if first == ':' && self.is_quote(at + 1) {
            return self.is_key(at + 1);
        }
        if let Some(quote) = Quote::opened_by(first) {
            let close = self.searches.closer(quote.closers, at + first.len_utf8());
            let end = close + self.char_at(close).map_or(0, char::len_utf8);
            return close < self.searches.line_end(at) && self.is_colon(end);
        }
        if !(first.is_alphanumeric() || matches!(first, '_' | '$' | ':')) {
            return false;
        }
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | '/' | '@');
        let rest = &self.text[at + first.len_utf8()..];
        let end = self.text.len() - rest.trim_start_matches(is_name).len();
        let colon = self.skip_space(end);
        let value = match self.text.as_bytes().get(colon) {
            Some(b':') => colon + 1,
            Some(b'=') => colon + 1 + usize::from(self.text[colon + 1..].starts_with('>')),
            _ => return false,
        };
        let value = self.skip_space(value);
        // A time of day is not a key: 10:30.
        let is_number = self.text[at..end].bytes().all(|byte| byte.is_ascii_digit());
        let is_digit = self.text.as_bytes().get(value).is_some_and(u8::is_ascii_digit);
        !(is_number && is_digit) && (self.is_value(value) || self.is_bare_value(value))
    }

    /// Returns whether an unquoted word and the end of an entry are at `at`.
    fn is_bare_value(self, at: usize) -> bool {
        let rest = &self.text[at..];
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '-' | '/' | '@' | '=' | '+' | ':');
        let end = self.text.len() - rest.trim_start_matches(is_word).len();
        let after = self.text[end..].trim_start_any(" \t");
        end > at && (after.is_empty() || after.starts_with_any(",;}]\n\r("))
    }

    fn is_colon(self, at: usize) -> bool {
        let next = self.skip_space(at);
        self.char_at(next).is_some_and(|c| matches!(c, ':' | '=' | '：'))
    }

    /// Returns whether a value other than an unquoted word begins at `at`.
    fn is_value(self, at: usize) -> bool {
        let rest = &self.text[at..];
        let Some(first) = rest.chars().next() else { return false };
        if matches!(first, '{' | '[' | '0'..='9' | '-' | '+' | '\\') || Quote::opened_by(first).is_some() {
            return true;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len()).min(9);
        is_literal(&rest[..end])
    }

    /// Returns the end of the whitespace, comments and invisible characters at `at`.
    pub(super) fn skip_space(self, mut at: usize) -> usize {
        loop {
            let rest = &self.text[at..];
            let space = rest.len() - rest.trim_start_matches(is_invisible_or_whitespace).len();
            at += space;
            let rest = &self.text[at..];
            if rest.starts_with("//") || rest.starts_with('#') {
                at = self.searches.line_end(at);
            } else if rest.starts_with("/*") {
                at = self.searches.comment_end(at);
            } else {
                return at;
            }
        }
    }

    pub(super) fn skip_commas(self, mut at: usize) -> usize {
        while let Some(b',' | b';') = self.text.as_bytes().get(at) {
            at = self.skip_space(at + 1);
        }
        at
    }

    fn char_at(self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }
}
