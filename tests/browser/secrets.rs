//! Drafts and links contain no secrets, and the browser shows, stores and sends no secret on any path.

use serde_json::Value;

use crate::page::{Page, Parent};

/// The canaries in the secret fields.
const CANARIES: [(&str, &str); 4] = [
    ("User Secret", "CANARY-user="),
    ("Organization Secret", "CANARY-organization"),
    ("OAuth API Secret", "CANARY-api"),
    ("Callback Notification Signature Key", "CANARY-key"),
];

async fn assert_no_canary(page: &Page, when: &str) {
    assert_eq!(page.everywhere("CANARY").await, [""; 0], "{when}");
}

/// Fills in the form with a canary in each secret field.
async fn with_canaries() -> Option<Page> {
    let page = Page::open().await?;
    page.record_everything().await;
    page.choose("API host", "Local sandbox").await;
    page.fill("Name", "My store").await;
    page.fill("The Store URL", "https://mycoolstore.com").await;
    page.fill("OAuth API Key", "ck_key").await;
    page.click("button", "Show Optional Fields").await;
    for (field, canary) in CANARIES {
        page.fill(field, canary).await;
    }
    page.click("switch", "Events Enabled").await;
    page.fill("Event Notification Callback URL", "https://mycoolapp.com/events").await;
    Some(page)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_leaks_while_a_request_lives() {
    let Some(mut page) = with_canaries().await else { return };
    assert_no_canary(&page, "while typing").await;
    for (host, kind) in
        [("http://127.0.0.1:1", "unreachable"), (page.api.trim_end_matches("/elements/api-v2"), "refused")]
    {
        page.choose_host(host).await;
        page.fill("Name", "already-exists").await;
        page.create().await;
        if kind == "refused" {
            page.wait_for_text("An earlier request may have created an instance").await;
            page.confirm().await;
        }
        page.outcome().wait_for_failure(kind).await;
        assert_no_canary(&page, kind).await;
    }
    page.fill("User Secret", "CANARY\u{e9}").await;
    page.create().await;
    page.outcome().wait_for_field_errors().await;
    assert_no_canary(&page, "refused by the form").await;
    page.fill("User Secret", "CANARY-user=").await;
    page.fill("Name", "My store").await;
    page.create().await;
    page.wait_for("region", "Instance created").await;
    page.click("button", "Use variables").await;
    page.open_all_details().await;
    assert_no_canary(&page, "created").await;
    for button in ["Clear", "Clear", "Undo clear"] {
        page.click("button", button).await;
    }
    assert_eq!(page.value_of("OAuth API Secret").await, "CANARY-api");
    page.click("button", "Redo clear").await;
    assert_eq!(page.value_of("OAuth API Secret").await, "");
    page.click("button", "Undo clear").await;
    assert_no_canary(&page, "cleared and back").await;

    // The program crashes.
    page.break_program().await;
    page.click("switch", "Events Enabled").await;
    // The crash may need another element.
    page.toggle_events().await;
    page.wait_for_text("The form stopped because of an error").await;
    assert!(page.has_recorded("RuntimeError").await);
    assert_no_canary(&page, "broken").await;
    // The input stays readable although the browser may restore fields, and nothing is sent any more.
    page.collect_garbage().await;
    page.pause(300).await;
    assert_eq!(page.value_of("Name").await, "My store");
    let before = page.sandbox.bodies().len();
    page.create().await;
    page.fill("Name", "another").await;
    page.pause(300).await;
    assert_eq!(page.sandbox.bodies().len(), before);
    // The crashed form may be moved, and another one doesn't start.
    page.move_element(Parent::Page).await;
    page.add_element(Some("another"), Parent::Page).await;
    page.use_form("#another");
    page.wait_for_text("The form stopped because of an error").await;
    page.use_form("element-instance-form");
    assert_eq!(page.value_of("Name").await, "another");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_restored_without_its_secrets() {
    let Some(page) = with_canaries().await else { return };
    page.fill("Element Instance Tags", "Docs,").await;
    page.click("checkbox", "orders").await;
    page.wait_for_draft("Docs", "orders").await;
    page.reload().await;
    page.wait_for_value("name", "My store").await;
    assert_eq!(page.value_of("The Store URL").await, "https://mycoolstore.com");
    assert_eq!(page.value_of("Event Notification Callback URL").await, "https://mycoolapp.com/events");
    page.wait_for("button", "Remove tag Docs").await;
    let body: Value = page.body_pane().json().await;
    assert!(body["configuration"]["event.poller.configuration"]["orders"].is_object(), "{body}");
    for field in ["User Secret", "Organization Secret", "OAuth API Secret"] {
        assert_eq!(page.value_of(field).await, "", "{field}");
    }
    // After Clear, the draft is gone for good.
    page.click("button", "Clear").await;
    page.wait_without_draft().await;
    page.reload().await;
    page.fill("OAuth API Key", "x").await;
    assert_eq!(page.value_of("Name").await, "");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_carries_everything_but_secrets() {
    let Some(page) = with_canaries().await else { return };
    page.fill("Element Instance Tags", "Docs,").await;
    page.record_clipboard().await;
    let link = page.copy_by("Copy link").await;
    assert!(
        link.contains("#name=My+store&store-url=https") && !link.contains("CANARY") && !link.contains("host="),
        "{link}"
    );

    page.fill("Event Notification Callback URL", "https://a.example/?x=1&token=CANARY").await;
    let without_secret = page.copy_by("Copy link").await;
    assert!(!without_secret.contains("CANARY"), "{without_secret}");
    page.wait_for_text("Copied. Values that might contain a secret were left out.").await;

    let page_address = link.split('#').next().unwrap().to_owned();
    let open = async |address: String| {
        page.open_in_new_tab(&address).await;
        page.wait_for("button", "Create Instance").await;
        page.wait_without_fragment().await;
    };
    open(format!("{link}&host=https://evil.example")).await;
    page.wait_for_text("Filled in from the link: Name, The Store URL").await;
    page.wait_for_text("Other values in the link, such as an API host, were ignored").await;
    assert_eq!(page.value_of("Name").await, "My store");
    page.wait_for("button", "Remove tag Docs").await;
    let command = page.command_pane().text().await;
    assert!(command.contains("https://api.cloud-elements.com/") && !command.contains("evil"), "{command}");

    // In the tab that already shows the form.
    page.follow_fragment("name=Another&tags=cs_0123456789abcdef0123456789abcdef01234567").await;
    page.wait_without_fragment().await;
    page.wait_for_text("This link contains a secret").await;
    page.follow_fragment("name=Another&name=Another&callback-url=javascript:alert(1)&tags=%ff&events=maybe").await;
    page.wait_for_value("name", "Another").await;
    page.wait_for_text(
        "Filled in from the link: Name. Skipped because the value is invalid: Event Notification Callback URL, Element \
         Instance Tags, Event Type.",
    )
    .await;
    page.fill("The Store URL", "https://typed.example").await;
    page.click("button", "Undo the link").await;
    assert_eq!(page.value_of("Name").await, "My store");
    assert_eq!(page.value_of("The Store URL").await, "https://typed.example", "what was typed since stays");
    page.wait_for_focused_text("Removed the values from the link").await;
    page.follow_fragment("host=https://evil.example").await;
    page.wait_for_html(">Other values in the link").await;

    for secret in [
        "name=x&user-secret=abc",
        "oauth.api.secret=abc",
        "name=cs_0123456789abcdef0123456789abcdef01234567",
        "name=x&callback-url=https://me:pw@a.example",
        "name=x&callback-url=https://a.example/?token=abc",
        "cs_0123456789abcdef0123456789abcdef01234567",
        "Authorization=User%20abc%3D%2C%20Organization%20def",
        "name=User%20abc%3D%2C%20Organization%20def",
        "name=%2563s_0123456789abcdef0123456789abcdef01234567",
    ] {
        open(format!("{page_address}#{secret}")).await;
        page.wait_for_text("This link contains a secret").await;
        assert_eq!(page.value_of("Name").await, "", "{secret}");
    }
    page.close().await;
}
