//! For any text: nothing panics, and every diagnostic is inside the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::polling::Document;

fuzz_target!(|text: &str| {
    let document = Document::new(text.to_owned());
    for diagnostic in document.diagnostics().list() {
        assert!(text.get(diagnostic.range.clone()).is_some(), "{diagnostic:?}");
    }
});
