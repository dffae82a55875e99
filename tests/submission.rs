//! Random interleavings of events on a page with several forms, checked against the rules for records, locks and
//! confirmations: no instance is created twice unasked. `SEED` repeats a run.

#![allow(missing_docs)]

mod generated;

use generated::{Random, seed_of_now, seed_or};
use std::collections::{BTreeMap, BTreeSet};

use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use model::submission::{Attempt, Confirmation, Effect, ElementId, Event, Lookup, Now, PageState, Prompt, Register};

const SEQUENCES: u64 = 1_000;
const STEPS: usize = 150;
/// The time for which a confirmation must be visible before it counts, in milliseconds.
const MIN_VISIBLE_MS: u64 = 500;

fn attempt(name: &str, secret: &str) -> Attempt {
    let instance = Instance {
        user_secret: "u=".into(),
        organization_secret: "o".into(),
        name: name.into(),
        fields: vec!["https://mycoolstore.com".into(), "ck_1".into(), secret.into()],
        ..Instance::empty(Definition::woocommerce())
    };
    Attempt { request: HttpRequest::create_instance(&instance), instance }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum State {
    InFlight,
    Unknown,
    Created,
    NotCreated,
    /// The user checked or dismissed it.
    Settled,
}

/// A request that reached the API.
#[derive(Debug)]
struct Post {
    attempt_index: usize,
    element: ElementId,
    load: usize,
    state: State,
}

#[derive(Debug, Default)]
struct Form {
    id: ElementId,
    html_id: usize,
    place: String,
    is_attached: bool,
    has_started: bool,
    /// The lock that the form waits for, and the pending attempt.
    awaited_lock: Option<(String, usize)>,
    is_sending: bool,
    /// The attempt that needs confirmation, when it was shown, and its questions.
    pending_confirmation: Option<(usize, u64, Vec<Confirmation>)>,
    /// The questions that the press confirmed.
    confirmed: Vec<Confirmation>,
    /// The number of requests that the API had received at the press.
    posts_at_press: usize,
    /// The stored records at the press that require a confirmation.
    unconfirmed_at_press: Vec<String>,
}

struct World {
    random: Random,
    attempts: Vec<Attempt>,
    register: Register,
    forms: Vec<Form>,
    storage: BTreeMap<String, String>,
    has_storage: bool,
    has_locks: bool,
    locks: BTreeSet<String>,
    other_tab: BTreeSet<String>,
    now: Now,
    load: usize,
    posts: Vec<Post>,
    /// The stored records that a user of this page was warned about before sending another request.
    warned_records: BTreeSet<String>,
    /// The records that earlier pages left.
    earlier_records: BTreeSet<String>,
    presses: usize,
    /// The number of presses that led to a confirmation, came too early, or were lost with the page.
    unsent: usize,
    log: Vec<String>,
}

impl World {
    fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let (has_storage, has_locks) = (random.below(4) > 0, random.below(3) > 0);
        Self {
            random,
            // The third form differs only in a secret, so it has the lock of the first.
            attempts: vec![attempt("a", "cs_1"), attempt("b", "cs_1"), attempt("a", "cs_2")],
            register: Register::default(),
            forms: Vec::new(),
            storage: BTreeMap::new(),
            has_storage,
            has_locks,
            locks: BTreeSet::new(),
            other_tab: BTreeSet::new(),
            now: Now { monotonic_ms: 10_000, unix_seconds: 1_700_000_000 },
            load: 0,
            posts: Vec::new(),
            warned_records: BTreeSet::new(),
            earlier_records: BTreeSet::new(),
            presses: 0,
            unsent: 0,
            log: Vec::new(),
        }
    }

    fn places(&self) -> Vec<String> {
        self.forms.iter().filter(|form| form.is_attached).map(|form| form.place.clone()).collect()
    }

    fn surroundings(&self) -> PageState {
        PageState { storage_keys: self.places(), stored: self.storage.clone().into_iter().collect() }
    }

    /// Returns the stored records that a form at this position must ask about.
    fn unconfirmed_records(&self, place: &str) -> Vec<String> {
        let places = self.places();
        let open = self.storage.iter().filter(|(key, _)| *key == place || !places.contains(key));
        open.flat_map(|(_, text)| text.lines()).map(Into::into).collect()
    }

    fn step(&mut self, index: usize, event: Event, attempt_index: Option<usize>) {
        let id = self.forms[index].id;
        let effects = self.register.step(id, event, self.now);
        for effect in effects {
            self.log.push(format!("    {id}: {}", format!("{effect:?}").chars().take(160).collect::<String>()));
            match effect {
                Effect::Ask(required) => {
                    assert!(!required.is_empty(), "an empty question");
                    self.unsent += 1;
                    let form = &mut self.forms[index];
                    form.awaited_lock = None;
                    if form.is_attached {
                        form.pending_confirmation =
                            attempt_index.map(|attempt_index| (attempt_index, self.now.monotonic_ms, required));
                    }
                }
                Effect::Ignore => {
                    self.unsent += 1;
                    let at = self.now.monotonic_ms;
                    let pending_confirmation = self.forms[index]
                        .pending_confirmation
                        .as_mut()
                        .expect("only a press that confirms can be too early");
                    assert!(
                        at - pending_confirmation.1 < MIN_VISIBLE_MS,
                        "a question that was readable was not taken as confirmed"
                    );
                    pending_confirmation.1 = at;
                }
                Effect::AcquireLock(name) => {
                    self.confirm(index, attempt_index);
                    self.forms[index].awaited_lock = attempt_index.map(|attempt_index| (name, attempt_index));
                }
                Effect::ReleaseLock(name) => drop(self.locks.remove(&name)),
                Effect::Store { storage_key, text } => {
                    assert!(!text.as_ref().is_some_and(|text| text.contains("cs_") || text.contains("u=")));
                    match text.filter(|_| self.has_storage) {
                        Some(text) => self.storage.insert(storage_key, text),
                        None => self.storage.remove(&storage_key),
                    };
                }
                Effect::Send(attempt) => self.send(index, &attempt),
            }
        }
    }

    /// Treats the shown confirmation as accepted by the press, if it is for the same attempt and was readable.
    fn confirm(&mut self, index: usize, attempt_index: Option<usize>) {
        let at = self.now.monotonic_ms;
        let pending_confirmation = self.forms[index].pending_confirmation.take();
        let is_same =
            |(about, shown, _): &(usize, u64, _)| Some(*about) == attempt_index && at - shown >= MIN_VISIBLE_MS;
        self.forms[index].posts_at_press = self.posts.len();
        self.forms[index].unconfirmed_at_press = self.unconfirmed_records(&self.forms[index].place);
        self.forms[index].confirmed = pending_confirmation
            .filter(is_same)
            .map(|(_, _, pending_confirmation)| pending_confirmation)
            .unwrap_or_default();
    }

    fn send(&mut self, index: usize, attempt: &Attempt) {
        let attempt_index =
            self.attempts.iter().position(|attempt_index| attempt_index == attempt).expect("what was pressed is sent");
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
        // Records of earlier pages require one confirmation.
        let name = format!("\"name\":\"{}\"", attempt.instance.name);
        let lines = std::mem::take(&mut self.forms[index].unconfirmed_at_press);
        let unwarned =
            lines.iter().find(|line| self.earlier_records.contains(*line) && !self.warned_records.contains(*line));
        assert!(is_confirmed || unwarned.is_none(), "nobody asked about {unwarned:?}");
        let is_earlier = |confirmation: &Confirmation| {
            matches!(confirmation, Confirmation::EarlierMayExist(_) | Confirmation::MayExist)
        };
        if confirmed.iter().any(is_earlier) {
            self.warned_records.extend(lines);
        }
        self.posts.push(Post { attempt_index, element: id, load: self.load, state: State::InFlight });
        self.forms[index].awaited_lock = None;
        if self.has_storage {
            assert!(self.storage.values().any(|text| text.contains(&name)), "sent before it was stored");
        }
    }

    fn post_of(&mut self, index: usize) -> &mut Post {
        let (id, load) = (self.forms[index].id, self.load);
        let mut posts = self.posts.iter_mut();
        posts.find(|post| post.element == id && post.load == load && post.state == State::InFlight).unwrap()
    }

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
            let page = self.surroundings();
            self.step(index, Event::Started(page), None);
        }
    }

    fn add(&mut self) {
        let (id, html_id) = (self.register.add(), self.random.below(3));
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
        let page = self.surroundings();
        let attempt = Box::new(self.attempts[attempt_index].clone());
        let before = (self.posts.len(), self.unsent);
        self.presses += usize::from(!is_busy);
        self.step(index, Event::Submitted { attempt, warnings: Vec::new(), page }, Some(attempt_index));
        if is_busy {
            assert_eq!((self.posts.len(), self.unsent), before, "a press while it sends did something");
        }
    }

    fn random_step(&mut self) {
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
                self.step(index, Event::LockAnswered { is_granted }, Some(attempt_index));
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
                let records = self.register.records(self.forms[index].id);
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
        self.register = Register::default();
        self.forms.clear();
        self.locks.clear();
        self.warned_records.clear();
        self.earlier_records = self.storage.values().flat_map(|text| text.lines()).map(Into::into).collect();
        self.now.monotonic_ms = 0;
    }

    fn check(&self) {
        let waiting = self.forms.iter().filter(|form| form.awaited_lock.is_some()).count();
        assert_eq!(self.posts.len() + self.unsent + waiting, self.presses, "a press is one request, or none");
    }
}

