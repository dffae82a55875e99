//! The suggested tags: those of the element's definition, and one that no other instance has.

use leptos::prelude::*;
use model::messages;
use model::response::marker;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::dom::html::{button, div};
use crate::dom::{Node, ev, fragment};
use crate::state::form::FormState;
use crate::state::host::Host;

/// Creates the buttons that add a tag. They are one stop of Tab, with arrow keys.
pub fn tag_suggestions(form: FormState) -> Node {
    let host: Host = expect_context();
    let unused = move || {
        let tags = form.tags.read();
        let all = form.definition().tags.iter().copied();
        all.filter(|tag| !tags.iter().any(|other| other == tag)).collect::<Vec<_>>()
    };
    let add = move |tag: String| {
        form.tags.update(|tags| tags.push(tag));
        // The button with the focus is gone when the list is made again.
        request_animation_frame(move || {
            if let Ok(Some(next)) = host.root().query_selector(".suggestion") {
                let _ = next.unchecked_into::<HtmlElement>().focus();
            }
        });
    };
    let suggestions = move || {
        fragment(unused().into_iter().enumerate().map(|(index, tag)| {
            button()
                .class("suggestion")
                .attr("aria-label", move || messages::ADD_TAG.format(&[&tag]))
                .attr("tabindex", if index == 0 { "0" } else { "-1" })
                .on(ev::click, move |_| add(tag.to_owned()))
                .child(&format!("+ {tag}"))
        }))
    };
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "any 32 bits will do")]
    let random = || (js_sys::Math::random() * 4_294_967_296.0) as u32;
    let unique = button()
        .class("suggestion")
        .attr("title", messages::MARKER_HELP)
        .attr("tabindex", move || if unused().is_empty() { "0" } else { "-1" })
        .on(ev::click, move |_| form.tags.update(|tags| tags.push(marker(random()))))
        .child(messages::ADD_MARKER);
    div()
        .class("tags")
        .attr("role", "group")
        .attr("aria-label", messages::SUGGESTIONS)
        .on(ev::keydown, move |event| focus_neighbour(&event))
        .child(suggestions)
        .child(unique)
}

/// Moves the focus to the next or previous button by an arrow key.
fn focus_neighbour(event: &KeyboardEvent) {
    let Some(button) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let neighbour = match event.key().as_str() {
        "ArrowRight" => button.next_element_sibling(),
        "ArrowLeft" => button.previous_element_sibling(),
        _ => None,
    };
    if let Some(neighbour) = neighbour {
        let _ = neighbour.unchecked_into::<HtmlElement>().focus();
    }
}
