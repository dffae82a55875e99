//! The tags.

use leptos::prelude::*;
use model::messages;
use web_sys::{HtmlElement, HtmlInputElement, KeyboardEvent};

use crate::components::deferred_view::deferred_optional;
use crate::components::text_field::{caption, described_by, empty_error_line};
use crate::dom::html::{self, button, div, fieldset, legend, li, span, ul};
use crate::dom::{Node, ev, fragment, text};
use crate::state::deferred::{Deferred, DeferredView};
use crate::state::form::FormState;
use crate::state::view::ViewState;

/// Creates the field for tags.
pub fn tags(form: FormState, view: ViewState, deferred: Deferred) -> Node {
    let (tags, typed) = (form.tags, view.typed_tag);
    let input = html::input();
    let add = move |text: &str| {
        for tag in text.split(',').map(str::trim).filter(|tag| !tag.is_empty()) {
            if !tags.read_untracked().iter().any(|other| other == tag) {
                tags.update(|tags| tags.push(tag.into()));
            }
        }
    };
    let take_typed = move || {
        add(&typed.get_untracked());
        typed.set(String::new());
    };
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            // Enter adds the tag; without input it must not submit the form.
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                take_typed();
            }
            // A key that is held down ends at the text.
            "Backspace" if typed.read_untracked().is_empty() && !event.repeat() => {
                tags.update(|tags| {
                    tags.pop();
                });
            }
            _ => {}
        }
    };
    let field = input.clone();
    let token = move |tag: String| {
        let (named, field) = (tag.clone(), field.clone());
        let remove = move |tag: &str| {
            tags.update(|tags| tags.retain(|other| other != tag));
            let _ = field.as_element::<HtmlElement>().focus();
        };
        let cross = button()
            .attr("aria-label", move || messages::REMOVE_TAG.format(&[&named]))
            .child(span().attr("aria-hidden", "true").child("×"));
        li().class("tag").untranslated().child(&tag).child(cross.on(ev::click, move |_| remove(&tag)))
    };
    let list = move || fragment(tags.get().into_iter().map(&token));
    let input = input
        .attr("id", "tags")
        .attr("name", "tags")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("aria-describedby", &described_by("tags"))
        .prop("value", move || typed.get())
        .on(ev::input, move |event| {
            let text = event_target_value(&event);
            // Not `contains`, which would add string search to the first load (1 kB brotli).
            if text.bytes().any(|byte| byte == b',') {
                add(&text);
                typed.set(String::new());
                // The signal did not change if all of the text came in one event.
                event_target::<HtmlInputElement>(&event).set_value("");
            } else {
                typed.set(text);
            }
        })
        .on(ev::keydown, key)
        // Not `change`: the browser announces no change of a text that the prerendered form has handed over.
        .on(ev::blur, move |_| take_typed());
    let field = div()
        .class("field")
        .child(caption("tags", text(messages::TAGS), false, messages::TAGS_HELP, empty_error_line()))
        .child(div().class("tokens").child(ul().class("tags").child(list)).child(input))
        .child(div().class("suggestions").child(deferred_optional(form, deferred, DeferredView::TagSuggestions)));
    fieldset().child(legend().child(messages::TAGS_TITLE)).child(field)
}
