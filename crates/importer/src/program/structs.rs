//! The members of structs and classes, whose names in JSON are in tags and attributes: those of Go and C#.

use std::ops::Range;

use model::char_set::CharSet;

use super::collections::items;
use super::extents::end_of_item;
use super::language::Id;
use super::lexer::{Code, TokenKind};
use super::parsed::{MAX_DEPTH, Program};
use super::value::{Value, merge};
use crate::mapped_text::MappedText;
use crate::word_list::contains;

/// A field with a tag, `` StoreURL string `json:"store.url"` ``, or a property,
/// `[JsonPropertyName("store.url")] public string StoreUrl { get; set; }`.
pub(super) struct Field<'t> {
    /// The name of the struct or class.
    owner: &'t str,
    /// Its name, or empty if it stands for members that are not known.
    name: &'t str,
    /// The name of its type.
    kind: &'t str,
    /// The key in JSON, or empty if it is never written.
    key: String,
    /// The JSON of its value if it is not set: `None` if it is unknown.
    unset: Option<&'static str>,
    /// The tokens of its initial value.
    initial: Option<Range<usize>>,
    /// When it is left out.
    omission: Omission,
    /// True if code or an option changes what is written.
    is_computed: bool,
}

/// When a field is left out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Omission {
    Never,
    /// If it is null.
    Null,
    /// If it is false, 0, null or empty: `omitempty`.
    Empty,
}

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
    for open in (2..code.tokens.len()).filter(|open| code.is(*open, "{")) {
        let known = fields.len();
        match code.language.id {
            Id::Go if code.is(open - 1, "struct") => collect_struct(code, open, &mut fields),
            Id::CSharp => collect_class(code, open, &mut fields),
            _ => {}
        }
        // Another type of this name.
        let owner = fields.get(known).map(|field: &Field| field.owner);
        if let Some(owner) = owner.filter(|owner| fields[..known].iter().any(|field| field.owner == *owner)) {
            fields.push(unknown(owner));
        }
    }
    fields
}

/// Returns a field for members that are not known.
fn unknown(owner: &str) -> Field<'_> {
    Field {
        owner,
        name: "",
        kind: "",
        key: String::new(),
        unset: None,
        initial: None,
        omission: Omission::Never,
        is_computed: false,
    }
}

/// Returns the JSON of a number or boolean that is not set.
fn unset_value(kind: &str) -> Option<&'static str> {
    const NUMBERS: &str = "byte decimal double float float32 float64 int int8 int16 int32 int64 long nint nuint rune sbyte \
                           short single uint uint8 uint16 uint32 uint64 ulong ushort";
    match &*kind.to_ascii_lowercase() {
        "bool" | "boolean" => Some("false"),
        kind if contains(NUMBERS, kind) => Some("0"),
        _ => None,
    }
}

fn collect_struct<'t>(code: &Code<'t>, open: usize, fields: &mut Vec<Field<'t>>) {
    let owner = code.text(open - 2);
    // Not the struct of a field.
    if !code.is(open.saturating_sub(3), "type") && !code.is(code.tokens[open].parent, "(") {
        return;
    }
    let inside = code.inside(open);
    let is_first = |at: usize| at == inside.start || code.tokens[at].breaks || code.is(at - 1, ";");
    for first in code.top(&inside).filter(|at| is_first(*at)) {
        let name = code.text(first);
        let line = code.top(&(first..inside.end)).enumerate();
        let line = line.take_while(|(position, at)| *position == 0 || !is_first(*at)).map(|(_, at)| at);
        let line: Vec<usize> = line.filter(|at| !code.is(*at, ";")).collect();
        let tag = line.iter().find(|at| code.is_kind(**at, TokenKind::Text)).map_or("", |at| code.text(*at));
        let names = line.len() - usize::from(!tag.is_empty());
        // An embedded struct, several names, and a tag in another notation.
        if names < 2 || code.is(first + 1, ",") || tag.starts_with('"') {
            fields.push(unknown(owner));
            continue;
        }
        let tag = tag.trim_start_any("`").split(' ').find_map(|tag| tag.strip_prefix("json:\"")).unwrap_or_default();
        let (key, options) = tag.before_any("\"").split_once(',').unwrap_or((tag.before_any("\""), ""));
        // Without a key in its tag, a field has its name. With a hyphen, or a small letter, it is left out.
        let is_written = key != "-" && name.starts_with(char::is_uppercase);
        let key = Some(key).filter(|key| !key.is_empty()).unwrap_or(name);
        let kind = code.text(first + 1);
        let is_bytes = kind == "[" && code.is(first + 3, "byte");
        // A struct is not null.
        let is_reference = contains("any interface map [ *", kind);
        let unset = if kind == "string" { Some("\"\"") } else { unset_value(kind).or(is_reference.then_some("null")) };
        let omission = if options.contains("omit") && unset.is_some() { Omission::Empty } else { Omission::Never };
        let key = if is_written { key.to_owned() } else { String::new() };
        let is_computed = is_bytes || options.contains("string");
        fields.push(Field { owner, name, kind, key, unset, initial: None, omission, is_computed });
    }
}

