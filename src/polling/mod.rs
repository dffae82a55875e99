//! The polling configuration: resources to select and edit, and the raw JSON, two views of one text.

pub mod editor;
pub mod problems;
pub mod resource_panel;

use std::sync::Arc;

use leptos::prelude::*;
use model::element::Resource as Offered;
use model::messages::{self, Message};
use model::position::position;

use crate::dom::html::{self, div, fieldset, legend, li, p, span, ul};
use crate::dom::icon::{CLOSE, CODE, PENCIL};
use crate::dom::{Node, aria, ev, for_each, icon, option_named, select_control, show};
use crate::polling::editor::editor;
use crate::polling::problems::problems;
use crate::polling::resource_panel::{FIRST_SETTING_ID, panel, pencil_id};
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::panel_state::{PanelState, RemovedResource};
use crate::state::view::ViewState;

/// The ids of the button that opens the panel for a new resource, and of the field for its name.
const ADD_ID: &str = "add-resource";
const NAME_ID: &str = "new-resource";

/// Creates the group `Configure Polling`.
pub fn polling(form: FormState) -> Node {
    let (view, host, panels): (ViewState, Host, PanelState) = (expect_context(), expect_context(), expect_context());
    let adding = panels.adding;
    // Invalid JSON disables the checkboxes. The reason is shown here, since the raw editor may be closed.
    let broken = move || {
        let document = form.polling.get();
        // The raw JSON has its problems below it.
        if document.is_editable() || view.raw_open.get() {
            return None;
        }
        let first = document.diagnostics().list().first()?;
        Some(messages::NOT_JSON.format(&[&format_args!(
            "{}: {}",
            position(document.text(), first.range.start),
            first.problem
        )]))
    };
    let raw_open = view.raw_open;
    let usable = Memo::new(move |_| form.polling.read().is_editable());
    let listed = Memo::new(move |_| names(form, panels));
    let more = move || match listed.read().1 {
        0 => None,
        more => Some(messages::MORE_RESOURCES.format(&[&more])),
    };
    let nothing = move || {
        let document = form.polling.read();
        (document.is_editable() && document.resource_names().is_empty()).then_some(messages::NOTHING_POLLED)
    };
    let quiet = || html::button().class("quiet");
    let add = quiet()
        .attr("aria-expanded", move || aria(adding.get()))
        .attr("disabled", move || !usable.get())
        .attr("id", ADD_ID)
        .on(ev::click, move |_| {
            adding.update(|adding| *adding = !*adding);
            if adding.get_untracked() {
                request_animation_frame(move || host.focus(NAME_ID));
            }
        })
        .child(messages::ADD_RESOURCE);
    let edit_raw = quiet()
        .attr("aria-pressed", move || aria(raw_open.get()))
        .on(ev::click, move |_| raw_open.update(|open| *open = !*open))
        .child(icon(CODE))
        .child(span().child(messages::EDIT_RAW));
    // The raw JSON is in the place of the list.
    let rows = for_each(move || listed.read().0.clone(), move |name| resource(form, name, usable));
    let list = div()
        .attr("hidden", move || raw_open.get())
        .child(ul().class("resources").child(rows))
        .child(p().class("help").child(more))
        .child(add)
        .child(show(move || adding.get(), move || add_resource(form)));
    fieldset()
        .class("inner")
        .attr("aria-describedby", "configure-polling-help")
        .child(legend().child(messages::CONFIGURE_POLLING))
        .child(
            div()
                .class("bar")
                .child(p().class("help").attr("id", "configure-polling-help").child(messages::CONFIGURE_POLLING_HELP))
                .child(edit_raw),
        )
        .child(p().class("error").child(broken))
        .child(p().class("error").attr("data-severity", "warning").child(nothing))
        .child(list)
        .child(show(move || raw_open.get(), move || editor(form)))
        .child(problems(form))
}

