//! Program code and files of other formats: read correctly, or rejected by name.

use std::path::PathBuf;

use serde_json::Value;

use super::{BODY, URL, body, escaped, import};
use crate::skip::skip;

/// Returns a folder beside the checkout, or of the one that the environment variable `SHARED` names. Without it,
/// reports the test as skipped and returns `None`.
fn shared(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")), PathBuf::from);
    let folder = root.join(name);
    if !folder.is_dir() {
        skip(&format!("no texts at {} (set SHARED to the folder around it)", folder.display()));
        return None;
    }
    Some(folder)
}

/// Returns the language that an import error names, by the target of a generator or the folder of a text.
fn name_of(target: &str) -> &'static str {
    const NAMES: [(&str, &str); 27] = [
        ("csharp", "C#"),
        ("dart", "Dart"),
        ("go-", " Go code"),
        ("javascript", "JavaScript"),
        ("java", " Java code"),
        ("nodejs", "JavaScript"),
        ("node", "JavaScript"),
        ("kotlin", "Kotlin"),
        ("c-", " C code"),
        ("objective-c", "Objective-C"),
        ("objc", "Objective-C"),
        ("ocaml", "OCaml"),
        ("php", "PHP"),
        ("postman-cli", "is read"),
        ("powershell", "PowerShell"),
        ("python", "Python"),
        ("r-", " R code"),
        ("ruby", "Ruby"),
        ("rust", "Rust"),
        ("shell-httpie", "is read"),
        ("shell-wget", "is read"),
        ("swift", "Swift"),
        ("clojure", "Clojure"),
        ("crystal", "Crystal"),
        ("curl", "is read"),
        ("http", "is read"),
        ("shell-curl", "is read"),
    ];
    let target = target.to_ascii_lowercase();
    NAMES.iter().find(|(start, _)| target.starts_with(start)).unwrap_or_else(|| panic!("{target}")).1
}

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

/// Programs as generators and people write them: each is read correctly, or rejected by the name of its language.
#[test]
fn programs_are_read_correctly_or_rejected_by_name() {
    let mut wrong = Vec::new();
    let (mut read_count, mut import_error) = (0, 0);
    for kind in ["snippets", "csharp", "powershell"] {
        let Some(folder) = shared(kind) else { continue };
        let load = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let rows: Vec<Value> = serde_json::from_str(&load("expected.json")).unwrap();
        let documents = folder.join("documents.json");
        let documents: Option<Value> =
            documents.is_file().then(|| serde_json::from_str(&load("documents.json")).unwrap());
        for row in rows {
            let name = row["file"].as_str().unwrap();
            match import(&load(name)) {
                Err(error) => {
                    import_error += 1;
                    let sentence = error.to_string();
                    if !sentence.contains(name_of(row["target"].as_str().unwrap_or(kind))) {
                        wrong.push(format!("{name}: {sentence}"));
                    }
                }
                Ok(import) => {
                    read_count += 1;
                    let right = match &documents {
                        Some(documents) => {
                            documents[usize::try_from(row["document"].as_u64().unwrap()).unwrap()].clone()
                        }
                        None => row["right"].clone(),
                    };
                    let sends = row.get("sends").cloned().unwrap_or_default();
                    let sent = body(&import);
                    let authorization = row["authorization"]
                        .as_str()
                        .unwrap_or("User dXNlci1zZWNyZXQtMDE=, Organization b3JnLXNlY3JldC0wMQ==");
                    let (user, organization) = (&import.instance.user_secret, &import.instance.organization_secret);
                    let is_authorized = row["authorization"].is_null() && user.is_empty()
                        || authorization == format!("User {user}, Organization {organization}");
                    if sent != right && sent != sends || !is_authorized {
                        wrong.push(format!("{name}: read as\n  {sent}\n  {right}\n  {sends} {user} {organization}"));
                    }
                }
            }
        }
    }
    println!("{read_count} programs are read, {import_error} rejected by name");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
    let tool = |name: &str| {
        format!("This is a command for {name}, which isn't supported. Paste a cURL command, or only the JSON body.")
    };
    let escaped = escaped(BODY);
    let cases = [
        (format!("await fetch(\"{URL}\", {{ body: \"{escaped}\" }});"), program("JavaScript")),
        (format!("fetch(\"{URL}\", {{ body: JSON.stringify({BODY}) }})"), program("JavaScript")),
        (format!("axios.post('{URL}', {BODY})"), program("JavaScript")),
        (format!("Use this:\n\n$.ajax({{url: '{URL}', data: JSON.stringify({BODY})}})"), program("JavaScript")),
        (format!("import requests\nrequests.post('{URL}', json={BODY})"), program("Python")),
        (format!("payload = json.dumps({BODY})"), program("Python")),
        ("\"{\\n\"\n + \" \\\"name\\\": \\\"x\\\"\\n\"\n + \"}\";".into(), program("Java, C# or JavaScript")),
        ("String s = \"{\" +\n  \"\\\"name\\\": 1\" +\n \"}\";".into(), program("Java, C# or JavaScript")),
        ("string format = @\"\n{{\n  \"\"name\"\": \"\"{0}\"\"\n}}\";".into(), program("C#")),
        ("var json = $\"{{\\\"name\\\":\\\"{name}\\\"}}\";".into(), program("C#")),
        (format!("$body = @{{ name = 'x' }} | ConvertTo-Json\ncurl.exe {URL} -d $body"), "PowerShell's ConvertTo-Json computes this body. Run only that part and paste the JSON that it returns, or paste a cURL command.".into()),
        (format!("$body = @'\n{BODY}\n'@"), program("PowerShell")),
        (
            format!("INVOKE-RestMethod -Uri {URL} -Body '{BODY}'"),
            "This is PowerShell's Invoke-RestMethod, not curl. Paste only the JSON body, or a cURL command (in browsers: \"Copy as cURL\").".into(),
        ),
        (format!("irm {URL} -Body '{BODY}'"), tool("PowerShell (irm)")),
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