fn collect_class<'t>(code: &Code<'t>, open: usize, fields: &mut Vec<Field<'t>>) {
    /// The maximum number of tokens between the name and the braces.
    const MAX_TOKENS: usize = 12;
    let mut header = (open.saturating_sub(MAX_TOKENS)..open).rev().take_while(|at| !code.is_one_of(*at, "; { }"));
    let Some(word) = header.find(|at| code.is_one_of(*at, "class record struct")) else { return };
    let owner = code.text(word + 1);
    let inside = code.inside(open);
    let is_constructor = |at: usize| code.is(at, owner) && code.is(at + 1, "(");
    // The members of its base class, and what its constructor sets, are unknown.
    if (word..open).any(|at| code.is_one_of(at, ": (")) || code.top(&inside).any(is_constructor) {
        fields.push(unknown(owner));
    }
    let notation = Notation::of(code);
    let mut start = inside.start;
    for at in code.top(&inside) {
        let is_accessor = code.is(at, "{") && code.is_one_of(at + 1, "get set init");
        if at > start && (is_accessor || code.is(at, "=>")) {
            fields.extend(property(code, owner, start..at, &notation));
        }
        // The next declaration.
        if code.is(at, ";") || code.is(at, "{") {
            start = code.next(at);
        }
    }
}

/// How a program writes the members of its classes.
struct Notation {
    /// Names begin with small letters; `None` if that depends on the call.
    is_camel: Option<bool>,
    omission: Omission,
}

impl Notation {
    fn of(code: &Code) -> Self {
        let has = |words: &str| (0..code.tokens.len()).any(|at| code.is_one_of(at, words));
        let is_policy = has("CamelCase");
        let is_web = has("PostAsJsonAsync JsonContent");
        let is_unsure = is_web && has("Serialize SerializeObject PropertyNamingPolicy");
        // Not in the attribute of a property.
        let is_option = |at: usize| {
            let around = code.tokens[at].parent;
            omits_null(code, at) && !code.tokens.get(around).is_some_and(|around| code.is(around.parent, "["))
        };
        let omission = if (0..code.tokens.len()).any(is_option) { Omission::Null } else { Omission::Never };
        Self { is_camel: if is_policy || !is_unsure { Some(is_policy || is_web) } else { None }, omission }
    }
}

/// Returns whether the token says that null is left out.
fn omits_null(code: &Code, at: usize) -> bool {
    code.is_one_of(at, "WhenWritingNull IgnoreNullValues")
        || code.is(at, "Ignore") && code.is(at.saturating_sub(2), "NullValueHandling")
}

