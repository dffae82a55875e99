//! The calls whose results are known: serializers, conversions and formats.

use std::ops::Range;

use model::char_set::CharSet;

use super::collections::items;
use super::function_names::{
    APPEND, BUILDER, CHARS, COPY, ENCODERS, ENCODINGS, FORMAT, GETTERS, IDENTITY, JOIN, MODULES, OTHERS, PARSE,
    SERIALIZE, SET, TRIM, TRIM_END, plain,
};
use super::language::Id;
use super::lexer::Code;
use super::parsed::Program;
use super::texts::{self, change, format};
use super::value::{Arguments, Value, join, merge};
use super::{constructors, replacements, results};
use crate::mapped_text::MappedText;
use crate::word_list::{self, contains};

pub(super) fn arguments(program: &Program, code: &Code, group: usize, depth: usize) -> Arguments {
    let mut arguments = Arguments::new();
    for item in items(program, code, &code.inside(group)) {
        let name = item.key.map(|key| code.text(key.start).trim_start_any(":@\"'").to_owned());
        match program.eval(code, item.value, depth + 1) {
            Value::Array(more, _) if item.is_spread => arguments.extend(more.into_iter().map(|value| (None, value))),
            value => arguments.push((name, value)),
        }
    }
    arguments
}

/// Evaluates a call of the function whose last name is at `last`, with the arguments in the group at `group`.
pub(super) fn call(program: &Program, code: &Code, start: usize, last: usize, group: usize, depth: usize) -> Value {
    let name = plain(code.text(last));
    let bytes = program.bytes(code, &(start..code.next(group)));
    // `URL(…)` is a constructor, and `url(…)` a function that the program imports.
    let is_imported = last == start && code.is(last, "url");
    if is_imported || results::is_defined(program, code.text(last)) {
        return results::value(program, code, last, depth).unwrap_or(Value::Unknown(bytes));
    }
    if let Some(value) = constructors::construct(program, code, start, &name, group, depth) {
        return value;
    }
    let owner = if last > start { plain(code.text(start)) } else { String::new() };
    // Evaluating the arguments of others for nothing took a third of the time of reading a program. Go's flags get their
    // values when it runs.
    let lists = [SERIALIZE, IDENTITY, PARSE, TRIM, BUILDER, FORMAT, JOIN, CHARS, COPY, OTHERS];
    let callee = program.text[code.tokens[start].start..code.tokens[last].end].to_ascii_lowercase();
    let is_encoder =
        word_list::any(ENCODERS, &|encoder| callee.contains(encoder)) || owner == "uri" && name == "encode";
    // `err := json.Unmarshal(…)` is no document.
    let is_error = name == "unmarshal" && last > start;
    // The argument of `store.rstrip("/")` and `config.string("name")`, with an unknown variable, is not the value. That of
    // a module's function is.
    let is_variable = code.is_one_of(start + 1, ". ->") && code.text(start).starts_with(|c: char| !c.is_uppercase());
    let is_method = last > start && (contains(TRIM, &name) || matches!(name.as_str(), "format" | "formatted"))
        || is_variable && contains(GETTERS, &name);
    let is_of_unknown = is_method && !contains(MODULES, &owner);
    if is_error || is_of_unknown || owner == "flag" || is_encoder || !lists.iter().any(|list| contains(list, &name)) {
        return results::value(program, code, last, depth).unwrap_or(Value::Unknown(bytes));
    }
    // A body is evaluated twice: within the call that sends it, and for itself. The second time took a fifth of all.
    let is_kept = std::ptr::eq(code, &raw const program.code) && contains(SERIALIZE, &name);
    if is_kept && let Some((_, value)) = program.serialized.borrow().as_ref().filter(|(known, _)| *known == group) {
        return value.clone();
    }
    // `JSON.generate(customers: { … })` of Ruby has one object.
    let has_keys = program.language.id == Id::Ruby
        && contains(SERIALIZE, &name)
        && items(program, code, &code.inside(group)).first().is_some_and(|item| item.key.is_some());
    let mut arguments = if has_keys {
        vec![(None, program.collection(code, group, true, depth))]
    } else {
        arguments(program, code, group, depth)
    };
    if program.language.id == Id::Rust && contains(FORMAT, &name) {
        add_inline_arguments(program, &mut arguments, bytes.start, depth);
    }
    let value = dispatch(program, &name, &owner, None, arguments, &bytes).unwrap_or(Value::Unknown(bytes));
    if is_kept {
        program.serialized.replace(Some((group, value.clone())));
    }
    value
}

