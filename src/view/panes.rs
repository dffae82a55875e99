//! The request's column: its parts, and the tabs that choose among them (the pattern "Tabs" of the ARIA practices).

use leptos::prelude::*;
use model::messages::{self, Message};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::dom::{Node, aria, el, nodes, show};
use super::form::{Form, Pane};
use super::{import, request, rest};

impl Pane {
    const TABS: [(Self, &str, Message); 4] = [
        (Self::All, "tab-all", messages::TAB_ALL),
        (Self::Command, "tab-command", messages::TAB_COMMAND),
        (Self::Body, "tab-body", messages::TAB_BODY),
        (Self::Answer, "tab-answer", messages::TAB_RESPONSE),
    ];

    /// The id of its tab.
    fn id(self) -> &'static str {
        Self::TABS[self as usize].1
    }
}

/// Whether a part is to be hidden, since another one was chosen.
pub fn is_hidden(form: Form, part: Pane) -> bool {
    let chosen = form.pane.get();
    chosen != Pane::All && chosen != part
}

/// The column.
pub fn panes(form: Form) -> Node {
    let part = |part: Pane| el("div").live_attr("hidden", move || is_hidden(form, part));
    let was_sent = move || form.submission.is_answer_wanted.get();
    let nothing = move || (!was_sent() && form.pane.get() == Pane::Answer).then_some(messages::NOTHING_SENT);
    let answer =
        part(Pane::Answer)
            .child(el("p").class("help").live_text(nothing))
            .child(rest::later(form, was_sent, |rest| rest.answer));
    let callback = move || rest::later(form, || true, |rest| rest.callback);
    let callback = part(Pane::Answer).child(show(move || form.events.get(), callback));
    let panel = el("div")
        .attr("id", "request-panel")
        .attr("role", "tabpanel")
        .live_attr("aria-labelledby", move || form.pane.get().id())
        .child(answer)
        .child(request::request(form))
        .child(callback)
        // Inside: it would lie over the bar where only that is in sight.
        .child(jump(form, messages::FORM, "api-host"));
    el("div")
        .class("request")
        .attr("part", "request")
        .child(el("div").class("bar tabs").child(tabs(form)).child(import::import(form)))
        .child(panel)
}

fn tabs(form: Form) -> Node {
    let tab = |(pane, id, label): (Pane, &str, Message)| {
        let is_chosen = move || form.pane.get() == pane;
        el("button")
            .attr("type", "button")
            .attr("role", "tab")
            .attr("id", id)
            .attr("aria-controls", "request-panel")
            .live_attr("aria-selected", move || aria(is_chosen()))
            .live_attr("tabindex", move || if is_chosen() { "0" } else { "-1" })
            .on_click(move || form.pane.set(pane))
            .say(label)
    };
    el("div")
        .attr("role", "tablist")
        .attr_said("aria-label", messages::REQUEST)
        .on("keydown", move |event| turn(form, &event))
        .child(nodes(Pane::TABS.map(tab)))
}

/// The arrow keys, Home and End choose a tab, and go there.
fn turn(form: Form, event: &Event) {
    let (now, last) = (form.pane.get_untracked() as usize, Pane::TABS.len() - 1);
    let next = match event.unchecked_ref::<KeyboardEvent>().key().as_str() {
        "ArrowRight" if now < last => now + 1,
        "ArrowRight" | "Home" => 0,
        "ArrowLeft" if now > 0 => now - 1,
        "ArrowLeft" | "End" => last,
        _ => return,
    };
    event.prevent_default();
    form.pane.set(Pane::TABS[next].0);
    form.focus(Pane::TABS[next].1);
}

/// A way to the other part where one stands below the other: the style shows it there, at the foot of what is in sight.
pub fn jump(form: Form, label: Message, id: &'static str) -> Node {
    el("button").attr("type", "button").class("jump").on_click(move || form.focus(id)).say(label)
}
