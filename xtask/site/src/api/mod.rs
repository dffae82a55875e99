//! The public interface of the custom element. `src/custom_element/api.json` is its only source: from it come the types
//! and the manifest of the npm package, and two tables of the README.

mod manifest;
mod readme;
mod types;

use std::fs;

use anyhow::{Context, Result};
use serde::Deserialize;

use tools::root;

const SOURCE: &str = "src/custom_element/api.json";

/// The public interface of the element.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Api {
    description: String,
    attributes: Vec<Attribute>,
    events: Vec<Event>,
    parts: Vec<manifest::Part>,
    custom_properties: Vec<manifest::CustomProperty>,
}

/// An attribute and its property.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Attribute {
    name: String,
    /// The type that the property can be set to, besides `null`.
    #[serde(default = "string")]
    accepts: String,
    description: String,
}

/// An event.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Event {
    name: String,
    /// The name of the type of `detail`.
    detail_type: String,
    description: String,
    detail: Vec<Member>,
}

/// A member of an event's detail. It has either a type or the list of its values.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Member {
    name: String,
    #[serde(default, rename = "type")]
    type_name: String,
    #[serde(default)]
    values: Vec<String>,
    description: String,
}

fn string() -> String {
    "string".into()
}

impl Attribute {
    /// Returns the name of the property: `storeUrl` for `store-url`.
    fn property(&self) -> String {
        let mut words = self.name.split('-');
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
    }
}

impl Member {
    /// Returns the TypeScript type.
    fn typescript(&self) -> String {
        if self.values.is_empty() {
            return self.type_name.clone();
        }
        self.values.iter().map(|value| format!("'{value}'")).collect::<Vec<_>>().join(" | ")
    }
}

/// Returns the generated files: the path and the content of each.
fn generate() -> Result<Vec<(&'static str, String)>> {
    let read = |path: &str| fs::read_to_string(root().join(path)).with_context(|| path.to_owned());
    let api: Api = serde_json::from_str(&read(SOURCE)?).context(SOURCE)?;
    Ok(vec![
        ("src/embed.d.ts", types::write(&api)),
        ("src/custom-elements.json", manifest::write(&api)?),
        ("README.md", readme::write(&api, &read("README.md")?)?),
    ])
}

/// Updates the generated files.
pub fn update() -> Result<()> {
    for (path, content) in generate()? {
        fs::write(root().join(path), content).with_context(|| path.to_owned())?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generated_files_are_up_to_date() {
        for (path, content) in generate().unwrap() {
            let file = fs::read_to_string(root().join(path)).unwrap_or_default();
            assert!(file == content, "cargo xtask api updates {path}");
        }
    }
}
