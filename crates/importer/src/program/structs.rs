//! The objects of the structs of Go and the classes of C#.

use std::ops::Range;

use super::collections::items;
use super::fields::{Field, unknown};
use super::language::Id;
use super::lexer::Code;
use super::parsed::{MAX_DEPTH, Program};
use super::value::{Value, merge};
use super::{classes, go_structs};
use crate::mapped_text::MappedText;

/// Words of programs that write their classes in further ways.
const OTHER_WAYS: [&str; 14] = [
    "DataMember",
    "OptIn",
    "JsonExtensionData",
    "JsonConverter",
    "ShouldSerialize",
    "ContractResolver",
    "NamingStrategy",
    "SnakeCase",
    "KebabCase",
    "NumberHandling",
    "JsonInclude",
    "WhenWritingDefault",
    "DefaultValueHandling",
    "MarshalJSON",
];

/// Returns the fields of the structs or classes of a program.
pub(super) fn collect<'t>(code: &Code<'t>) -> Vec<Field<'t>> {
    let mut fields = Vec::new();
    if !matches!(code.language.id, Id::CSharp | Id::Go) {
        return fields;
    }
    let notation = classes::Notation::of(code);
    for open in (2..code.tokens.len()).filter(|open| code.is(*open, "{")) {
        let known = fields.len();
        match code.language.id {
            Id::Go if code.is(open - 1, "struct") => go_structs::collect(code, open, &mut fields),
            Id::CSharp => classes::collect(code, open, &notation, &mut fields),
            _ => {}
        }
        // Another type of this name.
        let owner = fields.get(known).map(|field: &Field| field.owner);
        if let Some(owner) =
            owner.filter(|owner| !code.spend(known) || fields[..known].iter().any(|field| field.owner == *owner))
        {
            fields.push(unknown(owner));
        }
    }
    fields
}

impl Program<'_> {
    /// Returns the key in JSON of a member, or `None` if it depends on the type of its object.
    pub(super) fn key_of_member<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        if !self.code.spend(self.fields.len()) {
            return None;
        }
        let mut keys = self.fields.iter().filter(|field| field.name == name).map(|field| &*field.key);
        let first = keys.next().unwrap_or(name);
        keys.all(|key| key == first).then_some(first)
    }

    /// Evaluates the braces at `open` after the name of a struct or class. Returns `None` if it is not known.
    pub(super) fn structure(&self, code: &Code, open: usize, depth: usize) -> Option<Value> {
        let before = open.checked_sub(1)?;
        let owner = if code.is(before, ")") { code.tokens[before].pair.checked_sub(1)? } else { before };
        let owner = code.text(owner);
        if self.fields.is_empty() || !code.spend(self.fields.len()) {
            return None;
        }
        let bytes = self.bytes(code, &(open..code.next(open)));
        let object = self.object(code, owner, Some(open), &bytes, depth);
        // `new() { … }` of an unknown class.
        object.or_else(|| (owner == "new" && code.is(before, ")")).then_some(Value::Unknown(bytes)))
    }

    /// Evaluates an object of the struct or class `owner` with the values in the braces at `open`. Returns `None` if the
    /// type is not known.
    fn object(
        &self,
        code: &Code,
        owner: &str,
        open: Option<usize>,
        bytes: &Range<usize>,
        depth: usize,
    ) -> Option<Value> {
        let fields: Vec<&Field> = self.fields.iter().filter(|field| field.owner == owner).collect();
        if fields.is_empty() {
            return None;
        }
        if OTHER_WAYS.iter().any(|word| self.text.contains(word)) {
            return Some(Value::Unknown(bytes.clone()));
        }
        let mut members = Vec::new();
        let mut is_set = vec![false; fields.len()];
        let values = open.map(|open| items(self, code, &code.inside(open))).unwrap_or_default();
        for (position, item) in values.into_iter().enumerate() {
            // Without names, the values have the order of the fields.
            let field = match &item.key {
                Some(key) if code.spend(fields.len()) => {
                    fields.iter().position(|field| field.name == code.text(key.start))
                }
                Some(_) => None,
                None => Some(position).filter(|position| *position < fields.len()),
            };
            let Some(field) = field else { return Some(Value::Unknown(bytes.clone())) };
            is_set[field] = true;
            let at = item.key.map_or(item.value.start, |key| key.start);
            let mut name = MappedText::default();
            let origin = code.tokens.get(at).map_or(bytes.clone(), |token| token.start..token.end);
            name.replace(&fields[field].key, origin);
            let value = self.initial(fields[field], item.value, depth);
            if !fields[field].omits(&value) {
                members.push((name, value));
            }
        }
        for (field, _) in fields.iter().zip(is_set).filter(|(_, is_set)| !is_set) {
            let value = match (&field.initial, field.unset) {
                (Some(initial), _) => self.initial(field, initial.clone(), depth),
                (None, Some(json)) => Value::Json(MappedText::inserted(json, bytes.start)),
                (None, None) => return Some(Value::Unknown(bytes.clone())),
            };
            if field.omits(&value) {
                continue;
            }
            members.push((MappedText::inserted(&field.key, bytes.start), value));
        }
        members.retain(|(key, _)| !key.text.is_empty());
        Some(Value::Object(members, bytes.clone()))
    }

    /// Evaluates the value of a field, which has the type of the field if it is `new()`.
    fn initial(&self, field: &Field, value: Range<usize>, depth: usize) -> Value {
        let code = &self.code;
        if field.is_computed {
            return Value::Unknown(self.bytes(code, &value));
        }
        // `Configuration = { ["a"] = 1 }` adds to the initial value.
        let own = field.initial.clone().filter(|own| own.start != value.start);
        if let Some(own) = own.filter(|_| code.is(value.start, "{") && field.kind.ends_with("Dictionary")) {
            return merge(self.initial(field, own, depth + 1), self.collection(code, value.start, true, depth));
        }
        if code.is(value.start, "{") && field.initial.as_ref().is_none_or(|own| own.start != value.start) {
            return Value::Unknown(self.bytes(code, &value));
        }
        // `new Settings()`
        let named = code.text(value.start + 1);
        let is_named = self.fields.iter().any(|field| field.owner == named);
        let group = value.start + 1 + usize::from(is_named);
        let kind = if is_named { named } else { field.kind };
        if !code.is(value.start, "new") || !code.is(group, "(") {
            return self.eval(code, value, depth + 1);
        }
        let bytes = self.bytes(code, &value);
        let open = Some(code.next(group)).filter(|open| code.is(*open, "{") && *open < value.end);
        if !code.inside(group).is_empty() || depth > MAX_DEPTH {
            return Value::Unknown(bytes);
        }
        match (kind.ends_with("Dictionary"), kind.ends_with("List"), open) {
            (true, _, Some(open)) => self.collection(code, open, true, depth),
            (true, _, None) => Value::Object(Vec::new(), bytes),
            (_, true, Some(open)) => self.collection(code, open, false, depth),
            (_, true, None) => Value::Array(Vec::new(), bytes),
            _ => self.object(code, kind, open, &bytes, depth + 1).unwrap_or(Value::Unknown(bytes)),
        }
    }
}
