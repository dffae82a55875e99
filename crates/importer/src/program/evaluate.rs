//! Evaluates the constant expressions of a program. Nothing is run: everything else is unknown.

use std::cell::{Cell, RefCell};
use std::ops::Range;

use model::char_set::CharSet;

use super::calls;
use super::constants::Constants;
use super::language::{ADJACENT, COMMANDS, Language, SEMICOLONS, Shape, TYPED};
use super::lexer::{Code, TokenKind, lex};
use super::quotes::{LiteralFault, decode};
use super::value::{Value, append, hole};
use crate::mapped_text::MappedText;

/// A fault of the program, and where.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Literal(LiteralFault),
    InnerQuote,
    /// `ConvertTo-Json` writes objects below this depth as text.
    Shallow(usize),
    NumberFormat,
}

/// A program.
pub(super) struct Program<'t> {
    /// The normalized text.
    pub text: &'t str,
    pub language: &'static Language,
    pub code: Code,
    pub constants: Constants<'t>,
    pub faults: RefCell<Vec<(Range<usize>, Fault)>>,
    /// The remaining steps: limits programs whose constants multiply.
    pub fuel: Cell<usize>,
}

/// The maximum depth of expressions.
const MAX_DEPTH: usize = 40;

/// Words before an expression that do not change it.
const LEADING: [&str; 24] = [
    "await", "new", "return", "const", "let", "var", "val", "final", "static", "ref", "try", "yield", "export",
    "default", "move", "mut", "begin", "clone", "try!", "await!", "my", "our", "local", "lazy",
];

