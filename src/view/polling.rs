//! What is polled: resources to tick and edit, and the raw JSON, two views of one text.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use model::element::Resource as Offered;
use model::messages::{self, Message};
use model::position::position;
use web_sys::KeyboardEvent;

use super::begun::Begun;
use super::dom::{Node, aria, choice, each, el, said, select, show, text};
use super::editor::editor;
use super::form::{Form, Shelved};
use super::panel::panel;
use super::problems::problems;

/// The ids of what opens the panel that adds a resource, and of the field for its name.
const ADD_ID: &str = "add-resource";
const NAME_ID: &str = "new-resource";

/// The group `Configure Polling`.
pub fn polling(form: Form) -> Node {
    let adding = Begun::of(form).adding;
    // The first problem keeps the boxes still: told here, since the raw editor may be closed.
    let broken = move || {
        let document = form.polling.get();
        if document.is_editable() {
            return None;
        }
        let first = document.diagnostics().list().first()?;
        Some(messages::NOT_JSON.format(&[&format_args!(
            "{}: {}",
            position(document.text(), first.range.start),
            first.problem
        )]))
    };
    let raw_open = form.raw_open;
    let usable = Memo::new(move |_| form.polling.read().is_editable());
    let listed = Memo::new(move |_| names(form));
    let more = move || match listed.read().1 {
        0 => None,
        more => Some(messages::MORE_RESOURCES.format(&[&more])),
    };
    let quiet = || el("button").attr("type", "button").class("quiet");
    let add = quiet()
        .live_attr("aria-expanded", move || aria(adding.get()))
        .live_attr("disabled", move || !usable.get())
        .attr("id", ADD_ID)
        .on_click(move || {
            adding.update(|adding| *adding = !*adding);
            if adding.get_untracked() {
                request_animation_frame(move || form.focus(NAME_ID));
            }
        })
        .say(messages::ADD_RESOURCE);
    let edit_raw = quiet()
        .live_attr("aria-pressed", move || aria(raw_open.get()))
        .on_click(move || raw_open.update(|open| *open = !*open))
        .child(el("span").attr("aria-hidden", "true").text("< > "))
        .child(said(messages::EDIT_RAW));
    let rows = each(move || listed.read().0.clone(), move |name| resource(form, name, usable));
    el("fieldset")
        .class("inner")
        .attr("aria-describedby", "configure-polling-help")
        .child(el("legend").say(messages::CONFIGURE_POLLING))
        .child(el("p").class("help").attr("id", "configure-polling-help").say(messages::CONFIGURE_POLLING_HELP))
        .child(el("p").class("error").live_text(broken))
        .child(el("ul").class("resources").child(rows))
        .child(el("p").class("help").live_text(more))
        .child(el("div").class("buttons").child(add).child(edit_raw))
        .child(show(move || adding.get(), move || add_resource(form)))
        .child(show(move || raw_open.get(), move || editor(form)))
        .child(problems(form))
}

/// How many resources are listed; a document may hold thousands, which nobody ticks one by one.
const LISTED: usize = 100;

