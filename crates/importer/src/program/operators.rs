//! Evaluates operators.

use std::ops::Range;

use super::language::{COMMANDS, Id};
use super::lexer::{Code, TokenKind};
use super::parsed::Program;
use super::value::{Value, join, merge};
use super::{commands, replacements, texts};
use crate::mapped_text::MappedText;
use crate::word_list::contains;

impl Program<'_> {
    /// Evaluates an expression with an operator.
    pub(super) fn operation(&self, code: &Code, range: &Range<usize>, depth: usize) -> Option<Value> {
        let mut join = false;
        let mut word = None;
        for index in code.top(range).skip(1) {
            let token = code.text(index);
            match code.tokens[index].kind {
                TokenKind::Sign if contains(self.language.joins, token) => join = true,
                TokenKind::Sign => match token {
                    "." | "::" | "?." | "->" | "!" | ":" | "@" | "," | "<" | ">" | "*" | "&" | "&." | "!!" => {}
                    "?" if index + 1 == range.end || code.is_one_of(index + 1, ". ? ) ;") => {}
                    "|" | "|>" | "%" => word = word.or(Some((index, token))),
                    _ => return Some(self.unknown(code, range)),
                },
                TokenKind::Name => match token {
                    "if" | "else" | "or" | "and" | "unless" | "in" | "not" | "is" | "then" | "for" | "while"
                    | "function" | "fun" | "fn" | "lambda" => {
                        return Some(self.unknown(code, range));
                    }
                    _ if self.language.has(COMMANDS)
                        && token.starts_with('-')
                        && word.is_none()
                        && index > range.start =>
                    {
                        let lead =
                            code.is_kind(range.start, TokenKind::Name) && !code.text(range.start).starts_with('$');
                        if !lead {
                            word = Some((index, token));
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        if let Some((index, token)) = word {
            return Some(self.word_operation(code, range, index, token, depth));
        }
        if !join {
            return None;
        }
        let parts = code.split(range, self.language.joins);
        let mut text = MappedText::default();
        let mut is_known = false;
        let mut numbers = 0;
        let mut sum = None;
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            let value = self.eval(code, part, depth + 1);
            if let Some(known) = sum.take() {
                sum = Some(add(known, value, self.language.id));
                continue;
            }
            if matches!(value, Value::Object(..) | Value::Array(..)) && !is_known && text.text.is_empty() {
                sum = Some(value);
                continue;
            }
            is_known |= matches!(value, Value::Text(_));
            numbers += usize::from(matches!(value, Value::Json(_)));
            // `1 + 2 + " min"` adds first.
            let adds = numbers > 1 || numbers > 0 && self.language.has(COMMANDS);
            if adds && !is_known && contains(self.language.joins, "+") {
                return Some(self.unknown(code, range));
            }
            let is_kept = value.is_written_as_json(self.language.id);
            let Some(part) = value.into_text().filter(|_| is_kept) else { return Some(self.unknown(code, range)) };
            text.append(&part);
        }
        sum.or(is_known.then_some(Value::Text(text))).or_else(|| Some(self.unknown(code, range)))
    }

    /// Evaluates a pipeline, a format, or an operator of `PowerShell`.
    pub(super) fn word_operation(
        &self,
        code: &Code,
        range: &Range<usize>,
        index: usize,
        token: &str,
        depth: usize,
    ) -> Value {
        let (left, right) = (range.start..index, index + 1..range.end);
        let unknown = || self.unknown(code, range);
        let token = token.to_ascii_lowercase();
        match token.as_str() {
            "|" if self.language.id == Id::Python => {
                let (left, right) = (self.eval(code, left, depth + 1), self.eval(code, right, depth + 1));
                if matches!(left, Value::Object(..)) { merge(left, right) } else { unknown() }
            }
            "|" | "|>" => {
                let mut value = self.eval(code, left, depth + 1);
                for part in code.split(&right, "| |>") {
                    let name = part.clone().find(|index| code.is(*index, "(")).unwrap_or(part.end);
                    let last = (part.start..name).rev().find(|index| code.is_kind(*index, TokenKind::Name));
                    let name = if self.language.has(COMMANDS) { Some(part.start) } else { last };
                    let Some(name) = name.filter(|_| !part.is_empty()) else { return unknown() };
                    value = commands::command(self, code, code.text(name), Some(value), &part, depth);
                }
                if value.is_unknown() { unknown() } else { value }
            }
            "%" if self.language.id == Id::Python => {
                let arguments = self.eval(code, right, depth + 1);
                let Value::Text(format) = self.eval(code, left, depth + 1) else { return unknown() };
                let arguments = match arguments {
                    Value::Array(items, _) => items.into_iter().map(|item| (None, item)).collect(),
                    Value::Object(members, _) => {
                        members.into_iter().map(|(key, value)| (Some(key.text), value)).collect()
                    }
                    other => vec![(None, other)],
                };
                texts::format(&format, &arguments, true).unwrap_or_else(unknown)
            }
            // It binds before `+`.
            "-f" if code.top(&left).any(|at| code.is(at, "+")) => unknown(),
            "-f" => {
                let Value::Text(format) = self.eval(code, left, depth + 1) else { return unknown() };
                let parts = code.split(&right, ",");
                let arguments =
                    parts.into_iter().map(|part| (None, self.eval(code, part, depth + 1))).collect::<Vec<_>>();
                texts::format(&format, &arguments, false).unwrap_or_else(unknown)
            }
            "-join" => {
                let separator = self.eval(code, right, depth + 1);
                let items = self.eval(code, left, depth + 1);
                join(&items, &separator).unwrap_or_else(unknown)
            }
            operator if replacements::is_operator(operator) => {
                let value = self.eval(code, left, depth + 1);
                let operands = code.split(&right, ",");
                let operands: Vec<Value> = operands.into_iter().map(|part| self.eval(code, part, depth + 1)).collect();
                // Doubles or escapes the quotes for Windows PowerShell.
                let is_quotes = |operand: &Value| {
                    matches!(operand, Value::Text(text)
                        if text.text.contains('"') && text.text.chars().all(|c| "\\*\"$1()".contains(c)))
                };
                if operands.iter().all(is_quotes) {
                    return value;
                }
                replacements::operator(&value, &operands, token.starts_with("-c")).unwrap_or_else(unknown)
            }
            _ => unknown(),
        }
    }
}

/// Returns the sum of two objects or arrays. Its value is unknown where the language has no such sum.
fn add(sum: Value, value: Value, language: Id) -> Value {
    let merges = matches!(language, Id::Groovy | Id::Kotlin | Id::PowerShell | Id::Scala);
    let appends = merges || matches!(language, Id::Crystal | Id::Dart | Id::Elixir | Id::Python | Id::Ruby | Id::Swift);
    match (sum, value) {
        (sum @ Value::Object(..), value @ (Value::Object(..) | Value::Unknown(_))) if merges => merge(sum, value),
        (Value::Array(mut items, range), Value::Array(more, _)) if appends => {
            items.extend(more);
            Value::Array(items, range)
        }
        (Value::Object(_, range) | Value::Array(_, range), _) => Value::Unknown(range),
        (sum, _) => sum,
    }
}
