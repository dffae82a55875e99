//! The life of a request as a pure state machine, which makes sure that an instance is created once: it records the
//! requests of a page, locks them, and decides what the user has to confirm before another one is sent. The page passes
//! each event to [`Submissions::step`] and carries out the effects that it returns.
//!
//! ```text
//! Idle ──submit──► Confirming ──submit again──► Checking ──lock──► InFlight ──response──► Done
//!   └────────────────── nothing to confirm ───────▲ └─ taken ─► Confirming                  │
//!                                                 └──────────────── submit ─────────────────┘
//! ```

mod attempt;
mod confirmation;
mod effect;
mod event;
mod locks;
mod lookup;
mod phase;
mod received;
mod response;
mod sent_request;
mod storage;
mod submissions;
mod submit;

pub use attempt::Attempt;
pub use confirmation::Confirmation;
pub(crate) use confirmation::Prompt;
pub use effect::Effect;
pub use event::{Event, PageState};
pub use phase::Phase;
pub use received::{Arrival, ReceivedInstance};
pub use sent_request::{Lookup, SentRequest};
pub use submissions::Submissions;

use phase::State;

/// The time of an event.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Now {
    /// Milliseconds on a monotonic clock, to measure how long something was visible.
    pub monotonic_ms: u64,
    /// Seconds since 1970, for records and lookups.
    pub unix_seconds: i64,
}

/// An element's number among all elements of the page.
pub type ElementId = usize;

/// An element's requests and their outcomes. They outlive its form.
#[derive(Debug)]
pub struct Submission {
    id: ElementId,
    /// The storage key of its current or last form.
    storage_key: String,
    /// True if its form is in the page.
    is_attached: bool,
    /// The number of forms that it had, which is also the number of the current one.
    forms: usize,
    state: State,
    /// The time of the last question, of whichever kind.
    prompt: Prompt,
    /// The sent requests that matter, in the order in which they were sent.
    pub sent: Vec<SentRequest>,
    /// The received instances, the newest first.
    pub received: Vec<ReceivedInstance>,
}

impl Submission {
    fn new(id: ElementId) -> Self {
        Self {
            id,
            storage_key: String::new(),
            is_attached: false,
            forms: 0,
            state: State::Idle,
            prompt: Prompt::default(),
            sent: Vec::new(),
            received: Vec::new(),
        }
    }

    /// Returns the phase of its request.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.state.phase()
    }

    /// Returns whether the outcome of a request is unknown.
    #[must_use]
    pub fn has_unresolved(&self) -> bool {
        self.sent.iter().any(SentRequest::is_unresolved)
    }

    /// Returns whether the user has to confirm leaving the page: something would be lost.
    #[must_use]
    pub fn must_confirm_leaving(&self) -> bool {
        matches!(self.state, State::InFlight { .. })
            || self.has_unresolved()
            || self.received.iter().any(|received| !received.is_kept)
    }

    /// Returns whether the element's next form has something to show.
    #[must_use]
    pub fn outlives_form(&self) -> bool {
        !matches!(self.state, State::Idle | State::Confirming { .. })
            || !self.sent.is_empty()
            || !self.received.is_empty()
    }

    /// Returns a request that ended.
    fn find_ended(&mut self, number: usize) -> Option<&mut SentRequest> {
        self.sent.iter_mut().find(|sent| sent.number == number && !sent.is_in_flight)
    }

    /// Hides the questions, so that they can't be confirmed.
    fn withdraw(&mut self) {
        if let State::Confirming { .. } = self.state {
            self.state = State::Idle;
        }
    }

    /// Ends what belongs to the form alone.
    fn detach(&mut self) {
        self.is_attached = false;
        self.withdraw();
        self.prompt = Prompt::default();
        for received in &mut self.received {
            received.arrival = Arrival::Silent;
            received.is_dismissal_asked = false;
        }
    }
}
