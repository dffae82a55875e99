//! Sending the request: once, unless a person says so knowing what that means.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use element_instance_form::answer::{Failure, Outcome, Wanted, id_and_token};
use element_instance_form::instance::{FieldId, Instance, Refusal, Weight};
use element_instance_form::request::HttpRequest;
use element_instance_form::url;
use element_instance_form::words::{self, Word};
use js_sys::{Date, Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Element};

use super::exchange::{Ask, Check, Exchange, Life, Made, Press, Sent, Submission};
use super::form::{CREATE_ID, Form, OUTCOME_ID, Pane};
use super::{announce, findings, link, tasks, undecided};

#[wasm_bindgen]
extern "C" {
    /// Where the form stands in the page; `embed.js` gives it this.
    #[wasm_bindgen(js_name = Object)]
    type Host;
    /// Takes a name for this form alone, among all pages of one origin: a function that gives it back, or nothing
    /// where another has it.
    #[wasm_bindgen(method)]
    fn claim(this: &Host, name: &str) -> Promise;
}

/// Create Instance was pressed: what stands against it is told, what is dangerous is asked, or it is sent.
pub fn press(form: Form, press: Press) {
    let exchange = Exchange::of(form);
    let refusals = press.instance.check();
    let is_refused = !refusals.is_empty();
    exchange.refused.set(refusals);
    exchange.concerned.set(Vec::new());
    if is_refused {
        exchange.asks.set(Vec::new());
        return form.submission.is_busy.set(false);
    }
    // What it leads to is to be seen.
    if form.pane.get_untracked() != Pane::All {
        form.pane.set(Pane::Answer);
    }
    let asks = asks(form, &press);
    let is_same = exchange.asked.with_value(|asked| asked.as_ref() == Some(&press.request));
    let was_asked = if is_same { exchange.asks.get_untracked() } else { Vec::new() };
    let is_answer = asks.iter().all(|ask| was_asked.contains(ask));
    // What another tab sent is found out only when it is sent here.
    let is_asked = !asks.is_empty() || was_asked.contains(&Ask::OtherTab);
    if is_answer && is_asked && !exchange.may_be_answer() {
        return form.submission.is_busy.set(false);
    }
    // What an earlier press led to is told no more.
    Submission::of(form).life.set(Life::Checking);
    if is_answer {
        exchange.asks.set(Vec::new());
        if was_asked.iter().any(|ask| matches!(ask, Ask::Linked(_))) {
            link::confirm(form);
        }
        leptos::task::spawn_local(send(form, press, was_asked));
    } else {
        ask(exchange, Submission::of(form), press, asks);
    }
}

fn ask(exchange: Exchange, submission: Submission, press: Press, asks: Vec<Ask>) {
    exchange.asked.try_set_value(Some(press.request));
    exchange.asks.try_set(asks);
    exchange.asked_at.try_set_value(Date::now());
    submission.life.update(|life| {
        if *life == Life::Checking {
            *life = Life::Idle;
        }
    });
    submission.state.is_busy.set(false);
}

/// What has to be confirmed.
fn asks(form: Form, press: &Press) -> Vec<Ask> {
    let warnings = press.instance.warn().into_iter();
    let warnings = warnings.filter(|refusal| refusal.reason.weight() == Weight::Warning);
    let mut asks: Vec<_> = warnings.map(Ask::Warning).collect();
    let linked = link::unconfirmed(form, &press.instance);
    asks.extend((!linked.is_empty()).then_some(Ask::Linked(linked)));
    let before = |all: &Vec<Sent>| {
        let same = || all.iter().filter(|sent| sent.request == press.request);
        if same().any(Sent::is_open) {
            return Some(Ask::MayExist);
        }
        if let Some(id) = same().find_map(|sent| sent.id.as_ref()) {
            return Some(Ask::CreatedAlready(id.clone()));
        }
        earlier(all)
    };
    asks.extend(Submission::of(form).sent.with_untracked(before));
    asks
}

/// That others may have created something.
fn earlier(all: &[Sent]) -> Option<Ask> {
    let open = all.iter().filter(|sent| sent.is_open() && !sent.is_passed);
    let names: Vec<_> = open.map(|sent| sent.instance.name.as_str()).collect();
    (!names.is_empty()).then(|| Ask::EarlierMayExist(names.join(", ")))
}

