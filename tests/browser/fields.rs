//! Pasted texts in the page's fields: reported beside the field, fixed by a button, and undone.

use crate::fill_required;
use crate::page::Page;

const USER: &str = "dXNlci1zZWNyZXQtMDE=";
const ORGANIZATION: &str = "b3JnLXNlY3JldC0wMQ==";
const KEY: &str = "ck_0000000000000000000000000000000000000001";
const SECRET: &str = "cs_0000000000000000000000000000000000000002";

#[tokio::test(flavor = "multi_thread")]
async fn a_value_with_a_change_event_alone_counts() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.set_field("user-secret", "abc", "change").await;
    page.click("button", "Show secrets").await;
    page.wait_for_command("User abc,").await;
    page.set_field("name", "", "change").await;
    page.set_field("name", "By script", "change").await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    let sent: serde_json::Value = serde_json::from_slice(&page.sandbox.bodies()[0]).unwrap();
    assert_eq!(sent["name"], "By script");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_header_fills_both_secrets_and_is_undone() {
    let Some(page) = Page::open().await else { return };
    page.fill("Name", "My store").await;
    page.fill("User Secret", "before=").await;
    for (id, header) in [
        ("user-secret", format!("Authorization: User {USER} Organization {ORGANIZATION}")),
        ("organization-secret", format!("user {USER}, organization {ORGANIZATION}")),
    ] {
        assert!(!page.dispatch_paste(id, &header).await, "the browser does not put it in too");
        page.wait_for("button", "Undo fix").await;
        assert_eq!(page.value_of("User Secret").await, USER);
        assert_eq!(page.value_of("Organization Secret").await, ORGANIZATION);
        page.click("button", "Undo fix").await;
        assert_eq!(page.value_of("User Secret").await, "before=");
        assert_eq!(page.value_of("Organization Secret").await, "");
        page.click("button", "Redo fix").await;
        assert_eq!(page.value_of("Organization Secret").await, ORGANIZATION);
        page.click("button", "Undo fix").await;
    }
    // A plain secret is inserted by the browser.
    assert!(page.dispatch_paste("user-secret", USER).await);
    // Further typing removes the undo of the fix.
    page.fill("User Secret", "typed=").await;
    page.wait_gone("button", "Redo fix").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_that_was_not_pasted_has_a_fix() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.set_field("user-secret", &format!("User {USER}; Organization {ORGANIZATION}"), "input").await;
    page.create().await;
    page.wait_for_text("contains a whole Authorization header").await;
    page.wait_for_fix("user-secret", "Fix: fill in User Secret").await;
    page.apply_fix("user-secret").await;
    page.wait_for("button", "Undo fix").await;
    assert_eq!(page.value_of("User Secret").await, USER);
    assert_eq!(page.value_of("Organization Secret").await, ORGANIZATION);
    page.wait_without_message("user-secret").await;
    page.close().await;
}

/// The browser's undo reverts a fix as a whole, and typing before it as such.
#[tokio::test(flavor = "multi_thread")]
async fn the_browser_undoes_a_fix() {
    let Some(page) = Page::open().await else { return };
    page.wait_for("button", "Clear").await;
    page.focus_field("organization-secret").await;
    page.type_text(&format!("Organization {ORGANIZATION}")).await;
    page.blur().await;
    page.wait_for_fix("organization-secret", "Fix: ").await;
    page.apply_fix("organization-secret").await;
    page.wait_for("button", "Undo fix").await;
    assert_eq!(page.value_of("Organization Secret").await, ORGANIZATION);
    let [fixed, undone] = page.undo_in("organization-secret").await;
    assert_eq!(fixed, ORGANIZATION);
    assert_eq!(undone, format!("Organization {ORGANIZATION}"));
    page.wait_for("button", "Redo fix").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_in_the_store_url_are_masked_and_moved() {
    let Some(page) = Page::open().await else { return };
    page.record_request_changes().await;
    page.fill("Name", "My store").await;
    let url = format!("https://shop.example/wp-json/wc/v3?consumer_key={KEY}&consumer_secret={SECRET}");
    page.set_field("element-0", &url, "change").await;
    page.wait_for_text("The Store URL contains secrets").await;
    page.wait_for_command("consumer_key=••••••••&consumer_secret=••••••••").await;
    let panes = [page.command_pane().text().await, page.body_pane().text().await];
    let messages =
        format!("{:?} {panes:?} {} {}", page.recorded().await, page.session_storage().await, page.address().await);
    assert!(!messages.contains("0000000000"), "{messages}");
    page.apply_fix("element-0").await;
    page.wait_for("button", "Undo fix").await;
    assert_eq!(page.value_of("The Store URL").await, "https://shop.example");
    assert_eq!(page.value_of("OAuth API Key").await, KEY);
    assert_eq!(page.value_of("OAuth API Secret").await, SECRET);
    page.click("button", "Undo fix").await;
    assert_eq!(page.value_of("The Store URL").await, url);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_unusual_length_is_a_note_without_a_question() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.fill("OAuth API Key", "CK_00000000000000000000000000000000000000ab").await;
    page.fill("OAuth API Secret", "cs_000000000000000000000000000").await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    assert!(page.fix_of("element-1").await.is_some());
    page.close().await;
}
