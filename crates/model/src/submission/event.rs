//! The events of a submission.

use std::sync::Arc;

use crate::instance::{Instance, LinkedValue};
use crate::response::{RawResponse, TransportError};

use super::Attempt;

/// An event in the life of an element's requests.
#[derive(Debug, Clone)]
pub enum Event {
    /// The element has a form in the page.
    Attached {
        /// The form's storage key.
        storage_key: String,
        /// The state of the page.
        page: PageState,
    },
    /// The form left the page. The element may come back.
    Detached,
    /// The element was removed for good.
    Dropped,
    /// **Create Instance** was clicked. A second click confirms the questions.
    Submitted {
        /// The form's values and the request.
        attempt: Arc<Attempt>,
        /// The URLs that a link set and the user has not confirmed.
        linked: Vec<LinkedValue>,
        /// The state of the page.
        page: PageState,
    },
    /// The form was cleared, so the questions are about another request.
    Cleared,
    /// The browser granted the lock, or denied it because another page holds it.
    LockResolved {
        /// True if it was granted.
        is_granted: bool,
    },
    /// Time passed while the request is in flight.
    Ticked,
    /// **Cancel** was clicked, or **Don't send** of the questions.
    Cancelled,
    /// The request ended with a response or without one.
    Responded {
        /// The response.
        response: Result<RawResponse, TransportError>,
        /// True if the user has changed the form since and is typing, so that the focus must not move.
        is_typing: bool,
    },
    /// The user copied or downloaded the response that contains a received instance.
    Kept {
        /// The received instance's number.
        number: usize,
    },
    /// **Dismiss** of a received instance was clicked.
    Dismissed {
        /// The received instance's number.
        number: usize,
    },
    /// **Check whether it was created** of a sent request was clicked.
    LookupRequested {
        /// The request's number.
        number: usize,
        /// The form's values, for the account if that of the request is unknown.
        form: Box<Instance>,
    },
    /// The list of instances was read, or could not be read.
    LookupEnded {
        /// The request's number.
        number: usize,
        /// The response with the list.
        response: Result<RawResponse, TransportError>,
    },
    /// **Stop tracking** of a sent request was clicked.
    Forgotten {
        /// The request's number.
        number: usize,
    },
}

/// The state of the page and its storage at the time of an event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageState {
    /// The storage keys of the forms in the page.
    pub storage_keys: Vec<String>,
    /// The stored requests: storage key and text.
    pub stored: Vec<(String, String)>,
}
