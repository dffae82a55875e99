//! Tags as tokens: typed, or chosen from the definition's.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use model::messages;
use web_sys::{Event, HtmlElement, KeyboardEvent};

use super::dom::{Node, each, el, live, nodes, said, text};
use super::field::{caption, described_by, no_finding};
use super::form::Form;

/// The tag field.
pub fn tags(form: Form) -> Node {
    let (tags, typed) = (form.tags, form.tag);
    let input = el("input");
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
    let field = StoredValue::new_local(input.clone());
    let remove = move |tag: &str| {
        tags.update(|tags| tags.retain(|other| other != tag));
        let _ = field.read_value().as_element::<HtmlElement>().focus();
    };
    let key = move |event: Event| {
        let key = event.unchecked_ref::<KeyboardEvent>();
        match key.key().as_str() {
            // Enter adds; with nothing typed it does nothing, rather than send the form.
            "Enter" if !key.is_composing() => {
                event.prevent_default();
                take_typed();
            }
            "Backspace" if typed.read_untracked().is_empty() => {
                tags.update(|tags| {
                    tags.pop();
                });
            }
            _ => {}
        }
    };
    let suggestions = move || {
        let tags = tags.read();
        let unused = form.definition().tags.iter().filter(|tag| !tags.iter().any(|other| other == *tag));
        nodes(unused.map(|tag| {
            el("button")
                .attr("type", "button")
                .class("suggestion")
                .live_attr("aria-label", move || messages::ADD_TAG.format(&[tag]))
                .on_click(move || add(tag))
                .text(&format!("+ {tag}"))
        }))
    };
    let token = move |tag: String| {
        let named = tag.clone();
        let cross = el("button")
            .attr("type", "button")
            .live_attr("aria-label", move || messages::REMOVE_TAG.format(&[&named]))
            .child(el("span").attr("aria-hidden", "true").text("×"));
        el("li").class("tag").untranslated().child(text(&tag)).child(cross.on_click(move || remove(&tag)))
    };
    let input = input
        .attr("id", "tags")
        .attr("name", "tags")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("aria-describedby", &described_by("tags"))
        .live_value(move || typed.get())
        .on_value("input", move |text| {
            // Not `contains`, which would bring the searcher of strings into the first load (1 kB brotli).
            if text.bytes().any(|byte| byte == b',') {
                add(&text);
                typed.set(String::new());
            } else {
                typed.set(text);
            }
        })
        .on("keydown", key)
        .on("change", move |_| take_typed());
    let field = el("div")
        .class("field")
        .child(caption("tags", said(messages::TAGS), messages::TAGS_HELP, no_finding()))
        .child(el("ul").class("tags").child(each(move || tags.get(), token)))
        .child(input)
        .child(
            el("p").class("suggestions").child(said(messages::SUGGESTIONS)).child(text(" ")).child(live(suggestions)),
        );
    el("fieldset").child(el("legend").say(messages::TAGS_TITLE)).child(field)
}
