//! Idioms of languages that most programs in them use.

use serde_json::json;

use super::generators::{document, python};
use super::{BODY, URL, assert_read, import, sentences};

#[test]
fn maps_of_java_with_inferred_types_are_followed() {
    let text = format!(
        "Map<String, Object> element = new HashMap<>();\nelement.put(\"key\", \"woocommercerest\");\nMap<String, Object> \
         configuration = new LinkedHashMap<>();\nconfiguration.put(\"store.url\", \"https://a.b\");\n\
         configuration.put(\"oauth.api.key\", \"k\");\nconfiguration.put(\"oauth.api.secret\", \"s\");\nMap<String, Object> \
         body = new HashMap<>();\nbody.put(\"element\", element);\nbody.put(\"configuration\", configuration);\n\
         body.put(\"name\", \"n\");\nHttpRequest request = HttpRequest.newBuilder(URI.create(\"{URL}\"))\n  \
         .header(\"Authorization\", \"User u1, Organization o1\")\n  \
         .POST(HttpRequest.BodyPublishers.ofString(new ObjectMapper().writeValueAsString(body))).build();\n"
    );
    assert_read(&text, &document(), Some("Java, java.net.http"));
}

#[test]
fn variables_in_templates_of_rust_are_followed() {
    let body = BODY.replace('{', "{{").replace('}', "}}").replace("\"n\"", "\"{name}\"");
    let text = format!(
        "let (user, organization) = (\"u1\", \"o1\");\nlet name = \"n\";\nlet body = format!(r#\"{body}\"#);\nlet response = \
         reqwest::Client::new()\n    .post(\"{URL}\")\n    .header(\"Authorization\", format!(\"User {{user}}, Organization \
         {{organization}}\"))\n    .body(body)\n    .send()?;\n"
    );
    assert_read(&text, &document(), Some("Rust, reqwest"));
    // A variable in its own template is not endless.
    let text = text.replace("let name = \"n\"", "let name = format!(\"{name}\")");
    assert_eq!(import(&text).unwrap().instance.name, "");
}

#[test]
fn headers_of_objective_c_are_read() {
    let body = BODY.replace('"', "\\\"");
    for call in ["setValue", "addValue"] {
        let text = format!(
            "NSMutableURLRequest *request = [NSMutableURLRequest requestWithURL:[NSURL URLWithString:@\"{URL}\"]];\n[request \
             setHTTPMethod:@\"POST\"];\n[request {call}:@\"User u1, Organization o1\" \
             forHTTPHeaderField:@\"Authorization\"];\n[request {call}:@\"application/json\" \
             forHTTPHeaderField:@\"Content-Type\"];\nNSString *body = @\"{body}\";\n[request setHTTPBody:[body \
             dataUsingEncoding:NSUTF8StringEncoding]];\n"
        );
        assert_read(&text, &document(), Some("Objective-C"));
    }
}

#[test]
fn arrays_of_powershell_are_arrays() {
    for (tags, expected) in [
        ("@('a')", json!(["a"])),
        ("@('a', 'b')", json!(["a", "b"])),
        ("@(\n  'a'\n  'b'\n)", json!(["a", "b"])),
        ("'a', 'b'", json!(["a", "b"])),
    ] {
        let text = format!(
            "$body = @{{ element = @{{ key = 'woocommercerest' }}; configuration = @{{ 'store.url' = 'https://a.b'; \
             'oauth.api.key' = 'k'; 'oauth.api.secret' = 's' }}; tags = {tags}; name = 'n' }}\nInvoke-RestMethod -Uri {URL} \
             -Method Post -Headers @{{ Authorization = 'User u1, Organization o1' }} -Body ($body | ConvertTo-Json -Depth \
             9)\n"
        );
        let mut document = document();
        document["tags"] = expected;
        assert_read(&text, &document, Some("PowerShell, Invoke-RestMethod"));
        let sentences = sentences(&import(&text).unwrap());
        assert!(!sentences.iter().any(|sentence| sentence.contains("tags")), "{tags}\n{sentences:#?}");
    }
}

#[test]
fn the_answer_after_a_program_is_not_its_request() {
    let answer = r#"{"id": 12345, "name": "other", "token": "abc", "element": {"id": 2881, "key": "woocommercerest"}, "configuration": {}}"#;
    let program = python(&format!("body = {BODY}"), "body");
    let text = format!(
        "Here's the script:\n\n```python\n{program}```\n\nA successful response looks like this:\n\n```json\n{answer}\n```\n"
    );
    assert_read(&text, &document(), Some("Python, requests"));
    // Without a program, it is what the text has.
    let text = format!("The response looks like this:\n\n```json\n{answer}\n```\n");
    assert_eq!(import(&text).unwrap().instance.name, "other");
}
