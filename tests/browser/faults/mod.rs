//! Server faults of every kind, and the page's messages about them. Nothing is sent twice, no input is lost, and the
//! page never claims that an instance exists if it doesn't.

mod connection;
mod repeated;
mod responses;
mod server;

mod unresolved;

use serde_json::json;

use crate::fill_required;
use crate::page::Page;
use connection::{CONNECTION_FAULTS, Fault, SLOW_FAULTS};
use responses::RESPONSE_FAULTS;
use server::{CREATED, Drop, Reset, Respond, Server};

/// Returns a page that is filled in, for a faulty server.
async fn filled_page() -> Option<(Page, Server)> {
    let page = Page::open().await?;
    let server = Server::start().await;
    fill_required(&page).await;
    page.choose_host(&server.address).await;
    Some((page, server))
}

/// Sends a request that meets a fault. Returns the part of the message about it.
async fn send_and_expect(page: &Page, server: &Server, fault: Fault) -> String {
    let Fault { name, action, kind, message, may_exist } = fault;
    // A page can't prevent retries by the browser itself; it reports them.
    let max_posts = if matches!(action, Drop) { 2 } else { 1 };
    server.set(action);
    server.forget_posts();
    page.fill("Name", name).await;
    page.create().await;
    let mut failure = None;
    for _ in 0..700 {
        failure = page.outcome().failure(kind).await;
        if failure.is_some() && !page.outcome().is_submitting().await {
            break;
        }
        page.pause(60).await;
    }
    let text = match failure {
        Some(failure) => failure,
        None => page.outcome().text().await,
    };
    assert!(text.contains(message), "{name}: {text}");
    assert_eq!(page.has("button", "Check whether it was created").await, may_exist, "{name}");
    let title = if may_exist { "We don't know if" } else { "No instance was created" };
    assert!(text.starts_with(title), "{name}: {text}");
    // No fault counts as success, no request is repeated automatically, and no input is lost.
    assert!(!page.has("region", "Instance created").await, "{name}");
    let posts = server.posts();
    assert!((1..=max_posts).contains(&posts.len()), "{name} was sent {} times", posts.len());
    assert!(page.fits_width().await, "{name}: nothing stands out");
    assert!(posts[0].contains(&format!("\"name\": {}", json!(name))), "{name}: {}", posts[0]);
    assert_eq!(page.value_of("Name").await, name);
    assert_eq!(page.value_of("OAuth API Secret").await, "cs_s3cret'\"\\");
    // A response stays until it is dismissed, but a login page isn't kept.
    assert_eq!(page.outcome().dismiss_all().await, 0, "{name}");
    if may_exist {
        page.click("button", "Check whether it was created").await;
        page.wait_for_text("The API lists no other instances.").await;
        // The second half of a double click must not forget another request.
        page.wait_until_confirmation_counts().await;
        page.click("button", "Stop tracking").await;
    }
    format!("{name:36} {kind:12} {:9}  {}", if may_exist { "may exist" } else { "does not" }, posts.len())
}

