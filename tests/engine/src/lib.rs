//! What the bench calls from JavaScript: a text goes in as the page's text area gives it.

#[path = "../../../src/view/text.rs"]
mod text;

use element_instance_form::polling::Document;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// Reads and checks a polling configuration; gives the number of findings.
#[must_use]
#[wasm_bindgen]
pub fn diagnose(text: JsValue) -> usize {
    let document = Document::new(text::read(text));
    let found = document.diagnostics();
    found.errors + found.warnings
}
