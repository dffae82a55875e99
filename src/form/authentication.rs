//! The instance's name and the fields of the element's definition.

use leptos::prelude::*;
use model::element::{Field, FieldKind};
use model::instance::FieldId;
use model::messages;

use crate::components::section::section;
use crate::components::text_field::{HALF, InputKind, text_field};
use crate::dom::html::{button, div};
use crate::dom::{Node, aria, effect, ev, fragment, text};
use crate::state::deferred::Deferred;
use crate::state::folded_sections::AUTHENTICATION;
use crate::state::form::FormState;
use crate::state::view::ViewState;

/// Creates the authentication fields, the optional one in a disclosure.
pub fn authentication(form: FormState, view: ViewState, deferred: Deferred) -> Node {
    let fields = move || {
        let fields = form.definition().fields.iter().enumerate();
        untrack(|| fragment(fields.filter_map(|(index, field)| element_field(form, deferred, index, field))))
    };
    let open = view.optional_open;
    // A value that an import, a draft or an undo fills in is visible.
    effect(move || {
        if !form.signature_key.read().is_empty() {
            open.set(true);
        }
    });
    let name = text_field(form, deferred, FieldId::Name, form.name, messages::NAME_HELP, InputKind::Text).class(HALF);
    let disclosure = button()
        .class("quiet disclosure")
        .attr("aria-expanded", move || aria(open.get()))
        .attr("aria-controls", "optional-fields")
        .on(ev::click, move |_| open.update(|open| *open = !*open))
        .child(move || if open.get() { messages::HIDE_OPTIONAL_FIELDS } else { messages::SHOW_OPTIONAL_FIELDS });
    let (key, value) = (FieldId::SignatureKey, form.signature_key);
    let optional = div().attr("id", "optional-fields").attr("hidden", move || !open.get()).child(text_field(
        form,
        deferred,
        key,
        value,
        messages::SIGNATURE_KEY_HELP,
        InputKind::Secret,
    ));
    let content = fragment([name, text(fields), disclosure, optional]);
    section(AUTHENTICATION, messages::AUTHENTICATION, content)
}

/// Creates the definition's field at `index`.
fn element_field(form: FormState, deferred: Deferred, index: usize, field: &Field) -> Option<Node> {
    let kind = match field.kind {
        FieldKind::Text => InputKind::Text,
        FieldKind::Url => InputKind::Url,
        FieldKind::Secret => InputKind::Secret,
    };
    let value = form.field(index)?;
    Some(text_field(form, deferred, FieldId::Element(index), value, field.help(), kind).class(HALF))
}
