//! The only call to `fetch`.

use std::time::Duration;

use gloo_net::http::{Method, RequestBuilder, Response};
use js_sys::{Date, Error, Reflect, Uint8Array};
use leptos::prelude::{set_timeout_with_handle, window};
use model::request::HttpRequest;
use model::response::{Failure, RawResponse, TransportError};
use model::url;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect,
    ResponseType,
};

/// How long an answer may take, in seconds.
const TIME_OUT: u32 = 30;

/// The reason for giving up that is no person's.
const TIMED_OUT: &str = "timed out";

/// The longest answer that is read, in bytes.
const LONGEST: usize = 16 << 20;

/// Sends `request` once, and waits for the whole answer no longer than [`TIME_OUT`], or until `controller` aborts.
///
/// # Errors
/// Why there is no whole answer, and what came of it.
pub async fn send(request: &HttpRequest, controller: &AbortController) -> Result<RawResponse, TransportError> {
    // A browser without a connection still reaches its own machine.
    if !window().navigator().on_line() && !url::is_this_machine(&url::host(&request.url)) {
        return Err(Failure::Offline.into());
    }
    let abort = controller.clone();
    // The reason is what fetch fails with, and gloo takes nothing but an error for that.
    let abort = move || abort.abort_with_reason(&Error::new(TIMED_OUT));
    let timer = set_timeout_with_handle(abort, Duration::from_secs(TIME_OUT.into()));
    let reply = exchange(request, controller).await;
    if let Ok(timer) = timer {
        timer.clear();
    }
    let signal = controller.signal();
    reply.map_err(|broken| {
        let reason = if signal.aborted() { signal.reason().dyn_into::<Error>().ok() } else { return broken };
        let is_late = reason.is_some_and(|reason| reason.message() == TIMED_OUT);
        let failure = if is_late { Failure::TimedOut { seconds: TIME_OUT } } else { Failure::Cancelled };
        TransportError { failure, ..broken }
    })
}

async fn exchange(request: &HttpRequest, controller: &AbortController) -> Result<RawResponse, TransportError> {
    // Nothing of the page goes along: no cookie, no address it came from.
    let mut builder = RequestBuilder::new(&request.url)
        .method(if request.method == "GET" { Method::GET } else { Method::POST })
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(RequestRedirect::Manual)
        .cache(RequestCache::NoStore)
        .abort_signal(Some(&controller.signal()));
    for header in &request.headers {
        builder = builder.header(header.name, header.value.as_str());
    }
    let body = request.body.as_str();
    let request = if body.is_empty() { builder.build() } else { builder.body(body) };
    let response = request.map_err(|_| Failure::NotSent)?.send().await.map_err(|_| Failure::Unreachable)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(Failure::Redirected.into());
    }
    let (status, headers) = (response.status(), response.headers());
    let (text, is_whole) = read(&response).await;
    if !is_whole {
        return Err(TransportError { failure: Failure::CutOff { status }, status: Some(status), text });
    }
    Ok(RawResponse {
        status,
        body: text,
        request_id: headers.get("elements-request-id"),
        retry_after: headers.get("retry-after").and_then(|header| seconds(&header)),
    })
}

/// What came of a body, and whether that is all of it. The browser's own way to read a text gives nothing of one that is
/// cut off; but there may be a token in it, which nobody tells twice.
async fn read(response: &Response) -> (String, bool) {
    let reader = response.body().and_then(|stream| stream.get_reader().dyn_into::<ReadableStreamDefaultReader>().ok());
    let mut bytes = Vec::new();
    let is_whole = loop {
        let Some(reader) = &reader else { break true };
        let Ok(chunk) = JsFuture::from(reader.read()).await else { break false };
        match Reflect::get(&chunk, &"value".into()) {
            Ok(value) if !value.is_undefined() => bytes.extend(Uint8Array::new(&value).to_vec()),
            _ => break true,
        }
        if bytes.len() > LONGEST {
            drop(reader.cancel());
            break false;
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    (text.trim_start_matches('\u{feff}').into(), is_whole)
}

/// How long a header `Retry-After` asks to wait, in seconds: it tells them, or a date (RFC 9110, section 10.2.3).
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds from now are few and not below 0")]
fn seconds(header: &str) -> Option<u32> {
    let header = header.trim();
    if header.bytes().all(|byte| byte.is_ascii_digit()) {
        return header.parse().ok();
    }
    // Browsers take much for a date; those of HTTP end so.
    let milliseconds = header.ends_with(" GMT").then(|| Date::parse(header) - Date::now())?;
    (milliseconds > 0.0).then_some((milliseconds / 1000.0).ceil() as u32)
}
