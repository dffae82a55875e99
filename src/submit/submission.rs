//! What is known of the request: how far it has come, what a person was asked, and what it led to.

use leptos::prelude::*;
use model::instance::Instance;
use model::messages::Message;
use model::response::{LookupResult, Outcome};
use model::submission::{Confirmation, ElementId, Event, Prompt, Record};
use web_sys::AbortController;

use crate::form::share_link;
use crate::state::form::Form;
use crate::state::slot;
use crate::state::submission::SubmissionState;
use crate::submit::register;

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

/// A request that created an instance, or may have, and what was found of it.
#[derive(Clone)]
pub struct Sent {
    pub record: Record,
    pub check: RwSignal<Check>,
}

/// Whether it was looked for.
#[derive(Clone)]
pub enum Check {
    /// No.
    Not,
    /// It is being done.
    Looking,
    /// So it is.
    Looked(LookupResult),
    /// It could not be done.
    Failed,
    /// The list of instances was refused so.
    Refused(Outcome),
    /// This has to be done first.
    Needs(Message),
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
    /// What has to be confirmed.
    pub asks: RwSignal<Vec<Confirmation>>,
    /// The last number that was given out before this form: outcomes up to it do not take the focus.
    pub last_known: usize,
}

impl Exchange {
    /// That of `form`.
    pub fn of(form: Form) -> Self {
        form.once(form.exchange, || Self::new(form))
    }

    fn new(form: Form) -> Self {
        let submission = Submission::of(form);
        let this = Self { asks: RwSignal::new(Vec::new()), last_known: submission.count.get_value() };
        submission.latest_form.set_value(Some((form, this)));
        register::step(submission, Event::Attached(submission.state.storage_key.get_value()));
        this
    }

    /// Hides what has to be confirmed: it cannot be confirmed any more.
    pub fn withdraw(self, form: Form) {
        self.asks.set(Vec::new());
        register::step(Submission::of(form), Event::Withdrawn);
    }
}

/// The requests of an element and their outcomes. It belongs to the element, not to its form: a request in flight goes
/// on where the form leaves the page, and the element's next form shows its outcome.
#[derive(Clone, Copy)]
pub struct Submission {
    /// The part that is in the first file.
    pub state: SubmissionState,
    /// Its number in the register of the page.
    pub id: ElementId,
    /// The form that shows it, or showed it last.
    latest_form: StoredValue<Option<(Form, Exchange)>>,
    pub life: RwSignal<Life>,
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
}

impl Submission {
    /// Returns the submission of the form's element.
    pub fn of(form: Form) -> Self {
        let state = form.submission;
        slot::get_or_create(state.requests, &state.owner.read_value(), || Self::new(state))
    }

    fn new(state: SubmissionState) -> Self {
        let this = Self {
            state,
            id: register::add(),
            latest_form: StoredValue::new(None),
            life: RwSignal::new(Life::Idle),
            sent: RwSignal::new(Vec::new()),
            seconds: RwSignal::new(0),
            made: RwSignal::new(Vec::new()),
            count: StoredValue::new(0),
            is_recalled: StoredValue::new(false),
            aborter: StoredValue::new_local(None),
        };
        register::follow(this);
        // An element that is gone keeps no other from sending.
        on_cleanup(move || register::leave(this));
        this
    }

    /// Returns the form that is in the page; none while the element is out of it.
    pub fn form(self) -> Option<Form> {
        self.latest().map(|(form, _)| form)
    }

    /// Returns the form that is in the page, and what stands against it.
    pub fn latest(self) -> Option<(Form, Exchange)> {
        self.latest_form.get_value().filter(|_| self.state.is_mounted.get_untracked())
    }

    /// Shows what has to be confirmed, in the form that is in the page.
    pub fn show_confirmations(self, required: Vec<Confirmation>) {
        if let Some((_, exchange)) = self.latest() {
            exchange.asks.try_set(required);
        }
    }

    /// Hides the questions that were confirmed.
    pub fn hide_confirmed(self) {
        if let Some((form, exchange)) = self.latest() {
            let confirmed = exchange.asks.try_update(std::mem::take).unwrap_or_default();
            if confirmed.iter().any(|confirmation| matches!(confirmation, Confirmation::Linked(_))) {
                share_link::confirm(form);
            }
        }
    }

    /// Returns whether a press can be an answer to the last question. Of a double click the second one confirms nothing.
    pub fn was_readable(self) -> bool {
        register::with_prompt(self, Prompt::was_readable).unwrap_or_default()
    }

    /// Notes that a question is shown.
    pub fn show_prompt(self) {
        register::with_prompt(self, Prompt::show);
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
        self.sent.with_untracked(|all| all.iter().any(|sent| sent.record.is_unresolved()))
    }

    /// Releases the locks of the form that leaves the page, unless a request is in flight. Returns whether a request is
    /// in flight or has an outcome, so that the element's next form has something to show.
    pub fn detach(self) -> bool {
        register::step(self, Event::Detached);
        self.state.is_busy.get_untracked()
            || matches!(*self.life.read_untracked(), Life::Ended(_))
            || !self.sent.read_untracked().is_empty()
            || !self.made.read_untracked().is_empty()
    }
}
