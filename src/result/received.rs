//! Received instances: their ID and token, until they are dismissed.

use std::rc::Rc;

use leptos::prelude::*;
use model::combining::has_long_run;
use model::json;
use model::messages::{self, Message};
use model::submission::{Arrival, Event, ReceivedInstance};

use crate::components::combining::shown;
use crate::components::copy_button::{copy_button_then, copy_value_button};
use crate::components::download_button::download;
use crate::dom::html::{self, code, dd, details, div, dl, dt, h2, output, p, section, summary};
use crate::dom::{Node, ev, fragment};
use crate::request::block;
use crate::request::next_steps::next_steps;
use crate::submit::submission::SubmissionState;

/// Returns the card of a received instance.
pub fn created_card(received: &ReceivedInstance) -> Node {
    let submission = expect_context::<SubmissionState>();
    let number = received.number;
    let created = received.id.as_ref().zip(received.token.as_ref());
    let (title, help) = if created.is_some() {
        (messages::CREATED, messages::SAVE_ID_AND_TOKEN)
    } else {
        (messages::ARRIVED, messages::SAVE_RESPONSE)
    };
    let heading = h2().attr("tabindex", "-1").child(title);
    if received.arrival == Arrival::Focus {
        heading.focus_when_mounted();
    }
    let keep = move || submission.dispatch(Event::Kept { number });
    let row = |name: &str, label: Message, value: &str, then: Rc<dyn Fn()>| {
        let copy = copy_value_button(label, value.to_owned(), move || then());
        fragment([dt().child(name), dd().child(output().child(&*shown(value).0).untranslated()).child(copy)])
    };
    let id = received.id.iter().map(|id| row("id", messages::COPY_ID, id, Rc::new(|| {})));
    let token = received.token.iter().map(|token| row("token", messages::COPY_TOKEN, token, Rc::new(keep)));
    // Their commands are shown whole.
    let is_short = |(id, token): &(&String, &String)| !has_long_run(id) && !has_long_run(token);
    let next =
        created.filter(is_short).map_or_else(|| fragment([]), |(id, token)| next_steps(&received.instance, id, token));
    section()
        .class("created")
        .attr("aria-label", title)
        .child(heading)
        .child(p().child(help))
        .child(dl().child(fragment(id.chain(token))))
        .child(response(received))
        .child(next)
        .child(buttons(submission, received))
}

/// Returns the whole response, without secrets of the request.
fn response(received: &ReceivedInstance) -> Node {
    let response = &*received.response;
    let formatted = json::parse_strict(response)
        .and_then(|tree| Some(json::format(tree.root(response)?, 0)))
        .unwrap_or_else(|| response.to_owned());
    let redacted = received.instance.redact(formatted);
    let (shown, note) = shown(&redacted);
    let block = block(expect_context(), messages::FULL_RESPONSE, code().child(&*shown));
    let whole = details().child(summary().child(messages::FULL_RESPONSE)).child(block).child(note);
    let is_created = received.id.is_some() && received.token.is_some();
    if is_created { whole } else { whole.attr("open", "") }
}

/// Returns the buttons that copy, download and dismiss the response.
fn buttons(submission: SubmissionState, received: &ReceivedInstance) -> Node {
    let number = received.number;
    let keep = move || submission.dispatch(Event::Kept { number });
    let button = || html::button().attr("type", "button").class("quiet");
    let file = format!("instance-{}.json", received.id.as_deref().unwrap_or("answer"));
    let (saved, copied) = (received.response.clone(), received.response.clone());
    let download = button().child(messages::DOWNLOAD_RESPONSE).on(ev::click, move |_| {
        if download(&file, &saved).is_ok() {
            keep();
        }
    });
    let copy = copy_button_then(messages::COPY_RESPONSE, move || (*copied).to_owned(), keep);
    let lose = if received.token.is_some() { messages::LOSE_TOKEN } else { messages::DISMISS_RESPONSE };
    let is_asked = move || {
        let all = submission.received.read();
        all.iter().any(|received| received.number == number && received.is_dismissal_asked && !received.is_kept)
    };
    let dismiss = button()
        .child(move || if is_asked() { lose } else { messages::DISMISS })
        .on(ev::click, move |_| submission.dispatch(Event::Dismissed { number }));
    div().class("buttons").child(copy).child(download).child(dismiss)
}
