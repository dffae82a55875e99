//! Questions that have to be confirmed by a second press, and whether they could be read before it.

use std::fmt;

use crate::instance::{FieldError, LinkedValue};

use super::Now;

/// A fact that the user has to confirm by pressing Create Instance once more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// The form contains something dangerous.
    Warning(FieldError),
    /// A link set where data goes.
    Linked(Vec<LinkedValue>),
    /// The same request may have created an instance.
    MayExist,
    /// The same request created the instance with this id.
    CreatedAlready(String),
    /// Earlier requests may have created instances, with these names.
    EarlierMayExist(String),
    /// The same request was sent from elsewhere in this browser.
    OtherTab,
}

impl fmt::Display for Confirmation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Warning(refusal) => write!(f, "{refusal}."),
            Self::Linked(values) => {
                let values: Vec<_> = values.iter().map(ToString::to_string).collect();
                messages::LINKED_VALUES.write_to(f, &[&values.join(", ")])
            }
            Self::MayExist => messages::MAY_EXIST.write_to(f, &[]),
            Self::CreatedAlready(id) => messages::CREATED_ALREADY.write_to(f, &[id]),
            Self::EarlierMayExist(names) => messages::EARLIER_MAY_EXIST.write_to(f, &[names]),
            Self::OtherTab => messages::OTHER_TAB.write_to(f, &[]),
        }
    }
}

/// How long a question has to be visible before a press counts as its confirmation, in milliseconds.
const READING_MS: u64 = 500;

/// The moment at which a form asked its last question, on the clock that never jumps.
#[derive(Debug, Clone, Copy, Default)]
pub struct Prompt {
    shown_at_ms: Option<u64>,
}

impl Prompt {
    /// Notes that a question is shown.
    pub fn show(&mut self, now: Now) {
        self.shown_at_ms = Some(now.monotonic_ms);
    }

    /// Returns whether the last question was visible long enough to be read: the second half of a double click confirms
    /// nothing. After a press that comes too early, the wait begins anew.
    pub fn was_readable(&mut self, now: Now) -> bool {
        // A clock that went back tells nothing of how long the question was there.
        let age = self.shown_at_ms.map(|shown| now.monotonic_ms.checked_sub(shown));
        let was_readable = age.is_none_or(|age| age.is_some_and(|age| age >= READING_MS));
        if !was_readable {
            self.show(now);
        }
        was_readable
    }
}