/// The resources to offer: those of the element, then those of the document and of the shelf; and how
/// many more there are.
fn names(form: Form) -> (Vec<String>, usize) {
    let mut names: Vec<String> = form.definition().resources.iter().map(|resource| resource.name.into()).collect();
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
    let offered: Vec<&str> = form.definition().resources.iter().map(|resource| resource.name).collect();
    let shelved = form.shelf.read_untracked().iter().find(|shelved| shelved.resource.name == name).cloned();
    form.shelf.update(|shelf| shelf.retain(|other| other.resource.name != name));
    if let Some(shelved) = shelved.as_ref().filter(|shelved| Arc::ptr_eq(&shelved.after, &document)) {
        // Nothing else has changed since: every byte comes back.
        return form.set_polling(shelved.before.clone());
    }
    let (index, json) = match shelved {
        Some(shelved) => (shelved.resource.index, shelved.resource.json),
        None => match form.definition().resource(name) {
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
fn resource(form: Form, name: String, usable: Memo<bool>) -> Node {
    let (name, editing) = (StoredValue::new(name), Begun::of(form).editing);
    let ticked = Memo::new(move |_| form.polling.read().resource(&name.read_value()).is_some());
    let open = Memo::new(move |_| editing.read().as_ref() == Some(&*name.read_value()));
    let edit = move || {
        if open.get_untracked() {
            return editing.set(None);
        }
        tick(form, &name.read_value(), true);
        editing.set(Some(name.get_value()));
    };
    let tick = el("input")
        .attr("type", "checkbox")
        .live_flag("checked", move || ticked.get())
        .live_attr("disabled", move || !usable.get())
        .on_check(move |checked| tick(form, &name.read_value(), checked));
    let beside = move |does: Message, sign: &str| {
        el("button")
            .attr("type", "button")
            .class("beside")
            .live_attr("aria-label", move || does.format(&[&shown(&name.read_value())]))
            .live_attr("disabled", move || !usable.get())
            .child(el("span").attr("aria-hidden", "true").text(sign))
    };
    let is_own = move || form.definition().resource(&name.read_value()).is_none();
    let cross = move || beside(messages::REMOVE_NAMED, "×").on_click(move || remove(form, &name.read_value()));
    let pencil = beside(messages::EDIT_NAMED, "✎")
        .attr("id", &pencil_id(&name.read_value()))
        .live_attr("aria-expanded", move || aria(open.get()))
        .on_click(edit);
    let label = el("label").child(tick).child(text(&shown(&name.read_value())));
    let choice = el("div").class("choice resource").child(label).child(show(is_own, cross));
    el("li")
        .child(choice.child(pencil))
        .child(show(move || open.get() && ticked.get(), move || panel(form, name.get_value())))
}

/// The id of a resource's pencil.
pub fn pencil_id(name: &str) -> String {
    format!("edit-{name}")
}

/// A resource's name as people see it; one without a name is shown by its quotes.
fn shown(name: &str) -> String {
    if name.trim().is_empty() { format!("\"{name}\"") } else { name.into() }
}

/// Copies a resource under a new name.
fn add_resource(form: Form) -> Node {
    let Begun { new_resource: name, editing, adding, .. } = Begun::of(form);
    let all = names(form).0;
    let source = RwSignal::new(all.first().cloned().unwrap_or_default());
    let error = Signal::derive(move || {
        let name = name.get();
        let is_taken = form.polling.read().resource(name.trim()).is_some()
            || names(form).0.iter().any(|other| other == name.trim());
        is_taken.then(|| messages::RESOURCE_IS_TAKEN.format(&[&name.trim()]))
    });
    let close = move || {
        adding.set(false);
        name.set(String::new());
        form.focus(ADD_ID);
    };
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
        let offered = form.definition().resource(&source).map(Offered::configuration);
        let json = typed.or(shelved).or(offered).unwrap_or_else(|| "{}".into());
        if let Some(edit) = document.insert_resource(document.resource_names().len(), &new, &json) {
            form.edit_polling([&edit]);
            close();
            let pencil = pencil_id(&new);
            editing.set(Some(new));
            request_animation_frame(move || form.focus(&pencil));
        }
    };
    let choices = all.iter().map(|name| choice(name)).collect();
    let copy_of = select(choices, move || source.get(), move |value| source.set(value)).attr("id", "copy-of");
    let input =
        el("input").attr("id", NAME_ID).verbatim().attr("aria-describedby", "new-resource-error").bind(name).on(
            "keydown",
            move |event| {
                if event.unchecked_ref::<KeyboardEvent>().key() == "Enter" {
                    event.prevent_default();
                    add();
                }
            },
        );
    let button = |label: Message| el("button").attr("type", "button").say(label);
    el("div")
        .class("panel")
        .attr("role", "group")
        .attr_said("aria-label", messages::ADD_RESOURCE)
        .child(el("div").class("field").child(el("label").attr("for", "copy-of").say(messages::COPY_OF)).child(copy_of))
        .child(
            el("div")
                .class("field")
                .child(el("label").attr("for", NAME_ID).say(messages::NEW_RESOURCE))
                .child(el("p").class("error").attr("id", "new-resource-error").live_text(move || error.get()))
                .child(input),
        )
        .child(
            el("div")
                .class("buttons")
                .child(button(messages::ADD).on_click(add))
                .child(button(messages::CANCEL).class("quiet").on_click(close)),
        )
}
