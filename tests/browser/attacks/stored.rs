//! Secrets in fields that aren't secret never get into a draft, an event or a link.

use super::Attempts;
use crate::page::Page;

/// A field, and a value that contains a secret.
const FIELDS: [(&str, &str); 9] = [
    ("Name", "password=9CANARY9"),
    ("Name", "My store, API token: 9CANARY9"),
    ("OAuth API Key", "9CANARY9"),
    ("OAuth API Key", "ck_9CANARY9"),
    ("The Store URL", "https://shop.example/?consumer_key=9CANARY9"),
    ("The Store URL", "https://shop.example/?%63onsumer_key=9CANARY9&page=1"),
    ("The Store URL", "https://me:9CANARY9@shop.example"),
    ("Event Notification Callback URL", "https://a.example/events?token=9CANARY9"),
    ("Event Notification Callback URL", "https://a.example/events?sig=1&auth_token=9CANARY9#x"),
];

/// The API's own header, in an unrelated field.
const HEADER: &str = "User 9CANARY9abcdefghijklmnopqrstuvwxyzABCDEFGHI=, Organization 0123456789abcdef0123456789abcdef";

/// Polling configurations that contain a secret.
const CONFIGURATIONS: [&str; 14] = [
    r#"{"orders":{"url":"/hubs/ecommerce/orders","token":"9CANARY9"}}"#,
    r#"{"orders":{"url":"/hubs/ecommerce/orders","\u0074oken":"9CANARY9"}}"#,
    r#"{"orders":{"url":"/hubs/ecommerce/orders","TOKEN":["9CANARY9"]}}"#,
    r#"{"orders":{"url":"/hubs/ecommerce/orders?access_token=9CANARY9"}}"#,
    r#"{"orders":{"url":"/hubs/ecommerce/orders?access%5Ftoken=9CANARY9"}}"#,
    r#"{"orders":{"url":"/hubs/ecommerce/orders?\u0061ccess_token\u003d9CANARY9"}}"#,
    r#"{"orders":{"url":"https://me:9CANARY9@shop.example/orders"}}"#,
    r#"{"orders":{"note":"{\"password\":\"9CANARY9\"}"}}"#,
    r#"{"orders":{"note":"{\"a\":\"{\\\"password\\\":\\\"9CANARY9\\\"}\"}"}}"#,
    r#"{"orders":{"note":"password&#61;9CANARY9"}}"#,
    r#"{"orders":{"note":"password%3D9CANARY9"}}"#,
    r#"{"orders":{"note":"Authorization: Bearer 9CANARY9"}}"#,
    r#"{"orders":{"note":"User 9CANARY9abcdefghijklmnopqrstuvwxyzABCDEFGHI=, Organization 0123456789abcdef0123456789abcdef"}}"#,
    r#"{"orders": {"secret": "9CANARY9" "#,
];

async fn check(page: &Page, attempts: &mut Attempts, attempt: &str) {
    // Drafts are stored when typing pauses.
    tokio::time::sleep(std::time::Duration::from_millis(900)).await;
    page.click_if_present("Copy link").await;
    let seen = page.recorded_and_stored().await;
    let at = seen.find("9CANARY9");
    let around =
        at.map(|at| seen[..at].chars().rev().take(80).collect::<Vec<_>>().into_iter().rev().collect::<String>());
    let is_draft = !page.session_keys().await.is_empty();
    attempts.note(attempt, is_draft && at.is_none(), (is_draft, around));
    page.forget_recorded_texts().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_in_other_fields_are_neither_stored_nor_reported() {
    let Some(page) = Page::open().await else { return };
    let mut attempts = Attempts::new("kept");
    crate::fill_required(&page).await;
    crate::enable_events(&page, "polling").await;
    page.record_changes_and_copies().await;
    for (field, value) in FIELDS {
        let before = page.value_of(field).await;
        page.fill(field, value).await;
        check(&page, &mut attempts, &format!("{field}: {value}")).await;
        page.fill(field, &before).await;
    }
    // Pasted: a partly typed header can't be recognised.
    page.fill("Name", HEADER).await;
    check(&page, &mut attempts, HEADER).await;
    page.click("button", "Edit raw JSON").await;
    for configuration in CONFIGURATIONS {
        page.fill("Event Poller Resources Configuration", configuration).await;
        check(&page, &mut attempts, configuration).await;
    }
    attempts.finish();
    page.close().await;
}
