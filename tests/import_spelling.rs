//! Typos in commands and HTTP requests are corrected and reported, or rejected. No part is dropped silently.

#![allow(missing_docs)]

mod command_texts;

use command_texts::{AUTH, BODY, URL, import};
use importer::{Import, read};
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use serde_json::Value;

/// Returns each repair with the text that it covers.
fn repairs<'t>(import: &Import, text: &'t str) -> Vec<(&'t str, String)> {
    let range = |range: &Option<std::ops::Range<usize>>| range.clone().map_or("", |range| &text[range]);
    import.repairs.iter().map(|repair| (range(&repair.range), repair.kind.to_string())).collect()
}

/// Checks that `text` yields the whole request with these repairs.
fn check(text: &str, expected: &[(&str, &str)]) {
    let import = import(text);
    let request = HttpRequest::create_instance(&import.instance);
    let body: Value = serde_json::from_str(request.body.as_str()).unwrap();
    assert_eq!(body, serde_json::from_str::<Value>(BODY).unwrap(), "{text}");
    let secrets = (import.instance.user_secret.as_str(), import.instance.organization_secret.as_str());
    assert_eq!((request.url.as_str(), secrets), (URL, ("dXNlcg==", "b3Jn")), "{text}");
    let repairs = repairs(&import, text);
    let repairs: Vec<(&str, &str)> = repairs.iter().map(|(range, what)| (*range, what.as_str())).collect();
    assert_eq!(repairs, expected, "{text}");
}

#[test]
fn misspelled_options_are_corrected() {
    let spelled = |option: &str| format!("Corrected this option to {option}, as curl spells it.");
    let cases = [
        (["- X", "- H", "- d"], ["-X", "-H", "-d"]),
        (["-- request", "-- header", "-- data-raw"], ["--request", "--header", "--data-raw"]),
        (["--Request", "--Header", "--Data"], ["--request", "--header", "--data"]),
        (["--REQUEST", "--HEADER", "--DATA-BINARY"], ["--request", "--header", "--data-binary"]),
        (["-request", "-header", "-data"], ["--request", "--header", "--data"]),
        (["-Request", "-Header", "-Json"], ["--request", "--header", "--json"]),
    ];
    for (written, read) in cases {
        let [method, header, data] = written;
        let sentences = read.map(spelled);
        let expected: Vec<(&str, &str)> = written.into_iter().zip(sentences.iter().map(String::as_str)).collect();
        check(&format!("curl {method} POST {URL} {header} '{AUTH}' {data} '{BODY}'"), &expected);
    }
    let expected = [("-data", &*spelled("--data"))];
    check(&format!("curl -XPOST -sSL {URL} -H'{AUTH}' -data='{BODY}'"), &expected);
    check(&format!("curl --location {URL} -H '{AUTH}' -d '{BODY}'"), &[]);
}

#[test]
fn a_command_in_quotes_is_read_whole() {
    const QUOTES: &str = "Removed the quotes or backticks around the command.";
    const BEFORE: &str = "Ignored the text before the command or JSON.";
    const AFTER: &str = "Ignored the text after the command or JSON.";
    let command = format!("curl -X POST {URL} -H '{AUTH}' -d '{BODY}'");
    for (open, close) in [("\"", "\""), ("“", "”"), ("„", "“"), ("'", "'"), ("‘", "’"), ("\"", "\";"), ("\"", "")]
    {
        check(&format!("{open}{command}{close}"), &[(open, QUOTES)]);
    }
    let escaped = BODY.replace('"', "\\\"");
    check(&format!("\"curl -X POST {URL} -H \"{AUTH}\" -d \"{escaped}\"\""), &[("\"", QUOTES)]);
    check(
        &format!("Run this: \"{command}\" and see."),
        &[("Run this:", BEFORE), ("\"", QUOTES), ("\" and see.", AFTER)],
    );
    let string = serde_json::to_string(&command).unwrap();
    check(&string, &[("\"", "The JSON was escaped as a string. Removed the escapes.")]);
    // A quoted path is a program.
    check(&format!("\"C:\\Program Files\\curl.exe\" -H \"{AUTH}\" -d \"{escaped}\" {URL}"), &[]);
}

/// Unescaped quotes in a body: no shell would send them, but the import keeps and reports them.
#[test]
fn quotes_that_end_the_quoting_within_a_body_are_kept_and_reported() {
    const OTHER: &str = "inside the body: the shell would have sent the body without these quotes. Kept as written.";
    let commands = |name: &str| {
        let body = |quote: &str, name: &str| BODY.replace("n o", "\u{0}").replace('"', quote).replace('\u{0}', name);
        [
            format!("curl -d \"{}\" {URL}", body("\\\"", name)),
            format!("curl -X POST {URL} -H '{AUTH}' -d \"{}\"", body("\\\"", name)),
            format!("curl.exe -d \"{}\" {URL}", body("\\\"", name)),
            format!("curl -d \"{}\" ^\n {URL}", body("\\\"", name)),
            format!("curl.exe `\n -d \"{}\" {URL}", body("`\"", name)),
            format!("curl.exe `\n -d '{}' {URL}", body("\\\"", name)),
            format!("curl -d $'{}' {URL}", body("\"", &name.replace('"', "'"))),
        ]
    };
    for name in
        ["the \"best\" shop", "say \"hi\"", "5\" disk", "the \"best\", cheapest shop", "a\"b\"c", "\u{e9}\"t\"\u{e9}"]
    {
        for command in commands(name) {
            let import = import(&command);
            assert_eq!(import.instance.name.replace('\'', "\""), name, "{command}");
            assert!(repairs(&import, &command).iter().any(|(_, what)| what.ends_with(OTHER)), "{command}");
        }
    }
    // A shell's own way to insert a variable into a body.
    let body = BODY.replace('"', "\\\"").replace("n o", "\"$NAME\" \"'$NAME'\"");
    let import = import(&format!("curl -d \"{body}\" {URL}"));
    assert_eq!(import.instance.name, "$NAME $NAME");
    assert!(import.repairs.iter().all(|repair| !repair.kind.to_string().ends_with(OTHER)));
}

