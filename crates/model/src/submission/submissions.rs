//! The state machine of the requests of all elements of a page.

use std::sync::Arc;

use crate::response::{Failure, Outcome};

use super::locks::Locks;
use super::phase::State;
use super::{Effect, ElementId, Event, Now, PageState, Submission};

/// The submissions of all elements of a page, including the detached ones. An element must not create an instance that
/// another one has created, so they share one log of sent requests.
#[derive(Debug, Default)]
pub struct Submissions {
    pub(super) all: Vec<Submission>,
    pub(super) locks: Locks,
    /// The last number of an element, a sent request or a received instance.
    last_number: usize,
}

impl Submissions {
    /// Adds an element that has sent nothing.
    pub fn add(&mut self) -> ElementId {
        let id = self.next_number();
        self.all.push(Submission::new(id));
        id
    }

    /// Returns the submission of an element. There is none if the element was dropped and sent nothing.
    #[must_use]
    pub fn get(&self, id: ElementId) -> Option<&Submission> {
        self.all.iter().find(|submission| submission.id == id)
    }

    /// Handles an event of an element. Returns the effects that the page has to carry out, in this order.
    pub fn step(&mut self, id: ElementId, event: Event, now: Now) -> Vec<Effect> {
        let Some(submission) = self.get_mut(id) else { return Vec::new() };
        match event {
            Event::Attached { storage_key, page } => self.attach(id, &storage_key, &page),
            Event::Detached => {
                submission.detach();
                if submission.state.is_busy() { Vec::new() } else { self.locks.release_all(id) }
            }
            Event::Dropped => self.drop_element(id),
            Event::Submitted { attempt, linked, page } => self.submit(id, attempt, linked, &page, now),
            Event::Cleared => {
                submission.withdraw();
                Vec::new()
            }
            Event::LockResolved { is_granted } => self.resolve_lock(id, is_granted, now),
            Event::Ticked => {
                if let State::InFlight { since_ms, seconds, .. } = &mut submission.state {
                    *seconds = now.monotonic_ms.saturating_sub(*since_ms) / 1000;
                }
                Vec::new()
            }
            Event::Cancelled => match submission.state {
                State::InFlight { .. } => vec![Effect::Abort],
                State::Confirming { .. } => {
                    submission.withdraw();
                    vec![Effect::FocusSubmit]
                }
                _ => Vec::new(),
            },
            Event::Responded { response, is_typing } => self.end(id, response, is_typing, now),
            Event::Kept { number } => {
                let mut all = submission.received.iter_mut();
                if let Some(received) = all.find(|received| received.number == number) {
                    received.is_kept = true;
                }
                Vec::new()
            }
            Event::Dismissed { number } => submission.dismiss(number, now),
            Event::LookupRequested { number, form } => self.start_lookup(id, number, *form),
            Event::LookupEnded { number, response } => self.end_lookup(id, number, response),
            Event::Forgotten { number } => self.forget(id, number, now),
        }
    }

    pub(super) fn next_number(&mut self) -> usize {
        self.last_number += 1;
        self.last_number
    }

    pub(super) fn get_mut(&mut self, id: ElementId) -> Option<&mut Submission> {
        self.all.iter_mut().find(|submission| submission.id == id)
    }

    fn attach(&mut self, id: ElementId, storage_key: &str, page: &PageState) -> Vec<Effect> {
        let Some(submission) = self.get_mut(id) else { return Vec::new() };
        submission.is_attached = true;
        submission.forms += 1;
        let before = std::mem::replace(&mut submission.storage_key, storage_key.to_owned());
        if submission.forms == 1 {
            let own = page.stored.iter().filter(|(key, _)| key == storage_key);
            let lines: Vec<_> = own.flat_map(|(_, text)| text.lines()).collect();
            self.restore(id, &lines);
            let restored = self.get_mut(id).filter(|submission| !submission.sent.is_empty());
            return restored.map_or_else(Vec::new, |submission| {
                submission.state = State::Done(Arc::new(Outcome::Failed(Failure::PageLeft)));
                vec![Effect::ShowOutcome]
            });
        }
        if before == storage_key || submission.sent.is_empty() {
            return Vec::new();
        }
        [self.store_requests(before), self.store(id)].concat()
    }

    fn drop_element(&mut self, id: ElementId) -> Vec<Effect> {
        if let Some(submission) = self.get_mut(id) {
            submission.detach();
            submission.state = State::Idle;
            submission.received.clear();
            for sent in &mut submission.sent {
                sent.redact();
            }
        }
        // Its requests are needed until the page is closed: the user is asked about them.
        self.all.retain(|submission| submission.id != id || !submission.sent.is_empty());
        self.locks.release_all(id)
    }
}
