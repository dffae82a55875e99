//! Sends requests to the API. The scripts load the site's own files.

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

/// The time limit for a response, in seconds.
const TIMEOUT_SECONDS: u32 = 30;

/// The reason of an abort by the time limit, as opposed to one by the user.
const TIMED_OUT: &str = "timed out";

/// The maximum length of a response body that is read, in bytes.
const MAX_BODY_BYTES: usize = 16 << 20;

/// Sends `request` once, and waits for the complete response for at most [`TIMEOUT_SECONDS`], or until `controller`
/// aborts. Sends nothing if the browser could not create a controller.
///
/// # Errors
/// Returns the failure, with the part of the response that was received.
pub async fn send(request: &HttpRequest, controller: Option<AbortController>) -> Result<RawResponse, TransportError> {
    let Some(controller) = controller else { return Err(Failure::NotSent.into()) };
    // A browser without a connection still reaches its own machine.
    if !window().navigator().on_line() && !url::is_this_machine(&url::host(&request.url)) {
        return Err(Failure::Offline.into());
    }
    let abort = controller.clone();
    // `fetch` fails with the reason, and gloo-net accepts only an `Error`.
    let abort = move || abort.abort_with_reason(&Error::new(TIMED_OUT));
    let timer = set_timeout_with_handle(abort, Duration::from_secs(TIMEOUT_SECONDS.into()));
    let response = exchange(request, &controller).await;
    if let Ok(timer) = timer {
        timer.clear();
    }
    let signal = controller.signal();
    response.map_err(|error| {
        let reason = if signal.aborted() { signal.reason().dyn_into::<Error>().ok() } else { return error };
        let is_late = reason.is_some_and(|reason| reason.message() == TIMED_OUT);
        let failure = if is_late { Failure::TimedOut { seconds: TIMEOUT_SECONDS } } else { Failure::Cancelled };
        TransportError { failure, ..error }
    })
}

async fn exchange(request: &HttpRequest, controller: &AbortController) -> Result<RawResponse, TransportError> {
    // Without cookies and referrer.
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

/// Reads a body. Returns its text, and true if it is complete. The browser's `text()` returns nothing of a body that is
/// cut off, but that part may contain a token, which the API shows only once.
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
        if bytes.len() > MAX_BODY_BYTES {
            drop(reader.cancel());
            break false;
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    (text.trim_start_matches('\u{feff}').into(), is_whole)
}

/// Parses a `Retry-After` header, which contains seconds or a date (RFC 9110, section 10.2.3). Returns seconds from now.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds from now are few and not below 0")]
fn seconds(header: &str) -> Option<u32> {
    let header = header.trim();
    if header.bytes().all(|byte| byte.is_ascii_digit()) {
        return header.parse().ok();
    }
    // Browsers parse many texts as dates. Those of HTTP end with `GMT`.
    let milliseconds = header.ends_with(" GMT").then(|| Date::parse(header) - Date::now())?;
    (milliseconds > 0.0).then_some((milliseconds / 1000.0).ceil() as u32)
}
