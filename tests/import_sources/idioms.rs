//! Idioms of languages that most programs in them use.

use serde_json::json;

use super::generators::{document, fetch, python};
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

/// Some documentation sites generate JavaScript without the quotes around keys and the backslashes before quotes.
#[test]
fn missing_quotes_and_backslashes_of_javascript_are_repaired() {
    let body = "{ element: { key: 'woocommercerest' }, configuration: { store.url: 'https://a.b', oauth.api.key: 'k', \
                oauth.api.secret: 's' }, name: 'it's 'n'' }";
    let text = fetch("", &format!("JSON.stringify({body})"));
    let mut document = document();
    document["name"] = json!("it's 'n'");
    assert_read(&text, &document, Some("JavaScript, fetch"));
    let sentences = sentences(&import(&text).unwrap());
    for told in ["Keys need double quotes.", "A quote inside this text ends the string in JavaScript"] {
        assert_eq!(sentences.iter().filter(|sentence| sentence.contains(told)).count(), 1, "{told}\n{sentences:#?}");
    }
    // A valid key may begin with a sign, and operators may follow a text at once.
    let single = BODY.replace('"', "'");
    for prelude in ["const schema = { $schema: 'z' };", "if ('a'in list || 'b'instanceof Text) { stop('c'); }"] {
        let text = fetch(&format!("{prelude} const body = {single};"), "JSON.stringify(body)");
        assert_read(&text, &super::generators::document(), Some("JavaScript, fetch"));
        let sentences = super::sentences(&import(&text).unwrap());
        assert_eq!(sentences.len(), 1, "{prelude}\n{sentences:#?}");
    }
}

