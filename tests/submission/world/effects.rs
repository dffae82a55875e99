//! Carries out the effects of an event, and checks that they are allowed.

use model::submission::{Attempt, Confirmation, Effect, Event, Phase};

use super::{Post, State, World};
use crate::samples::SECRETS;

impl World {
    /// Handles an event. A press is about the attempt with this index.
    pub fn step(&mut self, index: usize, event: Event, attempt_index: Option<usize>) {
        let id = self.forms[index].id;
        let is_press = attempt_index.is_some();
        let effects = self.submissions.step(id, event, self.now);
        let has = |is: fn(&Effect) -> bool| effects.iter().any(is);
        let is_asked = has(|effect| matches!(effect, Effect::Ask));
        let is_rejected = has(|effect| matches!(effect, Effect::ShowErrors(errors) if !errors.is_empty()));
        let is_aborted = has(|effect| matches!(effect, Effect::Abort));
        assert!(!is_aborted || self.forms[index].is_sending, "there is nothing to abort");
        for effect in effects {
            self.log(|_| format!("    {id}: {effect:?}"));
            match effect {
                Effect::Ask => self.ask(index, attempt_index),
                Effect::EnableSubmit => {
                    self.forms[index].is_disabled = false;
                    if is_press {
                        self.forms[index].awaited_lock = None;
                        self.unsent += 1;
                        if is_rejected {
                            self.forms[index].pending_confirmation = None;
                        } else if !is_asked && self.forms[index].is_attached {
                            self.ignore(index);
                        }
                    }
                }
                Effect::AcquireLock(name) => {
                    self.confirm(index, attempt_index);
                    self.forms[index].awaited_lock = attempt_index.map(|attempt_index| (name, attempt_index));
                }
                Effect::ReleaseLock(name) => drop(self.locks.remove(&name)),
                Effect::Store { storage_key, text } => {
                    let is_secret = |text: &String| SECRETS.iter().any(|secret| text.contains(secret));
                    assert!(!text.as_ref().is_some_and(is_secret), "a secret is stored: {text:?}");
                    match text.filter(|_| self.has_storage) {
                        Some(text) => self.storage.insert(storage_key, text),
                        None => self.storage.remove(&storage_key),
                    };
                }
                Effect::Send(attempt) => self.send(index, &attempt),
                _ => {}
            }
        }
    }

    fn ask(&mut self, index: usize, attempt_index: Option<usize>) {
        let Phase::Confirming(questions) = self.submission(index).phase() else { panic!("there is no question") };
        assert!(!questions.is_empty(), "an empty question");
        assert!(self.forms[index].is_attached, "nobody can see the question");
        // A request is asked about until the user has sent another one knowing of it.
        for question in &questions {
            let Confirmation::EarlierMayExist(names) = question else { continue };
            // A denied lock asks the same questions again, with one more.
            if self.forms[index].awaited_lock.is_some() {
                continue;
            }
            let own = self.submission(index).sent.iter();
            let own = own.filter(|sent| sent.is_unresolved() && !self.warned.contains(&sent.number)).count();
            let others = self.forms.iter().filter(|form| !form.is_attached && form.is_sending).count();
            assert!(names.split(", ").count() <= own + others, "asked twice about one of {names}");
        }
        self.forms[index].prompt_at = Some(self.now.monotonic_ms);
        self.forms[index].pending_confirmation = attempt_index.map(|attempt_index| (attempt_index, questions));
    }

    /// A press that came too early to confirm the questions.
    fn ignore(&mut self, index: usize) {
        assert!(self.forms[index].pending_confirmation.is_some(), "only a press that confirms can be too early");
        assert!(!self.was_readable(index), "a question that was readable was not taken as confirmed");
        self.forms[index].prompt_at = Some(self.now.monotonic_ms);
    }

    /// Treats the shown confirmation as accepted by the press, if it is for the same attempt and was readable.
    fn confirm(&mut self, index: usize, attempt_index: Option<usize>) {
        let was_readable = self.was_readable(index);
        let unresolved = self.submission(index).sent.iter().filter(|sent| sent.is_unresolved());
        let unresolved = unresolved.map(|sent| sent.number).collect();
        let unconfirmed = self.unconfirmed_lines(&self.forms[index].storage_key);
        let posts = self.posts.len();
        let form = &mut self.forms[index];
        (form.posts_at_press, form.unresolved_at_press, form.unconfirmed_at_press) = (posts, unresolved, unconfirmed);
        let is_same = |(about, _): &(usize, _)| Some(*about) == attempt_index && was_readable;
        let confirmed = form.pending_confirmation.take().filter(is_same);
        form.confirmed = confirmed.map(|(_, questions)| questions).unwrap_or_default();
    }

    fn send(&mut self, index: usize, attempt: &Attempt) {
        let is_sent = |known: &std::sync::Arc<Attempt>| std::ptr::eq(&raw const **known, attempt);
        let attempt_index = self.attempts.iter().position(is_sent).expect("what was pressed is sent");
        if self.forms[index].awaited_lock.is_none() {
            self.confirm(index, Some(attempt_index));
        }
        let id = self.forms[index].id;
        assert!(!std::mem::replace(&mut self.forms[index].is_sending, true), "two requests at a time");
        let confirmed = std::mem::take(&mut self.forms[index].confirmed);
        let is_confirmed = !confirmed.is_empty();
        let of_this_page = |post: &&Post| {
            post.attempt_index == attempt_index
                && post.load == self.load
                && !matches!(post.state, State::NotCreated | State::Settled)
        };
        let before = self.forms[index].posts_at_press;
        // A pressed form that waits for its lock counts as well.
        let waiting = self
            .forms
            .iter()
            .find(|form| form.id != id && form.awaited_lock.as_ref().is_some_and(|(_, it)| *it == attempt_index));
        assert!(waiting.is_none() || is_confirmed || before < self.posts.len(), "another one is about to be sent");
        if let Some(post) = self.posts[..before].iter().find(of_this_page) {
            assert!(is_confirmed, "sent twice without a question: {post:?}");
        }
        // Requests of earlier pages require one confirmation.
        let lines = std::mem::take(&mut self.forms[index].unconfirmed_at_press);
        let unwarned =
            lines.iter().find(|line| self.earlier_lines.contains(*line) && !self.warned_lines.contains(*line));
        assert!(is_confirmed || unwarned.is_none(), "nobody asked about {unwarned:?}");
        if confirmed.iter().any(|question| matches!(question, Confirmation::EarlierMayExist(_))) {
            self.warned.extend(std::mem::take(&mut self.forms[index].unresolved_at_press));
            self.warned_lines.extend(lines);
        } else if confirmed.contains(&Confirmation::MayExist) {
            self.warned_lines.extend(lines);
        }
        self.posts.push(Post { attempt_index, element: id, load: self.load, state: State::InFlight });
        self.forms[index].awaited_lock = None;
        if self.has_storage {
            let name = format!("\"name\":\"{}\"", attempt.instance.name);
            assert!(self.storage.values().any(|text| text.contains(&name)), "sent before it was stored");
        }
    }
}
