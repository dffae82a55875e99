//! The state machine of the requests of all elements of a page.

use super::locks::Locks;
use super::{Attempt, Confirmation, Effect, ElementId, Event, Lookup, Now, PageState, Prompt, Record};

/// The requests of all elements of a page, including the detached ones.
#[derive(Debug, Default)]
pub struct RequestLog {
    pub(super) elements: Vec<Element>,
    locks: Locks,
    /// The last number of an element or a record.
    last_number: usize,
}

/// An element and its requests.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) id: ElementId,
    /// The storage key of its current or last form.
    pub(super) storage_key: String,
    /// True if its form is in the page.
    pub(super) is_attached: bool,
    phase: Phase,
    /// The fingerprint of the request that its form asks about, and the questions.
    shown: Option<(u64, Vec<Confirmation>)>,
    prompt: Prompt,
    /// Its records, in the order in which they were sent.
    pub(super) records: Vec<Record>,
}

/// The phase of an element's request.
#[derive(Debug)]
enum Phase {
    Idle,
    /// The lock is requested.
    Locking {
        attempt: Box<Attempt>,
        confirmed: Vec<Confirmation>,
        /// The stored lines of the earlier requests that the user was warned about.
        acknowledged: Vec<String>,
    },
    /// The response is pending.
    InFlight {
        /// The number of its record.
        number: usize,
        attempt: Box<Attempt>,
    },
}

impl RequestLog {
    /// Adds an element that has sent nothing.
    pub fn add(&mut self) -> ElementId {
        let id = self.next_number();
        self.elements.push(Element {
            id,
            storage_key: String::new(),
            is_attached: false,
            phase: Phase::Idle,
            shown: None,
            prompt: Prompt::default(),
            records: Vec::new(),
        });
        id
    }

    /// Returns the records of an element, in the order in which they were sent.
    #[must_use]
    pub fn records(&self, id: ElementId) -> &[Record] {
        self.elements.iter().find(|element| element.id == id).map_or(&[], |element| &element.records)
    }

    /// Returns the time of the last question of an element's form.
    pub fn prompt(&mut self, id: ElementId) -> Option<&mut Prompt> {
        self.element(id).map(|element| &mut element.prompt)
    }

    /// Handles an event of an element. Returns the effects that the page has to carry out, in this order.
    pub fn step(&mut self, id: ElementId, event: Event, now: Now) -> Vec<Effect> {
        match event {
            Event::Attached(storage_key) => self.attach(id, storage_key),
            Event::Detached => self.detach(id),
            Event::Dropped => self.drop_element(id),
            Event::Started(page) => {
                let Some(own) = self.element(id).map(|element| element.storage_key.clone()) else { return Vec::new() };
                let own = page.stored.iter().filter(|(storage_key, _)| *storage_key == own);
                let lines: Vec<_> = own.flat_map(|(_, text)| text.lines()).collect();
                self.restore(id, &lines);
                Vec::new()
            }
            Event::Submitted { attempt, warnings, page } => self.submit(id, attempt, warnings, &page, now),
            Event::LockResolved { is_granted } => self.resolve_lock(id, is_granted, now),
            Event::Ended { may_exist, id: created } => self.end(id, may_exist, created),
            Event::Withdrawn => {
                if let Some(element) = self.element(id) {
                    element.shown = None;
                }
                Vec::new()
            }
            Event::Checked { number, lookup } => {
                let (found, is_absent) = match lookup {
                    Lookup::Pending => (None, false),
                    Lookup::Done { id, is_absent } => (Some(id), is_absent),
                };
                self.update_copies(id, number, |record| {
                    record.is_absent = is_absent;
                    if let Some(found) = &found {
                        record.id.clone_from(found);
                    }
                });
                self.store(id)
            }
            Event::Forgotten { number } => self.forget(id, number),
        }
    }

    pub(super) fn next_number(&mut self) -> usize {
        self.last_number += 1;
        self.last_number
    }

    pub(super) fn element(&mut self, id: ElementId) -> Option<&mut Element> {
        self.elements.iter_mut().find(|element| element.id == id)
    }

    fn attach(&mut self, id: ElementId, storage_key: String) -> Vec<Effect> {
        let Some(element) = self.element(id) else { return Vec::new() };
        element.is_attached = true;
        let before = std::mem::replace(&mut element.storage_key, storage_key);
        if before == element.storage_key || element.records.is_empty() {
            return Vec::new();
        }
        [self.store_records(before), self.store(id)].concat()
    }

