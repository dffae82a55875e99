//! The types of the npm package: `embed.d.ts`.

use super::{Api, Attribute, Event};

const HEADER: &str = "\
// The element <element-instance-form>. Importing the module registers it, in browsers only.
// `cargo xtask api` generates this file from src/custom_element/api.json.
";

const MAP_COMMENT: &str = "\
/**
 * The events of the element. While the element is in the page, they bubble and cross shadow roots; otherwise they reach
 * only listeners on the element itself.
 */
";

const CLASS_COMMENT: &str = " *
 * Each property has the value of its attribute, or an empty string without the attribute; `null` removes the attribute.
 * A property accepts any object that converts to text, such as a `URL`. No property sets a secret.
 */
";

/// The end of the file: the methods whose types know the events, and the tag.
const LISTENERS: &str = include_str!("listeners.txt");

/// Returns the content of `embed.d.ts`.
pub(super) fn write(api: &Api) -> String {
    let mut types = HEADER.to_owned();
    for event in &api.events {
        write_detail(event, &mut types);
    }
    types += &format!("\n{MAP_COMMENT}export interface ElementInstanceFormEventMap {{\n");
    for Event { name, detail_type, .. } in &api.events {
        types += &format!("  '{name}': CustomEvent<{detail_type}>;\n");
    }
    types += &format!("}}\n\n/**\n * {}\n{CLASS_COMMENT}", api.description);
    types += "export class ElementInstanceForm extends HTMLElement {\n";
    for attribute in &api.attributes {
        write_property(attribute, &mut types);
    }
    types += "\n";
    types += LISTENERS;
    types
}

/// Writes the type of an event's detail.
fn write_detail(event: &Event, types: &mut String) {
    *types += "\n";
    write_comment(&event.description, "", types);
    *types += &format!("export interface {} {{\n", event.detail_type);
    for member in &event.detail {
        write_comment(&member.description, "  ", types);
        *types += &format!("  {}: {};\n", member.name, member.typescript());
    }
    *types += "}\n";
}

/// Writes the accessors of a property. `lang` is a property of every element.
fn write_property(attribute: &Attribute, types: &mut String) {
    let property = attribute.property();
    write_comment(&attribute.description, "  ", types);
    *types += &match &*property {
        "lang" => "  lang: string;\n".to_owned(),
        _ => format!("  get {property}(): string;\n  set {property}(value: {} | null);\n", attribute.accepts),
    };
}

/// Writes a comment, in lines of at most 120 characters.
fn write_comment(text: &str, indentation: &str, types: &mut String) {
    let line = format!("{indentation}/** {text} */\n");
    if line.chars().count() <= 121 {
        *types += &line;
        return;
    }
    *types += &format!("{indentation}/**\n");
    let mut line = format!("{indentation} *");
    for word in text.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > 120 {
            *types += &format!("{line}\n");
            line = format!("{indentation} *");
        }
        line += " ";
        line += word;
    }
    *types += &format!("{line}\n{indentation} */\n");
}