/// Adds the variables that the template of Rust's `format!` names: `"{user}"`.
fn add_inline_arguments(program: &Program, arguments: &mut Arguments, at: usize, depth: usize) {
    /// The maximum number of variables, which keeps the time linear.
    const MAX_INLINE_ARGUMENTS: usize = 200;
    let Some((_, Value::Text(template))) = arguments.first() else { return };
    let is_name =
        |name: &&str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let names = template.text.split('{').skip(1).filter_map(|part| part.split('}').next()).filter(is_name);
    let names: Vec<String> = names.take(MAX_INLINE_ARGUMENTS).map(ToOwned::to_owned).collect();
    for name in names {
        let is_known = arguments.iter().any(|(known, _)| known.as_deref() == Some(name.as_str()));
        if !is_known && let Some(value) = program.constants.resolve(program, &name, at, depth + 1) {
            arguments.push((Some(name), value));
        }
    }
}

/// Evaluates the arguments of a method, which are in the group at `group` after its name.
pub(super) fn method_arguments(program: &Program, code: &Code, group: usize, depth: usize) -> Arguments {
    // `body.merge('name' => 'A')` of Ruby and `body.update(name='A')` of Python have one object.
    let takes_members = matches!(program.language.id, Id::Python | Id::Ruby)
        && code.is_one_of(group.wrapping_sub(1), "merge merge! update");
    let has_members = || items(program, code, &code.inside(group)).iter().any(|item| item.key.is_some());
    if takes_members && has_members() {
        return vec![(None, program.collection(code, group, true, depth))];
    }
    arguments(program, code, group, depth)
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
    let arguments = group.map(|group| method_arguments(program, code, group, depth)).unwrap_or_default();
    let receiver = (!receiver.is_unknown()).then_some(receiver);
    let name = plain(name);
    // The argument of these is an encoding: `Buffer.from(secret, 'base64').toString('utf8')`.
    let has_encoding = || contains("decode encodetostring str string tostring", &name);
    let takes_text = || contains(TRIM, &name) || contains(FORMAT, &name) || has_encoding();
    if receiver.is_none() && (group.is_none() || takes_text()) {
        return Value::Unknown(0..0);
    }
    dispatch(program, &name, "", receiver, arguments, &(0..0)).unwrap_or(Value::Unknown(0..0))
}

