//! The instance in a response.

use crate::json::{self, Kind, Value};

/// The created instance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// The ID, spelled as in the response.
    pub id: String,
    /// The token that later requests for the instance require. The API returns it only once.
    pub token: String,
    /// The whole response body, JSON.
    pub response: String,
}

/// Returns the ID and the token in a response body. Either may be missing.
#[must_use]
pub fn id_and_token(response: &str) -> (Option<String>, Option<String>) {
    let tree = json::parse_strict(response);
    tree.as_ref().and_then(|tree| tree.root(response)).map(read_id_and_token).unwrap_or_default()
}

/// Returns the ID and the token of an instance.
pub(super) fn read_id_and_token(instance: Value<'_>) -> (Option<String>, Option<String>) {
    let id = read_member(instance, "id", Kind::Number).or_else(|| read_member(instance, "id", Kind::String));
    (id, read_member(instance, "token", Kind::String).filter(|token| !token.trim().is_empty()))
}

/// Returns a member as text, if it has that kind and is not empty.
pub(super) fn read_member(object: Value<'_>, name: &str, kind: Kind) -> Option<String> {
    let value = object.get(name)?;
    (value.kind() == kind && !value.text().is_empty()).then(|| value.text().into_owned())
}
