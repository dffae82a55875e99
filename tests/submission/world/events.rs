//! Random events: presses, removed and restored elements, other tabs, responses, lookups, dismissals and reloads.

use model::response::{Failure, Outcome, TransportError};
use model::submission::{Event, Lookup, Phase, SentRequest, Submissions};

use super::{Form, Post, State, Token, World};
use crate::samples::{Response, fail, respond};

impl World {
    fn append(&mut self, index: usize) {
        let storage_keys = self.storage_keys();
        let form = &mut self.forms[index];
        if form.storage_key.is_empty() || storage_keys.contains(&form.storage_key) {
            form.storage_key = format!("/ {}", form.html_id);
            while storage_keys.contains(&form.storage_key) {
                form.storage_key.push('+');
            }
        }
        form.is_attached = true;
        let (storage_key, page) = (form.storage_key.clone(), self.page_state());
        self.step(index, Event::Attached { storage_key, page }, None);
    }

    fn add(&mut self) {
        let (id, html_id) = (self.submissions.add(), self.random.below(3));
        self.forms.push(Form { id, html_id, ..Form::default() });
        self.append(self.forms.len() - 1);
    }

    fn press(&mut self, index: usize, attempt_index: usize) {
        if !self.forms[index].is_attached {
            return;
        }
        // The button is disabled then; without it, the machine does nothing either.
        let is_busy = self.forms[index].is_sending || self.forms[index].awaited_lock.is_some();
        let (page, attempt) = (self.page_state(), self.attempts[attempt_index].clone());
        let before = (self.posts.len(), self.unsent);
        self.presses += usize::from(!is_busy);
        self.forms[index].is_disabled = true;
        self.step(index, Event::Submitted { attempt, linked: Vec::new(), page }, Some(attempt_index));
        if is_busy {
            assert_eq!((self.posts.len(), self.unsent), before, "a press while it sends did something");
        }
    }

