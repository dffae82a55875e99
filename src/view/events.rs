//! Whether and how the instance learns of changes.

use leptos::prelude::*;
use model::instance::{EventType, FieldId, minutes};
use model::messages::{self, Message};
use web_sys::HtmlInputElement;

use super::dom::{Node, el, follow, nodes, show};
use super::field::{InputKind, caption, control_id, described_by, finding, label, text_field};
use super::form::Form;
use super::polling::polling;
use super::rest::later;

/// The slider's reach, in minutes: a day. The number beside it is free.
const SLIDER_MAX: &str = "1440";

/// The switch; what it switches on comes later.
pub fn events(form: Form) -> Node {
    let enabled = el("input")
        .attr("type", "checkbox")
        .attr("role", "switch")
        .attr("id", "events-enabled")
        .attr("name", "events-enabled")
        .attr("aria-describedby", "events-enabled-help")
        .live_flag("checked", move || form.events.get())
        .on_check(move |checked| form.events.set(checked));
    let choice = el("div")
        .class("field choice")
        .child(enabled)
        .child(el("label").attr("for", "events-enabled").say(messages::EVENTS_ENABLED))
        .child(el("p").class("help").attr("id", "events-enabled-help").say(messages::EVENTS_ENABLED_HELP));
    el("fieldset")
        .child(el("legend").say(messages::EVENT_CONFIGURATION))
        .child(choice)
        .child(show(move || form.events.get(), move || later(form, || true, |rest| rest.events)))
}

/// The event fields, there only when events are enabled.
pub fn fields(form: Form) -> Node {
    let polls = move || form.event_type.get() == EventType::Polling;
    let callback = FieldId::CallbackUrl;
    nodes([
        event_type(form),
        text_field(form, callback, form.callback_url, messages::CALLBACK_URL_HELP, InputKind::Url),
        show(polls, move || nodes([refresh_interval(form), polling(form)])),
    ])
}

fn event_type(form: Form) -> Node {
    let radio = |event_type: EventType, help: Message| {
        let id = &*format!("event-type-{}", event_type.as_str());
        let help_id = &*format!("{id}-help");
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "event-type")
            .attr("id", id)
            .attr("value", event_type.as_str())
            .attr("aria-describedby", help_id)
            .live_flag("checked", move || form.event_type.get() == event_type)
            .on("change", move |_| {
                form.source_format.update(|format| format.has_no_event_type = false);
                form.event_type.set(event_type);
            });
        el("div")
            .class("choice")
            .child(input)
            .child(el("label").attr("for", id).text(event_type.as_str()))
            .child(el("p").class("help").attr("id", help_id).say(help))
    };
    el("div")
        .class("field")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", "event-type-label")
        .child(el("span").class("label").attr("id", "event-type-label").say(messages::EVENT_TYPE))
        .child(radio(EventType::Polling, messages::POLLING_HELP))
        .child(radio(EventType::Webhook, messages::WEBHOOK_HELP))
}

/// The slider and the number are two views of one value.
fn refresh_interval(form: Form) -> Node {
    let field = FieldId::RefreshInterval;
    let (id, value) = (&*control_id(field), form.refresh_interval);
    let definition = form.definition();
    let slid = move || minutes(&value.read()).unwrap_or(1).to_string();
    let number = el("input");
    let shown = number.clone();
    // A number field tells nothing of what it cannot read, such as "1e": writing that nothing back
    // would wipe what was typed.
    follow(move || {
        let typed = value.get();
        let input = shown.as_element::<HtmlInputElement>();
        if input.value() != typed {
            input.set_value(&typed);
        }
    });
    let slider = el("input")
        .attr("type", "range")
        .attr("min", "1")
        .attr("max", SLIDER_MAX)
        .live_attr("aria-label", move || field.label(definition))
        .live_attr("aria-valuetext", move || match slid().as_str() {
            "1" => messages::ONE_MINUTE.format(&[&1]),
            minutes => messages::MINUTES.format(&[&minutes]),
        })
        .live_value(slid)
        .on_value("input", move |typed| value.set(typed));
    let number = number
        .attr("type", "number")
        .class("number")
        .attr("id", id)
        .attr("name", id)
        .attr("min", "1")
        .attr("step", "1")
        .attr("inputmode", "numeric")
        .attr("aria-describedby", &described_by(id))
        .on_typed(move |typed| value.set(typed))
        .on("change", move |_| form.leave(field));
    el("div")
        .class("field")
        .child(caption(id, label(field, definition), messages::REFRESH_INTERVAL_HELP, finding(form, field, &number)))
        .child(el("div").class("control").child(slider).child(number))
}
