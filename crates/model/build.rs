//! Generates Rust from the elements' definitions, so that the page contains no parser for them and an invalid definition
//! fails the build.

use std::path::PathBuf;
use std::{env, fs};

use schema::{Definition, Field, Resource};

#[path = "src/element/schema.rs"]
mod schema;

/// The folder with one JSON file per definition.
const DEFINITIONS: &str = "src/element";
/// The definition that comes first.
const FIRST: &str = "woocommercerest.json";

/// Returns the default polling configuration: the selected resources, indented by two spaces.
fn default_polling(resources: &[Resource]) -> serde_json::Result<String> {
    let selected = resources.iter().filter(|resource| resource.selected);
    let members: serde_json::Map<_, _> = selected
        .map(|resource| Ok((resource.name.to_owned(), serde_json::from_str(resource.configuration)?)))
        .collect::<serde_json::Result<_>>()?;
    serde_json::to_string_pretty(&members)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={DEFINITIONS}");
    let files =
        fs::read_dir(DEFINITIONS)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, std::io::Error>>()?;
    let mut files: Vec<_> =
        files.into_iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")).collect();
    files.sort_by_key(|file| (!file.ends_with(FIRST), file.clone()));
    let definitions = files.iter().map(|file| {
        let definition = serde_json::from_str(&fs::read_to_string(file)?)?;
        Ok(to_rust(&definition)?)
    });
    let definitions = definitions.zip(&files).map(|(definition, file)| {
        definition.map_err(|error: Box<dyn std::error::Error>| format!("{}: {error}", file.display()))
    });
    let definitions = definitions.collect::<Result<Vec<_>, _>>()?.join(", ");
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("definitions.rs"), format!("[{definitions}]"))?;
    Ok(())
}

/// Prints a definition as a Rust expression.
fn to_rust(definition: &Definition) -> serde_json::Result<String> {
    let Definition { key, name, hub, fields, has_other_sign_in, resources, polling: _, tags } = definition;
    let polling = default_polling(resources)?;
    let field = |Field { key, label, kind, placeholder, help, prefix }: &Field| {
        format!(
            "Field {{ key: {key:?}, label: {label:?}, kind: FieldKind::{kind:?}, placeholder: {placeholder:?}, \
             help: {help:?}, prefix: {prefix:?} }},"
        )
    };
    let resource = |Resource { name, selected, configuration }: &Resource| {
        format!("Resource {{ name: {name:?}, selected: {selected}, configuration: {configuration:?} }},")
    };
    let fields: String = fields.iter().map(field).collect();
    let resources: String = resources.iter().map(resource).collect();
    Ok(format!(
        "Definition {{ key: {key:?}, name: {name:?}, hub: {hub:?}, fields: &[{fields}], \
         has_other_sign_in: {has_other_sign_in}, resources: &[{resources}], polling: {polling:?}, tags: &{tags:?} }}"
    ))
}
