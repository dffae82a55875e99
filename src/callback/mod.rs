//! Try your callback: sends a sample notification, and verifies a received one.

use js_sys::{Array, Object, Reflect, Uint8Array};
use leptos::prelude::*;
use model::callback::{Digest, SNIPPETS, Snippet, payload_variants, read_signature, validate_payload};
use model::messages::{self, Message};
use model::request::HttpRequest;
use model::url;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::CryptoKey;

use crate::components::copy_button::copy_button;
use crate::dom::html::{self, code, details, div, h3, p, pre, summary, textarea};
use crate::dom::{Node, effect, fragment, show};
use crate::request::next_steps;
use crate::runtime::executor;
use crate::runtime::locale::language;
use crate::state::form::FormState;
use crate::state::panel_state::PanelState;
use crate::state::view::ViewState;

/// Creates the section, a closed disclosure.
pub fn callback(form: FormState) -> Node {
    details()
        .class("callback")
        .child(summary().child(messages::TRY_CALLBACK))
        .child(p().class("help").child(messages::TRY_CALLBACK_HELP))
        .child(send(form))
        .child(verify(form))
        .child(h3().child(messages::VERIFY_ON_SERVER))
        .child(p().class("help").child(messages::VERIFY_ON_SERVER_HELP))
        .child(fragment(SNIPPETS.iter().map(snippet)))
}

fn snippet(snippet: &'static Snippet) -> Node {
    details()
        .class("step")
        .child(summary().child(&format!("{} ({})", snippet.name, snippet.file)))
        .child(div().class("buttons").child(copy_button(messages::COPY_CODE, None, || snippet.code.into())))
        .child(pre().attr("tabindex", "0").child(code().child(snippet.code).untranslated()))
}

/// Creates a text area with a label for `value`.
fn area(id: &str, label: Message, value: RwSignal<String>) -> Node {
    let area = textarea().attr("id", id).attr("rows", "4").verbatim().bind_value(value);
    div().class("field").child(html::label().attr("for", id).child(label)).child(area)
}

/// Shows the command that sends a notification to the callback URL.
fn send(form: FormState) -> Node {
    let (panels, view): (PanelState, ViewState) = (expect_context(), expect_context());
    let payload = panels.sample;
    let signature = RwSignal::new(None::<Digest>);
    let notice = RwSignal::new(String::new());
    effect(move || {
        let typed = payload;
        let (key, payload) = (form.signature_key.get(), payload.get());
        signature.set(None);
        notice.set(match validate_payload(&payload) {
            Err(problem) => problem.to_string(),
            Ok(()) if key.is_empty() => messages::NO_SIGNATURE_KEY.into(),
            Ok(()) if url::validate(form.callback_url.read().trim()).is_err() => messages::NO_CALLBACK_URL.into(),
            Ok(()) => String::new(),
        });
        if validate_payload(&payload).is_err() || key.is_empty() {
            return;
        }
        leptos::task::spawn_local(async move {
            let digest = sign(&key, &payload).await;
            // Later input has a signature of its own.
            if is_still(form.signature_key, &key) && is_still(typed, &payload) {
                if digest.is_none() {
                    notice.try_set(messages::NO_WEBCRYPTO.into());
                }
                signature.try_set(digest);
            }
            executor::run();
        });
    });
    let request = move || HttpRequest::notify(&form.callback_url.read(), &payload.read(), signature.read().as_ref());
    let changed = move || (!view.shell.get().preserves_bytes(&request())).then_some(messages::PAYLOAD_CHANGED);
    fragment([
        area("callback-payload", messages::SAMPLE_NOTIFICATION, payload),
        p().class("notice").attr("role", "status").child(move || notice.get()),
        p().class("notice").child(changed),
        // An invalid payload has no command.
        show(
            move || validate_payload(&payload.read()).is_ok(),
            move || next_steps::command(messages::SEND_NOTIFICATION, messages::SEND_NOTIFICATION_HELP, request),
        ),
    ])
}

/// Verifies the signature of a received notification.
fn verify(form: FormState) -> Node {
    let PanelState { received: payload, received_signature: header, .. } = expect_context();
    let verdict = RwSignal::new(String::new());
    effect(move || {
        // The verdict is in the language of the page.
        language();
        let (typed, typed_header) = (payload, header);
        let (key, payload, header) = (form.signature_key.get(), payload.get(), header.get());
        verdict.set(String::new());
        if payload.is_empty() || header.trim().is_empty() {
            return;
        }
        let (expected, notation) = match read_signature(&header) {
            Ok(_) if key.is_empty() => return verdict.set(messages::NO_SIGNATURE_KEY.into()),
            Ok(expected) => expected,
            Err(problem) => return verdict.set(problem.to_string()),
        };
        leptos::task::spawn_local(async move {
            let mut computed = Vec::new();
            for (variation, varied) in payload_variants(&payload) {
                match sign(&key, &varied).await {
                    Some(digest) => computed.push((variation, digest)),
                    None => break,
                }
            }
            if is_still(form.signature_key, &key) && is_still(typed, &payload) && is_still(typed_header, &header) {
                let notice = if computed.is_empty() {
                    messages::NO_WEBCRYPTO.into()
                } else {
                    let notation = notation.map(|notation| format!(" {notation}"));
                    model::callback::verify(&expected, &computed).to_string() + &notation.unwrap_or_default()
                };
                verdict.try_set(notice);
            }
            executor::run();
        });
    });
    let input = html::input().attr("id", "callback-signature").verbatim().bind_value(header);
    fragment([
        h3().child(messages::VERIFY),
        p().class("help").child(messages::VERIFY_HELP),
        area("callback-raw", messages::RAW_PAYLOAD, payload),
        div()
            .class("field")
            .child(html::label().attr("for", "callback-signature").child(messages::SIGNATURE))
            .child(input),
        p().class("notice").attr("role", "status").attr("id", "callback-verdict").child(move || verdict.get()),
    ])
}

/// Returns true if the input still is `text`.
fn is_still(typed: RwSignal<String>, text: &str) -> bool {
    typed.try_with_untracked(|typed| typed == text) == Some(true)
}

/// Computes the HMAC-SHA256 of `text`. `None` without `WebCrypto`, which only a secure context has.
async fn sign(key: &str, text: &str) -> Option<Digest> {
    let crypto = window().crypto().ok()?;
    if Reflect::get(&crypto, &"subtle".into()).ok()?.is_undefined() {
        return None;
    }
    let (subtle, algorithm) = (crypto.subtle(), Object::new());
    Reflect::set(&algorithm, &"name".into(), &"HMAC".into()).ok()?;
    Reflect::set(&algorithm, &"hash".into(), &"SHA-256".into()).ok()?;
    let usages = Array::of1(&"sign".into());
    let bytes = Uint8Array::from(key.as_bytes());
    let key = subtle.import_key_with_object("raw", &bytes, &algorithm, false, &usages).ok()?;
    let key: CryptoKey = JsFuture::from(key).await.ok()?.unchecked_into();
    let digest = subtle.sign_with_str_and_u8_array("HMAC", &key, text.as_bytes()).ok()?;
    let digest: JsValue = JsFuture::from(digest).await.ok()?;
    Uint8Array::new(&digest).to_vec().try_into().ok()
}
