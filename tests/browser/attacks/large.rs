//! Texts of a megabyte: the page goes on, and shows their beginning.

use serde_json::json;

use super::Attempts;
use crate::page::Page;

#[tokio::test(flavor = "multi_thread")]
async fn a_megabyte_is_taken_and_the_page_goes_on() {
    let Some(page) = Page::open().await else { return };
    let mut attempts = Attempts::new("large");
    let texts = [
        ("here-documents", "'cat <<A\\nx\\nA\\n'.repeat(80000)"),
        ("curl and here-documents", "'curl' + ' <<A'.repeat(250000)"),
        ("apostrophes", "'curl -d ' + \"'\".repeat(1000000)"),
        ("command substitutions", "'curl -d ' + '$('.repeat(500000)"),
        ("backslashes", "'curl -d \"' + '\\\\'.repeat(1000000)"),
        ("headers", "'curl ' + '-H '.repeat(330000)"),
        ("braces", "'{'.repeat(1000000)"),
        ("entities", "'&quot;'.repeat(170000)"),
        ("combining marks", "'curl -d ' + 'a\\u0301'.repeat(500000)"),
        ("fences", "'```\\n'.repeat(250000)"),
    ];
    for (name, text) in texts {
        page.click("button", "Import…").await;
        page.wait_for("textbox", "Command or JSON").await;
        page.run(&format!(
            "const field = {}.querySelector('dialog textarea'); field.value = {text}; \
             field.dispatchEvent(new Event('input', {{ bubbles: true }}));",
            page.form
        ))
        .await;
        let told = format!("{0}.querySelector('dialog [role=alert], dialog ul, dialog p.failure')", page.form);
        page.wait_until(&told).await;
        attempts.note(name, true, "");
        page.click("button", "Cancel").await;
    }
    // A name of combining marks shows its beginning, wherever it is shown.
    page.run(&format!(
        "const field = {}.querySelector('#name'); field.value = 'Store e' + '\\u0301'.repeat(500000); \
         field.dispatchEvent(new Event('input', {{ bubbles: true }}));",
        page.form
    ))
    .await;
    page.wait_for_text("Store e").await;
    let shown =
        page.run(&format!("return {}.querySelector('.request').textContent.includes('Store e')", page.form)).await;
    attempts.note("a name of combining marks", shown == json!(true), shown);
    attempts.finish();
    page.close().await;
}
