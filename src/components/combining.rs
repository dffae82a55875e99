//! Shortens long runs of combining characters before the browser lays them out, and reports it.

use std::borrow::Cow;

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use model::combining::{beginning, shortened};
use model::messages;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{CustomEvent, CustomEventInit, Element, Event, EventTarget, HtmlInputElement};

use crate::dom::html::p;
use crate::dom::{IntoNode, Node, effect, ev, fragment, listen};
use crate::state::actions;
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::panel_state::PanelState;

#[wasm_bindgen]
extern "C" {
    /// A text control.
    #[wasm_bindgen(js_name = Object)]
    type Control;
    /// Replaces the selection.
    #[wasm_bindgen(method, js_name = setRangeText)]
    fn insert(this: &Control, text: &str);
}

/// Shortens text that is typed, pasted or dropped into a control of the form, and text that is set in another way.
pub fn guard(form: FormState) {
    let (host, panels, errors) = (expect_context::<Host>(), expect_context(), expect_context());
    let root = host.root();
    // Chromium lays out a pasted text before it dispatches `input`.
    listen(&root, ev::beforeinput, move |event| {
        let data = Reflect::get(&event, &"data".into()).ok().and_then(|data| data.as_string());
        if let Some(text) = data.as_deref().and_then(shortened) {
            let target = target(&event);
            event.prevent_default();
            target.unchecked_ref::<Control>().insert(&text);
            changed(host, panels, &target);
        }
    });
    // A run can grow piece by piece.
    listen(&root, ev::input, move |event| {
        let target = target(&event);
        let control = target.unchecked_ref::<HtmlInputElement>();
        if is_text_control(&target)
            && let Some(text) = shortened(&control.value())
        {
            control.set_value(&text);
            changed(host, panels, &target);
        }
    });
    effect(move || {
        form.polling.track();
        form.instance.track();
        let mut now = form.now();
        let labels = now.shorten_combining();
        if !labels.is_empty() {
            untrack(|| actions::replace(form, host, errors, &now));
            report(panels, labels.join(", "));
        }
    });
}

/// Returns the event's target inside the form.
fn target(event: &Event) -> EventTarget {
    event.composed_path().get(0).unchecked_into()
}

fn is_text_control(target: &EventTarget) -> bool {
    let name = target.dyn_ref::<Element>().map(Element::tag_name);
    matches!(name.as_deref(), Some("INPUT" | "TEXTAREA"))
}

/// Dispatches `input` for a control's new value, and reports that it was shortened.
fn changed(host: Host, panels: PanelState, control: &EventTarget) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    if let Ok(event) = CustomEvent::new_with_event_init_dict("input", &init) {
        let _ = control.dispatch_event(&event);
    }
    let control = control.unchecked_ref::<Element>();
    let label = host.by_id(&format!("{}-label", control.id())).and_then(|label| label.text_content());
    let label = label.or_else(|| control.get_attribute("aria-label"));
    report(panels, label.unwrap_or_default());
}

/// Reports the labels of the shortened values.
pub fn report(panels: PanelState, labels: String) {
    panels.shortened.set(labels);
}

/// Returns the part of a response that can be shown, with a notice if that is not all of it.
pub fn shown(text: &str) -> (Cow<'_, str>, Node) {
    match beginning(text) {
        Some(beginning) => (beginning.into(), p().class("notice").child(messages::SHOWN_IN_PART)),
        None => (text.into(), fragment([])),
    }
}

/// Shows which values were shortened, until the form is cleared.
pub fn notice() -> Node {
    let panels: PanelState = expect_context();
    (move || {
        let labels = panels.shortened.get();
        if labels.is_empty() {
            return fragment([]);
        }
        let said = move || messages::SHORTENED.format(&[&labels]);
        p().class("notice").attr("role", "alert").child(said)
    })
    .into_node()
}
