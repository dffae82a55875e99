//! Sending the request: once, unless a person says so knowing what that means.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use element_instance_form::answer::{Failure, Outcome, Wanted, id_and_token};
use element_instance_form::instance::{FieldId, Instance, Refusal, Weight};
use element_instance_form::request::HttpRequest;
use element_instance_form::{url, words};
use js_sys::{Date, Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Element};

use super::exchange::{Check, Exchange, Life, Made, Press, Sent};
use super::form::{Form, OUTCOME_ID};
use super::panes::Pane;
use super::{announce, findings, tasks, undecided};

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
    let refusals = press.instance.check(form.definition);
    let is_refused = !refusals.is_empty();
    exchange.refused.set(refusals);
    // What it leads to is to be seen.
    if form.pane.get_untracked() != Pane::All {
        form.pane.set(Pane::Answer);
    }
    exchange.concerned.set(Vec::new());
    if is_refused {
        exchange.asks.set(Vec::new());
        return form.is_busy.set(false);
    }
    // What an earlier press led to is told no more; but what is not known stays so.
    if !exchange.life.with_untracked(Life::is_unknown) {
        exchange.life.set(Life::Checking);
    }
    let asks = asks(form, &press);
    let is_same = exchange.asked.with_value(|asked| asked.as_ref() == Some(&press.request));
    let was_asked = if is_same { exchange.asks.get_untracked() } else { Vec::new() };
    if asks.iter().all(|ask| was_asked.contains(ask)) {
        exchange.asks.set(Vec::new());
        leptos::task::spawn_local(send(form, press, was_asked));
    } else {
        ask(form, press, asks);
    }
}

fn ask(form: Form, press: Press, asks: Vec<String>) {
    let exchange = Exchange::of(form);
    exchange.asked.try_set_value(Some(press.request));
    exchange.asks.try_set(asks);
    exchange.life.try_update(|life| {
        if *life == Life::Checking {
            *life = Life::Idle;
        }
    });
    form.is_busy.try_set(false);
}

/// What has to be confirmed.
fn asks(form: Form, press: &Press) -> Vec<String> {
    let warnings = press.instance.warn(form.definition).into_iter();
    let warnings = warnings.filter(|refusal| refusal.reason.weight() == Weight::Warning);
    let mut asks: Vec<_> = warnings.map(|refusal| format!("{refusal}.")).collect();
    asks.extend(Exchange::of(form).sent.with_value(
        |all| match all.iter().find(|sent| sent.request == press.request) {
            Some(Sent { id: Some(id), .. }) => {
                Some(format!("{} {id}. {}", words::CREATED_ALREADY, words::CREATES_ANOTHER))
            }
            Some(_) => Some(words::MAY_EXIST.into()),
            None => {
                let open = all.iter().rev().find(|sent| sent.id.is_none() && !sent.is_passed)?;
                Some(format!("{} {}. {}", words::EARLIER_MAY_EXIST, open.instance.name, words::CHECK_FIRST))
            }
        },
    ));
    asks
}

async fn send(form: Form, press: Press, was_asked: Vec<String>) {
    let exchange = Exchange::of(form);
    // The form may leave the page before the answer comes: its element is told all the same.
    let host = form.root.read_value().host();
    let is_free = claim(exchange, &host, &press.request).await;
    if form.is_busy.try_get_untracked().is_none() {
        return;
    }
    if !is_free && !was_asked.iter().any(|ask| ask == words::OTHER_TAB) {
        let asks = [was_asked, vec![words::OTHER_TAB.into()]].concat();
        ask(form, press, asks);
        return tasks::run();
    }
    let Ok(controller) = AbortController::new() else { return ask(form, press, Vec::new()) };
    exchange.aborter.try_set_value(Some(controller.clone()));
    exchange.check.try_set(Check::Not);
    exchange.seconds.try_set(0);
    exchange.life.try_set(Life::Sending);
    exchange.sent.try_update_value(|all| all.iter_mut().for_each(|sent| sent.is_passed = true));
    tasks::run();
    let sent = now();
    undecided::keep(form, Some((sent, &press.instance)));
    let tick = move || {
        exchange.seconds.try_set(now() - sent);
        tasks::run();
    };
    let ticking = set_interval_with_handle(tick, Duration::from_secs(1));
    let reply = crate::api::send(&press.request, &controller).await;
    if let Ok(ticking) = ticking {
        ticking.clear();
    }
    let (outcome, text) = match reply {
        Ok(reply) => (Outcome::read(&reply), reply.body),
        Err(broken) => (Outcome::Failed(broken.failure), broken.text),
    };
    // What says no is shown, and told to the page around.
    let outcome = outcome.covered(|text| press.instance.cover(form.definition, text));
    end(form, exchange, press, sent, &outcome, text);
    announce::outcome(&host, &outcome);
    tasks::run();
}

