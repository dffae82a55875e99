//! The page in a real Chromium, used like a person would, with the sandbox API.
//!
//! `DIST` names the built site; `cargo xtask test` sets it. Without it, these tests are skipped.

#![allow(missing_docs)]

mod accessible;
mod actions;
mod after_creation;
mod altered;
mod apng;
mod attacks;
mod connection_test;
mod create;
mod elements;
mod embed;
mod faults;
mod fields;
mod focus;
#[path = "../generated/mod.rs"]
mod generated;
mod highlight;
mod host;
mod import;
mod keys;
mod language;
mod layout;
mod moved;
mod package;
mod page;
mod parts;
mod pictures;
mod prerendered;
mod removal;
mod secrets;
mod sections;
#[path = "../skip/mod.rs"]
mod skip;
mod start;
mod static_hosts;
mod style;
mod tour;
mod trunk_build;
mod without;

use page::Page;

/// Fills in the required fields.
pub async fn fill_required(page: &Page) {
    page.choose("API host", "Local sandbox").await;
    page.fill("User Secret", "dXNlcg==").await;
    page.fill("Organization Secret", "0123456789abcdef").await;
    page.fill("Name", "Bob's \"store\" €").await;
    page.fill("The Store URL", "https://mycoolstore.com").await;
    page.fill("OAuth API Key", "ck_key").await;
    page.fill("OAuth API Secret", "cs_s3cret'\"\\").await;
}

