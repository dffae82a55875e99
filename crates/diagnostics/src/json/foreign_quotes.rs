//! Recovers strings in quotes that JSON does not have, and in escaped or doubled quotes.

use std::ops::Range;

use ::json::bytes::ends_token;
use ::json::{Kind, unescape};

use super::parser::Parser;
use super::quote::Quote;
use super::search_cache::StringEnd;
use super::write::quoted;
use crate::char_set::CharSet;
use crate::diagnostic::Problem;

impl Parser<'_> {
    /// Reads a string in quotes that JSON does not have.
    pub(super) fn foreign_string(&mut self, quote: Quote, kind: Kind) {
        let open = self.reader.at;
        let start = open + quote.open.len_utf8();
        let (mut end, mut is_closed) = self.foreign_string_end(quote, start, kind);
        if let Some(first) = self.end_before_next_string(quote, start..end) {
            (end, is_closed) = (first, true);
        }
        let close = if is_closed { self.text[end..].chars().next().map_or(0, char::len_utf8) } else { 0 };
        let token_end = end + close;
        self.reader.at = token_end;
        let inner = self.inner_quotes(quote.closers, start..end);
        if self.are_ambiguous(&inner, end) {
            self.report_ambiguous(inner[0]);
        } else {
            let text = super::script_string::decode(&self.text[start..end]);
            let problem = match quote.open {
                '\'' | '`' => Problem::SingleQuotes,
                open => Problem::TypographicQuotes { quote: open },
            };
            self.diagnostics.push_replacement(problem, open..token_end, &quoted(&text));
        }
        self.push_value(kind, start..end, true);
    }

    /// Returns the end of the first of several strings on one line with only spaces between: Python and C concatenate
    /// them.
    fn end_before_next_string(&self, quote: Quote, range: Range<usize>) -> Option<usize> {
        // A second opening quote belongs to another string.
        let limit = if quote.closers.contains(quote.open) {
            range.end
        } else {
            self.text[range.clone()].find(quote.open).map_or(range.end, |at| range.start + at)
        };
        let mut is_closing = false;
        let mut at = range.start;
        loop {
            let close = self.searches.closer(quote.closers, at);
            if close >= limit {
                return None;
            }
            at = close + self.text[close..].chars().next().map_or(1, char::len_utf8);
            // Quotes inside a text come in pairs, of which the first opens.
            is_closing = !is_closing;
            let after = &self.text[at..range.end];
            let next = after.trim_start_any(" \t");
            if is_closing && next.len() < after.len() && next.starts_with(quote.open) {
                return Some(close);
            }
        }
    }

    /// Returns the end of a string in foreign quotes, and whether a quote closes it there.
    fn foreign_string_end(&self, quote: Quote, start: usize, kind: Kind) -> (usize, bool) {
        let context = self.context(kind);
        let line_end = self.searches.line_end(start);
        let own = self.look_ahead().string_end(quote.closers, context, start, quote.is_multiline());
        // If another opening quote comes before the closing quote, that one closes another string.
        let is_own = |end: usize| quote.closers.contains(quote.open) || !self.text[start..end].contains(quote.open);
        if let StringEnd::Quote(end) = own
            && is_own(end)
        {
            return (end, true);
        }
        if let StringEnd::Quote(end) =
            self.look_ahead().string_end(quote.mixed_closers, context, start, quote.is_multiline())
        {
            return (end, true);
        }
        let first = self.searches.closer(quote.closers, start);
        if first < line_end && self.is_before_separator(first) {
            return (first, true);
        }
        if let StringEnd::NextKey(limit) = own {
            return (self.likely_end(start, limit, kind).unwrap_or(limit), false);
        }
        if let Some(end) = self.end_on_later_line(quote, context, line_end) {
            return (end, true);
        }
        let mixed_closers = self.searches.closer(quote.mixed_closers, start);
        if let Some(end) = [first, mixed_closers].into_iter().find(|end| *end < line_end) {
            return (end, true);
        }
        (self.likely_end(start, line_end, kind).unwrap_or(line_end), false)
    }

    /// Reads a string whose quotes are escaped by `backslashes`, left over from embedding a text in a text: once by 1,
    /// twice by 3, three times by 7.
    pub(super) fn escaped_string(&mut self, backslashes: usize, kind: Kind) {
        let open = self.reader.at;
        let start = open + backslashes + 1;
        let line = self.searches.line(start);
        let unit = backslashes + 1;
        // After unescaping as often as the quotes are escaped, the closing quote has an even number of backslashes
        // before it.
        let close = line.match_indices('"').map(|(at, _)| at).find(|at| {
            let run = line[..*at].bytes().rev().take_while(|byte| *byte == b'\\').count() + 1;
            run % unit == 0 && run / unit % 2 == 1
        });
        let content_end = start + close.map_or_else(|| line.find('"').unwrap_or(line.len()), |at| at - backslashes);
        let token_end = close.map_or(content_end, |at| start + at + 1);
        let mut text = self.text[start..content_end].to_owned();
        for _ in 0..=unit.ilog2() {
            text = unescape(&text);
        }
        self.reader.at = token_end;
        if close.is_none_or(|at| !self.look_ahead().ends_string(start + at, self.context(kind))) {
            // The string contains quotes that are escaped less often, or not at all.
            self.report_ambiguous(open + backslashes);
        } else {
            self.diagnostics.push_replacement(Problem::EscapedQuotes, open..token_end, &quoted(&text));
        }
        self.push_value(kind, start..content_end, true);
    }

    /// Reads a string between `""` and `""`, if one is at the cursor. Returns whether there was one.
    pub(super) fn recover_doubled_string(&mut self, kind: Kind) -> bool {
        let open = self.reader.at;
        let start = open + 2;
        let context = self.context(kind);
        if self.bytes.get(open + 1) != Some(&b'"')
            || ends_token(self.bytes.get(start))
            || self.look_ahead().ends_string(open + 1, context)
            || self.is_concatenation(open + 1, self.searches.closer("\"", start))
        {
            return false;
        }
        let close = self.searches.closer("\"", start);
        if self.bytes.get(close + 1) != Some(&b'"') || !self.look_ahead().ends_string(close + 1, context) {
            return false;
        }
        self.reader.at = close + 2;
        self.diagnostics.push_replacement(Problem::DoubledQuotes, open..start, "\"");
        self.push_content(start..close, kind);
        self.diagnostics.push_replacement(Problem::DoubledQuotes, close..close + 2, "\"");
        true
    }
}
