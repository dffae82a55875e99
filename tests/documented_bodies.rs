//! Compares request bodies byte for byte with expected ones, and with the examples in the documentation.

#![allow(missing_docs)]

mod corpus;
mod skip;

use std::sync::Arc;

use model::command::{Secrets, Shell};
use model::element::Definition;
use model::instance::{EventType, ExtraField, Instance, MASK, Section};
use model::polling::Document;
use model::request::HttpRequest;
use serde_json::Value;

fn body(instance: &Instance) -> String {
    HttpRequest::create_instance(instance).body.as_str().to_owned()
}

fn filled() -> Instance {
    Instance {
        user_secret: "u3er=".into(),
        organization_secret: "0rg".into(),
        name: "My store".into(),
        fields: vec!["https://mycoolstore.com".into(), "ck_1".into(), "cs_2".into()],
        ..Instance::empty(Definition::woocommerce())
    }
}

#[test]
fn an_empty_form_is_the_documented_template() {
    let request = HttpRequest::create_instance(&Instance::empty(Definition::woocommerce()));
    assert_eq!(request.url, "https://api.cloud-elements.com/elements/api-v2/instances");
    let headers: Vec<_> = request.headers.iter().map(|header| (header.name, header.value.as_str())).collect();
    let authorization = "User <USER_SECRET>, Organization <ORGANIZATION_SECRET>";
    assert_eq!(headers, [("Authorization", authorization), ("Content-Type", "application/json")]);
    let expected = r#"{
  "element": {
    "key": "woocommercerest"
  },
  "configuration": {
    "store.url": "<WEB_STORE_URL>",
    "oauth.api.key": "<CONSUMER_KEY>",
    "oauth.api.secret": "<CONSUMER_SECRET>"
  },
  "name": "<INSTANCE_NAME>"
}"#;
    assert_eq!(request.body.as_str(), expected);
}

#[test]
fn webhooks_have_no_poller_keys() {
    let instance = Instance {
        events: true,
        event_type: EventType::Webhook,
        callback_url: " https://mycoolapp.com/events ".into(),
        signature_key: "a \"key\"".into(),
        tags: vec!["Docs".into(), "ä".into()],
        ..filled()
    };
    let expected = r#"{
  "element": {
    "key": "woocommercerest"
  },
  "configuration": {
    "store.url": "https://mycoolstore.com",
    "oauth.api.key": "ck_1",
    "oauth.api.secret": "cs_2",
    "event.notification.enabled": true,
    "event.vendor.type": "webhook",
    "event.notification.callback.url": "https://mycoolapp.com/events",
    "event.notification.signature.key": "a \"key\""
  },
  "tags": [
    "Docs",
    "ä"
  ],
  "name": "My store"
}"#;
    assert_eq!(body(&instance), expected);
}

#[test]
fn the_polling_configuration_is_sent_as_typed() {
    let typed = "{\n  \"b\": {\"url\": \"/x\", \"idField\":\"id\", \"pageSize\": 1E2},\n  \"a\": {}\n}\n";
    let polling = Arc::new(Document::new(typed.into()));
    let instance = Instance { events: true, refresh_interval: " 120".into(), polling, ..filled() };
    let expected = r#"{
  "element": {
    "key": "woocommercerest"
  },
  "configuration": {
    "store.url": "https://mycoolstore.com",
    "oauth.api.key": "ck_1",
    "oauth.api.secret": "cs_2",
    "event.notification.enabled": true,
    "event.vendor.type": "polling",
    "event.poller.refresh_interval": "120",
    "event.poller.configuration": {
      "b": {"url": "/x", "idField":"id", "pageSize": 1E2},
      "a": {}
    }
  },
  "name": "My store"
}"#;
    assert_eq!(body(&instance), expected);
}

