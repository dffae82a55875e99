//! The event configuration.

use leptos::prelude::*;
use model::instance::{EventType, FieldId, minutes};
use model::messages::{self, Message};
use web_sys::HtmlInputElement;

use crate::components::deferred_view::deferred_view;
use crate::components::section::section;
use crate::components::text_field::{InputKind, caption, control_id, described_by, error_line, label, text_field};
use crate::dom::html::{self, datalist, div, option, p, span};
use crate::dom::{Node, effect, ev, fragment, show};
use crate::polling::polling;
use crate::state::actions;
use crate::state::deferred::{Deferred, DeferredView};
use crate::state::folded_sections::EVENTS;
use crate::state::form::FormState;

/// The slider's maximum, in minutes: a day. The number field takes more.
const SLIDER_MAX: &str = "1440";

/// The marks of the slider, in minutes.
const TICKS: [&str; 6] = ["5", "15", "30", "60", "240", SLIDER_MAX];

/// The id of the list of marks.
const TICKS_ID: &str = "interval-ticks";

/// Creates the switch. The chunk of events has the fields.
pub fn events(form: FormState, deferred: Deferred) -> Node {
    let enabled = html::input()
        .attr("type", "checkbox")
        .attr("role", "switch")
        .attr("id", "events-enabled")
        .attr("name", "events-enabled")
        .attr("aria-describedby", "events-enabled-help")
        .prop("checked", move || form.events.get())
        .on(ev::change, move |event| form.events.set(event_target_checked(&event)));
    let choice = div()
        .class("field choice")
        .child(enabled)
        .child(html::label().attr("for", "events-enabled").child(messages::EVENTS_ENABLED))
        .child(p().class("help").attr("id", "events-enabled-help").child(messages::EVENTS_ENABLED_HELP));
    let fields =
        show(move || form.events.get(), move || deferred_view(form, deferred, || true, DeferredView::EventFields));
    section(EVENTS, messages::EVENT_CONFIGURATION, fragment([choice, fields]))
}

/// Creates the event fields, which are visible when events are enabled.
pub fn fields(form: FormState) -> Node {
    let deferred = expect_context();
    let polls = move || form.event_type.get() == EventType::Polling;
    let callback = FieldId::CallbackUrl;
    fragment([
        event_type(form),
        text_field(form, deferred, callback, form.callback_url, messages::CALLBACK_URL_HELP, InputKind::Url),
        show(polls, move || fragment([refresh_interval(form, deferred), polling(form)])),
    ])
}

fn event_type(form: FormState) -> Node {
    let radio = |event_type: EventType, help: Message| {
        let id = &*format!("event-type-{}", event_type.as_str());
        let help_id = &*format!("{id}-help");
        let input = html::input()
            .attr("type", "radio")
            .attr("name", "event-type")
            .attr("id", id)
            .attr("value", event_type.as_str())
            .attr("aria-describedby", help_id)
            .prop("checked", move || form.event_type.get() == event_type)
            .on(ev::change, move |_| {
                form.source_format.update(|format| format.has_no_event_type = false);
                form.event_type.set(event_type);
            });
        div()
            .class("choice")
            .child(input)
            .child(html::label().attr("for", id).child(event_type.as_str()))
            .child(p().class("help").attr("id", help_id).child(help))
    };
    div()
        .class("field radios")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", "event-type-label")
        .child(span().class("label").attr("id", "event-type-label").child(messages::EVENT_TYPE))
        .child(radio(EventType::Polling, messages::POLLING_HELP))
        .child(radio(EventType::Webhook, messages::WEBHOOK_HELP))
}

/// Creates the slider and the number field of the interval, two views of one value.
fn refresh_interval(form: FormState, deferred: Deferred) -> Node {
    let field = FieldId::RefreshInterval;
    let (id, value) = (&*control_id(field), form.refresh_interval);
    let definition = form.definition();
    let slid = move || minutes(&value.read()).unwrap_or(1).to_string();
    let number = html::input();
    let shown = number.clone();
    // The value of a number field is empty for invalid input such as "1e": writing it back would delete the input.
    effect(move || {
        let typed = value.get();
        let input = shown.as_element::<HtmlInputElement>();
        if input.value() != typed {
            input.set_value(&typed);
        }
    });
    let slider = html::input()
        .attr("type", "range")
        .attr("min", "1")
        .attr("max", SLIDER_MAX)
        .attr("list", TICKS_ID)
        .attr("aria-label", move || field.label(definition))
        .attr("aria-valuetext", move || match slid().as_str() {
            "1" => messages::ONE_MINUTE.format(&[&1]),
            minutes => messages::MINUTES.format(&[&minutes]),
        })
        .prop("value", slid)
        .on(ev::input, move |event| value.set(event_target_value(&event)));
    let ticks = TICKS.map(|minutes| option().attr("value", minutes));
    let ticks = datalist().attr("id", TICKS_ID).child(fragment(ticks));
    let every = move || {
        let minutes = minutes(&value.read())?;
        Some(match (minutes / 60, minutes % 60) {
            (0, minutes) => format!("= {minutes} min"),
            (hours, 0) => format!("= {hours} h"),
            (hours, minutes) => format!("= {hours} h {minutes} min"),
        })
    };
    let number = number
        .attr("type", "number")
        .class("number")
        .attr("id", id)
        .attr("name", id)
        .attr("min", "1")
        .attr("step", "1")
        .attr("inputmode", "numeric")
        .attr("aria-describedby", &described_by(id))
        .on(ev::input, move |event| value.set(event_target_value(&event)))
        .on(ev::change, move |event| value.set(event_target_value(&event)))
        .on(ev::change, move |_| actions::mark_touched(deferred, field));
    div()
        .class("field")
        .child(caption(
            id,
            label(field, definition),
            true,
            messages::REFRESH_INTERVAL_HELP,
            error_line(form, deferred, field, &number),
        ))
        .child(
            div()
                .class("control")
                .child(slider)
                .child(ticks)
                .child(number)
                .child(span().class("every").attr("aria-hidden", "true").child(every)),
        )
}