impl<'t> Program<'t> {
    pub fn token(&self, code: &Code, index: usize) -> &'t str {
        code.text(self.text, index)
    }

    /// Returns the bytes of a range of tokens.
    pub fn bytes(&self, code: &Code, range: &Range<usize>) -> Range<usize> {
        let start = code.tokens.get(range.start).map_or(self.text.len(), |token| token.start);
        let end = range.end.checked_sub(1).and_then(|last| code.tokens.get(last)).map_or(start, |token| token.end);
        start..end.max(start)
    }

    fn unknown(&self, code: &Code, range: &Range<usize>) -> Value {
        Value::Unknown(self.bytes(code, range))
    }

    pub fn fault(&self, range: Range<usize>, fault: Fault) {
        let mut faults = self.faults.borrow_mut();
        if !faults.contains(&(range.clone(), fault)) && faults.len() < 300 {
            faults.push((range, fault));
        }
    }

    /// Evaluates the expression in `range`.
    pub fn eval(&self, code: &Code, range: Range<usize>, depth: usize) -> Value {
        let cost = range.len() + 1;
        if depth > MAX_DEPTH || self.fuel.get() < cost {
            return self.unknown(code, &range);
        }
        self.fuel.set(self.fuel.get() - cost);
        let range = self.trimmed(code, range);
        if range.is_empty() {
            return self.unknown(code, &range);
        }
        if let Some(value) = self.operation(code, &range, depth) {
            return value;
        }
        self.chain(code, &range, depth)
    }

    /// Removes words, casts and signs around an expression that do not change its value.
    fn trimmed(&self, code: &Code, mut range: Range<usize>) -> Range<usize> {
        let is_opening = |index: usize| {
            code.tokens.get(index).is_some_and(|token| {
                matches!(token.kind, TokenKind::Text | TokenKind::Open | TokenKind::Name | TokenKind::Number)
            })
        };
        loop {
            let first = self.token(code, range.start);
            let next = range.start + 1;
            let is_next = next < range.end;
            let skips = match first {
                "&" | "*" | "!" | "+" | "\\" | "=" => is_next,
                "@" | "%" | "#" => {
                    let is_literal =
                        |token: &super::lexer::Token| matches!(token.kind, TokenKind::Number | TokenKind::Name);
                    is_next
                        && (matches!(self.token(code, next), "{" | "(" | "[")
                            || first == "@" && code.tokens.get(next).is_some_and(is_literal))
                }
                // A type: `[ordered]@{}`, `(String) text`.
                "[" | "("
                    if first == "[" && self.language.has(COMMANDS) || first == "(" && self.language.has(SEMICOLONS) =>
                {
                    let after = code.next(range.start);
                    let is_type = after > next + 1
                        && after < range.end
                        && code.inside(range.start).all(|index| {
                            code.tokens[index].kind == TokenKind::Name
                                || matches!(self.token(code, index), "." | "*" | "[" | "]" | "::")
                        })
                        && !self.token(code, next).starts_with('$')
                        && (is_opening(after) || self.token(code, after) == "@")
                        && !(first == "(" && self.token(code, after) == "(");
                    if is_type && !self.token(code, next).eq_ignore_ascii_case("char") {
                        range.start = after;
                        continue;
                    }
                    false
                }
                word => {
                    LEADING.contains(&word)
                        && is_next
                        && code.tokens[range.start].kind == TokenKind::Name
                        && is_opening(next)
                        || LEADING.contains(&word) && matches!(self.token(code, next), "@" | "&" | "*")
                }
            };
            if !skips || !is_next {
                break;
            }
            range.start += 1;
        }
        // A type after the expression, and signs that assert that it has a value.
        if let Some(cast) =
            self.top(code, &range).find(|index| matches!(self.token(code, *index), "as" | "as!" | "as?" | "satisfies"))
            && cast > range.start
        {
            range.end = cast;
        }
        while range.len() > 1 && matches!(self.token(code, range.end - 1), "!" | "?" | "!!" | "," | ";" | ";;" | "in") {
            range.end -= 1;
        }
        range
    }

    /// Returns the tokens of `range` outside of brackets: an opening bracket stands for its group.
    pub fn top<'c>(&self, code: &'c Code, range: &Range<usize>) -> impl Iterator<Item = usize> + use<'c> {
        let end = range.end;
        let mut at = range.start;
        std::iter::from_fn(move || {
            let index = at;
            (index < end).then(|| {
                at = code.next(index);
                index
            })
        })
    }

    /// Splits `range` at these signs.
    pub fn split(&self, code: &Code, range: &Range<usize>, signs: &[&str]) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = range.start;
        for index in self.top(code, range) {
            if code.tokens[index].kind != TokenKind::Text && signs.contains(&self.token(code, index)) {
                parts.push(start..index);
                start = index + 1;
            }
        }
        parts.push(start..range.end);
        parts
    }

    /// Evaluates an expression with an operator.
    fn operation(&self, code: &Code, range: &Range<usize>, depth: usize) -> Option<Value> {
        let mut join = false;
        let mut word = None;
        for index in self.top(code, range).skip(1) {
            let token = self.token(code, index);
            match code.tokens[index].kind {
                TokenKind::Sign if self.language.joins.contains(&token) => join = true,
                TokenKind::Sign => match token {
                    "." | "::" | "?." | "->" | "!" | ":" | "@" | "," | "<" | ">" | "*" | "&" | "&." | "!!" => {}
                    "?" if index + 1 == range.end || matches!(self.token(code, index + 1), "." | "?" | ")" | ";") => {}
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
                        let lead = code.tokens[range.start].kind == TokenKind::Name
                            && !self.token(code, range.start).starts_with('$');
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
        let parts = self.split(code, range, self.language.joins);
        let mut text = MappedText::default();
        let mut is_known = false;
        for part in parts.into_iter().filter(|part| !part.is_empty()) {
            let value = self.eval(code, part, depth + 1);
            is_known |= matches!(value, Value::Text(_));
            let Some(part) = value.into_text() else { return Some(self.unknown(code, range)) };
            append(&mut text, &part);
        }
        Some(if is_known { Value::Text(text) } else { self.unknown(code, range) })
    }

    /// Evaluates a pipeline, a format, or an operator of `PowerShell`.
    fn word_operation(&self, code: &Code, range: &Range<usize>, index: usize, token: &str, depth: usize) -> Value {
        let (left, right) = (range.start..index, index + 1..range.end);
        let unknown = || self.unknown(code, range);
        match token.to_ascii_lowercase().as_str() {
            "|" | "|>" => {
                let mut value = self.eval(code, left, depth + 1);
                for part in self.split(code, &right, &["|", "|>"]) {
                    let name = part.clone().find(|index| self.token(code, *index) == "(").unwrap_or(part.end);
                    let last = (part.start..name).rev().find(|index| code.tokens[*index].kind == TokenKind::Name);
                    let name = if self.language.has(COMMANDS) { Some(part.start) } else { last };
                    let Some(name) = name.filter(|_| !part.is_empty()) else { return unknown() };
                    value = calls::command(self, code, self.token(code, name), Some(value), &part, depth);
                }
                if value.is_unknown() { unknown() } else { value }
            }
            "%" if self.language.name == "Python" => {
                let arguments = self.eval(code, right, depth + 1);
                let Value::Text(format) = self.eval(code, left, depth + 1) else { return unknown() };
                let arguments = match arguments {
                    Value::Array(items, _) => items.into_iter().map(|item| (None, item)).collect(),
                    Value::Object(members, _) => {
                        members.into_iter().map(|(key, value)| (Some(key.text), value)).collect()
                    }
                    other => vec![(None, other)],
                };
                calls::format(self, &format, &arguments, true).unwrap_or_else(unknown)
            }
            "-f" => {
                let Value::Text(format) = self.eval(code, left, depth + 1) else { return unknown() };
                let parts = self.split(code, &right, &[","]);
                let arguments =
                    parts.into_iter().map(|part| (None, self.eval(code, part, depth + 1))).collect::<Vec<_>>();
                calls::format(self, &format, &arguments, false).unwrap_or_else(unknown)
            }
            "-join" => {
                let separator = self.eval(code, right, depth + 1);
                let items = self.eval(code, left, depth + 1);
                calls::join(&items, &separator).unwrap_or_else(unknown)
            }
            // Doubles the quotes for Windows PowerShell.
            "-replace" | "-creplace" | "-ireplace" => {
                let is_quotes = (right.start..right.end)
                    .filter(|index| code.tokens[*index].kind == TokenKind::Text)
                    .all(|index| self.token(code, index).chars().all(|c| "\\*\"'`$1()".contains(c)));
                let value = self.eval(code, left, depth + 1);
                if is_quotes { value } else { unknown() }
            }
            _ => unknown(),
        }
    }

    /// Evaluates a value with the members and calls after it.
    fn chain(&self, code: &Code, range: &Range<usize>, depth: usize) -> Value {
        let unknown = || self.unknown(code, range);
        let mut at = range.start;
        let token = &code.tokens[at];
        let text = self.token(code, at);
        // `new Dictionary<string, object> { … }`, `map[string]any{ … }`
        if self.language.has(TYPED) && self.token(code, range.end - 1) == "}" && token.kind != TokenKind::Text {
            let last = code.tokens[range.end - 1].pair;
            let is_type = |index: usize| {
                matches!(code.tokens[index].kind, TokenKind::Name)
                    || matches!(
                        self.token(code, index),
                        "[" | "]"
                            | "<"
                            | ">"
                            | ","
                            | "."
                            | "::"
                            | "*"
                            | "&"
                            | "?"
                            | "{"
                            | "}"
                            | "("
                            | ")"
                            | ":"
                            | "..."
                    )
            };
            if last > range.start
                && last < range.end
                && (range.start..last).all(is_type)
                && !matches!(text, "function" | "func")
            {
                let is_map =
                    text == "map" || (range.start..last).any(|index| self.token(code, index).ends_with("Dictionary"));
                return self.collection(code, last, is_map, depth);
            }
        }
        let mut value = match token.kind {
            TokenKind::Text => {
                let mut value = self.literal(code, at, depth);
                at += 1;
                while at < range.end && code.tokens[at].kind == TokenKind::Text && self.language.has(ADJACENT) {
                    if let (Value::Text(text), Value::Text(more)) = (&mut value, self.literal(code, at, depth)) {
                        append(text, &more);
                    }
                    at += 1;
                }
                value
            }
            TokenKind::Number => {
                at += 1;
                self.number(code, at - 1, false)
            }
            TokenKind::Sign
                if text == "-" && code.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number) =>
            {
                at += 2;
                self.number(code, at - 1, true)
            }
            TokenKind::Open => {
                let after = code.next(at);
                let value = match text {
                    "(" => {
                        let inside = code.inside(at);
                        let items = calls::items(self, code, &inside);
                        let is_cast = self.language.has(COMMANDS) && self.token(code, at) == "[";
                        match &items[..] {
                            [only]
                                if only.key.is_none()
                                    && !is_cast
                                    && self.token(code, inside.end.saturating_sub(1)) != "," =>
                            {
                                self.eval(code, only.value.clone(), depth + 1)
                            }
                            _ => self.collection(code, at, false, depth),
                        }
                    }
                    "[" if self.language.has(COMMANDS) => return calls::cast(self, code, range, depth),
                    "[" if self.language.name == "Objective-C" && self.token(code, at.saturating_sub(1)) != "@" => {
                        calls::message(self, code, at, depth)
                    }
                    _ => self.collection(code, at, false, depth),
                };
                at = after;
                value
            }
            TokenKind::Name => {
                let (value, after) = self.name(code, range, depth);
                at = after;
                value
            }
            _ => return unknown(),
        };
        while at < range.end {
            let sign = self.token(code, at);
            let next = code.tokens.get(at + 1).filter(|_| at + 1 < range.end);
            match sign {
                "!" | "?" | "!!" => at += 1,
                "." | "->" | "?." | "::" | "&." | ":" if next.is_some_and(|next| next.kind == TokenKind::Name) => {
                    let name = self.token(code, at + 1);
                    let is_call = matches!(self.token(code, at + 2), "(" | "!") && at + 2 < range.end;
                    let group = at + 2 + usize::from(is_call && self.token(code, at + 2) == "!");
                    let is_call = is_call && self.token(code, group) == "(" && group < range.end;
                    if is_call {
                        value = calls::method(self, code, name, value, Some(group), depth);
                        at = code.next(group);
                    } else {
                        value = match value.get(name) {
                            Some(member) => member.clone(),
                            None => calls::method(self, code, name, value, None, depth),
                        };
                        at += 2;
                    }
                }
                "[" => {
                    let key = self.eval(code, code.inside(at), depth + 1);
                    let member = key.into_text().and_then(|key| value.get(&key.text).cloned());
                    let Some(member) = member else { return unknown() };
                    value = member;
                    at = code.next(at);
                }
                _ => return unknown(),
            }
            if value.is_unknown() {
                return unknown();
            }
        }
        value
    }

    /// Evaluates a name, or the call of a name, at the start of `range`. Returns the index after it.
    fn name(&self, code: &Code, range: &Range<usize>, depth: usize) -> (Value, usize) {
        let start = range.start;
        let text = self.token(code, start);
        let bytes = code.tokens[start].start..code.tokens[start].end;
        let keyword = match text.trim_start_any("$@:").to_ascii_lowercase().as_str() {
            "true" => Some("true"),
            "false" => Some("false"),
            "null" | "none" | "nil" | "undef" | "nsnull" => Some("null"),
            _ if text == "YES" => Some("true"),
            _ if text == "NO" => Some("false"),
            _ => None,
        };
        let is_alone = start + 1 == range.end;
        if let Some(keyword) = keyword.filter(|_| is_alone) {
            let mut json = MappedText::default();
            json.replace(keyword, bytes);
            return (Value::Json(json), start + 1);
        }
        // Symbols and keywords of Ruby, Elixir and Clojure are texts.
        if text.starts_with(':') && text.len() > 1 {
            return (Value::Text(MappedText::new(&text[1..], bytes.start + 1)), start + 1);
        }
        let is_parameter = self.language.has(COMMANDS) && !text.starts_with('$');
        if is_parameter {
            // A command, or an unquoted argument.
            return if is_alone {
                (Value::Text(MappedText::new(text, bytes.start)), start + 1)
            } else {
                (calls::command(self, code, text, None, range, depth), range.end)
            };
        }
        if let Some(value) = self.constants.resolve(self, text, bytes.start, depth) {
            return (if value.is_unknown() { Value::Unknown(bytes) } else { value }, start + 1);
        }
        // The path of a function: its last name decides.
        let (mut at, mut last) = (start + 1, start);
        while at < range.end {
            match self.token(code, at) {
                "." | "::" | "->" | "?."
                    if code.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Name) =>
                {
                    last = at + 1;
                    at += 2;
                }
                "<" => match super::constants::type_arguments_end(code, self.text, at) {
                    Some(end) => at = end,
                    None => break,
                },
                "!" if matches!(self.token(code, at + 1), "(" | "[" | "{") => at += 1,
                "(" => {
                    let value = calls::call(self, code, start, last, at, depth);
                    return (value, code.next(at));
                }
                "[" if self.token(code, at - 1) == "!" || self.language.name == "Julia" || text == "Dict" => {
                    let value = self.collection(code, at, false, depth);
                    return (value, code.next(at));
                }
                "{" if self.language.name == "Julia" => at = code.next(at),
                _ => break,
            }
        }
        if at < range.end && super::lexer::is_juxtaposed(self.language) {
            let part = start..range.end;
            return (calls::command(self, code, self.token(code, last), None, &part, depth), range.end);
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
        if self.fuel.get() < literal.end - literal.start {
            return Value::Unknown(token.start..token.end);
        }
        self.fuel.set(self.fuel.get() - (literal.end - literal.start));
        let mut on_fault = |at: usize, fault| self.fault(at..at + 1, Fault::Literal(fault));
        let mut on_hole = |text: &mut MappedText, inside: Range<usize>, whole: Range<usize>| {
            append(text, &self.hole(inside, whole, depth));
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
    fn hole(&self, inside: Range<usize>, whole: Range<usize>, depth: usize) -> MappedText {
        // A conversion or format after the expression changes its value.
        let source = &self.text[inside.clone()];
        let plain = source.trim_end_any("=").len();
        let has_format = self.language.name == "Python" && (source.contains('!') || plain < source.len())
            || matches!(self.language.name, "Python" | "C#")
                && source.contains(':')
                && !source.contains("::")
                && !source.contains('"');
        if !has_format && depth < MAX_DEPTH {
            let code = lex(self.language, &self.text[..inside.end], inside.start);
            let value = self.eval(&code, 0..code.tokens.len(), depth + 1);
            if let Value::Text(text) | Value::Json(text) = value {
                return text;
            }
        }
        hole(whole)
    }

    /// Evaluates a number.
    fn number(&self, code: &Code, index: usize, is_negative: bool) -> Value {
        let token = &code.tokens[index];
        let source = &self.text[token.start..token.end];
        let mut text = MappedText::default();
        if is_negative {
            text.push("-", code.tokens[index - 1].start);
        }
        if model::json::parse_strict(source).is_some() {
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