/// The number of resources that are listed. A document may contain thousands.
const LISTED: usize = 100;

/// Returns the resources to list: those of the element, of the document and the deselected ones; and the number of
/// those left out.
fn names(form: FormState, panels: PanelState) -> (Vec<String>, usize) {
    let mut names: Vec<String> = form.definition().resources.iter().map(|resource| resource.name.into()).collect();
    let (document, removed) = (form.polling.read(), panels.removed_resources.read());
    let removed = removed.iter().map(|removed| removed.resource.name.clone());
    let mut more = 0;
    for name in document.resource_names().into_iter().chain(removed) {
        if names.contains(&name) {
            continue;
        }
        if names.len() >= LISTED {
            more += 1;
        } else {
            names.push(name);
        }
    }
    (names, more)
}

/// Selects a resource, with its settings from before or else the documented ones; or deselects it.
fn tick(form: FormState, panels: PanelState, name: &str, wanted: bool) {
    let document = form.polling.get_untracked();
    if !wanted {
        if let Some((edit, resource)) = document.remove_resource(name) {
            form.edit_polling([&edit]);
            let after = form.polling.get_untracked();
            panels.removed_resources.update(|removed| {
                removed.retain(|other| other.resource.name != name);
                removed.push(RemovedResource { resource, before: document, after });
            });
        }
        return;
    }
    if document.resource(name).is_some() {
        return;
    }
    let offered: Vec<&str> = form.definition().resources.iter().map(|resource| resource.name).collect();
    let removed =
        panels.removed_resources.read_untracked().iter().find(|removed| removed.resource.name == name).cloned();
    panels.removed_resources.update(|removed| removed.retain(|other| other.resource.name != name));
    if let Some(removed) = removed.as_ref().filter(|removed| Arc::ptr_eq(&removed.after, &document)) {
        // The configuration has not changed since the removal, so the earlier text is restored byte for byte.
        return form.set_polling(removed.before.clone());
    }
    let (index, json) = match removed {
        Some(removed) => (removed.resource.index, removed.resource.json),
        None => match form.definition().resource(name) {
            Some(resource) => (document.index_among(name, &offered), resource.configuration()),
            None => return,
        },
    };
    if let Some(edit) = document.insert_resource(index, name, &json) {
        form.edit_polling([&edit]);
    }
}

/// Removes a resource that is not one of the element's from the document and the list.
fn remove(form: FormState, panels: PanelState, name: &str) {
    panels.removed_resources.update(|removed| removed.retain(|other| other.resource.name != name));
    if let Some((edit, _)) = form.polling.get_untracked().remove_resource(name) {
        form.edit_polling([&edit]);
    }
}

/// Creates a resource: the checkbox, the pencil button and its panel.
fn resource(form: FormState, name: String, usable: Memo<bool>) -> Node {
    let (panels, host): (PanelState, Host) = (expect_context(), expect_context());
    let (name, editing) = (StoredValue::new(name), panels.editing);
    let ticked = Memo::new(move |_| form.polling.read().resource(&name.read_value()).is_some());
    let open = Memo::new(move |_| editing.read().as_ref() == Some(&*name.read_value()));
    let edit = move || {
        if open.get_untracked() {
            return editing.set(None);
        }
        tick(form, panels, &name.read_value(), true);
        editing.set(Some(name.get_value()));
        request_animation_frame(move || host.focus(FIRST_SETTING_ID));
    };
    let tick = html::input()
        .attr("type", "checkbox")
        .prop("checked", move || ticked.get())
        .attr("disabled", move || !usable.get())
        .on(ev::change, move |event| tick(form, panels, &name.read_value(), event_target_checked(&event)));
    let beside = move |does: Message, sign: &str| {
        html::button()
            .class("beside")
            .attr("aria-label", move || does.format(&[&shown(&name.read_value())]))
            .attr("disabled", move || !usable.get())
            .child(icon(sign))
    };
    let is_own = move || form.definition().resource(&name.read_value()).is_none();
    let cross = move || {
        beside(messages::REMOVE_NAMED, CLOSE).on(ev::click, move |_| {
            remove(form, panels, &name.get_value());
            // The button that was pressed is gone.
            host.focus(ADD_ID);
        })
    };
    let pencil = beside(messages::EDIT_NAMED, PENCIL)
        .attr("id", &pencil_id(&name.read_value()))
        .attr("aria-expanded", move || aria(open.get()))
        .on(ev::click, move |_| edit());
    let label = html::label().child(tick).child(&shown(&name.read_value()));
    let choice = div().class("resource").child(label).child(pencil).child(show(is_own, cross));
    li().child(choice).child(show(move || open.get() && ticked.get(), move || panel(form, name.get_value())))
}

