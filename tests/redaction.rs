//! No event and no message contains a token or a secret of the request, for any response.

#![allow(missing_docs)]

mod generated;

use generated::Random;
use model::element::Definition;
use model::instance::Instance;
use model::response::{Outcome, RawResponse};

/// Returns 43 characters of base64 and `=`, with a canary in it.
fn token(random: &mut Random) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letters: String = (0..35).map(|_| char::from(*random.pick(LETTERS))).collect();
    format!("9CANARY9{letters}=")
}

fn percent(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).into() } else { format!("%{byte:02X}") })
        .collect()
}

fn html(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('=', "&#61;").replace('+', "&#x2B;")
}

fn escaped(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.into() } else { format!("\\u{:04x}", u32::from(c)) })
        .collect()
}

fn hex(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.into() } else { format!("\\x{:02x}", u32::from(c)) })
        .collect()
}

fn nulls(text: &str) -> String {
    text.chars().flat_map(|c| [c, '\0']).collect()
}

fn unchanged(text: &str) -> String {
    text.to_owned()
}

const KEYS: [&str; 10] = [
    "token",
    "Token",
    "TOKEN",
    "access_token",
    "x-auth-token",
    "userSecret",
    "api.key",
    "elementToken",
    "password",
    "accessKey",
];

/// Shapes that servers put around a value.
fn response_body(random: &mut Random, key: &str, token: &str) -> String {
    match random.below(14) {
        0 => format!(")]}}',\n{{\"id\":1,\"{key}\":\"{token}\"}}"),
        1 => format!("cb({{\"id\":1,\"{key}\":\"{token}\"}})"),
        2 => format!("/* x */{{\"id\":1,\"{key}\":\"{token}\"}}"),
        3 => format!("\0{{\"id\":1,\"{key}\":\"{token}\"}}"),
        4 => format!("\u{feff}while(1);{{\"{key}\" : \"{token}\" , \"id\":1}}"),
        5 => format!("created id=1 {key}={token}"),
        6 => format!("id=1&{key}={token}&x=2"),
        7 => format!("{key}: {token}\nid: 1"),
        8 => format!("made <id>1</id><{key}>{token}</{key}>"),
        9 => format!("oops {{\"id\":1,\"{key}\":\"{token}"),
        10 => format!("HTTP/1.1 201 Created\r\n{key}: Bearer {token}\r\n\r\n"),
        11 => format!("{{'{key}': '{token}', 'id': 1}}"),
        12 => format!("{key} => {token}; id => 1"),
        _ => format!("x {{\"name\":\"{key}\",\"value\":\"{token}\"}}"),
    }
}

#[test]
fn no_token_is_in_a_message_in_any_spelling() {
    let mut random = Random::seeded("redaction", 20);
    let spellings: [fn(&str) -> String; 6] = [unchanged, percent, html, escaped, hex, nulls];
    for number in 0..3_000 {
        let token = token(&mut random);
        let key = *random.pick(&KEYS);
        let mut text = response_body(&mut random, key, &token);
        let mut path = vec![text.clone()];
        for _ in 0..random.below(4) {
            let index = random.below(7);
            text = if index == 6 {
                format!("x {}", serde_json::to_string(&text).unwrap())
            } else {
                spellings[index](&text)
            };
            path.push(text.clone());
        }
        let body = match random.below(3) {
            0 => text,
            1 => serde_json::json!({ "requestId": "5b0437c6e4b07731ae39b533", "message": text }).to_string(),
            _ => serde_json::json!({ "message": "no", "providerMessage": text }).to_string(),
        };
        let status = *random.pick(&[400_u16, 401, 404, 500, 502, 503]);
        check(status, &body, &Instance::empty(Definition::woocommerce()), &format!("{number}: {path:?}"));
    }
}

#[test]
fn no_secret_of_the_request_is_in_a_message_in_any_spelling() {
    let mut random = Random::seeded("redaction", 20);
    let spellings: [fn(&str) -> String; 6] = [unchanged, percent, html, escaped, hex, nulls];
    for number in 0..1_000 {
        let token = token(&mut random);
        let secret = token.trim_end_matches('=').to_owned() + *random.pick(&["", "=", " &<\"9", "é+/"]);
        let mut instance = Instance::empty(Definition::woocommerce());
        match random.below(4) {
            0 => instance.user_secret.clone_from(&secret),
            1 => instance.signature_key.clone_from(&secret),
            2 => instance.fields[1].clone_from(&secret),
            _ => instance.fields[2].clone_from(&secret),
        }
        let mut text = secret.clone();
        for _ in 0..random.below(4) {
            text = random.pick(&spellings)(&text);
        }
        let body = serde_json::json!({ "message": format!("The value ({text}) is none") }).to_string();
        check(400, &body, &instance, &format!("{number}: {text}"));
    }
}

/// Checks that neither the message nor the request ID contains the canary, ignoring case and any separators.
fn check(status: u16, body: &str, instance: &Instance, context: &str) {
    let outcome =
        Outcome::read(&RawResponse { status, body: body.into(), ..RawResponse::default() }).redacted(instance);
    let messages = format!("{outcome} {:?}", outcome.request_id());
    let letters: String = messages.chars().filter(char::is_ascii_alphanumeric).collect();
    assert!(!letters.contains("CANARY"), "{context}\n{messages}");
    if body.contains("5b0437c6e4b07731ae39b533") && matches!(outcome, Outcome::Rejected { .. }) {
        assert_eq!(outcome.request_id(), Some("5b0437c6e4b07731ae39b533"), "{context}");
    }
}

#[test]
fn a_response_with_an_unreported_token_is_shown() {
    struct Case {
        status: u16,
        body: &'static str,
        is_shown: bool,
    }
    let cases = [
        Case { status: 500, body: "created id=1 token=T0KEN", is_shown: true },
        Case { status: 500, body: r#"{"message":"{\"id\":1,\"token\":\"T0KEN\"}"}"#, is_shown: true },
        Case { status: 500, body: "boom", is_shown: false },
        Case { status: 500, body: r#"{"requestId":"5b0437c6e4b07731ae39b533","message":"boom"}"#, is_shown: false },
        Case { status: 400, body: r#"{"message":"Invalid token: T0KEN"}"#, is_shown: false },
    ];
    for Case { status, body, is_shown } in cases {
        let outcome = Outcome::read(&RawResponse { status, body: body.into(), ..RawResponse::default() });
        assert_eq!(outcome.hides_token(body), is_shown, "{body}");
    }
}

#[test]
fn the_request_id_stays_unless_it_is_a_secret() {
    let instance = Instance { user_secret: "CANARY-user=".into(), ..Instance::empty(Definition::woocommerce()) };
    for (id, shown) in [
        ("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY=", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWY="),
        ("0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"),
        ("CANARY-user%3D", "••••••••"),
        ("a token=T", "a token=••••••••"),
    ] {
        let reply =
            RawResponse { status: 500, body: "boom".into(), request_id: Some(id.into()), ..RawResponse::default() };
        assert_eq!(Outcome::read(&reply).redacted(&instance).request_id(), Some(shown));
    }
}