    pub fn random_step(&mut self) {
        if self.forms.is_empty() {
            self.add();
        }
        let (index, attempt_index) = (self.random.below(self.forms.len()), self.random.below(13).saturating_sub(9));
        let action = self.random.below(28);
        self.log(|world| format!("{action} on {} at {:?}", world.forms[index].id, world.now));
        match action {
            0..=5 => self.press(index, attempt_index),
            6..=8 => self.resolve_lock(index),
            9..=11 => self.respond(index),
            12..=13 => {
                let form = &mut self.forms[index];
                (form.is_attached, form.pending_confirmation, form.prompt_at) = (false, None, None);
                form.tokens.iter_mut().for_each(|token| token.is_asked = false);
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
            18 => self.resolve_unresolved(index),
            19 => {
                self.forms[index].pending_confirmation = None;
                self.step(index, Event::Cleared, None);
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
            23 => self.tick(index),
            24..=26 => self.use_token(index),
            _ => {}
        }
        let pause = [0, 50, 450, 600, 3_000][self.random.below(5)];
        self.now.monotonic_ms += pause;
        self.now.unix_seconds += i64::try_from(pause / 1_000).unwrap();
    }

    fn resolve_lock(&mut self, index: usize) {
        let Some((name, attempt_index)) = self.forms[index].awaited_lock.clone() else { return };
        // Another tab or form holds the lock.
        let is_granted = !self.has_locks || !self.other_tab.contains(&name);
        if is_granted && self.has_locks {
            assert!(self.locks.insert(name), "a lock that the page has was requested");
        }
        self.step(index, Event::LockResolved { is_granted }, Some(attempt_index));
    }

    fn respond(&mut self, index: usize) {
        if !std::mem::take(&mut self.forms[index].is_sending) {
            return;
        }
        let token = format!("t0ken{}", self.tokens);
        let cut_off =
            |text: String| TransportError { failure: Failure::CutOff { status: 200 }, status: Some(200), text };
        let response: Response = match self.random.below(10) {
            0..4 => respond(200, &format!(r#"{{"id":{},"token":"{token}"}}"#, self.tokens + 1)),
            4 => respond(400, r#"{"message":"m"}"#),
            5 => respond(500, r#"{"message":"m"}"#),
            6 => Err(cut_off(format!(r#"{{"token":"{token}""#))),
            7 => fail(Failure::Offline),
            8 => fail(Failure::Cancelled),
            _ => fail(Failure::Unreachable),
        };
        let has_token = match &response {
            Ok(response) => response.body.contains(&token),
            Err(error) => error.text.contains(&token),
        };
        let is_typing = self.random.below(2) == 0;
        self.step(index, Event::Responded { response, is_typing }, None);
        let Phase::Done(outcome) = self.submission(index).phase() else { panic!("the request has not ended") };
        self.post_of(index).state = match &*outcome {
            Outcome::Created(_) => State::Created,
            outcome if outcome.may_exist() => State::Unknown,
            _ => State::NotCreated,
        };
        if has_token {
            self.tokens += 1;
            let number = self.submission(index).received.first().expect("the token is lost").number;
            self.forms[index].tokens.push(Token { number, text: token, is_kept: false, is_asked: false });
        }
    }

    /// Forgets an unresolved request, or looks up its instance.
    fn resolve_unresolved(&mut self, index: usize) {
        let sent = &self.submission(index).sent;
        let Some(sent) = sent.iter().find(|sent| sent.is_unresolved()) else { return };
        let (number, name) = (sent.number, sent.instance.name.clone());
        if self.random.below(2) == 0 {
            self.step(index, Event::Forgotten { number }, None);
            self.forms[index].prompt_at = Some(self.now.monotonic_ms);
        } else {
            let form = Box::new(self.attempts[0].instance.clone());
            self.step(index, Event::LookupRequested { number, form }, None);
            let list = ["[]", "{}", r#"[{"id":1,"name":"a","createdDate":"2023-11-14T22:13:20Z"}]"#];
            let response = respond(200, list[self.random.below(3)]);
            self.step(index, Event::LookupEnded { number, response }, None);
            let sent = self.submission(index).sent.iter().find(|sent| sent.number == number);
            let lookup = sent.map(|sent| &sent.lookup);
            assert!(matches!(lookup, Some(Lookup::Done(_) | Lookup::Failed)), "{lookup:?}");
        }
        let sent = self.submission(index).sent.iter().find(|sent| sent.number == number);
        if sent.is_some_and(SentRequest::is_unresolved) {
            return;
        }
        for post in self.posts.iter_mut().filter(|post| post.state == State::Unknown) {
            if self.attempts[post.attempt_index].instance.name == name {
                post.state = State::Settled;
            }
        }
    }

    fn tick(&mut self, index: usize) {
        let is_cancel = self.random.below(2) == 0;
        if is_cancel {
            // Declines the questions.
            self.forms[index].pending_confirmation = None;
        }
        self.step(index, if is_cancel { Event::Cancelled } else { Event::Ticked }, None);
        if let Phase::InFlight { since_ms, seconds } = self.submission(index).phase() {
            assert!(seconds <= (self.now.monotonic_ms - since_ms) / 1_000);
        }
    }

    /// Copies or dismisses a token.
    fn use_token(&mut self, index: usize) {
        let (is_copied, was_readable) = (self.random.below(4) == 0, self.was_readable(index));
        let at = self.now.monotonic_ms;
        let form = &mut self.forms[index];
        let Some(token) = form.tokens.last_mut().filter(|_| form.is_attached) else { return };
        let number = token.number;
        if is_copied {
            token.is_kept = true;
            return self.step(index, Event::Kept { number }, None);
        }
        let may_go = token.is_kept || token.is_asked && was_readable;
        if !may_go {
            token.is_asked = true;
            form.prompt_at = Some(at);
        }
        self.step(index, Event::Dismissed { number }, None);
        let is_shown = self.submission(index).received.iter().any(|received| received.number == number);
        assert_eq!(is_shown, !may_go, "a token is dismissed if it was kept, or by a second click");
        if may_go {
            self.forms[index].tokens.pop();
        }
    }

    /// Reloads the page, losing any request in flight.
    fn reload(&mut self) {
        let is_lost = |post: &&mut Post| matches!(post.state, State::InFlight | State::Unknown);
        for post in self.posts.iter_mut().filter(is_lost) {
            post.state = State::Unknown;
        }
        self.unsent += self.forms.iter().filter(|form| form.awaited_lock.is_some()).count();
        self.load += 1;
        self.submissions = Submissions::default();
        self.forms.clear();
        self.locks.clear();
        self.warned_lines.clear();
        self.warned.clear();
        self.earlier_lines = self.storage.values().flat_map(|text| text.lines()).map(Into::into).collect();
        self.now.monotonic_ms = 0;
    }
}
