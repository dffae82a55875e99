//! Program code and files of other formats: read correctly, or rejected by name.

use super::{BODY, URL, body, escaped, import};

#[test]
fn strings_without_a_value_are_rejected() {
    for text in [
        r#"{"element": {"key": "x"}, "name": "A" "B"}"#,
        "{\"element\": {\"key\": \"x\"}, \"configuration\": {\"a\": \"b\"\n  \"c\"}, \"name\": \"A\"}",
        "{'element': {'key': 'x'}, 'configuration': {'a','b'}, 'name': 'A'}",
        r#"{["element"] = {["key"] = "x"}, ["name"] = "x"}"#,
    ] {
        let error = import(text).map(|import| body(&import)).expect_err(text);
        assert!(error.to_string().contains("neither a value nor a key with a value"), "{error}\n{text}");
        assert!(error.position.is_some(), "{text}");
    }
}

/// With unescaped inner quotes, parts of a string can look like a call or a string prefix.
#[test]
fn words_between_inner_quotes_are_not_code() {
    for name in ["a \"b\" and \"c\"", "the \"best(1)\" shop", "\"r\" and \"f\"", "say \"process.env.X\" twice"] {
        let import =
            import(&format!("{{\"element\":{{\"key\":\"woocommercerest\"}},\n\"name\":\"{name}\",\n\"tags\":[]}}"));
        assert_eq!(import.unwrap_or_else(|error| panic!("{error}: {name}")).instance.name, name);
    }
}

/// Typographic quotes delimit strings too: a call inside them is text.
#[test]
fn words_between_typographic_quotes_are_not_code() {
    for (open, close) in [("“", "”"), ("„", "“"), ("”", "”"), ("«", "»"), ("‘", "’")] {
        for name in ["(Test) shop", "My shop(2)", "shop(a, b), c", "A + B", "process.env.X"] {
            let text = format!("{{\"element\":{{\"key\":\"woocommercerest\"}},\"name\":\"{name}\",\"tags\":[]}}");
            let mut quotes = [open, close].into_iter().cycle();
            let text: String =
                text.split('"').flat_map(|part| [part, quotes.next().unwrap()]).collect::<Vec<_>>().concat();
            let text = &text[..=text.rfind('}').unwrap()];
            let import = import(text).unwrap_or_else(|error| panic!("{error}: {text}"));
            assert_eq!(import.instance.name, name, "{text}");
        }
    }
}

#[test]
fn program_text_is_rejected_by_name() {
    let program = |name: &str| format!("This is {name} code. Paste only the JSON body, or a cURL command.");
    let cases = [
        (format!("payload = json.dumps({BODY})"), program("Python")),
        ("\"{\\n\"\n + \" \\\"name\\\": \\\"x\\\"\\n\"\n + \"}\";".into(), program("Java, C# or JavaScript")),
        ("String s = \"{\" +\n  \"\\\"name\\\": 1\" +\n \"}\";".into(), program("Java, C# or JavaScript")),
        ("string format = @\"\n{{\n  \"\"name\"\": \"\"{0}\"\"\n}}\";".into(), program("C#")),
        ("var json = $\"{{\\\"name\\\":\\\"{name}\\\"}}\";".into(), program("C#")),
        (format!("$body = @'\n{BODY}\n'@"), program("PowerShell")),
        ("curl = curl_easy_init();".into(), program("C")),
        (format!("package main\nfunc main() {{ body := `{BODY}` }}"), program("Go")),
        (format!("body = {BODY}.to_json"), program("Ruby")),
        ("const body = { element, name: 'x' };".into(), program("JavaScript")),
        ("body = {\"name\": \"S_\" + Date.now()};".into(), program("JavaScript")),
        ("{\"element\": {\"key\": \"x\"}, \"name\": process.env.NAME}".into(), program("JavaScript")),
        ("{ element: { key: 'x' }, configuration: { a: [Object] }, name: 'y' }".into(), program("JavaScript")),
        ("{ element: { key: 'x' }, tags: [Array], name: 'y' }".into(), program("JavaScript")),
        ("{\"element\": {\"key\": \"x\"}, \"name\": f\"Store {n}\"}".into(), program("Python")),
        ("{'element': {'key': b'x'}, 'name': b'y'}".into(), program("Python")),
        ("{u'element': {u'key': u'x'}, u'name': u'y'}".into(), program("Python")),
        ("{u\"element\": {u\"key\": u\"x\"}, u\"name\": u\"y\"}".into(), program("Python")),
        ("{'element': {'key': 'x'}, 'tags': ('a', 'b')}".into(), program("Python")),
        ("{\"element\": {\"key\": \"x\"}, \"name\": (\"a\" if b else \"c\")}".into(), program("Python")),
        ("const body = `{\"name\": \"${name}\"}`;".into(), program("JavaScript")),
        ("$json = '{\"element\":{\"key\":\"woocommercerest\"},'\n . '\"name\":\"x\"}';".into(), program("PHP")),
        ("json = '{\"name\":\"x\",' +\n  '\"tags\":[]}'".into(), program("JavaScript")),
        ("let b: [String: Any] = [\"name\": \"x\"]".into(), program("Swift")),
        ("val b = mapOf(\"name\" to \"x\")".into(), program("Kotlin")),
        ("map[string]any{\n \"name\": \"x\",\n}".into(), program("Go")),
        (format!("const a = {BODY};\nconst b = {BODY};"), program("JavaScript")),
        ("['element' => ['key' => 'woocommercerest']]".into(), program("PHP")),
        ("element:\n  key: woocommercerest\n".into(), program("YAML")),
        (format!("Here's the code:\n```python\nimport requests\nprint({BODY})\n```"), program("Python")),
    ];
    for (text, sentence) in cases {
        match import(&text) {
            Ok(import) => panic!("read as {}\n{text}", body(&import)),
            Err(error) => assert!(error.to_string().ends_with(&sentence), "{error}\n{text}"),
        }
    }
}

