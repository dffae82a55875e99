//! The pencil's panel: the settings of one resource, read from the document and written into it.

use element_instance_form::diagnostic::Type;
use element_instance_form::polling::settings::{Place, SETTINGS, Setting};
use element_instance_form::words;
use leptos::prelude::*;

use super::form::Form;

/// The panel of the resource called `name`.
#[component]
pub fn Panel(form: Form, name: String, editing: RwSignal<Option<String>>) -> impl IntoView {
    let title = format!("Event Poller Configuration for \"{name}\"");
    let name = StoredValue::new(name);
    // The vendor's switch: the dates and the rest are there for those who filter by them.
    let has_advanced = form.polling.get_untracked().resource(&name.read_value()).is_some_and(|resource| {
        SETTINGS.iter().any(|setting| is_advanced(setting) && setting.read(resource).is_some())
    });
    let advanced = RwSignal::new(has_advanced);
    let settings = move |wanted: bool| {
        let shown = SETTINGS.iter().filter(|setting| is_advanced(setting) == wanted);
        shown.map(|setting| view! { <Control form name setting /> }).collect_view()
    };
    view! {
        <section class="panel" aria-label=title.clone()>
            <h2>{title.clone()}</h2>
            {settings(false)}
            <div class="field choice">
                <input
                    type="checkbox"
                    role="switch"
                    id="advanced-filtering"
                    prop:checked=advanced
                    on:change:target=move |event| advanced.set(event.target().checked())
                />
                <label for="advanced-filtering">{words::ADVANCED_FILTERING}</label>
            </div>
            <Show when=move || advanced.get()>{settings(true)}</Show>
            <div class="buttons">
                <button type="button" on:click=move |_| editing.set(None)>{words::DONE}</button>
            </div>
        </section>
    }
}

fn is_advanced(setting: &Setting) -> bool {
    setting.place == Place::Dates || !setting.required
}

#[component]
fn Control(form: Form, name: StoredValue<String>, setting: &'static Setting) -> impl IntoView {
    let id = format!("setting-{}", setting.key);
    let help_id = format!("{id}-help");
    let value = Memo::new(move |_| {
        form.polling.read().resource(&name.read_value()).and_then(|resource| setting.read(resource)).unwrap_or_default()
    });
    let write = move |typed: &str| {
        let document = form.polling.get_untracked();
        let edits = setting.write(&document, &name.read_value(), typed);
        if !edits.is_empty() {
            form.edit_polling(&edits);
        }
    };
    if setting.value == Type::Boolean {
        return view! {
            <div class="field choice">
                <input
                    type="checkbox"
                    role="switch"
                    id=id.clone()
                    aria-describedby=help_id.clone()
                    prop:checked=move || value.with(|value| value != "false")
                    on:change:target=move |event| write(if event.target().checked() { "true" } else { "false" })
                />
                <label for=id>{setting.label}</label>
                <p class="help" id=help_id>{setting.help}</p>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="field">
            <label for=id.clone()>{setting.label}</label>
            <p class="help" id=help_id.clone()>{setting.help}</p>
            <input
                id=id
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                inputmode=if setting.value == Type::Integer { "numeric" } else { "text" }
                aria-describedby=help_id
                prop:value=value
                on:input:target=move |event| write(&event.target().value())
            />
        </div>
    }
    .into_any()
}
