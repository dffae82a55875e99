//! The effects of a submission.

use std::sync::Arc;

use crate::instance::{FieldError, FieldId};
use crate::request::HttpRequest;
use crate::response::Outcome;

use super::Attempt;

/// An action that the page has to carry out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Show these errors above the form, and no field as affected by a response.
    ShowErrors(Vec<FieldError>),
    /// Mark the fields that the response concerns, until they are changed.
    MarkFields(Vec<FieldId>),
    /// Show the outcome beside the form, from now on.
    ShowOutcome,
    /// Select the tab of the outcome, if the tabs are used.
    SelectOutcomeTab,
    /// Show the questions of the phase anew and move the focus to them.
    Ask,
    /// Let **Create Instance** be clicked again.
    EnableSubmit,
    /// Ask no more about the URLs that a link set: the user confirmed them.
    ConfirmLinked,
    /// Request this lock from the browser; then send [`Event::LockResolved`](super::Event::LockResolved).
    AcquireLock(String),
    /// Release this lock.
    ReleaseLock(String),
    /// Store these requests under a storage key, or remove them if there is no text.
    Store {
        /// The storage key.
        storage_key: String,
        /// The requests, a line each. Contains no secret.
        text: Option<String>,
    },
    /// Send the request once; then send [`Event::Responded`](super::Event::Responded).
    Send(Arc<Attempt>),
    /// Abort the request in flight.
    Abort,
    /// Read the list of instances; then send [`Event::LookupEnded`](super::Event::LookupEnded).
    LookUp {
        /// The number of the request whose instance is looked up.
        number: usize,
        /// The request for the list.
        request: Box<HttpRequest>,
    },
    /// Move the focus to the outcome.
    FocusOutcome,
    /// Move the focus to the outcome if it is out of sight, as on a phone.
    FocusOutcomeIfOutOfSight,
    /// Move the focus to **Create Instance**: the button that had it disappeared.
    FocusSubmit,
    /// Report the outcome to the host page.
    Announce(Arc<Outcome>),
}

impl Effect {
    /// Returns whether it stores exactly `text`.
    pub(super) fn is_store_of(&self, text: &str) -> bool {
        matches!(self, Self::Store { text: Some(stored), .. } if stored == text)
    }
}
