//! What is polled: resources to tick and edit, and the raw JSON, two views of one text.

use std::sync::Arc;

use element_instance_form::element::Resource as Offered;
use element_instance_form::position::position;
use element_instance_form::words;
use leptos::prelude::*;

use super::editor::Editor;
use super::form::{Form, Shelved};
use super::panel::Panel;
use super::problems::Problems;

/// The group `Configure Polling`.
#[component]
pub fn Polling(form: Form) -> impl IntoView {
    let editing = RwSignal::new(None::<String>);
    let adding = RwSignal::new(false);
    // The first problem keeps the boxes still: told here, since the raw editor may be closed.
    let broken = move || {
        let document = form.polling.get();
        if document.is_editable() {
            return None;
        }
        let first = document.diagnostics().list().first()?;
        Some(format!("{}{}: {}", words::NOT_JSON, position(document.text(), first.range.start), first.problem))
    };
    let raw_open = form.raw_open;
    let usable = Memo::new(move |_| form.polling.read().is_editable());
    let listed = Memo::new(move |_| names(form));
    let more = move || match listed.read().1 {
        0 => None,
        more => Some(format!("{more} {}", words::MORE_RESOURCES)),
    };
    view! {
        <fieldset class="inner" aria-describedby="configure-polling-help">
            <legend>{words::CONFIGURE_POLLING}</legend>
            <p class="help" id="configure-polling-help">{words::CONFIGURE_POLLING_HELP}</p>
            <p class="error">{broken}</p>
            <ul class="resources">
                <For each=move || listed.read().0.clone() key=Clone::clone children=move |name| view! { <Resource form name usable editing /> } />
            </ul>
            <p class="help">{more}</p>
            <div class="buttons">
                <button
                    type="button"
                    class="quiet"
                    aria-expanded=move || adding.get().to_string()
                    disabled=move || !usable.get()
                    on:click=move |_| adding.update(|adding| *adding = !*adding)
                >
                    {words::ADD_RESOURCE}
                </button>
                <button
                    type="button"
                    class="quiet"
                    aria-pressed=move || raw_open.get().to_string()
                    on:click=move |_| raw_open.update(|open| *open = !*open)
                >
                    <span aria-hidden="true">{"< > "}</span>
                    {words::EDIT_RAW}
                </button>
            </div>
            <Show when=move || adding.get()>
                <AddResource form adding editing />
            </Show>
            <Show when=move || raw_open.get()>
                <Editor form />
            </Show>
            <Problems form />
        </fieldset>
    }
}

/// How many resources are listed; a document may hold thousands, which nobody ticks one by one.
const LISTED: usize = 100;

/// The resources to offer: those of the element, then those of the document and of the shelf; and how
/// many more there are.
fn names(form: Form) -> (Vec<String>, usize) {
    let mut names: Vec<String> = form.definition.resources.iter().map(|resource| resource.name.into()).collect();
    let (document, shelf) = (form.polling.read(), form.shelf.read());
    let shelved = shelf.iter().map(|shelved| shelved.resource.name.clone());
    let mut more = 0;
    for name in document.resource_names().into_iter().chain(shelved) {
        if names.len() >= LISTED {
            more += 1;
        } else if !names.contains(&name) {
            names.push(name);
        }
    }
    (names, more)
}

/// Ticks a resource, as it was when its tick was taken away, else as documented; or takes the tick away.
fn tick(form: Form, name: &str, wanted: bool) {
    let document = form.polling.get_untracked();
    if !wanted {
        if let Some((edit, resource)) = document.remove_resource(name) {
            form.edit_polling([&edit]);
            let after = form.polling.get_untracked();
            form.shelf.update(|shelf| {
                shelf.retain(|other| other.resource.name != name);
                shelf.push(Shelved { resource, before: document, after });
            });
        }
        return;
    }
    if document.resource(name).is_some() {
        return;
    }
    let offered: Vec<&str> = form.definition.resources.iter().map(|resource| resource.name).collect();
    let shelved = form.shelf.read_untracked().iter().find(|shelved| shelved.resource.name == name).cloned();
    form.shelf.update(|shelf| shelf.retain(|other| other.resource.name != name));
    if let Some(shelved) = shelved.as_ref().filter(|shelved| Arc::ptr_eq(&shelved.after, &document)) {
        // Nothing else has changed since: every byte comes back.
        return form.set_polling(shelved.before.clone());
    }
    let (index, json) = match shelved {
        Some(shelved) => (shelved.resource.index, shelved.resource.json),
        None => match form.definition.resource(name) {
            Some(resource) => (document.index_among(name, &offered), resource.configuration()),
            None => return,
        },
    };
    if let Some(edit) = document.insert_resource(index, name, &json) {
        form.edit_polling([&edit]);
    }
}

