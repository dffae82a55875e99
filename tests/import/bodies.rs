//! Imports of request bodies and polling configurations without a command.

use importer::{is_importable, read};
use model::element::Definition;
use model::instance::{EventType, ExtraField, Instance, Interval, Section};
use serde_json::{Value, json};

use super::{BODY, body, import, messages};

#[test]
fn bodies_are_read_without_a_command() {
    let definition = Definition::woocommerce();
    let before = Instance {
        host: "https://staging.cloud-elements.com".into(),
        user_secret: "u".into(),
        organization_secret: "o".into(),
        tags: vec!["a".into()],
        ..Instance::empty(definition)
    };
    for text in [BODY.to_owned(), format!(" \n{BODY}\n"), serde_json::to_string(BODY).unwrap(), format!("'{BODY}'")] {
        let import = read(&text, &before).unwrap();
        let repairs: Vec<String> = import.repairs.iter().map(|repair| repair.kind.to_string()).collect();
        let escaped = ["The JSON was escaped as a string. Removed the escapes."];
        assert_eq!(repairs, &escaped[usize::from(!text.starts_with('"'))..], "{text}");
        let expected = Instance {
            name: "n".into(),
            fields: vec!["https://a.b".into(), "k".into(), "s".into()],
            tags: Vec::new(),
            ..before.clone()
        };
        assert_eq!(import.instance, expected, "{text}");
        assert!(is_importable(&text));
    }
    let polling = "{\n  \"orders\": {\"url\": \"/x\", \"idField\": \"id\"}\n}";
    for text in [polling.to_owned(), serde_json::to_string(polling).unwrap(), polling.replace('\n', "\r\n")] {
        let import = read(&text, &before).unwrap();
        assert_eq!(import.repairs.len(), usize::from(text.starts_with('"')), "{text}");
        let instance = import.instance;
        assert_eq!(
            (instance.events, instance.event_type, instance.polling.text()),
            (true, EventType::Polling, polling)
        );
        let before = Instance { events: true, polling: instance.polling.clone(), ..before.clone() };
        assert_eq!(instance, before, "nothing else changes");
    }
    let part = r#"{"event.notification.enabled": true, "event.poller.configuration": {}}"#;
    let instance = read(part, &before).unwrap().instance;
    assert_eq!((instance.events, instance.polling.text(), &instance.tags[..]), (true, "{}", &["a".to_owned()][..]));
}

#[test]
fn values_without_a_field_are_kept_unchanged() {
    let text = r#"{"element":{"key":"shopify","id":12.0},"providerData":{"code":"<CODE_1>"},"configuration":{"store.url":" a ",
        "username":"x","big":12345678901234567890,"event.notification.enabled":"true","event.poller.refresh_interval":15.50,
        "event.vendor.type":"polling","event.poller.configuration":"{\"a\":{}}","event.notification.callback.url":""},"tags":[],"name":"n"}"#;
    let instance = import(text).instance;
    let entry = |section, key: &str, value: &str| ExtraField::new(section, key, value);
    let expected = [
        entry(Section::Element, "id", "12.0"),
        entry(Section::Body, "providerData", "{\"code\":\"<CODE_1>\"}"),
        entry(Section::Configuration, "store.url", " a "),
        entry(Section::Configuration, "username", "x"),
        entry(Section::Configuration, "big", "12345678901234567890"),
        entry(Section::Configuration, "event.poller.refresh_interval", "15.50"),
        entry(Section::Configuration, "event.notification.callback.url", ""),
        entry(Section::Body, "tags", "[]"),
    ];
    assert_eq!(instance.additional, expected);
    assert!(
        instance.source_format.enabled_is_text
            && instance.source_format.polling_is_text
            && !instance.source_format.has_no_event_type
    );
    assert_eq!(instance.source_format.interval, Interval::Absent);
    assert_eq!(doubled(&instance), 0);
    assert_eq!(body(text), serde_json::from_str::<Value>(text).unwrap());
    assert_eq!(
        messages(text),
        [
            "line 1, column 63: code contains a placeholder. It was kept: enter the real value.",
            "line 2, column 119: \"event.poller.refresh_interval\" isn't a whole number of minutes, 1 or more, so it's \
             under Additional configuration. Enter the minutes in their field and remove it there.",
            "The element is \"shopify\", not woocommercerest. It was kept; settings without a field are under \
             Additional configuration.",
        ]
    );
}

/// Event settings of all kinds are sent as they were imported.
#[test]
fn event_settings_of_all_kinds_are_sent_unchanged() {
    let polling = json!({"a": {"url": "/x", "idField": "id"}});
    let cases = [
        json!({"event.notification.enabled": true, "event.vendor.type": "webhook"}),
        json!({"event.notification.enabled": true, "event.vendor.type": "webhooks", "event.poller.configuration": polling}),
        json!({"event.notification.enabled": true}),
        json!({"event.notification.enabled": true, "event.vendor.type": "polling"}),
        json!({"event.notification.enabled": true, "event.vendor.type": "polling", "event.poller.configuration": ""}),
        json!({"event.notification.enabled": true, "event.vendor.type": "polling", "event.poller.configuration": "{}"}),
        json!({"event.notification.enabled": true, "event.vendor.type": 5, "event.poller.configuration": polling}),
        json!({"event.notification.enabled": "true", "event.poller.configuration": polling, "event.poller.refresh_interval": 15}),
        json!({"event.notification.enabled": "true", "event.poller.configuration": [], "event.poller.refresh_interval": "015"}),
        json!({"event.notification.enabled": true, "event.poller.configuration": polling, "event.poller.refresh_interval": "015"}),
        json!({"event.notification.enabled": true, "event.vendor.type": "polling", "event.poller.configuration": polling, "event.poller.refresh_interval": "<minutes>"}),
        json!({"event.notification.enabled": false, "event.vendor.type": "polling", "event.poller.configuration": polling}),
        json!({"event.notification.enabled": "TRUE", "event.notification.signature.key": "x"}),
        json!({"event.vendor.type": "polling", "event.poller.configuration": polling}),
        json!({"event.notification.enabled": true, "event.notification.signature.key": "", "event.notification.callback.url": " x"}),
        json!({"event.notification.enabled": true, "event.notification.signature.key": 5, "event.notification.callback.url": null}),
    ];
    for configuration in cases {
        let text = json!({"element": {"key": "x"}, "configuration": configuration, "name": "n"}).to_string();
        assert_eq!(body(&text).to_string(), text);
        assert_eq!(doubled(&import(&text).instance), 0, "{text}");
    }
}