#[test]
fn invalid_values_become_placeholders() {
    let polling = Arc::new(Document::new("{\"a\": }".into()));
    let instance = Instance { events: true, refresh_interval: "soon".into(), polling, ..filled() };
    let body: Value = serde_json::from_str(&body(&instance)).unwrap();
    assert_eq!(body["configuration"]["event.poller.refresh_interval"], "<minutes>");
    assert_eq!(body["configuration"]["event.poller.configuration"], "<EVENT_POLLER_CONFIGURATION>");
    let instance = Instance { user_secret: "a\r\nX: y".into(), host: " ".into(), ..filled() };
    let request = HttpRequest::create_instance(&instance);
    assert_eq!(request.headers[0].value.as_str(), "User <USER_SECRET>, Organization 0rg");
    assert_eq!(request.url, "https://<API_HOST>/elements/api-v2/instances");
}

/// Commands contain no characters that a terminal would act on when they are pasted.
#[test]
fn urls_with_terminal_escapes_are_left_out() {
    for host in ["https://a.b\ncalc&", "https://a.b/\u{15}x", "https://a.b/\u{9b}", "https://a b"] {
        let instance = Instance { host: host.into(), ..filled() };
        let request = HttpRequest::create_instance(&instance);
        assert_eq!(request.url, "https://<API_HOST>/elements/api-v2/instances", "{host:?}");
    }
}

#[test]
fn every_secret_has_its_own_variable() {
    let entry = |section, key: &str| ExtraField::new(section, key, "x");
    let keys = ["user.secret", "api_key", "api.key"].map(|key| entry(Section::Configuration, key));
    let instance = Instance { additional: keys.into(), ..filled() };
    let request = HttpRequest::create_instance(&instance);
    let variables: Vec<_> = request.secrets().map(|secret| secret.variable.as_str()).collect();
    let own = ["CE_USER_SECRET", "CE_ORGANIZATION_SECRET", "CE_OAUTH_API_SECRET"];
    assert_eq!(variables, [&own[..], &["CE_USER_SECRET_2", "CE_API_KEY", "CE_API_KEY_2"]].concat());
}

#[test]
fn masking_replaces_the_secrets_and_nothing_else() {
    let instance = Instance { events: true, signature_key: "s1gn".into(), ..filled() };
    let request = HttpRequest::create_instance(&instance);
    for shell in Shell::ALL {
        let shown = shell.command(&request, Secrets::Shown);
        let masked = ["u3er=", "0rg", "cs_2", "s1gn"].iter().fold(shown, |text, secret| text.replace(secret, MASK));
        assert_eq!(shell.command(&request, Secrets::Masked), masked);
    }
    assert_eq!(request.secrets().count(), 4);
}

/// Each `WooCommerce` example of the documentation, typed into the form, produces that example's JSON.
#[test]
fn the_examples_of_the_documentation_are_reproduced() {
    let mut seen = 0;
    for (name, text) in corpus::texts("bodies", |name| name.starts_with("woocommerce-rest")) {
        let documented: Value = serde_json::from_str(&text).unwrap();
        let configuration = &documented["configuration"];
        let typed = |key: &str| configuration[key].as_str().unwrap_or_default().to_owned();
        let fields = Definition::woocommerce().fields.iter().map(|field| typed(field.key)).collect();
        let polling = serde_json::to_string(&configuration["event.poller.configuration"]).unwrap();
        let is_webhook = configuration["event.vendor.type"] == "webhook";
        let instance = Instance {
            name: documented["name"].as_str().unwrap().into(),
            fields,
            signature_key: typed("event.notification.signature.key"),
            events: configuration["event.notification.enabled"] == true,
            event_type: if is_webhook { EventType::Webhook } else { EventType::Polling },
            callback_url: typed("event.notification.callback.url"),
            refresh_interval: typed("event.poller.refresh_interval"),
            polling: Arc::new(Document::new(polling)),
            tags: documented["tags"].as_array().unwrap().iter().map(|tag| tag.as_str().unwrap().into()).collect(),
            ..Instance::empty(Definition::woocommerce())
        };
        assert_eq!(serde_json::from_str::<Value>(&body(&instance)).unwrap(), documented, "{name}");
        seen += 1;
    }
    println!("{seen} documented bodies");
}