    fn detach(&mut self, id: ElementId) -> Vec<Effect> {
        let Some(element) = self.element(id) else { return Vec::new() };
        element.is_attached = false;
        // The questions disappear with the form.
        element.shown = None;
        element.prompt = Prompt::default();
        if matches!(element.phase, Phase::Idle) { self.locks.release_all(id) } else { Vec::new() }
    }

    fn drop_element(&mut self, id: ElementId) -> Vec<Effect> {
        if let Some(element) = self.element(id) {
            element.is_attached = false;
            element.phase = Phase::Idle;
            element.shown = None;
            for record in &mut element.records {
                record.redact();
                record.is_in_flight = false;
            }
        }
        // Its records are needed until the page is closed: the user is asked about them.
        self.elements.retain(|element| element.id != id || !element.records.is_empty());
        self.locks.release_all(id)
    }

    fn submit(
        &mut self,
        id: ElementId,
        attempt: Box<Attempt>,
        warnings: Vec<Confirmation>,
        page: &PageState,
        now: Now,
    ) -> Vec<Effect> {
        if self.element(id).is_none_or(|element| !matches!(element.phase, Phase::Idle)) {
            return Vec::new();
        }
        let mut effects = self.adopt(id, page);
        let (fingerprint, lock) = (attempt.fingerprint(), attempt.lock_name());
        let (question, acknowledged) = self.earlier_requests(id, fingerprint, page);
        let mut required = warnings;
        required.extend(question);
        if self.is_sent_by_other(id, fingerprint) || self.locks.is_held_by_other(&lock, id) {
            required.push(Confirmation::OtherTab);
        }
        let Some(element) = self.element(id) else { return effects };
        let shown = match element.shown.as_ref() {
            Some((shown_for, shown)) if *shown_for == fingerprint => shown.clone(),
            _ => Vec::new(),
        };
        let is_confirmed = required.iter().all(|confirmation| shown.contains(confirmation));
        // A lock of another tab is only found by requesting it, so `required` may lack that question.
        let needs_confirmation = !required.is_empty() || shown.contains(&Confirmation::OtherTab);
        if is_confirmed && needs_confirmation && !element.prompt.was_readable(now) {
            effects.push(Effect::Ignore);
        } else if is_confirmed {
            element.shown = None;
            element.phase = Phase::Locking { attempt, confirmed: shown, acknowledged };
            if self.locks.acquire(&lock, id) {
                effects.push(Effect::AcquireLock(lock));
            } else {
                effects.extend(self.resolve_lock(id, true, now));
            }
        } else {
            effects.extend(self.ask(id, fingerprint, required, now));
        }
        effects
    }

    fn ask(&mut self, id: ElementId, fingerprint: u64, required: Vec<Confirmation>, now: Now) -> Vec<Effect> {
        let Some(element) = self.element(id) else { return Vec::new() };
        // Without a form there is nobody to ask.
        if element.is_attached {
            element.shown = Some((fingerprint, required.clone()));
            element.prompt.show(now);
        }
        vec![Effect::Ask(required)]
    }

    fn resolve_lock(&mut self, id: ElementId, is_granted: bool, now: Now) -> Vec<Effect> {
        let number = self.next_number();
        let Some(element) = self.element(id) else { return Vec::new() };
        let (attempt, mut confirmed, acknowledged) = match std::mem::replace(&mut element.phase, Phase::Idle) {
            Phase::Locking { attempt, confirmed, acknowledged } => (attempt, confirmed, acknowledged),
            other => {
                element.phase = other;
                return Vec::new();
            }
        };
        if !is_granted && !confirmed.contains(&Confirmation::OtherTab) {
            confirmed.push(Confirmation::OtherTab);
            let mut effects: Vec<_> = self.locks.release(&attempt.lock_name(), id).into_iter().collect();
            effects.extend(self.ask(id, attempt.fingerprint(), confirmed, now));
            return effects;
        }
        element.records.push(Record::of(&attempt, number, now.unix_seconds));
        element.phase = Phase::InFlight { number, attempt: attempt.clone() };
        let known = self.elements.iter_mut().filter(|element| element.id == id || !element.is_attached);
        for record in known.flat_map(|element| &mut element.records) {
            record.is_acknowledged |= record.number != number && acknowledged.contains(&record.line);
        }
        // Stored before it is sent, in case the page is closed at once.
        let mut effects = self.store(id);
        effects.push(Effect::Send(attempt));
        effects
    }

