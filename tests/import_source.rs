//! Layers around a command or JSON that are removed, and texts that are rejected.

#![allow(missing_docs)]

mod skip;

use std::path::PathBuf;

use importer::{Import, Rejection, read};
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use serde_json::Value;
use skip::skip;

fn import(text: &str) -> Result<Import, Rejection> {
    read(text, &Instance::empty(Definition::woocommerce()))
}

fn body(import: &Import) -> Value {
    serde_json::from_str(HttpRequest::create_instance(&import.instance).body.as_str()).unwrap()
}

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
        ("postman-cli", "Postman CLI"),
        ("powershell", "PowerShell"),
        ("python", "Python"),
        ("r-", " R code"),
        ("ruby", "Ruby"),
        ("rust", "Rust"),
        ("shell-httpie", "HTTPie"),
        ("shell-wget", "wget"),
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

const URL: &str = "https://api.cloud-elements.com/elements/api-v2/instances";

/// A body in the form's own format, which yields no repairs.
const BODY: &str = r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","oauth.api.key":"k","oauth.api.secret":"s"},"name":"n"}"#;

fn messages(text: &str) -> Vec<String> {
    let import = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(body(&import), serde_json::from_str::<Value>(BODY).unwrap(), "{text}");
    import.repairs.iter().map(ToString::to_string).collect()
}

fn escaped(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    text[1..text.len() - 1].to_owned()
}

const BEFORE: &str = "Ignored the text before the command or JSON.";
const AFTER: &str = "Ignored the text after the command or JSON.";
const FENCE: &str = "Removed the Markdown code fence around the text.";
const ESCAPED: &str = "The JSON was escaped as a string. Removed the escapes.";
const ASSIGNED: &str = "The JSON is assigned to a variable in a program. Only the JSON was read.";
const HTTP: &str = "This is an HTTP request. Its URL, headers and body were read.";

fn prefixes(name: &str, count: usize) -> String {
    format!("Removed {name} at the start of lines ({count}).")
}

