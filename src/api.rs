//! The only call to `fetch`.

use std::time::Duration;

use element_instance_form::answer::{Failure, Reply};
use element_instance_form::request::HttpRequest;
use element_instance_form::url;
use gloo_net::http::{Method, RequestBuilder};
use js_sys::Error;
use leptos::prelude::{set_timeout_with_handle, window};
use wasm_bindgen::JsCast;
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect, ResponseType};

/// How long an answer may take, in seconds.
const TIME_OUT: u32 = 30;

/// The reason for giving up that is no person's.
const TIMED_OUT: &str = "timed out";

/// Sends `request` once, and waits for the whole answer no longer than [`TIME_OUT`], or until `controller` aborts.
///
/// # Errors
/// Why there is no whole answer.
pub async fn send(request: &HttpRequest, controller: &AbortController) -> Result<Reply, Failure> {
    // A browser without a connection still reaches its own machine.
    if !window().navigator().on_line() && !url::is_this_machine(&url::host(&request.url)) {
        return Err(Failure::Offline);
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
    reply.map_err(|failure| {
        let reason = if signal.aborted() { signal.reason().dyn_into::<Error>().ok() } else { return failure };
        let is_late = reason.is_some_and(|reason| reason.message() == TIMED_OUT);
        if is_late { Failure::TimedOut { seconds: TIME_OUT } } else { Failure::Cancelled }
    })
}

async fn exchange(request: &HttpRequest, controller: &AbortController) -> Result<Reply, Failure> {
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
        return Err(Failure::Redirected);
    }
    let (status, headers) = (response.status(), response.headers());
    let body = response.text().await.map_err(|_| Failure::CutOff { status })?;
    Ok(Reply { status, body, request_id: headers.get("elements-request-id"), retry_after: headers.get("retry-after") })
}
