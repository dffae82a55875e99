//! Carries out what the rules of sending once ask of the browser: storing, locks and time.

use std::cell::RefCell;

use js_sys::{Date, Function, Promise};
use leptos::prelude::*;
use model::submission::{Effect, ElementId, Event, Now, PageState, Prompt, Record, RequestLog};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use crate::state::session_storage;
use crate::submit::submission::{Check, Sent, Submission};

#[wasm_bindgen]
extern "C" {
    /// The element of the form; `embed.js` gives it this.
    #[wasm_bindgen(js_name = Object)]
    type Host;
    /// Acquires a lock among all pages of the origin: resolves to the function that releases it, or to nothing where
    /// another page has it.
    #[wasm_bindgen(method)]
    fn claim(this: &Host, name: &str) -> Promise;
}

thread_local! {
    static REGISTER: RefCell<RequestLog> = RefCell::default();
    /// The submissions that show the register.
    static SUBMISSIONS: RefCell<Vec<Submission>> = const { RefCell::new(Vec::new()) };
    /// The browser's locks that the page has: what releases each.
    static LOCKS: RefCell<Vec<(String, Function)>> = const { RefCell::new(Vec::new()) };
}

/// Adds an element.
pub fn add() -> ElementId {
    REGISTER.with_borrow_mut(RequestLog::add)
}

/// Lets `submission` follow the register from now on.
pub fn follow(submission: Submission) {
    SUBMISSIONS.with_borrow_mut(|all| all.push(submission));
}

/// Forgets an element that is gone; what it sent is remembered.
pub fn leave(submission: Submission) {
    SUBMISSIONS.with_borrow_mut(|all| all.retain(|other| other.id != submission.id));
    step(submission, Event::Dropped);
}

/// Takes an event of an element. Returns the effects that its form has to carry out.
pub fn step(submission: Submission, event: Event) -> Vec<Effect> {
    let mut effects = REGISTER.with_borrow_mut(|register| register.step(submission.id, event, now()));
    for submission in SUBMISSIONS.with_borrow(Clone::clone) {
        show_records(submission);
    }
    effects.retain(|effect| {
        match effect {
            Effect::Store { storage_key, text } => {
                session_storage::store(storage_key, session_storage::SENT, text.as_deref());
            }
            Effect::ReleaseLock(name) => release_lock(name),
            _ => return true,
        }
        false
    });
    effects
}

/// Calls `then` with the moment of the element's last question.
pub fn with_prompt<T>(submission: Submission, then: impl FnOnce(&mut Prompt, Now) -> T) -> Option<T> {
    REGISTER.with_borrow_mut(|register| register.prompt(submission.id).map(|prompt| then(prompt, now())))
}

/// Returns what the page and the tab have now.
pub fn surroundings() -> PageState {
    PageState { storage_keys: session_storage::places(), stored: session_storage::all(session_storage::SENT) }
}

/// Acquires the lock among the pages of this origin; returns whether no other page has it. A browser without such locks
/// grants all: the elements of one page know of each other anyway.
pub async fn acquire_lock(host: &Element, name: String) -> bool {
    let host: &Host = host.unchecked_ref();
    let answer = JsFuture::from(host.claim(&name)).await.ok();
    let Some(release) = answer.and_then(|answer| answer.dyn_into::<Function>().ok()) else { return false };
    LOCKS.with_borrow_mut(|locks| locks.push((name, release)));
    true
}

fn release_lock(name: &str) {
    let released = LOCKS.with_borrow_mut(|locks| {
        let index = locks.iter().position(|(other, _)| other == name)?;
        Some(locks.remove(index).1)
    });
    if let Some(release) = released {
        let _ = release.call0(&JsValue::UNDEFINED);
    }
}

/// Shows the records of an element as they are now.
fn show_records(submission: Submission) {
    let records = REGISTER.with_borrow(|register| {
        let all = register.records(submission.id).iter();
        all.filter(|record| !record.is_in_flight).cloned().collect::<Vec<_>>()
    });
    let is_shown = |shown: &Vec<Sent>| shown.iter().map(|sent| &sent.record).eq(&records);
    if submission.sent.try_with_untracked(is_shown) != Some(false) {
        return;
    }
    submission.sent.try_update(|shown| {
        let check = |record: &Record| {
            let before = shown.iter().find(|sent| sent.record.number == record.number);
            before.map_or_else(|| submission.signal(Check::Not), |sent| sent.check)
        };
        *shown = records.into_iter().map(|record| Sent { check: check(&record), record }).collect();
    });
}

/// Returns the time: what measures how long a question was there is a clock that nobody sets.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "whole units are enough, none below 0")]
pub fn now() -> Now {
    let monotonic_ms = window().performance().map_or(0.0, |performance| performance.now());
    Now { monotonic_ms: monotonic_ms as u64, unix_seconds: (Date::now() / 1000.0) as i64 }
}
