//! Layers around a command or JSON that are removed.

use model::request::HttpRequest;
use serde_json::Value;

use super::{BODY, URL, body, escaped, import};

fn messages(text: &str) -> Vec<String> {
    let import = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(body(&import), serde_json::from_str::<Value>(BODY).unwrap(), "{text}");
    import.repairs.iter().map(ToString::to_string).collect()
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
        (format!("create:\n\t@{}", command.replace('\n', "\n\t")), vec![format!("line 1, column 1: {BEFORE}")]),
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
        let messages: Vec<String> = import.repairs.iter().map(|repair| repair.kind.to_string()).collect();
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

/// Encodes a text as the source of an email: 76 bytes a line.
fn quoted_printable(text: &str) -> String {
    use std::fmt::Write;
    let mut encoded = String::new();
    for line in text.split_inclusive('\n') {
        let mut length = 0;
        for c in line.chars() {
            let mut unit = String::new();
            for byte in c.to_string().bytes() {
                let escaped = write!(unit, "={byte:02X}");
                escaped.unwrap();
            }
            if c.is_ascii() && c != '=' {
                unit = c.into();
            }
            if c != '\n' && length + unit.len() > 75 {
                encoded.push_str("=\n");
                length = 0;
            }
            length += unit.len();
            encoded.push_str(&unit);
        }
    }
    encoded
}

#[test]
fn the_source_of_an_email_is_decoded() {
    let body = BODY.replace("\"n\"}", "\"Läden & Söhne = 😀\"}");
    let auth = "Authorization: User dXNlcg==, Organization b3Jn";
    for text in [
        quoted_printable(&format!("curl '{URL}' \\\n  -H '{auth}' \\\n  -d '{body}'")),
        quoted_printable(&body),
        quoted_printable(&format!("{body}\n")).replace('\n', "\r\n"),
        quoted_printable(&format!("import requests\nrequests.post('{URL}', json={body})")),
    ] {
        let import = import(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(super::body(&import), serde_json::from_str::<Value>(&body).unwrap(), "{text}");
        let messages: Vec<String> = import.repairs.iter().map(|repair| repair.kind.to_string()).collect();
        let start = "Decoded the escapes of an email's source, such as =3D (";
        assert!(messages.iter().any(|message| message.starts_with(start)), "{messages:?}\n{text}");
    }
    // An equals sign that is no escape.
    let command = format!("A=3D\nB=4\ncurl '{URL}' -d '{BODY}'");
    assert!(import(&command).unwrap().repairs.iter().all(|repair| !repair.kind.to_string().starts_with("Decoded")));
}
