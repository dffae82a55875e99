//! Values that functions of the program return.

use super::changes::tells;
use super::generators::{document, fetch, python};
use super::{BODY, URL, assert_read, import, sentences};

#[test]
fn the_body_that_a_function_returns_is_read() {
    let indented = BODY.replace(',', ",\n        ");
    for (function, call) in [
        (format!("def build():\n    return {indented}"), "build()"),
        (format!("def build():\n    payload = {BODY}\n    payload['name'] = 'n'\n    return payload"), "build()"),
        (format!("def build():\n    \"\"\"Returns it.\"\"\"\n    return {BODY}\nbody = build()"), "body"),
        (format!("class Client:\n    def build(self):\n        return {BODY}\nclient = Client()"), "client.build()"),
    ] {
        assert_read(&python(&function, call), &document(), Some("Python, requests"));
    }
    for function in [
        format!("function build() {{ return {BODY}; }}"),
        format!("const build = () => ({BODY});"),
        format!("const build = () => {{\n  const body = {BODY};\n  return body;\n}};"),
        format!("const build = function () {{ return {BODY}; }};"),
    ] {
        let text = fetch(&function, "JSON.stringify(build())");
        assert_read(&text, &document(), Some("JavaScript, fetch"));
    }
    // A parameter is computed: its field is named.
    let body = BODY.replace("\"n\"", "name");
    let text = python(&format!("def build(name):\n    return {body}"), "build('n')");
    let read = import(&text).unwrap();
    assert_eq!(read.instance.name, "");
    assert!(sentences(&read).iter().any(|sentence| sentence.contains("fill in Name")), "{:#?}", sentences(&read));
}

#[test]
fn a_function_with_several_results_is_not_guessed() {
    for function in [
        format!("def build():\n    if test:\n        return {BODY}\n    return {{}}"),
        format!("def build():\n    if test:\n        return {BODY}"),
        format!("def build():\n    return {BODY}\ndef build():\n    return other"),
        format!("def build():\n    return dict(load(), **{BODY})"),
    ] {
        let rejection = import(&python(&function, "build()")).unwrap_err();
        assert!(rejection.to_string().contains("This is Python code."), "{function}\n{rejection}");
    }
    let changed = format!("def build():\n    return {BODY}\nbody = build()\npublish(body)");
    assert!(tells(&python(&changed, "body"), "body"));
    // The function before it has its body on its own line.
    let one_line = format!("def load(): return {{}}\ndef build():\n    return {BODY}");
    assert!(import(&python(&one_line, "load()")).is_err());
    // A function that returns its own result has none.
    assert!(import(&python("def build():\n    return build()", "build()")).is_err());
}

/// The last expression of a function is its result in these languages. What is changed later is read too.
#[test]
fn results_without_return_are_read_with_their_changes() {
    let hash = BODY.replace("\":", "\" => ");
    let ruby = |body: &str| {
        format!(
            "require 'httparty'\ndef build\n  {hash}\nend\nbody = build\nbody['name'] = 'm'\nHTTParty.post('{URL}', headers: \
             {{ 'Authorization' => 'User u1, Organization o1' }}, body: {body})\n"
        )
    };
    let table = BODY.replace('{', "@{").replace("\":", "\" = ").replace(',', "; ");
    let power_shell = format!(
        "function Get-Body {{\n  {table}\n}}\n$body = Get-Body\n$body.name = 'm'\nInvoke-RestMethod -Uri {URL} -Method Post \
         -Headers @{{ Authorization = 'User u1, Organization o1' }} -Body ($body | ConvertTo-Json -Depth 9)\n"
    );
    let rust = format!(
        "fn build() -> Value {{\n    json!({BODY})\n}}\nlet mut body = build();\nbody[\"name\"] = json!(\"m\");\n\
         reqwest::Client::new().post(\"{URL}\").header(\"Authorization\", \"User u1, Organization o1\").json(&body).send()?;\n"
    );
    let dart = format!(
        "import 'package:http/http.dart' as http;\nMap<String, dynamic> build() => {BODY};\nfinal body = build();\n\
         body['name'] = 'm';\nawait http.post(Uri.parse('{URL}'), headers: {{'Authorization': 'User u1, Organization \
         o1'}}, body: jsonEncode(body));\n"
    );
    let mut expected = document();
    expected["name"] = "m".into();
    for (text, read_as) in [
        (ruby("body.to_json"), "Ruby, HTTParty"),
        (ruby("build.merge('name' => 'm').to_json"), "Ruby, HTTParty"),
        (power_shell, "PowerShell, Invoke-RestMethod"),
        (rust, "Rust, reqwest"),
        (dart, "Dart, http"),
    ] {
        assert_read(&text, &expected, Some(read_as));
    }
    // Another function changes the result, or returns something else.
    let python = |body: &str| {
        python(&format!("def build():\n    return {BODY}\ndef rename(b):\n    b['name'] = 'm'\n    return b"), body)
    };
    for body in ["rename(build())", "json.loads(json.dumps(load()))", "load()"] {
        let rejection = import(&python(body)).unwrap_err();
        assert!(rejection.to_string().contains("This is Python code."), "{body}\n{rejection}");
    }
}

