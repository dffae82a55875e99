//! The members of structs and classes, whose names in JSON are in tags and attributes: those of Go and C#.

use std::ops::Range;

use model::char_set::CharSet;

use super::collections::items;
use super::extents::end_of_item;
use super::language::Id;
use super::lexer::{Code, TokenKind};
use super::parsed::{MAX_DEPTH, Program};
use super::value::Value;
use crate::mapped_text::MappedText;
use crate::word_list::contains;

/// A field with a tag, `` StoreURL string `json:"store.url"` ``, or a property,
/// `[JsonPropertyName("store.url")] public string StoreUrl { get; set; }`.
pub(super) struct Field<'t> {
    /// The name of the struct or class.
    owner: &'t str,
    name: &'t str,
    /// The name of its type.
    kind: &'t str,
    /// The key in JSON, or empty if it is never written.
    key: String,
    /// The JSON of its value if it is not set: `None` if it is unknown, and empty if the field is left out.
    unset: Option<&'static str>,
    /// The tokens of its initial value.
    initial: Option<Range<usize>>,
}

/// Returns the fields of the structs or classes of a program.
pub(super) fn collect<'t>(code: &Code<'t>) -> Vec<Field<'t>> {
    let mut fields = Vec::new();
    for open in (2..code.tokens.len()).filter(|open| code.is(*open, "{")) {
        match code.language.id {
            Id::Go if code.is(open - 1, "struct") => collect_struct(code, open, &mut fields),
            Id::CSharp => collect_class(code, open, &mut fields),
            _ => {}
        }
    }
    fields
}

/// Returns the JSON of a value that is not set, by the first word of its type.
fn unset(kind: &str) -> &'static str {
    match kind {
        "bool" => "false",
        "byte" | "decimal" | "double" | "float" | "long" | "rune" | "short" => "0",
        kind if kind.trim_start_any("u").starts_with("int") && kind != "interface" || kind.starts_with("float") => "0",
        _ => "null",
    }
}

fn collect_struct<'t>(code: &Code<'t>, open: usize, fields: &mut Vec<Field<'t>>) {
    let owner = code.text(open - 2);
    let inside = code.inside(open);
    for first in code.top(&inside).filter(|at| *at == inside.start || code.tokens[*at].breaks) {
        let name = code.text(first);
        let line = code.top(&(first..inside.end)).enumerate();
        let mut line = line.take_while(|(position, at)| *position == 0 || !code.tokens[*at].breaks);
        let tag = line.find_map(|(_, at)| Some(code.text(at)).filter(|_| code.is_kind(at, TokenKind::Text)));
        let tag = tag.and_then(|tag| tag.split_once("json:\"")).map_or("", |(_, tag)| tag);
        // Without a key in its tag, a field has its name, and with a hyphen it is left out.
        let key = Some(tag.before_any(",\"")).filter(|key| !key.is_empty()).unwrap_or(name);
        let key = if key == "-" { "" } else { key };
        let kind = code.text(first + 1);
        let unset = match kind {
            _ if tag.before_any("\"").contains(",omit") => Some(""),
            "string" => Some("\"\""),
            // A struct is not null.
            _ if code.is_kind(first + 1, TokenKind::Name)
                && !contains("any interface map", kind)
                && unset(kind) == "null" =>
            {
                None
            }
            kind => Some(unset(kind)),
        };
        fields.push(Field { owner, name, kind, key: key.to_owned(), unset, initial: None });
    }
}

fn collect_class<'t>(code: &Code<'t>, open: usize, fields: &mut Vec<Field<'t>>) {
    /// The maximum number of tokens between the name and the braces.
    const MAX_TOKENS: usize = 12;
    let mut header = (open.saturating_sub(MAX_TOKENS)..open).rev().take_while(|at| !code.is_one_of(*at, "; { }"));
    let Some(word) = header.find(|at| code.is_one_of(*at, "class record struct")) else { return };
    let owner = code.text(word + 1);
    // Those of its base class are unknown.
    if (word..open).any(|at| code.is(at, ":")) {
        fields.push(Field { owner, name: "", kind: "", key: String::new(), unset: None, initial: None });
    }
    let has = |words: &[&str]| words.iter().any(|word| code.source.contains(word));
    let is_camel = has(&["PostAsJsonAsync", "JsonContent.Create", "CamelCase"]);
    let omits_null = has(&["WhenWritingNull", "NullValueHandling", "IgnoreNullValues"]);
    let inside = code.inside(open);
    let mut start = inside.start;
    for at in code.top(&inside) {
        let is_accessor = code.is(at, "{") && code.is_one_of(at + 1, "get set init");
        let name = code.text(at.wrapping_sub(1));
        let declaration = || (start..at).filter(|index| code.tokens[*index].parent == open);
        let is_public = || declaration().any(|index| code.is(index, "public"));
        let is_static = || declaration().any(|index| code.is_one_of(index, "static ("));
        if at > start && (is_accessor || code.is(at, "=>")) && is_public() && !is_static() {
            let attribute = |names: &str| (start..at).find(|index| code.is_one_of(*index, names));
            let text = |index: usize| code.is_kind(index, TokenKind::Text);
            let key = attribute("JsonPropertyName JsonProperty").and_then(|name| (name..at).find(|index| text(*index)));
            let is_left_out = attribute("JsonIgnore").is_some_and(|name| !code.is(name + 1, "("));
            let key = match key {
                _ if is_left_out => String::new(),
                Some(key) => code.text(key).trim_any("\"@").to_owned(),
                None if is_camel && name.is_char_boundary(1) => name[..1].to_lowercase() + &name[1..],
                None => name.to_owned(),
            };
            let after = code.next(at);
            let initial = if is_accessor { Some(after).filter(|after| code.is(*after, "=")) } else { Some(at) };
            let initial = initial.map(|sign| sign + 1..end_of_item(code, sign + 1, false));
            let unset = Some(unset(code.text(at - 2))).filter(|json| *json != "null" || !omits_null).or(Some(""));
            // `public Dictionary<string, object> Configuration`
            let is_type = |index: &usize| {
                code.is_kind(*index, TokenKind::Name)
                    && !code.is_one_of(*index, "public required virtual override readonly")
            };
            let kind = declaration().find(is_type).map_or("", |index| code.text(index));
            fields.push(Field { owner, name, kind, key, unset, initial });
        }
        // The next declaration.
        if code.is(at, ";") || code.is(at, "{") {
            start = code.next(at);
        }
    }
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
            name.replace(&fields[field].key, code.tokens[at].start..code.tokens[at].end);
            members.push((name, self.initial(fields[field], item.value, depth)));
        }
        for (field, _) in fields.iter().zip(is_set).filter(|(_, is_set)| !is_set) {
            let value = match (&field.initial, field.unset) {
                (Some(initial), _) => self.initial(field, initial.clone(), depth),
                (None, Some("")) => continue,
                (None, Some(json)) => Value::Json(MappedText::inserted(json, bytes.start)),
                (None, None) => return Some(Value::Unknown(bytes.clone())),
            };
            members.push((MappedText::inserted(&field.key, bytes.start), value));
        }
        members.retain(|(key, _)| !key.text.is_empty());
        Some(Value::Object(members, bytes.clone()))
    }

    /// Evaluates the value of a field, which has the type of the field if it is `new()`.
    fn initial(&self, field: &Field, value: Range<usize>, depth: usize) -> Value {
        let code = &self.code;
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
