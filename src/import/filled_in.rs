//! What follows an import: its undo, and links to what is missing.

use leptos::prelude::*;
use model::instance::FieldError;
use model::messages;

use crate::components::field_link::field_link;
use crate::components::undo_button::undo_button;
use crate::dom::html::{p, span};
use crate::dom::{Node, fragment, text};
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::undo::Undo;
use crate::state::validation::FieldErrors;
use crate::state::view::ViewState;

/// Creates the undo of the last import, the message about it, and links to the fields that are still missing.
pub(super) fn filled_in(form: FormState, imported: Undo) -> Node {
    let (view, host, shown): (ViewState, Host, FieldErrors) = (expect_context(), expect_context(), expect_context());
    let said = move || {
        let is_undone = imported.state()?;
        Some(if is_undone { messages::IMPORT_UNDONE } else { messages::FORM_FILLED_IN })
    };
    let missing = move || {
        let mut fields: Vec<FieldError> = shown.errors.get();
        fields.dedup_by_key(|error| error.field);
        if imported.state() != Some(false) || fields.is_empty() {
            return fragment([]);
        }
        let heading = messages::FIELDS_NEED_YOU.format(&[&fields.len()]);
        let link =
            |error: FieldError| fragment([text(" "), field_link(view, host, error.field, text(move || error.label()))]);
        p().class("missing").child(&heading).child(fragment(fields.into_iter().map(link)))
    };
    fragment([
        undo_button(imported, form, messages::UNDO_IMPORT, messages::REDO_IMPORT),
        span().class("said").attr("role", "status").child(said),
        text(missing),
    ])
}