/// Returns a resource's name for the page, in quotes if it is empty.
fn shown(name: &str) -> String {
    if name.trim().is_empty() { format!("\"{name}\"") } else { name.into() }
}

/// Creates the panel that copies a resource under a new name.
fn add_resource(form: FormState) -> Node {
    let (panels, host): (PanelState, Host) = (expect_context(), expect_context());
    let PanelState { new_resource: name, editing, adding, .. } = panels;
    let all = names(form, panels).0;
    let source = RwSignal::new(all.first().cloned().unwrap_or_default());
    let error = Signal::derive(move || {
        let name = name.get();
        let is_taken = form.polling.read().resource(name.trim()).is_some()
            || names(form, panels).0.iter().any(|other| other == name.trim());
        is_taken.then(|| messages::RESOURCE_IS_TAKEN.format(&[&name.trim()]))
    });
    let close = move || {
        adding.set(false);
        name.set(String::new());
        host.focus(ADD_ID);
    };
    let add = move || {
        let new = name.get_untracked().trim().to_owned();
        if new.is_empty() || error.get_untracked().is_some() {
            return;
        }
        let document = form.polling.get_untracked();
        let source = source.get_untracked();
        let typed = document.resource(&source).map(|resource| resource.source_token().to_owned());
        let removed = panels
            .removed_resources
            .read_untracked()
            .iter()
            .find(|removed| removed.resource.name == source)
            .map(|removed| removed.resource.json.clone());
        let offered = form.definition().resource(&source).map(Offered::configuration);
        let json = typed.or(removed).or(offered).unwrap_or_else(|| "{}".into());
        if let Some(edit) = document.insert_resource(document.resource_names().len(), &new, &json) {
            form.edit_polling([&edit]);
            close();
            let pencil = pencil_id(&new);
            editing.set(Some(new));
            request_animation_frame(move || host.focus(&pencil));
        }
    };
    let choices = all.iter().map(|name| option_named(name)).collect();
    let copy_of = select_control(choices, move || source.get(), move |value| source.set(value)).attr("id", "copy-of");
    let input = html::input()
        .attr("id", NAME_ID)
        .verbatim()
        .attr("aria-describedby", "new-resource-error")
        .bind_value(name)
        .on(ev::keydown, move |event| {
            if event.key() == "Enter" {
                event.prevent_default();
                add();
            }
        });
    let button = |label: Message| html::button().child(label);
    div()
        .class("panel")
        .attr("role", "group")
        .attr("aria-label", messages::ADD_RESOURCE)
        .child(div().class("field").child(html::label().attr("for", "copy-of").child(messages::COPY_OF)).child(copy_of))
        .child(
            div()
                .class("field")
                .child(html::label().attr("for", NAME_ID).child(messages::NEW_RESOURCE))
                .child(p().class("error").attr("id", "new-resource-error").child(move || error.get()))
                .child(input),
        )
        .child(
            div()
                .class("buttons")
                .child(button(messages::ADD).class("primary").on(ev::click, move |_| add()))
                .child(button(messages::CANCEL).class("quiet").on(ev::click, move |_| close())),
        )
}
