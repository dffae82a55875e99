//! The page: components that read what is derived and write what is typed. No rule of the domain
//! stands here.

mod additional;
pub mod announce;
mod answer;
pub mod attribute;
mod authentication;
mod callback;
mod clipboard;
mod connection;
mod dom;
mod download;
mod editor;
mod events;
mod exchange;
mod field;
mod findings;
pub mod form;
mod highlight;
mod import;
mod importer;
mod keep;
mod link;
mod memory;
mod next;
mod panel;
mod panes;
mod polling;
mod problems;
mod progress;
pub mod recall;
mod request;
mod rest;
mod send;
mod shortcuts;
mod summary;
mod tags;
pub mod tasks;
mod text;
mod undecided;

use std::time::Duration;

use element_instance_form::words;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlTextAreaElement, KeyboardEvent};

pub use dom::Node;
use dom::{el, nodes, show};
use form::{CREATE_ID, Form};
use rest::{Progress, Rest, later};

/// The whole form.
pub fn view(form: Form) -> Node {
    let create = el("button")
        .attr("type", "submit")
        .class("primary")
        .attr("part", "create")
        .attr("id", CREATE_ID)
        .attr("aria-describedby", "progress")
        .live_attr("aria-disabled", move || form.is_busy.get().then_some("true"))
        .live_text(move || if form.is_busy.get() { words::SENDING } else { words::CREATE });
    let fields = el("form")
        .attr("part", "fields")
        .attr("novalidate", "")
        // Before the program has started this sends nothing anywhere; after, it sends nothing by itself.
        .attr("method", "dialog")
        .attr("aria-label", words::TITLE)
        .on("submit", move |event| {
            event.prevent_default();
            form.submit();
        })
        .on("keydown", once)
        .child(when_there(form, |rest| rest.told))
        .child(when_there(form, |rest| rest.summary))
        .child(connection::connection(form))
        .child(authentication::authentication(form))
        .child(events::events(form))
        .child(additional::additional(form))
        .child(tags::tags(form))
        .child(when_there(form, |rest| rest.progress))
        .child(create)
        .child(when_there(form, |rest| rest.kept))
        .child(later(form, move || form.shortcuts_open.get(), |rest| rest.shortcuts))
        .child(jump(form, words::REQUEST, "tab-all"));
    // In another page the title is not the page's own.
    let is_alone = form.root.read_value().host().has_attribute("standalone");
    let title = el(if is_alone { "h1" } else { "h2" }).class("title").text(words::TITLE);
    let header = el("header").attr("part", "header").child(title).child(el("p").text(words::LEAD));
    shortcuts::listen(form);
    let request = panes::panes(form);
    follow_pointer(
        form,
        el("div").class("page").child(header).child(el("div").class("columns").child(fields).child(request)),
    )
}

/// A way to the other part where one stands below the other: the style shows it there, at the foot of what is in sight.
pub fn jump(form: Form, label: &str, id: &'static str) -> Node {
    el("button").attr("type", "button").class("jump").on_click(move || form.focus(id)).text(label)
}

/// Notes whether a pointer is down on `page`.
fn follow_pointer(form: Form, page: Node) -> Node {
    let rise = move || {
        form.is_pressing.try_set(false);
    };
    // The click comes after this.
    let up = |event| window_event_listener_untyped(event, move |_| set_timeout(rise, Duration::ZERO));
    let handles = ["pointerup", "pointercancel"].map(up);
    on_cleanup(move || handles.into_iter().for_each(WindowListenerHandle::remove));
    page.on("pointerdown", move |_| form.is_pressing.set(true))
}

/// A piece of the page that is there with the rest; that this is still to come is told elsewhere.
fn when_there(form: Form, piece: fn(&Rest) -> fn(Form) -> Node) -> Node {
    let rest = move || match form.rest.get() {
        Progress::There(rest) => Some(rest),
        _ => None,
    };
    show(move || rest().is_some(), move || rest().map_or_else(|| nodes([]), |rest| piece(rest)(form)))
}

/// Enter that is held down presses nothing again and again; a text takes its line breaks.
fn once(event: Event) {
    let is_text = event.target().is_some_and(|target| target.is_instance_of::<HtmlTextAreaElement>());
    let event = event.unchecked_ref::<KeyboardEvent>();
    if event.repeat() && event.key() == "Enter" && !is_text {
        event.prevent_default();
    }
}
