//! Compares the date pattern parser with Java's `java.text.SimpleDateFormat`: it rejects the same patterns, for the
//! same reasons.

#![allow(missing_docs)]

mod corpus;
mod skip;

use std::io::Write;
use std::process::{Command, Stdio};

use model::diagnostic::{Problem, Severity, apply};
use model::polling::date_pattern;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use skip::skip;

/// Returns the message that Java is expected to give for a pattern.
fn verdict(pattern: &str) -> String {
    let findings = date_pattern::check(pattern);
    match findings
        .iter()
        .find(|diagnostic| diagnostic.problem.severity() == Severity::Error)
        .map(|diagnostic| &diagnostic.problem)
    {
        None => "OK".into(),
        Some(Problem::UnterminatedQuote) => "Unterminated quote".into(),
        Some(Problem::IllegalPatternLetter { letter } | Problem::OtherPatternLetter { letter, .. }) => {
            format!("Illegal pattern character '{letter}'")
        }
        Some(Problem::Iso8601Length { length }) => format!("invalid ISO 8601 format: length={length}"),
        Some(other) => panic!("{other:?} is no refusal of Java's"),
    }
}

/// Runs a program of `tests/java` and returns its output line for each input line; `None` without Java.
fn java(program: &str, arguments: &[&str], lines: &[String]) -> Option<Vec<String>> {
    let program = format!("{}/tests/java/{program}", env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new("java");
    // Without a file of performance data, whose lock Java would report in the output.
    command.arg("-XX:-UsePerfData");
    command.arg(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let Ok(mut java) = command.spawn() else {
        skip("there is no java on this machine");
        return None;
    };
    let mut stdin = java.stdin.take().unwrap();
    let lines = lines.join("\n") + "\n";
    let writer = std::thread::spawn(move || stdin.write_all(lines.as_bytes()));
    let output = java.wait_with_output().unwrap();
    assert!(output.status.success(), "java: {}", output.status);
    writer.join().unwrap().unwrap();
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect())
}

#[test]
fn documented_patterns_get_java_s_recorded_verdict() {
    let mut seen = 0;
    for (_, text) in corpus::texts("", |name| name == "sdf-java17.tsv") {
        for line in text.lines() {
            let mut columns = line.split('\t');
            let (pattern, output) = (columns.next().unwrap(), columns.next().unwrap_or_default());
            let pattern = &pattern[1..pattern.len() - 1];
            // The API accepts this word where Java expects a pattern.
            if pattern == date_pattern::MILLISECONDS {
                continue;
            }
            let expected = output.strip_prefix("FAIL ").unwrap_or("OK");
            assert_eq!(verdict(pattern), expected, "{pattern}");
            seen += 1;
        }
        assert!(seen > 0, "the table is empty");
    }
    println!("{seen} documented patterns");
}

#[test]
fn ten_thousand_random_patterns_get_java_s_verdict() {
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

    let Some(output) = java("Oracle.java", &[], &patterns) else { return };
    assert_eq!(output.len(), PATTERNS);
    for (pattern, output) in patterns.iter().zip(output) {
        assert_eq!(verdict(pattern), output, "{pattern}");
    }
}

/// A repaired strftime pattern prints in Java what the original prints in `date`.
#[test]
fn fixes_of_strftime_patterns_print_the_same() {
    const MOMENT: &str = "1502999709";
    let patterns = [
        "%Y-%m-%dT%H:%M:%S",
        "%Y-%m-%d %H:%M:%S %z",
        "%FT%TZ",
        "%FT%T%:z",
        "%D %r",
        "%d/%m/%y %I:%M %p",
        "%-d.%-m.%Y, %-H:%-M:%-S Uhr",
        "%a, %d %b %Y %R %Z",
        "%A, %B %d (%h)",
        "%Y%m%d%H%M%S",
        "%j of %Y, day %u, %-j",
        "%-I o'clock, %X",
        "100%% %S.%3N",
    ];
    let fixes: Vec<String> = patterns
        .iter()
        .map(|pattern| {
            let found = date_pattern::check(pattern);
            assert_eq!(found[0].problem.code(), "date-percent", "{pattern}");
            apply(pattern, &found[0].fix.as_ref().unwrap().edits)
        })
        .collect();
    let Some(printed) = java("Format.java", &[&format!("{MOMENT}000")], &fixes) else { return };
    for ((pattern, fix), printed) in patterns.iter().zip(&fixes).zip(printed) {
        let date = Command::new("date")
            .env("LC_ALL", "C")
            .args(["-u", "-d", &format!("@{MOMENT}"), &format!("+{pattern}")])
            .output()
            .unwrap();
        let expected = String::from_utf8(date.stdout).unwrap();
        // For UTC, Java prints Z and `date` prints the offset; Java reads both.
        assert_eq!(printed.replace('Z', "+00:00"), expected.trim_end().replace('Z', "+00:00"), "{pattern}: {fix}");
    }
}
