//! Invariants for every document around a body.

use model::request::HttpRequest;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;

/// Returns the runs of letters, digits and `_-./:+=@` that are neither in the request nor in a repair's range.
fn unaccounted_words(text: &str, import: &Import) -> Vec<String> {
    fn collect_words(value: &Value, all: &mut String) {
        match value {
            Value::Object(members) => members.iter().for_each(|(key, value)| {
                all.extend(["\n", key]);
                collect_words(value, all);
            }),
            Value::Array(items) => items.iter().for_each(|item| collect_words(item, all)),
            Value::String(text) => {
                all.extend(["\n", text]);
                // Text in a string is escaped a second time.
                if let Ok(inside) = serde_json::from_str::<Value>(text) {
                    collect_words(&inside, all);
                }
            }
            other => all.extend(["\n", &other.to_string()]),
        }
    }
    let mut covered = vec![false; text.len()];
    let listed = import.repairs.iter().filter_map(|repair| repair.range.clone());
    listed.chain(import.unlisted.iter().cloned()).for_each(|range| covered[range].fill(true));
    let request = HttpRequest::create_instance(&import.instance);
    let mut all = format!("{} {}", request.method, request.url);
    for header in &request.headers {
        all.extend(["\n", header.name, "\n", header.value.as_str()]);
    }
    collect_words(&serde_json::from_str(request.body.as_str()).unwrap(), &mut all);
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./+=@".contains(byte);
    let mut missing = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let length = text.as_bytes()[at..].iter().take_while(|byte| is_part(byte)).count();
        let run = at..at + length;
        if length >= 4 && !all.contains(&text[run.clone()]) && !covered[run.clone()].iter().all(|is| *is) {
            missing.push(text[run].to_owned());
        }
        at += length.max(1);
    }
    missing
}

#[test]
fn everything_pasted_is_in_the_request_or_in_a_repair() {
    let mut masked = response();
    masked["configuration"]["oauth.api.secret"] = "********".into();
    masked["tags"] = json!([{"id": 12345, "name": "Docs"}]);
    let documents = requests(&body()).into_iter().map(|(_, document)| document).chain(wrappers(&masked));
    let list = json!({"element": "woocommercerest", "configuration": [{"id": 12345, "key": "store.url", "propertyValue": "https://shop.example", "name": "The Store URL"}], "name": "My store", "tags": "Docs,Other"});
    for document in documents.chain([masked.clone(), list]) {
        for text in [document.to_string(), serde_json::to_string_pretty(&document).unwrap()] {
            assert_eq!(unaccounted_words(&text, &import(&text)), [""; 0], "{text}");
        }
    }
}

fn text() -> impl Strategy<Value = String> {
    let pieces =
        ["a", "B-7", " ", "\"", "\\", "é", "😀", "\n", "'", "/", "{", "}", "[", ",", ":", "<x", "$", "token", "//"];
    proptest::collection::vec(select(pieces.to_vec()), 0..8).prop_map(|pieces| pieces.concat())
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        text().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        Just(Value::Null),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::btree_map(text(), inner, 0..4).prop_map(|members| members.into_iter().collect()),
        ]
    })
}

prop_compose! {
    /// Generates bodies that the form sends unchanged.
    fn any_body()(
        settings in proptest::collection::btree_map("x[.]{1}[a-z]{1,5}", value(), 0..4),
        tags in proptest::collection::vec("[a-zé ]{1,9}z", 1..4),
        name in "[A-Za-zé' ]{1,20}z",
    ) -> Value {
        let mut body = body();
        for (key, value) in settings {
            body["configuration"][key] = value;
        }
        body["tags"] = tags.into();
        body["name"] = name.into();
        body
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// A body in any document is imported as if it had been pasted alone.
    #[test]
    fn a_body_in_a_document_is_read_as_if_pasted_alone(body in any_body()) {
        let alone = import(&body.to_string()).instance;
        for (_, document) in requests(&body) {
            let text = document.to_string();
            let instance = import(&text).instance;
            prop_assert_eq!((&instance.user_secret, &instance.organization_secret), (&USER.into(), &ORGANIZATION.into()));
            let expected = Instance { user_secret: USER.into(), organization_secret: ORGANIZATION.into(), ..alone.clone() };
            prop_assert_eq!(instance, expected, "{}", text);
        }
        let mut response = response();
        body.as_object().unwrap().iter().filter(|(key, _)| *key != "element").for_each(|(key, value)| response[key] = value.clone());
        for document in wrappers(&response) {
            let text = document.to_string();
            let instance = import(&text).instance;
            prop_assert_eq!(&HttpRequest::create_instance(&instance).body, &HttpRequest::create_instance(&alone).body, "{}", text);
        }
    }

    /// No token or secret gets into a visible field, wherever it is in a document.
    #[test]
    fn secrets_stay_out_of_visible_fields(
        document in select(requests(&body()).into_iter().map(|(_, document)| document).chain(wrappers(&response())).collect::<Vec<_>>()),
        cut in any::<proptest::sample::Index>(),
        key in select(vec!["name", "key", "id", "url", "data", "request", "item", "headers", "header", "token", "x"]),
    ) {
        let text = document.to_string();
        // With a renamed key, the document has another format.
        let keys: Vec<usize> = text.match_indices("\":").map(|(at, _)| at).collect();
        let end = keys[cut.index(keys.len())];
        let start = text[..end].rfind('"').unwrap() + 1;
        // If the key of the token is renamed to name, the token is the name.
        prop_assume!(&text[start..end] != "token");
        let changed = format!("{}{key}{}", &text[..start], &text[end..]);
        let is_json = serde_json::from_str::<Value>(&changed).is_ok();
        for text in [Some(text.clone()), is_json.then_some(changed)].into_iter().flatten() {
            let Ok(import) = read(&text, &empty_form()) else { continue };
            let Instance { user_secret, organization_secret, .. } = &import.instance;
            prop_assert!([USER, "", "a"].contains(&user_secret.as_str()) && [ORGANIZATION, "", "b"].contains(&organization_secret.as_str()));
            let shown = Instance {
                user_secret: String::new(),
                organization_secret: String::new(),
                additional: import.instance.additional.iter().filter(|entry| !entry.is_secret()).cloned().collect(),
                ..import.instance.clone()
            };
            let shown = shown.to_json() + &messages(&import).join("\n");
            for secret in [USER, ORGANIZATION, TOKEN] {
                prop_assert!(!shown.contains(secret), "{} of {}", shown, text);
            }
        }
    }

    /// Unknown JSON is rejected.
    #[test]
    fn unknown_json_is_rejected(members in proptest::collection::btree_map("[a-z]{1,9}", value(), 1..5)) {
        const KNOWN: [&str; 9] = ["element", "name", "tags", "url", "item", "request", "log", "requests", "entries"];
        prop_assume!(!members.keys().any(|key| KNOWN.contains(&key.as_str())));
        let document: Value = members.into_iter().collect();
        let text = document.to_string();
        prop_assert!(read(&text, &empty_form()).is_err(), "{}", text);
    }
}
