//! The sections of the form: complete ones are marked, and can be folded.

use serde_json::json;

use crate::page::Page;
use crate::{enable_events, fill_required};

#[tokio::test(flavor = "multi_thread")]
async fn complete_sections_are_marked_and_folded_on_request() {
    let Some(page) = Page::open().await else { return };
    page.click("textbox", "Name").await;
    page.wait_for("button", "Clear").await;
    assert_eq!(
        page.sections().await,
        json!([["Connection", true], ["Authentication", true], ["Event Configuration", true]])
    );
    assert!(!page.has("button", "Fold complete sections").await, "nothing is complete");
    fill_required(&page).await;
    page.wait_for("button", "Fold complete sections").await;
    let marked = json!([["Connection✓", true], ["Authentication✓", true], ["Event Configuration", true]]);
    assert_eq!(page.sections().await, marked);
    page.click("button", "Fold complete sections").await;
    page.wait_for("button", "Open all sections").await;
    let folded = json!([["Connection✓", false], ["Authentication✓", false], ["Event Configuration", true]]);
    assert_eq!(page.sections().await, folded);
    // A folded section can be opened by keyboard.
    page.focus_start().await;
    page.tab_to("Authentication✓").await;
    page.press("Enter").await;
    page.tab_to("Show Optional Fields").await;
    // The shortcut folds the section with the focus, and opens it again.
    page.press("f").await;
    page.wait_for_focused_text("Authentication").await;
    assert_eq!(page.sections().await[1][1], false);
    page.press("f").await;
    assert_eq!(page.sections().await[1][1], true);
    page.tab_to("Name").await;
    page.click("button", "Open all sections").await;
    page.wait_for("button", "Fold complete sections").await;
    assert_eq!(page.sections().await, marked);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_folded_before_the_deferred_part_loads_can_be_opened() {
    let Some(page) = Page::open_without_pointer().await else { return };
    page.fold_section("connection").await;
    page.click("textbox", "Name").await;
    page.click("button", "Open all sections").await;
    page.wait_for("button", "Fold complete sections").await;
    assert_eq!(page.sections().await[0], json!(["Connection", true]));
    // The rejected polling configuration has no control while the list is shown.
    fill_required(&page).await;
    enable_events(&page, "polling").await;
    page.click("button", "Edit raw JSON").await;
    page.fill("Event Poller Resources Configuration", "{").await;
    page.click("button", "Edit raw JSON").await;
    page.fold_section("events").await;
    page.create().await;
    page.wait_for_text("There is a problem").await;
    assert_eq!(page.sections().await[2][1], true);
    page.click("button", "Fold complete sections").await;
    page.wait_for("button", "Open all sections").await;
    page.click("button", "Clear").await;
    page.wait_for("button", "Fold complete sections").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_opens_for_its_error_and_for_a_link() {
    let Some(page) = Page::open().await else { return };
    page.click("textbox", "Name").await;
    page.wait_for("button", "Clear").await;
    page.fold_section("connection").await;
    page.fold_section("authentication").await;
    page.click("link", "User Secret").await;
    page.wait_for_focus("user-secret").await;
    page.fold_section("connection").await;
    page.create().await;
    page.wait_for_text("There is a problem").await;
    assert_eq!(
        page.sections().await,
        json!([["Connection", true], ["Authentication", true], ["Event Configuration", true]])
    );
    assert_eq!(page.title_and_language().await.0, "(6) Create a WooCommerce element instance");
    fill_required(&page).await;
    page.wait_for_text("All problems fixed").await;
    assert_eq!(page.title_and_language().await.0, "Create a WooCommerce element instance");
    page.close().await;
}
