//! Keyboard shortcuts and their list.

use leptos::prelude::*;
use model::messages;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement, HtmlElement, KeyboardEvent};

use crate::dom::html::{self, dd, div, dl, dt, h2, input, kbd, label};
use crate::dom::{Node, effect, ev, fragment, listen, text};
use crate::form::sections;
use crate::state::deferred::Deferred;
use crate::state::form::FormState;
use crate::state::host::{CREATE_ID, Host, is_in_field};
use crate::state::preferences;
use crate::state::view::{Tab, ViewState};

/// Listens for shortcuts in the form; in a standalone page, anywhere.
pub fn listen_for_keys(host: Host, deferred: Deferred) {
    listen(&window(), ev::keydown, move |event| {
        let is_one = matches!(event.key().as_str(), "Enter" | "?" | "c" | "f" | "i") && !event.repeat();
        if is_one && host.owns_event(&event) {
            let is_in_field = is_in_field(&event);
            deferred.with(move |api| (api.handle_key)(&event, is_in_field));
        }
    });
}

/// Runs the action of a shortcut.
pub fn handle_key(event: &KeyboardEvent, is_in_field: bool) {
    let (host, view): (Host, ViewState) = (expect_context(), expect_context());
    let (key, is_command) = (event.key(), event.ctrl_key() || event.meta_key());
    if key == "Enter" {
        if is_command {
            event.prevent_default();
            host.commit_focused();
            click(host.by_id(CREATE_ID));
        }
        return;
    }
    if is_command || event.alt_key() || is_in_field || !preferences::has_letter_shortcuts() {
        return;
    }
    event.prevent_default();
    match key.as_str() {
        "?" => view.shortcuts_open.set(true),
        "c" => {
            // Shows the command that is copied, and the message that it was.
            if view.is_hidden(Tab::Command) {
                view.tab.set(Tab::Command);
            }
            click(host.root().query_selector("[part=command] .copy").ok().flatten());
        }
        "f" => sections::toggle_focused(host),
        // `i`
        _ => view.open_import(String::new()),
    }
}

fn click(button: Option<Element>) {
    if let Some(button) = button {
        button.unchecked_ref::<HtmlElement>().click();
    }
}

/// Creates the dialog that lists the shortcuts.
pub fn dialog(_: FormState) -> Node {
    let view: ViewState = expect_context();
    let dialog = html::dialog();
    let (opened, closed) = (dialog.clone(), dialog.clone());
    effect(move || {
        if view.shortcuts_open.get() {
            let opened = opened.clone();
            // A dialog opens only after it was added to the page.
            leptos::task::spawn_local(async move { drop(opened.as_element::<HtmlDialogElement>().show_modal()) });
        }
    });
    let keys = [
        (text(messages::KEY_CREATE), messages::CREATE),
        (text("c"), messages::COPY_CURL),
        (text("i"), messages::IMPORT),
        (text("f"), messages::FOLD_SECTION),
        (text("?"), messages::SHORTCUTS),
    ];
    let rows = keys.map(|(key, does)| fragment([dt().child(kbd().child(key)), dd().child(does)]));
    let letters = input().attr("type", "checkbox").attr("id", "takes-letters");
    let letters = letters
        .prop("checked", preferences::has_letter_shortcuts)
        .on(ev::change, move |event| preferences::set_letter_shortcuts(event_target_checked(&event)));
    let close = html::button().child(messages::CLOSE);
    dialog
        .class("shortcuts")
        .attr("aria-labelledby", "shortcuts-title")
        .on(ev::close, move |_| view.shortcuts_open.set(false))
        .child(h2().attr("id", "shortcuts-title").child(messages::SHORTCUTS))
        .child(dl().child(fragment(rows)))
        .child(
            div().class("choice").child(letters).child(label().attr("for", "takes-letters").child(messages::LETTERS)),
        )
        .child(close.on(ev::click, move |_| closed.as_element::<HtmlDialogElement>().close()))
}
