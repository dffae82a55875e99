//! Strings that the reader stops at: in other quotes, escaped or doubled quotes, or with quotes in them that are not
//! escaped.

use std::ops::Range;

use ::json::bytes::{ends_token, plain_end};
use ::json::{Kind, hex_escape, unescape};

use super::look_ahead::LookAhead;
use super::parse::Parser;
use super::quote::Quote;
use super::string_end::{Ahead, Context, End};
use super::write::quoted;
use crate::diagnostic::{Edit, Problem, is_invisible_or_whitespace};

/// How many characters at a string's likely end are weighed.
const MOST_TRAILING: usize = 64;

impl<'t> Parser<'t> {
    pub(super) fn ahead(&self) -> Ahead<'_, 't> {
        Ahead { text: self.text, look: &self.look }
    }

    pub(super) fn look(&self) -> &LookAhead<'t> {
        &self.look
    }

    /// Reads the string that opens at the cursor with a double quote.
    pub(super) fn string(&mut self, kind: Kind) {
        self.mark = self.found.list().len();
        let open = self.reader.at;
        self.reader.last_start = open;
        if !self.doubled_string(kind) {
            self.string_from(open + 1, kind);
        }
    }

    /// Reads a string in double quotes whose first byte stands at `start`.
    pub(super) fn string_from(&mut self, start: usize, kind: Kind) {
        let context = self.context(kind);
        let first = self.look.closer("\"", start);
        let line_end = self.look.line_end(start);
        if first < line_end && self.is_plain_end(first, context) {
            return self.end_string(start, first, kind);
        }
        let own = self.ahead().string_end("\"", context, start, false);
        if let End::Quote(end) = own {
            return self.end_string(start, end, kind);
        }
        let limit = if let End::NextKey(limit) = own { limit } else { line_end };
        if let End::Quote(end) = self.ahead().string_end(Quote::DOUBLE.mixed, context, start, false)
            && end < limit
        {
            let quote = self.text[end..].chars().next().unwrap_or('"');
            let range = end..end + quote.len_utf8();
            self.reader.at = range.end;
            let inner = self.inner_quotes("\"", start..end);
            self.report_inner_quotes(&inner, end);
            self.content(start..end, kind);
            return self.found.push_replacement(Problem::TypographicQuotes { quote }, range, "\"");
        }
        if let End::NextKey(limit) = own
            && first >= limit
        {
            return self.cut_string(start, limit, kind);
        }
        if let Some(end) = self.end_on_later_line(Quote::DOUBLE, context, line_end) {
            return self.end_string(start, end, kind);
        }
        if first >= line_end {
            return self.cut_string(start, line_end, kind);
        }
        // From the opening quote on, a line with every quote in place has an even number of them.
        let likely = self.likely_end(start, first, kind).filter(|end| *end < first);
        if likely.is_some() && self.look.quotes_ahead(start).is_multiple_of(2) {
            return self.cut_string(start, first, kind);
        }
        self.end_string(start, first, kind);
    }

    /// Whether a string ends at the quote `close`, as far as the next character tells.
    fn is_plain_end(&self, close: usize, context: Context) -> bool {
        let after = close + 1;
        if ends_token(self.bytes.get(after)) {
            return true;
        }
        match self.text[after..].chars().next() {
            Some('"') => {
                context == Context::Item && self.bytes.get(after + 1) != Some(&b'"') || self.ahead().is_key(after)
            }
            // A slash may begin a comment, or the path that a missing quote left outside.
            Some('/') => self.look.quotes_ahead(after).is_multiple_of(2),
            Some(next) => matches!(next, '{' | '[') || is_invisible_or_whitespace(next),
            None => true,
        }
    }

    /// Where a string is as the reader stands.
    pub(super) fn context(&self, kind: Kind) -> Context {
        match kind {
            Kind::Key => Context::Key,
            _ if self.reader.open.is_empty() => Context::Document,
            _ if self.reader.is_open(Kind::Object) => Context::Member,
            _ => Context::Item,
        }
    }

    /// The closing quote of a string that goes on after its line: the next one, if the document goes on after it.
    fn end_on_later_line(&self, quote: Quote, context: Context, line_end: usize) -> Option<usize> {
        let close = self.look.closer(quote.closers, line_end);
        (close < self.text.len() && self.ahead().ends_string(close, context)).then_some(close)
    }

    /// Ends the string that begins at `start` with the double quote at `close`.
    fn end_string(&mut self, start: usize, close: usize, kind: Kind) {
        self.reader.at = close + 1;
        let inner = self.inner_quotes("\"", start..close);
        match inner[..] {
            [] => self.content(start..close, kind),
            [first] if first == start => {
                self.found.push_replacement(Problem::StrayCharacter { character: '"' }, start - 1..start, "");
                self.content(start + 1..close, kind);
            }
            // After a number in other text it is the sign for inches.
            [last] if last + 1 == close && !self.is_inch_sign(start, last) => {
                self.content(start..last, kind);
                self.found.push_replacement(Problem::StrayCharacter { character: '"' }, close..close + 1, "");
            }
            _ => {
                self.report_inner_quotes(&inner, close);
                self.content(start..close, kind);
            }
        }
    }

    fn is_inch_sign(&self, start: usize, quote: usize) -> bool {
        let before = &self.text[start..quote];
        before.ends_with(|c: char| c.is_ascii_digit()) && before.contains(|c: char| !c.is_ascii_digit())
    }

    fn inner_quotes(&self, closers: &'static str, range: Range<usize>) -> Vec<usize> {
        let mut inner = Vec::new();
        let mut at = range.start;
        loop {
            at = self.look.closer(closers, at);
            if at >= range.end {
                return inner;
            }
            inner.push(at);
            at += self.text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }

    /// Whether a string that ends at `end` could end at one of these quotes in it as well. Quotes in a text come in pairs.
    fn are_ambiguous(&self, inner: &[usize], end: usize) -> bool {
        let next = inner.iter().skip(1).chain([&end]);
        inner.len() % 2 == 1 && inner.iter().any(|quote| self.is_before_separator(*quote))
            || inner.iter().zip(next).any(|(close, open)| self.is_concatenation(*close, *open))
    }

    /// Returns whether the text between two quotes concatenates strings: with an operator, or over a line break.
    fn is_concatenation(&self, close: usize, open: usize) -> bool {
        let between = self.text[close..open].trim_start_matches(['\'', '"', '`', '’', '”']);
        let joined = between.trim();
        if joined.is_empty() {
            return between.contains('\n');
        }
        ['+', '.', '|', '~'].iter().any(|operator| joined.starts_with(*operator) && joined.ends_with(*operator))
    }

    fn is_before_separator(&self, quote: usize) -> bool {
        let after = quote + self.text[quote..].chars().next().map_or(1, char::len_utf8);
        self.text[after..].trim_start_matches([' ', '\t']).starts_with([',', ':', '}', ']', ';'])
    }

    fn report_inner_quotes(&mut self, inner: &[usize], end: usize) {
        if self.are_ambiguous(inner, end) {
            return self.report_ambiguous(inner[0]);
        }
        for quote in inner {
            self.found.push(Problem::UnescapedQuote, *quote..quote + 1, Some(Edit::insert(*quote, "\\").into()));
        }
    }

    fn report_ambiguous(&mut self, quote: usize) {
        self.is_ambiguous = true;
        let length = self.text[quote..].chars().next().map_or(1, char::len_utf8);
        self.found.push(Problem::AmbiguousQuote, quote..quote + length, None);
    }

    /// Ends the string that begins at `start` before `limit`, where its closing quote was left out.
    fn cut_string(&mut self, start: usize, limit: usize, kind: Kind) {
        let end = self.likely_end(start, limit, kind).unwrap_or(limit);
        self.reader.at = end;
        if self.text[start..end].ends_with("\\\"") {
            // That quote may be the missing one.
            self.report_ambiguous(end - 1);
            return self.push_value(kind, start..end, true);
        }
        self.content(start..end, kind);
        self.found.push_replacement(Problem::MissingClosingQuote, end..end, "\"");
    }

    /// Reports what cannot stand inside a string in double quotes, and adds it as a key or value.
    fn content(&mut self, range: Range<usize>, kind: Kind) {
        let is_escaped = self.check_content(range.clone());
        self.push_value(kind, range, is_escaped);
    }

    /// Reports what cannot stand inside a string in double quotes. Returns whether anything in it is an escape.
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
                    at = self.escape(at);
                }
                control => {
                    let character = char::from(control);
                    let mut escape = String::new();
                    super::write::push_quoted(&mut escape, character.encode_utf8(&mut [0; 4]));
                    self.found.push_replacement(Problem::ControlCharacter { character }, at..at + 1, &escape);
                    is_escaped = true;
                    at += 1;
                }
            }
        }
    }

    /// The last string goes on behind its first quote, if what follows is neither key nor value: then that quote
    /// belongs to it. Returns whether it did.
    pub(super) fn extend_last_string(&mut self) -> bool {
        let Some(last) = self.reader.nodes.last().copied().filter(|_| self.reader.last_is_scalar) else { return false };
        let (start, close) = (last.start as usize, last.end as usize);
        let is_double = start > 0 && self.bytes[start - 1] == b'"' && self.bytes.get(close) == Some(&b'"');
        // The text between the strings is only space or commas.
        let is_next =
            is_double && self.bytes[close + 1..self.reader.at].iter().all(|byte| matches!(byte, b' ' | b'\t' | b','));
        if !matches!(last.kind, Kind::String | Kind::Key) || !is_next {
            return false;
        }
        let context = self.context(last.kind);
        let End::Quote(end) = self.ahead().string_end("\"", context, close + 1, false) else { return false };
        let inner = self.inner_quotes("\"", start..end);
        self.report_inner_quotes(&inner, end);
        let is_escaped = self.check_content(close + 1..end) || last.is_escaped;
        self.reader.nodes.pop();
        self.reader.at = end + 1;
        self.push_value(last.kind, start..end, is_escaped);
        true
    }

    /// Where a string that runs from `start` to `limit` without its closing quote most likely ends:
    /// before the commas, colons and brackets at its end.
    fn likely_end(&self, start: usize, limit: usize, kind: Kind) -> Option<usize> {
        let content = &self.text[start..limit];
        let mut end = content.len();
        let mut colon = false;
        // How many more closing braces than opening ones stand before the end.
        let mut surplus = content.matches('}').count().cast_signed() - content.matches('{').count().cast_signed();
        for (i, c) in content.char_indices().rev().take(MOST_TRAILING) {
            match c {
                '{' => surplus += 1,
                ',' | '[' | ' ' | '\t' | ']' => {}
                ':' => colon = true,
                // A URL template's own brace stays.
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

    /// Reads a string in quotes that JSON does not know.
    pub(super) fn other_quotes(&mut self, quote: Quote, kind: Kind) {
        let open = self.reader.at;
        let start = open + quote.open.len_utf8();
        let (mut end, mut is_closed) = self.other_end(quote, start, kind);
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
            self.found.push_replacement(problem, open..token_end, &quoted(&text));
        }
        self.push_value(kind, start..end, true);
    }

    /// Where the first of several strings ends that stand side by side, with only spaces between: Python and C put them
    /// together.
    fn end_before_next_string(&self, quote: Quote, range: Range<usize>) -> Option<usize> {
        let inner = self.inner_quotes(quote.closers, range.clone());
        // Quotes in a text come in pairs: of each, the first one opens.
        let is_between = |close: &&usize| {
            let before = &self.text[range.start..**close];
            let after = &self.text[**close..range.end];
            let after = &after[after.chars().next().map_or(0, char::len_utf8)..];
            let next = after.trim_start_matches([' ', '\t']);
            next.len() < after.len()
                && next.starts_with(quote.open)
                && (quote.closers.contains(quote.open) || !before.contains(quote.open))
        };
        inner.iter().step_by(2).find(is_between).copied()
    }

    /// Where a string in other quotes ends, and whether a quote closes it there.
    fn other_end(&self, quote: Quote, start: usize, kind: Kind) -> (usize, bool) {
        let context = self.context(kind);
        let line_end = self.look.line_end(start);
        let own = self.ahead().string_end(quote.closers, context, start, quote.spans_lines());
        // A second opening quote before the closing one: that one closes another string.
        let is_own = |end: usize| quote.closers.contains(quote.open) || !self.text[start..end].contains(quote.open);
        if let End::Quote(end) = own
            && is_own(end)
        {
            return (end, true);
        }
        if let End::Quote(end) = self.ahead().string_end(quote.mixed, context, start, quote.spans_lines()) {
            return (end, true);
        }
        let first = self.look.closer(quote.closers, start);
        if first < line_end && self.is_before_separator(first) {
            return (first, true);
        }
        if let End::NextKey(limit) = own {
            return (self.likely_end(start, limit, kind).unwrap_or(limit), false);
        }
        if let Some(end) = self.end_on_later_line(quote, context, line_end) {
            return (end, true);
        }
        let mixed = self.look.closer(quote.mixed, start);
        if let Some(end) = [first, mixed].into_iter().find(|end| *end < line_end) {
            return (end, true);
        }
        (self.likely_end(start, line_end, kind).unwrap_or(line_end), false)
    }

    /// Reads a string whose quotes are escaped by `backslashes`, left over from a text inside a text: once by 1, twice
    /// by 3, three times by 7.
    pub(super) fn escaped_string(&mut self, backslashes: usize, kind: Kind) {
        let open = self.reader.at;
        let start = open + backslashes + 1;
        let line = self.look.line(start);
        let unit = backslashes + 1;
        // Unescaped as often as the quotes are, an even number of backslashes is left before the one that closes.
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
        if close.is_none_or(|at| !self.ahead().ends_string(start + at, self.context(kind))) {
            // Quotes in it that are escaped less often, or not at all.
            self.report_ambiguous(open + backslashes);
        } else {
            self.found.push_replacement(Problem::EscapedQuotes, open..token_end, &quoted(&text));
        }
        self.push_value(kind, start..content_end, true);
    }

    /// Reads a string between `""` and `""`, if one is at the cursor; returns whether there was one.
    fn doubled_string(&mut self, kind: Kind) -> bool {
        let open = self.reader.at;
        let start = open + 2;
        let context = self.context(kind);
        if self.bytes.get(open + 1) != Some(&b'"')
            || ends_token(self.bytes.get(start))
            || self.ahead().ends_string(open + 1, context)
            || self.is_concatenation(open + 1, self.look.closer("\"", start))
        {
            return false;
        }
        let close = self.look.closer("\"", start);
        if self.bytes.get(close + 1) != Some(&b'"') || !self.ahead().ends_string(close + 1, context) {
            return false;
        }
        self.reader.at = close + 2;
        self.found.push_replacement(Problem::DoubledQuotes, open..start, "\"");
        self.content(start..close, kind);
        self.found.push_replacement(Problem::DoubledQuotes, close..close + 2, "\"");
        true
    }

    /// Reads the escape whose backslash stands at `at`; returns where it ends.
    fn escape(&mut self, at: usize) -> usize {
        match self.bytes.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => at + 2,
            _ => self.long_or_bad_escape(at),
        }
    }

    fn long_or_bad_escape(&mut self, at: usize) -> usize {
        let Some(first) = hex_escape(self.bytes, at) else {
            return self.bad_escape(at);
        };
        let end = at + 6;
        let lone = match first {
            0xd800..0xdc00 => match hex_escape(self.bytes, end) {
                Some(0xdc00..0xe000) => return end + 6,
                _ => true,
            },
            0xdc00..0xe000 => true,
            _ => false,
        };
        if lone {
            self.found.push_replacement(Problem::LoneSurrogate, at..end, "\\ufffd");
        }
        end
    }

    fn bad_escape(&mut self, at: usize) -> usize {
        // The character after the backslash belongs to the message; a line break does not to the escape.
        let Some(character) = self.text[at + 1..].chars().next().filter(|c| !c.is_control()) else {
            self.found.push(
                Problem::BadEscape { escape: "\\".into() },
                at..at + 1,
                Some(Edit::insert(at, "\\").into()),
            );
            return at + 1;
        };
        let end = at + 1 + character.len_utf8();
        let hex = self.bytes.get(at + 2..at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let is_digit_next = self.bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
        let edit = match (character, hex) {
            // Markdown and other languages escape punctuation that stands for itself.
            (c, _) if c.is_ascii_punctuation() => Edit::remove(at..at + 1),
            ('x', Some(_)) => Edit::replace(at..end, "\\u00"),
            // What JSON5 and JavaScript have besides.
            ('v', _) => Edit::replace(at..end, "\\u000b"),
            ('0', _) if !is_digit_next => Edit::replace(at..end, "\\u0000"),
            _ => Edit::insert(at, "\\"),
        };
        self.found.push(Problem::BadEscape { escape: format!("\\{character}") }, at..end, Some(edit.into()));
        end
    }
}
