//! A link to a field.

use leptos::prelude::*;
use model::instance::FieldId;

use crate::components::text_field::control_id;
use crate::dom::html::a;
use crate::dom::{Node, ev};
use crate::state::host::Host;
use crate::state::view::ViewState;

/// Creates a link that moves the focus to the control of a field, and opens what the control is in.
pub fn field_link(view: ViewState, host: Host, field: FieldId, label: Node) -> Node {
    let id = control_id(field);
    let link = a().attr("href", &format!("#{id}")).child(label);
    link.on(ev::click, move |event| {
        event.prevent_default();
        match field {
            FieldId::Polling => view.raw_open.set(true),
            FieldId::SignatureKey => view.optional_open.set(true),
            _ => {}
        }
        let id = id.clone();
        request_animation_frame(move || host.focus(&id));
    })
}
