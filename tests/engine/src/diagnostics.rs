//! Diagnostics of a polling configuration. With the feature `blank`, the functions do nothing; the difference of the
//! two builds is the size of the diagnostics.

use std::fmt::Write;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::js_string;

#[cfg(not(feature = "empty"))]
use model::{polling::Document, position::Locator};

/// Reads and checks a polling configuration. Returns the number of diagnostics.
#[must_use]
#[wasm_bindgen]
pub fn diagnose(text: JsValue) -> usize {
    #[cfg(feature = "empty")]
    return js_string::read(text).len();
    #[cfg(not(feature = "empty"))]
    {
        let document = Document::new(js_string::read(text));
        let found = document.diagnostics();
        found.errors + found.warnings
    }
}

/// Returns the position, message and fix of each diagnostic, one per line.
#[must_use]
#[wasm_bindgen]
pub fn report(text: JsValue) -> String {
    let text = js_string::read(text);
    let mut report = String::new();
    let mut line = |parts: [&dyn std::fmt::Display; 5]| {
        for part in parts {
            let _ = write!(report, "{part} ");
        }
        report.push('\n');
    };
    #[cfg(feature = "empty")]
    line([&text, &text.len(), &"", &"", &""]);
    #[cfg(not(feature = "empty"))]
    {
        let document = Document::new(text);
        let text = document.text();
        let mut locator = Locator::new(text);
        for found in document.diagnostics().list() {
            let (position, problem) = (locator.position(found.range.start), &found.problem);
            let fix = found.fix.as_ref().map(|fix| fix.describe(text)).unwrap_or_default();
            line([&position, &problem.severity().as_str(), &problem.code(), problem, &fix]);
        }
    }
    report
}
