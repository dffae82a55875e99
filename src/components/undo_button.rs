//! A way back to what was in the form before all of it was replaced, and forth again: what was typed since is not lost.

use leptos::prelude::*;
use model::instance::Instance;
use model::messages::Message;

use crate::dom::{Node, ev, html, show};
use crate::state::form::Form;

/// The way back from the last of what can be undone in one place.
#[derive(Clone, Copy)]
pub struct Undo {
    /// What the button brings, with the fields of all elements.
    other: RwSignal<Option<(Instance, Vec<String>)>>,
    /// Whether the last of it was undone.
    is_undone: RwSignal<bool>,
}

impl Undo {
    /// None yet.
    pub fn new() -> Self {
        Self { other: RwSignal::new(None), is_undone: RwSignal::new(false) }
    }

    /// Fills the form with `instance`; from then on there is a way back.
    pub fn replace(self, form: Form, instance: &Instance) {
        let fields = form.all_fields();
        self.other.set(Some((form.replace(instance), fields)));
        self.is_undone.set(false);
    }

    /// Whether something was replaced, and whether that was undone.
    pub fn state(self) -> Option<bool> {
        self.other.read().is_some().then(|| self.is_undone.get())
    }

    /// The button, as soon as there is a way back: it says `undo`, and `redo` once that was done.
    pub fn button(self, form: Form, undo: Message, redo: Message) -> Node {
        let turn = move || {
            if let Some((instance, fields)) = self.other.get_untracked() {
                let now = form.all_fields();
                self.other.set(Some((form.replace(&instance), now)));
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
