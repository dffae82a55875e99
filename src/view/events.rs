//! Whether and how the instance learns of changes.

use element_instance_form::instance::{EventType, FieldId, minutes};
use element_instance_form::words;
use leptos::html;
use leptos::prelude::*;

use super::field::{Caption, InputKind, TextField, control_id, described_by};
use super::form::Form;
use super::polling::Polling;

/// The slider's reach, in minutes: a day. The number beside it is free.
const SLIDER_MAX: &str = "1440";

/// The event fields, there only when events are enabled.
#[component]
pub fn Events(form: Form) -> impl IntoView {
    let events = form.events;
    view! {
        <fieldset>
            <legend>{words::EVENT_CONFIGURATION}</legend>
            <div class="field choice">
                <input
                    type="checkbox"
                    role="switch"
                    id="events-enabled"
                    name="events-enabled"
                    aria-describedby="events-enabled-help"
                    prop:checked=events
                    on:change:target=move |event| events.set(event.target().checked())
                />
                <label for="events-enabled">{words::EVENTS_ENABLED}</label>
                <p class="help" id="events-enabled-help">{words::EVENTS_ENABLED_HELP}</p>
            </div>
            <Show when=move || events.get()>
                <EventType_ form />
                <TextField form field=FieldId::CallbackUrl value=form.callback_url help=words::CALLBACK_URL_HELP.into() kind=InputKind::Url />
                <Show when=move || form.event_type.get() == EventType::Polling>
                    <RefreshInterval form />
                    <Polling form />
                </Show>
            </Show>
        </fieldset>
    }
}

#[component]
fn EventType_(form: Form) -> impl IntoView {
    let radio = move |event_type: EventType, help: &'static str| {
        let id = format!("event-type-{}", event_type.as_str());
        let help_id = format!("{id}-help");
        view! {
            <div class="choice">
                <input
                    type="radio"
                    name="event-type"
                    id=id.clone()
                    value=event_type.as_str()
                    aria-describedby=help_id.clone()
                    prop:checked=move || form.event_type.get() == event_type
                    on:change=move |_| {
                        form.spelling.update(|spelling| spelling.has_no_event_type = false);
                        form.event_type.set(event_type);
                    }
                />
                <label for=id>{event_type.as_str()}</label>
                <p class="help" id=help_id>{help}</p>
            </div>
        }
    };
    view! {
        <div class="field" role="radiogroup" aria-labelledby="event-type-label">
            <span class="label" id="event-type-label">{words::EVENT_TYPE}</span>
            {radio(EventType::Polling, words::POLLING_HELP)}
            {radio(EventType::Webhook, words::WEBHOOK_HELP)}
        </div>
    }
}

/// The slider and the number are two views of one value.
#[component]
fn RefreshInterval(form: Form) -> impl IntoView {
    let field = FieldId::RefreshInterval;
    let (id, value, error) = (control_id(field), form.refresh_interval, form.error(field));
    let label = field.label(form.definition).to_owned();
    let slid = move || minutes(&value.read()).unwrap_or(1).to_string();
    let number = NodeRef::<html::Input>::new();
    // A number field tells nothing of what it cannot read, such as "1e": writing that nothing back
    // would wipe what was typed.
    Effect::new(move || {
        let typed = value.get();
        if let Some(input) = number.get()
            && input.value() != typed
        {
            input.set_value(&typed);
        }
    });
    view! {
        <div class="field">
            <Caption id=id.clone() label=label.clone() help=words::REFRESH_INTERVAL_HELP.into() error />
            <div class="control">
                <input
                    type="range"
                    min="1"
                    max=SLIDER_MAX
                    aria-label=label
                    aria-valuetext=move || match slid().as_str() {
                        "1" => "1 minute".to_owned(),
                        minutes => format!("{minutes} minutes"),
                    }
                    prop:value=slid
                    on:input:target=move |event| value.set(event.target().value())
                />
                <input
                    node_ref=number
                    type="number"
                    class="number"
                    id=id.clone()
                    name=id.clone()
                    min="1"
                    step="1"
                    inputmode="numeric"
                    aria-describedby=described_by(&id)
                    aria-invalid=move || error.read().is_some().then_some("true")
                    on:input:target=move |event| value.set(event.target().value())
                    on:change=move |_| form.leave(field)
                />
            </div>
        </div>
    }
}