#[test]
fn negative_numbers_of_clojure_are_read() {
    let text = format!(
        "(require '[clj-http.client :as client])\n(client/post \"{URL}\" {{:headers {{\"Authorization\" \"User u1, \
         Organization o1\"}} :content-type :json :form-params {{:element {{:key \"woocommercerest\"}} :configuration \
         {{:store.url \"https://a.b\" :oauth.api.key \"k\" :oauth.api.secret \"s\" :offset -3}} :name \"n\"}}}})"
    );
    let mut document = document();
    document["configuration"]["offset"] = json!(-3);
    assert_read(&text, &document, Some("Clojure, clj-http"));
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

/// Many people write the body in several lines where their language does not allow it.
/// A program is read, whatever JSON is in another fence, unless that creates another instance or has more values.
#[test]
fn a_program_in_a_fence_is_read_beside_json() {
    let program = python(&format!("body = {BODY}"), "body");
    let answer = |json: &str| format!("Use this:\n\n```python\n{program}```\n\nLike so:\n\n```json\n{json}\n```\n");
    for json in [
        r#"{"orders": {"url": "/hubs/ecommerce/orders", "idField": "id"}}"#,
        r#"{"element": {"key": "woocommercerest"}, "configuration": {"store.url": "<your store>"}, "name": "<name>"}"#,
        BODY,
    ] {
        assert_read(&answer(json), &document(), Some("Python, requests"));
    }
    let other = BODY.replace("https://a.b", "https://c.d");
    let named = BODY.replace("\"n\"", "\"m\"");
    let lacking = answer(BODY).replacen("\"k\"", "\"\"", 1);
    for text in [answer(&other), answer(&named), lacking] {
        let error = import(&text).map(|import| sentences(&import)).unwrap_err();
        assert!(error.to_string().contains("2 instances"), "{error}\n{text}");
    }
    // One program in two fences.
    let (first, second) = program.split_at(program.find("requests.post").unwrap());
    let cells = format!("```python\n{first}```\n\nThen:\n\n```python\n{second}```\n");
    assert_read(&cells, &document(), Some("Python, requests"));
}

#[test]
fn line_breaks_in_a_string_of_one_line_are_read_and_told() {
    let mut expected = document();
    expected["name"] = "it's 'n'".into();
    let pretty = serde_json::to_string_pretty(&expected).unwrap();
    let escaped = pretty.replace('"', "\\\"");
    let dart = |body: &str| {
        format!(
            "import 'package:http/http.dart' as http;\nfinal body = {body};\nawait http.post(Uri.parse('{URL}'), headers: \
             {{'Authorization': 'User u1, Organization o1'}}, body: body);\n"
        )
    };
    let java = format!(
        "String body = \"{escaped}\";\nHttpRequest request = HttpRequest.newBuilder(URI.create(\"{URL}\"))\n  \
         .header(\"Authorization\", \"User u1, Organization o1\")\n  \
         .POST(HttpRequest.BodyPublishers.ofString(body)).build();\n"
    );
    for (text, read_as) in [
        (python(&format!("body = '{pretty}'"), "json.loads(body)"), "Python, requests"),
        (python(&format!("body = \"{escaped}\""), "json.loads(body)"), "Python, requests"),
        (fetch(&format!("const body = '{pretty}';"), "body"), "JavaScript, fetch"),
        (dart(&format!("r'{pretty}'")), "Dart, http"),
        (java, "Java, java.net.http"),
    ] {
        assert_read(&text, &expected, Some(read_as));
        let sentences = sentences(&import(&text).unwrap());
        assert!(sentences.iter().any(|sentence| sentence.contains("has line breaks, which")), "{text}\n{sentences:#?}");
    }
    // A string that ends on its line is none of them, and one that has no end is no body.
    let text = python("note = '{'\nother = \"it's\"\nbody = BODY".replace("BODY", BODY).as_str(), "body");
    assert_read(&text, &document(), Some("Python, requests"));
    let rejection = import(&python(&format!("body = '{}", &pretty[..pretty.len() / 2]), "body")).unwrap_err();
    assert!(rejection.to_string().contains("This is Python code."), "{rejection}");
}

/// C# reads up to four digits, and names may have any letters.
#[test]
fn escapes_and_names_of_any_length_are_read() {
    let csharp = |name: &str| {
        format!(
            "var json = \"{}\";\nvar client = new \
             HttpClient();\nclient.DefaultRequestHeaders.TryAddWithoutValidation(\"Authorization\", \"User u1, Organization \
             o1\");\nawait client.PostAsync(\"{URL}\", new StringContent(json, Encoding.UTF8, \"application/json\"));\n",
            BODY.replace("\"n\"", &format!("\"{name}\"")).replace('"', "\\\"")
        )
    };
    for (escape, name) in [("M\\xFCller", "Müller"), ("M\\xFCchen", "M\u{fcc}hen"), ("\\x41", "A")] {
        let import = import(&csharp(escape)).unwrap();
        assert_eq!(import.instance.name, name, "{escape}");
    }
    let body = BODY.replace("\"n\"", "\"$größe\"");
    let kotlin = format!(
        "val größe = \"n\"\nval json = \"\"\"{body}\"\"\"\nval request = \
         Request.Builder().url(\"{URL}\").header(\"Authorization\", \"User u1, Organization \
         o1\").post(json.toRequestBody()).build()\n"
    );
    assert_read(&kotlin, &document(), Some("Kotlin"));
}

/// Their other arguments and items may be computed.
#[test]
fn joined_fragments_of_rust_and_clojure_are_read() {
    let (start, end) = BODY.split_once("\"n\"").unwrap();
    let fragment = |text: &str| text.replace('"', "\\\"");
    let (start, end) = (fragment(&format!("{start}\"")), fragment(&format!("\"{end}")));
    let rust = |name: &str| {
        format!(
            "let r = reqwest::blocking::Client::new().post(\"{URL}\").header(\"Authorization\", \"User u1, Organization \
             o1\").body([\"{start}\", {name}, \"{end}\"].concat()).send()?;\n"
        )
    };
    assert_read(&rust("\"n\""), &document(), Some("Rust, reqwest"));
    assert_eq!(import(&rust("name()")).unwrap().instance.name, "");
    let clojure = format!(
        "(client/post (str \"https://\" (System/getenv \"HOST\") \"/elements/api-v2/instances\")\n {{:headers \
         {{\"Authorization\" \"User u1, Organization o1\"}}\n  :body (str \"{start}\" \"n\" \"{end}\")}})\n"
    );
    let import = import(&clojure).unwrap();
    assert_eq!((import.instance.host.as_str(), import.instance.name.as_str()), ("", "n"), "{:#?}", sentences(&import));
}
