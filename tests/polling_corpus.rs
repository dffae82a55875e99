//! The polling configurations of the vendor's documentation.

#![allow(missing_docs)]

mod corpus;
mod skip;

use model::diagnostic::Severity;
use model::polling::Document;

/// Valid JSON yields no errors, except for date patterns that Java rejects.
#[test]
fn documented_configurations_have_no_errors() {
    let mut seen = 0;
    for (name, text) in corpus::texts("polling", |_| true) {
        let document = Document::new(text);
        let errors = document.diagnostics().list().iter().filter(|found| found.problem.severity() == Severity::Error);
        for error in errors {
            assert!(error.problem.code().starts_with("date-"), "{name}: {} at {:?}", error.problem, error.range);
        }
        assert!(document.is_json(), "{name}");
        seen += 1;
    }
    println!("{seen} documented configurations");
}

/// Invalid JSON is reported, and repaired by the fixes.
#[test]
fn invalid_documented_configurations_are_repaired() {
    for (name, text) in corpus::texts("polling-broken", |_| true) {
        let document = Document::new(text);
        assert!(!document.is_json(), "{name}");
        let repaired = document.edited(document.diagnostics().edits());
        assert!(repaired.is_json(), "{name}: {}", repaired.text());
    }
}
