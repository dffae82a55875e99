//! The focus stays where the user types, and what is typed counts although the field still has the focus.

use serde_json::{Value, json};

use crate::fill_required;
use crate::host::Host;
use crate::import::PROGRAM;
use crate::page::{Page, Part};

const CTRL: u8 = 2;

#[tokio::test(flavor = "multi_thread")]
async fn the_error_summary_takes_the_focus_only_after_create() {
    let Some(page) = Page::open().await else { return };
    page.create().await;
    page.wait_for_focus("error-summary").await;
    fill_required(&page).await;
    page.wait_for_text("All problems fixed.").await;
    page.focus_field("name").await;
    for _ in 0..20 {
        page.press("Backspace").await;
    }
    page.wait_for_text("Name is required").await;
    page.insert_text("New name").await;
    assert_eq!(page.focused().await, "name");
    assert_eq!(page.value_of("Name").await, "New name", "no key went elsewhere");
    for _ in 0..8 {
        page.press("Backspace").await;
    }
    page.create().await;
    page.wait_for_focus("error-summary").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ctrl_enter_sends_what_the_focused_field_has() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.focus_field("tags").await;
    page.insert_text("Docs").await;
    page.press_with("Enter", CTRL).await;
    page.wait_for("region", "Instance created").await;
    let sent: Value = serde_json::from_slice(&page.sandbox.bodies().pop().unwrap()).unwrap();
    assert_eq!(sent["tags"], json!(["Docs"]));
    page.close().await;
}