async fn send(form: Form, press: Press, was_asked: Vec<Ask>) {
    // The form may leave the page before the answer comes: what belongs to its element goes on.
    let (exchange, submission) = (Exchange::of(form), Submission::of(form));
    let host = form.root.read_value().host();
    let is_free = claim(submission, &host, &press.request).await;
    if !is_free && !was_asked.contains(&Ask::OtherTab) {
        let asks = [was_asked, vec![Ask::OtherTab]].concat();
        ask(exchange, submission, press, asks);
        return tasks::run();
    }
    let Ok(controller) = AbortController::new() else { return ask(exchange, submission, press, Vec::new()) };
    submission.aborter.set_value(Some(controller.clone()));
    submission.seconds.set(0);
    submission.life.set(Life::Sending);
    if submission.sent.with_untracked(|all| earlier(all).is_some_and(|ask| was_asked.contains(&ask))) {
        submission.sent.update(|all| all.iter_mut().for_each(|sent| sent.is_passed = true));
    }
    tasks::run();
    let sent = now();
    submission.underway.set_value(Some((sent, press.instance.clone())));
    undecided::keep(submission);
    let tick = move || {
        submission.seconds.try_set(now() - sent);
        tasks::run();
    };
    let ticking = set_interval_with_handle(tick, Duration::from_secs(1));
    let reply = crate::api::send(&press.request, &controller).await;
    if let Ok(ticking) = ticking {
        ticking.clear();
    }
    let (outcome, text) = match reply {
        Ok(reply) => (Outcome::read(&reply), reply.body),
        Err(broken) => (broken.outcome(), broken.text),
    };
    // What says no is shown, and told to the page around.
    let outcome = outcome.redacted(&press.instance);
    exchange.asked.try_set_value(None);
    findings::concern(form, exchange, &press.instance, outcome.concerns(press.instance.definition()));
    end(submission, press, sent, &outcome, text);
    announce::outcome(&host, &outcome);
    tasks::run();
}

/// Notes how the request ended, and the text that came.
fn end(submission: Submission, press: Press, at: i64, outcome: &Outcome, text: String) {
    submission.aborter.set_value(None);
    submission.underway.set_value(None);
    let id = match outcome {
        Outcome::Created(created) => Some(created.id.clone()),
        _ => None,
    };
    let form = submission.form();
    let types_on = form.is_some_and(|form| form.types_on(&press.instance));
    if (outcome.is_worth_keeping() || outcome.withholds(&text)) && !text.trim().is_empty() {
        let number = submission.number();
        let ((id, token), is_kept) = (id_and_token(&text), submission.signal(false));
        let made = Made { number, id, token, answer: text, instance: press.instance.clone(), is_kept };
        submission.made.update(|all| all.insert(0, made));
    }
    // An earlier one that may have led to an instance is not forgotten for this one's sake.
    let is_known = |all: &Vec<Sent>| all.iter().any(|sent| sent.request == press.request);
    if outcome.may_exist() {
        let (number, check) = (submission.number(), submission.signal(Check::Not));
        let (instance, request) = (press.instance, press.request);
        let sent = Sent { number, instance, request, at, id, is_passed: false, is_recalled: false, check };
        note(submission, sent);
    } else if !submission.sent.with_untracked(is_known) {
        release(submission, &press.request);
    }
    submission.life.set(Life::Ended(outcome.clone()));
    submission.state.is_busy.set(false);
    undecided::keep(submission);
    // While the element is out of the page, it keeps no other from sending, and nobody looks at it.
    let Some(form) = form else { return submission.release_all() };
    // The button that was pressed is gone; or what is told is out of sight, as it is on a phone.
    let is_cancelled = *outcome == Outcome::Failed(Failure::Cancelled);
    request_animation_frame(move || {
        if is_cancelled || !types_on && form.is_out_of_sight(OUTCOME_ID) {
            form.focus(OUTCOME_ID);
        }
    });
}

