//! The event `request-changed` for the embedding page, as README.md describes it.

use leptos::prelude::*;
use model::element::FieldKind;
use model::instance::Instance;
use model::request::HttpRequest;
use wasm_bindgen::JsValue;

use crate::dom::effect;
use crate::runtime::element_event::dispatch;
use crate::state::chunk::LoadState;
use crate::state::deferred::Deferred;
use crate::state::form::FormState;
use crate::state::host::Host;

/// Dispatches an event at each change of the request, with masked secrets. Text that may contain a secret waits for the
/// deferred chunk, which masks it.
pub fn dispatch_changes(form: FormState, deferred: Deferred, host: Host) {
    let host = host.element();
    effect(move || {
        form.request.track();
        let detail = match deferred.load_state.get() {
            LoadState::Ready(api) => untrack(|| detail(&(api.mask)(&form.now()))),
            _ if form.instance.with_untracked(is_plain) => detail(&form.request.read_untracked()),
            // Requests the chunk; after a failure the user does so.
            _ => {
                deferred.api();
                return;
            }
        };
        // A listener may set an attribute, so no signal is borrowed while it runs.
        let [method, url, body] = detail;
        dispatch(&host, "request-changed", &[("method", method), ("url", url), ("body", body)]);
    });
}

fn detail(request: &HttpRequest) -> [JsValue; 3] {
    [request.method.into(), (&request.url).into(), request.body.masked().into()]
}

/// Returns the request with every secret-looking text masked.
pub fn mask(instance: &Instance) -> HttpRequest {
    HttpRequest::create_instance(&instance.with_masks())
}

/// Returns true if every text consists of short words, so that none can contain a secret.
fn is_plain(instance: &Instance) -> bool {
    const LONGEST_WORD: usize = 15;
    /// A word of this length with letters and digits may be a secret.
    const MIXED_WORD: usize = 8;
    let is_plain = |text: &String| {
        let (mut length, mut digits, mut before) = (0, 0, b'/');
        // Only ASCII letters: the tables of the others weigh 1 kB brotli.
        text.bytes().all(|byte| {
            let is_word = byte.is_ascii_alphanumeric();
            length = if is_word { length + 1 } else { 0 };
            digits = if is_word { digits + usize::from(byte.is_ascii_digit()) } else { 0 };
            let is_mixed = length >= MIXED_WORD && digits != 0 && digits != length;
            // The text behind a colon can be the value of a secret key.
            let is_value = std::mem::replace(&mut before, byte) == b':' && byte != b'/';
            length <= LONGEST_WORD && !is_mixed && !is_value && (is_word || b" .,:/-'".contains(&byte))
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
