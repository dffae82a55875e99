//! Requests with an unknown outcome: each is kept until the user checks or dismisses it.

use super::filled_page;
use super::server::{CREATED, Respond, Stall};
use crate::fill_required;
use crate::page::Page;

#[tokio::test(flavor = "multi_thread")]
async fn a_cancelled_request_is_unresolved_until_it_is_checked() {
    let Some((page, server)) = filled_page().await else { return };
    server.set(Stall(""));
    page.create().await;
    page.outcome().wait_for_seconds().await;
    page.click("button", "Cancel").await;
    let messages = page.outcome().sentence().await;
    assert!(messages.starts_with("You canceled after the request was sent."), "{messages}");
    // The button with the focus disappeared.
    page.wait_for_focus("outcome").await;
    page.wait_for_text("sent under a minute ago (").await;

    // Sending at once requires a confirmation.
    page.create().await;
    page.wait_for_text("This exact request was already sent and may have").await;
    assert_eq!(server.posts().len(), 1);
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("The API lists no other instance").await;

    // Confirmed, it is sent once.
    server.set(Respond(200, "application/json", CREATED));
    page.create().await;
    page.wait_for("region", "Instance created").await;
    assert_eq!(server.posts().len(), 2);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_created_despite_a_lost_response_is_found() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.fill("Element Instance Tags", "Docs,").await;
    // The instance is created, but its response is lost.
    page.lose_responses().await;
    page.create().await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("It was created: there is an instance with this name").await;
    page.wait_for("button", "Copy id").await;
    // The question is answered.
    page.wait_gone("heading", "We don't know if the instance was created").await;
    page.create().await;
    page.wait_for_text("already created instance 12345").await;
    assert_eq!(page.sandbox.bodies().len(), 1);
    page.close().await;
}

/// Each unresolved request is checked separately, as often as the user likes.
#[tokio::test(flavor = "multi_thread")]
async fn every_unresolved_request_can_be_checked() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.fill("Name", "first").await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    // From now on, responses are lost, and the API hasn't created "late" yet.
    page.lose_responses_and_delay("\"late\"").await;
    page.fill("Name", "late").await;
    page.create().await;
    page.unresolved().wait_for_count(1).await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("The API lists no other instance").await;
    page.deliver().await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("It was created: there is an instance with this name").await;
    page.click("button", "Stop tracking").await;

    // An instance of the same name that this form itself created isn't a match.
    page.fill("Name", "first").await;
    page.create().await;
    page.confirm().await;
    page.unresolved().wait_for_count(1).await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("It was created: there is an instance with this name").await;
    page.unresolved().wait_for_one_of(&["ID 12346", "ID 12347"]).await;

    // With two requests, the older one's own button finds its instance.
    for name in ["second", "third"] {
        page.fill("Name", name).await;
        page.create().await;
        if name == "third" {
            page.wait_for_text("may have created an instance named second").await;
            page.confirm().await;
        }
        page.unresolved().wait_for_first(name).await;
    }
    // The tab has stored both, and one click dismisses one of them.
    assert_eq!(page.unresolved_records().await, [2]);
    page.unresolved().check("second").await;
    page.unresolved().wait_for_text("second", "It was created").await;
    assert!(!page.unresolved().has_text("third", "It was created").await);
    assert_eq!(page.unresolved_records().await, [1]);
    page.wait_until_confirmation_counts().await;
    let count = page.unresolved().count().await;
    page.unresolved().double_click_forget().await;
    assert_eq!(page.unresolved().count().await, count - 1);
    page.close().await;
}

/// An unresolved request requires a confirmation after a reload, too.
#[tokio::test(flavor = "multi_thread")]
async fn an_unresolved_request_survives_a_reload() {
    let Some((page, server)) = filled_page().await else { return };
    server.set(Stall(""));
    page.create().await;
    page.outcome().wait_for_submission().await;
    page.leave_without_question().await;
    page.reload().await;
    page.wait_for_text("You left this page before a request finished").await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("First enter that account's User Secret").await;
    for (field, value) in [
        ("User Secret", "dXNlcg=="),
        ("Organization Secret", "0123456789abcdef"),
        ("OAuth API Key", "ck_key"),
        ("OAuth API Secret", "cs_secret"),
    ] {
        page.fill(field, value).await;
    }
    server.set(Respond(200, "application/json", CREATED));
    page.create().await;
    page.wait_for_text("An earlier request may have created an instance").await;
    page.fill("Host URL", "http://127.0.0.1:1").await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("First select the API host").await;
    page.fill("Host URL", &server.address).await;
    page.click("button", "Check whether it was created").await;
    page.wait_for_text("The API lists no other instances.").await;
    page.wait_for_text("If you sent the request from another account").await;
    assert_eq!(server.posts().len(), 1);
    page.confirm().await;
    page.wait_for("region", "Instance created").await;
    assert_eq!(server.posts().len(), 2);
    page.click("button", "Stop tracking").await;
    assert_eq!(page.unresolved_records().await, [0; 0]);
    page.close().await;
}
