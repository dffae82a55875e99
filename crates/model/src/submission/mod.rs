//! The life of a request as a pure state machine, which makes sure that an instance is created once: it records the
//! requests of a page, locks them, and decides what the user has to confirm before another one is sent. The page passes
//! each event to [`RequestLog::step`] and carries out the effects that it returns.

mod confirmation;
mod locks;
mod record;
mod request_log;
mod storage;

pub use confirmation::{Confirmation, Prompt};
pub use record::{Attempt, Record};
pub use request_log::RequestLog;

/// The time of an event.
#[derive(Debug, Clone, Copy, Default)]
pub struct Now {
    /// Milliseconds on a monotonic clock, to measure how long something was visible.
    pub monotonic_ms: u64,
    /// Seconds since 1970, for records and lookups.
    pub unix_seconds: i64,
}

/// An element's number among all elements of the page.
pub type ElementId = usize;

/// The state of the page and its storage at the time of an event.
#[derive(Debug, Clone, Default)]
pub struct PageState {
    /// The storage keys of the forms in the page.
    pub storage_keys: Vec<String>,
    /// The stored records: storage key and text.
    pub stored: Vec<(String, String)>,
}

/// An event in the life of an element's requests.
#[derive(Debug)]
pub enum Event {
    /// The element has a form in the page, under this storage key.
    Attached(String),
    /// The form left the page. The element may come back.
    Detached,
    /// The element was removed for good.
    Dropped,
    /// The form starts, and shows the records stored under its storage key.
    Started(PageState),
    /// **Create Instance** was clicked and the form is valid.
    Submitted {
        /// The form's values and the request.
        attempt: Box<Attempt>,
        /// The questions to confirm besides those about earlier requests.
        warnings: Vec<Confirmation>,
        /// The state of the page.
        page: PageState,
    },
    /// The browser granted the lock, or denied it because another page holds it.
    LockResolved {
        /// True if it was granted.
        is_granted: bool,
    },
    /// The request ended, or could not be sent.
    Ended {
        /// True if an instance may exist.
        may_exist: bool,
        /// Its ID, if known.
        id: Option<String>,
    },
    /// The questions are no longer shown, so they can't be confirmed.
    Withdrawn,
    /// The list of instances is requested or was read for a record.
    Checked {
        /// The record's number.
        number: usize,
        /// The result.
        lookup: Lookup,
    },
    /// The user dismissed a record.
    Forgotten {
        /// The record's number.
        number: usize,
    },
}

/// The result of reading the list of instances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// The list is being read or could not be read.
    Pending,
    /// The list was read.
    Done {
        /// The ID of the instance that the request created, if certain.
        id: Option<String>,
        /// True if the list contains none that the request can have created.
        is_absent: bool,
    },
}

/// An action that the page has to carry out.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Show these questions. Nothing is sent.
    Ask(Vec<Confirmation>),
    /// Do nothing: the click came too early to confirm a question.
    Ignore,
    /// Hide the questions and request this lock from the browser; then send [`Event::LockResolved`].
    AcquireLock(String),
    /// Release this lock.
    ReleaseLock(String),
    /// Store these records under a storage key, or remove them if there is no text.
    Store {
        /// The storage key.
        storage_key: String,
        /// The records, a line each.
        text: Option<String>,
    },
    /// Send the request once; then send [`Event::Ended`].
    Send(Box<Attempt>),
}

impl Effect {
    /// Returns whether it stores exactly `text`.
    fn is_store_of(&self, text: &str) -> bool {
        matches!(self, Self::Store { text: Some(stored), .. } if stored == text)
    }
}
