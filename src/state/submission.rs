//! The state of an element's requests, which outlives its form. Frameworks take an element out of the page and put it
//! back at every re-render; a request that is in flight then goes on, and its outcome is shown when the element is back.

use leptos::prelude::*;

use crate::state::slot::{self, Slot};

/// Belongs to an element, in memory only. The deferred chunk keeps the requests in it.
#[derive(Clone, Copy)]
pub struct SubmissionState {
    /// Whether Create Instance was pressed and its outcome is not known yet.
    pub is_busy: RwSignal<bool>,
    /// Whether there is or was an outcome to show.
    pub is_answer_wanted: RwSignal<bool>,
    /// The name under which the tab remembers what belongs to the element; empty before it has one.
    pub storage_key: StoredValue<String>,
    /// Whether the element is in the page, with a form in it.
    pub is_mounted: RwSignal<bool>,
    /// The requests: a [`Submission`](crate::submit::submission::Submission).
    pub requests: Slot,
    /// Owns all of these, and the requests.
    pub owner: StoredValue<Owner, LocalStorage>,
}

impl SubmissionState {
    /// Returns the state of an element that has sent nothing, owned by `owner`.
    pub fn new(owner: &Owner) -> Self {
        owner.with(|| Self {
            is_busy: RwSignal::new(false),
            is_answer_wanted: RwSignal::new(false),
            storage_key: StoredValue::new(String::new()),
            is_mounted: RwSignal::new(false),
            requests: slot::empty(),
            owner: StoredValue::new_local(owner.clone()),
        })
    }
}
