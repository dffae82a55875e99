//! Tokens: strings, numbers, words and what stands between them; and the mending of each.

use std::ops::Range;

use super::parse::Parser;
use tree::bytes::{ends_token, number_end, plain_end};
use tree::{Kind, decode, hex_escape};

use super::write::quoted;
use crate::diagnostic::{Edit, Problem, is_unseen};

/// How far a guess about quotes looks ahead, in bytes: enough for any line a person typed.
const LOOKAHEAD: usize = 2_000;
/// How many times the whole text guesses may look at; after that they look less far, so that reading
/// takes no more than so many times longer, whatever the text is.
const LOOKED_AT_TIMES: usize = 20;
const TIRED_LOOKAHEAD: usize = 32;

/// How many characters after a text's likely end are weighed.
const MOST_TRAILING: usize = 64;

/// Words of other languages, and what JSON has instead.
const LITERALS: [(&str, &str); 6] =
    [("true", "true"), ("false", "false"), ("null", "null"), ("none", "null"), ("nil", "null"), ("undefined", "null")];
const NOT_NUMBERS: [&str; 3] = ["nan", "infinity", "-infinity"];

impl Parser<'_> {
    /// Reads the string that opens at the cursor.
    pub(super) fn string(&mut self, kind: Kind) {
        self.mark = self.found.list().len();
        let open = self.reader.at;
        self.reader.last_start = open;
        self.string_from(open + 1, kind);
    }

    /// Reads a string whose first byte stands at `start`.
    fn string_from(&mut self, start: usize, kind: Kind) {
        let mut at = start;
        let mut escaped = false;
        let end = loop {
            at = plain_end(self.bytes, at);
            match self.bytes.get(at) {
                Some(b'"') => {
                    self.reader.at = at + 1;
                    if ends_token(self.bytes.get(at + 1)) {
                        break at;
                    }
                    match self.odd_end_of_string(start, at, kind) {
                        OddEnd::None => break at,
                        OddEnd::Here(end) => break end,
                        OddEnd::FirstQuoteWasOneTooMany => {
                            self.string_from(start + 1, kind);
                            return;
                        }
                        OddEnd::Inner => at += 1,
                    }
                }
                Some(b'\\') => {
                    escaped = true;
                    at = self.escape(at);
                }
                Some(b'\n' | b'\r') | None if !self.is_text_over_lines(at) => {
                    let end = self.likely_end(start, at, kind).unwrap_or(at);
                    self.found.take_back(end);
                    self.found.replace(Problem::MissingClosingQuote, end..end, "\"");
                    self.reader.at = end;
                    break end;
                }
                Some(control) => {
                    let character = char::from(*control);
                    let mut escape = String::new();
                    super::write::push_quoted(&mut escape, character.encode_utf8(&mut [0; 4]));
                    self.found.replace(Problem::ControlCharacter { character }, at..at + 1, &escape);
                    escaped = true;
                    at += 1;
                }
                None => unreachable!("the end of the text is not a text over lines"),
            }
        };
        self.push_value(kind, start..end, escaped);
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
            self.found.replace(Problem::LoneSurrogate, at..end, "\\ufffd");
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
        let edit = match (character, hex) {
            ('\'', _) => Edit::remove(at..at + 1),
            ('x', Some(_)) => Edit::replace(at..end, "\\u00"),
            _ => Edit::insert(at, "\\"),
        };
        self.found.push(Problem::BadEscape { escape: format!("\\{character}") }, at..end, Some(edit.into()));
        end
    }

    /// What to think of a string that ends at `close` and is followed by what cannot follow it.
    fn odd_end_of_string(&mut self, start: usize, close: usize, kind: Kind) -> OddEnd {
        let next = self.text[close + 1..].chars().next().unwrap_or(' ');
        // A slash may begin a comment, or the path that a missing quote left outside.
        let is_comment = next == '#' || next == '/' && self.quotes_ahead(close + 1).is_multiple_of(2);
        if matches!(next, '"' | '{' | '[') || is_unseen(next) || is_comment {
            return OddEnd::None;
        }
        if close - start > LOOKAHEAD {
            return OddEnd::None;
        }
        if start == close {
            self.found.replace(Problem::StrayCharacter { character: '"' }, start - 1..start, "");
            return OddEnd::FirstQuoteWasOneTooMany;
        }
        if let Some((at, quote)) = self.text[start..close]
            .char_indices()
            .find(|(i, c)| matches!(c, '“' | '”' | '„' | '«' | '»') && self.ends_value(start + i + c.len_utf8()))
        {
            let range = start + at..start + at + quote.len_utf8();
            self.reader.at = range.end;
            self.found.take_back(range.start);
            self.found.replace(Problem::TypographicQuotes { quote }, range.clone(), "\"");
            return OddEnd::Here(range.start);
        }
        // From the opening quote on, a line with every quote in place has an even number of them.
        if self.quotes_ahead(start).is_multiple_of(2)
            && let Some(end) = self.likely_end(start, close, kind).filter(|end| *end < close)
        {
            self.reader.at = end;
            self.found.take_back(end);
            self.found.replace(Problem::MissingClosingQuote, end..end, "\"");
            return OddEnd::Here(end);
        }
        let ahead = self.line_ahead(close + 1);
        if ahead.match_indices('"').any(|(i, _)| self.ends_value(close + 1 + i + 1)) {
            self.found.push(Problem::UnescapedQuote, close..close + 1, Some(Edit::insert(close, "\\").into()));
            return OddEnd::Inner;
        }
        OddEnd::None
    }

    /// Where a string that runs from `start` to `limit` without its closing quote most likely ends:
    /// before the commas, colons and brackets at its end.
    fn likely_end(&self, start: usize, limit: usize, kind: Kind) -> Option<usize> {
        let content = &self.text[start..limit];
        if content.len() > LOOKAHEAD {
            return None;
        }
        let mut end = content.len();
        let mut colon = false;
        for (i, c) in content.char_indices().rev().take(MOST_TRAILING) {
            match c {
                ',' | '{' | '[' | ' ' | '\t' | ']' => {}
                ':' => colon = true,
                // A URL template's own brace stays.
                '}' if content[..=i].matches('{').count() < content[..=i].matches('}').count() => {}
                _ => break,
            }
            end = i;
        }
        if kind == Kind::Key && !colon {
            end = content.find(':').unwrap_or(end);
        }
        (end > 0).then_some(start + end)
    }

    /// Whether the line break at `at` stands inside a text that goes on: then the next line closes
    /// a quote that it does not open.
    fn is_text_over_lines(&self, at: usize) -> bool {
        let next = at + if self.bytes[at..].starts_with(b"\r\n") { 2 } else { 1 };
        next < self.bytes.len() && self.quotes_ahead(next) % 2 == 1
    }

    /// The rest of the line from `at`, as far as a guess looks.
    fn line_ahead(&self, at: usize) -> &str {
        let ahead = if self.looked.get() < self.bytes.len() * LOOKED_AT_TIMES + LOOKAHEAD {
            LOOKAHEAD
        } else {
            TIRED_LOOKAHEAD
        };
        self.looked.set(self.looked.get() + ahead);
        let mut limit = (at + ahead).min(self.bytes.len());
        while !self.text.is_char_boundary(limit) {
            limit -= 1;
        }
        let rest = &self.text[at..limit];
        rest.split(['\n', '\r']).next().unwrap_or(rest)
    }

    /// How many unescaped double quotes stand in the rest of the line. Seen from inside a string
    /// whose quotes are all in place, the number is odd.
    fn quotes_ahead(&self, at: usize) -> usize {
        let mut escaped = false;
        self.line_ahead(at)
            .bytes()
            .filter(|byte| {
                let quote = *byte == b'"' && !escaped;
                escaped = *byte == b'\\' && !escaped;
                quote
            })
            .count()
    }

    /// Whether what stands at `at` can follow a complete key or value.
    fn ends_value(&self, at: usize) -> bool {
        let blank = self.bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).take(LOOKAHEAD).count();
        matches!(self.bytes.get(at + blank), None | Some(b',' | b':' | b'}' | b']' | b'\n' | b'\r'))
    }

    /// Whether a key, and then a colon, stand at the cursor.
    pub(super) fn looks_like_key(&self, at: usize) -> bool {
        let rest = self.line_ahead(at);
        if let Some(inside) = rest.strip_prefix('"') {
            inside.find('"').is_some_and(|end| inside[end + 1..].trim_start().starts_with(':'))
        } else {
            let end = rest.find(|c: char| !(is_in_name(c) || c == '_' || c == '\'')).unwrap_or(rest.len());
            end > 0 && rest[end..].trim_start().starts_with(':')
        }
    }

    /// Reads what is neither string, number nor literal, and mends it into one: as `Kind::Key`
    /// where a name is wanted, as `Kind::String` where a value is.
    pub(super) fn word(&mut self, kind: Kind) {
        let start = self.reader.at;
        self.mark = self.found.list().len();
        self.reader.last_start = start;
        if self.text[start..].starts_with("\\\"") {
            return self.escaped_string(kind);
        }
        if let Some(quote) = self.text[start..].chars().next().filter(|c| closing_quotes(*c).is_some()) {
            return self.other_quotes(quote, kind);
        }
        let ahead = self.line_ahead(start);
        if let Some(close) = ahead.find('"')
            && close > 0
            && self.quotes_ahead(start) % 2 == 1
            && self.ends_value(start + close + 1)
            && find(&ahead[..close], *b"//").is_none()
            && (kind == Kind::String || !ahead[..close].contains([':', ',']))
        {
            self.found.replace(Problem::MissingOpeningQuote, start..start, "\"");
            return self.string_from(start, kind);
        }
        let end = start + self.word_length(kind);
        let word = &self.text[start..end];
        self.reader.at = end;
        if kind == Kind::Key {
            self.found.replace(Problem::UnquotedKey, start..end, &quoted(word));
            return self.push_value(Kind::Key, start..end, false);
        }
        let lower = word.to_ascii_lowercase();
        if let Some((_, expected)) = LITERALS.iter().find(|(name, _)| *name == lower) {
            if word != *expected {
                self.found.replace(Problem::Literal { found: word.into(), expected }, start..end, expected);
            }
            let literal = if *expected == "null" { Kind::Null } else { Kind::Boolean };
            return self.push_value(literal, start..end, false);
        }
        if NOT_NUMBERS.contains(&lower.as_str()) {
            self.found.replace(Problem::Literal { found: word.into(), expected: "null" }, start..end, "null");
            return self.push_value(Kind::Unknown, start..end, false);
        }
        if let Some((problem, number)) = mended_number(word) {
            if let Some(problem) = problem {
                self.found.replace(problem, start..end, &number);
            }
            return self.push_value(Kind::Number, start..end, false);
        }
        self.found.replace(Problem::UnquotedValue, start..end, &quoted(word));
        self.push_value(Kind::String, start..end, false);
    }

    /// How long the word at the cursor is, in bytes; at least one character.
    fn word_length(&self, kind: Kind) -> usize {
        let rest = self.line_ahead(self.reader.at);
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let is_end = |i: usize, c: char| match c {
            ',' | '{' | '}' | '[' | ']' | '"' | '\n' | '\r' => true,
            ':' => kind == Kind::Key || !rest[i..].starts_with("://"),
            '=' => kind == Kind::Key,
            '#' => rest[..i].ends_with([' ', '\t']),
            '/' => rest[..i].ends_with([' ', '\t']) && (rest[i..].starts_with("//") || rest[i..].starts_with("/*")),
            c => c != ' ' && c != '\t' && is_unseen(c),
        };
        let phrase = rest.char_indices().skip(1).find(|(i, c)| is_end(*i, *c)).map_or(rest.len(), |(i, _)| i);
        let token = rest[..phrase].find([' ', '\t']).unwrap_or(phrase);
        let followed_by_colon = rest[phrase..].starts_with([':', '=']);
        let is_phrase = match kind {
            Kind::Key => followed_by_colon,
            // A second document's key may stand on the same line: `true b: 1`.
            _ => !followed_by_colon && mended_number(&rest[..token]).is_none(),
        };
        let length = if is_phrase { phrase } else { token };
        rest[..length].trim_end().len().max(first)
    }

    /// Reads a string in single or typographic quotes.
    fn other_quotes(&mut self, quote: char, kind: Kind) {
        let open = self.reader.at;
        let start = open + quote.len_utf8();
        let closers = closing_quotes(quote).unwrap_or_default();
        let ahead = self.line_ahead(start);
        let mut escaped = false;
        let candidates: Vec<(usize, char)> = ahead
            .char_indices()
            .filter(|(_, c)| {
                let close = closers.contains(*c) && !escaped;
                escaped = *c == '\\' && !escaped;
                close
            })
            .collect();
        // An apostrophe inside is not the end: the end is followed by a comma, colon or bracket.
        let close = candidates
            .iter()
            .find(|(i, c)| self.ends_value(start + i + c.len_utf8()))
            .or_else(|| candidates.iter().find(|(_, c)| *c != '"'))
            .or(candidates.first());
        let (content_end, token_end) = if let Some((i, c)) = close {
            (start + i, start + i + c.len_utf8())
        } else {
            let end = self.likely_end(start, start + ahead.len(), kind).unwrap_or(start + ahead.len());
            (end, end)
        };
        let text = decode(&self.text[start..content_end]);
        let problem =
            if quote == '\'' || quote == '`' { Problem::SingleQuotes } else { Problem::TypographicQuotes { quote } };
        self.reader.at = token_end;
        self.found.replace(problem, open..token_end, &quoted(&text));
        self.push_value(kind, start..content_end, true);
    }

    /// Reads a string between `\"` and `\"`, left over from a text inside a text.
    fn escaped_string(&mut self, kind: Kind) {
        let open = self.reader.at;
        let start = open + 2;
        let ahead = self.line_ahead(start);
        let length = find(ahead, *b"\\\"").unwrap_or_else(|| ahead.find('"').unwrap_or(ahead.len()));
        let content = start..start + length;
        let token = open..(content.end
            + self.text[content.end..].chars().take(2).take_while(|c| matches!(c, '\\' | '"')).count());
        let text = decode(&decode(&self.text[content.clone()]));
        self.reader.at = token.end;
        self.found.replace(Problem::EscapedQuotes, token.clone(), &quoted(&text));
        self.push_value(kind, content, true);
    }

    /// Skips a comment, or white space that JSON does not know; returns whether there was any.
    pub(super) fn skip_odd_space(&mut self) -> bool {
        let rest = &self.text[self.reader.at..];
        let line = || rest.find(['\n', '\r']).unwrap_or(rest.len());
        let (problem, length, instead) = if rest.starts_with("//") || rest.starts_with('#') {
            (Problem::Comment, line(), "")
        } else if rest.starts_with("/*") {
            (Problem::Comment, find(rest, *b"*/").map_or(rest.len(), |end| end + 2), "")
        } else if let Some(character) = rest.chars().next().filter(|c| is_unseen(*c)) {
            let length = rest.find(|c: char| !is_unseen(c)).unwrap_or(rest.len());
            (Problem::StrayCharacter { character }, length, " ")
        } else {
            return false;
        };
        let range = self.reader.at..self.reader.at + length;
        self.reader.at = range.end;
        self.found.replace(problem, range.clone(), instead);
        true
    }

    /// Removes a second closing quote at the cursor, as in `"id"",`; returns whether there was one.
    pub(super) fn skip_doubled_quote(&mut self) -> bool {
        let doubled = self.reader.at == self.reader.last_end
            && self.reader.at > 0
            && self.bytes.get(self.reader.at) == Some(&b'"')
            && self.bytes[self.reader.at - 1] == b'"'
            && self.ends_value(self.reader.at + 1);
        if doubled {
            let range = self.reader.at..self.reader.at + 1;
            self.reader.at += 1;
            self.found.replace(Problem::StrayCharacter { character: '"' }, range.clone(), "");
        }
        doubled
    }

    /// Adds a key or value that ends at the cursor.
    pub(super) fn push_value(&mut self, kind: Kind, range: Range<usize>, escaped: bool) {
        self.reader.push_value(kind, range.start, range.end, escaped);
    }
}

