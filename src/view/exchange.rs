//! What is known of the request: how far it has come, what a person was asked, and what it led to.

use std::fmt;

use element_instance_form::answer::{Looked, Outcome};
use element_instance_form::instance::{FieldId, Instance, LinkedValue, Refusal};
use element_instance_form::request::HttpRequest;
use element_instance_form::words::{self, Word};
use js_sys::{Date, Function};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::AbortController;

use super::form::Form;
use super::submission::{self, SubmissionState};

/// How far the request has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Life {
    /// Nothing was sent.
    Idle,
    /// Create Instance was pressed.
    Checking,
    /// The answer is awaited.
    Sending,
    /// It ended so.
    Ended(Outcome),
}

/// A press of Create Instance: what was in the form then.
pub struct Press {
    pub instance: Instance,
    pub request: HttpRequest,
}

/// What has to be confirmed by pressing once more.
#[derive(Debug, Clone, PartialEq)]
pub enum Ask {
    /// This is dangerous.
    Warning(Refusal),
    /// A link set where data goes.
    Linked(Vec<LinkedValue>),
    /// The same request may have created an instance.
    MayExist,
    /// It has created one, with this id.
    CreatedAlready(String),
    /// Earlier requests may have, with these names.
    EarlierMayExist(String),
    /// The same request was sent from elsewhere in this browser.
    OtherTab,
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Warning(refusal) => write!(f, "{refusal}."),
            Self::Linked(values) => {
                let values: Vec<_> = values.iter().map(ToString::to_string).collect();
                words::LINKED_VALUES.write(f, &[&values.join(", ")])
            }
            Self::MayExist => words::MAY_EXIST.write(f, &[]),
            Self::CreatedAlready(id) => words::CREATED_ALREADY.write(f, &[id]),
            Self::EarlierMayExist(names) => words::EARLIER_MAY_EXIST.write(f, &[names]),
            Self::OtherTab => words::OTHER_TAB.write(f, &[]),
        }
    }
}

/// A request that led to an instance, or may have.
#[derive(Clone)]
pub struct Sent {
    /// Its number among all that this form counts.
    pub number: usize,
    pub instance: Instance,
    pub request: HttpRequest,
    /// When it was sent, in seconds since 1970.
    pub at: i64,
    /// The id of the instance, where it is known.
    pub id: Option<String>,
    /// Whether another was sent since, by a person who had been told of this one.
    pub is_passed: bool,
    /// Whether it was sent before the page was loaded: it is not known with which account.
    pub is_recalled: bool,
    /// What was found of it.
    pub check: RwSignal<Check>,
}

impl Sent {
    /// Whether nobody knows what it led to, or has looked and found nothing.
    pub fn is_open(&self) -> bool {
        let was_absent = |check: &Check| matches!(check, Check::Looked(looked) if looked.is_absent());
        self.id.is_none() && (self.is_recalled || self.check.try_with_untracked(was_absent) != Some(true))
    }
}

/// Whether it was looked for.
#[derive(Clone)]
pub enum Check {
    /// No.
    Not,
    /// It is being done.
    Looking,
    /// So it is.
    Looked(Looked),
    /// It could not be done.
    Failed,
    /// The list of instances was refused so.
    Refused(Outcome),
    /// This has to be done first.
    Needs(Word),
}

/// An answer that is not told twice: of an instance that was created, or may have been.
#[derive(Clone)]
pub struct Made {
    /// Its number among those of this form.
    pub number: usize,
    /// The instance's id, where the answer tells it.
    pub id: Option<String>,
    /// Its token, where the answer tells it.
    pub token: Option<String>,
    /// The answer, as it came.
    pub answer: String,
    /// What was in the form.
    pub instance: Instance,
    /// Whether it was copied or downloaded.
    pub is_kept: RwSignal<bool>,
}

/// What stands against a form, and what a person was asked of it. It goes with the form.
#[derive(Clone, Copy)]
pub struct Exchange {
    /// What stands against what is in the form.
    pub problems: Memo<Vec<Refusal>>,
    /// What Create Instance refused, as told in the summary.
    pub refused: RwSignal<Vec<Refusal>>,
    /// The fields that the API's answer is about.
    pub concerned: RwSignal<Vec<FieldId>>,
    /// What has to be confirmed.
    pub asks: RwSignal<Vec<Ask>>,
    /// For which request that was asked.
    pub asked: StoredValue<Option<HttpRequest>>,
    /// When that was asked, in milliseconds since 1970.
    pub asked_at: StoredValue<f64>,
    /// The last number that was given out before this form: outcomes up to it do not take the focus.
    pub last_known: usize,
}

