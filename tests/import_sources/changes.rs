//! Changes of the request's variables that are not followed: each is told, and one that is followed is not.

use super::generators::{document, fetch, python};
use super::{BODY, URL, assert_read, import, sentences};

/// Returns whether the import says that the program may change `name`.
fn tells(text: &str, name: &str) -> bool {
    let import = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let told = format!("may change the variable {name}, before or after the request");
    sentences(&import).iter().any(|sentence| sentence.contains(&told))
}

#[test]
fn changes_in_python_are_told() {
    let with = |change: &str| python(&format!("body = {BODY}\n{change}"), "body");
    assert_read(&with("print(body)"), &document(), Some("Python, requests"));
    assert!(!tells(&with("body['name'] = 'm'"), "body"));
    for change in [
        "part = body['configuration']\npart['store.url'] = 'https://other.example'",
        "print(len(body))\nsend(body)\nbody['name'] = 'm'",
        "def use_test_store():\n    body['name'] = 'm'",
        "def rename(b):\n    b['name'] = 'm'\nrename(body)",
        "part = body['configuration']\npart['x'] = 1",
        "def enrich(b):\n    return dict(b, name='m')\nprint(json.dumps(enrich(body)))",
        "body = {**body, 'name': 'm'}\nbody['name'] = 'o'",
        "body.get('configuration')['store.url'] = 'https://other.example'",
    ] {
        assert!(tells(&with(change), "body"), "{change}");
    }
}

#[test]
fn changes_in_javascript_are_told() {
    let with = |change: &str| fetch(&format!("const body = {BODY};\n{change}"), "JSON.stringify(body)");
    assert_read(&with("console.log(body);"), &document(), Some("JavaScript, fetch"));
    for reads in [
        "console.log(body);\n".repeat(1_000),
        "const keys = { body: null }; body.name = 'n';".into(),
        "function isValid(b) { return b.name; }\nif (isValid(body)) { start(); }".into(),
    ] {
        assert!(!tells(&with(&reads), "body"), "{reads:.100}");
    }
    for change in [
        "const part = body.configuration;\npart['store.url'] = 'https://other.example';",
        "(body as any).name = 'm';",
        "body.configuration!['store.url'] = 'https://other.example';",
        "Object.assign(body.configuration, other);",
        "const rename = () => { body.name = 'm'; };",
        "function rename(b) { b.name = 'm'; }\nrename(body);",
        "const rename = (b) => { b.name = 'm'; };\nrename(body);",
        "((body as any).configuration as any)['store.url'] = 'https://other.example';",
        "process.argv[2] && (body.configuration['store.url'] = 'https://other.example');",
    ] {
        assert!(tells(&with(change), "body"), "{change}");
    }
}

#[test]
fn changes_through_casts_members_and_references_are_told() {
    let go = |change: &str| {
        let body = BODY.replace('{', "map[string]any{");
        format!(
            "package main\n\nfunc main() {{\n\tbody := {body}\n\t{change}\n\tpayload, _ := json.Marshal(body)\n\treq, _ \
             := http.NewRequest(\"POST\", \"{URL}\", bytes.NewReader(payload))\n}}\n"
        )
    };
    for change in [
        "body[\"configuration\"].(map[string]any)[\"store.url\"] = \"https://other.example\"",
        "json.Unmarshal(data, &body)",
        "delete(body, \"name\")",
    ] {
        assert!(tells(&go(change), "body"), "{change}");
    }
    let r = |change: &str| {
        format!(
            "library(httr)\nbody <- list(element = list(key = \"woocommercerest\"), name = \"n\")\n{change}\nPOST(\"{URL}\", \
             body = toJSON(body, auto_unbox = TRUE))\n"
        )
    };
    assert!(!tells(&r("print(body)"), "body"));
    for change in ["body$name <- \"m\"", "body$configuration[[\"store.url\"]] <- \"https://other.example\""] {
        assert!(tells(&r(change), "body"), "{change}");
    }
}

