//! Requests and their commands; what reads them back has functions for JavaScript of its own.

use element_instance_form::command::{Secrets, Shell};
use element_instance_form::element::Definition;
use element_instance_form::instance::Instance;
use element_instance_form::polling::Document;
use element_instance_form::request::HttpRequest;
use importer as _;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::text;

/// A request as the page holds it.
#[wasm_bindgen]
pub struct Request(HttpRequest);

#[wasm_bindgen]
impl Request {
    /// The request of a form whose polling configuration is `polling`.
    #[must_use]
    #[wasm_bindgen(constructor)]
    pub fn new(polling: JsValue) -> Self {
        let polling = Document::new(text::read(polling)).into();
        let instance = Instance { events: true, polling, ..Instance::blank(Definition::woocommerce()) };
        Self(HttpRequest::create_instance(&instance))
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