#[test]
fn layers_are_removed_and_reported_once() {
    let command = format!("curl '{URL}' \\\n  -H 'Authorization: User u, Organization o' \\\n  -d '{BODY}'");
    let lines = |prefix: &str| format!("{prefix}{}\n", command.replace('\n', &format!("\n{prefix}")));
    let numbered: Vec<String> =
        command.split('\n').enumerate().map(|(n, line)| format!("{}  {line}\n", n + 1)).collect();
    let numbered = numbered.concat();
    let entities = |text: &str| text.replace('"', "&quot;").replace('\'', "&#39;");
    let cases: Vec<(String, Vec<String>)> = vec![
        (
            format!("\u{feff}\u{200b}{command}\u{200b}"),
            vec![
                "line 1, column 1: Removed an invisible byte order mark before the text.".into(),
                "line 1, column 2: Removed invisible characters (2).".into(),
            ],
        ),
        (entities(&command), vec!["line 1, column 6: Decoded HTML entities such as &quot; (30).".into()]),
        (entities(BODY), vec!["line 1, column 2: Decoded HTML entities such as &quot; (24).".into()]),
        (lines("> "), vec![format!("line 1, column 1: {}", prefixes("quote markers (>)", 3))]),
        (lines(">> "), vec![format!("line 1, column 1: {}", prefixes("quote markers (>)", 3))]),
        (lines("# "), vec![format!("line 1, column 1: {}", prefixes("comment markers", 3))]),
        (lines("+"), vec![format!("line 1, column 1: {}", prefixes("diff markers (+)", 3))]),
        (numbered, vec![format!("line 1, column 1: {}", prefixes("line numbers", 3))]),
        (lines("    "), vec![]),
        (format!("$ {}", command.replace('\n', "\n> ")), vec![format!("line 1, column 1: {}", prefixes("prompts", 3))]),
        (format!("anna@web01:~/x$ {command}"), vec![format!("line 1, column 1: {}", prefixes("prompts", 1))]),
        (
            format!("PS C:\\> {}", command.replace('\\', "`").replace('\n', "\n>> ")),
            vec![format!("line 1, column 1: {}", prefixes("prompts", 3))],
        ),
        (format!("- {command}"), vec![format!("line 1, column 1: {}", prefixes("list markers", 1))]),
        (format!("```bash\n{command}\n```"), vec![format!("line 1, column 1: {FENCE}")]),
        (format!("{{code:bash}}\n{command}\n{{code}}"), vec![format!("line 1, column 1: {FENCE}")]),
        (format!("Here's the command:\n\n{command}"), vec![format!("line 1, column 1: {BEFORE}")]),
        (format!("{command}\n\nDon't forget the secrets."), vec![format!("line 5, column 1: {AFTER}")]),
        (format!("Here's it: {command}"), vec![format!("line 1, column 1: {BEFORE}")]),
        (
            format!("Sure! It's this:\n\n```bash\n{command}\n```\n\nAnd the configuration:\n\n```json\n{{}}\n```\n"),
            vec![format!("line 1, column 1: {BEFORE}"), format!("line 7, column 1: {AFTER}")],
        ),
        (format!("Body:\n{BODY}"), vec![format!("line 1, column 1: {BEFORE}")]),
        (format!("json\nCopy code\n{BODY}"), vec![format!("line 1, column 1: {BEFORE}")]),
        (format!("Request body: {BODY}"), vec![format!("line 1, column 1: {BEFORE}")]),
        (format!("\"body\": {BODY},"), vec![format!("line 1, column 1: {BEFORE}")]),
        (
            format!("Here's the body:\n\n{BODY}\n\nDon't forget it."),
            vec![format!("line 1, column 1: {BEFORE}"), format!("line 5, column 1: {AFTER}")],
        ),
        (escaped(BODY), vec![format!("line 1, column 1: {ESCAPED}")]),
        (
            escaped(&escaped(BODY)),
            vec!["line 1, column 1: The JSON was escaped as a string 2 times. Removed the escapes.".into()],
        ),
        (format!("{}\\n", escaped(BODY)), vec![format!("line 1, column 1: {ESCAPED}")]),
        (format!("\\\"{}\\\"", escaped(&escaped(BODY))), vec![format!("line 1, column 1: {ESCAPED}")]),
        (BODY.replace('"', "\\u0022"), vec![format!("line 1, column 1: {ESCAPED}")]),
        (
            format!("{{\\n  {}\\n}}", &BODY[1..BODY.len() - 1]),
            vec!["line 1, column 2: Replaced \\n between the values with line breaks (2).".into()],
        ),
        (
            BODY[1..BODY.len() - 1].to_owned(),
            vec!["line 1, column 1: Added the missing braces around these JSON keys.".into()],
        ),
        (format!("const body: Record<string, any> = {BODY};"), vec![format!("line 1, column 1: {ASSIGNED}")]),
        (format!("$body = {BODY}"), vec![format!("line 1, column 1: {ASSIGNED}")]),
        (format!("return {BODY};"), vec![format!("line 1, column 1: {ASSIGNED}")]),
        (format!("payload = '{BODY}'"), vec![format!("line 1, column 1: {ASSIGNED}")]),
        (
            format!("String body = \"{}\";", escaped(BODY)),
            vec![
                format!("line 1, column 1: {ASSIGNED}"),
                "line 1, column 15: The JSON was escaped as a string. Removed the escapes.".into(),
            ],
        ),
        (
            format!(">>> body = {BODY}"),
            vec![format!("line 1, column 1: {}", prefixes("prompts", 1)), format!("line 1, column 5: {ASSIGNED}")],
        ),
        (
            format!(">>> body = {BODY}"),
            vec![format!("line 1, column 1: {}", prefixes("prompts", 1)), format!("line 1, column 5: {ASSIGNED}")],
        ),
        (
            format!(
                "POST /elements/api-v2/instances HTTP/1.1\nHost: api.cloud-elements.com\nAuthorization: User u, \
                 Organization o\n\n{BODY}"
            ),
            vec![format!("line 1, column 1: {HTTP}")],
        ),
        (
            format!("Create an instance, it's easy:\n\nPOST {URL}\nAccept: */*\n\n{BODY}\n\n### Next\nGET {URL}"),
            vec![
                format!("line 1, column 1: {BEFORE}"),
                format!("line 3, column 1: {HTTP}"),
                format!("line 8, column 1: {AFTER}"),
                "Ignored headers that the form doesn't send: Accept.".into(),
            ],
        ),
    ];
    for (text, sentences) in cases {
        assert_eq!(messages(&text), sentences, "{text}");
    }
}