/// The fields of a struct have the names of their tags, in their order if they are not named.
#[test]
fn structs_of_go_are_read() {
    let go = |value: &str| {
        format!(
            "package main\n\ntype Element struct {{\n\tKey string `json:\"key\"`\n}}\n\ntype Request struct {{\n\tElement Element \
             `json:\"element\"`\n\tConfiguration map[string]interface{{}} `json:\"configuration\"`\n\tName string \
             `json:\"name,omitempty\"`\n}}\n\nfunc main() {{\n\tbody := {value}\n\tpayload, _ := json.Marshal(body)\n\treq, _ := \
             http.NewRequest(\"POST\", \"{URL}\", bytes.NewReader(payload))\n\treq.Header.Set(\"Authorization\", \"User u1, \
             Organization o1\")\n}}\n"
        )
    };
    let configuration =
        "map[string]interface{}{\"store.url\": \"https://a.b\", \"oauth.api.key\": \"k\", \"oauth.api.secret\": \"s\"}";
    for value in [
        format!("Request{{Element: Element{{Key: \"woocommercerest\"}}, Configuration: {configuration}, Name: \"n\"}}"),
        format!("&Request{{Element{{\"woocommercerest\"}}, {configuration}, \"n\"}}"),
    ] {
        assert_read(&go(&value), &document(), Some("Go, net/http"));
    }
    // The items of a slice are no fields.
    let slice = format!(
        "Request{{Element: Element{{Key: \"woocommercerest\"}}, Configuration: {configuration}, Name: \"n\"}}\n\tlist := []Element{{{{\"a\"}}, {{\"b\"}}}}"
    );
    assert_read(&go(&slice), &document(), Some("Go, net/http"));
    let unmarshal = go(&format!("map[string]any{{}}\n\terr := json.Unmarshal([]byte(`{BODY}`), &body)"));
    for (change, is_read) in [("", true), ("\n\tbody[\"name\"] = \"m\"", false)] {
        let text = unmarshal
            .replace("body := map[string]any{}", "var body map[string]any")
            .replace("&body)", &format!("&body){change}"));
        match import(&text) {
            Ok(_) => assert_read(&text, &document(), Some("Go, net/http")),
            Err(error) => assert!(!is_read && error.to_string().contains("This is Go code."), "{error}\n{text}"),
        }
    }
}

/// A polling configuration is a part of a body that was not read.
#[test]
fn a_part_of_what_is_sent_is_not_taken_for_the_body() {
    let polling = r#"{"customers": {"url": "/c", "idField": "id"}}"#;
    let text = fetch(&format!("const woo = new Woo('https://a.b', '{polling}');"), "woo.toBody()");
    let rejection = import(&text).unwrap_err();
    assert!(rejection.to_string().contains("This is JavaScript code."), "{rejection}");
}

#[test]
fn one_message_is_about_a_computed_value() {
    let body = BODY.replace("\"k\"", "os.environ['KEY']");
    let read = import(&python(&format!("data = {body}"), "data")).unwrap();
    let sentences = sentences(&read);
    assert_eq!(sentences.len(), 2, "{sentences:#?}");
    assert!(sentences[1].contains("fill in OAuth API Key"), "{sentences:#?}");
}

/// Later requests have the token of an instance.
#[test]
fn the_header_of_another_request_is_ignored() {
    let later = "requests.get(URL2, headers={'Authorization': f\"User u2, Element {token}\"})";
    let text = format!("{}{later}\n", python(&format!("body = {BODY}"), "body"));
    assert_read(&text, &document(), Some("Python, requests"));
    assert_eq!(sentences(&import(&text).unwrap()).len(), 1);
}

#[test]
fn keys_without_braces_and_doubled_quotes_are_read() {
    let mut expected = document();
    expected["configuration"]["x"] = serde_json::json!("{\"a\":{\"b\":1},\"c\":2}");
    let hash = BODY.replace("\":", "\" => ").replace("\"s\"", "\"s\", 'x' => JSON.generate(a: { b: 1 }, c: 2)");
    let text = format!(
        "require 'httparty'\nHTTParty.post('{URL}', headers: {{ 'Authorization' => 'User u1, Organization o1' }}, body: \
         {hash}.to_json)\n"
    );
    assert_read(&text, &expected, Some("Ruby, HTTParty"));
    let mut expected = document();
    expected["name"] = "a \"b\" c".into();
    let text = format!(
        "using System.Net.Http;\nvar body = new {{ element = new {{ key = \"woocommercerest\" }}, configuration = new \
         Dictionary<string, object> {{ [\"store.url\"] = \"https://a.b\", [\"oauth.api.key\"] = \"k\", [\"oauth.api.secret\"] \
         = \"s\" }}, name = @\"a \"\"b\"\" c\" }};\nvar request = new HttpRequestMessage(HttpMethod.Post, \"{URL}\");\n\
         request.Headers.Add(\"Authorization\", \"User u1, Organization o1\");\nrequest.Content = new \
         StringContent(JsonSerializer.Serialize(body));\n"
    );
    assert_read(&text, &expected, Some("C#, HttpClient"));
}
