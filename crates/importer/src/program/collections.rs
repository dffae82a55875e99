//! Evaluates objects and arrays.

use std::ops::Range;

use model::char_set::CharSet;

use super::extents::type_arguments_end;
use super::language::{COMMANDS, Id, TYPED};
use super::lexer::{Code, TokenKind};
use super::parsed::{Fault, Program};
use super::value::{Value, join, merge};
use crate::mapped_text::MappedText;
use crate::word_list::contains;

/// An item in brackets.
pub(super) struct Item {
    pub key: Option<Range<usize>>,
    pub value: Range<usize>,
    /// The sign after the key.
    pub sign: usize,
    pub is_spread: bool,
}

/// Returns the items of a range of tokens.
pub(super) fn items(program: &Program, code: &Code, range: &Range<usize>) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut start, mut sign, mut has_question) = (range.start, None, false);
    let commands = program.language.has(COMMANDS);
    let mut push = |start: usize, end: usize, sign: Option<usize>| {
        if start >= end {
            return;
        }
        let first = code.text(start);
        let is_sign =
            matches!(first, "..." | "**") || first == "*" && matches!(program.language.id, Id::Python | Id::Ruby);
        // `%$defaults`, `@$tags` and `qw(a b)`
        let is_list = program.language.id == Id::Perl
            && sign.is_none()
            && (first.starts_with_any("%@") || first.starts_with("qw"));
        let is_spread = is_sign || is_list;
        items.push(match sign {
            Some(sign) if !is_spread => Item { key: Some(start..sign), value: sign + 1..end, sign, is_spread },
            _ => Item {
                key: None,
                value: start + usize::from(is_sign || is_list && first.len() == 1)..end,
                sign: start,
                is_spread,
            },
        });
    };
    let mut types_end = range.start;
    for index in code.top(range) {
        let token = code.text(index);
        if token == "<"
            && program.language.has(TYPED)
            && let Some(end) = type_arguments_end(code, index)
        {
            types_end = end;
        }
        if index < types_end {
            continue;
        }
        let is_break = commands
            && code.tokens[index].breaks
            && index > start
            && !code.is_one_of(index - 1, "= | + ,")
            && token != "|";
        if is_break {
            push(start, index, sign.take());
            start = index;
        }
        if code.is_kind(index, TokenKind::Text) {
            continue;
        }
        // In a hashtable of PowerShell, commas are between the items of an array.
        if token == ";" || token == "," && !(commands && sign.is_some()) {
            push(start, index, sign.take());
            (start, has_question) = (index + 1, false);
            continue;
        }
        has_question |= token == "?";
        if sign.is_none() && index > start && !has_question && contains(program.language.pairs, token) && token != "," {
            sign = Some(index);
        }
    }
    push(start, range.end, sign);
    items
}

/// Returns the text of a key.
pub(super) fn key_text(
    program: &Program,
    code: &Code,
    range: &Range<usize>,
    sign: &str,
    depth: usize,
) -> Option<MappedText> {
    let mut range = range.clone();
    if code.is(range.start, "@") && range.len() > 1 {
        range.start += 1;
    }
    let token = code.tokens.get(range.start)?;
    let text = code.text(range.start);
    let is_variable = program.language.has(super::language::VARIABLE_KEYS) && sign == ":"
        || matches!(sign, "to" | "->")
        || sign == "=>" && program.language.id != Id::Perl
        || text.starts_with('$');
    if range.len() == 1
        && matches!(token.kind, TokenKind::Name | TokenKind::Number)
        && !(is_variable && token.kind == TokenKind::Name && !text.starts_with(':'))
    {
        let skip = text.len() - text.trim_start_any(":@").len();
        return Some(MappedText::new(&text[skip..], token.start + skip));
    }
    // The quotes around a key with points are missing: `store.url: '…'`.
    let is_part = |index: usize| {
        let is_name = code.is_kind(index, TokenKind::Name);
        if (index - range.start).is_multiple_of(2) { is_name } else { code.is(index, ".") }
    };
    if program.language.id == Id::JavaScript && range.len() > 2 && range.clone().all(is_part) {
        let bytes = program.bytes(code, &range);
        program.fault(bytes.clone(), Fault::UnquotedKey);
        return Some(MappedText::new(&program.text[bytes.clone()], bytes.start));
    }
    let inside = if text == "[" && code.next(range.start) == range.end { code.inside(range.start) } else { range };
    match program.eval(code, inside, depth + 1) {
        Value::Array(mut items, _) if items.len() == 1 => items.pop()?.into_text(),
        Value::Text(text) | Value::Json(text) => Some(text),
        _ => None,
    }
}

