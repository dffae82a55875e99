//! The part of an element's submission that the first file needs.

use leptos::prelude::*;
use model::submission::{Attempt, ElementId};

/// Belongs to an element and outlives its form, in memory only: frameworks take an element out of the page and put it
/// back at every re-render. The deferred chunk keeps the requests in it.
#[derive(Clone, Copy)]
pub struct SubmissionHandle {
    /// True from the click on **Create Instance** until its outcome is known.
    pub is_busy: RwSignal<bool>,
    /// True if there is or was an outcome to show.
    pub is_answer_wanted: RwSignal<bool>,
    /// The element's key in the session storage; empty before its first form.
    pub storage_key: StoredValue<String>,
    /// True if the element is in the page, with a form in it.
    pub is_mounted: RwSignal<bool>,
    /// The attempt that waits for the deferred chunk.
    pub waiting: StoredValue<Option<Attempt>>,
    /// The element's number in the state machine, from the first form whose deferred chunk was loaded.
    pub id: StoredValue<Option<ElementId>>,
    /// The number of the last received instance that was added to the list of created ones.
    pub last_listed: StoredValue<usize>,
    /// Owns these values and the state.
    pub owner: StoredValue<Owner, LocalStorage>,
}

impl SubmissionHandle {
    /// Returns the handle of an element that has sent nothing, owned by `owner`.
    pub fn new(owner: &Owner) -> Self {
        owner.with(|| Self {
            is_busy: RwSignal::new(false),
            is_answer_wanted: RwSignal::new(false),
            storage_key: StoredValue::new(String::new()),
            is_mounted: RwSignal::new(false),
            waiting: StoredValue::new(None),
            id: StoredValue::new(None),
            last_listed: StoredValue::new(0),
            owner: StoredValue::new_local(owner.clone()),
        })
    }
}
