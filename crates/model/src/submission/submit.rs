//! From the click on **Create Instance** to the request: validation, questions and the lock.

use std::sync::Arc;

use crate::diagnostic::Severity;
use crate::instance::LinkedValue;

use super::phase::{Checking, State};
use super::{Attempt, Confirmation, Effect, ElementId, Now, PageState, SentRequest, Submissions};

impl Submissions {
    pub(super) fn submit(
        &mut self,
        id: ElementId,
        attempt: Arc<Attempt>,
        linked: Vec<LinkedValue>,
        page: &PageState,
        now: Now,
    ) -> Vec<Effect> {
        let Some(submission) = self.get_mut(id).filter(|submission| !submission.state.is_busy()) else {
            return Vec::new();
        };
        let errors = attempt.instance.validate();
        if !errors.is_empty() {
            submission.withdraw();
            return vec![Effect::ShowErrors(errors), Effect::EnableSubmit];
        }
        let mut effects = vec![Effect::ShowErrors(errors), Effect::SelectOutcomeTab];
        effects.extend(self.adopt(id, page));
        let (fingerprint, lock) = (attempt.fingerprint(), attempt.lock_name());
        let (question, acknowledged) = self.earlier_requests(id, fingerprint, page);
        let mut required = warnings(&attempt, linked);
        required.extend(question);
        if self.is_sent_by_other(id, fingerprint) || self.locks.is_held_by_other(&lock, id) {
            required.push(Confirmation::OtherTab);
        }
        let Some(submission) = self.get_mut(id) else { return effects };
        let shown = match &submission.state {
            State::Confirming { fingerprint: about, questions } if *about == fingerprint => questions.clone(),
            _ => Vec::new(),
        };
        let is_confirmed = required.iter().all(|confirmation| shown.contains(confirmation));
        // A lock of another tab is only found by requesting it, so `required` may lack that question.
        let needs_confirmation = !required.is_empty() || shown.contains(&Confirmation::OtherTab);
        if !is_confirmed {
            effects.extend(self.ask(id, fingerprint, required, now));
        } else if needs_confirmation && !submission.prompt.was_readable(now) {
            effects.push(Effect::EnableSubmit);
        } else {
            if shown.iter().any(|confirmation| matches!(confirmation, Confirmation::Linked(_))) {
                effects.push(Effect::ConfirmLinked);
            }
            let checking = Checking { attempt, fingerprint, lock: lock.clone(), confirmed: shown, acknowledged };
            submission.state = State::Checking(Box::new(checking));
            if self.locks.acquire(&lock, id) {
                effects.push(Effect::AcquireLock(lock));
            } else {
                effects.extend(self.resolve_lock(id, true, now));
            }
        }
        effects
    }

    fn ask(&mut self, id: ElementId, fingerprint: u64, questions: Vec<Confirmation>, now: Now) -> Vec<Effect> {
        let Some(submission) = self.get_mut(id) else { return Vec::new() };
        if submission.is_attached {
            submission.state = State::Confirming { fingerprint, questions };
            submission.prompt.show(now);
            return vec![Effect::Ask, Effect::EnableSubmit];
        }
        // Without a form there is nobody to ask.
        submission.state = State::Idle;
        let mut effects = self.locks.release_all(id);
        effects.push(Effect::EnableSubmit);
        effects
    }

    pub(super) fn resolve_lock(&mut self, id: ElementId, is_granted: bool, now: Now) -> Vec<Effect> {
        let number = self.next_number();
        let Some(submission) = self.get_mut(id) else { return Vec::new() };
        let checking = match std::mem::replace(&mut submission.state, State::Idle) {
            State::Checking(checking) => *checking,
            other => {
                submission.state = other;
                return Vec::new();
            }
        };
        let Checking { attempt, fingerprint, lock, mut confirmed, acknowledged } = checking;
        if !is_granted && !confirmed.contains(&Confirmation::OtherTab) {
            confirmed.push(Confirmation::OtherTab);
            let mut effects: Vec<_> = self.locks.release(&lock, id).into_iter().collect();
            effects.extend(self.ask(id, fingerprint, confirmed, now));
            return effects;
        }
        submission.sent.push(SentRequest::of(&attempt, fingerprint, number, now.unix_seconds));
        submission.state = State::InFlight {
            attempt: attempt.clone(),
            number,
            form: submission.is_attached.then_some(submission.forms),
            since_ms: now.monotonic_ms,
            seconds: 0,
        };
        if !acknowledged.is_empty() {
            let known = self.all.iter_mut().filter(|submission| submission.id == id || !submission.is_attached);
            for sent in known.flat_map(|submission| &mut submission.sent) {
                sent.is_acknowledged |= sent.number != number && acknowledged.contains(&sent.line);
            }
        }
        // Stored before it is sent, in case the page is closed at once.
        let mut effects = self.store(id);
        effects.push(Effect::Send(attempt));
        effects
    }

    /// Returns the question about earlier requests, and the stored lines of the requests that it mentions.
    fn earlier_requests(
        &self,
        id: ElementId,
        fingerprint: u64,
        page: &PageState,
    ) -> (Option<Confirmation>, Vec<String>) {
        let all = || self.all.iter().flat_map(|submission| &submission.sent);
        // An identical request counts no matter which element sent it.
        let same = || all().filter(|sent| sent.fingerprint == Some(fingerprint) && !sent.is_in_flight);
        if same().any(SentRequest::is_unresolved) {
            return (Some(Confirmation::MayExist), Vec::new());
        }
        if let Some(id) = same().rev().find_map(|sent| sent.id.clone()) {
            return (Some(Confirmation::CreatedAlready(id)), Vec::new());
        }
        let own = self.get(id).into_iter().flat_map(|submission| &submission.sent);
        let own = own.filter(|sent| sent.is_unresolved());
        let detached = self.detached_requests(id, page).filter(|sent| sent.is_in_flight);
        let others: Vec<_> = own.chain(detached).filter(|sent| !sent.is_acknowledged).collect();
        let names: Vec<_> = others.iter().map(|sent| sent.instance.name.as_str()).collect();
        let question = (!names.is_empty()).then(|| Confirmation::EarlierMayExist(names.join(", ")));
        (question, others.iter().map(|sent| sent.line.clone()).collect())
    }

    /// Returns whether an identical request of another element is in flight.
    fn is_sent_by_other(&self, id: ElementId, fingerprint: u64) -> bool {
        let others = self.all.iter().filter(|submission| submission.id != id);
        let mut requests = others.flat_map(|submission| &submission.sent);
        requests.any(|sent| sent.is_in_flight && sent.fingerprint == Some(fingerprint))
    }
}

/// Returns the questions about the values of the form.
fn warnings(attempt: &Attempt, linked: Vec<LinkedValue>) -> Vec<Confirmation> {
    let warnings = attempt.instance.warnings().into_iter();
    let warnings = warnings.filter(|warning| warning.kind.severity() == Severity::Warning);
    let mut questions: Vec<_> = warnings.map(Confirmation::Warning).collect();
    let instance = &attempt.instance;
    let is_idle = instance.is_polling() && instance.polling.is_empty_object();
    questions.extend(is_idle.then_some(Confirmation::NothingPolled));
    questions.extend((!linked.is_empty()).then_some(Confirmation::Linked(linked)));
    questions
}
