//! Using the page with the keyboard alone.

use serde_json::{Value, json};

use crate::page::{CTRL, Page};

#[tokio::test(flavor = "multi_thread")]
async fn an_instance_is_created_by_keyboard_alone() {
    let Some(page) = Page::open().await else { return };
    page.focus_start().await;
    page.tab_to("API host").await;
    for letter in ["l", "o"] {
        page.press(letter).await;
    }
    page.wait_for_text(&format!("--url '{}/instances'", page.api)).await;
    page.tab_and_type("User Secret", "dXNlcg==").await;
    page.tab_to("Show").await;
    page.tab_and_type("Organization Secret", "0123456789abcdef").await;
    page.tab_and_type("Name", "By keyboard").await;
    page.tab_and_type("The Store URL", "https://mycoolstore.com").await;
    page.tab_and_type("OAuth API Key", "ck_1").await;
    page.tab_and_type("OAuth API Secret", "cs_1").await;
    page.tab_to("Events Enabled").await;
    page.press(" ").await;
    page.tab_to("polling").await;
    page.press("ArrowDown").await;
    page.wait_for_text("\"webhook\"").await;
    page.tab_and_type("Event Notification Callback URL", "https://mycoolapp.com/events").await;
    page.tab_and_type("Element Instance Tags", "Docs").await;
    page.press("Enter").await;
    page.tab_to("Create Instance").await;
    page.press("Enter").await;
    page.wait_for("region", "Instance created").await;
    // The token's card has the focus.
    assert!(page.focused_and_uncovered().await.0.starts_with("Instance created"));
    let [sent] = page.sandbox.bodies().try_into().expect("one request");
    let sent: Value = serde_json::from_slice(&sent).unwrap();
    assert_eq!((&sent["name"], &sent["tags"]), (&json!("By keyboard"), &json!(["Docs"])));
    assert_eq!(sent["configuration"]["event.vendor.type"], "webhook");
    page.tab_to("Copy token").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn shortcuts_do_what_their_dialog_says() {
    let Some(page) = Page::open().await else { return };
    page.record_clipboard().await;
    page.press("?").await;
    page.dialog().wait_for_title("Keyboard shortcuts").await;
    // An open dialog disables the shortcuts of the page.
    page.press("i").await;
    page.press("Escape").await;
    page.dialog().wait_until_closed().await;
    page.press("i").await;
    page.dialog().wait_for_title("Import").await;
    page.press("Escape").await;
    page.dialog().wait_until_closed().await;
    page.press("c").await;
    page.wait_for_copied("curl ").await;
    // In a field, keys type text; with Ctrl they are the browser's shortcuts.
    page.fill("Name", "ci?").await;
    assert_eq!(page.value_of("Name").await, "ci?");
    page.press_with("Enter", CTRL).await;
    page.wait_for_text("There is a problem").await;
    // From a field, the shortcut also leads to the token.
    crate::fill_required(&page).await;
    page.press_with("Enter", CTRL).await;
    page.wait_for("region", "Instance created").await;
    page.wait_for_focused_text("Instance created").await;
    page.blur().await;
    page.press_with("c", CTRL).await;
    assert_eq!((page.copied().await.len(), page.dialog().is_open().await), (1, false));

    // Users of speech input can switch the shortcuts off permanently.
    page.press("?").await;
    page.dialog().wait_for_title("Keyboard shortcuts").await;
    page.click("checkbox", "Use single-key shortcuts (outside text fields)").await;
    page.click("button", "Close").await;
    page.press("i").await;
    page.pause(300).await;
    assert!(!page.dialog().is_open().await);
    page.reload().await;
    page.press("?").await;
    page.pause(300).await;
    assert!(!page.dialog().is_open().await);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tabs_select_the_visible_panes() {
    let Some(page) = Page::open().await else { return };
    let is = async |tab: &str, command: bool, body: bool| {
        assert_eq!(page.shown_tab().await, (tab.into(), tab.into(), [command, body]));
    };
    page.focus_first_tab().await;
    is("Both", true, true).await;
    page.press("ArrowRight").await;
    is("Command", true, false).await;
    page.press("ArrowRight").await;
    is("Body", false, true).await;
    page.press("End").await;
    is("Response", false, false).await;
    page.wait_for_text("No response yet. Select Create Instance to send the request.").await;
    page.press("ArrowRight").await;
    is("Both", true, true).await;
    page.press("ArrowLeft").await;
    is("Response", false, false).await;
    page.press("Home").await;
    page.press("ArrowRight").await;
    is("Command", true, false).await;
    // Tab stops at one of the tabs, and selecting a tab shows its panel.
    assert_eq!(page.tab_stops_of_tabs().await, 1);
    crate::fill_required(&page).await;
    page.create().await;
    page.outcome().wait_for_visible_instance().await;
    page.close().await;
}
