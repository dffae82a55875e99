//! Sending the request: once, unless a person says so knowing what that means.

use std::time::Duration;

use leptos::prelude::*;
use model::diagnostic::Severity;
use model::instance::{FieldError, FieldId, Instance};
use model::messages::{self, Message};
use model::request::HttpRequest;
use model::response::{Failure, InstanceQuery, Outcome, id_and_token};
use model::submission::{Attempt, Confirmation, Effect, Event, Lookup, Record};
use model::url;
use web_sys::{AbortController, Element};

use crate::custom_element::events;
use crate::form::share_link;
use crate::runtime::executor;
use crate::state::form::Form;
use crate::state::host::{CREATE_ID, OUTCOME_ID};
use crate::state::view::Tab;
use crate::submit::register;
use crate::submit::submission::{Check, Exchange, Life, Made, Sent, Submission};

/// Create Instance was pressed: what stands against it is told, what is dangerous is asked, or it is sent.
pub fn press(form: Form, attempt: Attempt) {
    let exchange = Exchange::of(form);
    let refusals = attempt.instance.validate();
    let is_refused = !refusals.is_empty();
    form.field_errors().rejected.set(refusals);
    form.field_errors().affected.set(Vec::new());
    if is_refused {
        exchange.withdraw(form);
        return form.submission.is_busy.set(false);
    }
    // What it leads to is to be seen.
    if form.view.tab.get_untracked() != Tab::All {
        form.view.tab.set(Tab::Response);
    }
    let warnings = attempt.instance.warnings().into_iter();
    let warnings = warnings.filter(|refusal| refusal.kind.severity() == Severity::Warning);
    let mut warnings: Vec<_> = warnings.map(Confirmation::Warning).collect();
    let linked = share_link::unconfirmed(form, &attempt.instance);
    warnings.extend((!linked.is_empty()).then_some(Confirmation::Linked(linked)));
    let event = Event::Submitted { attempt: Box::new(attempt), warnings, page: register::surroundings() };
    let submission = Submission::of(form);
    let effects = register::step(submission, event);
    carry_out(submission, &form.host.element(), effects);
}

/// Carries out effects. The form may have left the page: what belongs to its element goes on.
fn carry_out(submission: Submission, host: &Element, effects: Vec<Effect>) {
    for effect in effects {
        let host = host.clone();
        match effect {
            Effect::Ask(required) => {
                submission.show_confirmations(required);
                // The outcome of an earlier press is shown no more.
                submission.life.set(Life::Idle);
                submission.state.is_busy.set(false);
            }
            Effect::Ignore => submission.state.is_busy.set(false),
            Effect::AcquireLock(name) => {
                submission.hide_confirmed();
                submission.life.set(Life::Checking);
                leptos::task::spawn_local(async move {
                    let is_granted = register::acquire_lock(&host, name).await;
                    let effects = register::step(submission, Event::LockResolved { is_granted });
                    carry_out(submission, &host, effects);
                    executor::run();
                });
            }
            Effect::Send(attempt) => {
                submission.hide_confirmed();
                leptos::task::spawn_local(send(submission, host, attempt));
            }
            Effect::ReleaseLock(_) | Effect::Store { .. } => {}
        }
    }
}

async fn send(submission: Submission, host: Element, attempt: Box<Attempt>) {
    let shown_in = submission.latest();
    let start = register::now().monotonic_ms;
    submission.seconds.set(0);
    submission.life.set(Life::Sending);
    executor::run();
    let tick = move || {
        let seconds = register::now().monotonic_ms.saturating_sub(start) / 1000;
        submission.seconds.try_set(seconds.try_into().unwrap_or_default());
        executor::run();
    };
    let ticking = set_interval_with_handle(tick, Duration::from_secs(1));
    let reply = match AbortController::new() {
        Ok(controller) => {
            submission.aborter.set_value(Some(controller.clone()));
            crate::api::send(&attempt.request, &controller).await
        }
        Err(_) => Err(Failure::NotSent.into()),
    };
    if let Ok(ticking) = ticking {
        ticking.clear();
    }
    let (outcome, text) = match reply {
        Ok(reply) => (Outcome::read(&reply), reply.body),
        Err(broken) => (broken.outcome(), broken.text),
    };
    // What says no is shown, and told to the page around.
    let outcome = outcome.redacted(&attempt.instance);
    let instance = attempt.instance;
    if let Some((form, _)) = shown_in {
        form.mark_affected(&instance, outcome.affected_fields(instance.definition()));
    }
    end(submission, instance, &outcome, text);
    events::outcome(&host, &outcome);
    executor::run();
}