/// Returns the result of a known function.
#[allow(clippy::too_many_lines, reason = "one list of all functions")]
pub(super) fn dispatch(
    program: &Program,
    name: &str,
    owner: &str,
    receiver: Option<Value>,
    arguments: Arguments,
    bytes: &Range<usize>,
) -> Option<Value> {
    let is_method = receiver.is_some();
    // Languages write `true` and `null` in a text differently.
    let is_in_text =
        contains(FORMAT, name) || contains(JOIN, name) || contains(IDENTITY, name) && !contains(SERIALIZE, name);
    let mut values = arguments.iter().map(|(_, value)| value).chain(&receiver);
    if is_in_text && !values.all(|value| value.is_written_as_json(program.language.id)) {
        return None;
    }
    if contains(FORMAT, name) {
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
                && matches!(
                    program.language.id,
                    Id::Java | Id::Kotlin | Id::Groovy | Id::Scala | Id::Ruby | Id::Crystal | Id::Lua
                );
        return format(&template, &arguments, is_percent);
    }
    if contains(JOIN, name) {
        let mut values: Vec<Value> =
            arguments.into_iter().filter(|(name, _)| name.is_none()).map(|(_, value)| value).collect();
        let empty = || Value::Text(MappedText::default());
        return match (receiver, name) {
            (_, "paste0" | "strcat") => join(&Value::Array(values, bytes.clone()), &empty()),
            (Some(items @ Value::Array(..)), _) => join(
                &items,
                values.first().unwrap_or(&if program.language.id == Id::JavaScript {
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
    // `["a", b].concat()` of Rust.
    if name == "concat"
        && program.language.id == Id::Rust
        && arguments.is_empty()
        && let Some(items @ Value::Array(..)) = &receiver
    {
        return join(items, &Value::Text(MappedText::default()));
    }
    if name == "authenticationheadervalue" {
        let space = Value::Text(MappedText::new(" ", bytes.start));
        let items = arguments.into_iter().map(|(_, value)| value).collect();
        return join(&Value::Array(items, bytes.clone()), &space);
    }
    if name == "str" && program.language.id == Id::Clojure {
        let items = arguments.into_iter().map(|(_, value)| value).collect();
        return join(&Value::Array(items, bytes.clone()), &Value::Text(MappedText::default()));
    }
    if contains(BUILDER, name) || name == "new" && owner == "string" {
        return Some(
            arguments
                .into_iter()
                .map(|(_, value)| value)
                .find(|value| matches!(value, Value::Text(_)))
                .unwrap_or(Value::Text(MappedText::default())),
        );
    }
    if contains(CHARS, name)
        && let [(_, Value::Json(number))] = &arguments[..]
    {
        let c = char::from_u32(number.text.parse().ok()?)?;
        let mut text = MappedText::default();
        text.replace_char(c, number.origins(0..number.text.len()));
        return Some(Value::Text(text));
    }
    if is_method && (contains(APPEND, name) || contains(SET, name) || contains("update merge putall", name)) {
        let mut value = receiver?;
        change(&mut value, name, arguments)?;
        return Some(value);
    }
    if name == "arraymerge" && matches!(arguments.first(), Some((_, Value::Array(..)))) {
        let mut list = Value::Array(Vec::new(), bytes.clone());
        change(&mut list, "extend", arguments)?;
        return Some(list);
    }
    if contains("assign arraymerge merge", name) {
        let mut values = arguments.into_iter().map(|(_, value)| value);
        return values.next().map(|first| values.fold(first, merge));
    }
    if replacements::place(program.language.id, name).is_some() {
        return replacements::call(program.language.id, name, receiver.as_ref(), &arguments);
    }
    let is_encoding = |value: &Value| matches!(value, Value::Text(text) if contains(ENCODINGS, &plain(&text.text)));
    // The first argument of a function is what it converts.
    if arguments.iter().skip(usize::from(!is_method)).any(|(_, value)| is_encoding(value)) {
        return None;
    }
    let mut arguments = arguments.into_iter().map(|(_, value)| value);
    let argument = receiver.or_else(|| arguments.next())?;
    let second = arguments.next();
    let is_only = second.is_none();
    match argument {
        Value::Text(text) if contains(TRIM, name) && !is_only && program.language.id != Id::JavaScript => {
            texts::without_characters(&text, name, second?)
        }
        Value::Text(text) if contains(TRIM, name) => {
            let is_end = contains(TRIM_END, name);
            let from_start = if is_end { text.text.as_str() } else { text.text.trim_start() };
            let start = text.text.len() - from_start.len();
            let without_break = || from_start.strip_suffix("\r\n").or_else(|| from_start.strip_suffix('\n'));
            let trimmed = if name == "chomp" { without_break().unwrap_or(from_start) } else { from_start.trim_end() };
            if trimmed.contains('\n') && name.ends_with("margin") {
                return None;
            }
            Some(Value::Text(text.part(start..start + trimmed.len())))
        }
        Value::Text(text) if contains(PARSE, name) && !(name == "decode" && is_method) => Some(Value::parsed(text)),
        // `Integer.valueOf("15")`
        Value::Text(text) if name == "valueof" && owner != "string" => Some(Value::parsed(text)),
        // A URL that is relative to another one, or gets a slash at its end.
        Value::Text(text)
            if contains("uri url", name)
                && (!is_only || program.language.id == Id::JavaScript && text.text.matches('/').count() < 3) =>
        {
            None
        }
        Value::Text(text) if contains(IDENTITY, name) => Some(Value::Text(text)),
        // Another argument is the base or the format.
        Value::Json(text)
            if contains(SERIALIZE, name) && (is_only || name != "tostring") || contains(IDENTITY, name) && is_only =>
        {
            Some(Value::Text(super::value::quoted_holes(&text)))
        }
        value @ (Value::Object(..) | Value::Array(..))
            if name == "json" && !is_method && program.language.id != Id::Php =>
        {
            Some(value)
        }
        value @ (Value::Text(_) | Value::Object(..) | Value::Array(..)) if contains(SERIALIZE, name) => {
            Some(Value::Text(value.to_json(program.text)))
        }
        value @ (Value::Object(..) | Value::Array(..)) if contains(COPY, name) => Some(value),
        _ => None,
    }
}
