//! Serializes an instance as JSON, for drafts and for the records of sent requests.

use std::sync::Arc;

use crate::element::Definition;
use crate::json::{self, Kind, Value};
use crate::polling::Document;

use super::{EventType, ExtraField, Instance, Interval, Section};

const SECTIONS: [(Section, &str); 3] =
    [(Section::Element, "element"), (Section::Configuration, "configuration"), (Section::Body, "body")];
const INTERVALS: [(Interval, &str); 3] =
    [(Interval::Text, "text"), (Interval::Number, "number"), (Interval::Absent, "absent")];
const EVENT_TYPES: [(EventType, &str); 2] = [(EventType::Polling, "polling"), (EventType::Webhook, "webhook")];

/// A member's key, and a reference to its value in an instance.
pub(super) type Member<T> = (&'static str, fn(&mut Instance) -> &mut T);

pub(super) const TEXTS: [Member<String>; 8] = [
    ("host", |instance| &mut instance.host),
    ("userSecret", |instance| &mut instance.user_secret),
    ("organizationSecret", |instance| &mut instance.organization_secret),
    ("name", |instance| &mut instance.name),
    ("signatureKey", |instance| &mut instance.signature_key),
    ("callbackUrl", |instance| &mut instance.callback_url),
    ("refreshInterval", |instance| &mut instance.refresh_interval),
    ("element", |instance| &mut instance.element),
];
pub(super) const FLAGS: [Member<bool>; 5] = [
    ("hasNoFields", |instance| &mut instance.source_format.has_no_fields),
    ("events", |instance| &mut instance.events),
    ("enabledIsText", |instance| &mut instance.source_format.enabled_is_text),
    ("hasNoEventType", |instance| &mut instance.source_format.has_no_event_type),
    ("pollingIsText", |instance| &mut instance.source_format.polling_is_text),
];
pub(super) const LISTS: [Member<Vec<String>>; 2] =
    [("fields", |instance| &mut instance.fields), ("tags", |instance| &mut instance.tags)];

impl Instance {
    /// Serializes the instance, secrets included.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut this = self.clone();
        let mut json = String::from("{");
        for (key, text) in TEXTS {
            push_member(&mut json, key, text(&mut this));
        }
        for (key, list) in LISTS {
            push_key(&mut json, key);
            json.push('[');
            for text in list(&mut this) {
                push_item(&mut json, text);
            }
            json.push(']');
        }
        for (key, flag) in FLAGS {
            push_member(&mut json, key, if *flag(&mut this) { "true" } else { "" });
        }
        push_member(&mut json, "polling", self.polling.text());
        push_member(&mut json, "eventType", word(&EVENT_TYPES, &self.event_type));
        push_member(&mut json, "interval", word(&INTERVALS, &self.source_format.interval));
        push_key(&mut json, "additional");
        json.push('[');
        for entry in &self.additional {
            for text in [word(&SECTIONS, &entry.section), &entry.key, entry.value()] {
                push_item(&mut json, text);
            }
        }
        json.push_str("]}");
        json
    }

    /// Parses the result of [`Instance::to_json`]. A missing member has the value of an empty form. Returns `None` if
    /// `text` is not a JSON object.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let tree = json::parse_strict(text)?;
        let root = tree.root(text).filter(|root| root.kind() == Kind::Object)?;
        let element = read(root, "element").unwrap_or_default();
        let mut instance = Self::empty(Definition::for_key(&element));
        for (key, text) in TEXTS {
            if let Some(value) = read(root, key) {
                *text(&mut instance) = value;
            }
        }
        for (key, list) in LISTS {
            if let Some(value) = root.get(key) {
                *list(&mut instance) = items(value);
            }
        }
        for (key, flag) in FLAGS {
            *flag(&mut instance) = read(root, key).is_some_and(|value| value == "true");
        }
        instance.fields.resize(instance.definition().fields.len(), String::new());
        if let Some(polling) = read(root, "polling") {
            instance.polling = Arc::new(Document::unchecked(polling));
        }
        instance.event_type = value_of(&EVENT_TYPES, read(root, "eventType")).unwrap_or(instance.event_type);
        instance.source_format.interval = value_of(&INTERVALS, read(root, "interval")).unwrap_or_default();
        let mut additional = root.get("additional").map(items).unwrap_or_default().into_iter();
        while let (Some(section), Some(key), Some(value)) = (additional.next(), additional.next(), additional.next()) {
            let section = value_of(&SECTIONS, Some(section)).unwrap_or(Section::Configuration);
            instance.additional.push(ExtraField::new(section, key, value));
        }
        Some(instance)
    }
}

/// Returns the word for a value in a list of both.
fn word<T: PartialEq>(words: &[(T, &'static str)], value: &T) -> &'static str {
    words.iter().find(|(other, _)| other == value).map_or("", |(_, word)| word)
}

/// Appends a member, after a comma unless it is the first.
fn push_member(json: &mut String, key: &str, text: &str) {
    push_key(json, key);
    json::push_string(json, text);
}

fn push_key(json: &mut String, key: &str) {
    if !json.ends_with('{') {
        json.push(',');
    }
    json::push_string(json, key);
    json.push(':');
}

/// Appends an item, after a comma unless it is the first.
fn push_item(json: &mut String, text: &str) {
    if !json.ends_with('[') {
        json.push(',');
    }
    json::push_string(json, text);
}

fn items(list: Value<'_>) -> Vec<String> {
    list.items().map(|item| item.text().into_owned()).collect()
}

fn read(object: Value<'_>, key: &str) -> Option<String> {
    object.get(key).map(|value| value.text().into_owned())
}

fn value_of<T: Copy>(words: &[(T, &'static str)], word: Option<String>) -> Option<T> {
    let word = word?;
    words.iter().find(|(_, other)| *other == word).map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::super::SourceFormat;
    use super::*;

    #[test]
    fn instances_survive_serialization() {
        let definition = Definition::woocommerce();
        let empty = Instance::empty(definition);
        assert_eq!(Instance::from_json("{}"), Some(empty.clone()));
        assert_eq!(Instance::from_json(&empty.to_json()), Some(empty));
        assert_eq!(Instance::from_json("[]"), None);
        assert_eq!(Instance::from_json("{"), None);
        let instance = Instance {
            host: "h\"".into(),
            user_secret: "u".into(),
            organization_secret: "o\\".into(),
            name: "n\u{202e}\n".into(),
            fields: vec!["a".into(), "é".into(), String::new()],
            signature_key: "s".into(),
            events: true,
            event_type: EventType::Webhook,
            callback_url: "c".into(),
            refresh_interval: "x".into(),
            polling: Arc::new(Document::new("{\n\t\"broken\": ".into())),
            tags: vec!["t".into(), "{".into()],
            element: "e".into(),
            additional: [Section::Element, Section::Configuration, Section::Body]
                .map(|section| ExtraField::new(section, "k\"", "[1, 2.0]"))
                .into(),
            source_format: SourceFormat {
                has_no_fields: true,
                enabled_is_text: true,
                has_no_event_type: true,
                interval: Interval::Number,
                polling_is_text: true,
            },
        };
        assert_eq!(Instance::from_json(&instance.to_json()), Some(instance));
    }
}
