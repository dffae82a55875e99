//! Polling configurations, and the shapes of a body's configuration.

use model::instance::{ExtraField, Interval, Section};
use model::request::HttpRequest;
use serde_json::{Value, json};

use super::*;

#[test]
fn a_polling_configuration_has_a_resource() {
    let inner = r#"{"url":"/orders","idField":"id"}"#;
    for document in [
        json!({}),
        json!({"orders": {"url": "/orders", "idField": "id"}}),
        json!({"orders": {"idField": "id"}}),
        json!({"orders": {"url": "/orders"}}),
        json!({"orders": {"url": "/orders"}, "a": {}}),
        json!({"orders": inner}),
        json!({"name": {"url": "/x"}, "element": {"url": "/x", "idField": "id"}, "configuration": {"url": "/x"}}),
        json!({"scripts": {"url": "/scripts", "idField": "id"}, "request": {"url": "/requests", "idField": "id"}}),
    ] {
        for text in [document.to_string(), json!(document.to_string()).to_string()] {
            let import = import(&text);
            assert!(import.instance.is_polling(), "{text}");
            assert_eq!(serde_json::from_str::<Value>(import.instance.polling.text()).unwrap(), document);
            let escaped = ["line 1, column 1: The JSON was escaped as a string. Removed the escapes."];
            assert_eq!(messages(&import), &escaped[usize::from(!text.starts_with('"'))..], "{text}");
        }
    }
    for (value, key) in [
        (json!({"orders": {"url": "/orders"}, "headers": {"Authorization": authorization()}}), "Authorization"),
        (json!({"orders": {"url": "/orders"}, "token": TOKEN}), "token"),
        (json!({"orders": {"url": "/orders", "a": format!("ck_{}", "0".repeat(40))}}), "a"),
    ] {
        let sentence = import_error(&value.to_string());
        assert!(sentence.ends_with(&format!("This looks like a polling configuration, but \"{key}\" in it looks like a secret, which would be visible. Remove it first.")), "{sentence}");
    }
    // Under its own key it counts as a configuration whatever it contains, and nothing else changes.
    let alone = json!({"event.poller.configuration": {"orders": {"url": "/orders"}}});
    let entry = json!({"key": "event.poller.configuration", "propertyValue": r#"{"orders":{"url":"/orders"}}"#});
    for document in [alone, json!([entry]), entry] {
        let import = import(&document.to_string());
        assert!(import.instance.is_polling() && import.instance.additional.is_empty());
        assert_eq!(import.instance.polling.text(), r#"{"orders":{"url":"/orders"}}"#);
    }
}

#[test]
fn configurations_in_other_shapes() {
    const LIST: &str =
        "The configuration is in the old form, a list of keys and values. Moved each value to its field.";
    let with = |key: &str, value: Value| {
        let mut body = body();
        body[key] = value;
        body.to_string()
    };
    let settings = || body()["configuration"].as_object().unwrap().clone().into_iter();
    let list = |key: &str, name: &str| {
        Value::Array(
            settings()
                .map(|(setting, value)| json!({"id": 123_456, key: setting, name: value, "active": "yes"}))
                .collect(),
        )
    };
    let pairs = Value::Array(settings().map(|(setting, value)| json!({setting: value})).collect());
    let cases = [
        (with("configuration", list("key", "propertyValue")), LIST),
        (with("configuration", list("key", "value")), LIST),
        (with("configuration", list("name", "value")), LIST),
        (with("configuration", pairs), LIST),
        (
            with("configuration", body()["configuration"].to_string().into()),
            "The configuration is JSON inside a string. Converted it to the object that the API expects.",
        ),
        (with("element", "woocommercerest".into()), "The element is a string here. Used it as the element's key."),
        (with("tags", " Docs ,".into()), "The tags are one string here. Read it as a list of tags."),
        (with("tags", "[\"Docs\"]".into()), "The tags are one string here. Read it as a list of tags."),
    ];
    for (text, sentence) in cases {
        let import = import(&text);
        assert_eq!(import.instance, form(), "{text}");
        let messages = messages(&import);
        assert_eq!(messages.len(), 1, "{messages:?}");
        assert!(messages[0].ends_with(sentence), "{messages:?}");
    }
    for tags in [json!(3), json!(true), json!({"name": "Docs"}), json!([1]), json!("[1]"), json!("{\"a\":1}")] {
        let read = import(&with("tags", tags.clone()));
        let body: Value = serde_json::from_str(HttpRequest::create_instance(&read.instance).body.as_str()).unwrap();
        assert_eq!(body["tags"], tags, "it is sent as it was");
        let messages = messages(&read);
        assert!(messages[0].contains("The field can't show the value of \"tags\""), "{messages:?}");
    }
    let flat = json!({"element": "woocommercerest", "store.url": "https://shop.example", "oauth.api.key": "ck_1", "oauth.api.secret": "cs_2", "tags": ["Docs"], "name": "My store"});
    let read = import(&flat.to_string());
    assert_eq!(read.instance, form());
    assert!(
        messages(&read)[0]
            .ends_with("The settings are next to the element, name or tags. Used them as the configuration.")
    );
    let empty = with(
        "configuration",
        json!([{"key": "store.url", "propertyValue": "https://shop.example"}, {"id": 5, "key": "event.metadata"}]),
    );
    let read = import(&empty);
    assert!(
        messages(&read)
            .iter()
            .any(|messages| messages.ends_with("The form can't send \"event.metadata\". It was left out."))
    );
    for other in [json!("x"), json!(5), json!([1]), json!(["store.url=x"]), json!([["store.url", "x"]])] {
        let sentence = import_error(&with("configuration", other));
        assert!(
            sentence.ends_with(
                "The configuration is neither an object nor a list of keys and values. Write it as an object {…}."
            ),
            "{sentence}"
        );
    }
    let none = import(&with("configuration", Value::Null));
    assert!(messages(&none)[0].ends_with("The form can't send \"configuration\". It was left out."));
}

/// Members moved by a missing bracket go back; well-formed ones stay.
#[test]
fn members_moved_by_a_missing_bracket_go_back() {
    struct Case {
        text: String,
        keys: &'static str,
        is_polling: bool,
    }
    let moved = |keys: &str| {
        format!(
            "Because of a missing bracket, {keys} was inside another object. Moved it back to the top of the body: \
             check the result."
        )
    };
    let start = r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://shop.example","oauth.api.key":"ck_1","oauth.api.secret":"cs_2""#;
    let polling = r#","event.notification.enabled":true,"event.vendor.type":"polling","event.poller.configuration":{"orders":{"url":"/o","idField":"id"}"#;
    let end = r#""tags":["Docs"],"name":"My store"}"#;
    let cases = [
        Case { text: format!("{start},{end}"), keys: r#""tags", "name""#, is_polling: false },
        Case { text: format!("{start}{polling}}},{end}"), keys: r#""tags", "name""#, is_polling: true },
        Case { text: format!("{start}{polling},{end}"), keys: r#""tags", "name""#, is_polling: true },
        Case {
            text: format!("{}}},{end}", start.replace("rest\"},", "rest\",")),
            keys: r#""configuration", "tags", "name""#,
            is_polling: false,
        },
        Case {
            text: format!("{},{end}", start.replace("rest\"},", "rest\",")),
            keys: r#""configuration""#,
            is_polling: false,
        },
        Case {
            text: format!("{},{end}", start.replace("rest\"},", "rest\",")),
            keys: r#""tags", "name""#,
            is_polling: false,
        },
        Case {
            text: format!("{},{end}", start.replace("{\"element\":{\"key\":\"woocommercerest\"},", "{"))
                .replace("\"name\":", "\"element\":{\"key\":\"woocommercerest\"},\"name\":"),
            keys: r#""tags", "element", "name""#,
            is_polling: false,
        },
    ];
    for Case { text, keys, is_polling } in cases {
        let import = import(&text);
        let instance = &import.instance;
        assert_eq!(
            (&instance.name, &instance.tags, &instance.fields),
            (&form().name, &form().tags, &form().fields),
            "{text}"
        );
        assert_eq!((instance.is_polling(), &instance.additional[..]), (is_polling, &[][..]), "{text}");
        assert!(!is_polling || instance.polling.text() == r#"{"orders":{"url":"/o","idField":"id"}}"#);
        let messages = messages(&import);
        assert!(messages.iter().any(|messages| messages.ends_with(&moved(keys))), "{messages:?}");
    }
    let stays = [
        r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","name":"a setting"},"tags":["Docs"]}"#,
        r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","name":"a setting"},"tags":["Docs"],"name":"n""#,
        r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","name":"a setting"},"name":"n","tags":["Docs"],}"#,
    ];
    for text in stays {
        let instance = import(text).instance;
        let setting = ExtraField::new(Section::Configuration, "name", "a setting");
        assert_eq!((&instance.additional[..], &instance.tags), (&[setting][..], &vec!["Docs".to_owned()]), "{text}");
    }
}

#[test]
fn invalid_intervals_are_reported() {
    let with = |interval: &str| {
        format!(
            r#"{{"element":{{"key":"x"}},"configuration":{{"event.notification.enabled":true,"event.vendor.type":"polling","event.poller.refresh_interval":{interval},"event.poller.configuration":{{"a":{{"url":"/a"}}}}}},"name":"n"}}"#
        )
    };
    let unfit =
        "The field can't show the value of \"event.poller.refresh_interval\", so it's under Additional configuration.";
    for (interval, sentence) in [
        ("1.5", UNUSUAL_INTERVAL),
        ("0", UNUSUAL_INTERVAL),
        ("\"0\"", UNUSUAL_INTERVAL),
        ("-15", UNUSUAL_INTERVAL),
        ("\"abc\"", UNUSUAL_INTERVAL),
        ("\"15 minutes\"", UNUSUAL_INTERVAL),
        ("\"\"", UNUSUAL_INTERVAL),
        ("true", UNUSUAL_INTERVAL),
        ("null", UNUSUAL_INTERVAL),
        ("\"015\"", unfit),
        ("99999999999999999999999", unfit),
        ("\"<A_NUMBER>\"", "event.poller.refresh_interval contains a placeholder. It was kept: enter the real value."),
    ] {
        let import = import(&with(interval));
        let messages = messages(&import);
        assert!(messages.iter().any(|messages| messages.ends_with(sentence)), "{interval}: {messages:?}");
        assert_eq!(messages.len(), 2, "{interval}: {messages:?}");
        assert_eq!(import.instance.additional.len(), 1, "{interval}");
        let sent: Value = serde_json::from_str(HttpRequest::create_instance(&import.instance).body.as_str()).unwrap();
        assert_eq!(sent, serde_json::from_str::<Value>(&with(interval)).unwrap());
    }
    for (interval, spelling) in [("999999999", Interval::Number), ("1", Interval::Number), ("\"15\"", Interval::Text)] {
        let import = import(&with(interval));
        assert_eq!(import.instance.refresh_interval, interval.trim_matches('"'));
        assert_eq!((import.instance.source_format.interval, messages(&import).len()), (spelling, 1));
    }
}
