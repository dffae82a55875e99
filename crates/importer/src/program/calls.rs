//! The calls whose results are known: serializers, conversions, formats, and constructors of objects and arrays.

use std::ops::Range;

use model::char_set::CharSet;

use super::evaluate::{Fault, Program};
use super::language::{COMMANDS, WORDS};
use super::lexer::{Code, TokenKind};
use super::value::{HOLE, Value, append};
use crate::mapped_text::MappedText;

/// Functions that return the JSON of their argument.
const SERIALIZE: &str = " stringify dumps dump encode jsonencode tojson serialize serializeobject tojsonstring marshal marshalindent generate prettygenerate writevalueasstring encodejson converttojson datawithjsonobject data encodetostring json3write tostring jsonstring string tostringpretty tovec json utf8encode ";
/// Functions that return their argument if it is a string.
const IDENTITY: &str = " encode bytes getbytes tobytes asbytes tostring tostr string str toowned into from valueof freeze dup clone utf8 fromutf8 b ofstring parse unwrap expect uri url create datausingencoding data decode stringwithstring stringwithutf8string outstring writeoutput escape raw unsafe tojson s new asstring uristring utf8string freeze quote hash string.new fromstring uriparse u8 bytestring ";
/// Functions that return the value of a JSON text.
const PARSE: &str = " parse loads jsondecode parseobject fromstr fromjson convertfromjson parsestring jsonparse deserialize decode deserializeobject ";
/// Functions that trim their argument.
const TRIM: &str =
    " trim strip trimindent stripindent dedent chomp trimend rstrip striptrailing stripmargin trimmargin squish ";
/// Functions that make an object of keys and values in turn, or of pairs.
const OBJECT: &str = " dict mapof hashmapof linkedmapof mutablemapof linkedhashmapof map of ofentries struct hash hashmap object array list c jsonobjectof jsonobject mapofentries obj ";
/// Functions that make an array.
const ARRAY: &str = " listof arrayof aslist vector arraylist setof tuple mutablelistof vec jsonarray listofnotnull ";
/// Constructors of empty objects.
const EMPTY: &str = " dictionary hashmap linkedhashmap treemap jobject jsonobject expandoobject nsmutabledictionary hashtable ordereddict stdclass sorteddictionary map hash dict ";
/// Constructors of empty texts.
const BUILDER: &str = " stringbuilder stringbuffer stringwriter stringio ";
/// Methods that append text or an item.
const APPEND: &str =
    " append appendline appendln appendformat add push pushstr concat write writeline writestring writeln puts print ";
/// Methods that set a member.
const SET: &str = " put add set addproperty append insert setdefault store accumulate tryadd ";

fn is_in(list: &str, name: &str) -> bool {
    list.contains(&[" ", name, " "].concat())
}

