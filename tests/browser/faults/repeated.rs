//! Repeated clicks, tabs and requests create no second instance without a confirmation.

use serde_json::json;

use super::filled_page;
use super::server::{CREATED, Respond, RespondLate, Send, ServerAction};
use crate::fill_required;
use crate::page::Page;

#[tokio::test(flavor = "multi_thread")]
async fn repeated_presses_create_one_instance() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    // Three clicks in one turn, then Enter held down.
    page.create_three_times().await;
    page.wait_for("region", "Instance created").await;
    page.focus_field("name").await;
    page.hold_enter(20).await;
    page.wait_for_text("already created instance").await;
    assert_eq!(page.sandbox.bodies().len(), 1);

    // A second instance, confirmed.
    page.confirm().await;
    page.outcome().wait_for_instances(2).await;
    assert_eq!(page.sandbox.bodies().len(), 2);

    // The second half of a double click can't confirm the question that the first half opened.
    page.create_three_times().await;
    page.pause(300).await;
    assert_eq!(page.sandbox.bodies().len(), 2);
    page.confirm().await;
    page.outcome().wait_for_instances(3).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_tabs_create_one_instance() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    let address = page.address().await;
    let first = page.client.window().await.unwrap();
    let second = page.client.new_window(false).await.unwrap();
    page.client.switch_to_window(second.handle).await.unwrap();
    page.goto(&address).await;
    fill_required(&page).await;
    page.create().await;
    page.wait_for_text("sent from another tab").await;
    page.create().await;
    assert_eq!(page.sandbox.bodies().len(), 1);
    // A user who wants two instances gets two.
    page.confirm().await;
    page.wait_for("region", "Instance created").await;
    assert_eq!(page.sandbox.bodies().len(), 2);
    page.client.switch_to_window(first).await.unwrap();
    page.close().await;
}

/// A request in between doesn't make the page forget an unresolved one.
#[tokio::test(flavor = "multi_thread")]
async fn a_request_in_between_does_not_hide_an_unresolved_one() {
    let Some((page, server)) = filled_page().await else { return };
    let press = async |name: &str, action: ServerAction, then: &str| {
        server.set(action);
        page.fill("Name", name).await;
        page.create().await;
        page.outcome().wait_for_text(then).await;
    };
    press("first", Send(""), "We don't know if").await;
    // The user knows about the first and sends another one.
    press("second", Send(""), "may have created an instance named first").await;
    assert_eq!(server.posts().len(), 1);
    page.wait_until_confirmation_counts().await;
    press("second", Respond(400, "application/json", r#"{"message":"m"}"#), "This request didn't create an instance")
        .await;
    press("first", Respond(200, "application/json", CREATED), "This exact request was already sent and may have").await;
    press("third", Respond(200, "application/json", CREATED), "Instance created").await;
    press("first", Respond(200, "application/json", CREATED), "This exact request was already sent and may have").await;
    assert_eq!(server.posts().len(), 3);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_removed_while_it_sends_dispatches_the_outcome() {
    let Some((page, server)) = filled_page().await else { return };
    server.set(RespondLate(CREATED));
    page.record_created_ids_and_errors().await;
    page.create().await;
    page.outcome().wait_for_submission().await;
    page.remove_element().await;
    page.wait_for_recorded().await;
    assert_eq!((page.recorded().await, page.recorded_errors().await), (vec![json!("12345")], Vec::new()));
    // The outcome is known, so the same request needs no confirmation.
    assert_eq!((page.locks_held().await, page.session_keys().await), (json!(0), Vec::new()));
    page.close().await;
}
