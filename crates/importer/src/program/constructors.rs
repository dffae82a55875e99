//! The calls that make objects and arrays.

use super::collections::items;
use super::function_names::{ARRAY, EMPTY, OBJECT};
use super::language::Id;
use super::lexer::Code;
use super::parsed::Program;
use super::value::Value;
use crate::word_list::contains;

/// Evaluates a call of a function of this name, as `plain` returns it, if it makes an object or array. The call begins at
/// the token `start`, and its arguments are in the group at `group`.
pub(super) fn construct(
    program: &Program,
    code: &Code,
    start: usize,
    name: &str,
    group: usize,
    depth: usize,
) -> Option<Value> {
    // `make(map[string]string)` of Go.
    if name == "make" && code.is(group + 1, "map") {
        return Some(Value::Object(Vec::new(), program.bytes(code, &(start..code.next(group)))));
    }
    let is_collection = [OBJECT, ARRAY, EMPTY].iter().any(|list| contains(list, name));
    let is_macro = name == "json" && program.language.id == Id::Rust;
    (is_collection || is_macro).then(|| collection(program, code, start, name, group, depth))
}

fn collection(program: &Program, code: &Code, start: usize, name: &str, group: usize, depth: usize) -> Value {
    let inside = code.inside(group);
    let bytes = program.bytes(code, &(start..code.next(group)));
    let is_array = contains(ARRAY, name);
    if inside.is_empty() {
        let is_list = is_array || contains("list array c", name) || name == "of" && code.is_one_of(start, "List Set");
        return if is_list { Value::Array(Vec::new(), bytes) } else { Value::Object(Vec::new(), bytes) };
    }
    let found = items(program, code, &inside);
    let is_one = found.len() == 1 && found[0].key.is_none();
    if is_one && contains("jsonarray jarray arraylist tuple", name) {
        match program.eval(code, found[0].value.clone(), depth + 1) {
            // A copy: `new JSONArray(List.of("a"))`.
            array @ Value::Array(..) => return array,
            Value::Text(text) if name == "jsonarray" && text.text.trim_start().starts_with('[') => {
                return Value::parsed(text);
            }
            // The capacity.
            Value::Json(_) if name == "arraylist" => return Value::Array(Vec::new(), bytes),
            _ => {}
        }
    }
    // `Map.ofEntries(Map.entry("a", 1))`
    if contains("ofentries mapofentries", name) {
        let mut members = Vec::new();
        for item in found {
            let open = code.top(&item.value).find(|at| code.is(*at, "("));
            let pair = open.map(|open| items(program, code, &code.inside(open))).unwrap_or_default();
            let [key, value] = &pair[..] else { return Value::Unknown(bytes) };
            let Value::Text(key) = program.eval(code, key.value.clone(), depth + 1) else {
                return Value::Unknown(bytes);
            };
            members.push((key, program.eval(code, value.value.clone(), depth + 1)));
        }
        return Value::Object(members, bytes);
    }
    let has_pairs = found.iter().any(|item| item.key.is_some());
    let in_turns = !has_pairs && !is_array && found.len().is_multiple_of(2) && contains("of struct map dict", name);
    if in_turns && (name != "of" || code.is(start, "Map")) {
        let values = found.into_iter().map(|item| program.eval(code, item.value, depth + 1));
        return Value::in_turns(values.collect(), bytes);
    }
    if is_one && !is_array && !contains("list c array of", name) {
        return match program.eval(code, found.into_iter().next().map_or(inside, |item| item.value), depth + 1) {
            Value::Text(text) if name == "jsonobject" => Value::parsed(text),
            value => value,
        };
    }
    match program.collection(code, group, true, depth) {
        value @ (Value::Object(..) | Value::Array(..)) => value,
        _ => Value::Unknown(bytes),
    }
}