#[test]
fn random_interleavings_create_the_confirmed_instances() {
    let first = seed_or(seed_of_now());
    let (mut posts, mut presses, mut questions) = (0, 0, 0);
    for seed in first..first + SEQUENCES {
        let mut world = World::new(seed);
        let run = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for _ in 0..STEPS {
                world.random_step();
                world.check();
            }
        }));
        assert!(run.is_ok(), "SEED={seed}\n{}", world.log.join("\n"));
        posts += world.posts.len();
        presses += world.presses;
        questions += world.unsent;
    }
    println!(
        "submission: {SEQUENCES} interleavings from SEED={first}: {presses} presses, {posts} requests, {questions} not sent"
    );
    assert!(posts > 1_000 && questions > 1_000);
}

#[test]
fn a_confirmation_must_be_visible_long_enough_whatever_the_wall_clock() {
    let at = |monotonic_ms, unix_seconds| Now { monotonic_ms, unix_seconds };
    let mut prompt = Prompt::default();
    prompt.show(at(1_000, 0));
    assert!(!prompt.was_readable(at(1_001, 9_999_999)), "the wall clock jumped ahead");
    assert!(!prompt.was_readable(at(1_500, 0)), "the press before began the wait anew");
    assert!(prompt.was_readable(at(2_000, -9_999_999)), "the wall clock jumped back");
    assert!(!prompt.was_readable(at(10, 0)), "a clock that went back answers nothing");
}

