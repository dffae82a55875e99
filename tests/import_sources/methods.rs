//! Methods, conversions and keywords whose result depends on the language, on the arguments, or on what they are called on.

use super::generators::{document, fetch, python};
use super::{BODY, URL, assert_read, import, sentences};

/// Returns the store's URL and the name that are read of a program, and the sentences about it.
fn values(text: &str) -> (String, String, Vec<String>) {
    let read = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let sentences = sentences(&read);
    (read.instance.fields[0].clone(), read.instance.name, sentences)
}

/// The argument of a method that trims is not what it trims.
#[test]
fn what_is_trimmed_of_an_unknown_value_is_not_the_value() {
    for call in ["store.rstrip('/')", "f\"{store.rstrip('/')}\"", "str(store).rstrip('/')", "cfg.get('s').strip('/')"] {
        let (store, _, told) = values(&python("store = input()", &BODY.replace("\"https://a.b\"", call)));
        assert_eq!(store, "", "{call}");
        assert!(told.iter().any(|sentence| sentence.contains("fill in The Store URL")), "{call}\n{told:#?}");
    }
    let body = BODY.replace("\"https://a.b\"", "store.trimEnd('/')");
    assert_eq!(values(&fetch("const store = prompt();", &format!("JSON.stringify({body})"))).0, "");
    let (store, ..) = values(&format!(
        "$store = Read-Host\n$body = @{{ element = @{{ key = 'woocommercerest' }}; configuration = @{{ 'store.url' = \
         $store.TrimEnd('/') }}; name = 'n' }}\nInvoke-RestMethod -Uri {URL} -Method Post -Headers @{{ Authorization = \
         'User u1, Organization o1' }} -Body ($body | ConvertTo-Json -Depth 9)"
    ));
    assert_eq!(store, "");
}

#[test]
fn characters_are_trimmed_of_a_known_value() {
    for (call, expected) in [
        ("'https://a.b/'.rstrip('/')", "https://a.b"),
        ("'https://a.b'.strip('/')", "https://a.b"),
        ("'https://a.b'.rstrip('xyz')", "https://a.b"),
        // Each of these characters, and not the whole.
        ("'https://a.b'.rstrip('.b')", ""),
        ("'https://a.b//'.rstrip('/')", ""),
    ] {
        assert_eq!(values(&python("", &BODY.replace("\"https://a.b\"", call))).0, expected, "{call}");
    }
    // JavaScript ignores the argument.
    let body = BODY.replace("\"https://a.b\"", "'https://a.b '.trimEnd('b')");
    assert_eq!(values(&fetch("", &format!("JSON.stringify({body})"))).0, "https://a.b");
}

/// `url` and `none` are functions and variables here, although other languages have them.
#[test]
fn names_of_the_program_count_before_known_ones() {
    let own = "def url(host):\n    return f\"https://{host}\"";
    let (store, _, told) = values(&python(own, &BODY.replace("\"https://a.b\"", "url('a.b')")));
    assert_eq!(store, "", "{told:#?}");
    let imported = "from helpers import url";
    assert_eq!(values(&python(imported, &BODY.replace("\"https://a.b\"", "url('a.b')"))).0, "");
    for name in ["NO", "none", "nil", "YES"] {
        let text =
            fetch(&format!("const {name} = 'Norway';"), &format!("JSON.stringify({})", BODY.replace("\"n\"", name)));
        assert_eq!(values(&text).1, "Norway", "{name}");
    }
}

/// `to_slug` is no conversion of the whole text.
#[test]
fn only_known_conversions_keep_a_text() {
    for call in ["'My Store'.to_slug", "'15'.to_i", "'a b'.to_param"] {
        let body = format!("{{ 'element' => {{ 'key' => 'woocommercerest' }}, 'name' => {call} }}");
        let text = format!(
            "require 'net/http'\nreq = Net::HTTP::Post.new(URI('{URL}'), 'Authorization' => 'User u1, Organization \
             o1')\nreq.body = {body}.to_json\n"
        );
        assert_eq!(values(&text).1, "", "{call}");
    }
    let ruby = format!(
        "require 'net/http'\nname = 'n'\nreq = Net::HTTP::Post.new(URI('{URL}'), 'Authorization' => 'User u1, Organization \
         o1')\nreq.body = {{ 'element' => {{ 'key' => 'woocommercerest' }}, 'name' => name.to_s }}.to_json\n"
    );
    assert_eq!(values(&ruby).1, "n");
    for call in ["config.string('name')", "this.config.data('name')", "form.raw('name')"] {
        let text = fetch("", &format!("JSON.stringify({})", BODY.replace("\"n\"", call)));
        assert_eq!(values(&text).1, "", "{call}");
    }
    for (call, expected) in [
        ("JSON.parse('\"n\"')", "n"),
        ("JSON.parse('15')", ""),
        ("+'5'", ""),
        ("'v' + 1.50", ""),
        ("'v' + 1.5", "v1.5"),
    ] {
        let text = fetch("", &format!("JSON.stringify({})", BODY.replace("\"n\"", call)));
        assert_eq!(values(&text).1, expected, "{call}");
    }
}

