//! The manifest of the npm package: `custom-elements.json`, in the format of the Web Components Community Group.

use anyhow::Result;
use serde::{Deserialize, Serialize};

use super::Api;

/// A part for `::part(…)`.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    name: String,
    description: String,
}

/// A custom property of CSS.
#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CustomProperty {
    name: String,
    default: String,
    description: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manifest<'a> {
    schema_version: &'static str,
    modules: [Module<'a>; 1],
}

#[derive(Serialize)]
struct Module<'a> {
    kind: &'static str,
    path: &'static str,
    declarations: [Class<'a>; 1],
    exports: [Export; 2],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Class<'a> {
    kind: &'static str,
    name: &'static str,
    custom_element: bool,
    tag_name: &'static str,
    superclass: Name,
    description: &'a str,
    attributes: Vec<Attribute<'a>>,
    members: Vec<Field<'a>>,
    events: Vec<Event<'a>>,
    css_parts: &'a [Part],
    css_properties: &'a [CustomProperty],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Attribute<'a> {
    name: &'a str,
    field_name: String,
    #[serde(rename = "type")]
    its_type: Type,
    description: &'a str,
}

#[derive(Serialize)]
struct Field<'a> {
    kind: &'static str,
    name: String,
    attribute: &'a str,
    reflects: bool,
    #[serde(rename = "type")]
    its_type: Type,
}

#[derive(Serialize)]
struct Event<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    its_type: Type,
    description: &'a str,
}

#[derive(Serialize)]
struct Type {
    text: String,
}

#[derive(Serialize)]
struct Name {
    name: &'static str,
}

#[derive(Serialize)]
struct Export {
    kind: &'static str,
    name: &'static str,
    declaration: Name,
}

const CLASS: &str = "ElementInstanceForm";
const TAG: &str = "element-instance-form";

/// Returns the content of `custom-elements.json`.
pub(super) fn write(api: &Api) -> Result<String> {
    let string = || Type { text: super::string() };
    let attributes = api.attributes.iter().map(|attribute| Attribute {
        name: &attribute.name,
        field_name: attribute.property(),
        // Attributes are text; a list of strings is a type of its own.
        its_type: if attribute.accepts.starts_with('\'') { Type { text: attribute.accepts.clone() } } else { string() },
        description: &attribute.description,
    });
    let members = api.attributes.iter().map(|attribute| Field {
        kind: "field",
        name: attribute.property(),
        attribute: &attribute.name,
        reflects: true,
        its_type: string(),
    });
    let events = api.events.iter().map(|event| Event {
        name: &event.name,
        its_type: Type { text: format!("CustomEvent<{}>", event.detail_type) },
        description: &event.description,
    });
    let class = Class {
        kind: "class",
        name: CLASS,
        custom_element: true,
        tag_name: TAG,
        superclass: Name { name: "HTMLElement" },
        description: &api.description,
        attributes: attributes.collect(),
        members: members.collect(),
        events: events.collect(),
        css_parts: &api.parts,
        css_properties: &api.custom_properties,
    };
    let exports = [("js", CLASS), ("custom-element-definition", TAG)];
    let module = Module {
        kind: "javascript-module",
        path: "embed.js",
        declarations: [class],
        exports: exports.map(|(kind, name)| Export { kind, name, declaration: Name { name: CLASS } }),
    };
    let manifest = Manifest { schema_version: "2.1.0", modules: [module] };
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}