/// Notes a request that led to an instance, or may have. The same one before it, of which that is not known, stays; or
/// both are looked for as one, from when the first was sent.
fn note(submission: Submission, mut sent: Sent) {
    submission.sent.update(|all| {
        all.retain(|other| {
            if other.request != sent.request || other.id.is_some() {
                return true;
            }
            if other.is_open() {
                sent.at = sent.at.min(other.at);
            }
            other.is_open() && sent.id.is_some()
        });
        all.push(sent);
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
    let of = |all: &Vec<Sent>| all.iter().find(|sent| sent.number == number).cloned();
    let Some(sent) = submission.sent.with_untracked(of) else { return };
    let check = sent.check;
    if matches!(*check.read_untracked(), Check::Looking) {
        return;
    }
    let Ok(controller) = AbortController::new() else { return };
    let account = match account(form, &sent) {
        Ok(account) => account,
        Err(needs) => return check.set(Check::Needs(needs)),
    };
    let known = submission.sent.with_untracked(|all| {
        let others = all.iter().filter(|other| other.number != number);
        others.filter_map(|other| other.id.clone()).collect::<Vec<_>>()
    });
    check.set(Check::Looking);
    leptos::task::spawn_local(async move {
        let reply = crate::api::send(&HttpRequest::list_instances(&account), &controller).await;
        let found = match reply {
            Ok(reply) if (200..300).contains(&reply.status) => {
                let looked = Wanted::new(&sent.instance, sent.at).find(&reply.body, &known);
                looked.map_or(Check::Failed, Check::Looked)
            }
            Ok(reply) => Check::Refused(Outcome::read(&reply).redacted(&account)),
            Err(_) => Check::Failed,
        };
        let id = if let Check::Looked(looked) = &found { Some(looked.id().map(ToOwned::to_owned)) } else { None };
        check.try_set(found);
        submission.sent.try_update(|all| {
            // What was found before is not forgotten because a second look failed.
            if let Some((sent, id)) = all.iter_mut().find(|sent| sent.number == number).zip(id) {
                sent.id = id;
            }
        });
        undecided::keep(submission);
        tasks::run();
    });
}

/// Forgets a request: a person knows what it led to.
pub fn forget(form: Form, number: usize) {
    let (exchange, submission) = (Exchange::of(form), Submission::of(form));
    if !exchange.may_be_answer() {
        return;
    }
    // The next one comes to where this one was.
    exchange.asked_at.set_value(Date::now());
    submission.sent.update(|all| all.retain(|sent| sent.number != number));
    undecided::keep(submission);
    form.focus(CREATE_ID);
}

/// The account in which to look for what was sent: that with which it was sent, or, where that is not known any more,
/// the one that is in the form.
///
/// # Errors
/// What a person has to do first.
fn account(form: Form, sent: &Sent) -> Result<Instance, Word> {
    if sent.instance.name.is_empty() {
        return Err(words::CHECK_NEEDS_NAME);
    }
    if !sent.instance.user_secret.is_empty() {
        return Ok(sent.instance.clone());
    }
    let now = form.instance.get_untracked();
    let is_missing = |refusal: &Refusal| matches!(refusal.field, FieldId::UserSecret | FieldId::OrganizationSecret);
    if now.check().iter().any(is_missing) {
        return Err(words::CHECK_NEEDS_SECRETS);
    }
    // What was typed for one host goes to no other.
    let is_same = url::base_url(&now.host) == url::base_url(&sent.instance.host);
    if is_same { Ok(now) } else { Err(words::CHECK_NEEDS_HOST) }
}

/// Makes sure that no other page of this browser sends the same; returns whether none does.
async fn claim(submission: Submission, host: &Element, request: &HttpRequest) -> bool {
    let name = name(request);
    if submission.claims.with_value(|claims| claims.iter().any(|(other, _)| *other == name)) {
        return true;
    }
    let host: &Host = host.unchecked_ref();
    let free = JsFuture::from(host.claim(&name)).await.ok().and_then(|free| free.dyn_into::<Function>().ok());
    let Some(free) = free else { return false };
    submission.claims.update_value(|claims| claims.push((name, free)));
    true
}

/// Lets others send it.
fn release(submission: Submission, request: &HttpRequest) {
    let name = name(request);
    submission.claims.update_value(|claims| {
        claims.retain(|(other, free)| {
            let stays = *other != name;
            if !stays {
                let _ = free.call0(&JsValue::UNDEFINED);
            }
            stays
        });
    });
}

/// What stands for a request among the pages of an origin; it tells nothing of it.
fn name(request: &HttpRequest) -> String {
    let mut hasher = DefaultHasher::new();
    (&request.url, request.body.masked()).hash(&mut hasher);
    format!("element-instance-form {:x}", hasher.finish())
}

/// The seconds since 1970.
#[allow(clippy::cast_possible_truncation, reason = "whole seconds are what is wanted")]
fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}
