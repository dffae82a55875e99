//! Requests, their commands, and importing commands.

use model::command::{Secrets, Shell};
use model::element::Definition;
use model::instance::Instance;
use model::polling::Document;
use model::request::HttpRequest;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::js_string;

/// A request and its polling configuration, as the page has them.
#[wasm_bindgen]
pub struct Request(HttpRequest);

#[wasm_bindgen]
impl Request {
    /// Returns the request of a form whose polling configuration is `polling`.
    #[must_use]
    #[wasm_bindgen(constructor)]
    pub fn new(polling: JsValue) -> Self {
        let polling = Document::new(js_string::read(polling)).into();
        let instance = Instance { events: true, polling, ..Instance::empty(Definition::woocommerce()) };
        Self(HttpRequest::create_instance(&instance))
    }

    /// Returns the body.
    #[must_use]
    pub fn body(&self) -> String {
        self.0.body.as_str().into()
    }

    /// Returns the command for a POSIX shell.
    #[must_use]
    pub fn command(&self) -> String {
        Shell::Posix.command(&self.0, Secrets::Shown)
    }
}

/// The result of importing a command.
#[wasm_bindgen]
pub struct Reading(Result<importer::Import, importer::Rejection>);

#[wasm_bindgen]
impl Reading {
    /// The error if the text was rejected; empty otherwise.
    #[must_use]
    pub fn error(&self) -> String {
        self.0.as_ref().err().map(ToString::to_string).unwrap_or_default()
    }
}

/// Imports a command into an empty form.
#[must_use]
#[wasm_bindgen]
pub fn read(text: &str) -> Reading {
    Reading(importer::read(text, &Instance::empty(Definition::woocommerce())))
}
