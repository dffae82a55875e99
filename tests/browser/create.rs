//! Instances with polling or webhooks: the preview, the page's request and the command in bash agree byte for byte.

use std::process::Command;

use crate::page::Page;
use crate::{enable_events, fill_required};

/// Creates the instance, and checks that the preview, `fetch` and the command in bash agree byte for byte.
pub async fn create_and_compare(page: &Page) -> serde_json::Value {
    page.click("button", "Show secrets").await;
    let shown = page.body_pane().text().await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    let created = page.text_of("region", "Instance created", "dl").await;
    let id: u64 = created.split(|c: char| !c.is_ascii_digit()).find(|part| part.len() == 5).unwrap().parse().unwrap();
    assert!(id >= 12_345 && created.contains("token"), "{created}");
    let [sent] = page.sandbox.bodies().try_into().expect("one press, one request");
    assert_eq!(String::from_utf8(sent.clone()).unwrap(), shown, "the preview is what fetch sends");

    let command = page.command_pane().text().await;
    let output =
        tokio::task::spawn_blocking(move || Command::new("bash").args(["-c", &command]).output().unwrap()).await;
    let output = output.unwrap();
    let response: serde_json::Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&[output.stdout, output.stderr].concat())));
    assert!(response["token"].is_string(), "{response}");
    let [first, second] = page.sandbox.bodies().try_into().expect("one more request");
    assert_eq!((first == sent, second == sent), (true, true), "the command sends what fetch sends");
    serde_json::from_slice(&sent).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_that_polls_two_resources_is_created() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    enable_events(&page, "polling").await;
    page.fill("Event poller refresh interval (mins)", "120").await;
    page.click("checkbox", "orders").await;
    page.click("button", "Show Optional Fields").await;
    page.fill("Callback Notification Signature Key", "k3y").await;
    page.fill("Element Instance Tags", "Docs,").await;
    page.fill("Element Instance Tags", "second tag,").await;

    let masked = page.command_pane().text().await;
    for secret in ["dXNlcg", "0123456789abcdef", "cs_s3cret", "k3y"] {
        assert!(!masked.contains(secret), "{secret} is on the screen: {masked}");
    }
    let body = create_and_compare(&page).await;
    let configuration = &body["configuration"];
    assert_eq!(body["name"], "Bob's \"store\" €");
    assert_eq!(body["tags"], serde_json::json!(["Docs", "second tag"]));
    assert_eq!(configuration["oauth.api.secret"], "cs_s3cret'\"\\");
    assert_eq!(configuration["event.notification.signature.key"], "k3y");
    assert_eq!(configuration["event.poller.refresh_interval"], "120");
    let polling = configuration["event.poller.configuration"].as_object().unwrap();
    assert_eq!(polling.keys().collect::<Vec<_>>(), ["customers", "orders"]);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_with_a_webhook_is_created() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    enable_events(&page, "webhook").await;
    assert!(!page.has("group", "Configure Polling").await, "polling fields are there only for polling");
    let body = create_and_compare(&page).await;
    assert_eq!(body["configuration"]["event.vendor.type"], "webhook");
    assert_eq!(body["configuration"].get("event.poller.configuration"), None);
    page.close().await;
}
