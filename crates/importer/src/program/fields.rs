//! The fields of structs and classes.

use std::ops::Range;

use super::value::Value;
use crate::word_list::contains;

/// A field with a tag, `` StoreURL string `json:"store.url"` ``, or a property,
/// `[JsonPropertyName("store.url")] public string StoreUrl { get; set; }`.
pub(super) struct Field<'t> {
    /// The name of the struct or class.
    pub owner: &'t str,
    /// Its name, or empty if it stands for members that are not known.
    pub name: &'t str,
    /// The name of its type.
    pub kind: &'t str,
    /// The key in JSON, or empty if it is never written.
    pub key: String,
    /// The JSON of its value if it is not set: `None` if it is unknown.
    pub unset: Option<&'static str>,
    /// The tokens of its initial value.
    pub initial: Option<Range<usize>>,
    /// When it is left out.
    pub omission: Omission,
    /// True if code or an option changes what is written.
    pub is_computed: bool,
}

/// When a field is left out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Omission {
    Never,
    /// If it is null.
    Null,
    /// If it is false, 0, null or empty: `omitempty`.
    Empty,
}

impl Field<'_> {
    /// Returns whether the field is left out with this value.
    pub fn omits(&self, value: &Value) -> bool {
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

/// Returns a field for members that are not known.
pub(super) fn unknown(owner: &str) -> Field<'_> {
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
pub(super) fn unset_value(kind: &str) -> Option<&'static str> {
    const NUMBERS: &str = "byte decimal double float float32 float64 int int8 int16 int32 int64 long nint nuint rune sbyte \
                           short single uint uint8 uint16 uint32 uint64 ulong ushort";
    match &*kind.to_ascii_lowercase() {
        "bool" | "boolean" => Some("false"),
        kind if contains(NUMBERS, kind) => Some("0"),
        _ => None,
    }
}
