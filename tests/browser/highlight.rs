//! The colours of commands and JSON: of what is there, and of nothing that is gone.

use serde_json::{Value, json};

use crate::page::Page;

/// The pieces of one kind, as texts.
async fn pieces(page: &Page, kind: &str) -> Vec<String> {
    let script = "return [...CSS.highlights.get(arguments[0]) ?? []].map((range) => \
         range.startContainer === range.endContainer \
           ? range.startContainer.data.slice(range.startOffset, range.endOffset) \
           : range.startContainer.data.slice(range.startOffset) + '|' + range.endContainer.data.slice(0, range.endOffset))";
    let found = page.client.execute(script, vec![format!("instance-form-{kind}").into()]).await.unwrap();
    serde_json::from_value(found).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_shown_is_coloured() {
    let Some(page) = Page::open().await else { return };
    page.fill("Name", "My store").await;
    page.wait_until("CSS.highlights.get('instance-form-key')?.size").await;
    page.fill("OAuth API Secret", "s3cret").await;
    page.wait_for_text("\"oauth.api.secret\": \"••••••••\"").await;
    let command =
        ["\"element\"", "\"configuration\"", "\"store.url\"", "\"oauth.api.key\"", "\"oauth.api.secret\"", "\"name\""];
    let keys = pieces(&page, "key").await;
    assert_eq!(keys.iter().filter(|key| *key == "\"name\"").count(), 2, "in the command and in the body: {keys:?}");
    assert!(command.iter().all(|key| keys.iter().any(|other| other == key)), "{keys:?}");
    assert_eq!(pieces(&page, "option").await[..2], ["--request", "--url"]);
    let texts = pieces(&page, "text").await;
    // The secret in the body is covered: nothing paints over it.
    assert!(texts.contains(&"\"My store\"".into()) && texts.contains(&"\"".into()), "{texts:?}");
    assert!(texts.iter().all(|text| !text.contains('|') && !text.contains("s3cret")), "{texts:?}");
    let placeholders = pieces(&page, "placeholder").await;
    assert!(placeholders.contains(&"<USER_SECRET>".into()) && placeholders.contains(&"••••••••".into()));

    page.run("document.querySelector('element-instance-form').remove()").await;
    let kinds = json!(["key", "text", "value", "option", "placeholder"]);
    let sizes = "return arguments[0].map((kind) => CSS.highlights.get(`instance-form-${kind}`)?.size ?? 0)";
    let left: Value = page.client.execute(sizes, vec![kinds]).await.unwrap();
    assert_eq!(left, json!([0, 0, 0, 0, 0]));
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn raw_json_is_coloured_behind_its_text_area() {
    let Some(page) = Page::open().await else { return };
    page.click("switch", "Events Enabled").await;
    page.click("button", "Edit raw JSON").await;
    page.wait_for("textbox", "Event Poller Resources Configuration").await;
    page.wait_until("[...CSS.highlights.get('instance-form-key') ?? []].length > 20").await;
    let keys = pieces(&page, "key").await;
    assert_eq!(
        keys.iter().filter(|key| *key == "\"idField\"").count(),
        3,
        "in the command, the body and here: {keys:?}"
    );
    let fill = format!(
        "return getComputedStyle({}.querySelector('.editor textarea')).webkitTextFillColor === 'rgba(0, 0, 0, 0)'",
        page.form
    );
    assert_eq!(page.run(&fill).await, true);
    // A string that is not closed takes no more than its line.
    page.paste("Event Poller Resources Configuration", "{\n  \"a\": \"b,\n  \"c\": {}\n}").await;
    page.wait_for_text("Missing closing double quote.").await;
    let keys = pieces(&page, "key").await;
    assert!(keys.contains(&"\"c\"".into()), "{keys:?}");
    // What is seen of a long line is the text area's own.
    let long = format!("{{\"a\": \"{}\"}}", "x".repeat(3_000));
    page.paste("Event Poller Resources Configuration", &long).await;
    page.wait_until(&format!("!{}.querySelector('.painted')", page.form)).await;
    assert_eq!(page.run(&fill).await, false);
    page.close().await;
}
