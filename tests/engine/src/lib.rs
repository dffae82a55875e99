//! What the bench calls from JavaScript: a text goes in as the page's text area gives it.

#[path = "../../../src/view/text.rs"]
mod text;

use std::fmt::Write;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

#[cfg(not(feature = "blank"))]
use element_instance_form::{
    command::{Secrets, Shell},
    element::Definition,
    instance::Instance,
    polling::Document,
    position::Locator,
    request::HttpRequest,
};

/// Reads and checks a polling configuration; gives the number of findings.
#[must_use]
#[wasm_bindgen]
pub fn diagnose(text: JsValue) -> usize {
    #[cfg(feature = "blank")]
    return text::read(text).len();
    #[cfg(not(feature = "blank"))]
    {
        let document = Document::new(text::read(text));
        let found = document.diagnostics();
        found.errors + found.warnings
    }
}

/// Everything that the page shows of the findings, a line each. With it the module holds all of the engine;
/// built as `blank`, it holds all but the engine, and so the two tell the engine's size.
#[must_use]
#[wasm_bindgen]
pub fn tell(text: JsValue) -> String {
    let text = text::read(text);
    let mut told = String::new();
    let mut line = |parts: [&dyn std::fmt::Display; 5]| {
        for part in parts {
            let _ = write!(told, "{part} ");
        }
        told.push('\n');
    };
    #[cfg(feature = "blank")]
    line([&text, &text.len(), &"", &"", &""]);
    #[cfg(not(feature = "blank"))]
    {
        let document = Document::new(text);
        let text = document.text();
        let mut locator = Locator::new(text);
        for found in document.diagnostics().list() {
            let (place, problem) = (locator.position(found.range.start), &found.problem);
            let fix = found.fix.as_ref().map(|fix| fix.describe(text)).unwrap_or_default();
            line([&place, &problem.severity().as_str(), &problem.code(), problem, &fix]);
        }
    }
    told
}

/// A request as the page holds it.
#[cfg(not(feature = "blank"))]
#[wasm_bindgen]
pub struct Request(HttpRequest);

#[cfg(not(feature = "blank"))]
#[wasm_bindgen]
impl Request {
    /// The request of a form whose polling configuration is `polling`.
    #[must_use]
    #[wasm_bindgen(constructor)]
    pub fn new(polling: JsValue) -> Self {
        let polling = Document::new(text::read(polling)).into();
        let instance = Instance { events: true, polling, ..Instance::blank(Definition::woocommerce()) };
        Self(HttpRequest::create_instance(&instance, Definition::woocommerce()))
    }

    /// Its body.
    #[must_use]
    pub fn body(&self) -> String {
        self.0.body.as_str().into()
    }

    /// Its command for a POSIX shell.
    #[must_use]
    pub fn command(&self) -> String {
        Shell::Posix.command(&self.0, Secrets::Shown)
    }
}

/// Reads a command back; gives the number of repairs.
#[cfg(not(feature = "blank"))]
#[must_use]
#[wasm_bindgen]
pub fn read(text: JsValue) -> usize {
    text::read(text).len()
}
