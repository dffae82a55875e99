//! Carries out the effects of the state machine: requests, timers, locks, storage and the focus.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use model::request::HttpRequest;
use model::response::{Failure, RawResponse, TransportError};
use model::submission::{Attempt, Effect, Event};
use web_sys::{AbortController, Element};

use super::locks;
use crate::custom_element::events;
use crate::form::share_link;
use crate::runtime::executor;
use crate::state::form::Form;
use crate::state::host::{CREATE_ID, OUTCOME_ID};
use crate::state::session_storage;
use crate::state::view::Tab;
use crate::submit::submission::SubmissionState;

impl SubmissionState {
    /// Carries out an effect. Those of the form are left out while the element has none.
    pub(super) fn carry_out(self, effect: Effect) {
        match effect {
            Effect::ReleaseLock(name) => locks::release(&name),
            Effect::Store { storage_key, text } => {
                session_storage::store(&storage_key, session_storage::SENT, text.as_deref());
            }
            Effect::EnableSubmit => self.flags.is_busy.set(false),
            Effect::ShowOutcome => self.flags.is_answer_wanted.set(true),
            Effect::Ask => self.phase.notify(),
            Effect::AcquireLock(name) => self.acquire_lock(name),
            Effect::Send(attempt) => self.send(attempt),
            Effect::LookUp { number, request } => self.look_up(number, request),
            Effect::Abort => self.transport.with_value(|transport| {
                if let Some(controller) = transport.as_ref().and_then(|transport| transport.controller.as_ref()) {
                    controller.abort();
                }
            }),
            Effect::Announce(outcome) => {
                if let Some(host) = self.host() {
                    events::outcome(&host, &outcome);
                }
            }
            effect => {
                if let Some(form) = self.form.get_value() {
                    carry_out_in(form, effect);
                }
            }
        }
    }

    /// Returns the element while a request is pending.
    fn host(self) -> Option<Element> {
        self.transport.with_value(|transport| transport.as_ref().map(|transport| transport.host.clone()))
    }

    fn acquire_lock(self, name: String) {
        let Some(host) = self.host() else { return };
        leptos::task::spawn_local(async move {
            let is_granted = locks::acquire(&host, name).await;
            self.dispatch(Event::LockResolved { is_granted });
        });
    }

    fn send(self, attempt: Arc<Attempt>) {
        let controller = AbortController::new().ok();
        self.transport.update_value(|transport| {
            if let Some(transport) = transport {
                transport.controller.clone_from(&controller);
            }
        });
        let tick = move || {
            self.dispatch(Event::Ticked);
            executor::run();
        };
        let ticking = set_interval_with_handle(tick, Duration::from_secs(1));
        leptos::task::spawn_local(async move {
            let response = fetch(&attempt.request, controller).await;
            if let Ok(ticking) = ticking {
                ticking.clear();
            }
            self.dispatch_with(|| Event::Responded { response, is_typing: self.is_typing(&attempt) });
        });
    }

    /// Returns whether the user has changed the form since the attempt and is typing.
    fn is_typing(self, attempt: &Attempt) -> bool {
        self.form.get_value().is_some_and(|form| form.types_on(&attempt.instance))
    }

    fn look_up(self, number: usize, request: Box<HttpRequest>) {
        leptos::task::spawn_local(async move {
            let response = fetch(&request, AbortController::new().ok()).await;
            self.dispatch(Event::LookupEnded { number, response });
        });
    }
}

async fn fetch(request: &HttpRequest, controller: Option<AbortController>) -> Result<RawResponse, TransportError> {
    match controller {
        Some(controller) => crate::api::send(request, &controller).await,
        None => Err(Failure::NotSent.into()),
    }
}

/// Carries out an effect in the form that is in the page.
fn carry_out_in(form: Form, effect: Effect) {
    match effect {
        Effect::ShowErrors(errors) => {
            form.field_errors().rejected.set(errors);
            form.field_errors().affected.set(Vec::new());
        }
        Effect::MarkFields(fields) => form.mark_affected(fields),
        Effect::SelectOutcomeTab if form.view.tab.get_untracked() != Tab::All => form.view.tab.set(Tab::Response),
        Effect::ConfirmLinked => share_link::confirm(form),
        Effect::FocusSubmit => form.host.focus(CREATE_ID),
        Effect::FocusOutcome => request_animation_frame(move || form.host.focus(OUTCOME_ID)),
        Effect::FocusOutcomeIfOutOfSight => request_animation_frame(move || {
            if form.host.is_out_of_sight(OUTCOME_ID) {
                form.host.focus(OUTCOME_ID);
            }
        }),
        _ => {}
    }
}
