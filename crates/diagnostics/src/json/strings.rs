//! Recovers strings in double quotes: missing closing quotes, unescaped quotes and control characters.

use std::ops::Range;

use ::json::Kind;
use ::json::bytes::{ends_token, plain_end};

use super::parser::Parser;
use super::quote::Quote;
use super::search_cache::{StringContext, StringEnd};
use crate::char_set::CharSet;
use crate::diagnostic::{Edit, Problem, is_invisible_or_whitespace};

/// The maximum number of characters at the likely end of a string that are examined.
const MAX_TRAILING_CHARS: usize = 64;

impl Parser<'_> {
    /// Reads the string whose opening double quote is at the cursor.
    pub(super) fn recover_string(&mut self, kind: Kind) {
        self.insert_index = self.diagnostics.list().len();
        let open = self.reader.at;
        self.reader.last_start = open;
        if !self.recover_doubled_string(kind) {
            self.recover_string_from(open + 1, kind);
        }
    }

    /// Reads a string in double quotes whose content begins at `start`.
    pub(super) fn recover_string_from(&mut self, start: usize, kind: Kind) {
        let context = self.context(kind);
        let first = self.searches.closer("\"", start);
        let line_end = self.searches.line_end(start);
        if first < line_end && self.is_plain_end(first, context) {
            return self.end_string(start, first, kind);
        }
        let own = self.look_ahead().string_end("\"", context, start, false);
        if let StringEnd::Quote(end) = own {
            return self.end_string(start, end, kind);
        }
        let limit = if let StringEnd::NextKey(limit) = own { limit } else { line_end };
        if let StringEnd::Quote(end) = self.look_ahead().string_end(Quote::DOUBLE.mixed_closers, context, start, false)
            && end < limit
        {
            let quote = self.text[end..].chars().next().unwrap_or('"');
            let range = end..end + quote.len_utf8();
            self.reader.at = range.end;
            let inner = self.inner_quotes("\"", start..end);
            self.report_inner_quotes(&inner, end);
            self.push_content(start..end, kind);
            return self.diagnostics.push_replacement(Problem::TypographicQuotes { quote }, range, "\"");
        }
        if let StringEnd::NextKey(limit) = own
            && first >= limit
        {
            return self.end_unclosed_string(start, limit, kind);
        }
        if let Some(end) = self.end_on_later_line(Quote::DOUBLE, context, line_end) {
            return self.end_string(start, end, kind);
        }
        if first >= line_end {
            return self.end_unclosed_string(start, line_end, kind);
        }
        // From inside a string, a line with all its quotes has an odd number of them ahead.
        let likely = self.likely_end(start, first, kind).filter(|end| *end < first);
        if likely.is_some() && self.searches.quotes_ahead(start).is_multiple_of(2) {
            return self.end_unclosed_string(start, first, kind);
        }
        self.end_string(start, first, kind);
    }

    /// Returns whether a string ends at the quote `close`, judged by the next character only.
    fn is_plain_end(&self, close: usize, context: StringContext) -> bool {
        let after = close + 1;
        if ends_token(self.bytes.get(after)) {
            return true;
        }
        match self.text[after..].chars().next() {
            Some('"') => {
                context == StringContext::Item && self.bytes.get(after + 1) != Some(&b'"')
                    || self.look_ahead().is_key(after)
            }
            // A slash may begin a comment, or a path whose opening quote is missing.
            Some('/') => self.searches.quotes_ahead(after).is_multiple_of(2),
            Some(next) => matches!(next, '{' | '[') || is_invisible_or_whitespace(next),
            None => true,
        }
    }

    /// Returns the closing quote of a string with line breaks: the next quote, if the document continues validly after
    /// it.
    pub(super) fn end_on_later_line(&self, quote: Quote, context: StringContext, line_end: usize) -> Option<usize> {
        let close = self.searches.closer(quote.closers, line_end);
        (close < self.text.len() && self.look_ahead().ends_string(close, context)).then_some(close)
    }

    /// Ends the string that begins at `start` at the double quote `close`.
    fn end_string(&mut self, start: usize, close: usize, kind: Kind) {
        self.reader.at = close + 1;
        let inner = self.inner_quotes("\"", start..close);
        match inner[..] {
            [] => self.push_content(start..close, kind),
            [first] if first == start => {
                self.diagnostics.push_replacement(Problem::StrayCharacter { character: '"' }, start - 1..start, "");
                self.push_content(start + 1..close, kind);
            }
            // After a number within other text, it is an inch sign.
            [last] if last + 1 == close && !self.is_inch_sign(start, last) => {
                self.push_content(start..last, kind);
                self.diagnostics.push_replacement(Problem::StrayCharacter { character: '"' }, close..close + 1, "");
            }
            _ => {
                self.report_inner_quotes(&inner, close);
                self.push_content(start..close, kind);
            }
        }
    }

    fn is_inch_sign(&self, start: usize, quote: usize) -> bool {
        let before = &self.text[start..quote];
        before.ends_with(|c: char| c.is_ascii_digit()) && before.contains(|c: char| !c.is_ascii_digit())
    }

    pub(super) fn inner_quotes(&self, closers: &'static str, range: Range<usize>) -> Vec<usize> {
        let mut inner = Vec::new();
        let mut at = range.start;
        loop {
            at = self.searches.closer(closers, at);
            if at >= range.end {
                return inner;
            }
            inner.push(at);
            at += self.text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }

    /// Returns whether a string that ends at `end` could also end at one of the quotes inside. Quotes inside a text
    /// come in pairs.
    pub(super) fn are_ambiguous(&self, inner: &[usize], end: usize) -> bool {
        let next = inner.iter().skip(1).chain([&end]);
        inner.len() % 2 == 1 && inner.iter().any(|quote| self.is_before_separator(*quote))
            || inner.iter().zip(next).any(|(close, open)| self.is_concatenation(*close, *open))
    }

    /// Returns whether the text between two quotes concatenates strings, with an operator or across a line break.
    pub(super) fn is_concatenation(&self, close: usize, open: usize) -> bool {
        let between = self.text[close..open].trim_start_any("'\"`’”");
        let joined = between.trim();
        if joined.is_empty() {
            return between.contains('\n');
        }
        ['+', '.', '|', '~'].iter().any(|operator| joined.starts_with(*operator) && joined.ends_with(*operator))
    }

    pub(super) fn is_before_separator(&self, quote: usize) -> bool {
        let after = quote + self.text[quote..].chars().next().map_or(1, char::len_utf8);
        self.text[after..].trim_start_any(" \t").starts_with_any(",:}];")
    }

    fn report_inner_quotes(&mut self, inner: &[usize], end: usize) {
        if self.are_ambiguous(inner, end) {
            return self.report_ambiguous(inner[0]);
        }
        for quote in inner {
            self.diagnostics.push(Problem::UnescapedQuote, *quote..quote + 1, Some(Edit::insert(*quote, "\\").into()));
        }
    }

    pub(super) fn report_ambiguous(&mut self, quote: usize) {
        self.is_ambiguous = true;
        let length = self.text[quote..].chars().next().map_or(1, char::len_utf8);
        self.diagnostics.push(Problem::AmbiguousQuote, quote..quote + length, None);
    }

    /// Ends the string that begins at `start` and has no closing quote, before `limit`.
    fn end_unclosed_string(&mut self, start: usize, limit: usize, kind: Kind) {
        let end = self.likely_end(start, limit, kind).unwrap_or(limit);
        self.reader.at = end;
        if self.text[start..end].ends_with("\\\"") {
            // The escaped quote may be meant as the closing quote.
            self.report_ambiguous(end - 1);
            return self.push_value(kind, start..end, true);
        }
        self.push_content(start..end, kind);
        self.diagnostics.push_replacement(Problem::MissingClosingQuote, end..end, "\"");
    }

    /// Reports invalid characters and escapes in a string, and adds it as a key or value.
    pub(super) fn push_content(&mut self, range: Range<usize>, kind: Kind) {
        let is_escaped = self.check_content(range.clone());
        self.push_value(kind, range, is_escaped);
    }

    /// Reports invalid characters and escapes in a string. Returns whether it contains escapes.
    fn check_content(&mut self, range: Range<usize>) -> bool {
        let mut at = range.start;
        let mut is_escaped = false;
        loop {
            at = plain_end(self.bytes, at);
            if at >= range.end {
                return is_escaped;
            }
            match self.bytes[at] {
                b'"' => at += 1,
                b'\\' => {
                    is_escaped = true;
                    at = self.read_escape(at);
                }
                control => {
                    let character = char::from(control);
                    let mut escape = String::new();
                    super::write::push_quoted(&mut escape, character.encode_utf8(&mut [0; 4]));
                    self.diagnostics.push_replacement(Problem::ControlCharacter { character }, at..at + 1, &escape);
                    is_escaped = true;
                    at += 1;
                }
            }
        }
    }

    /// Extends the last string past its closing quote if neither a key nor a value follows. Returns whether it was
    /// extended.
    pub(super) fn extend_last_string(&mut self) -> bool {
        let Some(last) = self.reader.nodes.last().copied().filter(|_| self.reader.last_is_scalar) else { return false };
        let (start, close) = (last.start as usize, last.end as usize);
        let is_double = start > 0 && self.bytes[start - 1] == b'"' && self.bytes.get(close) == Some(&b'"');
        // Only spaces and commas are between the strings.
        let is_next =
            is_double && self.bytes[close + 1..self.reader.at].iter().all(|byte| matches!(byte, b' ' | b'\t' | b','));
        if !matches!(last.kind, Kind::String | Kind::Key) || !is_next {
            return false;
        }
        let context = self.context(last.kind);
        let StringEnd::Quote(end) = self.look_ahead().string_end("\"", context, close + 1, false) else { return false };
        let inner = self.inner_quotes("\"", start..end);
        self.report_inner_quotes(&inner, end);
        let is_escaped = self.check_content(close + 1..end) || last.is_escaped;
        self.reader.nodes.pop();
        self.reader.at = end + 1;
        self.push_value(last.kind, start..end, is_escaped);
        true
    }

    /// Returns the likely end of a string without a closing quote between `start` and `limit`: before the commas,
    /// colons and brackets at its end.
    pub(super) fn likely_end(&self, start: usize, limit: usize, kind: Kind) -> Option<usize> {
        let content = &self.text[start..limit];
        let mut end = content.len();
        let mut colon = false;
        // The surplus of closing braces over opening ones.
        let mut surplus = content.matches('}').count().cast_signed() - content.matches('{').count().cast_signed();
        for (i, c) in content.char_indices().rev().take(MAX_TRAILING_CHARS) {
            match c {
                '{' => surplus += 1,
                ',' | '[' | ' ' | '\t' | ']' => {}
                ':' => colon = true,
                // The brace of a URL template is part of the string.
                '}' if surplus > 0 => surplus -= 1,
                _ => break,
            }
            end = i;
        }
        if kind == Kind::Key && !colon {
            end = content.find(':').unwrap_or(end);
        }
        (end > 0).then_some(start + end)
    }
}
