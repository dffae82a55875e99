//! The part of an element's submission that the first file needs.

use std::sync::Arc;

use leptos::prelude::*;
use model::polling::Document;
use model::submission::{Attempt, ElementId};

/// Belongs to an element and outlives its form, in memory only: frameworks take an element out of the page and put it
/// back at every re-render. The chunk of the submission keeps the requests in it.
#[derive(Clone, Copy)]
pub struct SubmissionHandle {
    /// True from the click on **Create Instance** until its outcome is known.
    pub is_busy: RwSignal<bool>,
    /// True if there is or was an outcome to show.
    pub is_result_wanted: RwSignal<bool>,
    /// True if the element is in the page, with a form in it.
    pub is_mounted: RwSignal<bool>,
    /// The values that no view follows.
    pub record: StoredValue<SubmissionRecord, LocalStorage>,
}

/// The values of an element's submission that no view follows.
#[derive(Default)]
pub struct SubmissionRecord {
    /// The element's key in the session storage; empty before its first form.
    pub storage_key: String,
    /// The attempt that waits for a chunk.
    pub waiting: Option<Attempt>,
    /// The element's number in the state machine, from the first form whose chunk of the submission was loaded.
    pub id: Option<ElementId>,
    /// The number of the last received instance that was added to the list of created ones.
    pub last_listed: usize,
    /// Owns the record and the state.
    pub owner: Owner,
}

impl SubmissionHandle {
    /// Returns the handle of an element that has sent nothing, owned by `owner`.
    pub fn new(owner: &Owner) -> Self {
        owner.with(|| Self {
            is_busy: RwSignal::new(false),
            is_result_wanted: RwSignal::new(false),
            is_mounted: RwSignal::new(false),
            record: StoredValue::new_local(SubmissionRecord { owner: owner.clone(), ..Default::default() }),
        })
    }

    /// Returns the element's key in the session storage.
    pub fn storage_key(self) -> String {
        self.record.with_value(|record| record.storage_key.clone())
    }

    /// Returns the polling configuration of the attempt that waits, if it has to be checked before it is sent.
    pub fn unchecked_polling(self) -> Option<Arc<Document>> {
        self.record.with_value(|record| {
            let instance = &record.waiting.as_ref()?.instance;
            (instance.is_polling() && !instance.polling.is_checked()).then(|| instance.polling.clone())
        })
    }

    /// Takes the attempt that waits for a chunk.
    pub fn take_waiting(self) -> Option<Attempt> {
        self.record.try_update_value(|record| record.waiting.take()).flatten()
    }
}
