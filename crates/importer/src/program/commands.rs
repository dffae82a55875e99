//! Evaluates the commands of PowerShell, functions that are applied without brackets, and messages of Objective-C.

use std::ops::Range;

use model::char_set::CharSet;

use super::calls::{arguments, dispatch};
use super::function_names::{BUILDER, CONVERSIONS, EMPTY, plain};
use super::language::{COMMANDS, Id, WORDS};
use super::lexer::{Code, TokenKind};
use super::parsed::{Fault, Program};
use super::results;
use super::value::{Arguments, Value};
use crate::mapped_text::MappedText;
use crate::word_list::contains;

/// Evaluates a command of `PowerShell`, or a function that is applied without brackets. `input` is the value of the
/// pipeline.
pub(super) fn command(
    program: &Program,
    code: &Code,
    name: &str,
    input: Option<Value>,
    range: &Range<usize>,
    depth: usize,
) -> Value {
    let unknown = || Value::Unknown(program.bytes(code, range));
    let name = plain(name);
    let mut arguments: Arguments = Vec::new();
    let mut at = range.start + 1;
    if !program.language.has(COMMANDS) {
        // The arguments follow the last name of the path.
        while code.is_one_of(at, ". ::") && at + 1 < range.end {
            at += 2;
        }
        arguments.extend(input.clone().map(|value| (None, value)));
        if code.is(at, "(") && program.language.has(WORDS) && code.next(at) == range.end {
            arguments.extend(self::arguments(program, code, at, depth));
        } else {
            while at < range.end {
                let end = code.next(at);
                arguments.push((None, program.eval(code, at..end, depth + 1)));
                at = end;
            }
        }
        return dispatch(program, &name, "", None, arguments, &program.bytes(code, range)).unwrap_or_else(unknown);
    }
    while at < range.end {
        let text = code.text(at);
        let parameter = text.strip_prefix(['-', '–', '—']).filter(|_| code.is_kind(at, TokenKind::Name));
        if let Some(parameter) = parameter {
            at += 1 + usize::from(code.is(at + 1, ":"));
            let is_switch = at >= range.end || code.text(at).starts_with_any("-–—");
            let end = if is_switch { at } else { argument_end(code, at, range.end) };
            let value = if is_switch { unknown() } else { argument(program, code, at..end, depth) };
            arguments.push((Some(plain(parameter)), value));
            at = end;
        } else {
            let end = argument_end(code, at, range.end);
            arguments.push((None, argument(program, code, at..end, depth)));
            at = end;
        }
    }
    let named =
        |start: &str| arguments.iter().find(|(name, _)| name.as_deref().is_some_and(|name| name.starts_with(start)));
    let first = || arguments.iter().find(|(name, _)| name.is_none());
    match name.as_str() {
        "converttojson" => {
            let value = input.or_else(|| named("in").or_else(first).map(|(_, value)| value.clone()));
            let Some(value) = value else { return unknown() };
            let depth = match named("d") {
                Some((_, Value::Json(number))) => number.text.parse().unwrap_or(2),
                _ => 2,
            };
            if value.depth() > depth + 1 {
                program.fault(program.bytes(code, range), Fault::Shallow(depth));
            }
            match value {
                value @ (Value::Object(..) | Value::Array(..)) => Value::Text(value.to_json(program.text)),
                Value::Json(text) => Value::Text(text),
                _ => unknown(),
            }
        }
        "convertfromjson" => match input.or_else(|| named("in").or_else(first).map(|(_, value)| value.clone())) {
            Some(Value::Text(text)) => Value::parsed(text),
            _ => unknown(),
        },
        "outstring" | "writeoutput" => {
            input.or_else(|| first().map(|(_, value)| value.clone())).unwrap_or_else(unknown)
        }
        "newobject" => {
            if let Some((_, value)) = named("prop") {
                return value.clone();
            }
            let kind = match named("type").or_else(first) {
                Some((_, Value::Text(text))) => text.text.to_ascii_lowercase(),
                _ => return unknown(),
            };
            let bytes = program.bytes(code, range);
            // Only `Add-Member` gives members to a `PSObject`.
            if ["dictionary", "hashtable"].iter().any(|name| kind.contains(name)) {
                Value::Object(Vec::new(), bytes)
            } else if kind.contains("stringbuilder") {
                Value::Text(MappedText::default())
            } else if kind.contains("list") {
                Value::Array(Vec::new(), bytes)
            } else {
                unknown()
            }
        }
        _ => results::value(program, code, range.start, depth).unwrap_or_else(unknown),
    }
}

/// Evaluates an argument of a command of `PowerShell`: a word is a text there, and not another command.
pub(super) fn argument(program: &Program, code: &Code, range: Range<usize>, depth: usize) -> Value {
    let word = code.text(range.start);
    if range.len() == 1 && code.is_kind(range.start, TokenKind::Name) && !word.starts_with_any("$@") {
        return Value::Text(MappedText::new(word, code.tokens[range.start].start));
    }
    program.eval(code, range, depth + 1)
}