/// Counts the extra fields that duplicate a field of the form.
fn doubled(instance: &Instance) -> usize {
    let errors = instance.validate();
    errors.iter().filter(|error| error.to_string().starts_with("Additional")).count()
}

#[test]
fn repairs_of_the_body_are_reported() {
    let cases: [(&str, &[&str]); 13] = [
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {}, \"name\": \"[object Object]\"}",
            &["line 1, column 56: Name contains a placeholder. It was kept: enter the real value."],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"event.notification.enabled\": \"yes\"}, \"name\": \"n\"}",
            &["line 1, column 75: The field can't show the value of \"event.notification.enabled\", so it's under \
                 Additional configuration."],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"event.notification.enabled\": true, \"event.vendor.type\": \"Polling\", \"event.poller.refresh_interval\": \"15 minutes\"}, \"name\": \"n\"}",
            &[
                "line 1, column 102: The field can't show the value of \"event.vendor.type\", so it's under Additional \
                 configuration.",
                "line 1, column 146: The field can't show the value of \"event.poller.refresh_interval\", so it's \
                 under Additional configuration.",
            ],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {}, \"name\": \"n\", \"tags\": [{\"id\": 1, \"name\": \"t\"}]}",
            &["line 1, column 69: The field can't show the value of \"tags\", so it's under Additional configuration."],
        ),
        (
            "{\"element\": {\"key\": \"x\"}\n\"configuration\": {,}, \"name\": \"n\",}",
            &[
                "line 1, column 25: Missing comma.",
                "line 2, column 19: Extra comma. Remove it.",
                "line 2, column 34: JSON doesn't allow a trailing comma. Remove it.",
            ],
        ),
        (
            "\"{\\n \\\"element\\\": {\\\"key\\\": \\\"x\\\"}, \\\"configuration\\\": {}, \\\"name\\\": \\\"n\\\"\"",
            &[
                "line 1, column 1: The JSON was escaped as a string. Removed the escapes.",
                "line 1, column 75: Missing } to close the bracket opened on line 1, column 2.",
            ],
        ),
        (
            "{\"element\": {\"key\": \"x\"},\n{% include a.md %},\n\"configuration\": {}, \"name\": \"n\"}",
            &["line 2, column 1: Removed a template line of the documentation's source ({% … %})."],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"name\": \"a\", \"configuration\": {}, \"name\": \"n\"}",
            &["line 1, column 61: \"name\" appears again here. Only the last one counts."],
        ),
        (
            "{\"element\": {\"key\": \"woocommercerest\"}, \"configuration\": {\"store.url\": \" b \", \"oauth.api.key\": \"<CONSUMER_KEY>\", \"oauth.api.secret\": \"••••••••\"}, \"name\": 5}",
            &[
                "line 1, column 72: The form can't send \"store.url\" exactly as pasted. Review what it sends.",
                "line 1, column 96: OAuth API Key is a placeholder. The field is empty: fill it in.",
                "line 1, column 134: OAuth API Secret is masked in the text. The field is empty: fill it in.",
                "line 1, column 155: The field can't show the value of \"name\", so it's under Additional \
                 configuration.",
            ],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"password\": \"****\", \"a\": \"https://<SUB_DOMAIN>.b\"}}",
            &[
                "line 1, column 57: password is masked in the text. It was kept: enter the real value.",
                "line 1, column 70: a contains a placeholder. It was kept: enter the real value.",
                "The text has no \"name\". The form always sends it.",
            ],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"event.notification.enabled\": true, \"event.vendor.type\": \"polling\"}, \"name\": \"n\"}",
            &["line 1, column 102: The body uses polling without an event.poller.configuration that the form can \
                 show. The event type is under Additional configuration."],
        ),
        (
            "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"event.notification.enabled\": true, \"event.poller.configuration\": \"{\\\"a\\\": {},}\"}, \"name\": \"n\"}",
            &["line 1, column 122: JSON doesn't allow a trailing comma. Remove it."],
        ),
        (
            "{\"id\": 1, \"token\": \"t\", \"element\": {\"id\": 2, \"key\": \"x\"}, \"configuration\": {}, \"name\": \"n\", \"tags\": []}",
            &["line 1, column 1: This is an instance as the API returns it. Its element, configuration, tags and \
                 name were used; fields that the API adds were ignored."],
        ),
    ];
    for (text, sentences) in cases {
        let mut messages = messages(text);
        messages.retain(|sentence| !sentence.starts_with("The element is"));
        assert_eq!(messages, sentences, "{text}");
    }
}
