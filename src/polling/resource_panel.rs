//! The settings of one resource, read from the document and written into it.

use leptos::prelude::*;
use model::diagnostic::ValueType;
use model::json;
use model::messages;
use model::polling::settings::{SETTINGS, Setting, SettingScope};

use crate::dom::html::{self, button, div, h2, p, section};
use crate::dom::{Node, ev, fragment, show};
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::panel_state::PanelState;

/// The id of the control of the first setting.
pub const FIRST_SETTING_ID: &str = "setting-url";

/// Returns the id of the pencil button of a resource.
pub fn pencil_id(name: &str) -> String {
    format!("edit-{name}")
}

/// Creates the panel of a resource.
pub fn panel(form: FormState, name: String) -> Node {
    let name = StoredValue::new(name);
    let title = move || messages::PANEL.format(&[&name.read_value()]);
    // Like the vendor's page, hides the dates and optional settings until the user filters by them.
    let has_advanced = form.polling.get_untracked().resource(&name.read_value()).is_some_and(|resource| {
        SETTINGS.iter().any(|setting| is_advanced(setting) && setting.read(resource).is_some())
    });
    let advanced = RwSignal::new(has_advanced);
    let settings = move |wanted: bool| {
        let shown = SETTINGS.iter().filter(|setting| is_advanced(setting) == wanted);
        fragment(shown.map(|setting| control(form, name, setting)))
    };
    let filtering = html::input()
        .attr("type", "checkbox")
        .attr("role", "switch")
        .attr("id", "advanced-filtering")
        .prop("checked", move || advanced.get())
        .on(ev::change, move |event| advanced.set(event_target_checked(&event)));
    let choice = div()
        .class("field choice")
        .child(filtering)
        .child(html::label().attr("for", "advanced-filtering").child(messages::ADVANCED_FILTERING));
    let (panels, host): (PanelState, Host) = (expect_context(), expect_context());
    let close = move || {
        panels.editing.set(None);
        host.focus(&pencil_id(&name.read_value()));
    };
    let done = button().on(ev::click, move |_| close()).child(messages::DONE);
    // The settings of this resource alone: the others may change while the panel is open.
    let now =
        move || form.polling.read().resource(&name.read_value()).map(|resource| resource.source_token().to_owned());
    let opened = StoredValue::new(untrack(now));
    let is_changed = move || now().is_some_and(|now| Some(now) != *opened.read_value());
    let undo = move || {
        let document = form.polling.get_untracked();
        if let Some((resource, before)) = document.resource(&name.read_value()).zip(opened.get_value()) {
            form.edit_polling(&[json::edit::replace_value(resource, before)]);
        }
        // The button that was pressed is gone.
        host.focus(FIRST_SETTING_ID);
    };
    let undo = move || button().class("quiet").on(ev::click, move |_| undo()).child(messages::UNDO_CHANGES);
    section()
        .class("panel")
        .attr("aria-label", title)
        .on(ev::keydown, move |event| {
            if event.key() == "Escape" {
                close();
            }
        })
        .child(h2().child(title))
        .child(settings(false))
        .child(choice)
        .child(show(move || advanced.get(), move || settings(true)))
        .child(div().class("buttons").child(done).child(show(is_changed, undo)))
}

fn is_advanced(setting: &Setting) -> bool {
    setting.scope == SettingScope::Dates || !setting.required
}

fn control(form: FormState, name: StoredValue<String>, setting: &'static Setting) -> Node {
    let id = &*format!("setting-{}", setting.key);
    let help_id = &*format!("{id}-help");
    let value = move || {
        form.polling.read().resource(&name.read_value()).and_then(|resource| setting.read(resource)).unwrap_or_default()
    };
    let write = move |typed: &str| {
        let document = form.polling.get_untracked();
        let edits = setting.write(&document, &name.read_value(), typed);
        if !edits.is_empty() {
            form.edit_polling(&edits);
        }
    };
    let label = html::label().attr("for", id).child(setting.label);
    let help = p().class("help").attr("id", help_id).child(setting.help);
    let input = html::input().attr("id", id).attr("aria-describedby", help_id);
    if setting.value == ValueType::Boolean {
        let input = input
            .attr("type", "checkbox")
            .attr("role", "switch")
            .prop("checked", move || value() != "false")
            .on(ev::change, move |event| write(if event_target_checked(&event) { "true" } else { "false" }));
        return div().class("field choice").child(input).child(label).child(help);
    }
    let input = input
        .verbatim()
        .attr("inputmode", if setting.value == ValueType::Integer { "numeric" } else { "text" })
        .prop("value", value)
        .on(ev::input, move |event| write(&event_target_value(&event)));
    div().class("field").child(label).child(help).child(input)
}
