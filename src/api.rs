//! The only call to `fetch`.

use std::time::Duration;

use element_instance_form::answer::{Failure, Reply};
use element_instance_form::request::HttpRequest;
use element_instance_form::url;
use gloo_net::http::{Method, RequestBuilder};
use leptos::prelude::{set_timeout_with_handle, window};
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
    let abort = move || abort.abort_with_reason(&TIMED_OUT.into());
    let timer = set_timeout_with_handle(abort, Duration::from_secs(TIME_OUT.into()));
    let reply = exchange(request, controller).await;
    if let Ok(timer) = timer {
        timer.clear();
    }
    let signal = controller.signal();
    reply.map_err(|failure| match signal.aborted() {
        true if signal.reason().as_string().as_deref() == Some(TIMED_OUT) => Failure::TimedOut { seconds: TIME_OUT },
        true => Failure::Cancelled,
        false => failure,
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
    let response = request.map_err(|_| Failure::Unreachable)?.send().await.map_err(|_| Failure::Unreachable)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(Failure::Redirected);
    }
    let (status, headers) = (response.status(), response.headers());
    let body = response.text().await.map_err(|_| Failure::CutOff { status })?;
    Ok(Reply { status, body, request_id: headers.get("elements-request-id"), retry_after: headers.get("retry-after") })
}