/// See [`Parser::odd_end_of_string`].
enum OddEnd {
    /// The string ends at this quote; what follows it is the next token's matter.
    None,
    /// It ends at this byte; the cursor is set.
    Here(usize),
    /// The quote before the first byte was doubled.
    FirstQuoteWasOneTooMany,
    /// This quote belongs to the text.
    Inner,
}

/// What number a word means that JSON would spell otherwise, and why; no problem if JSON spells it so.
fn mended_number(word: &str) -> Option<(Option<Problem>, String)> {
    let (sign, rest) = word.split_at(usize::from(word.starts_with(['-', '+'])));
    let mut problem = (sign == "+").then_some(Problem::PlusSign);
    let mut number = String::from(if sign == "-" { sign } else { "" });
    if let [b'0', b'x' | b'X', ..] = rest.as_bytes() {
        number.push_str(&u64::from_str_radix(&rest[2..], 16).ok()?.to_string());
        return Some((Some(Problem::NumberFormat), number));
    }
    let mut odd = |is_odd: bool, why: Problem| {
        if is_odd && problem.is_none() {
            problem = Some(why);
        }
    };
    let mut digits = rest.to_owned();
    digits.retain(|c| c != '_');
    odd(digits.len() < rest.len(), Problem::NumberFormat);
    let (whole, rest) = digits.split_at(digits.bytes().take_while(u8::is_ascii_digit).count());
    if !rest.starts_with('.') && whole.is_empty() {
        return None;
    }
    odd(whole.len() > 1 && whole.starts_with('0'), Problem::LeadingZero);
    let significant = whole.trim_start_matches('0');
    number.push_str(if significant.is_empty() { "0" } else { significant });
    number.push_str(rest);
    if let Some(after) = rest.strip_prefix('.') {
        let is_bare = !after.starts_with(|c: char| c.is_ascii_digit());
        if is_bare && whole.is_empty() {
            return None;
        }
        odd(is_bare || whole.is_empty(), Problem::BarePoint);
        if is_bare {
            number.insert(number.len() - after.len(), '0');
        }
    }
    if number.ends_with(['e', 'E', '+', '-']) {
        odd(true, Problem::NumberFormat);
        number.push('0');
    }
    (number_end(number.as_bytes(), 0) == Some(number.len())).then_some((problem, number))
}

/// Where two bytes stand in a text. The library's own search is made for longer ones, and weighs more.
fn find(text: &str, two: [u8; 2]) -> Option<usize> {
    text.as_bytes().windows(2).position(|bytes| bytes == two)
}

/// What names are made of: letters and digits of any script.
pub(crate) fn is_in_name(c: char) -> bool {
    // Those beyond ASCII by what they are not: a table of all letters would weigh more than a kilobyte.
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { !is_unseen(c) && closing_quotes(c).is_none() }
}

/// The quotes that close what `open` opened, where `open` is a quote that JSON does not know.
fn closing_quotes(open: char) -> Option<&'static str> {
    match open {
        '\'' => Some("'’"),
        '`' => Some("`'"),
        '‘' | '’' | '‚' => Some("’‘'"),
        '“' | '”' | '„' => Some("”“„\""),
        '«' => Some("»"),
        '»' => Some("«"),
        _ => None,
    }
}
