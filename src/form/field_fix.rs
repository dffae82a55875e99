//! Fixes of pasted values, and their undo.

use std::cell::Cell;

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use model::instance::FieldId;
use model::messages;
use model::secret::authorization;
use web_sys::{Element, Event, HtmlDocument, HtmlElement, HtmlInputElement};

use crate::components::copy_button::pasted;
use crate::components::text_field::control_id;
use crate::dom::html::{self, div, span};
use crate::dom::{Node, ev, listen, show};
use crate::state::form::{FormState, OTHER_HOST};
use crate::state::host::Host;
use crate::state::panel_state::{FilledFields, PanelState};
use crate::state::validation::{self, Validation};

/// Returns true if the fields contain the values that were filled in, or those before if not `is_after`.
fn has_values(form: FormState, filled: &FilledFields, is_after: bool) -> bool {
    filled.changes.iter().all(|(field, before, after)| {
        let expected = if is_after { after } else { before };
        signal(form, *field).is_some_and(|value| value.read() == *expected)
    })
}

/// Returns the signal of a text field.
fn signal(form: FormState, field: FieldId) -> Option<RwSignal<String>> {
    match field {
        FieldId::Host => Some(form.other_host),
        FieldId::UserSecret => Some(form.user_secret),
        FieldId::OrganizationSecret => Some(form.organization_secret),
        FieldId::SignatureKey => Some(form.signature_key),
        FieldId::CallbackUrl => Some(form.callback_url),
        FieldId::Element(index) => form.field(index),
        _ => None,
    }
}

/// Creates the buttons that fix a field's error, while it has a fix, or a fix to undo.
pub fn fixes(form: FormState, field: FieldId) -> Node {
    let (errors, panels): (Validation, PanelState) = (expect_context(), expect_context());
    let was_offered = Cell::new(false);
    let is_offered = move || {
        // A change of the layout would move the element that is being clicked.
        if !errors.is_pointer_down.get() {
            let is_fixable = validation::fix(form, errors, field).is_some();
            was_offered.set(is_fixable || fix_state(form, panels, field).is_some());
        }
        was_offered.get()
    };
    show(is_offered, move || buttons(form, field))
}

/// Returns true if the fix of that field can be undone, false if it can be redone.
fn fix_state(form: FormState, panels: PanelState, field: FieldId) -> Option<bool> {
    let filled = panels.filled.read();
    let filled = filled.as_ref().filter(|filled| filled.at == field)?;
    [true, false].into_iter().find(|is_after| has_values(form, filled, *is_after))
}

/// Creates the button that fixes a field, or undoes the fix.
fn buttons(form: FormState, field: FieldId) -> Node {
    let (errors, panels, host): (Validation, PanelState, Host) = (expect_context(), expect_context(), expect_context());
    let label = move || validation::fix(form, errors, field).map(|fix| fix.to_string());
    let fix = move || {
        let button = html::button().class("fix").on(ev::click, move |_| {
            let fix = untrack(|| validation::fix(form, errors, field));
            fill(form, (errors, panels, host), field, fix.map(|fix| fix.changes).unwrap_or_default());
        });
        button.child(label)
    };
    let undo = move || {
        let label =
            move || if fix_state(form, panels, field) == Some(false) { messages::REDO_FIX } else { messages::UNDO_FIX };
        html::button().class("quiet").on(ev::click, move |_| turn(form, (errors, panels, host))).child(label)
    };
    let message = move || {
        fix_state(form, panels, field).filter(|is_after| *is_after)?;
        let filled = panels.filled.read();
        let definition = form.definition();
        let labels: Vec<_> =
            filled.iter().flat_map(|filled| &filled.changes).map(|(field, ..)| field.label(definition)).collect();
        let [one, other] = &labels[..] else { return None };
        Some(messages::FIX_FILLED.format(&[one, other]))
    };
    div()
        .class("fixes")
        .child(span().class("said").attr("role", "status").child(message))
        .child(show(move || validation::fix(form, errors, field).is_some(), fix))
        .child(show(move || fix_state(form, panels, field).is_some(), undo))
}

