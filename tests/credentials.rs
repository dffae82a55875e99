//! The credentials of an instance: bash and `serde_json` read what was written.

use std::fs;
use std::process::Command;

use model::element::Definition;
use model::instance::Instance;
use model::response::Credentials;

const VARIABLES: [&str; 5] =
    ["CE_BASE_URL", "CE_USER_SECRET", "CE_ORGANIZATION_SECRET", "CE_INSTANCE_ID", "CE_ELEMENT_TOKEN"];

/// Values as the API returns them, and others that a shell could take for something else.
const TOKENS: [&str; 9] = [
    "x3Zt9Q1mB7uHk2Lr5Vw8Yc0Ne4Pa6Sd+Jf/abc=",
    "with space",
    "it's",
    "a\"b",
    "$HOME $(touch x) `id`",
    "back\\slash\\",
    "it's $HOME `id` \\ \"x\"",
    "# no comment",
    "ü€",
];

fn instance() -> Instance {
    Instance {
        user_secret: " dXNlci1zZWNyZXQtMDE= ".into(),
        organization_secret: "0123456789abcdef0123456789abcdef".into(),
        ..Instance::empty(Definition::woocommerce())
    }
}

fn expected(token: &str) -> [&str; 5] {
    let base = "https://api.cloud-elements.com/elements/api-v2";
    [base, "dXNlci1zZWNyZXQtMDE=", "0123456789abcdef0123456789abcdef", "424242", token]
}

#[test]
fn the_text_of_usual_credentials_is_plain() {
    let instance = instance();
    let credentials = Credentials { instance: &instance, id: "424242", token: TOKENS[0] };
    let env = "CE_BASE_URL=https://api.cloud-elements.com/elements/api-v2\n\
               CE_USER_SECRET=dXNlci1zZWNyZXQtMDE=\n\
               CE_ORGANIZATION_SECRET=0123456789abcdef0123456789abcdef\n\
               CE_INSTANCE_ID=424242\n\
               CE_ELEMENT_TOKEN=x3Zt9Q1mB7uHk2Lr5Vw8Yc0Ne4Pa6Sd+Jf/abc=\n";
    assert_eq!(credentials.env(), env);
    let json = r#"{
  "baseUrl": "https://api.cloud-elements.com/elements/api-v2",
  "userSecret": "dXNlci1zZWNyZXQtMDE=",
  "organizationSecret": "0123456789abcdef0123456789abcdef",
  "id": "424242",
  "token": "x3Zt9Q1mB7uHk2Lr5Vw8Yc0Ne4Pa6Sd+Jf/abc="
}
"#;
    assert_eq!(credentials.json(), json);
}

#[test]
fn bash_reads_every_value_as_it_was() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join(".env");
    let instance = instance();
    for token in TOKENS {
        let credentials = Credentials { instance: &instance, id: "424242", token };
        fs::write(&file, credentials.env()).unwrap();
        let print = VARIABLES.map(|variable| format!("printf '%s\\0' \"${variable}\"")).join("; ");
        let output = Command::new("bash").arg("-c").arg(format!(". {}; {print}", file.display())).output().unwrap();
        let read = String::from_utf8(output.stdout).unwrap();
        assert_eq!(read.split_terminator('\0').collect::<Vec<_>>(), expected(token), "{}", credentials.env());
    }
}

#[test]
fn serde_json_reads_every_value_as_it_was() {
    let instance = instance();
    for token in TOKENS {
        let read: serde_json::Value =
            serde_json::from_str(&Credentials { instance: &instance, id: "424242", token }.json()).unwrap();
        let values = ["baseUrl", "userSecret", "organizationSecret", "id", "token"].map(|name| read[name].as_str());
        assert_eq!(values, expected(token).map(Some));
    }
}

#[test]
fn no_character_acts_on_a_terminal() {
    let instance = instance();
    for c in ['\u{1b}', '\n', '\r', '\u{7}', '\u{9b}', '\u{202e}', '\u{2028}'] {
        let token = format!("T{c}touch x{c}");
        let credentials = Credentials { instance: &instance, id: "424242", token: &token };
        for text in [credentials.env(), credentials.json()] {
            let is_harmless = text.chars().all(|c| c == '\n' || !c.is_control() && c.is_ascii());
            assert!(is_harmless && text.lines().count() <= 7, "{text:?}");
        }
    }
}
