//! Random documents, written in each notation and read back equal.

use serde_json::{Value, json};

use super::generated::{Random, document, string};
use super::{URL, body, import, sentences};

/// Returns the documents read back for each notation.
const DOCUMENTS: usize = 1_000;

/// Returns a random body. `without` are characters that it does not contain.
pub fn random_body(random: &mut Random, without: &str) -> Value {
    let without_backslash = format!("\\{without}");
    let key = |random: &mut Random| format!("k{}", string(random, &without_backslash));
    let text = |random: &mut Random| string(random, without);
    let custom = document(random, &key, &text);
    json!({"element": {"key": "woocommercerest"}, "configuration": {"custom": custom}, "name": "n"})
}

fn json_text(value: &Value, random: &mut Random) -> String {
    if random.once_in(2) { value.to_string() } else { serde_json::to_string_pretty(value).unwrap() }
}

/// Returns a word in the quotes of a POSIX shell.
fn word(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

#[track_caller]
fn assert_round_trips(name: &str, write: fn(&Value, &mut Random) -> String) {
    assert_round_trips_without("", name, write);
}

#[track_caller]
fn assert_round_trips_without(without: &str, name: &str, write: fn(&Value, &mut Random) -> String) {
    let mut random = Random::seeded(name, 11);
    for _ in 0..DOCUMENTS {
        let written = random_body(&mut random, without);
        let text = write(&written, &mut random);
        let import = import(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let sent = body(&import);
        assert_eq!(
            sent["configuration"]["custom"],
            written["configuration"]["custom"],
            "{text}\n{:#?}",
            sentences(&import)
        );
        assert_eq!(sent["name"], written["name"], "{text}");
    }
}

#[test]
fn wget_round_trips() {
    assert_round_trips("wget", |body, random| {
        let body = json_text(body, random);
        let option = random.pick::<&str>(&["--post-data=", "--body-data="]);
        format!("wget --method=POST {option}{} {URL}", word(&body))
    });
}

#[test]
fn the_postman_cli_round_trips() {
    assert_round_trips("postman", |body, random| {
        format!("postman request POST '{URL}' \\\n  --body {}", word(&json_text(body, random)))
    });
}

#[test]
fn httpie_round_trips() {
    assert_round_trips("httpie", |body, random| {
        let body = json_text(body, random);
        match random.below(4) {
            0 => format!("http POST {URL} --raw {}", word(&body)),
            1 => format!("echo {} | http POST {URL}", word(&body)),
            2 => format!("http POST {URL} <<'EOF'\n{body}\nEOF\n"),
            _ => format!("printf '%s\\n' {} |\n  http POST {URL}", word(&body)),
        }
    });
}

#[test]
fn formats_of_printf_round_trip() {
    assert_round_trips("printf", |body, random| {
        let format = json_text(body, random).replace('\\', "\\\\").replace('%', "%%");
        format!("printf {}| http POST {URL}", word(&format))
    });
}

#[test]
fn items_of_httpie_round_trip() {
    // Outside JSON, these may be damage: a closing quote of a word processor, or an option after a missing quote.
    assert_round_trips_without("‘’“”„«»-\n\r", "items", |body, _| {
        let mut text = format!("http POST {URL}");
        write_items(body, "", &mut text);
        text
    });
}

/// Writes a value as request items. Some strings `HTTPie` can only write as JSON: with a backslash
/// before a separator, or with a beginning that belongs to a separator.
fn write_items(value: &Value, path: &str, text: &mut String) {
    const SEPARATORS: [char; 4] = [':', ';', '=', '@'];
    let escape = |key: &str| {
        let escaped = key.replace('[', "\\[").replace(']', "\\]");
        SEPARATORS.iter().fold(escaped, |key, separator| key.replace(*separator, &format!("\\{separator}")))
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            for (key, value) in members {
                let key = escape(key);
                let path = if path.is_empty() { key } else { format!("{path}[{key}]") };
                write_items(value, &path, text);
            }
        }
        Value::Array(items) if !items.is_empty() => {
            for (index, item) in items.iter().enumerate() {
                write_items(item, &format!("{path}[{index}]"), text);
            }
        }
        Value::String(string) if !string.contains('\\') && !string.starts_with(['=', '@']) => {
            text.extend([" ", &word(&format!("{path}={string}"))]);
        }
        other => text.extend([" ", &word(&format!("{path}:={other}"))]),
    }
}

#[test]
fn http_requests_round_trip() {
    assert_round_trips("http", |body, random| {
        format!(
            "POST /elements/api-v2/instances HTTP/1.1\nHost: api.cloud-elements.com\nContent-Type: application/json\n\n{}",
            json_text(body, random)
        )
    });
}

#[test]
fn playbooks_round_trip() {
    assert_round_trips("playbook", |body, random| {
        format!(
            "- name: Create\n  uri:\n    url: {URL}\n    method: POST\n    body_format: json\n    body: {}\n",
            yaml(body, 6, random)
        )
    });
}

/// Writes a value as YAML. Its lines are indented by `indent`.
pub fn yaml(value: &Value, indent: usize, random: &mut Random) -> String {
    let spaces = " ".repeat(indent);
    match value {
        Value::Object(members) if !members.is_empty() && !random.once_in(6) => members
            .iter()
            .map(|(key, value)| format!("\n{spaces}{}: {}", yaml_string(key, random), yaml(value, indent + 2, random)))
            .collect::<Vec<_>>()
            .concat(),
        Value::Array(items) if !items.is_empty() && !random.once_in(6) => {
            let items = items.iter().map(|item| format!("\n{spaces}- {}", yaml(item, indent + 2, random)));
            items.collect::<Vec<_>>().concat()
        }
        Value::String(text) => {
            let is_block = !text.is_empty()
                && !text.contains(|c: char| c.is_control() && c != '\n')
                && text.trim() == text
                && random.once_in(4);
            if is_block {
                let lines = text.replace('\n', &format!("\n{spaces}"));
                return format!("|-\n{spaces}{lines}");
            }
            yaml_string(text, random)
        }
        other => other.to_string(),
    }
}

fn yaml_string(text: &str, random: &mut Random) -> String {
    let is_plain = text.starts_with('k') && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_./'\"".contains(c));
    let is_single = !text.contains(|c: char| c.is_control());
    match random.below(3) {
        0 if is_plain => text.into(),
        1 if is_single => format!("'{}'", text.replace('\'', "''")),
        _ => serde_json::to_string(text).unwrap(),
    }
}
