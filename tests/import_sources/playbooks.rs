//! Ansible playbooks with the module `uri`.

use serde_json::{Value, json};

use super::{BODY, URL, assert_read, body, import};

fn document() -> Value {
    serde_json::from_str(BODY).unwrap()
}

/// Returns a playbook whose task has this body.
fn playbook(body: &str) -> String {
    format!(
        "---\n- name: Create instance\n  hosts: localhost\n  gather_facts: no\n  tasks:\n    - name: Call the API  # now\n      \
         ansible.builtin.uri:\n        url: {URL}\n        method: POST\n        headers:\n          Authorization: \"User u1, \
         Organization o1\"\n          Content-Type: application/json\n        body_format: json\n        body:{body}\n        \
         status_code: [200, 201]\n      register: result\n"
    )
}

#[test]
fn bodies_in_every_notation_are_read_exactly() {
    let block = "\n          element:\n            key: woocommercerest\n          configuration:\n            store.url: \
                 https://a.b\n            oauth.api.key: 'k'\n            \"oauth.api.secret\": \"s\"\n\n          # comment\n          name: n";
    let cases = [
        block.to_owned(),
        format!(" {BODY}"),
        format!(" '{BODY}'"),
        format!(" |\n          {BODY}"),
        format!(" >-\n          {}", BODY.replace(",\"", ",\n          \"")),
        " {element: {key: woocommercerest}, configuration: {store.url: \"https://a.b\", 'oauth.api.key': k,\n          oauth.api.secret: s}, name: n}".into(),
    ];
    for case in cases {
        assert_read(&playbook(&case), &document(), Some("Ansible"));
    }
    let task = format!(
        "- uri:\n    url: {URL}\n    method: POST\n    headers: {{Authorization: 'User u1, Organization o1'}}\n    body: '{BODY}'\n"
    );
    assert_read(&task, &document(), Some("Ansible"));
}

#[test]
fn scalars_have_the_types_of_yaml() {
    let cases = [
        ("yes", json!(true)),
        ("Off", json!(false)),
        ("'yes'", json!("yes")),
        ("15", json!(15)),
        ("\"15\"", json!("15")),
        ("-1.50", json!(-1.5)),
        ("1e5", json!("1e5")),
        ("2024-01-01", json!("2024-01-01")),
        ("a: b", Value::Null),
        ("a # comment", json!("a")),
        ("a#b", json!("a#b")),
        ("it''s", json!("it''s")),
        ("'it''s \\n'", json!("it's \\n")),
        (r#""a\n\"\\\u00fc\U0001F600\x41""#, json!("a\n\"\\ü😀A")),
        ("two\n              words", json!("two words")),
        ("'two\n\n              lines'", json!("two\nlines")),
        ("|\n              a\n               b\n\n              c\n", json!("a\n b\n\nc\n")),
        (">-\n              a\n              b\n\n              c", json!("a b\nc")),
        ("|+\n              a\n", json!("a\n\n")),
        ("[a, 'b, c', {d: 1}]", json!(["a", "b, c", {"d": 1}])),
        (
            "\n              - a\n              -\n                b: 1\n                c: 2\n              - - d",
            json!(["a", {"b": 1, "c": 2}, ["d"]]),
        ),
        ("\n            - a", json!(["a"])),
        ("", json!(null)),
    ];
    for (scalar, expected) in cases {
        let text = playbook(&format!(
            "\n          element:\n            key: woocommercerest\n          name: n\n          configuration:\n            custom: {scalar}"
        ));
        match import(&text) {
            Ok(import) => assert_eq!(body(&import)["configuration"]["custom"], expected, "{text}"),
            Err(error) => assert_eq!(
                (error.error.to_string().as_str(), &expected),
                ("This is Ansible code. Paste only the JSON body, or a cURL command.", &Value::Null),
                "{text}"
            ),
        }
    }
}

#[test]
fn notations_that_are_not_converted_are_rejected_by_name() {
    for scalar in ["&a 1", "*a", "!!str 1", "0x1F", "012", "1_000", "12:30", ".inf", "+.5"] {
        let text = playbook(&format!("\n          name: n\n          a: {scalar}"));
        let error = import(&text).expect_err(&text).to_string();
        assert!(
            error.ends_with("This is Ansible code. Paste only the JSON body, or a cURL command."),
            "{error}\n{text}"
        );
    }
    for text in [format!("{}\n---\n- a\n", playbook(" {}")), playbook(" {}").replace("hosts:", "<<: *x\n  hosts:")] {
        assert!(import(&text).is_err(), "{text}");
    }
}

#[test]
fn variables_of_a_playbook_leave_fields_empty() {
    let text = playbook(&format!(" {BODY}"))
        .replace("User u1, Organization o1", "User {{ user }}, Organization {{ lookup('env', 'ORG') }}");
    let import = import(&text).unwrap();
    assert_eq!((import.instance.user_secret.as_str(), import.instance.organization_secret.as_str()), ("", ""));
    assert_eq!(import.instance.name, "n");
}
