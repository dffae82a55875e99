//! Syntax highlighting of commands and JSON covers the current text, and no removed text.

use crate::page::Page;

#[tokio::test(flavor = "multi_thread")]
async fn the_command_and_the_body_are_coloured() {
    let Some(page) = Page::open().await else { return };
    page.fill("Name", "My store").await;
    page.wait_for_highlighted_keys(0).await;
    page.fill("OAuth API Secret", "s3cret").await;
    page.wait_for_text("\"oauth.api.secret\": \"••••••••\"").await;
    let command =
        ["\"element\"", "\"configuration\"", "\"store.url\"", "\"oauth.api.key\"", "\"oauth.api.secret\"", "\"name\""];
    let keys = page.highlighted("key").await;
    assert_eq!(keys.iter().filter(|key| *key == "\"name\"").count(), 2, "in the command and in the body: {keys:?}");
    assert!(command.iter().all(|key| keys.iter().any(|other| other == key)), "{keys:?}");
    assert_eq!(page.highlighted("option").await[..2], ["--request", "--url"]);
    let texts = page.highlighted("text").await;
    // The secret in the body is masked, so nothing is painted over it.
    assert!(texts.contains(&"\"My store\"".into()) && texts.contains(&"\"".into()), "{texts:?}");
    assert!(texts.iter().all(|text| !text.contains('|') && !text.contains("s3cret")), "{texts:?}");
    let placeholders = page.highlighted("placeholder").await;
    assert!(placeholders.contains(&"<USER_SECRET>".into()) && placeholders.contains(&"••••••••".into()));

    page.remove_element().await;
    assert_eq!(page.count_highlighted(&["key", "text", "value", "option", "placeholder"]).await, [0; 5]);
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn raw_json_is_coloured_behind_its_text_area() {
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    page.wait_for("textbox", "Event Poller Resources Configuration").await;
    page.wait_for_highlighted_keys(20).await;
    let keys = page.highlighted("key").await;
    assert_eq!(
        keys.iter().filter(|key| *key == "\"idField\"").count(),
        3,
        "in the command, the body and here: {keys:?}"
    );
    assert!(page.paints_text_area().await);
    // An unclosed string ends with its line.
    page.fill("Event Poller Resources Configuration", "{\n  \"a\": \"b,\n  \"c\": {}\n}").await;
    page.wait_for_text("Missing closing double quote.").await;
    let keys = page.highlighted("key").await;
    assert!(keys.contains(&"\"c\"".into()), "{keys:?}");
    // The visible part of a long line is the text area's own text.
    let long = format!("{{\"a\": \"{}\"}}", "x".repeat(3_000));
    page.fill("Event Poller Resources Configuration", &long).await;
    page.wait_without_painted_text().await;
    assert!(!page.paints_text_area().await);
    page.close().await;
}