#[test]
fn a_string_that_resembles_a_body_is_not_one() {
    for name in ["-d '{\"'\\''", "'{\"\"a\"\"}'", "it's '{\"a\": 1}'"] {
        let body = BODY.replace("\"n o\"", &serde_json::to_string(name).unwrap()).replace('\'', "'\\''");
        let import = import(&format!("curl {URL} -H '{AUTH}' -d '{body}'"));
        assert_eq!((import.instance.name.as_str(), import.repairs), (name, Vec::new()));
    }
}

#[test]
fn a_placeholder_in_two_headers_is_reported_once() {
    let text =
        format!("curl {URL} -H 'Authorization: User <USER_SECRET>' -H 'Authorization: User <USER_SECRET>' -d '{BODY}'");
    let import = import(&text);
    let placeholder = "User Secret is a placeholder. The field is empty: fill it in.";
    assert_eq!(repairs(&import, &text).iter().filter(|(_, what)| what == placeholder).count(), 1);
    let second = text.rfind("<USER_SECRET>").unwrap();
    assert!(import.unlisted.iter().any(|range| range.start <= second && second + 13 <= range.end));
}

#[test]
fn two_bodies_are_rejected() {
    let text = format!("{BODY}\n\ncurl {URL} -H '{AUTH}' -d '{BODY}'");
    let error = read(&text, &Instance::empty(Definition::woocommerce())).unwrap_err();
    let column = text.lines().last().unwrap().find('{').unwrap() + 1;
    assert_eq!(
        error.to_string(),
        format!("line 3, column {column}: A second JSON object starts here. Paste one at a time.")
    );
}

#[test]
fn comment_like_text_after_an_operator_is_reported() {
    const NOT_READ: &str = "More text follows the command. Ignored everything from here on.";
    let text = format!("curl -X POST {URL} -H &#34;{AUTH}' -d '{BODY}'");
    let import = import(&text);
    assert!(repairs(&import, &text).iter().any(|(range, what)| range.contains("dXNlcg==") && what == NOT_READ));
    check(&format!("curl {URL} -H '{AUTH}' -d '{BODY}' # what it does"), &[]);
}

/// The part of a URL that isn't sent is reported, and unrelated text in it isn't kept.
#[test]
fn urls_are_sent_unchanged_or_reported() {
    const OTHER: &str =
        "The URL isn't /instances under /elements/api-v2. Kept its host; the request goes to /instances there.";
    let host = "https://api.cloud-elements.com/elements/api-v2";
    for url in [
        format!("{host}/inst{URL}"),
        format!("{URL}{URL}"),
        format!("{host}/inst/api.cloud-elements.com/elements/api-v2/instances"),
        format!("{URL}?a=b"),
    ] {
        check(&format!("curl {url} -H '{AUTH}' -d '{BODY}'"), &[(&*url, OTHER)]);
    }
    let left_out =
        "This isn't a URL, because no host contains such characters. It was left out: fill in the Host URL field."
            .to_owned();
    for address in ["api.cloud-elements.com, User dXNlcg==", "\"element\":{\"key\":\"woocommercerest\"}", "a.b; c"] {
        let text = format!("POST /elements/api-v2/instances HTTP/1.1\nHost: {address}\n{AUTH}\n\n{BODY}");
        let import = import(&text);
        assert_eq!(import.instance.host, "", "{text}");
        assert!(repairs(&import, &text).contains(&(address, left_out.clone())), "{text}");
    }
}

#[test]
fn lines_of_an_http_request_are_sent_or_reported() {
    const REQUEST: &str = "This is an HTTP request. Its URL, headers and body were read.";
    const MORE: &str = "A second URL starts here. Only the first was used.";
    const NO_HOST: &str =
        "The request has a path but no host. Kept the form's host; the request goes to /instances there.";
    let path = "/elements/api-v2/instances";
    let host = "Host: api.cloud-elements.com";
    let json = "Content-Type: application/json; charset=utf-8";
    let cases: [(String, &[(&str, &str)]); 6] = [
        (format!("POST {path} HTTP/1.1\n{host}\n{AUTH}\n{json}"), &[("POST", REQUEST)]),
        (
            format!("POST {path} HTTP/1.1\n{host}\nHost: other.example\n{AUTH}"),
            &[("POST", REQUEST), ("other.example", MORE)],
        ),
        (format!("POST {URL} HTTP/1.1\nHost: other.example\n{AUTH}"), &[("POST", REQUEST), ("other.example", MORE)]),
        (format!("Request URL: {URL}\n:method: POST\n:path: {path}\n{AUTH}"), &[("POST", REQUEST)]),
        (format!("POST /v1/other HTTP/1.1\n{AUTH}"), &[("POST", REQUEST), ("/v1/other", NO_HOST)]),
        (
            format!("POST {URL} HTTP/1.1\n{AUTH}\nContent-Type: application/json'X-Key: a"),
            &[("POST", REQUEST), ("", "Ignored headers that the form doesn't send: Content-Type.")],
        ),
    ];
    for (head, expected) in cases {
        check(&format!("{head}\n\n{BODY}"), expected);
    }
}
