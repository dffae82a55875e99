//! A simulated browser tab with forms, storage, locks, other tabs and the API.

mod effects;
mod events;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::submission::{Arrival, Attempt, Confirmation, ElementId, Now, PageState, Phase, Submission, Submissions};

use crate::generated::Random;

/// The time for which a confirmation must be visible before it counts, in milliseconds.
const MIN_VISIBLE_MS: u64 = 500;

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

/// A received token.
#[derive(Debug)]
struct Token {
    /// The number of the received instance.
    number: usize,
    text: String,
    is_kept: bool,
    /// **Dismiss** was clicked once.
    is_asked: bool,
}

#[derive(Debug, Default)]
struct Form {
    id: ElementId,
    html_id: usize,
    storage_key: String,
    is_attached: bool,
    /// The button of the form is disabled.
    is_disabled: bool,
    /// The lock that the form waits for, and the pending attempt.
    awaited_lock: Option<(String, usize)>,
    is_sending: bool,
    /// The attempt that needs confirmation, and its questions.
    pending_confirmation: Option<(usize, Vec<Confirmation>)>,
    /// The time of the last question of any kind, or of the last click that came too early.
    prompt_at: Option<u64>,
    /// The questions that the press confirmed.
    confirmed: Vec<Confirmation>,
    /// The unresolved requests at the press.
    unresolved_at_press: Vec<usize>,
    /// The number of requests that the API had received at the press.
    posts_at_press: usize,
    /// The stored requests at the press that require a confirmation.
    unconfirmed_at_press: Vec<String>,
    tokens: Vec<Token>,
}

pub struct World {
    random: Random,
    attempts: [Arc<Attempt>; 4],
    submissions: Submissions,
    forms: Vec<Form>,
    storage: BTreeMap<String, String>,
    has_storage: bool,
    has_locks: bool,
    locks: BTreeSet<String>,
    other_tab: BTreeSet<String>,
    now: Now,
    load: usize,
    pub posts: Vec<Post>,
    /// The stored requests that a user of this page was warned about before sending another request.
    warned_lines: BTreeSet<String>,
    /// The numbers of the requests of this page that the user was warned about before sending another request.
    warned: BTreeSet<usize>,
    /// The requests that earlier pages left.
    earlier_lines: BTreeSet<String>,
    pub presses: usize,
    /// The number of presses that led to a confirmation or an error, came too early, or were lost with the page.
    pub unsent: usize,
    /// The number of received tokens.
    pub tokens: usize,
    is_logged: bool,
    pub log: Vec<String>,
}

impl World {
    pub fn new(seed: u64, attempts: [Arc<Attempt>; 4], is_logged: bool) -> Self {
        let mut random = Random(seed);
        let (has_storage, has_locks) = (random.below(4) > 0, random.below(3) > 0);
        Self {
            random,
            attempts,
            submissions: Submissions::default(),
            forms: Vec::new(),
            storage: BTreeMap::new(),
            has_storage,
            has_locks,
            locks: BTreeSet::new(),
            other_tab: BTreeSet::new(),
            now: Now { monotonic_ms: 10_000, unix_seconds: 1_700_000_000 },
            load: 0,
            posts: Vec::new(),
            warned_lines: BTreeSet::new(),
            warned: BTreeSet::new(),
            earlier_lines: BTreeSet::new(),
            presses: 0,
            unsent: 0,
            tokens: 0,
            is_logged,
            log: Vec::new(),
        }
    }

    fn log(&mut self, line: impl FnOnce(&Self) -> String) {
        if self.is_logged {
            let line = line(self).chars().take(160).collect();
            self.log.push(line);
        }
    }

    fn submission(&self, index: usize) -> &Submission {
        self.submissions.get(self.forms[index].id).expect("an element of the page")
    }

    fn storage_keys(&self) -> Vec<String> {
        self.forms.iter().filter(|form| form.is_attached).map(|form| form.storage_key.clone()).collect()
    }

    fn page_state(&self) -> PageState {
        PageState { storage_keys: self.storage_keys(), stored: self.storage.clone().into_iter().collect() }
    }

    /// Returns the stored requests that a form with this storage key must ask about.
    fn unconfirmed_lines(&self, own: &str) -> Vec<String> {
        let is_used = |key: &str| self.forms.iter().any(|form| form.is_attached && form.storage_key == key);
        let open = self.storage.iter().filter(|(key, _)| *key == own || !is_used(key));
        open.flat_map(|(_, text)| text.lines()).map(Into::into).collect()
    }

    /// Returns whether the form's last question was visible long enough for a click to confirm it.
    fn was_readable(&self, index: usize) -> bool {
        self.forms[index].prompt_at.is_none_or(|at| self.now.monotonic_ms - at >= MIN_VISIBLE_MS)
    }

    fn post_of(&mut self, index: usize) -> &mut Post {
        let (id, load) = (self.forms[index].id, self.load);
        let mut posts = self.posts.iter_mut();
        posts.find(|post| post.element == id && post.load == load && post.state == State::InFlight).unwrap()
    }

    /// Checks what must hold after every event.
    pub fn check(&self) {
        let waiting = self.forms.iter().filter(|form| form.awaited_lock.is_some()).count();
        assert_eq!(self.posts.len() + self.unsent + waiting, self.presses, "a press is one request, or none");
        for (index, form) in self.forms.iter().enumerate() {
            let submission = self.submission(index);
            let phase = submission.phase();
            assert_eq!(matches!(phase, Phase::InFlight { .. }), form.is_sending, "{phase:?}");
            assert_eq!(matches!(phase, Phase::Checking), form.awaited_lock.is_some(), "{phase:?}");
            assert_eq!(phase.is_busy(), form.is_disabled, "the button is disabled while a request is pending");
            let in_flight = submission.sent.iter().filter(|sent| sent.is_in_flight).count();
            assert_eq!(in_flight, usize::from(form.is_sending), "one request in flight");
            let is_asking = matches!(phase, Phase::Confirming(_));
            assert_eq!(is_asking, form.pending_confirmation.is_some(), "the questions are those of the form");
            for token in &form.tokens {
                let received = submission.received.iter().find(|received| received.number == token.number);
                let received = received.unwrap_or_else(|| panic!("{} is lost", token.text));
                assert!(received.response.contains(&token.text), "{} is lost", token.text);
                assert!(token.is_kept || submission.must_confirm_leaving(), "{} can be lost", token.text);
                assert!(form.is_attached || received.arrival == Arrival::Silent, "nobody looks at {}", token.text);
            }
        }
    }
}