/// Returns a function's name without case and separators.
pub(super) fn plain(name: &str) -> String {
    let name = name.rsplit(['/', '.']).next().unwrap_or(name);
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns whether a method of this name puts a text into another type, such as `toRequestBody`.
fn is_wrapper(name: &str) -> bool {
    let is_conversion = ["to", "as", "into"].iter().any(|start| name.starts_with(start));
    is_conversion && !["case", "upper", "lower", "base64", "hex", "sym"].iter().any(|part| name.contains(part))
}

/// Returns whether the result of a function of this name can be known.
pub(super) fn is_known(name: &str) -> bool {
    let name = plain(name);
    [
        SERIALIZE,
        OBJECT,
        " format formatted sprintf stringwithformat join implode paste0 strcat authenticationheadervalue ",
    ]
    .iter()
    .any(|list| is_in(list, &name))
}

/// Returns whether a function of this name replaces parts of a text.
pub(super) fn is_replacement(name: &str) -> bool {
    is_in(
        " replace replaceall replacefirst sub gsub strreplace pregreplace tr substitute safesubstitute render merge strtr ",
        &plain(name),
    )
}

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
        let first = program.token(code, start);
        let is_spread = matches!(first, "..." | "**") || first == "*" && program.language.name == "Python";
        items.push(match sign {
            Some(sign) if !is_spread => Item { key: Some(start..sign), value: sign + 1..end, sign, is_spread },
            _ => Item { key: None, value: start + usize::from(is_spread)..end, sign: start, is_spread },
        });
    };
    for index in program.top(code, range) {
        let token = program.token(code, index);
        let is_break = commands
            && code.tokens[index].breaks
            && index > start
            && !matches!(program.token(code, index - 1), "=" | "|" | "+" | ",")
            && token != "|";
        if is_break {
            push(start, index, sign.take());
            start = index;
        }
        if code.tokens[index].kind == TokenKind::Text {
            continue;
        }
        if matches!(token, "," | ";") {
            push(start, index, sign.take());
            (start, has_question) = (index + 1, false);
            continue;
        }
        has_question |= token == "?";
        if sign.is_none() && index > start && !has_question && program.language.pairs.contains(&token) && token != "," {
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
    if program.token(code, range.start) == "@" && range.len() > 1 {
        range.start += 1;
    }
    let token = code.tokens.get(range.start)?;
    let text = program.token(code, range.start);
    let is_variable = program.language.has(super::language::VARIABLE_KEYS) && sign == ":"
        || matches!(sign, "to" | "->")
        || sign == "=>" && program.language.name != "Perl"
        || text.starts_with('$');
    if range.len() == 1
        && matches!(token.kind, TokenKind::Name | TokenKind::Number)
        && !(is_variable && token.kind == TokenKind::Name && !text.starts_with(':'))
    {
        let skip = text.len() - text.trim_start_any(":@").len();
        return Some(MappedText::new(&text[skip..], token.start + skip));
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
        let bracket = self.token(code, open);
        if self.language.has(super::language::TURNS) {
            return self.turns(code, &inside, bracket == "{", bytes, depth);
        }
        let mut items = items(self, code, &inside);
        if inside.is_empty() || self.bytes(code, &inside).len() == 1 && self.token(code, inside.start) == ":" {
            let is_object = bracket == "{" || !inside.is_empty();
            return if is_object { Value::Object(Vec::new(), bytes) } else { Value::Array(Vec::new(), bytes) };
        }
        if items.len() == 1 && self.language.name == "MATLAB" {
            return Value::Array(
                self.top(code, &inside).map(|index| self.eval(code, index..code.next(index), depth + 1)).collect(),
                bytes,
            );
        }
        let perl = self.language.name == "Perl" && bracket != "[" && items.iter().any(|item| item.key.is_some());
        let is_name = |item: &Item| {
            bracket == "{" && item.value.len() == 1 && code.tokens[item.value.start].kind == TokenKind::Name
        };
        let tuple = |item: &Item| {
            let is_group = self.language.has(super::language::TUPLES)
                && code.tokens[item.value.start].kind == TokenKind::Open
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
                && matches!(self.language.name, "JavaScript" | "C#")
                && !is_map
                && items.iter().all(|item| is_name(item) || item.is_spread)
                && self.token(code, open.saturating_sub(1)) != "]"
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
                || self.language.name == "C";
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
        for item in items {
            if item.is_spread {
                let value = self.eval(code, item.value, depth + 1);
                object = merge(object, value);
                continue;
            }
            let Some(key) = item.key.or_else(|| {
                is_name(&Item { key: None, ..Item { key: None, value: item.value.clone(), sign: 0, is_spread: false } })
                    .then(|| item.value.clone())
            }) else {
                return Value::Unknown(bytes);
            };
            let sign = self.token(code, item.sign);
            let key =
                key_text(self, code, &key, sign, depth).unwrap_or_else(|| super::value::hole(self.bytes(code, &key)));
            let value = self.eval(code, item.value, depth + 1);
            if let Value::Object(members, _) = &mut object {
                members.push((key, value));
            }
        }
        let _ = perl;
        object
    }

    /// Evaluates keys and values that follow each other.
    fn turns(&self, code: &Code, inside: &Range<usize>, is_map: bool, bytes: Range<usize>, depth: usize) -> Value {
        let mut values: Vec<Value> =
            self.top(code, inside).map(|index| self.eval(code, index..code.next(index), depth + 1)).collect();
        if !is_map {
            return Value::Array(values, bytes);
        }
        let mut members = Vec::new();
        let mut values = values.drain(..);
        while let (Some(key), Some(value)) = (values.next(), values.next()) {
            let Some(key) = key.into_text() else { return Value::Unknown(bytes) };
            members.push((key, value));
        }
        Value::Object(members, bytes)
    }
}

/// Returns an object with the members of two. Those of an unknown value become one computed member.
fn merge(object: Value, other: Value) -> Value {
    let Value::Object(mut members, range) = object else { return object };
    match other {
        Value::Object(more, _) => {
            for (key, value) in more {
                members.retain(|(known, _)| known.text != key.text);
                members.push((key, value));
            }
        }
        other => members.push((other.clone().into_text().unwrap_or_default(), other)),
    }
    Value::Object(members, range)
}

/// The arguments of a call, with their names.
type Arguments = Vec<(Option<String>, Value)>;

fn arguments(program: &Program, code: &Code, group: usize, depth: usize) -> Arguments {
    let items = items(program, code, &code.inside(group));
    let eval = |item: Item| {
        let name = item.key.map(|key| program.token(code, key.start).trim_start_any(":@\"'").to_owned());
        (name, program.eval(code, item.value, depth + 1))
    };
    items.into_iter().map(eval).collect()
}

/// Evaluates a call of the function whose last name is at `last`, with the arguments in the group at `group`.
pub(super) fn call(program: &Program, code: &Code, start: usize, last: usize, group: usize, depth: usize) -> Value {
    let name = plain(program.token(code, last));
    let bytes = program.bytes(code, &(start..code.next(group)));
    let inside = code.inside(group);
    if is_in(OBJECT, &name)
        || is_in(ARRAY, &name)
        || is_in(EMPTY, &name)
        || name == "json" && program.language.name == "Rust"
    {
        let is_array = is_in(ARRAY, &name);
        if inside.is_empty() {
            let is_list = is_array || matches!(name.as_str(), "list" | "array" | "c");
            return if is_list { Value::Array(Vec::new(), bytes) } else { Value::Object(Vec::new(), bytes) };
        }
        let found = items(program, code, &inside);
        let is_one = found.len() == 1 && found[0].key.is_none();
        let has_pairs = found.iter().any(|item| item.key.is_some());
        let in_turns = !has_pairs
            && !is_array
            && found.len() % 2 == 0
            && matches!(name.as_str(), "of" | "struct" | "map" | "dict");
        if in_turns && (name != "of" || program.token(code, start) == "Map") {
            let mut values = found.into_iter().map(|item| program.eval(code, item.value, depth + 1));
            let mut members = Vec::new();
            while let (Some(key), Some(value)) = (values.next(), values.next()) {
                let Some(key) = key.into_text() else { return Value::Unknown(bytes) };
                members.push((key, value));
            }
            return Value::Object(members, bytes);
        }
        if is_one && !is_array && !matches!(name.as_str(), "list" | "c" | "array" | "of") {
            return match program.eval(code, found.into_iter().next().map_or(inside, |item| item.value), depth + 1) {
                Value::Text(text) if name == "jsonobject" => parse(text),
                value => value,
            };
        }
        return match program.collection(code, group, true, depth) {
            value @ (Value::Object(..) | Value::Array(..)) => value,
            _ => Value::Unknown(bytes),
        };
    }
    let arguments = arguments(program, code, group, depth);
    let owner = if last > start { plain(program.token(code, start)) } else { String::new() };
    dispatch(program, &name, &owner, None, arguments, &bytes).unwrap_or(Value::Unknown(bytes))
}

/// Evaluates a method call, or a member without arguments.
pub(super) fn method(
    program: &Program,
    code: &Code,
    name: &str,
    receiver: Value,
    group: Option<usize>,
    depth: usize,
) -> Value {
    let arguments = group.map(|group| arguments(program, code, group, depth)).unwrap_or_default();
    let receiver = (!receiver.is_unknown()).then_some(receiver);
    if receiver.is_none() && group.is_none() {
        return Value::Unknown(0..0);
    }
    dispatch(program, &plain(name), "", receiver, arguments, &(0..0)).unwrap_or(Value::Unknown(0..0))
}

fn parse(text: MappedText) -> Value {
    if text.text.trim_start().starts_with_any("{[") { Value::Json(text) } else { Value::Text(text) }
}

/// Returns the result of a known function.
fn dispatch(
    program: &Program,
    name: &str,
    owner: &str,
    receiver: Option<Value>,
    arguments: Arguments,
    bytes: &Range<usize>,
) -> Option<Value> {
    let is_method = receiver.is_some();
    if is_in(" format formatted sprintf stringwithformat fmtsprintf ", name) {
        let mut arguments = arguments;
        let template = match receiver {
            Some(Value::Text(text)) => text,
            _ if arguments.is_empty() => return None,
            _ => match arguments.remove(0).1 {
                Value::Text(text) => text,
                _ => return None,
            },
        };
        let is_percent = name.contains("sprintf")
            || name == "stringwithformat"
            || name == "formatted"
            || name == "format"
                && matches!(program.language.name, "Java" | "Kotlin" | "Groovy" | "Scala" | "Ruby" | "Crystal" | "Lua");
        return format(program, &template, &arguments, is_percent);
    }
    if is_in(" join implode paste0 strcat ", name) {
        let mut values: Vec<Value> =
            arguments.into_iter().filter(|(name, _)| name.is_none()).map(|(_, value)| value).collect();
        let empty = || Value::Text(MappedText::default());
        return match (receiver, name) {
            (_, "paste0" | "strcat") => join(&Value::Array(values, bytes.clone()), &empty()),
            (Some(items @ Value::Array(..)), _) => join(
                &items,
                values.first().unwrap_or(&if program.language.name == "JavaScript" {
                    Value::Text(MappedText::new(",", 0))
                } else {
                    empty()
                }),
            ),
            (Some(separator), _) => join(values.first()?, &separator),
            (None, _) if values.len() > 2 => {
                let separator = values.remove(0);
                join(&Value::Array(values, bytes.clone()), &separator)
            }
            (None, _) => match &values[..] {
                [items @ Value::Array(..), separator] | [separator, items @ Value::Array(..)] => join(items, separator),
                _ => None,
            },
        };
    }
    if name == "authenticationheadervalue" {
        let space = Value::Text(MappedText::new(" ", bytes.start));
        let items = arguments.into_iter().map(|(_, value)| value).collect();
        return join(&Value::Array(items, bytes.clone()), &space);
    }
    if is_in(BUILDER, name) || name == "new" && owner == "string" {
        return Some(
            arguments
                .into_iter()
                .map(|(_, value)| value)
                .find(|value| matches!(value, Value::Text(_)))
                .unwrap_or(Value::Text(MappedText::default())),
        );
    }
    if is_in(" chr fromcharcode char fromcodepoint ", name)
        && let [(_, Value::Json(number))] = &arguments[..]
    {
        let c = char::from_u32(number.text.parse().ok()?)?;
        let mut text = MappedText::default();
        text.replace_char(c, number.origins(0..number.text.len()));
        return Some(Value::Text(text));
    }
    if is_method && (is_in(APPEND, name) || is_in(SET, name) || matches!(name, "update" | "merge" | "putall")) {
        let mut value = receiver?;
        change(program, &mut value, name, arguments)?;
        return Some(value);
    }
    if matches!(name, "assign" | "arraymerge" | "merge") {
        let mut values = arguments.into_iter().map(|(_, value)| value);
        return values.next().map(|first| values.fold(first, merge));
    }
    let mut first_named = None;
    let argument = match receiver {
        Some(value) => value,
        None => {
            let mut arguments = arguments;
            if arguments.is_empty() {
                return None;
            }
            let (name, value) = arguments.remove(0);
            first_named = name;
            value
        }
    };
    let _ = first_named;
    match argument {
        Value::Text(text) if is_in(TRIM, name) => {
            let trimmed = text.text.trim();
            let start = text.text.len() - text.text.trim_start().len();
            if trimmed.contains("\n") && name.ends_with("margin") {
                return None;
            }
            Some(Value::Text(text.part(start..start + trimmed.len())))
        }
        Value::Text(text) if is_in(PARSE, name) && !(name == "decode" && is_method) => Some(parse(text)),
        Value::Text(text) if is_in(IDENTITY, name) || is_method && is_wrapper(name) => Some(Value::Text(text)),
        Value::Text(text) if is_in(SERIALIZE, name) => Some(Value::Text(Value::Text(text).to_json())),
        Value::Json(text) if is_in(SERIALIZE, name) || is_in(IDENTITY, name) => {
            Some(Value::Text(super::value::quoted_holes(&text)))
        }
        value @ (Value::Object(..) | Value::Array(..))
            if name == "json" && !is_method && program.language.name != "PHP" =>
        {
            Some(value)
        }
        value @ (Value::Object(..) | Value::Array(..)) if is_in(SERIALIZE, name) => Some(Value::Text(value.to_json())),
        value @ (Value::Object(..) | Value::Array(..))
            if is_in(" freeze dup clone symbolizekeys ordereddict into copy asmap unwrap immutablemap ", name) =>
        {
            Some(value)
        }
        _ => None,
    }
}

/// Changes a value by a method. Returns `None` if the effect is unknown.
pub(super) fn change(program: &Program, value: &mut Value, name: &str, arguments: Arguments) -> Option<()> {
    let mut arguments = arguments.into_iter().map(|(_, value)| value);
    match value {
        Value::Text(text) if is_in(APPEND, name) => {
            let argument = arguments.next().map_or_else(|| Some(MappedText::default()), Value::into_text)?;
            append(text, &argument);
            if matches!(name, "appendline" | "appendln" | "writeline" | "writeln" | "puts") {
                let at = text.origin(text.text.len());
                text.insert("\n", at);
            }
            Some(())
        }
        Value::Object(..) if is_in(SET, name) => {
            let (key, member) = (arguments.next()?.into_text()?, arguments.next()?);
            value.set(&[key], member);
            Some(())
        }
        Value::Object(..) if matches!(name, "update" | "merge" | "putall") => {
            let old = std::mem::replace(value, Value::Unknown(0..0));
            *value = merge(old, arguments.next()?);
            Some(())
        }
        Value::Array(items, _) if is_in(APPEND, name) => {
            items.extend(arguments);
            Some(())
        }
        _ => {
            let _ = program;
            None
        }
    }
}

/// Joins texts.
pub(super) fn join(items: &Value, separator: &Value) -> Option<Value> {
    let (Value::Array(items, _), Value::Text(separator)) = (items, separator) else { return None };
    let mut text = MappedText::default();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            append(&mut text, separator);
        }
        append(&mut text, &item.clone().into_text()?);
    }
    Some(Value::Text(text))
}

