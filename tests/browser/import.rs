//! The import dialog: files, texts with several requests, and the positions of repairs.

use super::page::Page;

const URL: &str = "https://api.cloud-elements.com/elements/api-v2/instances";

/// A program with a request.
pub const PROGRAM: &str = r#"import requests
requests.post("https://api.cloud-elements.com/elements/api-v2/instances",
              headers={"Authorization": "User u, Organization o"},
              json={"element": {"key": "woocommercerest"}, "name": "n"})
"#;

fn command(name: &str) -> String {
    format!("curl {URL} -d '{{\"element\":{{\"key\":\"woocommercerest\"}},\"name\":\"{name}\"}}'")
}

#[tokio::test(flavor = "multi_thread")]
async fn of_several_requests_the_chosen_one_is_imported() {
    let Some(page) = Page::open().await else { return };
    page.click("button", "Import…").await;
    page.fill("Command or JSON", &format!("{}\n{}", command("first"), command("second"))).await;
    page.wait_for("radiogroup", "Request to import").await;
    assert!(page.dialog().text().await.contains("2 requests here create an instance. Choose one."));
    assert!(!page.is_enabled("button", "Fill in form").await, "none is chosen by itself");
    assert_eq!(page.dialog().chosen_request().await, -1);
    page.click("radio", &format!("second: POST {URL} (line 2)")).await;
    page.wait_for("list", "Repairs").await;
    assert_eq!(page.dialog().chosen_request().await, 1);
    assert_eq!(page.dialog().focused_request().await, 1, "choosing keeps the focus");
    page.click("button", "Fill in form").await;
    page.wait_for("button", "Undo import").await;
    assert_eq!(page.value_of("Name").await, "second");
    page.click("button", "Import…").await;
    page.fill("Command or JSON", &format!("{}\n{}", command("third"), command("fourth"))).await;
    page.wait_for("radiogroup", "Request to import").await;
    assert_eq!(page.dialog().chosen_request().await, -1, "an earlier choice does not count");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_position_of_a_repair_selects_its_text() {
    let Some(page) = Page::open().await else { return };
    page.click("button", "Import…").await;
    page.fill("Command or JSON", "{\"customers\": {\"url\": \"/😀\",\n \u{201c}idField\": \"id\",}}").await;
    page.click("button", "line 2, column 2").await;
    assert_eq!(page.dialog().selected_import_text().await, "\u{201c}idField\"");
    page.click("button", "line 2, column 17").await;
    assert_eq!(page.dialog().selected_import_text().await, ",");
    page.fill("Command or JSON", &format!("curl {URL}\n-d '{{\"name\": \"é'😀\"}}'")).await;
    page.click("button", "line 2, column 16").await;
    assert_eq!(page.dialog().selected_import_text().await, "'", "a position between characters selects the next");
    page.fill("Command or JSON", "{\"customers\": {\"url\": \"/é\"\n\"idField\": \"id\"}").await;
    page.click("button", "line 1, column 27").await;
    assert_eq!(page.dialog().selected_import_text().await, "\"", "at the end of a line, the last one");
    page.fill("Command or JSON", "{\"customers\": {\"url\": \"/é\", \"idField\": \"id\"}").await;
    page.click("button", "line 1, column 45").await;
    assert_eq!(page.dialog().selected_import_text().await, "}", "at the end of the text, too");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_an_import_links_lead_to_what_is_missing() {
    let Some(page) = Page::open().await else { return };
    page.click("button", "Import…").await;
    page.wait_for("button", "Paste from clipboard").await;
    page.fill("Command or JSON", "{}").await;
    page.offer_clipboard(None).await;
    page.click("button", "Paste from clipboard").await;
    page.wait_for_text("The browser didn't allow reading the clipboard.").await;
    page.offer_clipboard(Some(" ")).await;
    page.click("button", "Paste from clipboard").await;
    page.wait_for_text("The clipboard has no text.").await;
    assert_eq!(page.value_of("Command or JSON").await, "{}", "nothing typed is lost");
    page.offer_clipboard(Some(&command("from the clipboard"))).await;
    page.click("button", "Paste from clipboard").await;
    page.wait_for("list", "Repairs").await;
    page.wait_for_text("Fields that change: 1 · Repaired: 0 · To check: 1").await;
    page.click("button", "Fill in form").await;
    page.wait_for_text("Form filled in. Fields to complete: 5.").await;
    page.click("link", "OAuth API Key").await;
    page.wait_for_focus("element-1").await;
    page.fill("OAuth API Key", "ck_1").await;
    page.wait_gone("link", "OAuth API Key").await;
    assert!(page.has("link", "OAuth API Secret").await);
    page.click("button", "Undo import").await;
    page.wait_gone("link", "OAuth API Secret").await;
    page.click("button", "Redo import").await;
    page.wait_for("link", "OAuth API Secret").await;
    page.click("button", "Clear").await;
    page.wait_gone("link", "OAuth API Secret").await;
    page.close().await;
}

/// The dialog says which fields become empty, and to which host the secrets in the form would be sent.
#[tokio::test(flavor = "multi_thread")]
async fn the_consequences_of_an_import_are_told() {
    let Some(page) = Page::open().await else { return };
    page.fill("Name", "Store").await;
    page.fill("User Secret", "dXNlcg==").await;
    page.fill("OAuth API Key", "ck_1").await;
    page.click("button", "Import…").await;
    page.wait_for("button", "Paste from clipboard").await;
    let body = r#"{"element":{"key":"woocommercerest"},"configuration":{"store.url":"https://a.b","event.notification.enabled":true,"event.vendor.type":"polling","event.poller.configuration":"{\"orders\":{\"url\":\"/orders\",\"idField\":\"id\",\"datesConfiguration\":{\"updatedDateField\":\"u\",\"updatedDateFormat\":\"yyyy 'T\",\"createdDateField\":\"c\",\"createdDateFormat\":\"yyyy\"}}}"},"name":"n"}"#;
    let command = format!("curl https://collect.example/elements/api-v2/instances -d @- <<'END'\n{body}\nEND");
    page.fill("Command or JSON", &command).await;
    page.wait_for_text("These fields have values now and become empty: OAuth API Key.").await;
    page.wait_for_text("The API host changes to https://collect.example/elements/api-v2.").await;
    page.wait_for_text("Errors in the polling configuration: ").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_opened_and_dropped() {
    let Some(page) = Page::open().await else { return };
    page.click("button", "Import…").await;
    page.wait_for("button", "Open file…").await;
    page.dialog().choose_file("one.sh", &command("from a file"), 0).await;
    page.wait_for_text("Opened one.sh.").await;
    page.wait_for("list", "Repairs").await;
    assert!(page.value_of("Command or JSON").await.starts_with("curl "));
    for width in [1200, 390, 320] {
        page.resize(width, 800).await;
        assert!(!page.dialog().scrolls_sideways().await, "at {width} px");
    }

    // A text of this length is not in the text area.
    page.dialog().drop_file("large.sh", &command("dropped"), 3_000_000).await;
    page.wait_for_text("Opened large.sh.").await;
    page.wait_for("list", "Repairs").await;
    assert_eq!(page.value_of("Command or JSON").await, "");
    page.click("button", "Fill in form").await;
    page.wait_for("button", "Undo import").await;
    assert_eq!(page.value_of("Name").await, "dropped");

    page.click("button", "Import…").await;
    page.dialog().choose_file("huge.har", "{}", 21 << 20).await;
    page.wait_for_text("huge.har is larger than 20 MB.").await;
    assert!(!page.is_enabled("button", "Fill in form").await);
    page.fill("Command or JSON", &format!("wget {URL} --post-data='{{\"name\":\"typed\",\"element\":{{}}}}'")).await;
    page.wait_for_text("Read as wget").await;
    assert!(!page.dialog().text().await.contains("huge.har"), "the message about the file is gone");
    page.close().await;
}
