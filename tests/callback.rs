//! Verifies callback signatures with the page's own code and with each generated server snippet, run for real. The
//! expected hashes come from independent implementations.

#![allow(missing_docs)]

mod skip;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use hmac::{Hmac, Mac};
use model::callback::{
    self, Digest, HeaderError, PayloadVariant, SAMPLE, SNIPPETS, Snippet, Verification, payload_variants, read_header,
    verify,
};
use proptest::prelude::*;
use rayon::prelude::*;
use sha2::Sha256;
use skip::skip;

// The example from the vendor's documentation ("Hash Verification").
const KEY: &str = "MySecretEventSignatureKey";
const BODY: &str = "<INSERT_EVENT_NOTIFICATION_RESPONSE_BODY>";
const SIGNATURE: &str = "sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=";

/// The key that the API signs with.
fn hash(key: &str, body: &[u8]) -> Digest {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).unwrap();
    mac.update(body);
    mac.finalize().into_bytes().into()
}

fn sign(key: &str, body: &[u8]) -> String {
    callback::header_value(&hash(key, body))
}

/// Returns the verdict on the signature for a pasted body.
fn verdict(key: &str, signature: &str, pasted: &str) -> Verification {
    let computed: Vec<_> =
        payload_variants(pasted).into_iter().map(|(variation, text)| (variation, hash(key, text.as_bytes()))).collect();
    verify(&read_header(signature).unwrap(), &computed)
}

#[test]
fn the_documented_signature_is_genuine() {
    assert_eq!(sign(KEY, BODY.as_bytes()), SIGNATURE);
    assert_eq!(verdict(KEY, SIGNATURE, BODY), Verification::Valid);
    assert_eq!(verdict("AnotherKey", SIGNATURE, BODY), Verification::Invalid);
    assert_eq!(verdict(KEY, SIGNATURE, &BODY.to_lowercase()), Verification::Invalid);
}

#[test]
fn signatures_in_other_notations_are_genuine() {
    let (key, body) = ("field-key-1", "{\"a\":1}");
    for signature in [
        "sha256=1ba67fe11ddc35592a2eecc980c137c26f72fae8d5311a62bad47b87127893f6",
        "“sha256=G6Z/4R3cNVkqLuzJgME3wm9y+ujVMRpiutR7hxJ4k/Y=”",
        "SHA256=G6Z/4R3cNVkqLuzJgME3wm9y+ujVMRpiutR7hxJ4k/Y=",
        "sha256=G6Z_4R3cNVkqLuzJgME3wm9y-ujVMRpiutR7hxJ4k_Y",
    ] {
        assert_eq!(verdict(key, signature, body), Verification::Valid, "{signature}");
    }
}

#[test]
fn changed_line_breaks_are_detected() {
    struct Notification {
        sent: &'static str,
        pasted: &'static str,
        expected: Verification,
    }
    let cases = [
        Notification {
            sent: "{}",
            pasted: "{}\n",
            expected: Verification::ValidVariant(PayloadVariant::WithoutLastBreak),
        },
        Notification {
            sent: "{}",
            pasted: "{}\r\n",
            expected: Verification::ValidVariant(PayloadVariant::WithoutLastBreak),
        },
        Notification {
            sent: "{}\n",
            pasted: "{}",
            expected: Verification::ValidVariant(PayloadVariant::WithLastBreak),
        },
        Notification { sent: "{\n}\n", pasted: "{\r\n}\r\n", expected: Verification::ValidVariant(PayloadVariant::Lf) },
        Notification {
            sent: "{\r\n}\r\n",
            pasted: "{\n}\n",
            expected: Verification::ValidVariant(PayloadVariant::Crlf),
        },
        Notification { sent: "{\r\n}", pasted: "{\r\n}", expected: Verification::Valid },
        Notification { sent: "{\"a\":1}", pasted: "{\"a\": 1}", expected: Verification::Invalid },
    ];
    for Notification { sent, pasted, expected } in cases {
        assert_eq!(verdict(KEY, &sign(KEY, sent.as_bytes()), pasted), expected, "{sent:?} {pasted:?}");
    }
    // JSON that was parsed and serialized again.
    let printed = serde_json::to_string_pretty(&serde_json::from_str::<serde_json::Value>(SAMPLE).unwrap()).unwrap();
    assert_eq!(verdict(KEY, &sign(KEY, SAMPLE.as_bytes()), &printed), Verification::Invalid);
}

proptest! {
    #[test]
    fn every_digest_is_read_back(digest: Digest) {
        prop_assert_eq!(read_header(&callback::header_value(&digest)), Ok(digest));
    }

    #[test]
    fn no_header_panics(header in "[ -~\\r\\né]{0,60}|\\PC*|(sha256=)?[A-Za-z0-9+/]{42,44}={0,2}") {
        match read_header(&header) {
            Ok(digest) => prop_assert!(header.contains(&callback::header_value(&digest))),
            Err(problem) => prop_assert!(problem != HeaderError::Empty || !header.contains("sha")),
        }
    }

    #[test]
    fn payload_variants_are_distinct(payload in "[a\\r\\n]{0,8}") {
        let texts: Vec<_> = payload_variants(&payload).into_iter().map(|(_, text)| text).collect();
        prop_assert_eq!(&texts[0], &payload);
        for (index, text) in texts.iter().enumerate() {
            prop_assert!(!texts[..index].contains(text));
        }
    }
}