/// Fills in a format: `%s` of C, or `{}` of Python, Rust and .NET.
pub(super) fn format(
    program: &Program,
    template: &MappedText,
    arguments: &[(Option<String>, Value)],
    is_percent: bool,
) -> Option<Value> {
    let _ = program;
    let source = template.text.as_str();
    let mut text = MappedText::default();
    let (mut at, mut next) = (0, 0);
    let push = |text: &mut MappedText, name: &str, next: &mut usize| {
        let value = if name.is_empty() {
            *next += 1;
            arguments.iter().filter(|(name, _)| name.is_none()).nth(*next - 1)
        } else if let Ok(index) = name.parse::<usize>() {
            arguments.get(index)
        } else {
            arguments.iter().find(|(known, _)| known.as_deref() == Some(name))
        };
        append(text, &value?.1.clone().into_text()?);
        Some(())
    };
    while let Some(length) = source[at..].find(['%', '{', '}']) {
        let found = at + length;
        text.push_part(template, at..found);
        let rest = &source[found..];
        let end = if is_percent {
            if !rest.starts_with('%') {
                text.push_part(template, found..found + 1);
                at = found + 1;
                continue;
            }
            if rest.starts_with("%%") {
                text.push_part(template, found..found + 1);
                at = found + 2;
                continue;
            }
            let inside = &rest[1..];
            let named = inside.strip_prefix('(').and_then(|inside| inside.split_once(')'));
            let (name, after) = named.unwrap_or(("", inside));
            let index = after.split_once('$').filter(|(digits, _)| digits.parse::<usize>().is_ok());
            let position = index
                .and_then(|(digits, _)| digits.parse::<usize>().ok()?.checked_sub(1))
                .map(|index| index.to_string());
            let after = index.map_or(after, |(_, after)| after);
            let kind = after.chars().next()?;
            if !"sdvq@i".contains(kind) || kind == 'q' {
                return None;
            }
            push(&mut text, position.as_deref().unwrap_or(name), &mut next)?;
            source.len() - after.len() + 1
        } else {
            if rest.starts_with("{{") || rest.starts_with("}}") {
                text.push_part(template, found..found + 1);
                at = found + 2;
                continue;
            }
            if !rest.starts_with('{') {
                text.push_part(template, found..found + 1);
                at = found + 1;
                continue;
            }
            let inside = &rest[1..1 + rest[1..].find('}')?];
            if inside.contains([':', '!', '{', HOLE]) {
                return None;
            }
            push(&mut text, inside.trim(), &mut next)?;
            found + inside.len() + 2
        };
        at = end;
    }
    text.push_part(template, at..source.len());
    Some(Value::Text(text))
}

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
        while matches!(program.token(code, at), "." | "::") && at + 1 < range.end {
            at += 2;
        }
        arguments.extend(input.clone().map(|value| (None, value)));
        if program.token(code, at) == "(" && program.language.has(WORDS) && code.next(at) == range.end {
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
        let text = program.token(code, at);
        let parameter = text.strip_prefix(['-', '–', '—']).filter(|_| code.tokens[at].kind == TokenKind::Name);
        if let Some(parameter) = parameter {
            at += 1 + usize::from(program.token(code, at + 1) == ":");
            let is_switch = at >= range.end || program.token(code, at).starts_with(['-', '–', '—']);
            let end = if is_switch { at } else { argument_end(program, code, at, range.end) };
            let value = if is_switch { unknown() } else { program.eval(code, at..end, depth + 1) };
            arguments.push((Some(plain(parameter)), value));
            at = end;
        } else {
            let end = argument_end(program, code, at, range.end);
            arguments.push((None, program.eval(code, at..end, depth + 1)));
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
                value @ (Value::Object(..) | Value::Array(..)) => Value::Text(value.to_json()),
                Value::Json(text) => Value::Text(text),
                _ => unknown(),
            }
        }
        "convertfromjson" => match input.or_else(|| named("in").or_else(first).map(|(_, value)| value.clone())) {
            Some(Value::Text(text)) => parse(text),
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
            if ["dictionary", "hashtable", "psobject"].iter().any(|name| kind.contains(name)) {
                Value::Object(Vec::new(), bytes)
            } else if kind.contains("stringbuilder") {
                Value::Text(MappedText::default())
            } else if kind.contains("list") {
                Value::Array(Vec::new(), bytes)
            } else {
                unknown()
            }
        }
        _ => unknown(),
    }
}

