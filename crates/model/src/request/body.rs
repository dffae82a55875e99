//! Builds the body of `POST /instances`. Only this module knows its structure.

use crate::api_schema;
use crate::element::FieldKind;
use crate::instance::{ExtraField, Instance, Interval, Section, minutes};
use crate::json;
use crate::url;

use super::secret_text::{SecretText, variable};

/// Returns `element`, `configuration`, `tags` and `name` in the documented order, indented by two spaces.
pub(super) fn body(instance: &Instance) -> SecretText {
    let mut body = SecretText::default();
    body.push("{\n  \"element\": {\n    \"key\": ");
    body.push_json(&instance.element);
    extra_fields(&mut body, instance, Section::Element, &mut false);
    body.push("\n  },\n  \"configuration\": {");
    configuration(&mut body, instance);
    body.push("\n  },");
    if !instance.tags.is_empty() {
        body.push("\n  \"tags\": [");
        for (index, tag) in instance.tags.iter().enumerate() {
            body.push(if index == 0 { "\n    " } else { ",\n    " });
            body.push_json(tag);
        }
        body.push("\n  ],");
    }
    body.push("\n  \"name\": ");
    body.push_json(if instance.name.trim().is_empty() { api_schema::NAME_PLACEHOLDER } else { &instance.name });
    extra_fields(&mut body, instance, Section::Body, &mut false);
    body.push("\n}");
    body
}

/// Appends the members of `configuration`.
fn configuration(body: &mut SecretText, instance: &Instance) {
    let mut is_first = true;
    let mut key = |body: &mut SecretText, key: &str| {
        body.push(if std::mem::take(&mut is_first) { "\n    " } else { ",\n    " });
        body.push_json(key);
        body.push(": ");
    };
    for (field, value) in instance.definition().fields.iter().zip(&instance.fields) {
        let value = value.trim();
        if value.is_empty() && !instance.needs_fields() {
            continue;
        }
        key(body, field.key);
        let shown = if value.is_empty() { field.placeholder } else { value };
        match field.kind {
            FieldKind::Secret => body.push_json_secret(shown, &variable(field.key), value.is_empty()),
            FieldKind::Url => push_url(body, shown, field.key),
            FieldKind::Text => body.push_json(shown),
        }
    }
    if instance.events {
        events(body, instance, key);
    }
    extra_fields(body, instance, Section::Configuration, &mut is_first);
}

/// Appends a URL as a JSON string. Each key or password in it is a separate secret.
fn push_url(body: &mut SecretText, url: &str, key: &str) {
    let mut at = 0;
    body.push("\"");
    for secret in url::typed_secrets(url) {
        body.push_quoted(&url[at..secret.start]);
        body.push_secret(&variable(key), false, |json| json::push_quoted(json, &url[secret.clone()]));
        at = secret.end;
    }
    body.push_quoted(&url[at..]);
    body.push("\"");
}

/// Appends the event settings. `key` appends a key and its colon.
fn events(body: &mut SecretText, instance: &Instance, mut key: impl FnMut(&mut SecretText, &str)) {
    let format = instance.source_format;
    key(body, api_schema::EVENTS_ENABLED);
    body.push(if format.enabled_is_text { "\"true\"" } else { "true" });
    if !format.has_no_event_type {
        key(body, api_schema::EVENT_TYPE);
        body.push_json(instance.event_type.as_str());
    }
    let callback_url = instance.callback_url.trim();
    if !callback_url.is_empty() {
        key(body, api_schema::CALLBACK_URL);
        push_url(body, callback_url, api_schema::CALLBACK_URL);
    }
    if !instance.signature_key.is_empty() {
        key(body, api_schema::SIGNATURE_KEY);
        body.push_json_secret(&instance.signature_key, &variable(api_schema::SIGNATURE_KEY), false);
    }
    if !instance.is_polling() {
        return;
    }
    // The documentation's tables declare a number. All of its examples and the console use a string.
    match (minutes(&instance.refresh_interval), format.interval) {
        (None, Interval::Absent) if instance.refresh_interval.trim().is_empty() => {}
        (minutes, interval) => {
            key(body, api_schema::REFRESH_INTERVAL);
            let minutes =
                minutes.map_or(api_schema::REFRESH_INTERVAL_PLACEHOLDER.into(), |minutes| minutes.to_string());
            if interval == Interval::Number && minutes != api_schema::REFRESH_INTERVAL_PLACEHOLDER {
                body.push(&minutes);
            } else {
                body.push_json(&minutes);
            }
        }
    }
    key(body, api_schema::POLLING_CONFIGURATION);
    let polling = instance.polling.text().trim();
    if !instance.polling.is_json() {
        body.push_json(api_schema::POLLING_PLACEHOLDER);
    } else if format.polling_is_text {
        body.push_json(polling);
    } else {
        json::push_indented(&mut body.text, polling, "    ");
    }
}

