//! The element's events for the embedding page, as README.md describes them.

use js_sys::{JSON, Object, Reflect};
use leptos::prelude::*;
use model::element::FieldKind;
use model::instance::Instance;
use model::request::HttpRequest;
use model::response::Outcome;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, Element};

use crate::dom::effect;
use crate::state::deferred::{Deferred, LoadState};
use crate::state::form::FormState;
use crate::state::host::Host;

/// Dispatches an event at each change of the request, with masked secrets. Text that may contain a secret waits for the
/// deferred chunk, which masks it.
pub fn changes(form: FormState, deferred: Deferred, host: Host) {
    let host = host.element();
    effect(move || {
        let request = form.request.read();
        match deferred.load_state.get() {
            LoadState::Ready(api) => {
                let masked = untrack(|| (api.mask)(&form.now()));
                request_changed(&host, &masked);
            }
            _ if form.instance.with_untracked(is_plain) => request_changed(&host, &request),
            // Requests the chunk; after a failure the user does so.
            _ => {
                deferred.api();
            }
        }
    });
}

fn request_changed(host: &Element, request: &HttpRequest) {
    dispatch(
        host,
        "request-changed",
        &[("method", request.method.into()), ("url", (&request.url).into()), ("body", request.body.masked().into())],
    );
}

/// Returns the request with every secret-looking text masked.
pub fn mask(instance: &Instance) -> HttpRequest {
    HttpRequest::create_instance(&instance.with_masks())
}

/// Returns true if every text consists of short words, so that none can contain a secret.
fn is_plain(instance: &Instance) -> bool {
    const LONGEST_WORD: usize = 15;
    let is_plain = |text: &String| {
        let (mut length, mut before) = (0, b'/');
        // Only ASCII letters: the tables of the others weigh 1 kB brotli.
        text.bytes().all(|byte| {
            let is_word = byte.is_ascii_alphanumeric();
            length = if is_word { length + 1 } else { 0 };
            // The text behind a colon can be the value of a secret key.
            let is_value = std::mem::replace(&mut before, byte) == b':' && byte != b'/';
            length <= LONGEST_WORD && !is_value && (is_word || b" .,:/-'".contains(&byte))
        })
    };
    let definition = instance.definition();
    let fields = definition.fields.iter().zip(&instance.fields);
    let mut fields = fields.filter(|(field, _)| field.kind != FieldKind::Secret);
    let texts = [&instance.name, &instance.host, &instance.callback_url, &instance.refresh_interval, &instance.element];
    instance.additional.is_empty()
        && definition.is_default_polling(&instance.polling)
        && fields.all(|(field, value)| value.is_empty() || field.kind == FieldKind::Url && is_plain(value))
        && texts.into_iter().chain(&instance.tags).all(is_plain)
}

/// Dispatches the outcome of the request.
pub fn outcome(host: &Element, outcome: &Outcome) {
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

fn dispatch(host: &Element, name: &str, detail: &[(&str, JsValue)]) {
    let object = Object::new();
    for (key, value) in detail {
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    let init = CustomEventInit::new();
    // The event of an element outside the page reaches only its own listeners.
    let is_in_page = host.is_connected();
    init.set_bubbles(is_in_page);
    init.set_composed(is_in_page);
    init.set_detail(&object);
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        let _ = host.dispatch_event(&event);
    }
}
