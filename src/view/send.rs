//! Sending the request: once, unless a person says so knowing what that means.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use element_instance_form::answer::{Outcome, Wanted};
use element_instance_form::instance::Weight;
use element_instance_form::request::HttpRequest;
use element_instance_form::words;
use js_sys::{Date, Function, Promise};
use leptos::prelude::*;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Element};

use super::exchange::{Check, Exchange, Last, Life, Made, Press};
use super::form::Form;
use super::{announce, findings, tasks};

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
    exchange.concerned.set(Vec::new());
    if is_refused {
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
    Exchange::of(form).last.with_value(|last| match last {
        Some(last) if last.request == press.request => asks.push(match &last.id {
            Some(id) => format!("{} {id}. {}", words::CREATED_ALREADY, words::CREATES_ANOTHER),
            None => words::MAY_EXIST.into(),
        }),
        _ => {}
    });
    asks
}

async fn send(form: Form, press: Press, was_asked: Vec<String>) {
    let exchange = Exchange::of(form);
    // The form may leave the page before the answer comes: its element is told all the same.
    let host = form.root.read_value().host();
    if !claim(exchange, &host, &press.request).await && !was_asked.iter().any(|ask| ask == words::OTHER_TAB) {
        let asks = [was_asked, vec![words::OTHER_TAB.into()]].concat();
        ask(form, press, asks);
        return tasks::run();
    }
    let Ok(controller) = AbortController::new() else { return };
    exchange.aborter.try_set_value(Some(controller.clone()));
    exchange.check.try_set(Check::Not);
    exchange.seconds.try_set(String::new());
    exchange.life.try_set(Life::Sending);
    tasks::run();
    let sent = now();
    let tick = move || {
        exchange.seconds.try_set(format!("{} s", now() - sent));
        tasks::run();
    };
    let ticking = set_interval_with_handle(tick, Duration::from_secs(1));
    let reply = crate::api::send(&press.request, &controller).await;
    if let Ok(ticking) = ticking {
        ticking.clear();
    }
    let outcome = reply.map_or_else(Outcome::Failed, |mut reply| {
        // What says no is shown and told to the page around.
        if !(200..300).contains(&reply.status) {
            reply.body = press.instance.cover(form.definition, reply.body);
        }
        Outcome::read(&reply)
    });
    end(form, exchange, press, sent, &outcome);
    announce::outcome(&host, &outcome);
    tasks::run();
}

/// Notes how the request ended.
fn end(form: Form, exchange: Exchange, press: Press, sent: i64, outcome: &Outcome) {
    exchange.asked.try_set_value(None);
    exchange.aborter.try_set_value(None);
    findings::concern(form, exchange, outcome.concerns(form.definition));
    let id = match outcome {
        Outcome::Created(created) => {
            let made =
                Made { created: created.clone(), instance: press.instance.clone(), is_kept: RwSignal::new(false) };
            exchange.made.try_update(|all| all.insert(0, made));
            Some(created.id.clone())
        }
        _ => None,
    };
    if outcome.may_exist() {
        exchange.last.try_set_value(Some(Last { instance: press.instance, request: press.request, sent, id }));
    } else {
        exchange.last.try_set_value(None);
        release(exchange);
    }
    exchange.life.try_set(Life::Ended(outcome.clone()));
    form.is_busy.try_set(false);
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
    let Some(last) = exchange.last.get_value() else { return };
    exchange.check.set(Check::Looking);
    leptos::task::spawn_local(async move {
        let Ok(controller) = AbortController::new() else { return };
        let reply = crate::api::send(&HttpRequest::list_instances(&last.instance), &controller).await;
        let reply = reply.ok().filter(|reply| (200..300).contains(&reply.status));
        let looked = reply.and_then(|reply| Wanted::new(&last.instance, last.sent).find(&reply.body));
        if let Some(looked) = &looked {
            let id = looked.found.iter().find(|found| found.is_recent != Some(false)).map(|found| found.id.clone());
            // What is not there may be sent once more.
            exchange.last.try_set_value(id.map(|id| Last { id: Some(id), ..last }));
        }
        exchange.check.try_set(looked.map_or(Check::Failed, Check::Looked));
        tasks::run();
    });
}

/// Makes sure that no other page of this browser sends the same; returns whether none does.
async fn claim(exchange: Exchange, host: &Element, request: &HttpRequest) -> bool {
    let mut hasher = DefaultHasher::new();
    (&request.url, request.body.masked()).hash(&mut hasher);
    let name = format!("element-instance-form {:x}", hasher.finish());
    if exchange.claim.with_value(|claim| claim.as_ref().is_some_and(|(other, _)| *other == name)) {
        return true;
    }
    release(exchange);
    let host: &Host = host.unchecked_ref();
    let release = JsFuture::from(host.claim(&name)).await.ok().and_then(|release| release.dyn_into::<Function>().ok());
    let is_free = release.is_some();
    exchange.claim.try_set_value(release.map(|release| (name, release)));
    is_free
}

/// Lets others send what was claimed.
fn release(exchange: Exchange) {
    if let Some((_, release)) = exchange.claim.try_update_value(Option::take).flatten() {
        let _ = release.call0(&JsValue::UNDEFINED);
    }
}

/// The seconds since 1970.
#[allow(clippy::cast_possible_truncation, reason = "whole seconds are what is wanted")]
fn now() -> i64 {
    (Date::now() / 1000.0) as i64
}