/// Notes how the request ended, and the text that came.
fn end(submission: Submission, instance: Instance, outcome: &Outcome, text: String) {
    submission.aborter.set_value(None);
    let id = match outcome {
        Outcome::Created(created) => Some(created.id.clone()),
        _ => None,
    };
    let form = submission.form();
    let types_on = form.is_some_and(|form| form.types_on(&instance));
    if (outcome.may_contain_token() || outcome.hides_token(&text)) && !text.trim().is_empty() {
        let number = submission.number();
        let ((id, token), is_kept) = (id_and_token(&text), submission.signal(false));
        let made = Made { number, id, token, answer: text, instance, is_kept };
        submission.made.update(|all| all.insert(0, made));
    }
    register::step(submission, Event::Ended { may_exist: outcome.may_exist(), id });
    submission.life.set(Life::Ended(outcome.clone()));
    submission.state.is_busy.set(false);
    // While the element is out of the page, nobody looks at it.
    let Some(form) = form else { return };
    // The button that was pressed is gone; or what is told is out of sight, as it is on a phone.
    let is_cancelled = *outcome == Outcome::Failed(Failure::Cancelled);
    request_animation_frame(move || {
        if is_cancelled || !types_on && form.host.is_out_of_sight(OUTCOME_ID) {
            form.host.focus(OUTCOME_ID);
        }
    });
}

/// Gives up waiting.
pub fn cancel(form: Form) {
    Submission::of(form).aborter.with_value(|aborter| {
        if let Some(aborter) = aborter {
            aborter.abort();
        }
    });
}

/// Looks whether that request created an instance.
pub fn check(form: Form, number: usize) {
    let submission = Submission::of(form);
    let of = |all: &Vec<Sent>| all.iter().find(|sent| sent.record.number == number).cloned();
    let Some(sent) = submission.sent.with_untracked(of) else { return };
    let (record, check) = (sent.record, sent.check);
    if matches!(*check.read_untracked(), Check::Looking) {
        return;
    }
    let Ok(controller) = AbortController::new() else { return };
    let account = match account(form, &record) {
        Ok(account) => account,
        Err(needs) => return check.set(Check::Needs(needs)),
    };
    let known = submission.sent.with_untracked(|all| {
        let others = all.iter().filter(|other| other.record.number != number);
        others.filter_map(|other| other.record.id.clone()).collect::<Vec<_>>()
    });
    check.set(Check::Looking);
    register::step(submission, Event::Checked { number, lookup: Lookup::Pending });
    leptos::task::spawn_local(async move {
        let reply = crate::api::send(&HttpRequest::list_instances(&account), &controller).await;
        let found = match reply {
            Ok(reply) if (200..300).contains(&reply.status) => {
                let looked = InstanceQuery::new(&record.instance, record.at).find(&reply.body, &known);
                looked.map_or(Check::Failed, Check::Looked)
            }
            Ok(reply) => Check::Refused(Outcome::read(&reply).redacted(&account)),
            Err(_) => Check::Failed,
        };
        let lookup = match &found {
            Check::Looked(looked) => Lookup::Done {
                id: looked.id().map(ToOwned::to_owned),
                is_absent: looked.is_absent() && !record.is_restored,
            },
            _ => Lookup::Pending,
        };
        check.try_set(found);
        register::step(submission, Event::Checked { number, lookup });
        executor::run();
    });
}

/// Forgets a request: a person knows what it led to.
pub fn forget(form: Form, number: usize) {
    let submission = Submission::of(form);
    if !submission.was_readable() {
        return;
    }
    // The next one comes to where this one was.
    submission.show_prompt();
    register::step(submission, Event::Forgotten { number });
    form.host.focus(CREATE_ID);
}

/// The account in which to look for what was sent: that with which it was sent, or, where that is not known any more,
/// the one that is in the form.
///
/// # Errors
/// What a person has to do first.
fn account(form: Form, sent: &Record) -> Result<Instance, Message> {
    if sent.instance.name.is_empty() {
        return Err(messages::CHECK_NEEDS_NAME);
    }
    if !sent.instance.user_secret.is_empty() {
        return Ok(sent.instance.clone());
    }
    let now = form.instance.get_untracked();
    let is_missing = |refusal: &FieldError| matches!(refusal.field, FieldId::UserSecret | FieldId::OrganizationSecret);
    if now.validate().iter().any(is_missing) {
        return Err(messages::CHECK_NEEDS_SECRETS);
    }
    // What was typed for one host goes to no other.
    let is_same = url::base_url(&now.host) == url::base_url(&sent.instance.host);
    if is_same { Ok(now) } else { Err(messages::CHECK_NEEDS_HOST) }
}