/// Returns the end of the argument of a command at `at`.
pub(super) fn argument_end(code: &Code, at: usize, end: usize) -> usize {
    let mut index = at;
    loop {
        if code.is_one_of(index, "@ [ &") && index + 1 < end {
            index = code.next(index);
        }
        if index < end {
            index = code.next(index);
        }
        while index < end && !code.tokens[index].spaced && !code.is_one_of(index, ", ; |") {
            index = code.next(index);
        }
        if index + 1 < end && code.is(index, ",") {
            index += 1;
            continue;
        }
        return index.min(end);
    }
}

/// Returns a value as one of the type `kind`, in small letters. Returns `None` if the value changes in another way.
pub(super) fn converted(kind: &str, value: Value) -> Option<Value> {
    let is_exact = value.is_written_as_json(Id::PowerShell);
    let is_integer = |text: &str| {
        let digits = text.strip_prefix('-').unwrap_or(text);
        model::json::parse_strict(text).is_some() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    match value {
        Value::Text(text) if kind == "string" => Some(Value::Text(text)),
        Value::Json(text) if kind == "string" && is_exact => Some(Value::Text(text)),
        Value::Json(text) if kind.starts_with("bool") && text.text.ends_with('e') => Some(Value::Json(text)),
        Value::Json(text) if contains("decimal double", kind) && is_exact => Some(Value::Json(text)),
        Value::Text(text) | Value::Json(text) if contains("int int32 int64 long", kind) && is_integer(&text.text) => {
            Some(Value::Json(text))
        }
        _ => None,
    }
}

/// Returns the value of a variable at the byte `at` that is set to `value`: of its type, if it has one.
pub(super) fn of_type(program: &Program, at: usize, value: Value) -> Value {
    let code = &program.code;
    let name = code.tokens.partition_point(|token| token.start < at);
    let kind = name.checked_sub(2).filter(|_| code.is(name - 1, "]")).map(|kind| plain(code.text(kind)));
    match kind.filter(|kind| contains(CONVERSIONS, kind)) {
        Some(kind) => converted(&kind, value).unwrap_or(Value::Unknown(at..at)),
        None => value,
    }
}

/// Evaluates `[type]::Member(…)` or `[char]n` of `PowerShell`.
pub(super) fn cast(program: &Program, code: &Code, range: &Range<usize>, depth: usize) -> Value {
    let unknown = || Value::Unknown(program.bytes(code, range));
    let after = code.next(range.start);
    let inside = code.inside(range.start);
    let kind = inside.end.checked_sub(1).map_or(String::new(), |last| plain(code.text(last)));
    if kind == "char" && after < range.end {
        return match program.eval(code, after..range.end, depth + 1) {
            Value::Json(number) => {
                dispatch(program, "chr", "", None, vec![(None, Value::Json(number))], &(0..0)).unwrap_or_else(unknown)
            }
            _ => unknown(),
        };
    }
    if after < range.end && contains(CONVERSIONS, &kind) && !code.is(after, "::") {
        return converted(&kind, program.eval(code, after..range.end, depth + 1)).unwrap_or_else(unknown);
    }
    let call = (after..range.end).find(|index| code.is(*index, "("));
    let Some(group) = call else { return unknown() };
    let name = plain(code.text(group - 1));
    let value = if name == "new" && contains(EMPTY, &kind) {
        Value::Object(Vec::new(), program.bytes(code, range))
    } else if name == "new" && contains(BUILDER, &kind) {
        Value::Text(MappedText::default())
    } else if name == "new" {
        return unknown();
    } else {
        let arguments = arguments(program, code, group, depth);
        match dispatch(program, &name, &kind, None, arguments, &program.bytes(code, range)) {
            Some(value) => value,
            None => return unknown(),
        }
    };
    if code.next(group) == range.end { value } else { unknown() }
}

/// Evaluates a message of Objective-C: `[receiver name:argument …]`.
pub(super) fn message(program: &Program, code: &Code, open: usize, depth: usize) -> Value {
    let inside = code.inside(open);
    let bytes = program.bytes(code, &(open..code.next(open)));
    let receiver_end = if inside.is_empty() {
        return Value::Unknown(bytes);
    } else {
        code.next(inside.start)
    };
    let mut end = receiver_end;
    while end < inside.end && code.is_kind(end, TokenKind::Text) {
        end += 1;
    }
    let receiver = program.eval(code, inside.start..end, depth + 1);
    let name = plain(code.text(end));
    let mut arguments: Arguments = Vec::new();
    let selectors: Vec<usize> = code.top(&(end..inside.end)).filter(|index| code.is(*index, ":")).collect();
    for (number, colon) in selectors.iter().enumerate() {
        let stop = selectors.get(number + 1).map_or(inside.end, |next| next - 1);
        for part in code.split(&(colon + 1..stop), ",") {
            arguments.push((None, program.eval(code, part, depth + 1)));
        }
    }
    let receiver = (!receiver.is_unknown()).then_some(receiver);
    dispatch(program, &name, "", receiver, arguments, &bytes).unwrap_or(Value::Unknown(bytes))
}
