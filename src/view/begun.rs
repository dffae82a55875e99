//! What was begun in what comes later, and goes on where that is made anew in another language.

use element_instance_form::callback::SAMPLE;
use leptos::prelude::*;

use super::form::Form;
use super::link::Told;
use super::undo::Undo;

#[derive(Clone, Copy)]
pub struct Begun {
    /// The ways back from an import and from Clear.
    pub imported: Undo,
    pub cleared: Undo,
    /// What a link did, with the way back.
    pub link: RwSignal<Option<Told>>,
    /// What is pasted into the import dialog.
    pub pasted: RwSignal<String>,
    /// The resource whose settings are open.
    pub editing: RwSignal<Option<String>>,
    /// Whether a resource is being added, the name that is typed for it, and which one it is to be a copy of.
    pub adding: RwSignal<bool>,
    pub new_resource: RwSignal<String>,
    pub source: RwSignal<String>,
    /// The notification to try the callback with, and one that came, with its signature.
    pub sample: RwSignal<String>,
    pub received: RwSignal<String>,
    pub received_signature: RwSignal<String>,
}

impl Begun {
    /// That of `form`.
    pub fn of(form: Form) -> Self {
        form.once(form.begun, Self::new)
    }

    /// Ends all of it but the ways back.
    pub fn forget(self) {
        self.editing.set(None);
        self.adding.set(false);
        self.sample.set(SAMPLE.into());
        for text in [self.new_resource, self.source, self.received, self.received_signature] {
            text.set(String::new());
        }
    }

    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            imported: Undo::new(),
            cleared: Undo::new(),
            link: RwSignal::new(None),
            pasted: text(),
            editing: RwSignal::new(None),
            adding: RwSignal::new(false),
            new_resource: text(),
            source: text(),
            sample: RwSignal::new(SAMPLE.into()),
            received: text(),
            received_signature: text(),
        }
    }
}