/// A long HTTP header may continue on the next line, which then starts with white space (RFC 9112, 5.2).
#[test]
fn folded_headers_of_http_requests_are_read_whole() {
    for (end, white_space) in [("\n", "  "), ("\r\n", "\t"), ("\n", " ")] {
        let text = format!(
            "POST /elements/api-v2/instances HTTP/1.1{end}Host: api.cloud-elements.com{end}Authorization: User dXNlcg==,{end}{white_space}Organization b3Jn{end}{end}{BODY}"
        );
        let import = import(&text).unwrap();
        assert_eq!(body(&import), serde_json::from_str::<Value>(BODY).unwrap());
        assert_eq!([&*import.instance.user_secret, &*import.instance.organization_secret], ["dXNlcg==", "b3Jn"]);
    }
}

/// A comment is read as a configuration or rejected; its contents are never guessed.
#[test]
fn block_comments_around_the_text_are_removed() {
    let pretty = serde_json::to_string_pretty(&serde_json::from_str::<Value>(BODY).unwrap()).unwrap();
    let starred = pretty.lines().map(|line| [" * ", line, "\n"].concat()).collect::<Vec<_>>().concat();
    let rows = pretty.lines().count();
    for (text, count) in [
        (format!("/* {BODY} */"), 1),
        (format!("/*\n{pretty}\n*/\n"), 1),
        (format!("/**\n{starred} */"), 1 + rows),
        (format!("\r\n/** {BODY} **/\r\n"), 1),
    ] {
        assert_eq!(
            messages(&text),
            [format!(
                "line {}, column 1: {}",
                1 + usize::from(text.starts_with('\r')),
                prefixes("comment markers", count)
            )]
        );
    }
    for text in ["// none\n", "/**/", "/* none */", "# none\n// none", "/* a */ /* b */"] {
        assert!(import(text).is_err(), "{text}");
    }
}