/// Takes a resource that is not one of the element's out of the document and off the list.
fn remove(form: Form, name: &str) {
    form.shelf.update(|shelf| shelf.retain(|other| other.resource.name != name));
    if let Some((edit, _)) = form.polling.get_untracked().remove_resource(name) {
        form.edit_polling([&edit]);
    }
}

/// One resource: its tick, its pencil, and the panel that the pencil opens.
#[component]
fn Resource(form: Form, name: String, usable: Memo<bool>, editing: RwSignal<Option<String>>) -> impl IntoView {
    let is_own = form.definition.resource(&name).is_none();
    let name = StoredValue::new(name);
    let ticked = Memo::new(move |_| form.polling.read().resource(&name.read_value()).is_some());
    let open = Memo::new(move |_| editing.read().as_ref() == Some(&*name.read_value()));
    let edit = move |_| {
        if open.get_untracked() {
            return editing.set(None);
        }
        tick(form, &name.read_value(), true);
        editing.set(Some(name.get_value()));
    };
    view! {
        <li>
            <div class="choice resource">
                <label>
                    <input
                        type="checkbox"
                        prop:checked=ticked
                        disabled=move || !usable.get()
                        on:change:target=move |event| tick(form, &name.read_value(), event.target().checked())
                    />
                    {shown(&name.read_value())}
                </label>
                {is_own
                    .then(|| {
                        let label = format!("{} {}", words::REMOVE, shown(&name.read_value()));
                        view! {
                            <button
                                type="button"
                                class="beside"
                                aria-label=label
                                disabled=move || !usable.get()
                                on:click=move |_| remove(form, &name.read_value())
                            >
                                <span aria-hidden="true">{"×"}</span>
                            </button>
                        }
                    })}
                <button
                    type="button"
                    class="beside"
                    aria-label=format!("{} {}", words::EDIT, shown(&name.read_value()))
                    aria-expanded=move || open.get().to_string()
                    disabled=move || !usable.get()
                    on:click=edit
                >
                    <span aria-hidden="true">{"✎"}</span>
                </button>
            </div>
            <Show when=move || open.get() && ticked.get()>
                <Panel form name=name.get_value() editing />
            </Show>
        </li>
    }
}

/// A resource's name as people see it; one without a name is shown by its quotes.
fn shown(name: &str) -> String {
    if name.trim().is_empty() { format!("\"{name}\"") } else { name.into() }
}

/// Copies a resource under a new name.
#[component]
fn AddResource(form: Form, adding: RwSignal<bool>, editing: RwSignal<Option<String>>) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let source = RwSignal::new(names(form).0.into_iter().next().unwrap_or_default());
    let error = Signal::derive(move || {
        let name = name.get();
        let is_taken = form.polling.read().resource(name.trim()).is_some()
            || names(form).0.iter().any(|other| other == name.trim());
        is_taken.then(|| format!("There is a resource called {} already.", name.trim()))
    });
    let add = move || {
        let new = name.get_untracked().trim().to_owned();
        if new.is_empty() || error.get_untracked().is_some() {
            return;
        }
        let document = form.polling.get_untracked();
        let source = source.get_untracked();
        let typed = document.resource(&source).map(|resource| resource.source_token().to_owned());
        let shelved = form
            .shelf
            .read_untracked()
            .iter()
            .find(|shelved| shelved.resource.name == source)
            .map(|shelved| shelved.resource.json.clone());
        let offered = form.definition.resource(&source).map(Offered::configuration);
        let json = typed.or(shelved).or(offered).unwrap_or_else(|| "{}".into());
        if let Some(edit) = document.insert_resource(document.resource_names().len(), &new, &json) {
            form.edit_polling([&edit]);
            editing.set(Some(new));
            adding.set(false);
        }
    };
    view! {
        <div class="panel" role="group" aria-label=words::ADD_RESOURCE>
            <div class="field">
                <label for="copy-of">{words::COPY_OF}</label>
                <select id="copy-of" on:change:target=move |event| source.set(event.target().value())>
                    {names(form).0.into_iter().map(|name| view! { <option value=name.clone()>{name.clone()}</option> }).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="new-resource">{words::NEW_RESOURCE}</label>
                <p class="error" id="new-resource-error">{move || error.get()}</p>
                <input
                    id="new-resource"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby="new-resource-error"
                    prop:value=name
                    on:input:target=move |event| name.set(event.target().value())
                    on:keydown=move |event| {
                        if event.key() == "Enter" {
                            event.prevent_default();
                            add();
                        }
                    }
                />
            </div>
            <div class="buttons">
                <button type="button" on:click=move |_| add()>{words::ADD}</button>
                <button type="button" class="quiet" on:click=move |_| adding.set(false)>{words::CANCEL}</button>
            </div>
        </div>
    }
}
