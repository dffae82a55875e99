//! Recovers unquoted keys and values, and numbers and literals in another notation.

use std::ops::Range;

use ::json::Kind;

use super::bare_word::{LITERALS, is_in_name, is_literal};
use super::number::repaired_number;
use super::parser::Parser;
use super::quote::Quote;
use super::search_cache::Search;
use super::write::quoted;
use crate::char_set::CharSet;
use crate::diagnostic::{Problem, is_invisible_or_whitespace};

const NOT_NUMBERS: [&str; 3] = ["nan", "infinity", "-infinity"];

impl Parser<'_> {
    /// Returns whether a key and a colon are at `at`, on one line.
    pub(super) fn is_key_on_line(&self, at: usize) -> bool {
        let rest = self.searches.line(at);
        if let Some(inside) = rest.strip_prefix('"') {
            let close = self.searches.closer("\"", at + 1) - at - 1;
            close < inside.len() && inside[close + 1..].trim_start().starts_with_any(":=")
        } else {
            let end = rest.find(|c: char| !(is_in_name(c) || c == '_' || c == '\'')).unwrap_or(rest.len());
            end > 0 && rest[end..].trim_start().starts_with_any(":=")
        }
    }

    /// Reads anything but a valid scalar, and recovers a key (`Kind::Key`) or a value (`Kind::String`) from it.
    pub(super) fn recover_scalar(&mut self, kind: Kind) {
        let start = self.reader.at;
        self.insert_index = self.diagnostics.list().len();
        self.reader.last_start = start;
        let backslashes = self.bytes[start..].iter().take_while(|byte| **byte == b'\\').count();
        if (backslashes + 1).is_power_of_two() && backslashes > 0 && self.bytes.get(start + backslashes) == Some(&b'"')
        {
            return self.escaped_string(backslashes, kind);
        }
        if let Some(quote) = self.text[start..].chars().next().and_then(Quote::opened_by) {
            return self.foreign_string(quote, kind);
        }
        let line = self.searches.line(start);
        let expression = match kind {
            Kind::Key => self.is_prefixed_string(line).then(|| line.trim_end().len()),
            _ => self.expression_length(),
        };
        if let Some(length) = expression {
            self.report_expression(start..start + length);
            return self.push_value(kind, start..start + length, false);
        }
        let before_comment = self.literal_before_comment();
        let close = self.searches.closer("\"", start);
        if before_comment == 0
            && close > start
            && close < self.searches.line_end(start)
            && self.searches.quotes_ahead(start) % 2 == 1
            && self.ends_value(close + 1)
            && self.may_lack_its_opening_quote(start..close, kind)
        {
            self.diagnostics.push_replacement(Problem::MissingOpeningQuote, start..start, "\"");
            return self.recover_string_from(start, kind);
        }
        let length = if before_comment > 0 { before_comment } else { self.word_length(kind) };
        let end = start + length;
        let word = &self.text[start..end];
        self.reader.at = end;
        if kind == Kind::Key {
            self.diagnostics.push_replacement(Problem::UnquotedKey, start..end, &quoted(word));
            return self.push_value(Kind::Key, start..end, false);
        }
        let lower = word.to_ascii_lowercase();
        if let Some((_, expected)) = LITERALS.iter().find(|(name, _)| *name == lower) {
            if word != *expected {
                self.diagnostics.push_replacement(
                    Problem::Literal { found: word.into(), expected },
                    start..end,
                    expected,
                );
            }
            let literal = if *expected == "null" { Kind::Null } else { Kind::Boolean };
            return self.push_value(literal, start..end, false);
        }
        if NOT_NUMBERS.contains(&lower.as_str()) {
            self.diagnostics.push_replacement(
                Problem::Literal { found: word.into(), expected: "null" },
                start..end,
                "null",
            );
            return self.push_value(Kind::Unknown, start..end, false);
        }
        if let Some((problem, number)) = repaired_number(word) {
            if let Some(problem) = problem {
                self.diagnostics.push_replacement(problem, start..end, &number);
            }
            return self.push_value(Kind::Number, start..end, false);
        }
        self.diagnostics.push_replacement(Problem::UnquotedValue, start..end, &quoted(word));
        self.push_value(Kind::String, start..end, false);
    }

    /// Returns whether only a word and the end of an entry are at the cursor.
    pub(super) fn is_word_before_end(&self) -> bool {
        let end = self.reader.at + self.word_length(Kind::String);
        self.text[end..].trim_start().starts_with_any(",}")
            && self.text[self.reader.at..end]
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
    }

    /// Returns the length of a number or literal that a comment follows without a space, or 0.
    fn literal_before_comment(&self) -> usize {
        let rest = &self.text[self.reader.at..];
        let is_in_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_');
        let length = rest.bytes().take_while(|byte| is_in_word(*byte)).count();
        let is_before_comment = rest[length..].starts_with("/*") || rest[length..].starts_with("//");
        let word = &rest[..length];
        if is_before_comment && (is_literal(word) || repaired_number(word).is_some()) { length } else { 0 }
    }

    /// Returns whether the text before a double quote may be one string without its opening quote.
    fn may_lack_its_opening_quote(&self, range: Range<usize>, kind: Kind) -> bool {
        let text = &self.text[range.clone()];
        // A comment, not a URL.
        if text.match_indices("//").any(|(at, _)| !text[..at].ends_with(':')) {
            return false;
        }
        if kind == Kind::Key {
            return !text.contains([':', ',', '=']);
        }
        let Some(comma) = text.find(',') else { return true };
        let first = text[..comma].trim();
        let next = self.look_ahead().skip_space(range.start + comma + 1);
        !is_literal(first) && repaired_number(first).is_none() && !self.look_ahead().is_key(next)
    }

    /// Returns whether the word at the cursor is an unquoted key, with a colon or an equals sign after it.
    pub(super) fn is_unquoted_key(&self) -> bool {
        let end = self.reader.at + self.word_length(Kind::Key);
        self.text[end..].trim_start().starts_with_any(":=")
    }

    /// Returns whether a key without its opening quote is at the cursor.
    pub(super) fn is_key_without_opening_quote(&self) -> bool {
        let close = self.searches.closer("\"", self.reader.at);
        self.has_closing_quote() && self.text[close + 1..].trim_start().starts_with_any(":=")
    }

    /// Returns whether a double quote closes the text at the cursor, whose opening quote is missing.
    pub(super) fn has_closing_quote(&self) -> bool {
        let close = self.searches.closer("\"", self.reader.at);
        close < self.searches.line_end(self.reader.at)
            && self.ends_value(close + 1)
            && self.may_lack_its_opening_quote(self.reader.at..close, Kind::Key)
    }

    /// Removes the word at the cursor, which is neither a key nor a value.
    pub(super) fn remove_word(&mut self) {
        let start = self.reader.at;
        let end = start + self.word_length(Kind::String);
        self.reader.at = end;
        self.diagnostics.push_replacement(Problem::StrayText, start..end, "");
    }

    /// Returns the length of the word at the cursor in bytes; at least one character.
    pub(super) fn word_length(&self, kind: Kind) -> usize {
        let start = self.reader.at;
        let rest = self.searches.line(start);
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let phrase = self.phrase_end(start + first, kind).min(start + rest.len()) - start;
        let token = phrase.min(self.searches.space(start) - start);
        let is_before_colon = rest[phrase..].starts_with_any(":=");
        let is_phrase = match kind {
            Kind::Key => is_before_colon,
            // The next key may be on the same line: `true b: 1`.
            _ => !is_before_colon && repaired_number(&rest[..token]).is_none(),
        };
        let length = if is_phrase { phrase } else { token };
        rest[..length].trim_end().len().max(first)
    }

    /// Returns the end of an unquoted key or value that continues at `at`.
    fn phrase_end(&self, at: usize, kind: Kind) -> usize {
        let text = self.text;
        let is_key = kind == Kind::Key;
        let is_member = self.reader.is_open(Kind::Object);
        let is_after_space = |at: usize| text[..at].ends_with_any(" \t");
        let is_end = |at: usize, c: char| match c {
            ',' | '{' | '}' | '[' | ']' | '\n' | '\r' => true,
            // In an unquoted value, a quote is a character unless it opens the next key.
            '"' => is_key || !is_member || self.look_ahead().is_key(at),
            ':' => is_key || !text[at..].starts_with("://") && !self.is_before_port(at),
            '=' => is_key,
            ';' => {
                let next = self.look_ahead().skip_space(at + 1);
                is_member && !is_key && (self.look_ahead().is_end_or(next, b'}') || self.look_ahead().is_key(next))
            }
            '#' => is_after_space(at),
            '/' => is_after_space(at) && (text[at..].starts_with("//") || text[at..].starts_with("/*")),
            c => c != ' ' && c != '\t' && is_invisible_or_whitespace(c),
        };
        self.searches.find(Search::PhraseEnd { is_key, is_member }, at, &|at, limit| {
            text[at..limit].char_indices().map(|(i, c)| (at + i, c)).find(|(at, c)| is_end(*at, *c)).map(|(at, _)| at)
        })
    }

    /// Returns whether the colon at `at` separates a host from its port.
    fn is_before_port(&self, at: usize) -> bool {
        /// The maximum length of a host name in bytes (RFC 1035).
        const MAX_HOST_BYTES: usize = 253;
        let is_in_host = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let host = self.bytes[..at].iter().rev().take(MAX_HOST_BYTES).take_while(is_in_host).count();
        host > 0 && self.text[..at - host].ends_with("://") && self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    }
}
