//! Questions that the user confirms by a second click, and how long they have been visible.

use std::fmt;

use crate::instance::{FieldError, LinkedValue};

use super::Now;

/// A question that the user confirms by clicking **Send anyway** or **Create Instance** again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Confirmation {
    /// A field has a warning.
    Warning(FieldError),
    /// The instance polls no resource.
    NothingPolled,
    /// A link set the URLs that receive data.
    Linked(Vec<LinkedValue>),
    /// An identical request may have created an instance.
    MayExist,
    /// An identical request created the instance with this ID.
    CreatedAlready(String),
    /// Earlier requests may have created instances with these names.
    EarlierMayExist(String),
    /// Another element or tab of this browser sent an identical request.
    OtherTab,
}

impl fmt::Display for Confirmation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Warning(warning) => write!(f, "{warning}."),
            Self::NothingPolled => messages::NOTHING_POLLED.write_to(f, &[]),
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

/// The time that a question has to be visible before a click confirms it, in milliseconds.
const MIN_READING_MS: u64 = 500;

/// The time at which a form asked its last question, on the monotonic clock: about a request, a dismissal, or the next
/// request in a list.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Prompt {
    shown_at_ms: Option<u64>,
}

impl Prompt {
    /// Records that a question is shown.
    pub(crate) fn show(&mut self, now: Now) {
        self.shown_at_ms = Some(now.monotonic_ms);
    }

    /// Returns whether the last question was visible for at least 500 ms, so that the second half of a double click does
    /// not confirm it. An early click restarts the time.
    pub(crate) fn was_readable(&mut self, now: Now) -> bool {
        // If the clock went backwards, the time is unknown and the click does not count.
        let age = self.shown_at_ms.map(|shown| now.monotonic_ms.checked_sub(shown));
        let was_readable = age.is_none_or(|age| age.is_some_and(|age| age >= MIN_READING_MS));
        if !was_readable {
            self.show(now);
        }
        was_readable
    }
}
