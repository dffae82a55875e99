//! Texts that are rejected, and the recognition of importable texts.

use importer::{is_importable, read};
use model::element::Definition;
use model::instance::Instance;

fn import_error(text: &str) -> String {
    let definition = Definition::woocommerce();
    read(text, &Instance::empty(definition)).expect_err(text).to_string()
}

#[test]
fn unreadable_texts_are_rejected() {
    let deep = format!("{{\"configuration\": {}", "[".repeat(200));
    let cases = [
        ("", "Paste a cURL command, a request body or a polling configuration."),
        (" \n\u{feff}", "Paste a cURL command, a request body or a polling configuration."),
        (
            "\n <!DOCTYPE html>",
            "line 2, column 2: This is the source of a web page. Paste the command or JSON that the page shows.",
        ),
        (
            "[{\"a\": 1}]",
            "line 1, column 1: This is a JSON array. Paste one object from it: a request body or a polling \
             configuration.",
        ),
        (
            "\"abc\"",
            "line 1, column 1: This JSON isn't an object. Paste a request body or a polling configuration, which start \
             with {.",
        ),
        (
            "{\"a\": 1}",
            "line 1, column 1: This JSON is neither a request body (with \"element\" or \"configuration\") nor a polling configuration (resource names with \"url\" and \"idField\").",
        ),
        (
            "{\"name\": \"a\"}\n{\"name\": \"b\"}",
            "line 2, column 1: A second JSON object starts here. Paste one at a time.",
        ),
        (&deep, "line 1, column 146: This is nested deeper than 128 levels, more than JSON parsers accept."),
        (
            "Try curl -X POST",
            "line 1, column 1: This isn't a cURL command or JSON. Paste a command starting with \"curl\" or JSON \
             starting with {.",
        ),
        (
            "newman run a.json",
            "line 1, column 1: This is a command for newman, which isn't supported. Paste a cURL command, or only the \
             JSON body.",
        ),
        ("curl", "line 1, column 1: This command has neither a URL nor a body. Paste the whole command."),
        (
            "curl https://a.b -H 'x: y'",
            "line 1, column 1: This command sends GET without a body, so it creates nothing. Paste one that sends \
             POST.",
        ),
        (
            "curl -X DELETE https://a.b",
            "line 1, column 6: This command sends DELETE without a body, so it creates nothing. Paste one that sends \
             POST.",
        ),
        (
            "curl https://a.b -F a=b",
            "line 1, column 18: This command sends form data (-F), but the API expects JSON. Paste a command with -d.",
        ),
        (
            "curl https://a.b -d a=b",
            "line 1, column 21: The body that starts here isn't a JSON object. A request body starts with {.",
        ),
        (
            "curl https://a.b\\\n -H 'x: y",
            "line 2, column 5: This ' is never closed. Close it, or paste the whole command.",
        ),
        (
            "curl https://a.b -H \"x: y",
            "line 1, column 21: This \" is never closed. Close it, or paste the whole command.",
        ),
        (
            "curl https://a.b `\n -H \"x: y",
            "line 2, column 5: This \" is never closed. Close it, or paste the whole command.",
        ),
    ];
    for (text, sentence) in cases {
        assert_eq!(import_error(text), sentence, "{text}");
    }
}

#[test]
fn importable_texts_are_recognised() {
    for text in [
        "curl -X POST",
        " $ curl 'https://a.b'",
        "curl.exe ^\n -d x",
        "{\"a\": 1}\n",
        "{\"a\": 1,\n}",
        "import requests\nrequests.post(base + '/instances', json=body)",
    ] {
        assert!(is_importable(text), "{text}");
    }
    for text in [
        "",
        "curl",
        "Use curl -X POST",
        "a curly thing -d",
        "{draft} of it",
        "https://a.b",
        "woo",
        "\"quoted\"",
        "[1]",
        "<p>",
        "import requests",
        "See the /instances of the API.",
    ] {
        assert!(!is_importable(text), "{text}");
    }
}
