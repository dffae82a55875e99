//! The schema of an element's definition, a JSON file. `build.rs` includes this module, so that built-in definitions and
//! those parsed at run time have one schema.

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

// A definition lives as long as the page, so a parsed one is leaked and both kinds are `&'static`. The alias keeps serde
// from borrowing a string from its input, which fails if the string has an escape.
type Text = &'static str;

/// The definition of one element. A new element needs only a new file next to `woocommercerest.json`.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Definition {
    /// The element's key in the API, such as `woocommercerest`.
    #[serde(deserialize_with = "text")]
    pub key: Text,
    /// The name of the product.
    #[serde(deserialize_with = "text")]
    pub name: Text,
    /// The hub that provides its resources, such as `ecommerce`.
    #[serde(deserialize_with = "text")]
    pub hub: Text,
    /// The authentication fields, in the order of the documented request.
    #[serde(deserialize_with = "list")]
    pub fields: &'static [Field],
    /// The element also accepts other authentication fields, which the form does not offer.
    #[serde(default)]
    pub has_other_sign_in: bool,
    /// The resources for polling, in display order.
    #[serde(deserialize_with = "list")]
    pub resources: &'static [Resource],
    /// The default polling configuration, formatted. Derived from the selected resources, not part of the file.
    #[serde(skip)]
    pub polling: Text,
    /// The suggested tags.
    #[serde(deserialize_with = "texts")]
    pub tags: &'static [Text],
}

/// An authentication field.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The key in the request's `configuration`.
    #[serde(deserialize_with = "text")]
    pub key: Text,
    /// The vendor's label.
    #[serde(deserialize_with = "text")]
    pub label: Text,
    /// The kind of value.
    pub kind: FieldKind,
    /// The documentation's placeholder of the value.
    #[serde(deserialize_with = "text")]
    pub placeholder: Text,
    /// The help in English: what the value is and where to find it, in a sentence.
    #[serde(deserialize_with = "text")]
    pub(super) help: Text,
    /// The prefix of every value; empty if there is none.
    #[serde(default, deserialize_with = "text")]
    pub prefix: Text,
}

/// The kind of an authentication field's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Plain text.
    Text,
    /// An `http` or `https` URL.
    Url,
    /// A secret, which is masked on the screen.
    Secret,
}

/// A resource for polling.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// The name in the polling configuration.
    #[serde(deserialize_with = "text")]
    pub name: Text,
    /// The resource is polled unless the user deselects it.
    #[serde(default)]
    pub selected: bool,
    /// The configuration as in the file, not formatted.
    #[serde(deserialize_with = "raw")]
    pub(super) configuration: Text,
}

fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    Ok(String::deserialize(deserializer)?.leak())
}

fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static [Text], D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    Ok(texts.into_iter().map(|text| &*text.leak()).collect::<Vec<_>>().leak())
}

fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<&'static [T], D::Error> {
    Ok(Vec::deserialize(deserializer)?.leak())
}

fn raw<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
    Ok(String::leak(Box::<RawValue>::deserialize(deserializer)?.get().to_owned()))
}