#[test]
fn objects_with_the_members_of_others_are_read() {
    let base = BODY.replace("\"n\"", "\"base\"");
    for (prelude, body) in [
        (format!("const base = {base};"), "{...base, name: 'n'}"),
        (format!("const base = {base};"), "Object.assign({}, base, { name: 'n' })"),
        (format!("const base = {base};\nconst body = {{ ...base, name: 'n' }};"), "body"),
    ] {
        assert_read(&fetch(&prelude, &format!("JSON.stringify({body})")), &document(), Some("JavaScript, fetch"));
    }
    for (prelude, body) in [
        (format!("base = {base}"), "{**base, 'name': 'n'}"),
        (format!("base = {base}\nbody = {{**base, 'name': 'n'}}"), "body"),
    ] {
        assert_read(&python(&prelude, body), &document(), Some("Python, requests"));
    }
    // The parameter is unknown.
    let function = format!("def enrich(b):\n    return {{**b, 'name': 'B'}}\nbody = {BODY}\npayload = enrich(body)");
    assert!(import(&python(&function, "payload")).is_err());
}

#[test]
fn collections_of_java_are_read() {
    for tags in [
        "new JSONArray(java.util.List.of(\"a\", \"b\"))",
        "new JSONArray().put(\"a\").put(\"b\")",
        "new ArrayList<>(List.of(\"a\", \"b\"))",
        "new JSONArray(\"[\\\"a\\\",\\\"b\\\"]\")",
    ] {
        let text = format!(
            "import org.json.*;\nJSONObject body = new JSONObject(Map.ofEntries(Map.entry(\"name\", \"n\"), \
             Map.entry(\"element\", Map.of(\"key\", \"woocommercerest\"))));\nbody.put(\"tags\", {tags});\nHttpRequest r \
             = HttpRequest.newBuilder(URI.create(\"{URL}\")).header(\"Authorization\", \"User u1, Organization \
             o1\").POST(HttpRequest.BodyPublishers.ofString(body.toString())).build();"
        );
        let read = import(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!((&*read.instance.name, read.instance.tags.join(",")), ("n", "a,b".into()), "{tags}");
    }
}

/// The field of a class that another method sets.
#[test]
fn fields_that_a_method_sets_are_told() {
    let program = |change: &str| {
        format!(
            "class Program {{\n    private string name = \"n\";\n    {change}\n    async Task Run() {{\n        var body = \
             new Dictionary<string, object> {{ [\"element\"] = new {{ key = \"woocommercerest\" }}, [\"name\"] = name \
             }};\n        var request = new HttpRequestMessage(HttpMethod.Post, \"{URL}\");\n        \
             request.Headers.TryAddWithoutValidation(\"Authorization\", \"User u1, Organization o1\");\n        \
             request.Content = new StringContent(JsonSerializer.Serialize(body));\n    }}\n}}\n"
        )
    };
    let tells = |change: &str| {
        let (_, name, told) = values(&program(change));
        assert_eq!(name, "n", "{change}");
        told.iter().any(|sentence| sentence.contains("name"))
    };
    assert!(tells("public void SetName(string value) { this.name = value; }"));
    assert!(!tells("public void SetOther(string value) { this.other = value; }"));
}

/// Libraries that take their arguments without brackets, or all headers in one text, or return the response.
#[test]
fn requests_of_further_libraries_are_read() {
    let rest_client = format!(
        "require 'rest-client'\nbody = {}.to_json\nRestClient.post '{URL}', body, authorization: 'User u1, Organization \
         o1'\n",
        BODY.replace("\":", "\" => ")
    );
    assert_read(&rest_client, &document(), Some("Ruby, RestClient"));
    let streams = format!(
        "<?php\n$ctx = stream_context_create(['http' => ['method' => 'POST', 'header' => \"Content-Type: \
         application/json\\r\\nAuthorization: User u1, Organization o1\\r\\n\", 'content' => json_encode({})]]);\n\
         echo file_get_contents('{URL}', false, $ctx);\n",
        BODY.replace('{', "[").replace('}', "]").replace("\":", "\" => ")
    );
    assert_read(&streams, &document(), Some("PHP, streams"));
    let lambda = format!(
        "const res = await {}\nreturn {{ statusCode: 200, body: await res.text() }};",
        fetch("", &format!("JSON.stringify({BODY})")).trim()
    );
    assert_read(&lambda, &document(), Some("JavaScript, fetch"));
}
