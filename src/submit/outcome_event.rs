//! The events `instance-created` and `instance-failed` for the embedding page, as README.md describes them.

use js_sys::JSON;
use model::response::Outcome;
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::runtime::element_event::dispatch;

/// Dispatches the outcome of the request.
pub fn dispatch_outcome(host: &Element, outcome: &Outcome) {
    let text = |text: Option<&str>| text.map_or(JsValue::NULL, JsValue::from);
    match outcome {
        Outcome::Created(created) => dispatch(
            host,
            "instance-created",
            &[
                ("id", (&created.id).into()),
                ("token", (&created.token).into()),
                ("instance", JSON::parse(&created.response).unwrap_or(JsValue::NULL)),
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