/// Appends the extra fields of a section, for which the form has no input.
fn extra_fields(body: &mut SecretText, instance: &Instance, section: Section, is_first: &mut bool) {
    let indent = if section == Section::Body { "  " } else { "    " };
    for entry in instance.additional.iter().filter(|entry| entry.section == section) {
        body.push(if std::mem::take(is_first) { "\n" } else { ",\n" });
        body.push(indent);
        body.push_json(&entry.key);
        body.push(": ");
        push_value(body, entry, indent);
    }
}

fn push_value(body: &mut SecretText, entry: &ExtraField, indent: &str) {
    let value = entry.json();
    let inside = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
    let mut text = String::new();
    json::push_indented(&mut text, inside.unwrap_or(value), indent);
    let quote = if inside.is_some() { "\"" } else { "" };
    body.push(quote);
    if entry.is_secret() {
        body.push_secret(&variable(&entry.key), false, |json| json.push_str(&text));
    } else {
        body.push(&text);
    }
    body.push(quote);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element::Definition;

    #[test]
    fn keys_in_urls_are_secrets() {
        let (key, secret) =
            ("ck_0000000000000000000000000000000000000001", "cs_0000000000000000000000000000000000000002");
        let url = format!("https://shop.example?consumer_key={key}&consumer_secret={secret}");
        let instance = Instance {
            fields: vec![url.clone(), "ck_1".into(), "cs_1".into()],
            events: true,
            callback_url: "https://a.example/?token=t0ken\"&x=1".into(),
            ..Instance::empty(Definition::woocommerce())
        };
        let body = body(&instance);
        assert!(body.as_str().contains(&format!("\"store.url\": \"{url}\"")), "the URL is sent unchanged");
        assert!(body.as_str().contains(r#""https://a.example/?token=t0ken\"&x=1""#));
        let masked = body.masked();
        assert!(masked.contains("\"https://shop.example?consumer_key=••••••••&consumer_secret=••••••••\""), "{masked}");
        assert!(masked.contains("\"https://a.example/?token=••••••••&x=••••••••\""), "{masked}");
        let variables: Vec<_> = body.secrets().iter().map(|secret| secret.variable.as_str()).collect();
        assert_eq!(variables[..3], ["CE_STORE_URL", "CE_STORE_URL", "CE_OAUTH_API_SECRET"]);
    }

    #[test]
    fn the_body_has_the_keys_of_the_schema() {
        let owned = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let mut instance = Instance { tags: vec!["Docs".into()], ..Instance::empty(Definition::woocommerce()) };
        let keys = |instance: &Instance| {
            let body: serde_json::Value = serde_json::from_str(body(instance).as_str()).unwrap();
            let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            (keys(&body), keys(&body[api_schema::ELEMENT]))
        };
        let top = [api_schema::CONFIGURATION, api_schema::ELEMENT, api_schema::NAME, api_schema::TAGS];
        assert_eq!(keys(&instance), (owned(&top), owned(&[api_schema::ELEMENT_KEY])));
        instance.tags.clear();
        assert_eq!(keys(&instance).0, owned(&top[..3]));
    }
}
