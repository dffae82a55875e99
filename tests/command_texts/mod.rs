//! Shared by the command tests: the parts of a command, and its import into an empty form.

use importer::{Import, read};
use model::element::Definition;
use model::instance::Instance;

/// The URL of the request.
pub const URL: &str = "https://api.cloud-elements.com/elements/api-v2/instances";
/// The Authorization header with both secrets.
pub const AUTH: &str = "Authorization: User dXNlcg==, Organization b3Jn";
/// The body of the request.
pub const BODY: &str = r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","oauth.api.key":"k","oauth.api.secret":"s"},"name":"n o"}"#;

/// Imports a text that must not be rejected.
pub fn import(text: &str) -> Import {
    read(text, &Instance::empty(Definition::woocommerce())).unwrap_or_else(|error| panic!("{error}\n{text}"))
}
