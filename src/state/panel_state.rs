//! What was begun in what comes later, and ends with Clear.

use leptos::prelude::*;
use model::callback::SAMPLE;

use crate::form::field_fix::Filled;
use crate::form::share_link::Told;
use crate::state::form::Form;
use crate::state::session_storage;

#[derive(Clone, Copy)]
pub struct PanelState {
    /// What a link did, with the way back: that alone stays.
    pub link: RwSignal<Option<Told>>,
    /// The URLs that links set and nobody has confirmed, a line each.
    pub linked: RwSignal<String>,
    /// The labels of the values that were shortened.
    pub shortened: RwSignal<String>,
    /// What a fix or a paste filled in, with the way back.
    pub filled: RwSignal<Option<Filled>>,
    /// The resource whose settings are open.
    pub editing: RwSignal<Option<String>>,
    /// Whether a resource is being added, and the name that is typed for it.
    pub adding: RwSignal<bool>,
    pub new_resource: RwSignal<String>,
    /// The notification to try the callback with, and one that came, with its signature.
    pub sample: RwSignal<String>,
    pub received: RwSignal<String>,
    pub received_signature: RwSignal<String>,
}

impl PanelState {
    /// That of `form`.
    pub fn of(form: Form) -> Self {
        form.once(form.begun, || Self::new(form))
    }

    /// Ends it.
    pub fn forget(self) {
        self.filled.set(None);
        self.editing.set(None);
        self.adding.set(false);
        self.sample.set(SAMPLE.into());
        for text in [self.shortened, self.new_resource, self.received, self.received_signature] {
            text.set(String::new());
        }
    }

    fn new(form: Form) -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            link: RwSignal::new(None),
            linked: RwSignal::new(session_storage::kept(form, session_storage::LINKED).unwrap_or_default()),
            shortened: text(),
            filled: RwSignal::new(None),
            editing: RwSignal::new(None),
            adding: RwSignal::new(false),
            new_resource: text(),
            sample: RwSignal::new(SAMPLE.into()),
            received: text(),
            received_signature: text(),
        }
    }
}
