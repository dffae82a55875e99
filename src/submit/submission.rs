//! The state of an element's requests, as signals around the state machine of [`model::submission`]. Views read the
//! signals and dispatch events; nothing here decides anything.

use std::cell::RefCell;
use std::sync::Arc;

use leptos::prelude::*;
use model::submission::{
    Attempt, Effect, ElementId, Event, PageState, Phase, ReceivedInstance, SentRequest, Submission, Submissions,
};
use web_sys::{AbortController, Element};

use crate::runtime::clock::now;
use crate::state::deferred::Deferred;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::panel_state::PanelState;
use crate::state::session_storage;
use crate::state::submission_handle::SubmissionHandle;

thread_local! {
    /// The state machine of all elements of the page.
    static SUBMISSIONS: RefCell<Submissions> = RefCell::default();
    /// The states of the elements that exist.
    static STATES: RefCell<Vec<SubmissionState>> = const { RefCell::new(Vec::new()) };
}

/// The requests of an element and their outcomes. It belongs to the element, not to its form: a request in flight
/// continues if the form leaves the page, and the element's next form shows its outcome.
#[derive(Clone, Copy)]
pub struct SubmissionState {
    /// The part that is in the first file.
    pub handle: SubmissionHandle,
    /// The phase of the request.
    pub phase: RwSignal<Phase>,
    /// The requests that matter, the newest last.
    pub sent: RwSignal<Vec<SentRequest>>,
    /// The received instances, the newest first.
    pub received: RwSignal<Vec<ReceivedInstance>>,
    /// The element's number in the state machine.
    id: ElementId,
    /// The element's form, while it is in the page.
    pub(super) form: StoredValue<Option<(FormState, Deferred)>>,
    /// Set while a request is pending: a reference to the element would keep it from being freed.
    pub(super) transport: StoredValue<Option<Transport>, LocalStorage>,
}

/// The browser objects of a pending request.
pub(super) struct Transport {
    /// The element, which dispatches the outcome as an event.
    pub(super) host: Element,
    /// Aborts the request in flight.
    pub(super) controller: Option<AbortController>,
}

impl SubmissionState {
    /// Returns the state of an element, which has this form from now on. It shows the unresolved requests that the tab
    /// has stored.
    pub fn attach(form: FormState, handle: SubmissionHandle, deferred: Deferred) -> Self {
        let state = Self::of(handle)
            .unwrap_or_else(|| handle.record.with_value(|record| record.owner.clone()).with(|| Self::new(handle)));
        state.form.set_value(Some((form, deferred)));
        let storage_key = handle.storage_key();
        state.dispatch(Event::Attached { storage_key, page: page_state() });
        state
    }

    /// Returns the state of an element that has had a form with this chunk.
    fn of(handle: SubmissionHandle) -> Option<Self> {
        let id = handle.record.with_value(|record| record.id)?;
        STATES.with_borrow(|all| all.iter().find(|state| state.id == id).copied())
    }

    fn new(handle: SubmissionHandle) -> Self {
        let state = Self {
            handle,
            phase: RwSignal::new(Phase::Idle),
            sent: RwSignal::new(Vec::new()),
            received: RwSignal::new(Vec::new()),
            id: SUBMISSIONS.with_borrow_mut(Submissions::add),
            form: StoredValue::new(None),
            transport: StoredValue::new_local(None),
        };
        handle.record.update_value(|record| record.id = Some(state.id));
        STATES.with_borrow_mut(|all| all.push(state));
        on_cleanup(move || {
            STATES.with_borrow_mut(|all| all.retain(|other| other.id != state.id));
            for effect in step(state.id, Event::Dropped) {
                state.carry_out(effect);
            }
        });
        state
    }

    /// Handles an event: steps the state machine, updates the signals and carries out the effects.
    pub fn dispatch(self, event: Event) {
        self.dispatch_with(|| event);
    }

    /// Handles the event that `event` returns. Does nothing if the element is gone: responses and timers may come later
    /// than that.
    pub fn dispatch_with(self, event: impl FnOnce() -> Event) {
        if !STATES.with_borrow(|all| all.iter().any(|other| other.id == self.id)) {
            return;
        }
        for effect in step(self.id, event()) {
            self.carry_out(effect);
        }
        if !self.phase.read_untracked().is_busy() {
            self.transport.set_value(None);
        }
    }

    /// Returns whether the user has to confirm leaving the page.
    pub fn must_confirm_leaving(self) -> bool {
        self.read(Submission::must_confirm_leaving)
    }

    fn read(self, query: fn(&Submission) -> bool) -> bool {
        SUBMISSIONS.with_borrow(|all| all.get(self.id).is_some_and(query))
    }

    /// Copies what changed in the state machine to the signals.
    fn update_signals(self) {
        SUBMISSIONS.with_borrow(|all| {
            let Some(submission) = all.get(self.id) else { return };
            let phase = submission.phase();
            if *self.phase.read_untracked() != phase {
                self.phase.set(phase);
            }
            if *self.sent.read_untracked() != submission.sent {
                self.sent.set(submission.sent.clone());
            }
            if *self.received.read_untracked() != submission.received {
                self.received.set(submission.received.clone());
            }
        });
    }
}

/// Steps the state machine. An event of one element may change the requests of others.
fn step(id: ElementId, event: Event) -> Vec<Effect> {
    let effects = SUBMISSIONS.with_borrow_mut(|all| all.step(id, event, now()));
    for state in STATES.with_borrow(Clone::clone) {
        state.update_signals();
    }
    effects
}

/// Takes the form from its submission. Returns whether the next form has something to show, or `None` if the element has no
/// submission.
pub fn detach(handle: SubmissionHandle) -> Option<bool> {
    let state = SubmissionState::of(handle)?;
    state.dispatch(Event::Detached);
    state.form.set_value(None);
    Some(state.read(Submission::outlives_form))
}

/// Handles a click on **Create Instance**.
pub fn submit(attempt: Attempt) {
    let (state, host): (SubmissionState, Host) = (expect_context(), expect_context());
    let linked = expect_context::<PanelState>().unconfirmed(&attempt.instance);
    let host = host.element();
    state.transport.update_value(|transport| {
        transport.get_or_insert(Transport { host, controller: None });
    });
    state.dispatch(Event::Submitted { attempt: Arc::new(attempt), linked, page: page_state() });
}

/// Returns the forms of the page and the stored requests of the tab.
fn page_state() -> PageState {
    PageState { storage_keys: session_storage::storage_keys(), stored: session_storage::all(session_storage::SENT) }
}
