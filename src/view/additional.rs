//! What the request holds and the form has no field for.

use element_instance_form::instance::{Additional as Entry, FieldId, Place};
use element_instance_form::words;
use leptos::prelude::*;

use super::field::{Caption, control_id, described_by};
use super::form::Form;

const PLACES: [(Place, &str); 3] = [
    (Place::Configuration, words::IN_CONFIGURATION),
    (Place::Body, words::IN_BODY),
    (Place::Element, words::IN_ELEMENT),
];

/// The additional entries, and the element's key where it is another than the definition's.
#[component]
pub fn Additional(form: Form) -> impl IntoView {
    let entries = form.additional;
    let count = Memo::new(move |_| entries.read().len());
    let is_other = Memo::new(move |_| *form.element.read() != form.definition.key);
    let add = move |_| {
        entries.update(|entries| {
            entries.push(Entry { place: Place::Configuration, key: String::new(), value: String::new() });
        });
        let id = control_id(FieldId::Additional(count.get_untracked() - 1));
        request_animation_frame(move || super::focus(&id));
    };
    view! {
        <fieldset>
            <legend>{words::ADDITIONAL}</legend>
            <p class="help">{words::ADDITIONAL_HELP}</p>
            <Show when=move || is_other.get()>
                <div class="field">
                    <Caption id="element-key".into() label=words::ELEMENT_KEY.into() help=words::ELEMENT_KEY_HELP.into() error=Signal::stored(None) />
                    <input
                        id="element-key"
                        autocomplete="off"
                        aria-describedby=described_by("element-key")
                        prop:value=move || form.element.get()
                        on:change:target=move |event| form.element.set(event.target().value().trim().into())
                    />
                </div>
            </Show>
            <ul class="entries">
                <For each=move || 0..count.get() key=|index| *index children=move |index| view! { <Row form index /> } />
            </ul>
            <button type="button" class="quiet" on:click=add>{words::ADD_ENTRY}</button>
        </fieldset>
    }
}

/// One entry: its key, its value, where it stands.
#[component]
fn Row(form: Form, index: usize) -> impl IntoView {
    let field = FieldId::Additional(index);
    let (id, entries, error) = (control_id(field), form.additional, form.error(field));
    let read = move |part: fn(&Entry) -> &str| {
        entries.with(|entries| entries.get(index).map(part).unwrap_or_default().to_owned())
    };
    let write = move |change: &dyn Fn(&mut Entry)| {
        entries.update(|entries| {
            entries.get_mut(index).map(change);
        });
    };
    let is_secret = move || entries.read().get(index).is_some_and(Entry::is_secret) && !form.secrets_shown.get();
    let places = PLACES.map(|(place, label)| {
        let selected = move || entries.read().get(index).is_some_and(|entry| entry.place == place);
        view! { <option value=label prop:selected=selected>{label}</option> }
    });
    let move_to = move |label: String| {
        if let Some((place, _)) = PLACES.into_iter().find(|(_, other)| *other == label) {
            write(&|entry| entry.place = place);
        }
    };
    view! {
        <li class="entry" role="group" aria-label=move || read(|entry| &entry.key)>
            <p class="error" id=format!("{id}-error")>{move || error.get()}</p>
            <input
                id=id.clone()
                aria-label=words::KEY
                placeholder=words::KEY
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=format!("{id}-error")
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=move || read(|entry| &entry.key)
                on:input:target=move |event| write(&|entry| entry.key = event.target().value())
                on:change=move |_| form.leave(field)
            />
            <input
                aria-label=words::VALUE
                placeholder=words::VALUE
                type=move || if is_secret() { "password" } else { "text" }
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                data-1p-ignore=""
                data-lpignore="true"
                data-bwignore=""
                data-form-type="other"
                prop:value=move || read(|entry| &entry.value)
                on:input:target=move |event| write(&|entry| entry.value = event.target().value())
            />
            <select aria-label=words::PLACE on:change:target=move |event| move_to(event.target().value())>
                {places.into_iter().collect_view()}
            </select>
            <button
                type="button"
                class="beside"
                aria-label=move || format!("{} {}", words::REMOVE, read(|entry| &entry.key))
                on:click=move |_| entries.update(|entries| drop(entries.remove(index)))
            >
                <span aria-hidden="true">{"×"}</span>
            </button>
        </li>
    }
}
