//! An instance as JSON: how its state goes from one part of the program to another.

use std::sync::Arc;

use crate::element::Definition;
use crate::json::{self, Kind, Value};
use crate::polling::Document;

use super::{Additional, EventType, Instance, Interval, Place, Spelling};

const PLACES: [(Place, &str); 3] =
    [(Place::Element, "element"), (Place::Configuration, "configuration"), (Place::Body, "body")];
const INTERVALS: [(Interval, &str); 3] =
    [(Interval::Text, "text"), (Interval::Number, "number"), (Interval::Absent, "absent")];

/// The word for a value, in a list of both.
fn word<T: PartialEq>(words: &[(T, &'static str)], value: &T) -> &'static str {
    words.iter().find(|(other, _)| other == value).map_or("", |(_, word)| word)
}

impl Instance {
    /// All of it, secrets included.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut json = String::from("{");
        let texts = [
            ("host", &self.host),
            ("userSecret", &self.user_secret),
            ("organizationSecret", &self.organization_secret),
            ("name", &self.name),
            ("signatureKey", &self.signature_key),
            ("callbackUrl", &self.callback_url),
            ("refreshInterval", &self.refresh_interval),
            ("element", &self.element),
        ];
        for (key, text) in texts {
            push_member(&mut json, key, text);
        }
        push_member(&mut json, "polling", self.polling.text());
        push_member(&mut json, "eventType", self.event_type.as_str());
        push_member(&mut json, "interval", word(&INTERVALS, &self.spelling.interval));
        let flags = [
            ("events", self.events),
            ("enabledIsText", self.spelling.enabled_is_text),
            ("hasNoEventType", self.spelling.has_no_event_type),
            ("pollingIsText", self.spelling.polling_is_text),
        ];
        for (key, _) in flags.iter().filter(|(_, is_set)| *is_set) {
            push_member(&mut json, key, "");
        }
        push_list(&mut json, "fields", &self.fields, |json, field| json::push_string(json, field));
        push_list(&mut json, "tags", &self.tags, |json, tag| json::push_string(json, tag));
        push_list(&mut json, "additional", &self.additional, |json, entry| {
            json.push('{');
            push_member(json, "place", word(&PLACES, &entry.place));
            push_member(json, "key", &entry.key);
            push_member(json, "value", &entry.value);
            json.push('}');
        });
        json.push('}');
        json
    }

    /// What [`Instance::to_json`] wrote. What is not there is as on a blank form; nothing for what is no
    /// JSON object.
    #[must_use]
    pub fn from_json(text: &str, definition: &Definition) -> Option<Self> {
        let (tree, found) = json::parse(text);
        let root = tree.root(text).filter(|root| root.kind() == Kind::Object && found.errors == 0)?;
        let blank = Self::blank(definition);
        let texts = |key: &str| -> Vec<String> {
            root.get(key).into_iter().flat_map(Value::items).map(|item| item.text().into_owned()).collect()
        };
        let text = |key: &str, otherwise: String| read(root, key).unwrap_or(otherwise);
        let has = |key: &str| root.get(key).is_some();
        let mut fields = texts("fields");
        fields.resize(blank.fields.len(), String::new());
        let additional = root.get("additional").into_iter().flat_map(Value::items).map(|entry| Additional {
            place: meant(&PLACES, read(entry, "place")).unwrap_or(Place::Configuration),
            key: read(entry, "key").unwrap_or_default(),
            value: read(entry, "value").unwrap_or_default(),
        });
        let types = [EventType::Polling, EventType::Webhook].map(|event_type| (event_type, event_type.as_str()));
        Some(Self {
            host: text("host", blank.host),
            user_secret: text("userSecret", blank.user_secret),
            organization_secret: text("organizationSecret", blank.organization_secret),
            name: text("name", blank.name),
            fields,
            signature_key: text("signatureKey", blank.signature_key),
            events: has("events"),
            event_type: meant(&types, read(root, "eventType")).unwrap_or(blank.event_type),
            callback_url: text("callbackUrl", blank.callback_url),
            refresh_interval: text("refreshInterval", blank.refresh_interval),
            polling: read(root, "polling").map_or(blank.polling, |polling| Arc::new(Document::new(polling))),
            tags: texts("tags"),
            element: text("element", blank.element),
            additional: additional.collect(),
            spelling: Spelling {
                enabled_is_text: has("enabledIsText"),
                has_no_event_type: has("hasNoEventType"),
                interval: meant(&INTERVALS, read(root, "interval")).unwrap_or_default(),
                polling_is_text: has("pollingIsText"),
            },
        })
    }
}

/// Adds a member; a comma before it, unless it is the first.
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

fn push_list<T>(json: &mut String, key: &str, items: &[T], push: impl Fn(&mut String, &T)) {
    push_key(json, key);
    json.push('[');
    for (index, item) in items.iter().enumerate() {
        json.push_str(if index == 0 { "" } else { "," });
        push(json, item);
    }
    json.push(']');
}

fn read(object: Value<'_>, key: &str) -> Option<String> {
    object.get(key).map(|value| value.text().into_owned())
}

fn meant<T: Copy>(words: &[(T, &'static str)], word: Option<String>) -> Option<T> {
    let word = word?;
    words.iter().find(|(_, other)| *other == word).map(|(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instance_comes_back_as_it_was() {
        let definition = Definition::woocommerce();
        let blank = Instance::blank(definition);
        assert_eq!(Instance::from_json("{}", definition), Some(blank.clone()));
        assert_eq!(Instance::from_json(&blank.to_json(), definition), Some(blank));
        assert_eq!(Instance::from_json("[]", definition), None);
        assert_eq!(Instance::from_json("{", definition), None);
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
            additional: [Place::Element, Place::Configuration, Place::Body]
                .map(|place| Additional { place, key: "k\"".into(), value: "[1, 2.0]".into() })
                .into(),
            spelling: Spelling {
                enabled_is_text: true,
                has_no_event_type: true,
                interval: Interval::Number,
                polling_is_text: true,
            },
        };
        assert_eq!(Instance::from_json(&instance.to_json(), definition), Some(instance));
    }
}
