//! The instance's name and the fields of the element's definition.

use leptos::prelude::*;
use model::element::{Field, FieldKind};
use model::instance::FieldId;
use model::messages;

use crate::components::text_field::{InputKind, text_field};
use crate::dom::html::{button, div, fieldset, legend};
use crate::dom::{Node, aria, ev, fragment};
use crate::state::form::Form;

/// Creates the authentication fields, the optional one in a disclosure.
pub fn authentication(form: Form) -> Node {
    let fields = move || {
        let fields = form.definition().fields.iter().enumerate();
        untrack(|| fragment(fields.filter_map(|(index, field)| element_field(form, index, field))))
    };
    let open = form.view.optional_open;
    let name = text_field(form, FieldId::Name, form.name, messages::NAME_HELP, InputKind::Text);
    let disclosure = button()
        .attr("type", "button")
        .class("quiet")
        .attr("aria-expanded", move || aria(open.get()))
        .attr("aria-controls", "optional-fields")
        .on(ev::click, move |_| open.update(|open| *open = !*open))
        .child(move || if open.get() { messages::HIDE_OPTIONAL_FIELDS } else { messages::SHOW_OPTIONAL_FIELDS });
    let (key, value) = (FieldId::SignatureKey, form.signature_key);
    let optional = div().attr("id", "optional-fields").attr("hidden", move || !open.get()).child(text_field(
        form,
        key,
        value,
        messages::SIGNATURE_KEY_HELP,
        InputKind::Secret,
    ));
    fieldset()
        .child(legend().child(messages::AUTHENTICATION))
        .child(name)
        .child(fields)
        .child(disclosure)
        .child(optional)
}

/// Creates the definition's field at `index`.
fn element_field(form: Form, index: usize, field: &Field) -> Option<Node> {
    let kind = match field.kind {
        FieldKind::Text => InputKind::Text,
        FieldKind::Url => InputKind::Url,
        FieldKind::Secret => InputKind::Secret,
    };
    Some(text_field(form, FieldId::Element(index), form.field(index)?, field.help(), kind))
}
