//! Removes, masks and collects the secrets of an instance.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::element::{Field, FieldKind};
use crate::json;
use crate::polling::Document;
use crate::secret::is_secret_key;
use crate::secret::redact::{self, Scope};
use crate::url;

use super::secret_detection::{has_secret_value, hides_secret, url_masks_all_secrets};
use super::serialize::TEXTS;
use super::{ExtraField, Instance, MASK};

impl Instance {
    /// Returns a copy without secrets, keys and URLs that contain a secret: the draft that the tab stores.
    #[must_use]
    pub fn without_secrets(&self) -> Self {
        let mut this = self.clone();
        for secret in [&mut this.user_secret, &mut this.organization_secret, &mut this.signature_key] {
            secret.clear();
        }
        for (field, value) in self.definition().fields.iter().zip(&mut this.fields) {
            if is_secret(field) || field.kind == FieldKind::Url && !url::secrets(value).is_empty() {
                value.clear();
            }
        }
        for url in [&mut this.host, &mut this.callback_url] {
            if !url::secrets(url).is_empty() {
                url.clear();
            }
        }
        this.replace_secret_texts("");
        this.tags.retain(|tag| !tag.is_empty());
        this
    }

    /// Returns a copy with a [`MASK`] for each text that [`Self::without_secrets`] removes. The values that
    /// [`crate::request::HttpRequest`] masks itself stay.
    #[must_use]
    pub fn with_masks(&self) -> Self {
        let mut this = self.clone();
        for (field, value) in self.definition().fields.iter().zip(&mut this.fields) {
            if field.kind == FieldKind::Text && is_secret(field) && !value.trim().is_empty() {
                MASK.clone_into(value);
            }
        }
        if hides_secret(&this.host) {
            this.host.clear();
        }
        this.replace_secret_texts(MASK);
        this
    }

    /// Replaces every text that contains a secret with `replacement`.
    fn replace_secret_texts(&mut self, replacement: &str) {
        let replace = |text: &mut String, is_url: bool| {
            // The request masks the secrets of such a URL itself, so that the rest stays readable.
            let is_masked = is_url && !replacement.is_empty() && url_masks_all_secrets(text);
            let is_secret = hides_secret(text) || !is_url && redact::has_keyed_value(text);
            if !is_masked && is_secret {
                replacement.clone_into(text);
            }
        };
        for (name, text) in TEXTS {
            if name != "host" || replacement.is_empty() {
                replace(text(self), matches!(name, "host" | "callbackUrl"));
            }
        }
        for (field, value) in self.definition().fields.iter().zip(&mut self.fields) {
            replace(value, field.kind == FieldKind::Url);
        }
        for tag in &mut self.tags {
            replace(tag, false);
        }
        for entry in &mut self.additional {
            if entry.is_secret() || hides_secret(entry.value()) || has_secret_value(entry.value()) {
                entry.set_value(replacement.to_owned());
            }
            if hides_secret(&entry.key) {
                replacement.clone_into(&mut entry.key);
            }
        }
        let is_default = self.definition().is_default_polling(&self.polling);
        if !is_default && let Some(polling) = replace_polling_secrets(&self.polling, replacement) {
            self.polling = polling.unwrap_or_else(|| Self::empty(self.definition()).polling);
        }
    }

    /// Returns the values of the fields that hold a secret.
    fn secret_values(&self) -> Vec<&str> {
        let mut values: Vec<&str> = vec![&self.user_secret, &self.organization_secret, &self.signature_key];
        for (field, value) in self.definition().fields.iter().zip(&self.fields) {
            if is_secret(field) {
                values.push(value);
            }
        }
        for entry in &self.additional {
            if entry.is_secret() {
                values.push(entry.value());
            }
        }
        values
    }

    /// Returns the request's secrets, which are redacted in the texts of others.
    #[must_use]
    pub fn own_secrets(&self) -> Vec<String> {
        const MAX_BYTES: usize = 20_000;
        let mut all: Vec<String> = self.secret_values().into_iter().map(String::from).collect();
        for url in self.fields.iter().chain([&self.callback_url, &self.host]) {
            all.extend(url::secrets(url).into_iter().map(|range| url[range].to_owned()));
        }
        let texts = self.additional.iter().map(ExtraField::value).chain(&self.fields).chain(&self.tags);
        for text in texts.map(String::as_str).chain([self.callback_url.as_str(), &self.name, self.polling.text()]) {
            if text.len() <= MAX_BYTES {
                all.extend(redact::foreign_secrets(text));
            }
        }
        all
    }