/// Returns the command that compiles a snippet, if any, and the command that runs it in its folder.
fn commands(snippet: &Snippet) -> (&'static [&'static str], &'static [&'static str]) {
    match snippet.name {
        "Node" => (&[], &["node", "verify.js"]),
        "Python" => (&[], &["python3", "verify.py"]),
        // The fastest of its compilers.
        // Without a file of performance data, whose lock it would report.
        "Java" => (&[], &["java", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "Verify.java"]),
        "Go" => (&["go", "build", "-o", "verify", "verify.go"], &["./verify"]),
        name => panic!("how is a program for {name} run?"),
    }
}

fn is_installed(program: &str) -> bool {
    let version = if program == "go" { "version" } else { "--version" };
    Command::new(program).arg(version).output().is_ok_and(|output| output.status.success())
}

struct Case {
    name: &'static str,
    key: Option<&'static str>,
    body: Vec<u8>,
    header: Option<String>,
    is_right: bool,
}

fn cases() -> Vec<Case> {
    let case = |name, key, body: &[u8], header: &str, is_right| Case {
        name,
        key: Some(key),
        body: body.to_vec(),
        header: Some(header.to_owned()),
        is_right,
    };
    let body = BODY.as_bytes();
    let every_byte: Vec<u8> = (0..=255).chain((0..=255).rev()).collect();
    let breaks = b"{\r\n \"a\": 1\n}\r\n";
    let digest = &SIGNATURE["sha256=".len()..];
    vec![
        case("the documented example", KEY, body, SIGNATURE, true),
        case("another key", "AnotherKey", body, SIGNATURE, false),
        case("a changed body", KEY, &BODY.as_bytes()[1..], SIGNATURE, false),
        case("a line break more", KEY, format!("{BODY}\n").as_bytes(), SIGNATURE, false),
        case("an empty header", KEY, body, "", false),
        case("no base64", KEY, body, "sha256=é!", false),
        case("the old scheme", KEY, body, "sha1=2jmj7l5rSw0yVb/vlWAYkK/YBwk=", false),
        case("the digest as sha1", KEY, body, &format!("sha1={digest}"), false),
        case("the digest alone", KEY, body, digest, false),
        case("the digest twice", KEY, body, &format!("{SIGNATURE}, {SIGNATURE}"), false),
        case("a part of it", KEY, body, "sha256=", false),
        case("any bytes", KEY, &every_byte, &sign(KEY, &every_byte), true),
        case("any bytes but one", KEY, &every_byte[1..], &sign(KEY, &every_byte), false),
        case("line breaks of all kinds", KEY, breaks, &sign(KEY, breaks), true),
        case("an empty body", KEY, b"", &sign(KEY, b""), true),
        case("a large body", KEY, &every_byte.repeat(4_000), &sign(KEY, &every_byte.repeat(4_000)), true),
        case("a key beyond ASCII", "clé 鍵", SAMPLE.as_bytes(), &sign("clé 鍵", SAMPLE.as_bytes()), true),
        case("an empty key, with which anybody signs", "", body, &sign("", body), false),
        Case { name: "no key", key: None, body: body.to_vec(), header: Some(sign("", body)), is_right: false },
        Case { name: "no header", key: Some(KEY), body: body.to_vec(), header: None, is_right: false },
    ]
}

/// Runs a program on one case. It prints `valid` or `invalid`, exits with 0 or 1, and prints nothing else.
fn run(program: &[&str], folder: &Path, case: &Case, by: &str) {
    let mut command = Command::new(program[0]);
    // Without a UTF-8 locale, Java receives this key mangled.
    command.args(&program[1..]).current_dir(folder).env("LC_ALL", "C.UTF-8");
    for (name, value) in [("SIGNATURE_KEY", case.key), ("SIGNATURE", case.header.as_deref())] {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(&case.body).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let expected = if case.is_right { ("valid", 0) } else { ("invalid", 1) };
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        (stdout.trim_end(), output.status.code()),
        (expected.0, Some(expected.1)),
        "{by}, {}: {stderr}",
        case.name
    );
    assert_eq!(stderr, "", "{by}, {}", case.name);
}

#[test]
fn every_snippet_distinguishes_valid_from_invalid() {
    let cases = cases();
    for snippet in &SNIPPETS {
        // Java decodes source files in the system's encoding.
        assert!(snippet.code.is_ascii(), "{}", snippet.file);
        let (before, program) = commands(snippet);
        let tool = before.first().unwrap_or(&program[0]);
        if !is_installed(tool) {
            assert_ne!(*tool, "node", "node is needed for this test");
            skip(&format!("the program for {}, since there is no {tool} on this machine", snippet.name));
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(snippet.file), snippet.code).unwrap();
        if let Some((tool, arguments)) = before.split_first() {
            let output = Command::new(tool).args(arguments).current_dir(folder.path()).output().unwrap();
            assert!(output.status.success(), "{}: {}", snippet.name, String::from_utf8_lossy(&output.stderr));
        }
        // Programs in the current folder are only found by their full path.
        let own = folder.path().join(program[0]);
        let mut program = program.to_vec();
        if program[0].starts_with("./") {
            program[0] = own.to_str().unwrap();
        }
        cases.par_iter().for_each(|case| run(&program, folder.path(), case, snippet.name));
        println!("{}: {} cases", snippet.name, cases.len());
    }
}
