//! The layout: what is in sight, one scroller, one primary button a region, few stops of Tab, large targets.

use serde_json::json;

use crate::fill_required;
use crate::page::Page;

/// The controls of the required fields.
const REQUIRED: [&str; 7] =
    ["#api-host", "#user-secret", "#organization-secret", "#name", "#element-0", "#element-1", "#element-2"];

#[tokio::test(flavor = "multi_thread")]
async fn required_fields_and_create_are_in_the_first_screen() {
    let Some(page) = Page::open().await else { return };
    page.resize(1440, 900).await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("group", "Configure Polling").await;
    page.wait_for("button", "Clear").await;
    page.scroll_to(0).await;
    for control in REQUIRED.into_iter().chain(["#create"]) {
        let [top, bottom] = page.span_of(control).await;
        assert!(top >= 0.0 && bottom <= 900.0, "{control}: {top} to {bottom}");
    }
    let height = page.document_height().await;
    assert!(height <= 2_050.0, "{height} pixels");
    assert_eq!(page.scrollers().await.len(), 1);
    page.use_phone(false).await;
    page.scroll_to(0).await;
    let [top, _] = page.span_of("#api-host").await;
    assert!(top < 250.0, "{top}");
    assert_eq!(page.cut_off_choices().await, json!([]));
    assert_eq!(page.scrollers().await, [""; 0]);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_is_in_the_upper_half_of_a_phone() {
    let Some(page) = Page::open().await else { return };
    page.use_phone(false).await;
    fill_required(&page).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    page.wait_for_outcome_in_upper_half().await;
    page.fill("Name", "already-exists").await;
    page.create().await;
    page.outcome().wait_for_failure("refused").await;
    page.wait_for_outcome_in_upper_half().await;
    page.choose_host("http://127.0.0.1:1").await;
    page.create().await;
    page.wait_for("button", "Stop tracking").await;
    page.wait_for_outcome_in_upper_half().await;
    page.fill("Name", "another").await;
    page.create().await;
    page.wait_for("button", "Send anyway").await;
    page.wait_for_outcome_in_upper_half().await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_region_has_one_primary_button() {
    let Some(page) = Page::open().await else { return };
    assert_eq!(page.primary_buttons(".page").await, ["Create Instance"]);
    fill_required(&page).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    assert_eq!(page.primary_buttons(".page").await, ["Create Instance"]);
    page.click("button", "Import…").await;
    page.fill("Command or JSON", "{\"customers\": {\"url\": \"/a\", \"idField\": \"id\"}}").await;
    page.wait_for_text("No repairs needed.").await;
    assert_eq!(page.primary_buttons("dialog").await, ["Fill in form"]);
    page.click("button", "Cancel").await;
    // An outcome with a primary button of its own.
    page.choose_host("http://127.0.0.1:1").await;
    page.create().await;
    page.wait_for("button", "Stop tracking").await;
    assert_eq!(page.primary_buttons(".page").await, ["Check whether it was created"]);
    page.fill("Name", "another").await;
    page.create().await;
    page.wait_for("button", "Send anyway").await;
    assert_eq!(page.primary_buttons(".actions").await, [""; 0]);
    page.click("button", "Don't send").await;
    page.wait_gone("button", "Send anyway").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn long_values_fit_on_a_phone() {
    let Some(page) = Page::open().await else { return };
    page.resize(320, 700).await;
    fill_required(&page).await;
    page.fill("Element Instance Tags", &format!("{},", "x".repeat(150))).await;
    page.wait_for_text("xxx").await;
    assert!(page.fits_width().await);
    page.create().await;
    page.wait_for("region", "Instance created").await;
    assert!(page.fits_width().await);
    // The token has a line of its own, above its button.
    let [start, end] = page.span_of("[part=result] dd:last-of-type output, .created dd:last-of-type output").await;
    assert!(end - start < 80.0, "{start} to {end}");
    page.close().await;
}

/// 320 by 256 pixels are what 400 % zoom leaves of 1280 by 1024.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_covers_the_focus_at_400_percent_zoom() {
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.wait_for("button", "Clear").await;
    page.resize(320, 256).await;
    assert!(page.fits_width().await);
    page.focus_start().await;
    // Every element on the way is seen.
    page.tab_to("Create Instance").await;
    page.scroll_to(0).await;
    let [top, _] = page.span_of("#create").await;
    assert!(top > 256.0, "the bar is at the end of the form, not in sight at {top}");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn create_is_few_tab_stops_away() {
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.click("checkbox", "orders").await;
    page.wait_for("button", "Clear").await;
    let stops = page.tab_stops_to_create().await;
    assert!(stops.len() <= 36, "{} stops: {stops:?}", stops.len());
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn targets_are_large() {
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.wait_for("group", "Configure Polling").await;
    page.create().await;
    page.wait_for_text("There is a problem").await;
    assert_eq!(page.controls_lower_than("button, input, select, summary, a", 24).await, json!([]));
    page.use_phone(true).await;
    assert_eq!(page.cut_off_choices().await, json!([]));
    assert_eq!(page.controls_lower_than("#create, .copy", 44).await, json!([]));
    page.hold_posts().await;
    fill_required(&page).await;
    page.create().await;
    page.outcome().wait_for_submission().await;
    assert_eq!(page.controls_lower_than(".actions button", 44).await, json!([]));
    page.release_posts().await;
    page.close().await;
}
