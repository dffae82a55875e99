//! The button that undoes or redoes an action.

use model::messages::Message;

use crate::dom::{Node, ev, html, show};
use crate::state::form::FormState;
use crate::state::undo::Undo;

/// Creates the button, visible as soon as there is an action: its label is `undo`, or `redo` after an undo.
pub fn undo_button(action: Undo, form: FormState, undo: Message, redo: Message) -> Node {
    let button = move || {
        let label = move || if action.state() == Some(true) { redo } else { undo };
        html::button().class("quiet").on(ev::click, move |_| action.turn(form)).child(label)
    };
    show(move || action.state().is_some(), button)
}
