//! Detects expressions of a program, whose values cannot be known.

use crate::char_set::CharSet;

use ::json::Kind;

use super::bare_word::{is_literal, is_spread};
use super::parser::Parser;
use super::quote::Quote;

impl Parser<'_> {
    /// Returns the length of the rest of the line if it is an expression: a call, a prefixed string, or concatenated
    /// strings.
    pub(super) fn expression_length(&self) -> Option<usize> {
        let line = self.searches.line(self.reader.at);
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
            let content = after_name[1..].trim_start();
            content.starts_with_any("\"'[{(")
        };
        let is_call = is_name && after_name.starts_with_any("([") && !is_literal(callee);
        let length = line.trim_end().len();
        if is_call || is_group || is_spread(line) || line == "+" || line.starts_with("+ ") {
            return Some(length);
        }
        // An unquoted value may begin like one of these, and end before the quote.
        let start = self.reader.at;
        let end = start + self.word_length(Kind::String);
        let word = &self.text[start..end];
        let is_sum = self.searches.concatenated_quote(start) < end;
        let plus = self.searches.operator(" +", start);
        let has_plus = plus + 2 < end && self.bytes[plus + 2] == b' ';
        let arrow = self.searches.operator("=>", start);
        let is_function = arrow + 2 <= end && self.text[start..arrow].ends_with(' ');
        (is_sum || has_plus || is_function || word.ends_with(" ?") || self.is_prefixed_string(line)).then_some(length)
    }

    /// Returns whether `line` begins with a prefixed string, as in Python and C#.
    pub(super) fn is_prefixed_string(&self, line: &str) -> bool {
        let prefix = line.trim_start_matches(|c: char| "bBfFrRuU$@".contains(c));
        let length = line.len() - prefix.len();
        let Some(quote) = prefix.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
        let start = self.reader.at + length + 1;
        let closers = if quote == '"' { "\"" } else { "'" };
        let close = self.searches.closer(closers, start);
        (1..=2).contains(&length) && close < self.reader.at + line.len() && self.ends_value(close + 1)
    }

    /// Returns the length of the rest of the line if it continues the last value with an operator or a call.
    pub(super) fn operator_expression_length(&self) -> Option<usize> {
        let line = self.searches.line(self.reader.at);
        let operator = line.trim_start_any("+.|&~%*?-/");
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
            // These are comments.
            "//" | "/*" => false,
            other => is_operand && (is_apart || other.len() == 2),
        };
        (is_expression || is_line_end).then(|| line.trim_end().len())
    }

    pub(super) fn is_computed_key(&self) -> bool {
        let line = self.searches.line(self.reader.at);
        let name = line.strip_prefix('[').map(str::trim_start);
        name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$')))
            || is_spread(line)
    }
}
