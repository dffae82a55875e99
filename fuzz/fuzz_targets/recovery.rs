//! The verdict is `serde_json`'s, and the fixes of what is no JSON make it JSON.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::diagnostic::{Diagnostics, Problem, apply};
use model::json::parse;

fuzz_target!(|text: &str| {
    let (_, found) = parse(text);
    let too_deep = found.list().iter().any(|found| found.problem == Problem::TooDeep);
    if too_deep || found.list().len() == Diagnostics::LIMIT {
        return;
    }
    // A text that can be read in several ways has findings without a fix.
    let is_ambiguous = found.list().iter().any(|found| found.fix.is_none());
    let verdict = serde_json::from_str::<serde_json::Value>(text);
    let out_of_range = verdict.as_ref().is_err_and(|error| error.to_string().contains("out of range"));
    assert!(out_of_range || verdict.is_ok() == found.is_empty(), "{verdict:?} {found:?}");
    let mended = apply(text, found.edits());
    assert!(is_ambiguous || parse(&mended).1.is_empty(), "{text:?} became {mended:?}");
});