    fn end(&mut self, id: ElementId, may_exist: bool, created: Option<String>) -> Vec<Effect> {
        let Some(element) = self.element(id) else { return Vec::new() };
        let (number, attempt) = match std::mem::replace(&mut element.phase, Phase::Idle) {
            Phase::InFlight { number, attempt } => (number, attempt),
            other => {
                element.phase = other;
                return Vec::new();
            }
        };
        let index = element.records.iter().position(|record| record.number == number);
        let Some(mut record) = index.map(|index| element.records.remove(index)) else { return Vec::new() };
        record.is_in_flight = false;
        record.id = created;
        let is_same = |other: &Record| other.fingerprint.is_some() && other.fingerprint == record.fingerprint;
        let mut effects = Vec::new();
        if may_exist {
            // Merges this record with an identical unresolved one, and keeps the earlier send time. If this request
            // created an instance, the unresolved record stays.
            let mut first = None;
            element.records.retain(|other| {
                if !is_same(other) || other.id.is_some() {
                    return true;
                }
                if other.is_unresolved() && first.as_ref().is_none_or(|(at, _)| other.at < *at) {
                    first = Some((other.at, other.line.clone()));
                }
                other.is_unresolved() && record.id.is_some()
            });
            if let Some((at, line)) = first.filter(|(at, _)| *at < record.at && record.id.is_none()) {
                (record.at, record.line) = (at, line);
            }
            element.records.push(record);
        } else if !element.records.iter().any(is_same) {
            effects.extend(self.locks.release(&attempt.lock_name(), id));
        }
        if self.element(id).is_some_and(|element| !element.is_attached) {
            // A detached element must not block the others.
            effects.extend(self.locks.release_all(id));
        }
        effects.extend(self.store(id));
        effects
    }

    fn forget(&mut self, id: ElementId, number: usize) -> Vec<Effect> {
        let Some(line) = self.line(id, number) else { return Vec::new() };
        let mut storage_keys = Vec::new();
        for element in self.elements.iter_mut().filter(|element| element.id == id || !element.is_attached) {
            let count = element.records.len();
            element.records.retain(|record| record.number != number && !record.is_copy(&line));
            if element.records.len() < count {
                storage_keys.push(element.storage_key.clone());
            }
        }
        storage_keys.into_iter().flat_map(|storage_key| self.store_records(storage_key)).collect()
    }

    fn line(&self, id: ElementId, number: usize) -> Option<String> {
        self.records(id).iter().find(|record| record.number == number).map(|record| record.line.clone())
    }

    /// Changes a record and its copies in detached elements.
    fn update_copies(&mut self, id: ElementId, number: usize, change: impl Fn(&mut Record)) {
        let Some(line) = self.line(id, number) else { return };
        let known = self.elements.iter_mut().filter(|element| element.id == id || !element.is_attached);
        let records = known.flat_map(|element| &mut element.records);
        records.filter(|record| record.number == number || record.is_copy(&line)).for_each(change);
    }

    /// Returns the question about earlier requests, and the stored lines of the requests that it mentions.
    fn earlier_requests(
        &self,
        id: ElementId,
        fingerprint: u64,
        page: &PageState,
    ) -> (Option<Confirmation>, Vec<String>) {
        let all = || self.elements.iter().flat_map(|element| &element.records);
        // An identical request counts no matter which element sent it.
        let same = || all().filter(|record| record.fingerprint == Some(fingerprint) && !record.is_in_flight);
        if same().any(Record::is_unresolved) {
            return (Some(Confirmation::MayExist), Vec::new());
        }
        if let Some(id) = same().rev().find_map(|record| record.id.clone()) {
            return (Some(Confirmation::CreatedAlready(id)), Vec::new());
        }
        let own = self.records(id).iter().filter(|record| record.is_unresolved());
        let detached = self.detached_records(id, page).filter(|record| record.is_in_flight);
        let others: Vec<_> = own.chain(detached).filter(|record| !record.is_acknowledged).collect();
        let names: Vec<_> = others.iter().map(|record| record.instance.name.as_str()).collect();
        let question = (!names.is_empty()).then(|| Confirmation::EarlierMayExist(names.join(", ")));
        (question, others.iter().map(|record| record.line.clone()).collect())
    }

    /// Returns whether an identical request of another element is in flight.
    fn is_sent_by_other(&self, id: ElementId, fingerprint: u64) -> bool {
        let others = self.elements.iter().filter(|element| element.id != id);
        let mut records = others.flat_map(|element| &element.records);
        records.any(|record| record.is_in_flight && record.fingerprint == Some(fingerprint))
    }
}