impl Program<'_> {
    /// Evaluates the group at `open` as an object or array.
    pub fn collection(&self, code: &Code, open: usize, is_map: bool, depth: usize) -> Value {
        let inside = code.inside(open);
        let bytes = code.tokens[open].start..code.tokens.get(inside.end).map_or(self.text.len(), |token| token.end);
        let bracket = code.text(open);
        if self.language.has(super::language::TURNS) {
            return self.turns(code, &inside, bracket == "{", bytes, depth);
        }
        let mut items = items(self, code, &inside);
        if inside.is_empty() || self.bytes(code, &inside).len() == 1 && code.is(inside.start, ":") {
            let is_object = bracket == "{" || !inside.is_empty();
            return if is_object { Value::Object(Vec::new(), bytes) } else { Value::Array(Vec::new(), bytes) };
        }
        if items.len() == 1 && self.language.id == Id::Matlab {
            let items: Vec<Value> =
                code.top(&inside).map(|index| self.eval(code, index..code.next(index), depth + 1)).collect();
            let is_text = bracket == "[" && items.iter().all(|item| matches!(item, Value::Text(_)));
            let items = Value::Array(items, bytes);
            let joined = is_text.then(|| join(&items, &Value::Text(MappedText::default())));
            return joined.flatten().unwrap_or(items);
        }
        let is_name =
            |item: &Item| bracket == "{" && item.value.len() == 1 && code.is_kind(item.value.start, TokenKind::Name);
        let tuple = |item: &Item| {
            let is_group = self.language.has(super::language::TUPLES)
                && code.is_kind(item.value.start, TokenKind::Open)
                && code.next(item.value.start) == item.value.end;
            let parts = is_group.then(|| self::items(self, code, &code.inside(item.value.start)))?;
            let [key, value] = &parts[..] else { return None };
            Some(Item {
                key: Some(key.value.clone()),
                value: value.value.clone(),
                sign: value.value.start,
                is_spread: false,
            })
        };
        if items.iter().all(|item| item.key.is_none()) {
            if let Some(pairs) = items.iter().map(tuple).collect::<Option<Vec<Item>>>() {
                items = pairs;
            } else if bracket == "{"
                && matches!(self.language.id, Id::JavaScript | Id::CSharp)
                && !is_map
                && items.iter().all(|item| is_name(item) || item.is_spread)
                && !code.is(open.saturating_sub(1), "]")
            {
                items.iter_mut().filter(|item| !item.is_spread).for_each(|item| item.key = Some(item.value.clone()));
            }
        }
        let is_object = items.iter().any(|item| item.key.is_some() || item.is_spread)
            && (bracket != "[" || items.iter().any(|item| item.key.is_some()));
        if !is_object {
            let is_list = bracket != "{"
                || self.language.has(super::language::TABLES)
                || self.language.has(super::language::TYPED)
                || is_map
                || self.language.id == Id::C;
            if !is_list {
                return Value::Unknown(bytes);
            }
            let mut list = Vec::new();
            for item in items {
                match self.eval(code, item.value, depth + 1) {
                    Value::Array(more, _) if item.is_spread => list.extend(more),
                    value => list.push(value),
                }
            }
            return Value::Array(list, bytes);
        }
        let mut object = Value::Object(Vec::with_capacity(items.len()), bytes.clone());
        let has_spread = items.iter().any(|item| item.is_spread);
        for item in items {
            if item.is_spread {
                if !code.spend(object.len()) {
                    return Value::Unknown(bytes);
                }
                let value = self.eval(code, item.value, depth + 1);
                object = merge(object, value);
                continue;
            }
            let own = is_name(&item).then(|| item.value.clone());
            let Some(key) = item.key.clone().or(own) else {
                return Value::Unknown(bytes);
            };
            let sign = code.text(item.sign);
            let key =
                key_text(self, code, &key, sign, depth).unwrap_or_else(|| super::value::hole(self.bytes(code, &key)));
            let value = self.eval(code, item.value, depth + 1);
            if let Value::Object(members, _) = &mut object {
                // It replaces a member of an object before it.
                if has_spread && code.spend(members.len()) {
                    members.retain(|(known, _)| known.text != key.text);
                }
                members.push((key, value));
            }
        }
        object
    }

    /// Evaluates keys and values that follow each other.
    fn turns(&self, code: &Code, inside: &Range<usize>, is_map: bool, bytes: Range<usize>, depth: usize) -> Value {
        let values: Vec<Value> =
            code.top(inside).map(|index| self.eval(code, index..code.next(index), depth + 1)).collect();
        if is_map { Value::in_turns(values, bytes) } else { Value::Array(values, bytes) }
    }
}
