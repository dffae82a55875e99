//! What people paste into the fields, in the page: told beside the field, fixed by a button, and undone.

use serde_json::json;

use crate::fill_required;
use crate::page::Page;

const USER: &str = "dXNlci1zZWNyZXQtMDE=";
const ORGANIZATION: &str = "b3JnLXNlY3JldC0wMQ==";
const KEY: &str = "ck_0000000000000000000000000000000000000001";
const SECRET: &str = "cs_0000000000000000000000000000000000000002";

/// Sets a field by a script, which sends that event alone.
async fn set(page: &Page, id: &str, value: &str, event: &str) {
    let field = format!("{}.getElementById('{id}')", page.form);
    page.run(&format!(
        "const field = {field}; field.value = {}; field.dispatchEvent(new Event('{event}', {{ bubbles: true }}))",
        json!(value)
    ))
    .await;
}

/// Pastes into a field as the browser does; returns whether the browser is left to put the text in.
async fn paste(page: &Page, id: &str, text: &str) -> bool {
    let field = format!("{}.getElementById('{id}')", page.form);
    let script = format!(
        "const field = {field}; field.focus(); const clipboardData = new DataTransfer(); \
         clipboardData.setData('text/plain', {}); \
         return field.dispatchEvent(new ClipboardEvent('paste', {{ clipboardData, bubbles: true, composed: true, cancelable: true }}))",
        json!(text)
    );
    page.run(&script).await == true
}

/// The button in or right after the message of a field.
fn fix(page: &Page, id: &str) -> String {
    format!("{}.querySelector('#{id}-error + .fixes .fix')", page.form)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_value_with_a_change_event_alone_counts() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    set(&page, "user-secret", "abc", "change").await;
    page.click("button", "Show secrets").await;
    page.wait_until(&format!("{}.querySelector('[part=command]').textContent.includes('User abc,')", page.form)).await;
    set(&page, "name", "", "change").await;
    set(&page, "name", "By script", "change").await;
    page.click("button", "Create Instance").await;
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
        assert!(!paste(&page, id, &header).await, "the browser does not put it in too");
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
    // A secret alone is the browser's to put in.
    assert!(paste(&page, "user-secret", USER).await);
    // What was typed since leaves no way back to something else.
    page.fill("User Secret", "typed=").await;
    page.wait_gone("button", "Redo fix").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_that_came_otherwise_has_a_fix() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    set(&page, "user-secret", &format!("User {USER}; Organization {ORGANIZATION}"), "input").await;
    page.click("button", "Create Instance").await;
    page.wait_for_text("contains a whole Authorization header").await;
    page.wait_until(&format!("{}.textContent.startsWith('Fix: fill in User Secret')", fix(&page, "user-secret"))).await;
    page.run(&format!("{}.click()", fix(&page, "user-secret"))).await;
    page.wait_for("button", "Undo fix").await;
    assert_eq!(page.value_of("User Secret").await, USER);
    assert_eq!(page.value_of("Organization Secret").await, ORGANIZATION);
    page.wait_until(&format!("{}.getElementById('user-secret-error').textContent === ''", page.form)).await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_in_the_store_url_are_masked_and_moved() {
    let Some(page) = Page::open().await else { return };
    page.run(
        "window.heard = []; addEventListener('request-changed', ({ detail }) => heard.push(JSON.stringify(detail)))",
    )
    .await;
    page.fill("Name", "My store").await;
    let url = format!("https://shop.example/wp-json/wc/v3?consumer_key={KEY}&consumer_secret={SECRET}");
    set(&page, "element-0", &url, "change").await;
    page.wait_for_text("The Store URL contains secrets").await;
    let command = format!("{}.querySelector('[part=command] code').textContent", page.form);
    page.wait_until(&format!("{command}.includes('consumer_key=••••••••&consumer_secret=••••••••')")).await;
    let body = format!("{}.querySelector('[part=body] code').textContent", page.form);
    let told =
        format!("return [...heard, {command}, {body}, JSON.stringify({{ ...sessionStorage }}), document.URL].join()");
    let told = page.run(&told).await;
    assert!(!told.as_str().unwrap().contains("0000000000"), "{told}");
    page.run(&format!("{}.click()", fix(&page, "element-0"))).await;
    page.wait_for("button", "Undo fix").await;
    assert_eq!(page.value_of("The Store URL").await, "https://shop.example");
    assert_eq!(page.value_of("OAuth API Key").await, KEY);
    assert_eq!(page.value_of("OAuth API Secret").await, SECRET);
    page.click("button", "Undo fix").await;
    assert_eq!(page.value_of("The Store URL").await, url);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_another_length_is_a_note_that_asks_nothing() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.fill("OAuth API Key", "CK_00000000000000000000000000000000000000ab").await;
    page.fill("OAuth API Secret", "cs_000000000000000000000000000").await;
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    assert!(page.run(&format!("return !!{}", fix(&page, "element-1"))).await == true);
    page.close().await;
}
