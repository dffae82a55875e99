//! The values of expressions, and their JSON.

use std::ops::Range;

use model::char_set::CharSet;
use model::json;

use super::language::Id;
use crate::mapped_text::MappedText;

/// Stands for a computed value in a text. It maps to the expression.
pub(super) const HOLE: char = '\u{10fffd}';

/// The value of an expression.
#[derive(Clone)]
pub(super) enum Value {
    Text(MappedText),
    /// A number, a keyword or the source of a JSON document.
    Json(MappedText),
    Object(Vec<(MappedText, Value)>, Range<usize>),
    Array(Vec<Value>, Range<usize>),
    /// The expression in these bytes is computed.
    Unknown(Range<usize>),
}

/// The arguments of a call, with their names.
pub(super) type Arguments = Vec<(Option<String>, Value)>;

/// Returns a text that stands for the expression in `range`.
pub(super) fn hole(range: Range<usize>) -> MappedText {
    let mut mapped = MappedText::default();
    mapped.replace_char(HOLE, range);
    mapped
}

/// Returns an object with the members of two. Those of an unknown value become one computed member.
pub(super) fn merge(object: Value, other: Value) -> Value {
    let Value::Object(mut members, range) = object else { return object };
    match other {
        Value::Object(more, _) => {
            let mut keys: Vec<&str> = more.iter().map(|(key, _)| key.text.as_str()).collect();
            keys.sort_unstable();
            members.retain(|(known, _)| keys.binary_search(&known.text.as_str()).is_err());
            members.extend(more);
        }
        other => match other.clone().into_text() {
            Some(key) => members.push((key, other)),
            None if other.is_unknown() => members.push((MappedText::default(), other)),
            None => return Value::Unknown(range),
        },
    }
    Value::Object(members, range)
}

/// Joins texts.
pub(super) fn join(items: &Value, separator: &Value) -> Option<Value> {
    let (Value::Array(items, _), Value::Text(separator)) = (items, separator) else { return None };
    let mut text = MappedText::default();
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.append(separator);
        }
        text.append(&item.clone().into_text()?);
    }
    Some(Value::Text(text))
}

impl Value {
    /// Returns the text, number or keyword of a value, or a hole.
    pub fn into_text(self) -> Option<MappedText> {
        match self {
            Self::Text(text) | Self::Json(text) => Some(text),
            Self::Unknown(range) => Some(hole(range)),
            Self::Object(..) | Self::Array(..) => None,
        }
    }

    /// Returns true if the language writes the value in a text as JSON does. Others write keywords as `True`, `1` or
    /// nothing.
    pub fn is_written_as_json(&self, language: Id) -> bool {
        match self {
            Self::Json(json) => match json.text.as_str() {
                "true" | "false" => !matches!(
                    language,
                    Id::CSharp | Id::Matlab | Id::Perl | Id::Php | Id::PowerShell | Id::Python | Id::R
                ),
                "null" => {
                    matches!(language, Id::Dart | Id::Groovy | Id::Java | Id::JavaScript | Id::Kotlin | Id::Scala)
                }
                // `1.50` is `1.5` in a text, and `1e3` is `1000`.
                number => !(number.contains_any("eE") || number.contains('.') && number.ends_with('0')),
            },
            Self::Array(items, _) => items.iter().all(|item| item.is_written_as_json(language)),
            _ => true,
        }
    }

    /// Returns the value of a JSON document, or else the text itself.
    pub fn parsed(text: MappedText) -> Self {
        let start = text.text.trim_start();
        // Also strings, numbers, `true`, `false` and `null`.
        let is_scalar = || start.starts_with_any("-0123456789tfn\"") && json::parse_strict(&text.text).is_some();
        if start.starts_with_any("{[") || is_scalar() { Self::Json(text) } else { Self::Text(text) }
    }

    /// Returns the object of keys and values that follow each other. It is unknown if a key is.
    pub fn in_turns(values: Vec<Self>, range: Range<usize>) -> Self {
        let mut values = values.into_iter();
        let mut members = Vec::new();
        while let (Some(key), Some(value)) = (values.next(), values.next()) {
            let Some(key) = key.into_text() else { return Self::Unknown(range) };
            members.push((key, value));
        }
        Self::Object(members, range)
    }

    /// Returns whether nothing is known about the value.
    pub fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    /// Returns whether an object includes the members of an unknown one.
    pub fn has_unknown_part(&self) -> bool {
        matches!(self, Self::Object(members, _) if members.iter().any(|(key, _)| key.text.contains(HOLE)))
    }

    /// Sets the member or item at the end of `path`, and creates the objects on the way. A text, or an array without
    /// such an item, becomes unknown, with the bytes in `change`.
    pub fn set(&mut self, path: &[MappedText], value: Self, change: &Range<usize>) {
        let Some((first, rest)) = path.split_first() else {
            *self = value;
            return;
        };
        match self {
            Self::Object(members, range) => {
                if let Some((_, member)) = members.iter_mut().find(|(key, _)| key.text == first.text) {
                    return member.set(rest, value, change);
                }
                let mut member = Self::Object(Vec::new(), range.clone());
                member.set(rest, value, change);
                members.push((first.clone(), member));
            }
            Self::Array(items, _) => match first.text.parse::<usize>().ok().and_then(|index| items.get_mut(index)) {
                Some(item) => item.set(rest, value, change),
                None => *self = Self::Unknown(change.clone()),
            },
            Self::Text(_) | Self::Json(_) => *self = Self::Unknown(change.clone()),
            Self::Unknown(_) => {}
        }
    }