#[test]
fn changes_of_what_contains_the_body_are_told() {
    let text = format!(
        "const options = {{ method: 'POST', url: '{URL}', headers: {{ Authorization: 'User u1, Organization o1' }}, data: \
         {BODY} }};\noptions.data.name = 'm';\naxios(options);"
    );
    assert!(tells(&text, "options"));
}

#[test]
fn items_and_missing_members_are_set() {
    let with = |change: &str| python(&format!("body = {BODY}\nbody['tags'] = ['a']\n{change}"), "body");
    for (change, tags) in [("body['tags'][0] = 'b'", &["b"][..]), ("body.setdefault('tags', ['b'])", &["a"][..])] {
        let import = import(&with(change)).unwrap();
        assert_eq!(&*import.instance.tags, tags, "{change}");
    }
    let import = import(&with("body['tags'][2:] = ['b']")).unwrap();
    assert!(import.instance.tags.is_empty(), "{:#?}", import.repairs);
    let import = super::import(&with("body['configuration']['x']['y'] = 1")).unwrap();
    assert_eq!(super::body(&import)["configuration"]["x"], serde_json::json!({"y": 1}));
    let name = python(&format!("body = {BODY}\nbody['name'] = ' n '.rstrip()"), "body");
    assert_eq!(super::import(&name).unwrap().instance.name, " n");
    let text = format!(
        "$body = @{{ element = @{{ key = 'woocommercerest' }}; name = 'n' }}\n$body.Name = 'm'\nInvoke-RestMethod -Uri {URL} \
         -Method Post -Body ($body | ConvertTo-Json -Depth 9)\n"
    );
    assert_eq!(super::import(&text).unwrap().instance.name, "m");
}

/// A statement that is not followed may stand at the end, or after a condition.
#[test]
fn later_statements_of_a_name_are_not_lost() {
    let body = BODY.replace("\"n\"", "name");
    for prelude in
        ["let name = 'n'\nconst mode = dev ? a : load('x')\nname = 'm'", "let name = 'n'\ncounts['a']++\nname = 'm'"]
    {
        let import = import(&fetch(prelude, &format!("JSON.stringify({body})"))).unwrap();
        assert_ne!(import.instance.name, "n", "{prelude}");
    }
    for end in ["++", "--", "x = 1; --", "x = 1; ++"] {
        let text = format!("{}\n{end}", fetch("", &format!("JSON.stringify({BODY})")));
        assert_read(&text, &document(), Some("JavaScript, fetch"));
    }
}

#[test]
fn typed_declarations_are_followed() {
    let typed = format!("const body: {{ [key: string]: any }} = {BODY};\nbody.name = 'm';");
    let import = import(&fetch(&typed, "JSON.stringify(body)")).unwrap();
    assert_eq!(import.instance.name, "m");
}

#[test]
fn encoders_and_operators_are_not_taken_for_their_operand() {
    let body = BODY.replace("\"n\"", "name");
    for value in [
        "Buffer.from('m').toString('base64')",
        "Buffer.from('bQ==', 'base64').toString()",
        "(15).toString(16)",
        "escape('m')",
        "!'m'",
    ] {
        let text = fetch(&format!("const name = {value};"), &format!("JSON.stringify({body})"));
        let import = import(&text).unwrap();
        assert_eq!(import.instance.name, "", "{value}");
    }
    for change in ["count *= 12", "count -= 1", "count++", "++count", "count ??= 1"] {
        let body = BODY.replace("\"n\"", "`n${count}`");
        let text = fetch(&format!("let count = 5; {change};"), &format!("JSON.stringify({body})"));
        assert_eq!(import(&text).unwrap().instance.name, "", "{change}");
    }
    for value in ["urllib.parse.quote('m')", "base64.b64encode('m'.encode()).decode()", "html.escape('m')"] {
        let text = python(&format!("name = {value}"), &body);
        assert_eq!(import(&text).unwrap().instance.name, "", "{value}");
    }
}
