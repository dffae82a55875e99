//! The page: components that read what is derived and write what is typed. No rule of the domain
//! stands here.

mod additional;
mod answer;
mod authentication;
mod clipboard;
mod connection;
mod dom;
mod download;
mod editor;
mod events;
mod field;
mod form;
mod import;
mod importer;
mod memory;
mod panel;
mod polling;
mod problems;
mod request;
mod summary;
mod tags;
mod text;

use element_instance_form::element::Definition;
use element_instance_form::{url, words};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use dom::{Node, el, nodes};
use form::{Form, Life};
use importer::Root;

/// Puts the form into the page, in the place of what stood there before it was ready.
pub fn mount() {
    let Some(root) = by_id("form") else { return };
    root.set_text_content(None);
    // `cargo xtask serve` says here where its sandbox listens.
    let sandbox = root.get_attribute("data-sandbox").unwrap_or_else(|| url::SANDBOX.into());
    let place = root.clone().unchecked_into();
    leptos::mount::mount_to_renderer(&root, move || page(sandbox, place)).forget();
}

fn page(sandbox: String, place: Root) -> Node {
    let form = Form::new(Definition::woocommerce(), sandbox);
    let is_sending = move || form.life.with(|life| *life == Life::Sending);
    let create = el("button")
        .attr("type", "submit")
        .class("primary")
        .live_attr("aria-disabled", move || is_sending().then_some("true"))
        .live_text(move || if is_sending() { words::SENDING } else { words::CREATE });
    let fields = el("form")
        .attr("novalidate", "")
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
    let header = el("header").child(el("h1").text(words::TITLE)).child(el("p").text(words::LEAD));
    let request = el("div")
        .class("request")
        .child(answer::answer(form))
        .child(import::import(form, place))
        .child(request::request(form));
    nodes([header, el("div").class("columns").child(fields).child(request)])
}

/// The element of that id.
fn by_id(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus, and what is seen, to the element of that id.
fn focus(id: &str) {
    if let Some(element) = by_id(id) {
        element.scroll_into_view();
        let _ = element.focus();
    }
}