    /// Returns the member at the end of `path`.
    pub fn member(&mut self, path: &[MappedText]) -> Option<&mut Self> {
        path.iter().try_fold(self, |value, key| match value {
            Self::Object(members, _) => {
                members.iter_mut().find(|(name, _)| name.text == key.text).map(|(_, value)| value)
            }
            _ => None,
        })
    }

    /// Returns the member or item with this key.
    pub fn get(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(members, _) => members.iter().find(|(name, _)| name.text == key).map(|(_, value)| value),
            Self::Array(items, _) => items.get(key.parse::<usize>().ok()?),
            _ => None,
        }
    }

    /// Returns the number of members.
    pub fn len(&self) -> usize {
        if let Self::Object(members, _) = self { members.len() } else { 0 }
    }

    /// Returns the number of objects and arrays inside each other.
    pub fn depth(&self) -> usize {
        match self {
            Self::Object(members, _) => 1 + members.iter().map(|(_, value)| value.depth()).max().unwrap_or_default(),
            Self::Array(items, _) => 1 + items.iter().map(Self::depth).max().unwrap_or_default(),
            _ => 0,
        }
    }

    /// Returns the JSON of the value. Computed values become strings with a hole. `source` is the text of the program.
    pub fn to_json(&self, source: &str) -> MappedText {
        let mut json = MappedText::default();
        self.write(source, &mut json);
        json
    }

    fn write(&self, source: &str, json: &mut MappedText) {
        match self {
            Self::Text(text) => write_string(text, source, json),
            Self::Json(text) => json.append(&quoted_holes(text)),
            Self::Unknown(range) => write_string(&hole(range.clone()), source, json),
            Self::Object(members, range) => {
                json.insert("{", range.start);
                for (index, (key, value)) in members.iter().enumerate() {
                    if index > 0 {
                        write_punctuation(",", source, json);
                    }
                    write_string(key, source, json);
                    write_punctuation(":", source, json);
                    value.write(source, json);
                }
                json.insert("}", range.end);
            }
            Self::Array(items, range) => {
                json.insert("[", range.start);
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        write_punctuation(",", source, json);
                    }
                    item.write(source, json);
                }
                json.insert("]", range.end);
            }
        }
    }
}

/// Appends a comma or colon. Maps it to the same character of `source` if that follows the last mapped byte: longer runs
/// save a sixth of the time that a program of 1 MB takes.
fn write_punctuation(character: &str, source: &str, json: &mut MappedText) {
    let at = json.origin_end();
    let is_there = source.get(at..).is_some_and(|rest| rest.starts_with(character));
    json.replace(character, at..at + usize::from(is_there));
}

/// Appends a JSON string. Maps its quotes to those of the literal; an empty text has no position of its own.
fn write_string(text: &MappedText, source: &str, json: &mut MappedText) {
    let start = if text.text.is_empty() { json.origin_end() } else { text.origin(0) };
    let is_quote = |at: usize| matches!(source.as_bytes().get(at), Some(b'"' | b'\'' | b'`'));
    let is_quoted = start > 0 && is_quote(start - 1);
    json.replace("\"", start - usize::from(is_quoted)..start);
    json.push_escaped(text);
    let end = json.origin_end();
    json.replace("\"", end..end + usize::from(is_quote(end)));
}

/// Returns a JSON document in which each hole outside of a string is a string.
pub(super) fn quoted_holes(text: &MappedText) -> MappedText {
    if !text.text.contains(HOLE) {
        return text.clone();
    }
    let mut quoted = MappedText::default();
    let (mut at, mut is_in_string, mut is_escaped) = (0, false, false);
    for (index, c) in text.text.char_indices() {
        match c {
            HOLE if !is_in_string => {
                quoted.push_part(text, at..index);
                let origin = text.origins(index..index + HOLE.len_utf8());
                quoted.insert("\"", origin.start);
                quoted.replace_char(HOLE, origin.clone());
                quoted.insert("\"", origin.end);
                at = index + HOLE.len_utf8();
            }
            '"' if !is_escaped => is_in_string = !is_in_string,
            _ => {}
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    quoted.push_part(text, at..text.text.len());
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_maps_to_the_literals_of_the_program() {
        let source = "'x', {'a': \"b\", c : ``, d: '', 'e':1}";
        let text = |needle: &str| MappedText::new(needle, source.find(needle).unwrap());
        let empty = || Value::Text(MappedText::default());
        let members = vec![
            (text("a"), Value::Text(text("b"))),
            (text("c"), empty()),
            (text("d"), empty()),
            (text("e"), Value::Json(text("1"))),
        ];
        let json = Value::Object(members, 5..source.len()).to_json(source);
        assert_eq!(json.text, r#"{"a":"b","c":"","d":"","e":1}"#);
        let origin = |needle: &str| json.origins(json.text.find(needle).map(|at| at..at + needle.len()).unwrap());
        assert_eq!(&source[origin("\"a\":")], "'a':");
        assert_eq!(&source[origin("\"b\",")], "\"b\",");
        assert_eq!(&source[origin("\"e\":1")], "'e':1");
        // The empty texts are beside their keys, not at the start of the program.
        for key in ["c", "d"] {
            let value = json.origins(json.text.find(&format!("{key}\":\"")).map(|at| at + 3..at + 5).unwrap());
            let place = source.find(key).unwrap();
            assert!((place..place + 4).contains(&value.start), "{key}: {value:?}");
        }
    }
}
