//! The requests with an unknown outcome, each with the lookup of its instance.

use std::time::Duration;

use leptos::prelude::*;
use model::messages;
use model::response::{LookupResult, Match};
use model::submission::{Event, Lookup, SentRequest};
use wasm_bindgen::JsValue;

use crate::components::combining::shown;
use crate::components::copy_button::copy_value_button;
use crate::dom::html::{self, div, li, p, ul};
use crate::dom::{Node, ev, for_each, fragment};
use crate::runtime::clock;
use crate::runtime::locale::{local_time, local_time_at, time_ago};
use crate::state::form::FormState;
use crate::submit::submission::SubmissionState;

/// The maximum length of a shown name, in characters.
const MAX_NAME_CHARS: usize = 100;

/// The interval at which the times are updated.
const UPDATE_INTERVAL: Duration = Duration::from_mins(1);

/// Returns true if a request is in the list.
pub fn is_shown(sent: &SentRequest) -> bool {
    !sent.is_in_flight && (sent.id.is_none() || sent.lookup != Lookup::NotStarted)
}

/// Returns the list of unresolved requests, the newest first. A request stays until it is forgotten, so that the result
/// of its lookup can be read.
pub fn unresolved(form: FormState) -> Node {
    let submission: SubmissionState = expect_context();
    let all = submission.sent;
    let numbers =
        move || all.read().iter().rev().filter(|sent| is_shown(sent)).map(|sent| sent.number.to_string()).collect();
    let item = move |number: String| {
        let all = all.read_untracked();
        let sent = all.iter().find(|sent| sent.number.to_string() == number);
        sent.map_or_else(|| fragment([]), |sent| request(form, submission, sent))
    };
    div().class("unresolved").child(for_each(numbers, item))
}

fn request(form: FormState, submission: SubmissionState, sent: &SentRequest) -> Node {
    let number = sent.number;
    // Other requests change too; the result of this lookup must keep the focus then.
    let lookup = Memo::new(move |_| {
        let all = submission.sent.read();
        let sent = all.iter().find(|sent| sent.number == number);
        sent.map_or(Lookup::NotStarted, |sent| sent.lookup.clone())
    });
    let at = sent.at;
    let name: String = sent.instance.name.chars().take(MAX_NAME_CHARS).collect();
    let now = RwSignal::new(clock::now().unix_seconds);
    let update = move || {
        now.try_set(clock::now().unix_seconds);
    };
    if let Ok(updates) = set_interval_with_handle(update, UPDATE_INTERVAL) {
        on_cleanup(move || updates.clear());
    }
    let sentence = move || {
        let date = local_time_at(at, &JsValue::UNDEFINED);
        messages::SENT_AGO.format(&[&name, &time_ago(at, now.get()), &date])
    };
    let id = format!("sent-{number}");
    let button = || html::button().attr("aria-describedby", &id);
    let start = move || {
        let form = Box::new(form.instance.get_untracked());
        submission.dispatch(Event::LookupRequested { number, form });
    };
    let is_found = move || matches!(&*lookup.read(), Lookup::Done(result) if !result.found.is_empty());
    // One primary button: that of the newest request.
    let is_newest = move || {
        let all = submission.sent.read();
        all.iter().rev().find(|sent| is_shown(sent)).is_some_and(|sent| sent.number == number && sent.is_unresolved())
    };
    let check = button()
        .class(move || is_newest().then_some("primary"))
        .attr("aria-disabled", move || (*lookup.read() == Lookup::Running).then_some("true"))
        .on(ev::click, move |_| start())
        .child(messages::CHECK);
    let forget = move || submission.dispatch(Event::Forgotten { number });
    let forget = button().class("quiet").on(ev::click, move |_| forget()).child(messages::FORGET);
    let of_account = sent.is_restored.then_some(messages::CHECK_OTHER_ACCOUNT);
    let found = move || match &*lookup.read() {
        Lookup::NotStarted => fragment([]),
        Lookup::Needs(needs) => p().child(*needs),
        Lookup::Running => p().child(messages::LOOKUP_RUNNING),
        Lookup::Failed => p().child(messages::CHECK_FAILED),
        Lookup::Rejected(outcome) => {
            let outcome = outcome.clone();
            p().child(move || messages::CHECK_REFUSED.format(&[&outcome]))
        }
        Lookup::Done(result) => fragment([found(result), p().class("help").child(move || of_account)]),
    };
    div()
        .class(move || Some(if is_found() { "failure found" } else { "failure warning" }))
        .child(p().attr("id", &id).child(sentence))
        .child(div().class("buttons").child(check).child(forget))
        .child(div().attr("role", "status").child(found))
}

/// Returns the result of a lookup.
fn found(result: &LookupResult) -> Node {
    let item = |found: &Match| {
        let (id, created) = (found.id.clone(), found.created.clone());
        let shown_id = shown(&id).0.into_owned();
        let sentence = move || {
            // A time without a zone is shown as it is.
            let created = created.as_ref().map(|created| {
                let time = Some(created).filter(|created| created.ends_with('Z'));
                time.and_then(|time| local_time(&time.into(), &JsValue::UNDEFINED)).unwrap_or_else(|| created.clone())
            });
            match &created {
                Some(created) => messages::FOUND_ID_CREATED.format(&[&shown_id, &shown(created).0]),
                None => messages::FOUND_ID.format(&[&shown_id]),
            }
        };
        let item = li().child(sentence).child(copy_value_button(messages::COPY_ID, id, || {}));
        match found.token.clone() {
            Some(token) => item.child(copy_value_button(messages::COPY_TOKEN, token, || {})),
            None => item,
        }
    };
    let sentence = result.clone();
    let items = result.found.iter().map(item);
    fragment([p().child(move || sentence.to_string()), ul().child(fragment(items))])
}