/// Returns the end of the argument of a command at `at`.
pub(super) fn argument_end(program: &Program, code: &Code, at: usize, end: usize) -> usize {
    let mut index = at;
    loop {
        if matches!(program.token(code, index), "@" | "[" | "&") && index + 1 < end {
            index = code.next(index);
        }
        if index < end {
            index = code.next(index);
        }
        while index < end && !code.tokens[index].spaced && !matches!(program.token(code, index), "," | ";" | "|") {
            index = code.next(index);
        }
        if index + 1 < end && program.token(code, index) == "," {
            index += 1;
            continue;
        }
        return index.min(end);
    }
}

/// Evaluates `[type]::Member(…)` or `[char]n` of `PowerShell`.
pub(super) fn cast(program: &Program, code: &Code, range: &Range<usize>, depth: usize) -> Value {
    let unknown = || Value::Unknown(program.bytes(code, range));
    let after = code.next(range.start);
    let inside = code.inside(range.start);
    let kind = inside.end.checked_sub(1).map_or(String::new(), |last| plain(program.token(code, last)));
    if kind == "char" && after < range.end {
        return match program.eval(code, after..range.end, depth + 1) {
            Value::Json(number) => {
                dispatch(program, "chr", "", None, vec![(None, Value::Json(number))], &(0..0)).unwrap_or_else(unknown)
            }
            _ => unknown(),
        };
    }
    let call = (after..range.end).find(|index| program.token(code, *index) == "(");
    let Some(group) = call else { return unknown() };
    let name = plain(program.token(code, group - 1));
    let value = if name == "new" && is_in(EMPTY, &kind) {
        Value::Object(Vec::new(), program.bytes(code, range))
    } else if name == "new" && is_in(BUILDER, &kind) {
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
    while end < inside.end && code.tokens[end].kind == TokenKind::Text {
        end += 1;
    }
    let receiver = program.eval(code, inside.start..end, depth + 1);
    let name = plain(program.token(code, end));
    let mut arguments: Arguments = Vec::new();
    let selectors: Vec<usize> =
        program.top(code, &(end..inside.end)).filter(|index| program.token(code, *index) == ":").collect();
    for (number, colon) in selectors.iter().enumerate() {
        let stop = selectors.get(number + 1).map_or(inside.end, |next| next - 1);
        for part in program.split(code, &(colon + 1..stop), &[","]) {
            arguments.push((None, program.eval(code, part, depth + 1)));
        }
    }
    let receiver = (!receiver.is_unknown()).then_some(receiver);
    dispatch(program, &name, "", receiver, arguments, &bytes).unwrap_or(Value::Unknown(bytes))
}
