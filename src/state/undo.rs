//! Undo and redo of an action that replaces the whole input. Input since then is not lost.

use leptos::prelude::*;
use model::instance::Instance;

use super::actions;
use super::form::FormState;
use super::host::Host;
use super::validation::Validation;

/// The undo of the last such action of one kind.
#[derive(Clone, Copy)]
pub struct Undo {
    /// The input that the button restores, with the fields of all elements.
    other: RwSignal<Option<(Instance, Vec<String>)>>,
    /// True if the last action was undone.
    is_undone: RwSignal<bool>,
    host: Host,
    errors: Validation,
}

impl Undo {
    /// Creates it without an action to undo.
    pub fn new(host: Host, errors: Validation) -> Self {
        Self { other: RwSignal::new(None), is_undone: RwSignal::new(false), host, errors }
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

    /// Undoes the action, or redoes it.
    pub fn turn(self, form: FormState) {
        if let Some((instance, fields)) = self.other.get_untracked() {
            let now = form.all_fields();
            self.other.set(Some((actions::replace(form, self.host, self.errors, &instance), now)));
            form.set_all_fields(&fields);
            self.is_undone.update(|is_undone| *is_undone = !*is_undone);
        }
    }
}
