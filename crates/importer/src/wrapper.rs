//! Finds instances and request bodies inside other JSON.

use std::ops::Range;

use model::api_schema::{CONFIGURATION, ELEMENT, ELEMENT_KEY, EVENT_PREFIX};
use model::char_set::CharSet;
use model::element::Definition;
use model::json::{self, Kind, Value};

use super::mapped_text::MappedText;
use super::report::ACCOUNTS;
use crate::word_list;

/// An object inside other JSON.
pub(super) struct Wrapped {
    /// The text of the object.
    pub mapped: MappedText,
    /// The object is an instance as the API returns it.
    pub is_response: bool,
    /// The bytes around the object, in the normalized text.
    pub around: Vec<Range<usize>>,
}

/// Finds the instances and request bodies in `root`, a value of `mapped`, including those in strings.
pub(super) fn find(mapped: &MappedText, root: Value<'_>) -> Vec<Wrapped> {
    let mut found = Vec::new();
    search(mapped, root, root, &[], &mut found);
    found
}

fn search(mapped: &MappedText, root: Value<'_>, value: Value<'_>, outside: &[Range<usize>], found: &mut Vec<Wrapped>) {
    let around = || {
        if !ACCOUNTS {
            return Vec::new();
        }
        let (outer, inner) = (root.token(), value.token());
        let sides = [outer.start..inner.start, inner.end..outer.end];
        outside.iter().cloned().chain(sides.map(|side| mapped.origins(side))).collect::<Vec<_>>()
    };
    match value.kind() {
        Kind::Object if is_instance(value) => {
            let is_response = is_response(value);
            found.push(Wrapped { mapped: mapped.part(value.token()), is_response, around: around() });
        }
        Kind::Object => value.members().for_each(|member| search(mapped, root, member.value, outside, found)),
        Kind::Array => value.items().for_each(|item| search(mapped, root, item, outside, found)),
        Kind::String if value.source().trim_start().starts_with_any("{[") => {
            let inside = mapped.unescaped(value.range());
            if let Some(tree) = json::parse_strict(&inside.text)
                && let Some(root) = tree.root(&inside.text)
            {
                search(&inside, root, root, &around(), found);
            }
        }
        _ => {}
    }
}

/// Returns whether an object is certainly an instance or a request body.
pub(super) fn is_instance(value: Value<'_>) -> bool {
    let object = |key: &str| value.get(key).filter(|value| value.kind() == Kind::Object && !is_resource(*value));
    let has_key =
        object(ELEMENT).and_then(|element| element.get(ELEMENT_KEY)).is_some_and(|key| key.kind() == Kind::String);
    let configuration = value.get(CONFIGURATION);
    let is_list = || configuration.is_some_and(is_settings);
    let is_known = || object(CONFIGURATION).is_some_and(has_setting);
    has_key || is_known() || is_list() || object(CONFIGURATION).is_some() && is_response(value)
}

/// Returns whether an object is an instance as the API returns it.
pub(super) fn is_response(value: Value<'_>) -> bool {
    /// The members that only a response has, besides its ID and token.
    const MEMBERS: &str = "createdDate updatedDate elementId valid disabled provisionInteractions maxCacheSize cacheTimeToLive eventsEnabled cachingEnabled traceLoggingEnabled externalAuthentication user";
    let has = |key: &str| value.get(key).is_some();
    let has_content = || has(ELEMENT) || has(CONFIGURATION);
    has("createdDate")
        || has("id") && (has("token") || word_list::any(MEMBERS, &|key| has(key)) && has_content())
        || has("token") && has_content()
}

/// Returns whether an object has a setting of a body's configuration.
pub(super) fn has_setting(object: Value<'_>) -> bool {
    object.members().any(|member| is_setting(&member.key.text()))
}

pub(super) fn is_setting(key: &str) -> bool {
    let mut fields = Definition::all().iter().flat_map(|definition| definition.fields);
    key.starts_with(EVENT_PREFIX) || fields.any(|field| field.key == key)
}

/// Returns the key and the value of an entry of the legacy list, such as `{"key": …, "propertyValue": …}`.
pub(super) fn pair(entry: Value<'_>) -> Option<(Value<'_>, Value<'_>)> {
    let first = |names: &[&str]| names.iter().find_map(|name| entry.get(name));
    let key = first(&["key", "name"]).filter(|key| key.kind() == Kind::String);
    if let (Some(key), Some(value)) = (key, first(&["propertyValue", "value"])) {
        return Some((key, value));
    }
    if entry.get("key").is_some() {
        return None;
    }
    let mut members = entry.members();
    match (members.next(), members.next()) {
        (Some(only), None) if only.value.kind() != Kind::Object => Some((only.key, only.value)),
        _ => None,
    }
}

/// Returns whether a value is a configuration in the legacy list format.
pub(super) fn is_settings(value: Value<'_>) -> bool {
    let is_known = |item: Value<'_>| pair(item).is_some_and(|(key, _)| is_setting(&key.text()));
    value.items().any(is_known) && value.items().all(|item| pair(item).is_some() || item.get("key").is_some())
}

/// Returns whether a value is a resource of a polling configuration.
pub(super) fn is_resource(value: Value<'_>) -> bool {
    let is_path = |url: Value<'_>| url.kind() == Kind::String && url.text().trim_start().starts_with('/');
    value.get("idField").is_some() || value.get("url").is_some_and(is_path)
}
