//! What became of the request.

use element_instance_form::answer::{Created, Outcome};
use element_instance_form::words;
use leptos::prelude::*;

use super::clipboard::copy_button;
use super::dom::{Node, el, live, nodes};
use super::form::{Form, Life};

/// The answer: an id and a token, or why there is none.
pub fn answer(form: Form) -> Node {
    let sending = move || form.life.with(|life| *life == Life::Sending).then_some(words::SENDING_STATUS);
    nodes([
        el("p").attr("role", "status").class("notice").live_text(sending),
        live(move || match &*form.life.read() {
            Life::Ended(Outcome::Created(instance)) => created(instance),
            Life::Ended(outcome) => failure(outcome),
            _ => nodes([]),
        }),
    ])
}

fn created(created: &Created) -> Node {
    let heading = el("h2").attr("tabindex", "-1").text(words::CREATED);
    heading.focus_soon();
    let row = |name: &str, label: &'static str, value: &str| {
        let copied = value.to_owned();
        nodes([
            el("dt").text(name),
            el("dd").child(el("output").text(value)).child(copy_button(label, None, move || copied.clone())),
        ])
    };
    let rows = [row("id", words::COPY_ID, &created.id), row("token", words::COPY_TOKEN, &created.token)];
    el("section")
        .class("created")
        .attr("aria-label", words::CREATED)
        .child(heading)
        .child(el("p").text(words::KEEP))
        .child(el("dl").child(nodes(rows)))
}

fn failure(outcome: &Outcome) -> Node {
    let is_unknown = matches!(outcome, Outcome::TimedOut { .. } | Outcome::Unreadable { status: 200..300 });
    let title = if is_unknown { words::OUTCOME_UNKNOWN } else { words::NOT_CREATED };
    el("div")
        .class("failure")
        .attr("role", "alert")
        .attr("data-kind", outcome.kind())
        .child(el("h2").text(title))
        .child(el("p").text(&outcome.to_string()))
}
