//! Undo and redo of an action that replaces the whole input. Input since then is not lost.

use leptos::prelude::*;
use model::instance::Instance;
use model::messages::Message;

use crate::dom::{Node, ev, html, show};
use crate::state::actions;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::validation::FieldErrors;

/// The undo of the last such action of one kind.
#[derive(Clone, Copy)]
pub struct Undo {
    /// The input that the button restores, with the fields of all elements.
    other: RwSignal<Option<(Instance, Vec<String>)>>,
    /// True if the last action was undone.
    is_undone: RwSignal<bool>,
    host: Host,
    errors: FieldErrors,
}

impl Undo {
    /// Creates it without an action to undo.
    pub fn new() -> Self {
        Self {
            other: RwSignal::new(None),
            is_undone: RwSignal::new(false),
            host: expect_context(),
            errors: expect_context(),
        }
    }

    /// Replaces the input by `instance`, which can be undone from then on.
    pub fn replace(self, form: FormState, instance: &Instance) {
        let fields = form.all_fields();
        self.other.set(Some((actions::replace(form, self.host, self.errors, instance), fields)));
        self.is_undone.set(false);
    }

    /// Returns whether the action was undone; `None` if there was none.
    pub fn state(self) -> Option<bool> {
        self.other.read().is_some().then(|| self.is_undone.get())
    }

    /// Creates the button, visible as soon as there is an action: its label is `undo`, or `redo` after an undo.
    pub fn button(self, form: FormState, undo: Message, redo: Message) -> Node {
        let turn = move || {
            if let Some((instance, fields)) = self.other.get_untracked() {
                let now = form.all_fields();
                self.other.set(Some((actions::replace(form, self.host, self.errors, &instance), now)));
                form.set_all_fields(&fields);
                self.is_undone.update(|is_undone| *is_undone = !*is_undone);
            }
        };
        let button = move || {
            let label = move || if self.is_undone.get() { redo } else { undo };
            html::button().attr("type", "button").class("quiet").on(ev::click, move |_| turn()).child(label)
        };
        show(move || self.other.read().is_some(), button)
    }
}
