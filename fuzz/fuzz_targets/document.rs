//! Whatever is typed: no panic, and every finding lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use model::polling::Document;

fuzz_target!(|text: &str| {
    let document = Document::new(text.to_owned());
    for found in document.diagnostics().list() {
        assert!(text.get(found.range.clone()).is_some(), "{found:?}");
    }
});
