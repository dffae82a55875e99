//! A page with one form in each phase, and the events that can happen to it.

use std::sync::Arc;

use model::instance::Instance;
use model::response::Failure;
use model::submission::{Attempt, Effect, ElementId, Event, Now, PageState, Submission, Submissions};

use crate::samples::{attempt, fail, respond};

/// The storage key of the form.
const STORAGE_KEY: &str = "/ 0";

/// A page with one form, in a phase.
pub struct Page {
    submissions: Submissions,
    element: ElementId,
    now: Now,
}

impl Page {
    pub fn idle() -> Self {
        let mut submissions = Submissions::default();
        let element = submissions.add();
        let mut page = Self { submissions, element, now: Now { monotonic_ms: 0, unix_seconds: 1_700_000_000 } };
        page.step(attached(STORAGE_KEY));
        page
    }

    /// Handles an event, with a second to the next one.
    pub fn step(&mut self, event: Event) -> Vec<Effect> {
        self.now.monotonic_ms += 1_000;
        self.submissions.step(self.element, event, self.now)
    }

    fn with(mut self, event: Event) -> Self {
        self.step(event);
        self
    }

    pub fn checking() -> Self {
        Self::idle().with(submitted(&attempt("a", "s3cret")))
    }

    pub fn in_flight() -> Self {
        Self::checking().with(Event::LockResolved { is_granted: true })
    }

    pub fn created() -> Self {
        Self::in_flight().with(created())
    }

    pub fn unresolved() -> Self {
        Self::in_flight().with(unreachable())
    }

    pub fn confirming() -> Self {
        Self::unresolved().with(submitted(&attempt("a", "s3cret")))
    }

    pub fn looking_up() -> Self {
        let page = Self::unresolved();
        let (number, form) = (page.numbers().0, Box::new(attempt("a", "s3cret").instance.clone()));
        page.with(Event::LookupRequested { number, form })
    }

    pub fn checking_detached() -> Self {
        Self::checking().with(Event::Detached)
    }

    pub fn in_flight_detached() -> Self {
        Self::in_flight().with(Event::Detached)
    }

    pub fn dismissed_once() -> Self {
        let page = Self::created();
        let number = page.numbers().1;
        page.with(Event::Dismissed { number })
    }

    pub fn submission(&self) -> Option<&Submission> {
        self.submissions.get(self.element)
    }

    /// Returns the number of the request and of the received instance: neither changes in a phase.
    pub fn numbers(&self) -> (usize, usize) {
        let submission = self.submission().unwrap();
        let sent = submission.sent.first().map_or(0, |sent| sent.number);
        (sent, submission.received.first().map_or(0, |received| received.number))
    }
}

fn page_state() -> PageState {
    PageState { storage_keys: vec![STORAGE_KEY.into()], stored: Vec::new() }
}

fn attached(storage_key: &str) -> Event {
    Event::Attached { storage_key: storage_key.into(), page: page_state() }
}

fn submitted(attempt: &Arc<Attempt>) -> Event {
    Event::Submitted { attempt: attempt.clone(), linked: Vec::new(), page: page_state() }
}

fn created() -> Event {
    Event::Responded { response: respond(200, r#"{"id":7,"token":"t0ken="}"#), is_typing: false }
}

fn unreachable() -> Event {
    Event::Responded { response: fail(Failure::Unreachable), is_typing: false }
}

/// The events, by name, for a page with these numbers of a sent request and a received instance.
pub fn events((sent, received): (usize, usize)) -> Vec<(&'static str, Event)> {
    let form = || -> Box<Instance> { Box::new(attempt("a", "s3cret").instance.clone()) };
    let rejected = respond(401, r#"{"message":"Invalid secret"}"#);
    vec![
        ("attached again", attached(STORAGE_KEY)),
        ("attached elsewhere", attached("/ 1")),
        ("detached", Event::Detached),
        ("dropped", Event::Dropped),
        ("submitted", submitted(&attempt("a", "s3cret"))),
        ("another submitted", submitted(&attempt("b", "s3cret"))),
        ("invalid submitted", submitted(&attempt("", "s3cret"))),
        ("cleared", Event::Cleared),
        ("lock granted", Event::LockResolved { is_granted: true }),
        ("lock taken", Event::LockResolved { is_granted: false }),
        ("ticked", Event::Ticked),
        ("cancelled", Event::Cancelled),
        ("created", created()),
        ("created while typing", {
            Event::Responded { response: respond(200, r#"{"id":7,"token":"t0ken="}"#), is_typing: true }
        }),
        ("rejected", Event::Responded { response: rejected.clone(), is_typing: false }),
        ("rejected while typing", Event::Responded { response: rejected.clone(), is_typing: true }),
        ("unreachable", unreachable()),
        ("aborted", Event::Responded { response: fail(Failure::Cancelled), is_typing: true }),
        ("kept", Event::Kept { number: received }),
        ("dismissed", Event::Dismissed { number: received }),
        ("lookup requested", Event::LookupRequested { number: sent, form: form() }),
        ("lookup ended", Event::LookupEnded { number: sent, response: respond(200, "[]") }),
        ("forgotten", Event::Forgotten { number: sent }),
    ]
}
