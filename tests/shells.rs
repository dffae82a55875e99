//! Commands in real shells, with real curl, to a server on this machine: what arrives is the request.

#![allow(missing_docs)]

mod loopback;

use std::process::Command;
use std::sync::Arc;

use element_instance_form::command;
use element_instance_form::element::Definition;
use element_instance_form::instance::{EventType, Instance};
use element_instance_form::polling::Document;
use element_instance_form::request::HttpRequest;
use loopback::Server;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

const SHELLS: [&str; 3] = ["bash", "dash", "zsh"];

/// Runs the command for `instance` in each shell, and compares what arrives with the request.
fn arrives_unchanged(server: &Server, instance: &Instance) {
    let request = HttpRequest::create_instance(instance, Definition::woocommerce());
    let text = command::posix(&request);
    for shell in SHELLS {
        let ran = Command::new(shell).args(["-c", &text]).env("HOME", "/nonexistent").output();
        let ran = ran.unwrap_or_else(|error| panic!("{shell} is needed for this test: {error}"));
        let received = server.take();
        let [received] = received.as_slice() else {
            panic!("{shell} sent {} requests\n{text}\n{}", received.len(), String::from_utf8_lossy(&ran.stderr));
        };
        let path = request.url.strip_prefix(&server.url).unwrap();
        assert_eq!(received.line, format!("POST {path} HTTP/1.1"), "{shell}");
        for header in &request.headers {
            let arrived = String::from_utf8_lossy(received.header(&header.name.to_lowercase())).into_owned();
            assert_eq!(arrived, header.value.as_str(), "{shell}");
        }
        assert_eq!(String::from_utf8_lossy(&received.body), request.body.as_str(), "{shell}");
    }
}

/// Texts full of what shells, curl and JSON read as something else.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = [
        "'",
        "\"",
        "\\",
        "$(id)",
        "`id`",
        "$HOME",
        "${HOME}",
        "!!",
        "!",
        "%PATH%",
        "^",
        "&&",
        "|",
        ";",
        "#",
        "~",
        "*",
        "?",
        "[a]",
        "{a,b}",
        "<x>",
        ">",
        "@file",
        "-d",
        " ",
        "  ",
        "\n",
        "\t",
        "\r\n",
        "\u{1b}[31m",
        "\u{7f}",
        "\u{0}",
        "é",
        "😀",
        "\u{202e}",
        "\u{2028}",
        "'\\''",
        "\\n",
        "\\u0041",
        "a",
        "0",
    ];
    prop_oneof![
        proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..8).prop_map(|pieces| pieces.concat()),
        any::<String>(),
    ]
}

fn secret() -> impl Strategy<Value = String> {
    "[ -+.-~]{1,44}"
}

#[test]
fn random_requests_arrive_unchanged() {
    let server = Server::start();
    let mut runner =
        TestRunner::new(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() });
    let fields =
        (secret(), secret(), hostile(), hostile(), hostile(), hostile(), proptest::collection::vec(hostile(), 0..3));
    let kinds = (any::<bool>(), any::<bool>(), hostile(), hostile());
    runner
        .run(
            &(fields, kinds),
            |((user, organization, name, store, key, secret, tags), (events, polls, callback, resource))| {
                let polling = serde_json::json!({ &resource: { "url": &callback, "idField": &name } }).to_string();
                arrives_unchanged(
                    &server,
                    &Instance {
                        host: server.url.clone(),
                        user_secret: user,
                        organization_secret: organization,
                        name,
                        fields: vec![store, key, secret],
                        events,
                        event_type: if polls { EventType::Polling } else { EventType::Webhook },
                        signature_key: resource,
                        callback_url: callback,
                        polling: Arc::new(Document::new(polling)),
                        tags,
                        ..Instance::blank(Definition::woocommerce())
                    },
                );
                Ok(())
            },
        )
        .unwrap();
}

#[test]
fn a_blank_form_s_command_runs_too() {
    let server = Server::start();
    arrives_unchanged(&server, &Instance { host: server.url.clone(), ..Instance::blank(Definition::woocommerce()) });
}

#[test]
fn patterns_in_the_address_are_sent_as_they_are() {
    let server = Server::start();
    for path in ["/a[1-3]", "/{a,b}", "/x?y=[]"] {
        let host = format!("{}{path}", server.url);
        arrives_unchanged(&server, &Instance { host, ..Instance::blank(Definition::woocommerce()) });
    }
}

#[test]
fn the_command_of_a_blank_form() {
    let definition = Definition::woocommerce();
    let expected = r#"curl --request 'POST' \
  --url 'https://api.cloud-elements.com/elements/api-v2/instances' \
  --header 'Authorization: User <USER_SECRET>, Organization <ORGANIZATION_SECRET>' \
  --header 'Content-Type: application/json' \
  --data-raw '{
  "element": {
    "key": "woocommercerest"
  },
  "configuration": {
    "store.url": "<WEB_STORE_URL>",
    "oauth.api.key": "<CONSUMER_KEY>",
    "oauth.api.secret": "<CONSUMER_SECRET>"
  },
  "name": "<INSTANCE_NAME>"
}'"#;
    assert_eq!(command::posix(&HttpRequest::create_instance(&Instance::blank(definition), definition)), expected);
}

#[test]
fn quoting_reads_back_as_it_was() {
    proptest!(|(text in hostile())| {
        prop_assume!(!text.contains('\0'));
        prop_assert_eq!(shlex::split(&command::quote_posix(&text)), Some(vec![text]));
    });
}
