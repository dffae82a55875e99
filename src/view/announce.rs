//! What the form tells the page around it, as events of its element; README.md describes them.

use element_instance_form::answer::Outcome;
use js_sys::{JSON, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

use super::dom::follow;
use super::form::Form;

/// Tells the page around of each change of the request. Its secrets are covered.
pub fn changes(form: Form) {
    let host = form.root.read_value().host();
    follow(move || {
        let request = form.request.read();
        dispatch(
            &host,
            "request-changed",
            &[
                ("method", request.method.into()),
                ("url", (&request.url).into()),
                ("body", request.body.masked().into()),
            ],
        );
    });
}

/// Tells the page around how the request ended.
pub fn outcome(host: &Element, outcome: &Outcome) {
    let text = |text: Option<&str>| text.map_or(JsValue::NULL, JsValue::from);
    match outcome {
        Outcome::Created(created) => dispatch(
            host,
            "instance-created",
            &[
                ("id", (&created.id).into()),
                ("token", (&created.token).into()),
                ("instance", JSON::parse(&created.answer).unwrap_or(JsValue::NULL)),
            ],
        ),
        other => dispatch(
            host,
            "instance-failed",
            &[
                ("kind", other.kind().into()),
                ("status", other.status().map_or(JsValue::NULL, Into::into)),
                ("requestId", text(other.request_id())),
                ("message", other.to_string().into()),
            ],
        ),
    }
}

fn dispatch(host: &Element, name: &str, detail: &[(&str, JsValue)]) {
    let object = Object::new();
    for (key, value) in detail {
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    let init = CustomEventInit::new();
    // What takes the element out of the page also takes it out of hearing of the rest of it.
    let is_in_page = host.is_connected();
    init.set_bubbles(is_in_page);
    init.set_composed(is_in_page);
    init.set_detail(&object);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = host.dispatch_event(&event);
    }
}
