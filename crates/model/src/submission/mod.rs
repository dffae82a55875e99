//! The rules of sending once, without a browser: which requests of a page are recorded, which locks they hold, and what
//! has to be confirmed before another one is sent. The page tells [`Register::step`] each event, and carries out the
//! effects that it returns.

mod confirmation;
mod locks;
mod record;
mod register;
mod storage;

pub use confirmation::{Confirmation, Prompt};
pub use record::{Attempt, Record};
pub use register::Register;

/// The time of an event.
#[derive(Debug, Clone, Copy, Default)]
pub struct Now {
    /// Milliseconds on a clock that never jumps: for how long something was visible.
    pub monotonic_ms: u64,
    /// Seconds since 1970: for what is stored and looked up.
    pub unix_seconds: i64,
}

/// An element's number among all elements of the page.
pub type ElementId = usize;

/// The state of the page around an element at the time of an event.
#[derive(Debug, Clone, Default)]
pub struct PageState {
    /// The storage keys of the forms that are in the page.
    pub storage_keys: Vec<String>,
    /// The records that the tab keeps: storage key and text.
    pub stored: Vec<(String, String)>,
}

/// An event in the life of an element's requests.
#[derive(Debug)]
pub enum Event {
    /// The element has a form in the page, under this storage key.
    Attached(String),
    /// The form left the page. The element may come back.
    Detached,
    /// The element is gone.
    Dropped,
    /// The form starts, and shows the stored records of its own storage_key.
    Started(PageState),
    /// Create Instance was pressed, with nothing wrong in the form.
    Submitted {
        /// The values and the request.
        attempt: Box<Attempt>,
        /// What has to be confirmed for other reasons than earlier requests.
        warnings: Vec<Confirmation>,
        /// The page around.
        page: PageState,
    },
    /// The browser granted the lock, or refused it since another page holds it.
    LockResolved {
        /// Whether it was granted.
        is_granted: bool,
    },
    /// The request ended, or could not be sent.
    Ended {
        /// Whether an instance may exist.
        may_exist: bool,
        /// Its id, if known.
        id: Option<String>,
    },
    /// A question is not shown any more, and cannot be confirmed.
    Withdrawn,
    /// The list of instances was read for a record, or is about to be.
    Checked {
        /// The record's number.
        number: usize,
        /// What the list contains.
        lookup: Lookup,
    },
    /// The user knows what became of a record.
    Forgotten {
        /// The record's number.
        number: usize,
    },
}

/// What is known from the list of instances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// Nothing: it is being read, or could not be read.
    Pending,
    /// It was read.
    Done {
        /// The id of the instance that the request created, if certain.
        id: Option<String>,
        /// Whether it has nothing that the request may have created.
        is_absent: bool,
    },
}

/// What the page has to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Show these questions; nothing is sent.
    Ask(Vec<Confirmation>),
    /// Do nothing: the press came too early to be a confirmation.
    Ignore,
    /// Hide the questions, and request this lock of the browser; then tell [`Event::LockResolved`].
    AcquireLock(String),
    /// Give this lock back.
    ReleaseLock(String),
    /// Keep these records under a storage key; none are kept where there is no text.
    Store {
        /// The storage key.
        storage_key: String,
        /// The records, a line each.
        text: Option<String>,
    },
    /// Send the request once; then tell [`Event::Ended`].
    Send(Box<Attempt>),
}

impl Effect {
    /// Returns whether it stores exactly `text`.
    fn keeps(&self, text: &str) -> bool {
        matches!(self, Self::Store { text: Some(kept), .. } if kept == text)
    }
}
