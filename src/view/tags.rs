//! Tags as tokens: typed, or chosen from the definition's.

use element_instance_form::words;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::field::{Caption, described_by};
use super::form::Form;

/// The tag field.
#[component]
pub fn Tags(form: Form) -> impl IntoView {
    let (tags, typed) = (form.tags, RwSignal::new(String::new()));
    let input = NodeRef::<html::Input>::new();
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
    let remove = move |tag: &str| {
        tags.update(|tags| tags.retain(|other| other != tag));
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        // Enter adds; with nothing typed it does nothing, rather than send the form.
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            take_typed();
        }
        "Backspace" if typed.read_untracked().is_empty() => {
            tags.update(|tags| {
                tags.pop();
            });
        }
        _ => {}
    };
    let suggestions = move || {
        let tags = tags.read();
        let unused = form.definition.tags.iter().filter(|tag| !tags.iter().any(|other| other == *tag));
        unused
            .map(|tag| {
                view! {
                    <button type="button" class="suggestion" aria-label=format!("Add tag {tag}") on:click=move |_| add(tag)>
                        {format!("+ {tag}")}
                    </button>
                }
            })
            .collect_view()
    };
    let token = move |tag: String| {
        let label = format!("Remove tag {tag}");
        let shown = tag.clone();
        view! {
            <li class="tag">
                {shown}
                <button type="button" aria-label=label on:click=move |_| remove(&tag)>
                    <span aria-hidden="true">{"×"}</span>
                </button>
            </li>
        }
    };
    view! {
        <fieldset>
            <legend>{"Tags"}</legend>
            <div class="field">
                <Caption id="tags".into() label=words::TAGS.into() help=words::TAGS_HELP.into() error=Signal::stored(None) />
                <ul class="tags">
                    <For each=move || tags.get() key=Clone::clone children=token />
                </ul>
                <input
                    node_ref=input
                    id="tags"
                    name="tags"
                    autocomplete="off"
                    autocapitalize="none"
                    aria-describedby=described_by("tags")
                    prop:value=typed
                    on:input:target=move |event| {
                        let text = event.target().value();
                        if text.contains(',') {
                            add(&text);
                            typed.set(String::new());
                        } else {
                            typed.set(text);
                        }
                    }
                    on:keydown=key
                    on:change=move |_| take_typed()
                />
                <p class="suggestions">{words::SUGGESTIONS} {suggestions}</p>
            </div>
        </fieldset>
    }
}
