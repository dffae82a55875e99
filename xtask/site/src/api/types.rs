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
 */";

/// The end of the file: the methods whose types know the events, and the tag.
const LISTENERS: &str = include_str!("listeners.txt");

/// Returns the content of `embed.d.ts`.
pub(super) fn write(api: &Api) -> String {
    let mut lines = Vec::new();
    for event in &api.events {
        write_detail(event, &mut lines);
    }
    lines.push(format!("{MAP_COMMENT}export interface ElementInstanceFormEventMap {{"));
    for Event { name, detail_type, .. } in &api.events {
        lines.push(format!("  '{name}': CustomEvent<{detail_type}>;"));
    }
    lines.push(format!("}}\n\n/**\n * {}\n{CLASS_COMMENT}", api.description));
    lines.push("export class ElementInstanceForm extends HTMLElement {".to_owned());
    for attribute in &api.attributes {
        write_property(attribute, &mut lines);
    }
    format!("{HEADER}\n{}\n\n{LISTENERS}", lines.join("\n"))
}

/// Writes the type of an event's detail.
fn write_detail(event: &Event, lines: &mut Vec<String>) {
    write_comment(&event.description, "", lines);
    lines.push(format!("export interface {} {{", event.detail_type));
    for member in &event.detail {
        write_comment(&member.description, "  ", lines);
        lines.push(format!("  {}: {};", member.name, member.typescript()));
    }
    lines.push("}\n".to_owned());
}

/// Writes the accessors of a property. `lang` is a property of every element.
fn write_property(attribute: &Attribute, lines: &mut Vec<String>) {
    let property = attribute.property();
    write_comment(&attribute.description, "  ", lines);
    if property == "lang" {
        lines.push("  lang: string;".to_owned());
        return;
    }
    lines.push(format!("  get {property}(): string;"));
    lines.push(format!("  set {property}(value: {} | null);", attribute.accepts));
}

/// Writes a comment, in lines of at most 120 characters.
fn write_comment(text: &str, indentation: &str, lines: &mut Vec<String>) {
    let line = format!("{indentation}/** {text} */");
    if line.chars().count() <= 120 {
        lines.push(line);
        return;
    }
    lines.push(format!("{indentation}/**"));
    let mut line = format!("{indentation} *");
    for word in text.split(' ') {
        if line.chars().count() + 1 + word.chars().count() > 120 {
            lines.push(std::mem::replace(&mut line, format!("{indentation} *")));
        }
        line += " ";
        line += word;
    }
    lines.extend([line, format!("{indentation} */")]);
}