/// A record stored with a wrong clock still requires a confirmation.
#[test]
fn a_stored_record_of_any_time_requires_confirmation() {
    for unix_seconds in [i64::MIN, -1, 0, 1_700_000_000, i64::MAX] {
        let (mut register, mut stored) = (Register::default(), Vec::new());
        let element = register.add();
        let now = Now { monotonic_ms: 1_000, unix_seconds };
        let submitted = |place: &str, stored: &[(String, String)]| Event::Submitted {
            attempt: Box::new(attempt("a", "cs_1")),
            warnings: Vec::new(),
            page: PageState { storage_keys: vec![place.into()], stored: stored.to_vec() },
        };
        register.step(element, Event::Attached("/ 0".into()), now);
        register.step(element, submitted("/ 0", &stored), now);
        for effect in register.step(element, Event::LockResolved { is_granted: true }, now) {
            if let Effect::Store { storage_key, text: Some(text) } = effect {
                stored.push((storage_key, text));
            }
        }
        // The next page, at the same position and at another one.
        for place in ["/ 0", "/ other"] {
            let mut register = Register::default();
            let element = register.add();
            register.step(element, Event::Attached(place.into()), now);
            let effects = register.step(element, submitted(place, &stored), now);
            let pending_confirmation = Effect::Ask(vec![Confirmation::EarlierMayExist("a".into())]);
            assert!(effects.contains(&pending_confirmation), "{unix_seconds} at {place}: {effects:?}");
        }
    }
}
