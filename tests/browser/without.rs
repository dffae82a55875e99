//! Browsers without WebAssembly and without scripts: the page shows the documented command.

use std::process::Command;

use serde_json::{Value, json};

use crate::host::Host;
use crate::page::{Page, Part};

/// The message in that case: why WebAssembly may be off, and what to do.
const MESSAGE: &str = "This form needs WebAssembly, which is disabled or missing in this browser. Lockdown Mode (iPhone, \
                    iPad, Mac) disables it. Allow this website in its settings, then reload the page.";

#[tokio::test(flavor = "multi_thread")]
async fn without_webassembly_the_documented_command_is_shown() {
    // Chromium without JIT compilers has no WebAssembly.
    let mut page = Page::open_with(&["--js-flags=--jitless"], json!({})).await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    page.goto(&host.address).await;
    let messages = page.text_of_role("alert", "").await;
    assert_eq!(messages, format!("{MESSAGE} Below is the documented cURL command. Fill in your values by hand."));
    page.use_prerendered_form();
    let command = page.wait_for("region", "cURL command").await;
    assert!(command.is_displayed().await.unwrap());
    assert!(page.command_pane().text().await.contains("Authorization: User <USER_SECRET>"));

    host.put_page(
        "/page.html",
        "<script type=module src=/embed.js></script>",
        "<element-instance-form></element-instance-form>",
    );
    page.goto(&format!("{}page.html", host.address)).await;
    page.use_form("element-instance-form");
    page.wait_for_part(Part::Alert).await;
    assert_eq!(page.all_text().await, MESSAGE);
    host.put_page(
        "/deutsch.html",
        "<script type=module src=/embed.js></script>",
        "<element-instance-form lang=de></element-instance-form>",
    );
    page.goto(&format!("{}deutsch.html", host.address)).await;
    page.wait_for_part(Part::Alert).await;
    assert_eq!(
        page.all_text().await,
        "Dieses Formular braucht WebAssembly, das in diesem Browser deaktiviert ist oder fehlt. Der Blockierungsmodus \
         (iPhone, iPad, Mac) deaktiviert es. Erlauben Sie diese Website in seinen Einstellungen und laden Sie die Seite \
         neu."
    );
    page.close().await;
}

/// Returns the text of the first element of this name within a `DevTools` node.
fn text_of(node: &Value, name: &str) -> Option<String> {
    let children = || node["children"].as_array().into_iter().flatten();
    if node["localName"] == name {
        return Some(children().filter_map(|child| child["nodeValue"].as_str()).collect());
    }
    children().find_map(|child| text_of(child, name))
}

#[tokio::test(flavor = "multi_thread")]
async fn without_scripts_the_documented_command_works() {
    let off = json!({ "profile.managed_default_content_settings.javascript": 2 });
    let page = Page::open_with(&[], off).await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    page.goto(&host.address).await;
    let document = page.devtools("DOM.getDocument", json!({ "depth": -1 })).await;
    let messages = text_of(&document["root"], "p").unwrap();
    assert!(messages.trim().starts_with("JavaScript is disabled, so the form doesn't work."), "{messages}");
    let mut command = text_of(&document["root"], "pre").unwrap();
    let values = [
        ("https://api.cloud-elements.com/elements/api-v2", &*page.api),
        ("<USER_SECRET>", "dXNlcg=="),
        ("<ORGANIZATION_SECRET>", "0123456789abcdef"),
        ("<WEB_STORE_URL>", "https://mycoolstore.com"),
        ("<CONSUMER_KEY>", "ck_key"),
        ("<CONSUMER_SECRET>", "cs_secret"),
        ("<CALLBACK_URL>", "https://mycoolapp.com/events"),
        ("<INSTANCE_NAME>", "My store"),
    ];
    for (placeholder, value) in values {
        assert_eq!(command.matches(placeholder).count(), 1, "{placeholder} in {command}");
        command = command.replace(placeholder, value);
    }
    let run = move || Command::new("bash").args(["-c", &command]).output().unwrap();
    let output = tokio::task::spawn_blocking(run).await.unwrap();
    let response: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&[output.stdout, output.stderr].concat())));
    assert_eq!((&response["name"], response["token"].is_string()), (&json!("My store"), true));
    let [sent] = page.sandbox.bodies().try_into().unwrap();
    let sent: Value = serde_json::from_slice(&sent).unwrap();
    let dates = &sent["configuration"]["event.poller.configuration"]["customers"]["datesConfiguration"];
    assert_eq!(dates["updatedDateFormat"], "yyyy-MM-dd'T'HH:mm:ss");
    page.close().await;
}
