//! Date patterns against Java itself: what java.text.SimpleDateFormat refuses, and why, is what we say.

#![allow(missing_docs)]

mod corpus;

use std::io::Write;
use std::process::{Command, Stdio};

use element_instance_form::diagnostic::{Problem, Severity};
use element_instance_form::polling::date_pattern;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// What Java would say of a pattern, by our reading of it.
fn verdict(pattern: &str) -> String {
    let findings = date_pattern::check(pattern);
    match findings.iter().find(|finding| finding.problem.severity() == Severity::Error).map(|finding| &finding.problem)
    {
        None => "OK".into(),
        Some(Problem::UnterminatedQuote) => "Unterminated quote".into(),
        Some(Problem::IllegalPatternLetter { letter }) => format!("Illegal pattern character '{letter}'"),
        Some(Problem::Iso8601Length { length }) => format!("invalid ISO 8601 format: length={length}"),
        Some(other) => panic!("{other:?} is no refusal of Java's"),
    }
}

#[test]
fn what_java_said_of_the_documented_patterns() {
    let mut seen = 0;
    for (_, text) in corpus::texts("", |name| name == "sdf-java17.tsv") {
        for line in text.lines() {
            let mut columns = line.split('\t');
            let (pattern, said) = (columns.next().unwrap(), columns.next().unwrap_or_default());
            let pattern = &pattern[1..pattern.len() - 1];
            // The API takes this word where Java would want a pattern.
            if pattern == date_pattern::MILLISECONDS {
                continue;
            }
            let expected = said.strip_prefix("FAIL ").unwrap_or("OK");
            assert_eq!(verdict(pattern), expected, "{pattern}");
            seen += 1;
        }
        assert!(seen > 0, "the table is empty");
    }
    println!("{seen} documented patterns");
}

#[test]
fn what_java_says_of_ten_thousand_random_patterns() {
    const PATTERNS: usize = 10_000;
    let pieces = [
        "yyyy",
        "MM",
        "dd",
        "'T'",
        "HH",
        "mm",
        "ss",
        "SSS",
        "XXX",
        "XXXX",
        "X",
        "Z",
        "z",
        "'",
        "''",
        "-",
        ":",
        ".",
        " ",
        "T",
        "b",
        "é",
        "年",
        "Y",
        "L",
        "u",
        "W",
        "0",
        "\"",
        "\\",
        "'o''clock'",
        "h",
        "a",
        "j",
        "O",
        "{",
        "_",
        "`",
        "[",
        "@",
    ];
    let strategy = proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..9);
    let mut runner = TestRunner::deterministic();
    let patterns: Vec<String> =
        (0..PATTERNS).map(|_| strategy.new_tree(&mut runner).unwrap().current().concat()).collect();

    let oracle = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/java/Oracle.java");
    let Ok(mut java) =
        Command::new("java").arg(oracle).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()
    else {
        println!("skipped: there is no java on this machine");
        return;
    };
    let mut stdin = java.stdin.take().unwrap();
    let lines = patterns.join("\n") + "\n";
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let said = java.wait_with_output().unwrap();
    assert!(said.status.success(), "java ran Oracle.java: {}", said.status);
    writer.join().unwrap().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    let said: Vec<&str> = said.lines().collect();
    assert_eq!(said.len(), PATTERNS);
    for (pattern, said) in patterns.iter().zip(said) {
        assert_eq!(verdict(pattern), said, "{pattern}");
    }
}
