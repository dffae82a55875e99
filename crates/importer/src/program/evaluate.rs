//! Evaluates the constant expressions of a program. Nothing is run: everything else is unknown.

use std::ops::Range;

use super::language::{ADJACENT, COMMANDS, Id, SEMICOLONS, TYPED};
use super::lexer::{Code, NONE, TokenKind};
use super::parsed::{MAX_DEPTH, Program};
use super::results;
use super::{calls, collections, commands};

use super::function_names::CONVERSIONS;
use super::value::{Value, merge};
use crate::mapped_text::MappedText;
use crate::word_list::contains;

/// Words before an expression that do not change it.
const LEADING: &str = "await new return const let var val final static ref try yield export default move mut begin clone try! await! my our local lazy";

impl Program<'_> {
    /// Evaluates the expression in `range`.
    pub fn eval(&self, code: &Code, range: Range<usize>, depth: usize) -> Value {
        let cost = range.len() + 1;
        if depth > MAX_DEPTH || self.fuel.get() < cost {
            return self.unknown(code, &range);
        }
        self.fuel.set(self.fuel.get() - cost);
        if range.len() == 1 && code.is_kind(range.start, TokenKind::Text) {
            return self.literal(code, range.start, depth);
        }
        // A boolean as minifiers write it.
        if let [sign, number] = &code.tokens[range.clone()]
            && &self.text[sign.start..sign.end] == "!"
            && let digit @ ("0" | "1") = &self.text[number.start..number.end]
        {
            let mut json = MappedText::default();
            json.replace(if digit == "0" { "true" } else { "false" }, sign.start..number.end);
            return Value::Json(json);
        }
        // An array of PowerShell: `@('a')`.
        let open = range.start + 1;
        if self.language.has(COMMANDS)
            && code.is(range.start, "@")
            && code.is(open, "(")
            && code.next(open) == range.end
        {
            let bytes = self.bytes(code, &range);
            let mut items: Vec<Value> = collections::items(self, code, &code.inside(open))
                .into_iter()
                .map(|item| self.eval(code, item.value, depth + 1))
                .collect();
            // `@('a', 'b')` is the same array as `'a', 'b'`.
            return match items.pop() {
                Some(array @ Value::Array(..)) if items.is_empty() => array,
                Some(Value::Unknown(_)) if items.is_empty() => Value::Unknown(bytes),
                last => Value::Array(items.into_iter().chain(last).collect(), bytes),
            };
        }
        let range = self.trimmed(code, range);
        if range.is_empty() {
            return self.unknown(code, &range);
        }
        if let Some(value) = self.operation(code, &range, depth) {
            return value;
        }
        if self.language.has(COMMANDS) && code.top(&range).any(|index| code.is(index, ",")) {
            let items = code.split(&range, ",").into_iter().filter(|part| !part.is_empty());
            let items = items.map(|part| self.eval(code, part, depth + 1)).collect();
            return Value::Array(items, self.bytes(code, &range));
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
            let first = code.text(range.start);
            let next = range.start + 1;
            let is_next = next < range.end;
            let skips = match first {
                "&" | "*" | "\\" | "=" => is_next,
                // `[]byte(text)` of Go.
                "[" if self.language.id == Id::Go
                    && next + 2 < range.end
                    && code.is(next, "]")
                    && code.is(next + 1, "byte") =>
                {
                    range.start += 2;
                    true
                }
                "@" | "%" | "#" => {
                    let is_literal =
                        |token: &super::lexer::Token| matches!(token.kind, TokenKind::Number | TokenKind::Name);
                    is_next
                        && (code.is_one_of(next, "{ ( [")
                            || first == "@" && code.tokens.get(next).is_some_and(is_literal))
                }
                // A type: `[ordered]@{}`, `(String) text`.
                "[" | "("
                    if first == "[" && self.language.has(COMMANDS) || first == "(" && self.language.has(SEMICOLONS) =>
                {
                    let after = code.next(range.start);
                    let is_type = after > next + 1
                        && after < range.end
                        && code
                            .inside(range.start)
                            .all(|index| code.is_kind(index, TokenKind::Name) || code.is_one_of(index, ". * [ ] ::"))
                        && !code.text(next).starts_with('$')
                        && (is_opening(after) || code.is(after, "@"))
                        && !(first == "(" && code.is(after, "("));
                    if is_type && !self.is_conversion(code, after) {
                        range.start = after;
                        continue;
                    }
                    false
                }
                word => {
                    is_next
                        && code.is_kind(range.start, TokenKind::Name)
                        && contains(LEADING, word)
                        && (is_opening(next) || code.is_one_of(next, "@ & *"))
                }
            };
            if !skips || !is_next {
                break;
            }
            range.start += 1;
        }
        // A type after the expression, and signs that assert that it has a value.
        if let Some(cast) = code.top(&range).find(|index| code.is_one_of(*index, "as as! as? satisfies"))
            && cast > range.start
        {
            range.end = cast;
        }
        while range.len() > 1 && code.is_one_of(range.end - 1, "! ? !! , ; ;; in") {
            range.end -= 1;
        }
        range
    }

    /// Returns whether a cast to the type before the token `after` changes the value there.
    fn is_conversion(&self, code: &Code, after: usize) -> bool {
        let name = code.text(after - 2).to_ascii_lowercase();
        match self.language.id {
            Id::PowerShell => name == "char" || contains(CONVERSIONS, &name),
            // Most values that are cast to a text are one.
            Id::Php if name == "string" => !code.is_kind(after, TokenKind::Text) && !code.text(after).starts_with('$'),
            Id::Php => contains(CONVERSIONS, &name),
            _ => name == "char",
        }
    }

    /// Returns a collection with the members or items of the one that its constructor copies:
    /// `new Dictionary<string, object>(defaults) { … }`. The tokens in `constructor` are before its braces.
    fn with_copied(&self, code: &Code, constructor: Range<usize>, value: Value, depth: usize) -> Value {
        let close = constructor.end.wrapping_sub(1);
        let is_call = code.is(close, ")") && self.language.id == Id::CSharp;
        let open = Some(close).filter(|_| is_call).map(|close| code.tokens[close].pair).filter(|open| *open != NONE);
        let Some(argument) = open.map(|open| code.inside(open)).filter(|argument| !argument.is_empty()) else {
            return value;
        };
        match (self.eval(code, argument.clone(), depth + 1), value) {
            // The capacity.
            (Value::Json(_), value) => value,
            // `StringComparer.Ordinal`
            (Value::Unknown(_), value) if code.text(argument.start).ends_with("Comparer") => value,
            (copied @ Value::Object(..), value @ Value::Object(..)) => merge(copied, value),
            (Value::Array(mut items, range), Value::Array(more, _)) => {
                items.extend(more);
                Value::Array(items, range)
            }
            _ => self.unknown(code, &argument),
        }
    }

    /// Evaluates a value with the members and calls after it.
    #[allow(clippy::too_many_lines, reason = "one match of all kinds of tokens")]
    fn chain(&self, code: &Code, range: &Range<usize>, depth: usize) -> Value {
        let unknown = || self.unknown(code, range);
        let mut at = range.start;
        let token = &code.tokens[at];
        let text = code.text(at);
        // `new Dictionary<string, object> { … }`, `map[string]any{ … }`
        if self.language.has(TYPED) && code.is(range.end - 1, "}") && token.kind != TokenKind::Text {
            let last = code.tokens[range.end - 1].pair;
            let is_type = |index: usize| {
                matches!(code.tokens[index].kind, TokenKind::Name)
                    || code.is_one_of(index, "[ ] < > , . :: * & ? { } ( ) : ...")
            };
            if last > range.start
                && last < range.end
                && (range.start..last).all(is_type)
                && !matches!(text, "function" | "func")
                && !code.is(last - 1, "with")
            {
                let is_map = text == "map" || (range.start..last).any(|index| code.text(index).ends_with("Dictionary"));
                let is_list = (range.start..last).any(|index| code.is_one_of(index, "[ List HashSet") && text != "map");
                if is_list && code.inside(last).is_empty() {
                    return Value::Array(Vec::new(), self.bytes(code, range));
                }
                let structure = if is_list { None } else { self.structure(code, last, depth) };
                let value = structure.unwrap_or_else(|| self.collection(code, last, is_map, depth));
                return self.with_copied(code, range.start..last, value, depth);
            }
        }
        let mut value = match token.kind {
            TokenKind::Text => {
                let mut value = self.literal(code, at, depth);
                at += 1;
                while at < range.end && code.is_kind(at, TokenKind::Text) && self.language.has(ADJACENT) {
                    if let (Value::Text(text), Value::Text(more)) = (&mut value, self.literal(code, at, depth)) {
                        text.append(&more);
                    }
                    at += 1;
                }
                value
            }
            TokenKind::Number => {
                at += 1;
                self.number(code, at - 1, false)
            }
            TokenKind::Sign if text == "-" && code.is_kind(at + 1, TokenKind::Number) => {
                at += 2;
                self.number(code, at - 1, true)
            }
            TokenKind::Open => {
                let after = code.next(at);
                let value = match text {
                    "(" if self.language.has(COMMANDS) && !code.is(at.wrapping_sub(1), "@") => {
                        self.eval(code, code.inside(at), depth + 1)
                    }
                    "(" => {
                        let inside = code.inside(at);
                        let items = collections::items(self, code, &inside);
                        match &items[..] {
                            [only] if only.key.is_none() && !code.is(inside.end.saturating_sub(1), ",") => {
                                self.eval(code, only.value.clone(), depth + 1)
                            }
                            _ => self.collection(code, at, false, depth),
                        }
                    }
                    "[" if self.language.has(COMMANDS) => return commands::cast(self, code, range, depth),
                    "[" if self.language.id == Id::ObjectiveC && !code.is(at.saturating_sub(1), "@") => {
                        commands::message(self, code, at, depth)
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
            let sign = code.text(at);
            let next = code.tokens.get(at + 1).filter(|_| at + 1 < range.end);
            match sign {
                "!" | "?" | "!!" => at += 1,
                "with" if self.language.id == Id::CSharp && code.is(at + 1, "{") => {
                    value = merge(value, self.collection(code, at + 1, true, depth));
                    at = code.next(at + 1);
                }
                "." | "->" | "?." | "::" | "&." | ":"
                    if next.is_some_and(|next| next.kind == TokenKind::Name)
                        && (sign != ":" || self.language.id == Id::Lua) =>
                {
                    let name = code.text(at + 1);
                    let is_call = code.is_one_of(at + 2, "( !") && at + 2 < range.end;
                    let group = at + 2 + usize::from(is_call && code.is(at + 2, "!"));
                    let is_call = is_call && code.is(group, "(") && group < range.end;
                    let is_own = is_call && value.is_unknown();
                    let result = is_own.then(|| results::value(self, code, at + 1, depth)).flatten();
                    if let Some(result) = result {
                        value = result;
                        at = code.next(group);
                    } else if is_call {
                        value = calls::method(self, code, name, value, Some(group), depth);
                        at = code.next(group);
                    } else {
                        value = match self.key_of_member(name).and_then(|key| value.get(key)) {
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
}
