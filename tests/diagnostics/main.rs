//! Small polling configurations that yield exactly one diagnostic, with its message, position and fix; and similar
//! ones that yield none. `every_code.rs` checks that no code is missing.

#![allow(missing_docs)]

mod fix_all;
mod json;
mod polling;

use model::diagnostic::Severity;
use model::polling::Document;
use model::position::{Position, position};

/// Wraps members of a resource (on the second line), a date pattern or a path in a configuration.
fn resource(members: &str) -> String {
    format!("{{\"orders\": {{\"url\": \"/orders\", \"idField\": \"id\", \"datesConfiguration\": {{}}\n{members}}}}}")
}

fn pattern(pattern: &str) -> String {
    let dates =
        r#""updatedDateField": "u", "createdDateField": "c", "createdDateFormat": "yyyy", "updatedDateFormat":"#;
    format!(
        "{{\"orders\": {{\"url\": \"/orders\", \"idField\": \"id\", \"datesConfiguration\": {{{dates}\n\"{pattern}\"}}}}}}"
    )
}

fn url(url: &str) -> String {
    format!("{{\"orders\": {{\"idField\": \"id\", \"datesConfiguration\": {{}}, \"url\":\n\"{url}\"}}}}")
}

/// Checks that `text` yields exactly this diagnostic, and that its fix leaves no diagnostic.
#[track_caller]
fn assert_diagnostic(text: &str, severity: Severity, code: &str, line_column: &str, sentence: &str) {
    let document = Document::new(text.to_owned());
    let list = document.diagnostics().list();
    let [found] = list else { panic!("{} findings in {text:?}: {list:#?}", list.len()) };
    let at = position(text, found.range.start);
    assert_eq!(found.problem.code(), code, "{text:?}");
    assert_eq!(format!("{}:{}", at.line, at.column), line_column, "{text:?}");
    assert_eq!(found.problem.to_string(), sentence, "{text:?}");
    assert_eq!(found.problem.severity(), severity, "{text:?}");
    assert!(found.range.start <= found.range.end && text.is_char_boundary(found.range.end.min(text.len())));
    if let Some(fix) = &found.fix {
        let repaired = document.edited(&fix.edits);
        let left: Vec<_> = repaired.diagnostics().list().iter().map(|left| left.problem.code()).collect();
        // A value or key that recovery made up yields a diagnostic of its own.
        assert!(left.is_empty() || MADE_UP.contains(&code), "{text:?} became {:?}: {left:?}", repaired.text());
        assert!(repaired.is_json(), "{text:?} became {:?}", repaired.text());
    }
}

/// Codes whose fix inserts something that only the user can know.
const MADE_UP: [&str; 9] = [
    "bare-point",
    "missing-value",
    "missing-key",
    "literal",
    "unquoted-value",
    "number-format",
    "text-after-end",
    "single-quotes",
    "stray-character",
];

#[track_caller]
fn assert_no_diagnostic(text: &str) {
    let document = Document::new(text.to_owned());
    assert!(document.diagnostics().is_empty(), "{text:?}: {:#?}", document.diagnostics().list());
}

#[test]
fn valid_configurations() {
    for text in [
        "{}",
        " {\n}\t\r\n",
        "{\"a\\u0041/{id}-b\": {\"url\": \"/x\", \"idField\": \"\\\"\", \"datesConfiguration\": {}}}",
    ] {
        assert_no_diagnostic(text);
    }
    for members in [
        "",
        ", \"filterByUpdatedDate\": true, \"filterByCurrentDate\": false, \"createdCheckTolerance\": 60, \"pageSize\": 200, \"pollDelay\": 0",
        ", \"xPath\": \"//a\"",
        ", \"xPath\": \"\\u00e9 \\ud83d\\ude00 \\n 'a' // # /* ] } : ,\"",
    ] {
        assert_no_diagnostic(&resource(members));
    }
}

/// The first 1,000 diagnostics in text order are kept, whatever their kind and the order in which they were found.
/// All are counted, and the last one of a large text still has its position.
#[test]
fn the_first_thousand_diagnostics_are_kept() {
    let names = "\n\"a\": 1,".repeat(1_500);
    let text = format!("{{{names}{} \"b\": 1}}", ",".repeat(1_000));
    let document = Document::new(text.clone());
    let found = document.diagnostics();
    assert_eq!((found.list().len(), found.errors, found.warnings), (1_000, 1_500 + 1_499 + 1_000 + 1, 0));
    for (index, found) in found.list().iter().enumerate() {
        // The first key is no duplicate; every following line has two diagnostics.
        let (line, column, code) = match index {
            0 => (2, 6, "wrong-type"),
            _ if index % 2 == 1 => (index.div_ceil(2) + 2, 1, "duplicate-key"),
            _ => (index / 2 + 2, 6, "wrong-type"),
        };
        assert_eq!(
            (position(&text, found.range.start), found.problem.code()),
            (Position { line, column }, code),
            "{index}"
        );
    }
    // The first diagnostic of the text is kept even if it is found last.
    let late = format!("[{}", ",".repeat(3_000));
    let document = Document::new(format!("{{\"\u{200b}\": {late}]}}"));
    let first = &document.diagnostics().list()[0];
    assert_eq!((first.problem.code(), first.range.clone()), ("invisible-character", 2..5));
    assert_eq!(document.diagnostics().list().len(), 1_000);
}

/// A second position that a message mentions is also available as a range.
#[test]
fn related_ranges_are_data() {
    let related = |text: &str| {
        let document = Document::new(text.into());
        let list = document.diagnostics().list();
        list.iter().filter_map(|found| found.related.clone()).map(|range| text[range].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(related(&resource(", \"idField\": \"x\", \"\\u0069dField\": 1")), ["\"idField\"", "\"idField\""]);
    assert_eq!(related("{\"a\": [{}"), ["[", "{"]);
    assert_eq!(related(&resource("")), [""; 0]);
}
