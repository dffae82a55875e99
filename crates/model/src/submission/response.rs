//! The end of a request: its outcome, the received instance, and what of the request is kept.

use std::sync::Arc;

use crate::instance::{FieldId, Instance};
use crate::response::{Failure, Outcome, RawResponse, TransportError, id_and_token};

use super::phase::State;
use super::{Arrival, Effect, ElementId, Now, ReceivedInstance, SentRequest, Submission, Submissions};

impl Submissions {
    pub(super) fn end(
        &mut self,
        id: ElementId,
        response: Result<RawResponse, TransportError>,
        is_typing: bool,
        now: Now,
    ) -> Vec<Effect> {
        let received_number = self.next_number();
        let Some(submission) = self.get_mut(id) else { return Vec::new() };
        let State::InFlight { attempt, number, form, .. } = &submission.state else { return Vec::new() };
        let (attempt, number, form) = (attempt.clone(), *number, *form);
        let (outcome, text) = match response {
            Ok(response) => (Outcome::read(&response), response.body),
            Err(error) => (error.outcome(), error.text),
        };
        let instance = &attempt.instance;
        let outcome = Arc::new(outcome.redacted(instance));
        submission.state = State::Done(outcome.clone());
        let mut effects = Vec::new();
        let fields = affected_fields(&outcome, instance);
        if submission.is_attached && form == Some(submission.forms) && !fields.is_empty() {
            effects.push(Effect::MarkFields(fields));
        }
        let is_created = matches!(*outcome, Outcome::Created(_));
        if (outcome.may_contain_token() || outcome.hides_token(&text)) && !text.trim().is_empty() {
            let (instance_id, token) = id_and_token(&text);
            let is_whole = instance_id.is_some() && token.is_some();
            let arrival = match (submission.is_attached && is_whole, is_typing) {
                (true, false) => Arrival::Focus,
                (true, true) if is_created => Arrival::Status,
                _ => Arrival::Silent,
            };
            let received = ReceivedInstance {
                number: received_number,
                id: instance_id,
                token,
                response: text.into(),
                instance: instance.clone(),
                at: now.unix_seconds,
                arrival,
                is_kept: false,
                is_dismissal_asked: false,
            };
            submission.received.insert(0, received);
        }
        let created = match &*outcome {
            Outcome::Created(created) => Some(created.id.clone()),
            _ => None,
        };
        let is_tracked = submission.record_end(number, outcome.may_exist(), created);
        let is_attached = submission.is_attached;
        if !is_tracked {
            effects.extend(self.locks.release(&attempt.lock_name(), id));
        }
        if !is_attached {
            // A detached element must not block the others.
            effects.extend(self.locks.release_all(id));
        }
        effects.extend(self.store(id));
        effects.push(Effect::EnableSubmit);
        // While the element is out of the page, nobody looks at it.
        match *outcome {
            _ if !is_attached => {}
            // The button with the focus disappeared.
            Outcome::Failed(Failure::Cancelled) => effects.push(Effect::FocusOutcome),
            Outcome::Created(_) => {}
            _ if is_typing => {}
            _ => effects.push(Effect::FocusOutcomeIfOutOfSight),
        }
        effects.push(Effect::Announce(outcome));
        effects
    }
}

impl Submission {
    /// Records the end of a request. Returns whether an identical request may have created an instance.
    fn record_end(&mut self, number: usize, may_exist: bool, created: Option<String>) -> bool {
        let index = self.sent.iter().position(|sent| sent.number == number);
        let Some(mut ended) = index.map(|index| self.sent.remove(index)) else { return false };
        ended.is_in_flight = false;
        ended.id = created;
        let is_same = |other: &SentRequest| other.fingerprint.is_some() && other.fingerprint == ended.fingerprint;
        if !may_exist {
            return self.sent.iter().any(is_same);
        }
        // Merges this request with an identical unresolved one, and keeps the earlier send time. If this request
        // created an instance, the unresolved one stays.
        let mut first = None;
        self.sent.retain(|other| {
            if !is_same(other) || other.id.is_some() {
                return true;
            }
            if other.is_unresolved() && first.as_ref().is_none_or(|(at, _)| other.at < *at) {
                first = Some((other.at, other.line.clone()));
            }
            other.is_unresolved() && ended.id.is_some()
        });
        if let Some((at, line)) = first.filter(|(at, _)| *at < ended.at && ended.id.is_none()) {
            (ended.at, ended.line) = (at, line);
        }
        self.sent.push(ended);
        true
    }

    /// Dismisses a received instance that was kept; else only at a second click, since its token would be lost.
    pub(super) fn dismiss(&mut self, number: usize, now: Now) -> Vec<Effect> {
        let Some(received) = self.received.iter_mut().find(|received| received.number == number) else {
            return Vec::new();
        };
        if received.is_kept || received.is_dismissal_asked && self.prompt.was_readable(now) {
            self.received.retain(|received| received.number != number);
            return vec![Effect::FocusSubmit];
        }
        if !received.is_dismissal_asked {
            received.is_dismissal_asked = true;
            self.prompt.show(now);
        }
        Vec::new()
    }
}

/// Returns the fields that the response concerns, without those that the request had not.
fn affected_fields(outcome: &Outcome, instance: &Instance) -> Vec<FieldId> {
    let mut fields = outcome.affected_fields(instance.definition());
    fields.retain(|field| match field {
        FieldId::SignatureKey | FieldId::CallbackUrl => instance.events,
        FieldId::RefreshInterval | FieldId::Polling => instance.is_polling(),
        _ => true,
    });
    fields
}
