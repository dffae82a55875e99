//! A simulated browser tab with forms, storage, locks, other tabs and the API.

mod events;

use std::collections::{BTreeMap, BTreeSet};

use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use model::submission::{Attempt, Confirmation, Effect, ElementId, Event, Now, PageState, RequestLog};

use crate::generated::Random;

/// The time for which a confirmation must be visible before it counts, in milliseconds.
const MIN_VISIBLE_MS: u64 = 500;

pub fn attempt(name: &str, secret: &str) -> Attempt {
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
pub struct Post {
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

pub struct World {
    random: Random,
    attempts: Vec<Attempt>,
    requests: RequestLog,
    forms: Vec<Form>,
    storage: BTreeMap<String, String>,
    has_storage: bool,
    has_locks: bool,
    locks: BTreeSet<String>,
    other_tab: BTreeSet<String>,
    now: Now,
    load: usize,
    pub posts: Vec<Post>,
    /// The stored records that a user of this page was warned about before sending another request.
    warned_records: BTreeSet<String>,
    /// The records that earlier pages left.
    earlier_records: BTreeSet<String>,
    pub presses: usize,
    /// The number of presses that led to a confirmation, came too early, or were lost with the page.
    pub unsent: usize,
    pub log: Vec<String>,
}

impl World {
    pub fn new(seed: u64) -> Self {
        let mut random = Random(seed);
        let (has_storage, has_locks) = (random.below(4) > 0, random.below(3) > 0);
        Self {
            random,
            // The third form differs only in a secret, so it has the lock of the first.
            attempts: vec![attempt("a", "cs_1"), attempt("b", "cs_1"), attempt("a", "cs_2")],
            requests: RequestLog::default(),
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

    fn page_state(&self) -> PageState {
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
        let effects = self.requests.step(id, event, self.now);
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
                Effect::Store { storage_key: place, text } => {
                    assert!(!text.as_ref().is_some_and(|text| text.contains("cs_") || text.contains("u=")));
                    match text.filter(|_| self.has_storage) {
                        Some(text) => self.storage.insert(place, text),
                        None => self.storage.remove(&place),
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

    pub fn check(&self) {
        let waiting = self.forms.iter().filter(|form| form.awaited_lock.is_some()).count();
        assert_eq!(self.posts.len() + self.unsent + waiting, self.presses, "a press is one request, or none");
    }
}
