//! What the tests of commands share: the parts of a command, and its import into a blank form.

use importer::{Import, read};
use model::element::Definition;
use model::instance::Instance;

/// The address of the request.
pub const URL: &str = "https://api.cloud-elements.com/elements/api-v2/instances";
/// Its header with both secrets.
pub const AUTH: &str = "Authorization: User dXNlcg==, Organization b3Jn";
/// Its body.
pub const BODY: &str = r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","oauth.api.key":"k","oauth.api.secret":"s"},"name":"n o"}"#;

/// Imports a text that is not refused.
pub fn import(text: &str) -> Import {
    read(text, &Instance::empty(Definition::woocommerce())).unwrap_or_else(|refusal| panic!("{refusal}\n{text}"))
}
