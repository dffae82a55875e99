//! Carries out the effects of the state machine: requests, timers, locks, storage and the focus.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use model::request::HttpRequest;
use model::submission::{Attempt, Effect, Event};
use web_sys::{AbortController, Element};

use super::locks;
use crate::api;
use crate::runtime::executor;
use crate::state::actions;
use crate::state::deferred::Deferred;
use crate::state::form::FormState;
use crate::state::host::{CREATE_ID, Host, OUTCOME_ID, SUMMARY_ID};
use crate::state::panel_state::PanelState;
use crate::state::session_storage;
use crate::state::validation::Validation;
use crate::state::view::{Tab, ViewState};
use crate::submit::outcome_event::dispatch_outcome;
use crate::submit::submission::SubmissionState;

impl SubmissionState {
    /// Carries out an effect. Those of the form are left out while the element has none.
    pub(super) fn carry_out(self, effect: Effect) {
        match effect {
            Effect::ReleaseLock(name) => locks::release(&name),
            Effect::Store { storage_key, text } => {
                session_storage::store(&storage_key, session_storage::SENT, text.as_deref());
            }
            Effect::EnableSubmit => self.handle.is_busy.set(false),
            Effect::ShowOutcome => self.handle.is_result_wanted.set(true),
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
                    dispatch_outcome(&host, &outcome);
                }
            }
            effect => {
                if let Some((_, deferred)) = self.form.get_value() {
                    deferred.in_form(|| self.carry_out_in_form(effect));
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
            let response = api::send(&attempt.request, controller).await;
            if let Ok(ticking) = ticking {
                ticking.clear();
            }
            self.dispatch_with(|| Event::Responded { response, is_typing: self.is_typing(&attempt) });
        });
    }

    /// Returns whether the user has changed the form since the attempt and is typing.
    fn is_typing(self, attempt: &Attempt) -> bool {
        let types_on = |(form, deferred): (FormState, Deferred)| {
            deferred.in_form(|| actions::types_on(form, expect_context(), &attempt.instance))
        };
        self.form.get_value().and_then(types_on) == Some(true)
    }

    fn look_up(self, number: usize, request: Box<HttpRequest>) {
        leptos::task::spawn_local(async move {
            let response = api::send(&request, AbortController::new().ok()).await;
            self.dispatch(Event::LookupEnded { number, response });
        });
    }

    /// Carries out an effect in the form that is in the page. Called in the form's owner.
    fn carry_out_in_form(self, effect: Effect) {
        let (host, view, errors): (Host, ViewState, Validation) =
            (expect_context(), expect_context(), expect_context());
        match effect {
            Effect::ShowErrors(rejected) => {
                errors.rejected.set(rejected);
                errors.affected.set(Vec::new());
                // Some screen readers announce an alert only inside the focused element.
                leptos::task::spawn_local(async move { host.focus(SUMMARY_ID) });
            }
            Effect::MarkFields(fields) => actions::mark_affected(view, errors, fields),
            Effect::SelectOutcomeTab if view.tab.get_untracked() != Tab::All => view.tab.set(Tab::Response),
            Effect::ConfirmLinked => expect_context::<PanelState>().confirm_linked(self.handle),
            Effect::FocusSubmit => host.focus(CREATE_ID),
            Effect::FocusOutcome => request_animation_frame(move || host.focus(OUTCOME_ID)),
            Effect::FocusOutcomeIfOutOfSight => request_animation_frame(move || {
                if host.is_out_of_sight(OUTCOME_ID) {
                    host.focus(OUTCOME_ID);
                }
            }),
            _ => {}
        }
    }
}