pub async fn enable_events(page: &Page, kind: &str) {
    page.click("switch", "Events Enabled").await;
    page.click("radio", kind).await;
    page.fill("Event Notification Callback URL", "https://mycoolapp.com/events").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_form_reports_each_required_field() {
    let Some(page) = Page::open().await else { return };
    assert!(!page.has("textbox", "Event Notification Callback URL").await, "event fields are there only with events");
    page.create().await;
    let summary = page.text_of("alert", "", "ul").await;
    let errors: Vec<&str> = summary.lines().collect();
    assert_eq!(
        errors,
        [
            "User Secret is required",
            "Organization Secret is required",
            "Name is required",
            "The Store URL is required",
            "OAuth API Key is required",
            "OAuth API Secret is required",
        ]
    );
    page.click("link", "Name is required").await;
    page.type_text("My store").await;
    assert!(page.body_pane().text().await.contains("\"name\": \"My store\""));
    assert!(page.sandbox.bodies().is_empty(), "nothing was sent");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_invalid_documented_date_pattern_has_a_fix() {
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    let pasted = r#"{
  "contacts": {
    "url": "/hubs/ecommerce/customers",
    "idField": "id",
    "datesConfiguration": {
      "updatedDateField": "date_modified",
      "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss'",
      "createdDateField": "date_created",
      "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss"
    }
  }
}"#;
    page.fill("Event Poller Resources Configuration", pasted).await;
    let problem = page.text_of("list", "Problems", "[data-code=date-unterminated-quote][data-severity=error]").await;
    assert!(problem.starts_with("line 7, column 50\nJava rejects this date pattern"), "{problem}");
    page.click("button", "Fix: remove '").await;
    page.wait_gone("list", "Problems").await;
    let repaired = pasted.replace("ss'\",", "ss\",");
    assert_eq!(page.value_of("Event Poller Resources Configuration").await, repaired);
    page.type_text("\u{e009}z").await; // Control+Z: the fix is in the browser's own undo history
    assert_eq!(page.value_of("Event Poller Resources Configuration").await, pasted);
    page.close().await;
}

/// Chromium would delete a whole emoji, and insert next to an invisible character instead of replacing it.
#[tokio::test(flavor = "multi_thread")]
async fn a_fix_changes_exactly_the_characters_that_it_names() {
    const RAW: &str = "Event Poller Resources Configuration";
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    let family = "👩\u{200d}👩\u{200d}👧";
    let text = |brace: &str, emoji: &str, break_: &str| {
        format!(
            "{{\n\u{20}\"orders\": {brace}\"url\": \"/{emoji}/orders?where={break_}status='open'\", \"idField\": \"id\", \"datesConfiguration\": {{}}}}}}"
        )
    };
    let cases = [
        ("Fix: remove U+200C", text("\u{200c}{", family, ""), text("{", family, "")),
        ("Fix: remove U+200C", text("{\u{200c}\n", family, ""), text("{\n", family, "")),
        ("Fix: replace no-break space with space", text("{\u{a0}", family, ""), text("{ ", family, "")),
        ("Fix: remove U+200D", text("{", &format!("{family}\u{200d}"), ""), text("{", family, "")),
        (
            "Fix: remove U+200B",
            text("{", &format!("👩\u{200b}\u{200d}👧{family}"), ""),
            text("{", &format!("👩\u{200d}👧{family}"), ""),
        ),
        ("Fix: remove line break, 8 × space", text("{", "é", "\n        "), text("{", "é", "")),
        ("Fix: remove \\n", text("{", "é", "\\n"), text("{", "é", "")),
    ];
    for (button, pasted, fixed) in cases {
        page.fill(RAW, &pasted).await;
        page.wait_for("list", "Problems").await;
        page.click("button", button).await;
        page.wait_gone("list", "Problems").await;
        assert_eq!(page.value_of(RAW).await, fixed, "{button}");
        page.type_text("\u{e009}z").await; // Control+Z
        assert_eq!(page.value_of(RAW).await, pasted, "{button} is undone");
    }
    page.fill(RAW, &text("{", family, "")).await;
    page.wait_gone("list", "Problems").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rejection_is_reported_in_the_api_s_words() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.fill("Name", "already-exists").await;
    page.create().await;
    let error = page.text_of("alert", "", "p").await;
    assert!(
        error.starts_with("The API rejected the request (status 409): A resource being created already exists."),
        "{error}"
    );
    assert!(error.contains("include request ID "), "{error}");
    page.close().await;
}

/// A click takes the focus from a field on pointerdown. The message about the field must not move the clicked
/// control.
#[tokio::test(flavor = "multi_thread")]
async fn field_messages_do_not_move_a_control_that_is_clicked() {
    let Some(page) = Page::open().await else { return };
    page.fill("User Secret", "a,b").await;
    page.fill("OAuth API Secret", "cs_1 ").await;
    page.click("switch", "Events Enabled").await;
    page.wait_for("group", "Configure Polling").await;
    page.wait_for_text("Spaces around OAuth API Secret").await;
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_host_is_reported_with_its_causes() {
    let Some(page) = Page::open().await else { return };
    fill_required(&page).await;
    page.choose_host("http://127.0.0.1:1").await;
    page.create().await;
    let messages = page.outcome().sentence().await;
    assert!(messages.starts_with("The browser received no response that this page can read"), "{messages}");
    page.outcome().open_details().await;
    let causes = page.text_of("alert", "", "ul").await;
    assert!(causes.starts_with("Nothing is running at 127.0.0.1. Start the server"), "{causes}");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_panel_and_the_raw_json_are_two_views_of_one_text() {
    const RAW: &str = "Event Poller Resources Configuration";
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    let typed = "{\n\t\"orders\" : { \"idField\":\"id\", \"url\": \"/orders\",\n\t\t\"pageSize\": 1.0e2, \"datesConfiguration\": {} },\n\n\t\"mine\": {}\n}";
    page.fill(RAW, typed).await;
    // The raw JSON is in the place of the list.
    let turn = async || page.click("button", "Edit raw JSON").await;
    let raw = async || {
        turn().await;
        let text = page.value_of(RAW).await;
        turn().await;
        text
    };

    turn().await;
    page.click("button", "Edit orders").await;
    page.fill("URL", "/hubs/x?a='b'").await;
    let edited = typed.replace("\"/orders\"", "\"/hubs/x?a='b'\"");
    assert_eq!(raw().await, edited, "only the bytes of that value change");

    page.click("checkbox", "orders").await;
    assert_eq!(raw().await, "{\n\t\"mine\": {}\n}");
    page.click("checkbox", "orders").await;
    assert_eq!(raw().await, edited, "what was typed comes back");

    page.click("button", "Add a resource").await;
    page.choose("Copy of", "orders").await;
    page.fill("Name of the new resource", "calendars/{id}-x").await;
    page.click("button", "Add").await;
    page.wait_for("checkbox", "calendars/{id}-x").await;
    assert!(raw().await.contains("\"calendars/{id}-x\": { \"idField\":\"id\", \"url\": \"/hubs/x?a='b'\","));
    page.click("button", "Remove calendars/{id}-x").await;
    page.wait_gone("checkbox", "calendars/{id}-x").await;
    assert_eq!(raw().await, edited);

    turn().await;
    page.fill(RAW, "{\"orders\": {},}").await;
    page.wait_for("list", "Problems").await;
    turn().await;
    assert!(!page.is_enabled("checkbox", "orders").await, "nothing is ticked in what is no JSON");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_in_the_panel_can_be_undone() {
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit customers").await;
    let url = page.value_of("URL").await;
    assert!(!page.has("button", "Undo changes").await, "nothing has changed");
    page.fill("URL", "/elsewhere").await;
    page.fill("ID Field", "number").await;
    page.click("button", "Undo changes").await;
    page.wait_gone("button", "Undo changes").await;
    assert_eq!((page.value_of("URL").await, page.value_of("ID Field").await), (url, "id".to_owned()));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn errors_are_listed_before_warnings() {
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    let text = r#"{"customers": {"url": "customers", "idField": "id", "datesConfiguration": {"updatedDateField": "date", "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss'"}}}"#;
    page.fill("Event Poller Resources Configuration", text).await;
    page.wait_for("list", "Problems").await;
    let first = page.text_of("list", "Problems", "li:first-child").await;
    assert!(first.contains("Java rejects this date pattern"), "{first}");
    let second = page.text_of("list", "Problems", "li:nth-child(2)[data-severity=warning]").await;
    assert!(second.starts_with("line 1, column 24"), "{second}");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_command_follows_the_shell_and_the_page_remembers_it() {
    let Some(page) = Page::open().await else { return };
    page.fill("User Secret", "dXNlcg==").await;
    page.choose("Shell", "PowerShell 7").await;
    let command = page.command_pane().text().await;
    assert!(command.starts_with("curl --request 'POST' `\n  --url 'https://"), "{command}");
    page.reload().await;
    page.fill("User Secret", "dXNlcg==").await;
    page.choose("Shell", "bash / zsh / sh").await;
    page.click("button", "Use variables").await;
    let command = page.text_of("region", "cURL command", "code").await;
    assert!(command.contains("'Authorization: User '\"$CE_USER_SECRET\"', Organization '"), "{command}");
    assert!(!command.contains("dXNlcg"), "{command}");
    let line = page.text_of("region", "Set the secrets first", "code").await;
    assert!(line.starts_with("for v in CE_USER_SECRET CE_ORGANIZATION_SECRET CE_OAUTH_API_SECRET;"), "{line}");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_broken_command_is_imported_and_the_import_undone() {
    const PASTED: &str = "curl -X POST
-H 'authorization: User dXNlcg==, Organization <ORGANIZATION_SECRET>'
-d '{
  \"element\": { \"key\": \"woocommercerest\" },
  \"configuration\": {
    \"store.url\": \"https://mycoolstore.com\",
    \"oauth.api.key\": \"ck_1\",
    \"oauth.api.secret\": \"cs_2\"
    \"filter.response.nulls\": true
  },
  \"name\": \"Bob's store\"
}'
https://staging.cloud-elements.com/elements/api-v2/instances";
    let Some(page) = Page::open().await else { return };
    page.fill("Name", "typed before").await;
    page.click("button", "Import…").await;
    page.fill("Command or JSON", "no request").await;
    page.wait_for("alert", "").await;
    assert!(!page.is_enabled("button", "Fill in form").await, "a rejected text fills in nothing");
    page.fill("Command or JSON", PASTED).await;
    page.wait_for("list", "Repairs").await;
    let repairs = page.text_of_role("list", "Repairs").await;
    assert!(repairs.contains("line 8, column 31: Missing comma."), "{repairs}");
    assert!(repairs.contains("line 1, column 13: Missing backslash at the end of this line"), "{repairs}");
    assert!(!repairs.contains("dXNlcg") && !repairs.contains("cs_2"), "{repairs}");
    page.click("button", "Fill in form").await;
    page.wait_gone("list", "Repairs").await;
    assert_eq!(page.value_of("User Secret").await, "dXNlcg==");
    assert_eq!(page.value_of("Name").await, "Bob's store");
    let body: serde_json::Value = page.body_pane().json().await;
    assert_eq!(body["configuration"]["filter.response.nulls"], true);
    let command = page.command_pane().text().await;
    assert!(command.contains("--url 'https://staging.cloud-elements.com/elements/api-v2/instances'"), "{command}");
    page.click("button", "Undo import").await;
    assert_eq!(page.value_of("Name").await, "typed before");
    assert_eq!(page.value_of("User Secret").await, "");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_without_a_host_keeps_the_selected_host() {
    let Some(page) = Page::open().await else { return };
    page.choose("API host", "Other host…").await;
    page.click("button", "Import…").await;
    page.fill("Command or JSON", r#"{"element": {"key": "woocommercerest"}, "configuration": {}, "name": "Imported"}"#)
        .await;
    page.click("button", "Fill in form").await;
    page.wait_for("button", "Undo import").await;
    assert_eq!(page.value_of("Name").await, "Imported");
    assert!(page.has("textbox", "Host URL").await, "another host is still to be named");
    page.close().await;
}
