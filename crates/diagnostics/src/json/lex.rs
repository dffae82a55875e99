//! Words, numbers and white space that JSON does not know, and the mending of each.

use std::ops::Range;

use super::parse::Parser;
use ::json::Kind;

use super::look_ahead::Search;
use super::number::repaired_number;
use super::quote::Quote;
use super::write::quoted;
use crate::diagnostic::{Problem, is_invisible, is_invisible_or_whitespace};

/// Words of other languages, and what JSON has instead.
const LITERALS: [(&str, &str); 6] =
    [("true", "true"), ("false", "false"), ("null", "null"), ("none", "null"), ("nil", "null"), ("undefined", "null")];
/// Returns whether a word means true, false or null in JSON or another language.
pub(super) fn is_literal(word: &str) -> bool {
    LITERALS.iter().any(|(name, _)| name.eq_ignore_ascii_case(word))
}

const NOT_NUMBERS: [&str; 3] = ["nan", "infinity", "-infinity"];

impl Parser<'_> {
    /// Whether what stands at `at` can follow a complete key or value.
    fn ends_value(&self, at: usize) -> bool {
        let blank = self.bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        matches!(self.bytes.get(at + blank), None | Some(b',' | b':' | b'}' | b']' | b'\n' | b'\r'))
    }

    /// Whether a key, and then a colon, stand at the cursor.
    pub(super) fn looks_like_key(&self, at: usize) -> bool {
        let rest = self.look().line(at);
        if let Some(inside) = rest.strip_prefix('"') {
            let close = self.look().closer("\"", at + 1) - at - 1;
            close < inside.len() && inside[close + 1..].trim_start().starts_with([':', '='])
        } else {
            let end = rest.find(|c: char| !(is_in_name(c) || c == '_' || c == '\'')).unwrap_or(rest.len());
            end > 0 && rest[end..].trim_start().starts_with([':', '='])
        }
    }

    /// Reads what is neither string, number nor literal, and mends it into one: as `Kind::Key`
    /// where a name is wanted, as `Kind::String` where a value is.
    pub(super) fn word(&mut self, kind: Kind) {
        let start = self.reader.at;
        self.mark = self.found.list().len();
        self.reader.last_start = start;
        let backslashes = self.bytes[start..].iter().take_while(|byte| **byte == b'\\').count();
        if (backslashes + 1).is_power_of_two() && backslashes > 0 && self.bytes.get(start + backslashes) == Some(&b'"')
        {
            return self.escaped_string(backslashes, kind);
        }
        if let Some(quote) = self.text[start..].chars().next().and_then(Quote::opened_by) {
            return self.other_quotes(quote, kind);
        }
        let line = self.look().line(start);
        let expression = match kind {
            Kind::Key => self.is_prefixed_string(line).then(|| line.trim_end().len()),
            _ => self.expression_length(),
        };
        if let Some(length) = expression {
            self.expression(start..start + length);
            return self.push_value(kind, start..start + length, false);
        }
        let before_comment = self.literal_before_comment();
        let close = self.look().closer("\"", start);
        if before_comment == 0
            && close > start
            && close < self.look().line_end(start)
            && self.look().quotes_ahead(start) % 2 == 1
            && self.ends_value(close + 1)
            && self.may_lack_its_opening_quote(start..close, kind)
        {
            self.found.push_replacement(Problem::MissingOpeningQuote, start..start, "\"");
            return self.string_from(start, kind);
        }
        let length = if before_comment > 0 { before_comment } else { self.word_length(kind) };
        let end = start + length;
        let word = &self.text[start..end];
        self.reader.at = end;
        if kind == Kind::Key {
            self.found.push_replacement(Problem::UnquotedKey, start..end, &quoted(word));
            return self.push_value(Kind::Key, start..end, false);
        }
        let lower = word.to_ascii_lowercase();
        if let Some((_, expected)) = LITERALS.iter().find(|(name, _)| *name == lower) {
            if word != *expected {
                self.found.push_replacement(Problem::Literal { found: word.into(), expected }, start..end, expected);
            }
            let literal = if *expected == "null" { Kind::Null } else { Kind::Boolean };
            return self.push_value(literal, start..end, false);
        }
        if NOT_NUMBERS.contains(&lower.as_str()) {
            self.found.push_replacement(Problem::Literal { found: word.into(), expected: "null" }, start..end, "null");
            return self.push_value(Kind::Unknown, start..end, false);
        }
        if let Some((problem, number)) = repaired_number(word) {
            if let Some(problem) = problem {
                self.found.push_replacement(problem, start..end, &number);
            }
            return self.push_value(Kind::Number, start..end, false);
        }
        self.found.push_replacement(Problem::UnquotedValue, start..end, &quoted(word));
        self.push_value(Kind::String, start..end, false);
    }

    /// The length of the line at the cursor as far as it is an expression of a program: a call, a string with a letter
    /// before it, strings that are put together.
    pub(super) fn expression_length(&self) -> Option<usize> {
        let line = self.look().line(self.reader.at);
        let name = line.strip_prefix("new ").unwrap_or(line);
        let mut after_name = name;
        loop {
            after_name =
                after_name.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.'));
            let Some(member) = after_name.strip_prefix("->").or_else(|| after_name.strip_prefix("::")) else { break };
            after_name = member;
        }
        let callee = &name[..name.len() - after_name.len()];
        let is_name = callee.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$'));
        let is_group = callee.is_empty() && after_name.starts_with('(') && {
            let inside = after_name[1..].trim_start();
            inside.starts_with(['"', '\'', '[', '{', '('])
        };
        let is_call = is_name && after_name.starts_with(['(', '[']) && !is_literal(callee);
        let length = line.trim_end().len();
        if is_call || is_group || is_spread(line) || line == "+" || line.starts_with("+ ") {
            return Some(length);
        }
        // A plain value may begin like one of these, and end before the quote.
        let word = &line[..self.word_length(Kind::String)];
        let is_operator = |before: &str| before.ends_with('+') || before.ends_with(" .");
        let is_sum = word.match_indices(['"', '\'']).any(|(at, _)| is_operator(word[..at].trim_end()));
        let has_plus = find(word, *b" +").is_some_and(|at| word[at + 2..].starts_with(' '));
        let is_function = find(word, *b"=>").is_some_and(|at| word[..at].ends_with(' '));
        (is_sum || has_plus || is_function || word.ends_with(" ?") || self.is_prefixed_string(line)).then_some(length)
    }

    /// Returns whether a string with letters before it, as Python and C# write it, is at the start of `line`.
    fn is_prefixed_string(&self, line: &str) -> bool {
        let prefix = line.trim_start_matches(|c: char| "bBfFrRuU$@".contains(c));
        let length = line.len() - prefix.len();
        let Some(quote) = prefix.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
        let start = self.reader.at + length + 1;
        let closers = if quote == '"' { "\"" } else { "'" };
        let close = self.look().closer(closers, start);
        (1..=2).contains(&length) && close < self.reader.at + line.len() && self.ends_value(close + 1)
    }

    /// The length of the line at the cursor if it goes on after a value with an operator of a program, or calls something.
    pub(super) fn operator_length(&self) -> Option<usize> {
        let line = self.look().line(self.reader.at);
        let operator = line.trim_start_matches(['+', '.', '|', '&', '~', '%', '*', '?', '-', '/']);
        let length = line.len() - operator.len();
        let operand = operator.trim_start();
        let is_apart = operand.len() < operator.len();
        let is_operand = operand.starts_with(|c: char| {
            c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '(' | '[') || Quote::opened_by(c).is_some()
        });
        let is_line_end = operand.is_empty() && matches!(&line[..length], "+" | ".");
        let is_expression = match &line[..length] {
            "+" => is_operand,
            "" if line.starts_with('[') => {
                self.reader.is_open(Kind::Object)
                    && self.reader.at == self.reader.last_end
                    && self.reader.last_is_scalar
            }
            "." => is_operand && (is_apart || operator.starts_with(|c: char| c.is_ascii_alphabetic())),
            "" => line.starts_with("=>") && !self.reader.is_open(Kind::Object),
            // Comments.
            "//" | "/*" => false,
            other => is_operand && (is_apart || other.len() == 2),
        };
        (is_expression || is_line_end).then(|| line.trim_end().len())
    }

    /// Returns whether only a word is at the cursor, and then the end of an entry.
    pub(super) fn is_word_before_end(&self) -> bool {
        let end = self.reader.at + self.word_length(Kind::String);
        self.text[end..].trim_start().starts_with([',', '}'])
            && self.text[self.reader.at..end]
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
    }

    /// The length of the number or literal at the cursor that a comment follows without a space; 0 if none does.
    fn literal_before_comment(&self) -> usize {
        let rest = &self.text[self.reader.at..];
        let is_in_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.' | b'_');
        let length = rest.bytes().take_while(|byte| is_in_word(*byte)).count();
        let is_before_comment = rest[length..].starts_with("/*") || rest[length..].starts_with("//");
        let word = &rest[..length];
        if is_before_comment && (is_literal(word) || repaired_number(word).is_some()) { length } else { 0 }
    }

    /// Returns whether the text before a double quote can be one string without its opening quote.
    fn may_lack_its_opening_quote(&self, range: Range<usize>, kind: Kind) -> bool {
        let text = &self.text[range.clone()];
        if find(text, *b"//").is_some() {
            return false;
        }
        if kind == Kind::Key {
            return !text.contains([':', ',', '=']);
        }
        let Some(comma) = text.find(',') else { return true };
        let first = text[..comma].trim();
        let next = self.ahead().skip_space(range.start + comma + 1);
        !is_literal(first) && repaired_number(first).is_none() && !self.ahead().is_key(next)
    }

    /// Returns whether the word at the cursor is an unquoted key: a colon or an equals sign follows it.
    pub(super) fn is_unquoted_key(&self) -> bool {
        let end = self.reader.at + self.word_length(Kind::Key);
        self.text[end..].trim_start().starts_with([':', '='])
    }

    /// Returns whether a key without its opening quote is at the cursor.
    pub(super) fn is_key_without_opening_quote(&self) -> bool {
        let close = self.look().closer("\"", self.reader.at);
        self.has_closing_quote() && self.text[close + 1..].trim_start().starts_with([':', '='])
    }

    /// Whether a double quote closes what stands at the cursor, which lacks its opening one.
    pub(super) fn has_closing_quote(&self) -> bool {
        let close = self.look().closer("\"", self.reader.at);
        close < self.look().line_end(self.reader.at)
            && self.ends_value(close + 1)
            && self.may_lack_its_opening_quote(self.reader.at..close, Kind::Key)
    }

    /// Drops the word at the cursor, which is neither key nor value.
    pub(super) fn drop_word(&mut self) {
        let start = self.reader.at;
        let end = start + self.word_length(Kind::String);
        self.reader.at = end;
        self.found.push_replacement(Problem::StrayText, start..end, "");
    }

    /// How long the word at the cursor is, in bytes; at least one character.
    fn word_length(&self, kind: Kind) -> usize {
        let start = self.reader.at;
        let rest = self.look().line(start);
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let phrase = self.phrase_end(start + first, kind).min(start + rest.len()) - start;
        let token = rest[..phrase].find([' ', '\t']).unwrap_or(phrase);
        let followed_by_colon = rest[phrase..].starts_with([':', '=']);
        let is_phrase = match kind {
            Kind::Key => followed_by_colon,
            // A second document's key may stand on the same line: `true b: 1`.
            _ => !followed_by_colon && repaired_number(&rest[..token]).is_none(),
        };
        let length = if is_phrase { phrase } else { token };
        rest[..length].trim_end().len().max(first)
    }

    /// Returns the end of an unquoted key or value that continues at the byte `at`.
    fn phrase_end(&self, at: usize, kind: Kind) -> usize {
        let text = self.text;
        let is_key = kind == Kind::Key;
        let is_member = self.reader.is_open(Kind::Object);
        let is_after_blank = |at: usize| text[..at].ends_with([' ', '\t']);
        let is_end = |at: usize, c: char| match c {
            ',' | '{' | '}' | '[' | ']' | '\n' | '\r' => true,
            // Inside an unquoted value it is a character, unless the next key begins.
            '"' => is_key || !is_member || self.ahead().is_key(at),
            ':' => is_key || !text[at..].starts_with("://") && !self.is_before_port(at),
            '=' => is_key,
            ';' => {
                let next = self.ahead().skip_space(at + 1);
                is_member && !is_key && (self.ahead().is_end_or(next, b'}') || self.ahead().is_key(next))
            }
            '#' => is_after_blank(at),
            '/' => is_after_blank(at) && (text[at..].starts_with("//") || text[at..].starts_with("/*")),
            c => c != ' ' && c != '\t' && is_invisible_or_whitespace(c),
        };
        self.look().find(Search::PhraseEnd { is_key, is_member }, at, &|at, limit| {
            text[at..limit].char_indices().map(|(i, c)| (at + i, c)).find(|(at, c)| is_end(*at, *c)).map(|(at, _)| at)
        })
    }

    /// Returns whether the colon at the byte `at` separates the host of a URL from its port.
    fn is_before_port(&self, at: usize) -> bool {
        /// The longest name of a host (RFC 1035).
        const LONGEST: usize = 253;
        let is_in_host = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let host = self.bytes[..at].iter().rev().take(LONGEST).take_while(is_in_host).count();
        host > 0 && self.text[..at - host].ends_with("://") && self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
    }

    /// Skips a comment, or white space that JSON does not know; returns whether there was any.
    pub(super) fn skip_odd_space(&mut self) -> bool {
        let at = self.reader.at;
        let rest = &self.text[at..];
        let end = if rest.starts_with("//") || rest.starts_with('#') {
            self.look().line_end(at)
        } else if rest.starts_with("/*") {
            self.look().comment_end(at)
        } else if let Some(character) = rest.chars().next().filter(|c| is_invisible_or_whitespace(*c) && !is_space(*c))
        {
            self.replace_odd_space(character);
            return true;
        } else {
            return false;
        };
        self.reader.at = end;
        self.found.push_replacement(Problem::Comment, at..end, "");
        true
    }

    /// Replaces the run of one character that does not show: an invisible one goes, another becomes plain spaces.
    #[inline(never)]
    fn replace_odd_space(&mut self, character: char) {
        let rest = &self.text[self.reader.at..];
        let run = &rest[..rest.find(|c| c != character).unwrap_or(rest.len())];
        let is_visible = character.is_whitespace() && !is_invisible(character);
        let instead = if is_visible { " ".repeat(run.chars().count()) } else { String::new() };
        let range = self.reader.at..self.reader.at + run.len();
        self.reader.at = range.end;
        self.found.push_replacement(Problem::StrayCharacter { character }, range, &instead);
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
            self.found.push_replacement(Problem::StrayCharacter { character: '"' }, range.clone(), "");
        }
        doubled
    }

    /// Adds a key or value that ends at the cursor.
    pub(super) fn push_value(&mut self, kind: Kind, range: Range<usize>, is_escaped: bool) {
        self.reader.push_value(kind, range.start, range.end, is_escaped);
    }
}

/// Returns whether a line begins with the members of another object, as JavaScript and Python copy them.
pub(super) fn is_spread(line: &str) -> bool {
    let name = line.strip_prefix("...").or_else(|| line.strip_prefix("**"));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$' | '(' | '{')))
}

/// Where two bytes stand in a text. The library's own search is made for longer ones, and weighs more.
fn find(text: &str, two: [u8; 2]) -> Option<usize> {
    text.as_bytes().windows(2).position(|bytes| bytes == two)
}

/// What names are made of: letters and digits of any script.
pub(crate) fn is_in_name(c: char) -> bool {
    // Those beyond ASCII by what they are not: a table of all letters would weigh more than a kilobyte.
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        !is_invisible_or_whitespace(c) && Quote::opened_by(c).is_none()
    }
}

/// The white space that JSON knows.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}
