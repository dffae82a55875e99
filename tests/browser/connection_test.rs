//! **Test connection**: one `GET /instances` a click, and its result beside the button.

use crate::fill_required;
use crate::page::Page;

#[tokio::test(flavor = "multi_thread")]
async fn the_connection_is_tested_without_creating_anything() {
    let Some(page) = Page::open().await else { return };
    page.click("button", "Test connection").await;
    page.wait_for_connection_test("User Secret is required. Organization Secret is required.").await;

    fill_required(&page).await;
    page.click("button", "Test connection").await;
    page.wait_for_connection_test("The connection works. The API lists 0 instances of this account.").await;
    assert!(page.sandbox.bodies().is_empty(), "nothing is created");

    page.create().await;
    page.wait_for("region", "Instance created").await;
    page.click("button", "Test connection").await;
    page.wait_for_connection_test("The connection works. The API lists one instance of this account.").await;

    page.fill("User Secret", "other").await;
    assert_eq!(page.connection_test().await, "", "the result is about another account");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn secrets_go_to_an_unusual_host_only_after_a_question() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.choose("API host", "Other host…").await;
    page.fill("Host URL", "https://api.cloud-elements.com.example").await;
    page.click("button", "Test connection").await;
    page.wait_until(&format!(
        "{}.getElementById('connection-test').textContent.endsWith('Select Test connection again to send your \
         secrets there.')",
        page.form
    ))
    .await;
    page.close().await;
}
