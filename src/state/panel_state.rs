//! State of the deferred panels: open editors, unfinished input, and what can be undone. Reset by Clear.

use std::sync::Arc;

use leptos::prelude::*;
use model::callback::SAMPLE;
use model::created_list::{self, CreatedInstance};
use model::instance::{FieldId, Instance, LinkedValue, linked_values, with_linked_values};
use model::polling::{self, Document};
use model::share_link::LinkParam;

use super::folded_sections::FoldedSections;
use super::form::FormState;
use super::session_storage;
use super::submission_handle::SubmissionHandle;
use super::undo::Undo;
use super::view::ViewState;

/// The state of the panels. The deferred chunk provides it.
#[derive(Clone, Copy)]
pub struct PanelState {
    /// The instances that were created in this tab, the newest first. Clear forgets them.
    pub created: RwSignal<Vec<CreatedInstance>>,
    /// The result of applying a link, with its undo. Clear keeps it.
    pub link: RwSignal<Option<LinkOutcome>>,
    /// The URLs that links set and the user has not confirmed, one a line.
    pub linked: RwSignal<String>,
    /// The labels of the values in which runs of combining characters were shortened.
    pub shortened: RwSignal<String>,
    /// The values that a fix or a paste filled in, with their undo.
    pub filled: RwSignal<Option<FilledFields>>,
    /// The resource whose settings are open.
    pub editing: RwSignal<Option<String>>,
    /// True if the panel that adds a resource is open.
    pub adding: RwSignal<bool>,
    /// The deselected resources.
    pub removed_resources: RwSignal<Vec<RemovedResource>>,
    /// True from an import until the form is emptied.
    pub is_imported: RwSignal<bool>,
    /// The name that is typed for a new resource.
    pub new_resource: RwSignal<String>,
    /// The sample notification.
    pub sample: RwSignal<String>,
    /// The received notification.
    pub received: RwSignal<String>,
    /// The signature of the received notification.
    pub received_signature: RwSignal<String>,
}

/// A resource that was deselected, with the configuration before and after.
#[derive(Clone)]
pub struct RemovedResource {
    pub resource: polling::RemovedResource,
    pub before: Arc<Document>,
    pub after: Arc<Document>,
}

/// The values that were last filled in by a fix or a paste.
#[derive(Clone, PartialEq)]
pub struct FilledFields {
    /// The field beside which the button Undo is.
    pub at: FieldId,
    /// Each field with its value before and after.
    pub changes: Vec<(FieldId, String, String)>,
}

/// The result of applying a link.
#[derive(Clone)]
pub enum LinkOutcome {
    /// The link contains a secret; nothing was set.
    ContainsSecret,
    /// The link filled in the form.
    Applied {
        /// The values that it set.
        set: Vec<LinkParam>,
        /// The values that are invalid.
        unreadable: Vec<LinkParam>,
        /// True if it has a parameter that links must not set.
        left_out: bool,
        /// The input before and after, if they differ.
        change: Option<Box<(Instance, Instance)>>,
    },
    /// The values that it had filled in were removed.
    Undone,
}

impl PanelState {
    /// Creates the state of a form whose panels are closed. A URL that a link set before the page was reloaded still
    /// needs a confirmation.
    pub fn new(submission: SubmissionHandle) -> Self {
        let text = || RwSignal::new(String::new());
        let created = session_storage::kept(submission, session_storage::CREATED).unwrap_or_default();
        Self {
            created: RwSignal::new(created_list::parse(&created)),
            link: RwSignal::new(None),
            linked: RwSignal::new(session_storage::kept(submission, session_storage::LINKED).unwrap_or_default()),
            shortened: text(),
            filled: RwSignal::new(None),
            editing: RwSignal::new(None),
            adding: RwSignal::new(false),
            removed_resources: RwSignal::new(Vec::new()),
            is_imported: RwSignal::new(false),
            new_resource: text(),
            sample: RwSignal::new(SAMPLE.into()),
            received: text(),
            received_signature: text(),
        }
    }

    /// Returns the URLs of `instance` that a link set: the store and the callback. They need a confirmation.
    pub fn unconfirmed(self, instance: &Instance) -> Vec<LinkedValue> {
        linked_values(&self.linked.read_untracked(), instance)
    }

    /// Notes the URLs that a link changed. The values of an earlier link still need a confirmation.
    pub fn add_linked(self, submission: SubmissionHandle, before: &Instance, after: &Instance) {
        let linked = with_linked_values(&self.linked.get_untracked(), before, after);
        self.keep_linked(submission, linked);
    }

    /// Notes that the user has confirmed the URLs that links set.
    pub fn confirm_linked(self, submission: SubmissionHandle) {
        self.keep_linked(submission, String::new());
    }

    /// Stores the URLs that links set, for a reload that restores the draft.
    fn keep_linked(self, submission: SubmissionHandle, linked: String) {
        session_storage::keep(submission, session_storage::LINKED, Some(&*linked).filter(|linked| !linked.is_empty()));
        self.linked.set(linked);
    }

    /// Empties the form, and opens its sections; `is_host_kept` leaves the API host. Returns false if it was empty: then
    /// the undo of the last time is kept.
    pub fn clear(
        self,
        cleared: Undo,
        form: FormState,
        view: ViewState,
        sections: FoldedSections,
        is_host_kept: bool,
    ) -> bool {
        let (now, mut empty) = (form.now(), form.empty());
        if is_host_kept {
            empty.host.clone_from(&now.host);
        }
        let has_input = now != empty || form.all_fields().iter().any(|value| !value.is_empty());
        if has_input {
            cleared.replace(form, &empty);
            form.set_all_fields(&[]);
        }
        view.typed_tag.set(String::new());
        sections.open();
        self.reset();
        has_input
    }

    /// Adds an instance to those that were created in this tab.
    pub fn add_created(self, submission: SubmissionHandle, entry: CreatedInstance) {
        self.created.update(|list| created_list::add(list, entry));
        let text = created_list::serialize(&self.created.read_untracked());
        session_storage::keep(submission, session_storage::CREATED, Some(&text));
    }

    /// Forgets the instances that were created in this tab.
    pub fn forget_created(self, submission: SubmissionHandle) {
        self.created.set(Vec::new());
        session_storage::keep(submission, session_storage::CREATED, None);
    }

    /// Resets it.
    pub fn reset(self) {
        self.filled.set(None);
        self.editing.set(None);
        self.adding.set(false);
        self.removed_resources.set(Vec::new());
        self.is_imported.set(false);
        self.sample.set(SAMPLE.into());
        for text in [self.shortened, self.new_resource, self.received, self.received_signature] {
            text.set(String::new());
        }
    }
}
