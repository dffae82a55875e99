//! Evaluates names, literals and numbers.

use std::ops::Range;

use model::char_set::CharSet;

use super::decode::decode;
use super::language::{COMMANDS, Id, Shape};
use super::lexer::{Code, TokenKind, lex};
use super::parsed::{Fault, MAX_DEPTH, Program};
use super::statements::canonical;
use super::value::{Value, hole};
use super::{calls, commands, results};
use crate::mapped_text::MappedText;
use crate::word_list::contains;

impl Program<'_> {
    /// Evaluates a name, or the call of a name, at the start of `range`. Returns the index after it.
    pub(super) fn name(&self, code: &Code, range: &Range<usize>, depth: usize) -> (Value, usize) {
        let start = range.start;
        let text = code.text(start);
        let bytes = code.tokens[start].start..code.tokens[start].end;
        // `JSON::true` of Perl.
        let is_path = contains("JSON Cpanel Types", text)
            && range.len() > 2
            && range.clone().skip(1).step_by(2).all(|at| code.is(at, "::"));
        let word = if is_path { code.text(range.end - 1) } else { text };
        let marks = if self.language.has(COMMANDS) { "$" } else { "@:" };
        let keyword = match word.trim_start_any(marks).to_ascii_lowercase().as_str() {
            "true" => Some("true"),
            "false" => Some("false"),
            "null" | "none" | "nil" | "undef" | "nsnull" => Some("null"),
            _ if text == "YES" && self.language.id == Id::ObjectiveC => Some("true"),
            _ if text == "NO" && self.language.id == Id::ObjectiveC => Some("false"),
            _ => None,
        };
        let is_alone = start + 1 == range.end || is_path;
        // A variable can have the name of another language's keyword.
        let is_variable = || !self.constants.of(&canonical(self.language, text)).is_empty();
        if let Some(keyword) = keyword.filter(|_| is_alone && !is_variable()) {
            let mut json = MappedText::default();
            json.replace(keyword, self.bytes(code, range));
            return (Value::Json(json), range.end);
        }
        // Symbols and keywords of Ruby, Elixir and Clojure are texts.
        if text.starts_with(':') && text.len() > 1 {
            return (Value::Text(MappedText::new(&text[1..], bytes.start + 1)), start + 1);
        }
        if text == "newline" && self.language.id == Id::Matlab {
            let mut line_break = MappedText::default();
            line_break.replace_char('\n', bytes);
            return (Value::Text(line_break), start + 1);
        }
        let is_parameter = self.language.has(COMMANDS) && !text.starts_with('$');
        if is_parameter {
            return (commands::command(self, code, text, None, range, depth), range.end);
        }
        let is_own = std::ptr::eq(code, &raw const self.code) && results::is_call(self, start);
        let has_brackets = code.is(start + 1, "(");
        let variable =
            if is_own && has_brackets { None } else { self.constants.resolve(self, text, bytes.start, depth) };
        if let Some(value) = variable {
            return (if value.is_unknown() { Value::Unknown(bytes) } else { value }, start + 1);
        }
        if is_own && !has_brackets {
            return (results::value(self, code, start, depth).unwrap_or(Value::Unknown(bytes)), start + 1);
        }
        // The path of a function: its last name decides.
        let (mut at, mut last) = (start + 1, start);
        while at < range.end {
            match code.text(at) {
                "." | "::" | "->" | "?." if code.is_kind(at + 1, TokenKind::Name) => {
                    last = at + 1;
                    at += 2;
                }
                "<" => match super::extents::type_arguments_end(code, at) {
                    Some(end) => at = end,
                    None => break,
                },
                "!" if code.is_one_of(at + 1, "( [ {") => at += 1,
                "(" => {
                    let value = calls::call(self, code, start, last, at, depth);
                    return (value, code.next(at));
                }
                "[" if code.is(at - 1, "!") || self.language.id == Id::Julia || text == "Dict" => {
                    let value = self.collection(code, at, false, depth);
                    return (value, code.next(at));
                }
                "{" if self.language.id == Id::Julia => at = code.next(at),
                _ => break,
            }
        }
        if at < range.end && self.language.is_juxtaposed() {
            let part = start..range.end;
            return (commands::command(self, code, code.text(last), None, &part, depth), range.end);
        }
        (self.unknown(code, &(start..at)), at.max(start + 1))
    }

    /// Evaluates a literal with the expressions in it.
    pub fn literal(&self, code: &Code, index: usize, depth: usize) -> Value {
        let token = &code.tokens[index];
        let literal = &code.literals[token.pair];
        if literal.has_inner_quotes {
            self.fault(token.start..token.end, Fault::InnerQuote);
        }
        if literal.has_line_breaks {
            self.fault(token.start..token.end, Fault::LineBreak);
        }
        if self.fuel.get() < literal.end - literal.start {
            return Value::Unknown(token.start..token.end);
        }
        self.fuel.set(self.fuel.get() - (literal.end - literal.start));
        let mut on_fault = |at: usize, fault| self.fault(at..at + 1, Fault::Literal(fault));
        let mut on_hole = |text: &mut MappedText, inside: Range<usize>, whole: Range<usize>| {
            text.append(&self.hole(inside, whole, depth));
        };
        let text = decode(self.text, literal, &mut on_hole, &mut on_fault);
        if literal.quote.shape == Shape::Paired && literal.quote.open.ends_with('w') {
            let mut words = Vec::new();
            let mut at = 0;
            for word in text.text.split_inclusive(char::is_whitespace) {
                let trimmed = word.trim();
                if !trimmed.is_empty() {
                    words.push(Value::Text(text.part(at..at + trimmed.len())));
                }
                at += word.len();
            }
            return Value::Array(words, token.start..token.end);
        }
        Value::Text(text)
    }

    /// Returns the value of an expression in a literal, or a hole.
    pub(super) fn hole(&self, inside: Range<usize>, whole: Range<usize>, depth: usize) -> MappedText {
        // A conversion or format after the expression changes its value.
        let source = &self.text[inside.clone()];
        let plain = source.trim_end_any("=").len();
        let has_format = self.language.id == Id::Python && (source.contains('!') || plain < source.len())
            || matches!(self.language.id, Id::Python | Id::CSharp)
                && source.contains(':')
                && !source.contains("::")
                && !source.contains('"');
        if !has_format && depth < MAX_DEPTH {
            let code = lex(self.language, &self.text[..inside.end], inside.start);
            let value = self.eval(&code, 0..code.tokens.len(), depth + 1);
            let is_kept = value.is_written_as_json(self.language.id);
            if let Value::Text(text) | Value::Json(text) = value
                && is_kept
            {
                return text;
            }
        }
        hole(whole)
    }

    /// Evaluates a number.
    pub(super) fn number(&self, code: &Code, index: usize, is_negative: bool) -> Value {
        let token = &code.tokens[index];
        let source = &self.text[token.start..token.end];
        let mut text = MappedText::default();
        if is_negative {
            text.push("-", code.tokens[index - 1].start);
        }
        if model::json::parse_strict(source).is_some() {
            if is_rounded(self.language.id, source) {
                self.fault(token.start..token.end, Fault::RoundedNumber);
            }
            text.push(source, token.start);
            return Value::Json(text);
        }
        let is_radix = source.starts_with('0') && source[1..].starts_with_any("xXbBoO");
        let plain = if is_radix { source } else { source.trim_end_any("lLfFdDmMnNuU") };
        let plain = plain.replace('_', "");
        let decimal = match plain.get(1..2) {
            Some("x" | "X") => u64::from_str_radix(&plain[2..], 16).ok(),
            Some("b" | "B") => u64::from_str_radix(&plain[2..], 2).ok(),
            Some("o" | "O") => u64::from_str_radix(&plain[2..], 8).ok(),
            _ => None,
        };
        let plain = decimal.map_or(plain, |number| number.to_string());
        let plain = if plain.starts_with('.') { format!("0{plain}") } else { plain };
        if model::json::parse_strict(&plain).is_none() {
            return Value::Unknown(token.start..token.end);
        }
        self.fault(token.start..token.end, Fault::NumberFormat);
        text.replace(&plain, token.start..token.end);
        Value::Json(text)
    }
}

/// Returns whether an integer is too large for the language: JavaScript has doubles only, and PHP for more than 64 bits.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "this is the check"
)]
fn is_rounded(language: Id, source: &str) -> bool {
    /// Shorter integers are exact.
    const EXACT_DIGITS: usize = 15;
    if source.len() <= EXACT_DIGITS {
        return false;
    }
    let Ok(number) = source.parse::<u128>() else { return false };
    match language {
        Id::JavaScript => (number as f64) as u128 != number,
        Id::Php => i64::try_from(number).is_err(),
        _ => false,
    }
}
