//! Reads a text that is JSON and no command.

use std::sync::Arc;

use element_instance_form::element::Definition;
use element_instance_form::instance::{EventType, Instance, Place};
use element_instance_form::json::{self, Kind, Value};
use element_instance_form::polling::Document;

use super::recover::object;
use super::{Reader, body, unix};
use crate::piece::Piece;
use crate::told::{Notes, Refused, Why};

/// Reads a text that is JSON and no command: a body, or a polling configuration, as an object or as a
/// text that holds one.
pub(crate) fn document(piece: Piece, instance: &mut Instance, notes: &mut Notes) -> Result<(), Refused> {
    let piece = object(piece, notes)?;
    let (tree, _) = json::parse(&piece.text);
    let Some(root) = tree.root(&piece.text) else { return Err((None, Why::Empty)) };
    match kind_of(root, instance.definition()) {
        Shape::Body => body(root, &piece, None, instance, notes),
        Shape::Configuration => {
            let mut whole = Piece::new("{\"configuration\":", piece.origin(0));
            whole.push_part(&piece, 0..piece.text.len());
            whole.push("}", piece.origin(piece.text.len()));
            let (tree, _) = json::parse(&whole.text);
            let before = instance.clone();
            if let Some(root) = tree.root(&whole.text) {
                let mut reader = Reader { instance, notes, piece: &whole, told: Vec::new() };
                reader.told.extend(["element", "tags", "name"].map(String::from));
                reader.body(root, Some(&before.element));
            }
            // A configuration says nothing of what stands beside it.
            (instance.name, instance.tags) = (before.name, before.tags);
            let beside = before.additional.into_iter().filter(|entry| entry.place != Place::Configuration);
            instance.additional.extend(beside);
        }
        Shape::Polling => {
            instance.polling = Arc::new(Document::new(unix(root.source_token())));
            instance.events = true;
            instance.event_type = EventType::Polling;
        }
        Shape::Other => return Err((Some(piece.origin(root.token().start)), Why::OtherObject)),
    }
    Ok(())
}

/// What an object is.
#[derive(Clone, Copy)]
enum Shape {
    Body,
    /// What stands under a body's `configuration`.
    Configuration,
    Polling,
    Other,
}

fn kind_of(root: Value<'_>, definition: &Definition) -> Shape {
    let is_resource = |value: Value<'_>| value.get("url").is_some() || value.get("idField").is_some();
    // An object without members is a configuration that polls nothing.
    let (mut is_body, mut is_configuration, mut is_polling) = (false, false, true);
    for member in root.members() {
        let key = member.key.text();
        let is_object = member.value.kind() == Kind::Object;
        is_body |=
            matches!(&*key, "element" | "configuration" | "providerData") && is_object && !is_resource(member.value)
                || key == "name" && member.value.kind() == Kind::String;
        is_configuration |= key.starts_with("event.") || definition.fields.iter().any(|field| *key == *field.key);
        is_polling &= is_object;
    }
    if is_body {
        Shape::Body
    } else if is_configuration {
        Shape::Configuration
    } else if is_polling || root.members().any(|member| is_resource(member.value)) {
        Shape::Polling
    } else {
        Shape::Other
    }
}
