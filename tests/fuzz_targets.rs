//! Compiles the fuzz targets of `fuzz/` without libFuzzer, and runs them on a few texts.

#![allow(missing_docs)]

// The targets import this macro from the crate `libfuzzer_sys`.
extern crate self as libfuzzer_sys;

/// Turns a target into a function.
macro_rules! as_function {
    (|$text:ident: &str| $body:block) => {
        pub fn run($text: &str) $body
    };
}
pub(crate) use as_function as fuzz_target;

#[allow(unused_attributes, reason = "a target is a crate of its own")]
#[path = "../fuzz/fuzz_targets/document.rs"]
mod document;
#[allow(unused_attributes, reason = "a target is a crate of its own")]
#[path = "../fuzz/fuzz_targets/recovery.rs"]
mod recovery;

const TEXTS: [&str; 8] = [
    "",
    "{\"orders\": {\"url\": \"/orders\", \"idField\": \"id\"}}",
    "{\"orders\": {\"url\": \"/orders\",},}",
    "{orders: 'a'",
    "]}",
    "\u{feff}{\"a\": \u{200b}1e999}",
    "// comment\n{\"a\": tru}",
    include_str!("data/customers.json"),
];

#[test]
fn the_fuzz_targets_accept_every_prefix_of_some_texts() {
    for text in TEXTS {
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            document::run(&text[..end]);
            recovery::run(&text[..end]);
        }
    }
}
