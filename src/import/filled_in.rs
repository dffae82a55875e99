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
    // The number of fields is that after the import: a status that follows the input would be read at each field.
    let said = move || match (imported.state()?, is_current().then(|| shown.errors.read_untracked().len())) {
        (true, _) => Some(messages::IMPORT_UNDONE.into()),
        (false, Some(count)) if count > 0 => {
            Some(format!("{} {}", messages::FORM_FILLED_IN.text(), messages::FIELDS_TO_COMPLETE.format(&[&count])))
        }
        (false, _) => Some(messages::FORM_FILLED_IN.to_string()),
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
        text(missing),
    ])
}
