//! A text has diagnostics exactly if `serde_json` rejects it, and the fixes turn it into JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::diagnostic::{Diagnostics, Problem, apply};
use model::json::parse;

fuzz_target!(|text: &str| {
    let (_, diagnostics) = parse(text);
    let is_too_deep = diagnostics.list().iter().any(|diagnostic| diagnostic.problem == Problem::TooDeep);
    if is_too_deep || diagnostics.list().len() == Diagnostics::LIMIT {
        return;
    }
    // A text that can be read in several ways has diagnostics without a fix.
    let is_ambiguous = diagnostics.list().iter().any(|diagnostic| diagnostic.fix.is_none());
    let result = serde_json::from_str::<serde_json::Value>(text);
    let is_out_of_range = result.as_ref().is_err_and(|error| error.to_string().contains("out of range"));
    assert!(is_out_of_range || result.is_ok() == diagnostics.is_empty(), "{result:?} {diagnostics:?}");
    let repaired = apply(text, diagnostics.edits());
    assert!(is_ambiguous || parse(&repaired).1.is_empty(), "{text:?} became {repaired:?}");
});