/// Returns the property whose declaration is before its accessors or arrow. It is none if it is not public.
fn property<'t>(code: &Code<'t>, owner: &'t str, declaration: Range<usize>, notation: &Notation) -> Option<Field<'t>> {
    let at = declaration.end;
    let name = code.text(at - 1);
    let parent = code.tokens[at].parent;
    let mut words = declaration.clone().filter(|index| code.tokens[*index].parent == parent);
    let is_public = words.clone().any(|index| code.is(index, "public"));
    if !is_public || words.clone().any(|index| code.is_one_of(index, "static (")) {
        return None;
    }
    let attribute = |names: &str| declaration.clone().find(|index| code.is_one_of(*index, names));
    let is_ignored =
        attribute("JsonIgnore").is_some_and(|name| !code.is(name + 1, "(") || attribute("Always").is_some());
    let named = attribute("JsonPropertyName JsonProperty").filter(|name| code.is(name + 1, "("));
    let is_name = |index: &usize| {
        code.is_kind(*index, TokenKind::Text)
            && (code.is(index - 1, "(") || code.is(index.saturating_sub(2), "PropertyName"))
    };
    let key = named.and_then(|name| code.inside(name + 1).find(is_name)).map(|key| code.text(key));
    // `JsonPropertyName(Keys.Name)`, or a name whose notation is unknown.
    let is_unsure = key.is_some_and(|key| key.contains('\\'))
        || key.is_none()
            && (named.is_some() && attribute("JsonPropertyName PropertyName").is_some() || notation.is_camel.is_none());
    let key = match key {
        _ if is_ignored => String::new(),
        Some(key) => key.trim_any("\"@").to_owned(),
        None if notation.is_camel == Some(true) => camel_case(name),
        None => name.to_owned(),
    };
    // `public Dictionary<string, object> Configuration`
    let is_type = |index: &usize| {
        code.is_kind(*index, TokenKind::Name) && !code.is_one_of(*index, "public required virtual override readonly")
    };
    let kind = words.find(is_type).map_or("", |index| code.text(index));
    let is_class = |index: usize| code.is(index, "class") && code.is(index + 1, kind);
    let is_reference = code.is_one_of(at - 2, "? ] >")
        || contains("dynamic object string String", kind)
        || (0..code.tokens.len()).any(is_class);
    let unset = if is_reference { Some("null") } else { unset_value(kind) };
    let is_accessor = code.is(at, "{");
    let after = code.next(at);
    let initial = if is_accessor { Some(after).filter(|after| code.is(*after, "=")) } else { Some(at) };
    let initial = initial.map(|sign| sign + 1..end_of_item(code, sign + 1, false));
    // `{ get { … } }`
    let is_computed = is_unsure || is_accessor && code.inside(at).any(|index| code.is_one_of(index, "{ =>"));
    let is_omitted = declaration.clone().any(|index| omits_null(code, index));
    let omission = if is_omitted { Omission::Null } else { notation.omission };
    Some(Field { owner, name, kind, key, unset, initial, omission, is_computed })
}

/// Returns a name with small first letters, as .NET has it: `URLValue` becomes `urlValue`.
fn camel_case(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let is_small = |index: usize| chars.get(index).is_some_and(|c| !c.is_uppercase());
    let count =
        (0..chars.len()).find(|index| is_small(*index) || *index > 0 && is_small(index + 1)).unwrap_or(chars.len());
    let start = chars[..count].iter().flat_map(|c| c.to_lowercase());
    start.chain(chars[count..].iter().copied()).collect()
}

impl Field<'_> {
    /// Returns whether the field is left out with this value.
    fn omits(&self, value: &Value) -> bool {
        let is_null = matches!(value, Value::Json(json) if json.text == "null");
        match self.omission {
            Omission::Never => false,
            Omission::Null => is_null,
            Omission::Empty => match value {
                Value::Json(json) => is_null || matches!(&*json.text, "false" | "0" | "\"\""),
                Value::Text(text) => text.text.is_empty(),
                Value::Object(members, _) => members.is_empty(),
                Value::Array(items, _) => items.is_empty(),
                Value::Unknown(_) => false,
            },
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
            name.replace(&fields[field].key, code.tokens[at].start..code.tokens[at].end);
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