#[tokio::test(flavor = "multi_thread")]
async fn every_fault_has_its_own_message() {
    let Some((page, server)) = filled_page().await else { return };
    page.resize(360, 740).await;
    println!("fault                                kind         instance   requests");
    for fault in RESPONSE_FAULTS.into_iter().chain(CONNECTION_FAULTS) {
        println!("{}", send_and_expect(&page, &server, fault).await);
    }
    // The form still works after all faults.
    server.set(Respond(200, "application/json", CREATED));
    page.fill("Name", "at last").await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_response_times_out() {
    for fault in SLOW_FAULTS.map(|fault| {
        tokio::spawn(async move {
            let Some((page, server)) = filled_page().await else { return };
            println!("{}", send_and_expect(&page, &server, fault).await);
            page.close().await;
        })
    }) {
        fault.await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_while_offline() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.choose("API host", "Cloud Elements US").await;
    page.go_offline().await;
    page.create().await;
    let messages = page.outcome().sentence().await;
    assert!(messages.starts_with("You're offline, so nothing was sent."), "{messages}");
    assert!(!page.has("button", "Check whether it was created").await);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dangerous_host_or_store_requires_confirmation() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.choose_host("https://api.cloud-e1ements.com").await;
    page.fill("The Store URL", "http://192.168.0.7/").await;
    page.create().await;
    let confirmation = page.text_of("alert", "", "ul").await;
    assert!(
        confirmation.contains("looks like an API host") && confirmation.contains("points to 192.168.0.7"),
        "{confirmation}"
    );
    // A confirmation of one question doesn't answer another.
    page.fill("The Store URL", "http://192.168.0.8/").await;
    page.create().await;
    page.wait_for_text("points to 192.168.0.8").await;
    assert!(!page.has("region", "Instance created").await && page.sandbox.bodies().is_empty());
    page.close().await;
}

/// On a phone, the errors are below the visible part, so the page scrolls to them. Beside the form they are visible.
#[tokio::test(flavor = "multi_thread")]
async fn the_outcome_is_scrolled_into_view() {
    let Some((page, server)) = filled_page().await else { return };
    for (width, focused) in [(1280, "create"), (390, "outcome")] {
        page.resize(width, 800).await;
        server.set(Respond(401, "application/json", r#"{"message":"Invalid secret"}"#));
        page.fill("Name", &width.to_string()).await;
        page.create().await;
        page.wait_for_text("Invalid secret").await;
        page.outcome().wait_until_in_view().await;
        assert_eq!(page.focused().await, focused, "{width}");
    }
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fields_named_by_a_response_are_marked() {
    let Some((page, server)) = filled_page().await else { return };
    server.set(Respond(401, "application/json", r#"{"message":"Invalid"}"#));
    page.create().await;
    page.wait_for_invalid_fields(&["user-secret", "organization-secret"]).await;
    page.fill("User Secret", "another=").await;
    page.type_text("\t").await;
    page.wait_for_invalid_fields(&["organization-secret"]).await;
    page.close().await;
}

/// An incomplete response may be the only source of the instance's token.
#[tokio::test(flavor = "multi_thread")]
async fn a_response_with_a_token_is_kept_until_it_is_dismissed() {
    let Some((page, server)) = filled_page().await else { return };
    for (name, action) in [
        ("no id", Respond(200, "application/json", r#"{"token":"t0ken=","x":"0123456789abcdef"}"#)),
        ("half", Respond(200, "application/json", r#"{"id":1,"token":"t0ken=","#)),
        // If the connection breaks, the browser discards data that it has not yet passed to the page.
        ("cut off", Reset("Content-Length: 500\r\n\r\n{\"id\":12345,\"token\":\"t0ken=\"")),
    ] {
        server.set(action);
        page.fill("Name", name).await;
        page.create().await;
        let whole = page.text_of("region", "Server response", "code").await;
        assert!(whole.contains("t0ken=") && !whole.contains("0123456789abcdef"), "{name}: {whole}");
        page.click("button", "Check whether it was created").await;
        page.wait_for_text("The API lists no other instances.").await;
        page.click("button", "Stop tracking").await;
        assert!(page.asks_before_leaving().await, "{name}");
        page.click("button", "Download response").await;
        assert!(!page.asks_before_leaving().await, "{name}");
        page.click("button", "Dismiss").await;
        page.wait_gone("region", "Server response").await;
        assert_eq!(page.focused().await, "create");
    }
    page.close().await;
}

/// The browser asks before the user leaves the page while a token would be lost.
#[tokio::test(flavor = "multi_thread")]
async fn leaving_asks_first_while_a_token_would_be_lost() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    assert!(!page.asks_before_leaving().await);
    page.create().await;
    page.wait_for("region", "Instance created").await;
    assert!(page.asks_before_leaving().await, "the token was not copied");
    page.click("button", "Dismiss").await;
    page.wait_for("button", "Dismiss and lose the token").await;
    // A double click doesn't discard a second token.
    page.outcome().dismiss_three_times().await;
    page.wait_for("region", "Instance created").await;
    page.click("button", "Download response").await;
    assert!(!page.asks_before_leaving().await, "it was downloaded");
    page.click("button", "Dismiss").await;
    page.wait_gone("region", "Instance created").await;
    page.close().await;
}