/// The key of an element without a definition.
#[tokio::test(flavor = "multi_thread")]
async fn an_element_key_is_sent_as_typed_and_never_empty() {
    let Some(page) = Page::open().await else { return };
    page.click("button", "Import…").await;
    page.fill("Command or JSON", r#"{"element": {"key": "unknown"}, "name": "n", "configuration": {"a": "b"}}"#).await;
    page.click("button", "Fill in form").await;
    page.wait_for("textbox", "Element key").await;
    page.choose("API host", "Local sandbox").await;
    page.fill("User Secret", "dXNlcg==").await;
    page.fill("Organization Secret", "0123456789abcdef").await;
    page.focus_field("element-key").await;
    page.press_with("a", CTRL).await;
    page.press("Backspace").await;
    page.blur().await;
    assert_eq!(page.value_of("Element key").await, "unknown", "a request always has a key");
    page.focus_field("element-key").await;
    page.press_with("a", CTRL).await;
    page.insert_text("other").await;
    page.press_with("Enter", CTRL).await;
    // The sandbox has no such element.
    page.wait_for("alert", "").await;
    let sent: Value = serde_json::from_slice(&page.sandbox.bodies().pop().unwrap()).unwrap();
    assert_eq!(sent["element"]["key"], "other");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn undo_changes_of_a_resource_leaves_the_others() {
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit customers").await;
    page.wait_for_focus("setting-url").await;
    page.click("checkbox", "products").await;
    assert!(!page.has("button", "Undo changes").await, "customers has not changed");
    page.focus_field("setting-url").await;
    page.insert_text("x").await;
    page.click("button", "Undo changes").await;
    page.wait_gone("button", "Undo changes").await;
    page.wait_for_focus("setting-url").await;
    let body = page.body_pane().json().await;
    let polling = &body["configuration"]["event.poller.configuration"];
    assert!(polling["products"].is_object(), "{polling}");
    assert!(!polling["customers"]["url"].as_str().unwrap().contains('x'), "{polling}");
    page.close().await;
}

/// Two equal tags come from a link, an import or an attribute.
#[tokio::test(flavor = "multi_thread")]
async fn a_removed_tag_leaves_no_copy() {
    let Some(page) = Page::open().await else { return };
    page.set_attributes(&[("tags", "a,a".into())]).await;
    page.focus_field("tags").await;
    page.press("Backspace").await;
    assert_eq!(page.all(".tag").await.len(), 1);
    page.press("Backspace").await;
    assert_eq!(page.all(".tag").await.len(), 0);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_import_dialog_stays_closed() {
    let mut page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    page.goto(&host.address).await;
    page.use_form("element-instance-form");
    page.wait_for_part(Part::Page).await;
    // The deferred part has loaded then.
    page.click("switch", "Events Enabled").await;
    page.wait_for("group", "Configure Polling").await;
    host.alter(&host.path("/importer", ".wasm"), |bytes| bytes.truncate(8));
    host.delay(Some(".wasm"));
    page.click("button", "Import…").await;
    page.dialog().wait_for_notice("Loading the importer…").await;
    page.click("button", "Cancel").await;
    page.focus_field("name").await;
    host.delay(None);
    page.insert_text("typed").await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert!(!page.dialog().is_open().await);
    assert_eq!(page.value_of("Name").await, "typed");
    page.close().await;
}

/// A paste or an autofill is one event.
#[tokio::test(flavor = "multi_thread")]
async fn tags_that_come_in_one_event_leave_the_field_empty() {
    let Some(page) = Page::open().await else { return };
    page.focus_field("tags").await;
    page.insert_text("a,b").await;
    assert_eq!(page.value_of("Element Instance Tags").await, "");
    page.insert_text("c").await;
    page.insert_text("d").await;
    assert_eq!(page.body_pane().json().await["tags"], json!(["a", "b"]), "no tag is typed yet");
    page.press("Enter").await;
    assert_eq!(page.body_pane().json().await["tags"], json!(["a", "b", "cd"]));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_moves_to_the_next_suggested_tag() {
    let Some(page) = Page::open().await else { return };
    page.focus_field("tags").await;
    page.wait_for("group", "Suggestions:").await;
    page.press("Tab").await;
    page.wait_for_focused_text("+ ").await;
    let first = page.focused_text().await;
    page.press("Enter").await;
    page.wait_for_focused_text("+ ").await;
    assert_ne!(page.focused_text().await, first);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_stays_in_a_section_whose_last_entry_is_removed() {
    let Some(page) = Page::open().await else { return };
    page.click("button", "Import…").await;
    let body = r#"{"element": {"key": "woocommercerest"}, "name": "n", "configuration": {"own.key": "v"}}"#;
    page.fill("Command or JSON", body).await;
    page.click("button", "Fill in form").await;
    page.wait_for_text("own.key").await;
    page.click("button", "Remove own.key").await;
    page.wait_for_focus("add-entry").await;
    page.next_frame().await;
    page.press("Enter").await;
    page.wait_for_focus("additional-0").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_moves_to_what_a_button_shows() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    page.fill("Name", "Another").await;
    page.click("button", "Show instance").await;
    page.wait_for_focused_text("Instance created").await;

    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    page.fill("Event Poller Resources Configuration", &format!("{{{}}}", "\"a\": 1, ".repeat(150))).await;
    page.click("button", "Show all 300").await;
    page.wait_for_focus("more-problems").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pasted_requests_open_the_import_dialog() {
    let Some(page) = Page::open().await else { return };
    page.wait_for("group", "Suggestions:").await;
    let image = "clipboardData.items.add(new File(['x'], 'x.png', { type: 'image/png' }))";
    page.dispatch_clipboard_outside(image).await;
    page.next_frame().await;
    assert!(!page.dialog().is_open().await);
    // The page around may hide the header.
    let style = "const style = new CSSStyleSheet(); \
                 style.replaceSync('element-instance-form::part(header) { display: none }'); \
                 document.adoptedStyleSheets = [style]";
    page.run(style).await;
    for text in ["curl https://api.cloud-elements.com -d {}", PROGRAM] {
        page.dispatch_paste_outside(text).await;
        page.dialog().wait_for_import_text(text).await;
        page.wait_for_text("Fields that change").await;
        assert!(page.dialog().is_visible().await);
        page.click("button", "Cancel").await;
    }
    page.close().await;
}