/// How long a question has to be there before a press can be its answer, in milliseconds.
const READING: f64 = 500.0;

impl Exchange {
    /// Whether a press can be an answer to what was asked last. Of a double click the second one is no answer to what
    /// nobody can have read.
    pub fn may_be_answer(self) -> bool {
        let now = Date::now();
        let was_read = now - self.asked_at.get_value() >= READING;
        if !was_read {
            self.asked_at.set_value(now);
        }
        was_read
    }

    /// That of `form`.
    pub fn of(form: Form) -> Self {
        form.once(form.exchange, || Self::new(form))
    }

    fn new(form: Form) -> Self {
        let submission = Submission::of(form);
        submission.latest_form.set_value(Some(form));
        Self {
            problems: Memo::new(move |_| form.instance.read().check()),
            refused: RwSignal::new(Vec::new()),
            concerned: RwSignal::new(Vec::new()),
            asks: RwSignal::new(Vec::new()),
            asked: StoredValue::new(None),
            asked_at: StoredValue::new(0.0),
            last_known: submission.count.get_value(),
        }
    }
}

/// The requests of an element and their outcomes. It belongs to the element, not to its form: a request in flight goes
/// on where the form leaves the page, and the element's next form shows its outcome.
#[derive(Clone, Copy)]
pub struct Submission {
    /// The part that is in the first file.
    pub state: SubmissionState,
    /// The form that shows it, or showed it last.
    latest_form: StoredValue<Option<Form>>,
    pub life: RwSignal<Life>,
    /// What is on its way, and since when, in seconds since 1970.
    pub underway: StoredValue<Option<(i64, Instance)>>,
    /// The last one at the end.
    pub sent: RwSignal<Vec<Sent>>,
    /// How long the answer has been awaited, in seconds.
    pub seconds: RwSignal<i64>,
    /// The newest first, until they are dismissed.
    pub made: RwSignal<Vec<Made>>,
    /// The last number that was given out.
    pub count: StoredValue<usize>,
    /// Whether the records in the session storage were read.
    pub is_recalled: StoredValue<bool>,
    /// What gives up waiting.
    pub aborter: StoredValue<Option<AbortController>, LocalStorage>,
    /// What lets other pages send the requests that these names stand for.
    pub claims: StoredValue<Vec<(String, Function)>, LocalStorage>,
}

impl Submission {
    /// Returns the submission of the form's element.
    pub fn of(form: Form) -> Self {
        let state = form.submission;
        submission::once(state.requests, &state.owner.read_value(), || Self::new(state))
    }

    fn new(state: SubmissionState) -> Self {
        let this = Self {
            state,
            latest_form: StoredValue::new(None),
            life: RwSignal::new(Life::Idle),
            underway: StoredValue::new(None),
            sent: RwSignal::new(Vec::new()),
            seconds: RwSignal::new(0),
            made: RwSignal::new(Vec::new()),
            count: StoredValue::new(0),
            is_recalled: StoredValue::new(false),
            aborter: StoredValue::new_local(None),
            claims: StoredValue::new_local(Vec::new()),
        };
        // An element that is gone keeps no other from sending.
        on_cleanup(move || this.release_all());
        this
    }

    /// Returns the form that is in the page; none while the element is out of it.
    pub fn form(self) -> Option<Form> {
        self.latest_form.get_value().filter(|_| self.state.is_mounted.get_untracked())
    }

    /// Releases all locks, so that other pages can send the same requests.
    pub fn release_all(self) {
        for (_, free) in self.claims.try_update_value(std::mem::take).unwrap_or_default() {
            let _ = free.call0(&JsValue::UNDEFINED);
        }
    }

    /// Creates a signal that lasts as long as the submission.
    pub fn signal<T: Send + Sync + 'static>(self, value: T) -> RwSignal<T> {
        self.state.owner.read_value().with(|| RwSignal::new(value))
    }

    /// A number that nothing else here has.
    pub fn number(self) -> usize {
        let number = self.count.get_value() + 1;
        self.count.set_value(number);
        number
    }

    /// Whether it is not known of any request what it led to.
    pub fn is_undecided(self) -> bool {
        self.sent.with_untracked(|all| all.iter().any(Sent::is_open))
    }

    /// Releases the locks of the form that leaves the page, unless a request is in flight. Returns whether a request is
    /// in flight or has an outcome, so that the element's next form has something to show.
    pub fn detach(self) -> bool {
        if self.state.is_busy.get_untracked() {
            return true;
        }
        self.release_all();
        matches!(*self.life.read_untracked(), Life::Ended(_))
            || !self.sent.read_untracked().is_empty()
            || !self.made.read_untracked().is_empty()
    }
}
