//! Random events: presses, removed and restored elements, other tabs, responses, and reloads.

use model::submission::{Event, Lookup, RequestLog};

use super::{Form, Post, State, World};

impl World {
    fn append(&mut self, index: usize) {
        let places = self.places();
        let form = &mut self.forms[index];
        if form.place.is_empty() || places.contains(&form.place) {
            form.place = format!("/ {}", form.html_id);
            while places.contains(&form.place) {
                form.place.push('+');
            }
        }
        form.is_attached = true;
        let (place, is_first) = (form.place.clone(), !std::mem::replace(&mut form.has_started, true));
        self.step(index, Event::Attached(place), None);
        if is_first {
            let page = self.page_state();
            self.step(index, Event::Started(page), None);
        }
    }

    fn add(&mut self) {
        let (id, html_id) = (self.requests.add(), self.random.below(3));
        self.forms.push(Form { id, html_id, ..Form::default() });
        self.append(self.forms.len() - 1);
    }

    fn press(&mut self, index: usize, attempt_index: usize) {
        let form = &self.forms[index];
        if !form.is_attached {
            return;
        }
        // The button is disabled then; without it, the rules do nothing either.
        let is_busy = form.is_sending || form.awaited_lock.is_some();
        let page = self.page_state();
        let attempt = Box::new(self.attempts[attempt_index].clone());
        let before = (self.posts.len(), self.unsent);
        self.presses += usize::from(!is_busy);
        self.step(index, Event::Submitted { attempt, warnings: Vec::new(), page }, Some(attempt_index));
        if is_busy {
            assert_eq!((self.posts.len(), self.unsent), before, "a press while it sends did something");
        }
    }

    pub fn random_step(&mut self) {
        if self.forms.is_empty() {
            self.add();
        }
        let (index, attempt_index) = (self.random.below(self.forms.len()), self.random.below(12).saturating_sub(9));
        let action = self.random.below(24);
        self.log.push(format!("{action} on {} at {:?}", self.forms[index].id, self.now));
        match action {
            0..=5 => self.press(index, attempt_index),
            6..=8 => {
                let Some((name, attempt_index)) = self.forms[index].awaited_lock.clone() else { return };
                // Another tab or form holds the lock.
                let is_granted = !self.has_locks || !self.other_tab.contains(&name);
                if is_granted && self.has_locks {
                    assert!(self.locks.insert(name), "a lock that the page has was requested");
                }
                self.step(index, Event::LockResolved { is_granted }, Some(attempt_index));
            }
            9..=11 => {
                if !std::mem::take(&mut self.forms[index].is_sending) {
                    return;
                }
                // The last choice is Cancel.
                let (may_exist, id) =
                    [(true, Some("1".to_owned())), (false, None), (true, None)][self.random.below(3)].clone();
                self.post_of(index).state = match (may_exist, &id) {
                    (true, Some(_)) => State::Created,
                    (true, None) => State::Unknown,
                    _ => State::NotCreated,
                };
                self.step(index, Event::Ended { may_exist, id }, None);
            }
            12..=13 => {
                let form = &mut self.forms[index];
                (form.is_attached, form.pending_confirmation) = (false, None);
                self.step(index, Event::Detached, None);
            }
            14 if !self.forms[index].is_attached => self.append(index),
            15 if self.forms.len() < 4 => self.add(),
            // A removed form without a request in flight is dropped.
            16 if !self.forms[index].is_attached
                && !self.forms[index].is_sending
                && self.forms[index].awaited_lock.is_none() =>
            {
                self.step(index, Event::Dropped, None);
                self.forms.remove(index);
            }
            17 if self.random.below(3) == 0 => self.reload(),
            18 => {
                let records = self.requests.records(self.forms[index].id);
                let Some(record) = records.iter().find(|record| record.is_unresolved()) else { return };
                let (number, found) = (record.number, record.instance.name.clone());
                let event = if self.random.below(2) == 0 && !record.is_restored {
                    Event::Checked { number, lookup: Lookup::Done { id: None, is_absent: true } }
                } else {
                    Event::Forgotten { number }
                };
                for post in self.posts.iter_mut().filter(|post| post.state == State::Unknown) {
                    if self.attempts[post.attempt_index].instance.name == found {
                        post.state = State::Settled;
                    }
                }
                self.step(index, event, None);
            }
            19 => {
                self.forms[index].pending_confirmation = None;
                self.step(index, Event::Withdrawn, None);
            }
            // The wall clock jumps; the monotonic clock doesn't.
            20 => self.now.unix_seconds += [-1_000_000, 1_000_000, -1][self.random.below(3)],
            21 if !self.locks.is_empty() || self.random.below(2) == 0 => {
                let name = self.forms.iter().find_map(|form| form.awaited_lock.as_ref().map(|(name, _)| name.clone()));
                if let Some(name) = name.filter(|name| !self.locks.contains(name)) {
                    self.other_tab.insert(name);
                }
            }
            22 => self.other_tab.clear(),
            _ => {}
        }
        let pause = [0, 50, 450, 600, 3_000][self.random.below(5)];
        self.now.monotonic_ms += pause;
        self.now.unix_seconds += i64::try_from(pause / 1_000).unwrap();
    }

    /// Reloads the page, losing any request in flight.
    fn reload(&mut self) {
        let is_lost = |post: &&mut Post| matches!(post.state, State::InFlight | State::Unknown);
        for post in self.posts.iter_mut().filter(is_lost) {
            post.state = State::Unknown;
        }
        self.unsent += self.forms.iter().filter(|form| form.awaited_lock.is_some()).count();
        self.load += 1;
        self.requests = RequestLog::default();
        self.forms.clear();
        self.locks.clear();
        self.warned_records.clear();
        self.earlier_records = self.storage.values().flat_map(|text| text.lines()).map(Into::into).collect();
        self.now.monotonic_ms = 0;
    }
}
