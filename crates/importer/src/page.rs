//! What the page calls. The two share no memory, so that texts go to and fro.

use element_instance_form::element::Definition;
use element_instance_form::instance::Instance;
use element_instance_form::words;
use wasm_bindgen::prelude::wasm_bindgen;

/// What [`read`] gives.
#[wasm_bindgen]
pub struct Reading(Result<crate::Import, crate::Refusal>);

#[wasm_bindgen]
impl Reading {
    /// Why the text was not understood; empty if it was.
    #[must_use]
    pub fn refusal(&self) -> String {
        self.0.as_ref().err().map(ToString::to_string).unwrap_or_default()
    }

    /// The form's new state, as [`Instance::to_json`] writes it; empty if there is none.
    #[must_use]
    pub fn instance(&self) -> String {
        self.0.as_ref().map_or_else(|_| String::new(), |import| import.instance.to_json())
    }

    /// What had to be repaired or should be known, by what it asks of a person, the most urgent first.
    #[must_use]
    pub fn repairs(&self) -> Vec<String> {
        self.list(|(_, repair)| repair.to_string())
    }

    /// The heading of the group that each repair stands in, in the same order.
    #[must_use]
    pub fn headings(&self) -> Vec<String> {
        self.list(|(heading, _)| heading.clone())
    }
}

impl Reading {
    fn list(&self, text: impl Fn(&(String, &crate::Repair)) -> String) -> Vec<String> {
        self.0.as_ref().map_or_else(|_| Vec::new(), |import| import.grouped().iter().map(text).collect())
    }
}

/// Reads `text` into the form, whose state is `current`, as [`Instance::to_json`] writes it.
#[must_use]
#[wasm_bindgen]
pub fn read(text: &str, current: &str) -> Reading {
    let current = Instance::from_json_unchecked(current).unwrap_or_else(|| Instance::blank(Definition::woocommerce()));
    Reading(crate::read(text, &current))
}

/// Whether a text that was pasted outside of any field looks like something to read.
#[must_use]
#[wasm_bindgen(js_name = looksLike)]
pub fn looks_like(text: &str) -> bool {
    crate::looks_like(text)
}

/// Speaks a language; [`words::speak`] says how.
#[wasm_bindgen]
pub fn speak(said: String) {
    words::speak(said);
}
