//! Layers around a command or JSON that are removed, and texts that are rejected.

#![allow(missing_docs)]

mod layers;
mod notations;
mod programs;

use importer::{Import, Rejection, read};
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use serde_json::Value;

fn import(text: &str) -> Result<Import, Rejection> {
    read(text, &Instance::empty(Definition::woocommerce()))
}

fn body(import: &Import) -> Value {
    serde_json::from_str(HttpRequest::create_instance(&import.instance).body.as_str()).unwrap()
}

const URL: &str = "https://api.cloud-elements.com/elements/api-v2/instances";

/// A body in the form's own format, which yields no repairs.
const BODY: &str = r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","oauth.api.key":"k","oauth.api.secret":"s"},"name":"n"}"#;

fn escaped(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    text[1..text.len() - 1].to_owned()
}