    /// Replaces the request's secrets in `text` with a [`MASK`], as they are or escaped for JSON. Secrets of fewer than
    /// four bytes are ignored, since they occur in any text.
    #[must_use]
    pub fn redact(&self, text: String) -> String {
        let mut secrets = self.secret_values();
        for secret in &mut secrets {
            *secret = secret.trim();
        }
        for url in self.fields.iter().chain([&self.callback_url]) {
            secrets.extend(url::secrets(url).into_iter().map(|range| &url[range]));
        }
        let mut escaped = Vec::new();
        for secret in secrets {
            if secret.len() >= 4 {
                escaped.extend(json_escapes(secret));
            }
        }
        // A secret can be the beginning of another one.
        escaped.sort_by_key(|secret| Reverse(secret.len()));
        escaped.iter().fold(text, |text, secret| text.replace(secret, MASK))
    }
}

/// Returns whether a field's value is a secret or the key that belongs to one.
fn is_secret(field: &Field) -> bool {
    field.kind == FieldKind::Secret || is_secret_key(field.key)
}

/// Replaces the secrets of a polling configuration. Returns `None` if it has none, and `Some(None)` if they can't be
/// separated from the rest.
#[allow(clippy::option_option, reason = "without secrets and not replaceable are different outcomes")]
fn replace_polling_secrets(polling: &Document, replacement: &str) -> Option<Option<Arc<Document>>> {
    let text = polling.text();
    let found = redact::secrets(text, &[], Scope::All);
    if found.as_ref().is_some_and(Vec::is_empty) && !hides_secret(text) {
        return None;
    }
    let rest = found.map(|found| redact::replaced(text, &found, replacement));
    let rest = rest.filter(|rest| json::parse_strict(rest).is_some() || json::parse_strict(text).is_none());
    Some(rest.filter(|rest| !hides_secret(rest)).map(|rest| Arc::new(Document::unchecked(rest))))
}

/// Returns the forms that a secret can have in JSON: printers differ in which characters they escape.
fn json_escapes(secret: &str) -> [String; 5] {
    let mut quoted = String::new();
    json::push_quoted(&mut quoted, secret);
    let slashes = quoted.replace('/', "\\/");
    let (equals, both) = (quoted.replace('=', "\\u003d"), slashes.replace('=', "\\u003d"));
    [secret.into(), quoted, slashes, equals, both]
}

#[cfg(test)]
mod tests {
    use super::super::{ExtraField, Section};
    use super::*;
    use crate::element::Definition;
    use crate::request::HttpRequest;

    fn filled() -> Instance {
        let additional = [("event.notification.basic.password", "p4ss-CANARY"), ("filter.response.nulls", "true")];
        Instance {
            user_secret: "u-CANARY".into(),
            organization_secret: "o-CANARY".into(),
            name: "My store".into(),
            fields: vec!["https://mycoolstore.com".into(), "ck_CANARY".into(), "cs_CANARY".into()],
            signature_key: "k-CANARY".into(),
            events: true,
            callback_url: "https://me:CANARY@mycoolapp.com".into(),
            tags: vec!["Docs".into(), "cs_0123456789abcdef0123456789abcdef01234567".into()],
            additional: additional.map(|(key, value)| ExtraField::new(Section::Configuration, key, value)).into(),
            polling: Arc::new(Document::new("{\n".into())),
            ..Instance::empty(Definition::woocommerce())
        }
    }

    #[test]
    fn drafts_contain_no_secret() {
        let draft = filled().without_secrets();
        let json = draft.to_json();
        assert!(!json.contains("CANARY") && !json.contains("cs_"), "{json}");
        assert_eq!((draft.name.as_str(), draft.fields[0].as_str()), ("My store", "https://mycoolstore.com"));
        assert_eq!((draft.tags.as_slice(), draft.polling.text()), (["Docs".to_owned()].as_slice(), "{\n"));
        assert_eq!(draft.additional[1].value(), "true");
    }

    /// Secrets in every escape.
    const HIDDEN: [&str; 9] = [
        "cs_0123456789abcdef0123456789abcdef0CANARY0",
        "\\u0063s_0123456789abcdef0123456789abcdef0CANARY0",
        "%63s_0123456789abcdef0CANARY0",
        "%2563s%255F0123456789abcdef0CANARY0",
        "&#99;s&lowbar;0123456789abcdef0CANARY0",
        "CS_0123456789ABCDEF0CANARY0",
        "Q0FOQVJZQ0FOQVJZQ0FOQVJZQ0FOQVJZ00CANARY0+/=",
        "https://me:0CANARY0@a.example/",
        "https://a.example/?tok%65n=0CANARY0",
    ];

