//! The definition of an element as a JSON file holds it. `build.rs` includes this file too: the definitions that are
//! part of the program and those that are read while it runs have one schema.

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

// A definition stays in memory until the page is closed, as the built-in ones do. So what is read is leaked, and the
// form holds `&'static` references to either. The alias keeps serde from borrowing the text from its input, which
// fails where it has an escape.
type Text = &'static str;

/// The definition of one element. Another element is another file beside `woocommercerest.json`: it takes no code.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Definition {
    /// The element's key in the API, such as `woocommercerest`.
    #[serde(deserialize_with = "text")]
    pub key: Text,
    /// The name of the product.
    #[serde(deserialize_with = "text")]
    pub name: Text,
    /// The hub whose resources it serves, such as `ecommerce`.
    #[serde(deserialize_with = "text")]
    pub hub: Text,
    /// The fields of its authentication, in the order of the documented request.
    #[serde(deserialize_with = "list")]
    pub fields: &'static [Field],
    /// The element also accepts other authentication fields, which the form does not offer.
    #[serde(default)]
    pub has_other_sign_in: bool,
    /// The resources that can be polled, in the order they are offered.
    #[serde(deserialize_with = "list")]
    pub resources: &'static [Resource],
    /// The polling configuration to start from: the selected resources, formatted. No file holds it: it is derived.
    #[serde(skip)]
    pub polling: Text,
    /// Tags to choose from.
    #[serde(deserialize_with = "texts")]
    pub tags: &'static [Text],
}

/// One authentication field.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The key in the request's `configuration`.
    #[serde(deserialize_with = "text")]
    pub key: Text,
    /// The vendor's label.
    #[serde(deserialize_with = "text")]
    pub label: Text,
    /// The kind of its values.
    pub kind: FieldKind,
    /// The documentation's placeholder for a value.
    #[serde(deserialize_with = "text")]
    pub placeholder: Text,
    /// The help in English: what the value is and where to find it, in a sentence.
    #[serde(deserialize_with = "text")]
    pub(super) help: Text,
    /// The prefix of all its values; empty if they have none.
    #[serde(default, deserialize_with = "text")]
    pub prefix: Text,
}

/// The kind of an authentication field's values.
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

/// One resource that can be polled.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Its name in the configuration.
    #[serde(deserialize_with = "text")]
    pub name: Text,
    /// The resource is polled unless the user deselects it.
    #[serde(default)]
    pub selected: bool,
    /// Its configuration as the file spells it.
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