#[test]
fn programs_that_send_a_request_are_read() {
    let escaped = escaped(BODY);
    let cases = [
        (format!("await fetch(\"{URL}\", {{ body: \"{escaped}\" }});"), "JavaScript, fetch"),
        (format!("fetch(\"{URL}\", {{ body: JSON.stringify({BODY}) }})"), "JavaScript, fetch"),
        (format!("axios.post('{URL}', {BODY})"), "JavaScript, axios"),
        (format!("import requests\nrequests.post('{URL}', json={BODY})"), "Python, requests"),
        (format!("INVOKE-RestMethod -Uri {URL} -Body '{BODY}'"), "PowerShell, Invoke-RestMethod"),
        (format!("irm {URL} -Body '{BODY}'"), "PowerShell, Invoke-RestMethod"),
    ];
    for (text, name) in cases {
        let import = import(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(import.read_as.as_deref(), Some(name), "{text}");
        assert_eq!(body(&import), serde_json::from_str::<serde_json::Value>(BODY).unwrap(), "{text}");
    }
}

#[test]
fn an_object_in_a_comment_is_not_the_body() {
    for (text, name) in [
        (
            format!(
                "\"\"\"Sends it.\n\n{{\"element\": {{\"key\": \"x\"}}}}\n\"\"\"\nimport requests\nrequests.post('{URL}', json={BODY})"
            ),
            "Python, requests",
        ),
        (
            format!("# {{\"element\": {{\"key\": \"x\"}}}}\nimport requests\nrequests.post('{URL}', json={BODY})"),
            "Python, requests",
        ),
        (
            format!(
                "/* {{\"name\":\"old\",\"element\":{{\"key\":\"x\"}}}} */\nfetch('{URL}', {{method: 'POST', body: JSON.stringify({BODY})}})"
            ),
            "JavaScript, fetch",
        ),
    ] {
        let import = import(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(import.read_as.as_deref(), Some(name), "{text}");
        assert_eq!(body(&import), serde_json::from_str::<serde_json::Value>(BODY).unwrap(), "{text}");
    }
}

#[test]
fn keywords_in_texts_are_computed() {
    // Python writes True, C# True, PHP 1.
    for value in ["str(True)", "'' + str(None)", "f'{False}'"] {
        let text =
            format!("import requests\nrequests.post('{URL}', json={{'element': {{'key': 'x'}}, 'name': {value}}})");
        let import = import(&text).unwrap();
        assert_eq!(import.instance.name, "", "{text}");
        let messages: Vec<String> = import.repairs.iter().map(|repair| repair.kind.to_string()).collect();
        assert!(
            messages.iter().any(|message| message.ends_with("so its value isn't known: fill in Name.")),
            "{messages:?}"
        );
    }
}

#[test]
fn files_of_other_formats_are_rejected_by_name() {
    let cases = [
        ("[element]\nkey = \"woocommercerest\"\n\n[configuration]\n\"store.url\" = \"https://a.b\"\n", "TOML"),
        ("name = \"n\"\n[element]\nkey = \"woocommercerest\"\n", "TOML"),
        ("resource \"restapi_object\" \"x\" {\n  data = jsonencode({\n    name = \"n\"\n  })\n}", "Terraform"),
        ("body = jsonencode({\n  element = { key = \"woocommercerest\" }\n})", "Terraform"),
        ("variable \"secret\" {\n  type = string\n}\n", "Terraform"),
        ("let parameters = [\n  \"element\": [\"key\": \"woocommercerest\"]\n] as [String : Any]", "Swift"),
        ("<?xml version=\"1.0\"?>\n<instance><name>n</name></instance>", "XML"),
        ("<instance><name>n</name></instance>", "XML"),
    ];
    for (text, name) in cases {
        let error = import(text).expect_err(text).to_string();
        assert!(error.contains(&format!("This is {name} code.")), "{error}\n{text}");
    }
    let page = import("<div>curl</div>").unwrap_err().to_string();
    assert!(page.ends_with("This is the source of a web page. Paste the command or JSON that the page shows."));
}