    #[test]
    fn drafts_and_events_contain_no_secret_in_any_escape() {
        for hidden in HIDDEN {
            let polling = format!("{{\"orders\":{{\"url\":\"/x?a={hidden}\",\"idField\":\"id\"}}}}");
            let entry = ExtraField::new(Section::Body, "x", hidden);
            let instance = Instance {
                name: hidden.into(),
                tags: vec![hidden.into()],
                callback_url: format!("https://a.example/{hidden}"),
                additional: vec![entry],
                polling: Arc::new(Document::new(polling)),
                ..filled()
            };
            let draft = instance.without_secrets().to_json();
            assert!(!draft.contains("CANARY0"), "{hidden}: {draft}");
            let event = HttpRequest::create_instance(&instance.with_masks()).body.masked();
            assert!(!event.contains("CANARY0"), "{hidden}: {event}");
            assert!(!event.contains("ck_CANARY") && !event.contains("cs_CANARY"), "{event}");
        }
    }

    #[test]
    fn drafts_and_events_contain_no_secret_of_a_polling_configuration() {
        for (polling, expected) in [
            (r#"{"a":{"password":"0CANARY0","url":"/x"}}"#, r#"{"a":{"password":"","url":"/x"}}"#),
            (r#"{"a":{"api\u004bey":"0CANARY0"}}"#, r#"{"a":{"api\u004bey":""}}"#),
            (r#"{"a":"{\"token\":\"0CANARY0\"}"}"#, r#"{"a":"{\"token\":\"\"}"}"#),
        ] {
            let instance = Instance { polling: Arc::new(Document::new(polling.into())), ..filled() };
            assert_eq!(instance.without_secrets().polling.text(), expected);
            let event = HttpRequest::create_instance(&instance.with_masks()).body.masked();
            assert!(!event.contains("CANARY0"), "{event}");
        }
        for definition in Definition::all() {
            let resources: Vec<_> = definition
                .resources
                .iter()
                .map(|resource| format!("{}:{}", json::quoted(resource.name), resource.configuration()))
                .collect();
            let polling = Arc::new(Document::new(format!("{{{}}}", resources.join(","))));
            let instance = Instance { polling: polling.clone(), ..Instance::empty(definition) };
            assert_eq!(instance.without_secrets().polling.text(), polling.text());
            assert_eq!(instance.with_masks(), instance);
        }
    }

    #[test]
    fn drafts_and_events_contain_no_value_of_a_secret_key() {
        for text in [
            "password=0CANARY0",
            "Name: password=0CANARY0",
            "My store, Password: 0CANARY0",
            "api_key = '0CANARY0'",
            "apiToken%3D0CANARY0",
            "{\"token\":\"0CANARY0\"}",
            "Authorization: Bearer 0CANARY0",
        ] {
            let instance = Instance { name: text.into(), tags: vec![text.into()], ..filled() };
            let draft = instance.without_secrets();
            assert_eq!((draft.name.as_str(), draft.tags), ("", Vec::<String>::new()), "{text}");
            let event = HttpRequest::create_instance(&instance.with_masks()).body.masked();
            assert!(!event.contains("CANARY0"), "{event}");
        }
        for text in ["My store", "Password shop", "Store 2: tokens", "https://a.example/token/1"] {
            let instance = Instance { name: text.into(), ..filled() };
            assert_eq!(instance.without_secrets().name, text);
        }
    }

    #[test]
    fn responses_are_shown_without_the_secrets_of_the_request() {
        let instance = Instance { signature_key: " k\"ey\n".into(), organization_secret: "o".into(), ..filled() };
        assert_eq!(instance.redact("\\u003d".into()), "\\u003d");
        let response = "no u-CANARY and no cs_CANARY, {\"k\":\"k\\\"ey\"}, k\"ey, p4ss-CANARY".to_owned();
        assert_eq!(instance.redact(response), "no •••••••• and no ••••••••, {\"k\":\"••••••••\"}, ••••••••, ••••••••");
    }

    #[test]
    fn secrets_are_redacted_in_every_json_escape_and_the_longest_first() {
        let definition = Definition::woocommerce();
        let instance = Instance {
            user_secret: "a/b+c=".into(),
            organization_secret: "a/b+".into(),
            ..Instance::empty(definition)
        };
        for escaped in ["a/b+c=", "a\\/b+c=", "a/b+c\\u003d", "a\\/b+c\\u003d"] {
            assert_eq!(instance.redact(format!("<{escaped}>")), "<••••••••>");
        }
    }
}
