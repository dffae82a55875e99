//! The phase of an element's request.

use std::sync::Arc;

use crate::response::Outcome;

use super::{Attempt, Confirmation};

/// The phase of an element's request, as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// No request is pending, and there is no outcome to show.
    Idle,
    /// The user has to confirm this by a second click.
    Confirming(Vec<Confirmation>),
    /// The lock is requested.
    Checking,
    /// The response is pending.
    InFlight {
        /// The time at which the request was sent, on the monotonic clock.
        since_ms: u64,
        /// The seconds since then, at the last tick.
        seconds: u64,
    },
    /// The request ended.
    Done(Arc<Outcome>),
}

impl Phase {
    /// Returns whether no other request may be sent.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Checking | Self::InFlight { .. })
    }
}

/// The phase with the data that its next step needs.
#[derive(Debug)]
pub(super) enum State {
    Idle,
    Confirming {
        /// The fingerprint of the request that the questions are about.
        fingerprint: u64,
        questions: Vec<Confirmation>,
    },
    Checking(Box<Checking>),
    InFlight {
        attempt: Arc<Attempt>,
        /// The number of its record.
        number: usize,
        /// The number of the form that shows it, or `None` if it was sent while the element was detached.
        form: Option<usize>,
        since_ms: u64,
        seconds: u64,
    },
    Done(Arc<Outcome>),
}

/// An attempt whose lock is requested.
#[derive(Debug)]
pub(super) struct Checking {
    pub(super) attempt: Arc<Attempt>,
    pub(super) fingerprint: u64,
    pub(super) lock: String,
    /// The questions that the user confirmed.
    pub(super) confirmed: Vec<Confirmation>,
    /// The stored lines of the earlier requests that the user was warned about.
    pub(super) acknowledged: Vec<String>,
}

impl State {
    pub(super) fn phase(&self) -> Phase {
        match self {
            Self::Idle => Phase::Idle,
            Self::Confirming { questions, .. } => Phase::Confirming(questions.clone()),
            Self::Checking(_) => Phase::Checking,
            Self::InFlight { since_ms, seconds, .. } => Phase::InFlight { since_ms: *since_ms, seconds: *seconds },
            Self::Done(outcome) => Phase::Done(outcome.clone()),
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        matches!(self, Self::Checking(_) | Self::InFlight { .. })
    }
}
