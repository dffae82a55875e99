//! Requests in the notations of other programs: commands of `HTTPie`, wget and the Postman CLI, HTTP messages, files of
//! browsers and HTTP clients, and playbooks.

#![allow(missing_docs)]

mod assignments;
mod bodies;
mod candidates;
mod changes;
mod functions;
#[path = "../generated/mod.rs"]
mod generated;
mod generators;
mod idioms;
mod interpreters;
mod methods;
mod mixtures;
mod order;
mod playbooks;
mod random;
mod readers;
mod sent;
#[path = "../skip/mod.rs"]
mod skip;
mod snippets;
mod structs;
mod tools;

use importer::{Import, Rejection, read};
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use serde_json::Value;

const URL: &str = "https://api.cloud-elements.com/elements/api-v2/instances";

/// A body in the form's own format, which yields no repairs.
const BODY: &str = r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","oauth.api.key":"k","oauth.api.secret":"s"},"name":"n"}"#;

fn import(text: &str) -> Result<Import, Rejection> {
    read(text, &Instance::empty(Definition::woocommerce()))
}

fn body(import: &Import) -> Value {
    serde_json::from_str(HttpRequest::create_instance(&import.instance).body.as_str()).unwrap()
}

fn sentences(import: &Import) -> Vec<String> {
    import.repairs.iter().map(ToString::to_string).collect()
}

/// Asserts that a text is read as the body, the URL and the two secrets `u1` and `o1`.
#[track_caller]
fn assert_read(text: &str, expected: &Value, read_as: Option<&str>) {
    let import = import(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(body(&import), *expected, "{text}\n{:#?}", sentences(&import));
    let Instance { user_secret, organization_secret, host, .. } = &import.instance;
    assert_eq!((user_secret.as_str(), organization_secret.as_str()), ("u1", "o1"), "{text}\n{:#?}", sentences(&import));
    assert_eq!(format!("{host}/instances"), URL, "{text}");
    assert_eq!(import.read_as.as_deref(), read_as, "{text}");
}
