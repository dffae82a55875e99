//! Members of the request's body that the form has no field for.

use crate::api_schema::{
    CALLBACK_URL, CONFIGURATION, ELEMENT, ELEMENT_KEY, EVENT_TYPE, EVENTS_ENABLED, NAME, POLLING_CONFIGURATION,
    REFRESH_INTERVAL, SIGNATURE_KEY, TAGS,
};
use crate::json;
use crate::secret::is_secret_key;

use super::{ErrorKind, Instance};

/// A member of the request's body that the form has no field for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtraField {
    /// Its section of the body.
    pub section: Section,
    /// Its key.
    pub key: String,
    /// The value as typed: JSON or plain text.
    value: String,
    /// The value as JSON.
    json: String,
    /// True if the value has a member with a secret key.
    contains_secret: bool,
}

/// A section of the request's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// The members of `element`.
    Element,
    /// The members of `configuration`.
    Configuration,
    /// The members of the body itself.
    Body,
}

impl ExtraField {
    /// Creates a field. Parses the value here and in [`ExtraField::set_value`] only, so that the first load, which only
    /// writes it, needs no parser (saves 2 kB brotli).
    pub fn new(section: Section, key: impl Into<String>, value: impl Into<String>) -> Self {
        let mut this =
            Self { section, key: key.into(), value: String::new(), json: String::new(), contains_secret: false };
        this.set_value(value.into());
        this
    }

    /// Sets the value.
    pub fn set_value(&mut self, value: String) {
        let trimmed = value.trim();
        let tree = json::parse_strict(trimmed);
        self.json = if tree.is_some() { trimmed.to_owned() } else { json::quoted(&value) };
        self.contains_secret = tree.and_then(|tree| tree.root(trimmed).map(contains_secret)) == Some(true);
        self.value = value;
    }

    /// Returns the value as typed: JSON or plain text.
    #[must_use]
    pub fn value(&self) -> &String {
        &self.value
    }

    /// Returns the value as JSON: unchanged if it is JSON, else as a string.
    #[must_use]
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Returns the text to type for this JSON: a string loses its quotes if the result is one line and no JSON.
    #[must_use]
    pub fn typed(value: json::Value<'_>) -> String {
        let text = value.text();
        let is_plain = value.kind() == json::Kind::String
            && json::parse_strict(text.trim()).is_none()
            && !text.contains(char::is_control);
        if is_plain { text.into_owned() } else { value.source_token().into() }
    }

    /// Returns whether its key, or one inside its value, is a secret key.
    #[must_use]
    pub fn is_secret(&self) -> bool {
        self.contains_secret || is_secret_key(&self.key)
    }
}

/// Returns whether a value has a member with a secret key.
pub(crate) fn contains_secret(value: json::Value<'_>) -> bool {
    value.members().any(|member| is_secret_key(&member.key.text()) || contains_secret(member.value))
        || value.items().any(contains_secret)
}

/// A field's key is compared with this many fields at most, which keeps the time linear.
const MAX_COMPARED_FIELDS: usize = 1_000;

impl Instance {
    /// Returns the errors of the extra fields, each with its index.
    pub(super) fn check_additional(&self) -> Vec<(usize, ErrorKind)> {
        let sections = [Section::Element, Section::Configuration, Section::Body];
        let reserved = sections
            .into_iter()
            .flat_map(|section| self.reserved_keys(section).into_iter().map(move |key| (section, key)));
        let reserved: Vec<(Section, &str)> = reserved.collect();
        let entries = self.additional.iter().enumerate();
        entries
            .filter_map(|(index, entry)| {
                let is_same = |section: Section, key: &str| section == entry.section && key == entry.key;
                let is_taken = reserved.iter().any(|(section, key)| is_same(*section, key))
                    || self.additional[..index.min(MAX_COMPARED_FIELDS)]
                        .iter()
                        .any(|other| is_same(other.section, &other.key));
                if entry.key.is_empty() {
                    return Some((index, ErrorKind::MissingKey));
                }
                is_taken.then(|| (index, ErrorKind::DuplicateKey(entry.key.clone())))
            })
            .collect()
    }

    /// Returns the keys that the form's own fields use in a section.
    #[must_use]
    pub fn reserved_keys(&self, section: Section) -> Vec<&str> {
        match section {
            Section::Element => vec![ELEMENT_KEY],
            Section::Body if self.tags.is_empty() => vec![ELEMENT, CONFIGURATION, NAME],
            Section::Body => vec![ELEMENT, CONFIGURATION, TAGS, NAME],
            Section::Configuration => {
                let fields = self.definition().fields.iter().zip(&self.fields);
                let fields = fields.filter(|(_, value)| self.needs_fields() || !value.trim().is_empty());
                let mut keys: Vec<&str> = fields.map(|(field, _)| field.key).collect();
                let events = [
                    (self.events, EVENTS_ENABLED),
                    (self.events && !self.source_format.has_no_event_type, EVENT_TYPE),
                    (self.events && !self.callback_url.trim().is_empty(), CALLBACK_URL),
                    (self.events && !self.signature_key.is_empty(), SIGNATURE_KEY),
                    (self.is_polling() && !self.has_no_interval(), REFRESH_INTERVAL),
                    (self.is_polling(), POLLING_CONFIGURATION),
                ];
                keys.extend(events.iter().filter(|(is_sent, _)| *is_sent).map(|(_, key)| *key));
                keys
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(key: &str, value: &str) -> ExtraField {
        ExtraField::new(Section::Configuration, key, value)
    }

    #[test]
    fn json_is_sent_as_json_and_other_text_as_a_string() {
        let cases = [
            ("15", "15"),
            ("15.0", "15.0"),
            (" true ", "true"),
            ("\"15\"", "\"15\""),
            ("abc", "\"abc\""),
            ("", "\"\""),
            ("{\"a\": [1]}", "{\"a\": [1]}"),
            ("{\"a\": ", "\"{\\\"a\\\": \""),
            ("\"two\\nlines\"", "\"two\\nlines\""),
            (" a b ", "\" a b \""),
        ];
        for (typed, json) in cases {
            assert_eq!(entry("x", typed).json(), json);
            let (tree, _) = json::parse(json);
            let retyped = entry("x", &ExtraField::typed(tree.root(json).unwrap()));
            assert_eq!(retyped.json(), json, "retyped: {}", retyped.value);
        }
    }

    #[test]
    fn secrets_are_recognized_by_their_keys() {
        for key in ["password", "oauth.api.secret", "API_TOKEN", "private.key", "providerData", "code", "oauth.api.key"]
        {
            assert!(entry(key, "x").is_secret(), "{key}");
        }
        assert!(entry("auth", "[{\"password\": \"x\"}]").is_secret(), "inside the value");
        for key in ["username", "subdomain", "authentication.type", "country.code", "filter.response.nulls"] {
            assert!(!entry(key, "x").is_secret(), "{key}");
        }
    }
}
