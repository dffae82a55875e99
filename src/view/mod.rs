//! The page: components that read what is derived and write what is typed. No rule of the domain
//! stands here.

mod additional;
pub mod announce;
mod answer;
mod authentication;
mod clipboard;
mod connection;
mod dom;
mod download;
mod editor;
mod events;
mod field;
pub mod form;
mod import;
mod importer;
mod memory;
mod panel;
mod polling;
mod problems;
mod request;
mod rest;
mod summary;
mod tags;
pub mod tasks;
mod text;

use element_instance_form::words;
use leptos::prelude::*;

pub use dom::Node;
use dom::el;
use form::{Form, Life};
use rest::later;

/// The whole form.
pub fn view(form: Form) -> Node {
    let is_sending = move || form.life.with(|life| *life == Life::Sending);
    let create = el("button")
        .attr("type", "submit")
        .class("primary")
        .attr("part", "create")
        .live_attr("aria-disabled", move || is_sending().then_some("true"))
        .live_text(move || if is_sending() { words::SENDING } else { words::CREATE });
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
        .child(summary::summary(form))
        .child(connection::connection(form))
        .child(authentication::authentication(form))
        .child(events::events(form))
        .child(additional::additional(form))
        .child(tags::tags(form))
        .child(create);
    // In another page the title is not the page's own.
    let is_alone = form.root.read_value().host().has_attribute("standalone");
    let title = el(if is_alone { "h1" } else { "h2" }).class("title").text(words::TITLE);
    let header = el("header").attr("part", "header").child(title).child(el("p").text(words::LEAD));
    let request = el("div")
        .class("request")
        .attr("part", "request")
        .child(later(form, move || form.life.with(|life| *life != Life::Idle), |rest| rest.answer))
        .child(import::import(form))
        .child(request::request(form));
    el("div").class("page").child(header).child(el("div").class("columns").child(fields).child(request))
}