/// Notes how the request ended, and the text that came.
fn end(form: Form, exchange: Exchange, press: Press, at: i64, outcome: &Outcome, text: String) {
    exchange.asked.try_set_value(None);
    exchange.aborter.try_set_value(None);
    findings::concern(form, exchange, &press.instance, outcome.concerns(form.definition));
    let id = match outcome {
        Outcome::Created(created) => Some(created.id.clone()),
        _ => None,
    };
    if outcome.is_worth_keeping() && !text.trim().is_empty() {
        let number = exchange.count.try_get_value().unwrap_or_default() + 1;
        exchange.count.try_set_value(number);
        let ((id, token), is_kept) = (id_and_token(&text), RwSignal::new(false));
        let made = Made { number, id, token, answer: text, instance: press.instance.clone(), is_kept };
        exchange.made.try_update(|all| all.insert(0, made));
    }
    // An earlier one that may have led to an instance is not forgotten for this one's sake.
    let is_known = |all: &mut Vec<Sent>| all.iter().any(|sent| sent.request == press.request);
    if outcome.may_exist() {
        note(exchange, Sent { instance: press.instance, request: press.request, at, id, is_passed: false });
    } else if exchange.sent.try_update_value(is_known) == Some(false) {
        release(exchange, &press.request);
    }
    exchange.life.try_set(Life::Ended(outcome.clone()));
    form.is_busy.try_set(false);
    undecided::keep_last(form, exchange);
    if *outcome == Outcome::Failed(Failure::Cancelled) {
        // The button that was pressed is gone.
        request_animation_frame(move || form.focus(OUTCOME_ID));
    }
}

/// Notes a request that led to an instance, or may have, in the place of the same one before.
fn note(exchange: Exchange, sent: Sent) {
    exchange.sent.try_update_value(|all| {
        all.retain(|other| other.request != sent.request);
        all.push(sent);
    });
}

/// Gives up waiting.
pub fn cancel(form: Form) {
    Exchange::of(form).aborter.with_value(|aborter| {
        if let Some(aborter) = aborter {
            aborter.abort();
        }
    });
}

/// Looks whether the instance exists.
pub fn check(form: Form) {
    let exchange = Exchange::of(form);
    let Some(sent) = exchange.sent.with_value(|all| all.last().cloned()) else { return };
    let Ok(controller) = AbortController::new() else { return };
    let account = match account(form, &sent) {
        Ok(account) => account,
        Err(needs) => return exchange.check.set(Check::Needs(needs)),
    };
    exchange.check.set(Check::Looking);
    leptos::task::spawn_local(async move {
        let reply = crate::api::send(&HttpRequest::list_instances(&account), &controller).await;
        let reply = reply.ok().filter(|reply| (200..300).contains(&reply.status));
        let looked = reply.and_then(|reply| Wanted::new(&sent.instance, sent.at).find(&reply.body));
        // Sent once more meanwhile, it is another question.
        if exchange.check.try_with_untracked(|check| matches!(check, Check::Looking)) != Some(true) {
            return;
        }
        if let Some(looked) = &looked {
            if looked.is_absent() {
                // What is not there may be sent once more.
                exchange.sent.try_update_value(|all| all.retain(|other| other.request != sent.request));
            } else if let Some(id) = looked.id() {
                note(exchange, Sent { id: Some(id.into()), ..sent });
            }
            undecided::keep_last(form, exchange);
        }
        exchange.check.try_set(looked.map_or(Check::Failed, Check::Looked));
        tasks::run();
    });
}

/// The account in which to look for what was sent: that with which it was sent, or, where that is not known any more,
/// the one that is in the form.
///
/// # Errors
/// What a person has to do first.
fn account(form: Form, sent: &Sent) -> Result<Instance, &'static str> {
    if !sent.instance.user_secret.is_empty() {
        return Ok(sent.instance.clone());
    }
    let now = form.instance.get_untracked();
    let is_missing = |refusal: &Refusal| matches!(refusal.field, FieldId::UserSecret | FieldId::OrganizationSecret);
    if now.check(form.definition).iter().any(is_missing) {
        return Err(words::CHECK_NEEDS_SECRETS);
    }
    // What was typed for one host goes to no other.
    let is_same = url::base_url(&now.host) == url::base_url(&sent.instance.host);
    if is_same { Ok(now) } else { Err(words::CHECK_NEEDS_HOST) }
}

/// Makes sure that no other page of this browser sends the same; returns whether none does.
async fn claim(exchange: Exchange, host: &Element, request: &HttpRequest) -> bool {
    let name = name(request);
    if exchange.claims.with_value(|claims| claims.iter().any(|(other, _)| *other == name)) {
        return true;
    }
    let host: &Host = host.unchecked_ref();
    let free = JsFuture::from(host.claim(&name)).await.ok().and_then(|free| free.dyn_into::<Function>().ok());
    let Some(free) = free else { return false };
    let kept = free.clone();
    if exchange.claims.try_update_value(|claims| claims.push((name, kept))).is_none() {
        let _ = free.call0(&JsValue::UNDEFINED);
    }
    true
}

/// Lets others send it.
fn release(exchange: Exchange, request: &HttpRequest) {
    let name = name(request);
    exchange.claims.try_update_value(|claims| {
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
