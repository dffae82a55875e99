//! The page: components that read what is derived and write what is typed. No rule of the domain
//! stands here.

mod additional;
mod answer;
mod authentication;
mod clipboard;
mod connection;
mod download;
mod editor;
mod events;
mod field;
mod form;
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

use additional::Additional;
use answer::Answer;
use authentication::Authentication;
use connection::Connection;
use events::Events;
use form::{Form, Life};
use request::Request;
use summary::Summary;
use tags::Tags;

/// Puts the form into the page, in the place of what stood there before it was ready.
pub fn mount() {
    let Some(root) = by_id("form") else { return };
    root.set_text_content(None);
    // `cargo xtask serve` says here where its sandbox listens.
    let sandbox = root.get_attribute("data-sandbox").unwrap_or_else(|| url::SANDBOX.into());
    mount_to(root, move || view! { <Page sandbox /> }).forget();
}

#[component]
fn Page(sandbox: String) -> impl IntoView {
    let form = Form::new(Definition::woocommerce(), sandbox);
    let is_sending = move || form.life.get() == Life::Sending;
    view! {
        <header>
            <h1>{words::TITLE}</h1>
            <p>{words::LEAD}</p>
        </header>
        <div class="columns">
            <form
                novalidate
                aria-label=words::TITLE
                on:submit=move |event| {
                    event.prevent_default();
                    form.submit();
                }
            >
                <Summary form />
                <Connection form />
                <Authentication form />
                <Events form />
                <Additional form />
                <Tags form />
                <button type="submit" class="primary" aria-disabled=move || is_sending().then_some("true")>
                    {move || if is_sending() { words::SENDING } else { words::CREATE }}
                </button>
            </form>
            <div class="request">
                <Answer form />
                <Request form />
            </div>
        </div>
    }
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
