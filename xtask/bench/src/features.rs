//! Assigns the program's code to features.

use crate::names::{STANDARD, crate_of};

/// The project's code by feature: the label and the module paths of each. The first match wins.
const FEATURES: [(&str, &[&str]); 13] = [
    ("import", &["importer", "element_instance_form::import"]),
    ("diagnosing polling configurations", &["diagnostics"]),
    ("reading JSON", &["json"]),
    ("editing polling configurations", &["element_instance_form::polling"]),
    ("commands", &["model::command"]),
    ("testing callbacks", &["model::callback"]),
    (
        "showing, copying and downloading the request",
        &[
            "element_instance_form::request",
            "element_instance_form::components::copy_button",
            "element_instance_form::components::download_button",
        ],
    ),
    (
        "sending and the response",
        &[
            "element_instance_form::submit",
            "element_instance_form::result",
            "element_instance_form::api",
            "model::submission",
            "model::response",
        ],
    ),
    ("the instance and its validation", &["model::instance", "model::element"]),
    ("the request", &["model::request", "model::url"]),
    (
        "elements, effects and deferred loading",
        &["element_instance_form::dom", "element_instance_form::runtime", "element_instance_form::deferred"],
    ),
    ("embedding", &["element_instance_form::custom_element"]),
    ("the form's sections and fields", &["element_instance_form", "model"]),
];
/// Crates that connect the program to JavaScript.
const BRIDGE: [&str; 5] = ["js_sys", "wasm_bindgen", "wasm_bindgen_futures", "web_sys", "wasm_split_helpers"];
/// Crates that every Rust program has.
const LIBRARY: [&str; 5] = ["std", "dlmalloc", "__rustc", "compiler_builtins", "hashbrown"];

/// Returns the feature of the code at a path.
pub fn feature(path: &str) -> &str {
    let name = crate_of(path);
    let has_prefix = |starts: &&[&str]| {
        starts
            .iter()
            .any(|start| path.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with("::")))
    };
    match FEATURES.iter().find(|(_, starts)| has_prefix(starts)) {
        Some((feature, _)) => feature,
        None if name.starts_with('(') => path,
        None if STANDARD.contains(&name) || LIBRARY.contains(&name) => "Rust's standard library",
        None if BRIDGE.contains(&name) => "the bridge to JavaScript",
        None => "Leptos and its dependencies",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_assigned_to_its_feature() {
        assert_eq!(feature("element_instance_form::import::dialog"), "import");
        assert_eq!(
            feature("element_instance_form::components::text_field::text_field"),
            "the form's sections and fields"
        );
        assert_eq!(feature("core::fmt::write"), "Rust's standard library");
        assert_eq!(feature("slotmap::SlotMap"), "Leptos and its dependencies");
    }
}
