//! The only call to `fetch`.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use element_instance_form::answer::Outcome;
use element_instance_form::request::HttpRequest;
use gloo_net::http::{Method, RequestBuilder};
use leptos::prelude::set_timeout_with_handle;
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// How long an answer may take, in seconds.
const TIME_OUT: u32 = 30;

/// Sends `request` once, and waits for the answer no longer than [`TIME_OUT`].
pub async fn send(request: &HttpRequest) -> Outcome {
    let Ok(controller) = AbortController::new() else { return Outcome::Unreachable };
    let signal = controller.signal();
    let timed_out = Rc::new(Cell::new(false));
    let timer = {
        let timed_out = timed_out.clone();
        let abort = move || {
            timed_out.set(true);
            controller.abort();
        };
        set_timeout_with_handle(abort, Duration::from_secs(TIME_OUT.into()))
    };
    // Nothing of the page goes along: no cookie, no address it came from. A redirect would carry the
    // secrets to a host nobody chose.
    let mut builder = RequestBuilder::new(&request.url)
        .method(Method::POST)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .redirect(RequestRedirect::Error)
        .cache(RequestCache::NoStore)
        .abort_signal(Some(&signal));
    for header in &request.headers {
        builder = builder.header(header.name, header.value.as_str());
    }
    let exchange = async {
        let response = builder.body(request.body.as_str())?.send().await?;
        let body = response.text().await?;
        Ok::<_, gloo_net::Error>(Outcome::read(response.status(), &body))
    };
    let outcome = match exchange.await {
        Ok(outcome) => outcome,
        Err(_) if timed_out.get() => Outcome::TimedOut { seconds: TIME_OUT },
        Err(_) => Outcome::Unreachable,
    };
    if let Ok(timer) = timer {
        timer.clear();
    }
    outcome
}
