//! The undo of an import, and links to the fields that it lacks.

use leptos::prelude::*;
use model::instance::FieldError;
use model::messages;

use crate::components::field_link::field_link;
use crate::components::undo_button::undo_button;
use crate::dom::html::{p, span};
use crate::dom::{Node, fragment, text};
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::panel_state::PanelState;
use crate::state::undo::Undo;
use crate::state::validation::Validation;
use crate::state::view::ViewState;

/// Creates the undo of the last import, the message about it, and links to the fields that are still missing.
pub(super) fn filled_in(form: FormState, imported: Undo) -> Node {
    let (view, host): (ViewState, Host) = (expect_context(), expect_context());
    let (shown, panels): (Validation, PanelState) = (expect_context(), expect_context());
    let is_current = move || panels.is_imported.get() && imported.state() == Some(false);
    let said = move || {
        imported.state().map(|is_undone| if is_undone { messages::IMPORT_UNDONE } else { messages::FORM_FILLED_IN })
    };
    // Not a part of the status, which would be read at each field.
    let count = move || {
        let count = is_current().then(|| shown.errors.read().len()).filter(|count| *count > 0)?;
        Some(format!(" {}", messages::FIELDS_TO_COMPLETE.format(&[&count])))
    };
    let missing = move || {
        if !is_current() || shown.errors.read().is_empty() {
            return fragment([]);
        }
        let link = |error: FieldError| field_link(view, host, error.field, text(move || error.label()));
        p().class("missing").child(fragment(shown.errors.get().into_iter().map(link)))
    };
    fragment([
        undo_button(imported, form, messages::UNDO_IMPORT, messages::REDO_IMPORT),
        span().class("said").attr("role", "status").child(said),
        span().class("said").child(count),
        text(missing),
    ])
}