#[test]
fn text_that_resembles_a_layer_is_kept() {
    let name = |text: &str| BODY.replace("\"n\"", &serde_json::to_string(text).unwrap());
    for value in [
        "5&quot; &amp; {&quot;",
        "> quoted",
        "a\n> b",
        "```json",
        "curl -d x",
        "fetch(1)",
        "\\\"a\\\"",
        "Don't. Here's {",
    ] {
        for text in [name(value), format!("curl {URL} -d @- <<'E'\n{}\nE", name(value))] {
            let import = import(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!(import.instance.name, value, "{text}");
            assert_eq!(import.repairs, [], "{text}");
        }
    }
    // A redirection, and URL parameters.
    let redirected = format!("curl {URL} -d '{BODY}' \\\n> out.json");
    let import = import(&redirected).unwrap();
    assert!(!import.repairs.iter().any(|repair| matches!(repair.kind, importer::RepairKind::LinePrefixes(..))));
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
        format!("This is a command for {name}. Only cURL commands can be imported: paste one, or only the JSON body.")
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
        (format!("http POST {URL} name=x"), tool("HTTPie (http)")),
        (format!("echo '{BODY}' |\n  http POST {URL}"), tool("HTTPie (http)")),
        (format!("wget --post-data '{BODY}' {URL}"), tool("wget")),
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
fn the_headers_panel_of_a_browser_is_read() {
    const URL: &str = "https://api.cloud-elements.com/elements/api-v2/instances";
    const AUTH: &str = "User dXNlcg==, Organization b3Jn";
    let lines = format!(
        "Request URL: {URL}\nRequest Method: POST\nStatus Code: 200 OK\nRemote Address: 192.0.2.1:443\nReferrer Policy: no-referrer\nauthorization: {AUTH}\ncontent-type: application/json\n"
    );
    let split = lines.replace(": ", ":\n");
    let joined = lines.replace('\n', " ");
    for text in [&lines, &split, &joined] {
        let import = import(text).unwrap();
        assert_eq!(HttpRequest::create_instance(&import.instance).url, URL, "{text}");
        assert_eq!(import.instance.user_secret, "dXNlcg==", "{text}");
        assert_eq!(import.instance.organization_secret, "b3Jn", "{text}");
        let messages: Vec<String> = import.repairs.iter().map(|repair| repair.what.to_string()).collect();
        assert_eq!(
            messages,
            [
                "This is an HTTP request. Its URL, headers and body were read.",
                "Ignored headers that the form doesn't send: Status Code, Remote Address, Referrer Policy.",
                "The command has no body. URL and headers were used.",
            ],
            "{text}"
        );
    }
    let get = lines.replace("POST", "GET");
    assert!(import(&get).unwrap_err().to_string().ends_with("Paste one that sends POST."));
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

/// Returns the polling configuration and the repairs of a text, or the error.
fn polling(text: &str) -> Result<(Value, Vec<String>), String> {
    let import = import(text).map_err(|error| error.to_string())?;
    let repairs = import.repairs.iter().map(|repair| repair.what.to_string()).collect();
    Ok((serde_json::from_str(import.instance.polling.text()).unwrap(), repairs))
}

/// Configurations in another notation are read exactly, with a repair.
#[test]
fn notations_of_a_configuration_are_reported() {
    let expected = serde_json::json!({"orders": {"url": "/a_b", "idField": "id，x"}});
    let escaped = serde_json::to_string(&expected.to_string()).unwrap();
    let full_width = "｛\"orders\"：｛\"url\"：\"/a_b\"，\"idField\"：\"id，x\"｝｝";
    let colored = "\u{1b}[1;39m{\u{1b}[0m\"orders\": {\"url\": \u{1b}[32m\"/a_b\"\u{1b}[0m, \"idField\": \"id，x\"}}";
    let markdown = r#"\{"orders": \{"url": "/a\_b", "idField": "id，x"\}\}"#;
    for (text, repairs) in [
        (escaped.as_str(), &["The JSON was escaped as a string. Removed the escapes."][..]),
        (full_width, &["JSON requires {, not the full-width ｛. 7 more like this follow."][..]),
        (
            &full_width[3..].replacen('"', "{\"", 1),
            &["JSON requires a colon (:), not the full-width ：. 6 more like this follow."],
        ),
        (colored, &["Removed invisible characters (4)."]),
        (
            &colored[..colored.len() - 1],
            &["Removed invisible characters (4).", "Missing } to close the bracket opened on line 1, column 8."],
        ),
        (
            markdown,
            &[
                "\\ doesn't belong here. Remove it. 3 more like this follow.",
                "\\_ isn't a valid escape. For a backslash, write \\\\.",
            ],
        ),
    ] {
        let repairs = repairs.iter().map(|repair| (*repair).to_owned()).collect();
        assert_eq!(polling(text), Ok((expected.clone(), repairs)), "{text}");
    }
}

/// Ambiguous configurations are rejected.
#[test]
fn ambiguous_configurations_are_rejected() {
    for text in [
        "{'name': 'A' 'B'}",
        "{'orders': {'url': '/orders' '?x=1', 'idField': 'id'}}",
        "{'orders', 'customers'}",
        "{orders, customers}",
        "{[orders]: {url: '/orders', idField: 'id'}}",
        "{...base, 'orders': {url: '/orders', idField: 'id'}}",
        "{'orders': {'url': path[0], 'idField': 'id'}}",
        r#"{"orders": {"url": \["a\\n"\], "idField": "id"}}"#,
        r#"{"orders": {"url": \"/orders", "idField": "id"}}"#,
    ] {
        assert!(polling(text).is_err(), "{text}: {:?}", polling(text));
    }
}
