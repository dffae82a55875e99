//! The state of an element's requests, which outlives its form. Frameworks take an element out of the page and put it
//! back at every re-render; a request that is in flight then goes on, and its outcome is shown when the element is back.

use std::any::Any;

use leptos::prelude::*;

use crate::state::form::Slot;

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
            requests: StoredValue::new_local(None),
            owner: StoredValue::new_local(owner.clone()),
        })
    }
}

/// Returns what `slot` holds: made when it is first asked for, and gone with `owner`.
pub fn once<T: Copy + 'static>(slot: Slot, owner: &Owner, new: impl FnOnce() -> T) -> T {
    let made = slot.with_value(|made| made.as_ref().and_then(|made| made.downcast_ref().copied()));
    made.unwrap_or_else(|| {
        let made = owner.with(new);
        slot.set_value(Some(Box::new(made) as Box<dyn Any>));
        made
    })
}
