//! For each diagnostic code, a small text that yields it alone, with its severity, position and message, and a
//! similar text that yields nothing. A code without a case fails.

#![allow(missing_docs)]
#![allow(clippy::too_many_lines, reason = "a case a code")]

mod dates;
mod members;
mod syntax;
mod urls;
mod values;

use std::collections::BTreeSet;

use model::diagnostic::Problem;
use model::diagnostic::Severity;
use model::polling::Document;
use model::position::position;

/// Wraps further members of a resource in a configuration. They start on the second line.
fn resource(members: &str) -> String {
    format!("{{\"a\": {{\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {{}}\n{members}}}}}")
}

/// Wraps the dates of a resource in a configuration. They start on the second line.
fn dates(dates: &str) -> String {
    format!("{{\"a\": {{\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\":\n{{{dates}}}}}}}")
}

/// Wraps a date pattern in a configuration.
fn pattern(pattern: &str) -> String {
    dates(&format!(
        "\"createdDateField\": \"c\", \"createdDateFormat\": \"yyyy\", \"updatedDateField\": \"u\", \"updatedDateFormat\":\n\"{pattern}\""
    ))
}

/// Wraps a path in a configuration.
fn url(url: &str) -> String {
    format!("{{\"a\": {{\"idField\": \"b\", \"datesConfiguration\": {{}}, \"url\":\n\"{url}\"}}}}")
}

/// Returns `levels` nested arrays.
fn deep(levels: usize) -> String {
    ["[".repeat(levels), "]".repeat(levels)].concat()
}

/// A diagnostic code, and the texts that yield it and that don't.
#[derive(Clone)]
struct Case {
    code: &'static str,
    severity: Severity,
    /// Line and column, 1-based: `line:column`.
    position: &'static str,
    message: &'static str,
    /// Yields the code alone.
    text: String,
    /// Resembles `text`, and yields nothing.
    similar: String,
}

fn check(case: &Case) {
    let Case { code, severity, position: line_column, message, text, similar } = case;
    let document = Document::new(text.clone());
    let found: Vec<_> = document
        .diagnostics()
        .list()
        .iter()
        .map(|found| {
            let at = position(text, found.range.start);
            let line_column = format!("{}:{}", at.line, at.column);
            (found.problem.code(), found.problem.severity(), line_column, found.problem.to_string())
        })
        .collect();
    assert_eq!(found, [(*code, *severity, (*line_column).to_owned(), (*message).to_owned())], "{text:?}");
    let document = Document::new(similar.clone());
    assert!(document.diagnostics().is_empty(), "{similar:?} is similar to {code}: {:#?}", document.diagnostics());
}

#[test]
fn every_code_is_yielded_alone_and_not_by_similar_text() {
    let cases = [syntax::cases(), values::cases(), members::cases(), dates::cases(), urls::cases()].concat();
    cases.iter().for_each(check);
    let codes: BTreeSet<&str> = Problem::codes().collect();
    assert_eq!(Problem::codes().count(), codes.len(), "no two codes are the same");
    let yielded: BTreeSet<&str> = cases.iter().map(|case| case.code).collect();
    assert_eq!(yielded, codes);
}