/// Sets the values of fields, which can be undone from then on.
fn fill(form: FormState, states: (Validation, PanelState, Host), at: FieldId, changes: Vec<(FieldId, String)>) {
    let changes = changes.into_iter().filter_map(|(field, after)| {
        let before = signal(form, field)?.get_untracked();
        Some((field, before, after))
    });
    let filled = FilledFields { at, changes: changes.collect() };
    let (validation, panels, host) = states;
    write(form, (validation, host), &filled, true);
    panels.filled.set(Some(filled));
    // The clicked button is gone.
    request_animation_frame(move || host.focus(&control_id(at)));
}

/// Undoes or redoes the last fix.
fn turn(form: FormState, (validation, panels, host): (Validation, PanelState, Host)) {
    let filled = panels.filled.get_untracked();
    if let Some(filled) = filled {
        let is_after = untrack(|| has_values(form, &filled, true));
        write(form, (validation, host), &filled, !is_after);
    }
}

fn write(form: FormState, (validation, host): (Validation, Host), filled: &FilledFields, is_after: bool) {
    let focused = host.root().active_element();
    for (field, before, after) in &filled.changes {
        if *field == FieldId::Host {
            form.api_host.set(OTHER_HOST.into());
        }
        if let Some(value) = signal(form, *field) {
            let new = if is_after { after } else { before };
            if !type_in(host, *field, new) {
                value.set(new.clone());
            }
        }
        validation.mark_touched(*field);
    }
    if let Some(focused) = focused {
        let _ = focused.unchecked_into::<HtmlElement>().focus();
    }
}

/// Replaces the text of a field as if it were typed, so that the browser's undo reverts it. Returns false if the field
/// is not shown.
fn type_in(host: Host, field: FieldId, value: &str) -> bool {
    let control = host.by_id(&control_id(field)).and_then(|control| control.dyn_into::<HtmlInputElement>().ok());
    let Some(control) = control.filter(|control| control.offset_height() > 0) else { return false };
    let _ = control.focus();
    control.select();
    let Some(document) = control.owner_document() else { return false };
    let document: HtmlDocument = document.unchecked_into();
    let command = if value.is_empty() { "delete" } else { "insertText" };
    let _ = document.exec_command_with_show_ui_and_value(command, false, value);
    control.value() == value
}

/// Splits an `Authorization` header that is pasted or dropped into the field of either secret.
pub fn listen_for_pastes(form: FormState) {
    let states: (Validation, PanelState, Host) = (expect_context(), expect_context(), expect_context());
    let root = states.2.root();
    listen(&root, ev::paste, move |event| {
        if let Some(at) = secret_field(&event)
            && let Some(text) = pasted(&event)
            && let Some(changes) = both_secrets(&text)
        {
            event.prevent_default();
            fill(form, states, at, changes);
        }
    });
    // Dropped text, or text pasted without a clipboard event, already is in the field.
    listen(&root, ev::input, move |event| {
        let kind = Reflect::get(&event, &"inputType".into()).ok().and_then(|kind| kind.as_string());
        if matches!(kind.as_deref(), Some("insertFromPaste" | "insertFromDrop"))
            && let Some(at) = secret_field(&event)
            && let Some(value) = signal(form, at)
            && let Some(changes) = both_secrets(&value.get_untracked())
        {
            fill(form, states, at, changes);
        }
    });
}

const SECRETS: [FieldId; 2] = [FieldId::UserSecret, FieldId::OrganizationSecret];

/// Returns the secret's field that an event is from.
fn secret_field(event: &Event) -> Option<FieldId> {
    let id = event.composed_path().get(0).dyn_ref::<Element>().map(Element::id)?;
    SECRETS.into_iter().find(|field| control_id(*field) == id)
}

/// Returns both secrets of a text that is a header.
fn both_secrets(text: &str) -> Option<Vec<(FieldId, String)>> {
    let header = authorization::read(text);
    let parts = [header.user?, header.organization?];
    let is_real = parts.iter().all(|part| part.placeholder.is_none());
    let secrets = SECRETS.into_iter().zip(parts.map(|part| text[part.range].to_owned()));
    is_real.then(|| secrets.collect())
}
