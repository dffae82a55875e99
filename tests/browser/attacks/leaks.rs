//! Puts a canary into every secret field and finds it only where the user showed or copied it.

use serde_json::{Value, json};

use super::Attempts;
use crate::host::Host;
use crate::page::Page;

/// The secret fields of the form.
const FIELDS: [&str; 4] =
    ["User Secret", "Organization Secret", "OAuth API Secret", "Callback Notification Signature Key"];

/// Records, from the start of a page, its console, events, messages and copied texts, and every text and attribute of
/// the form.
const LISTEN: &str = "window.heard = []; \
    const hear = (what) => heard.push(typeof what === 'string' ? what : JSON.stringify(what) ?? String(what)); \
    for (const name of ['log', 'info', 'warn', 'error', 'debug']) { \
        const say = console[name]; console[name] = (...all) => { all.forEach((one) => hear(String(one?.stack ?? one))); say.apply(console, all); }; } \
    for (const name of ['request-changed', 'instance-failed', 'message', 'error', 'unhandledrejection']) \
        addEventListener(name, (event) => { hear(event.detail ?? event.data); hear(String((event.error ?? event.reason)?.stack)); }); \
    window.texts = []; \
    const note = (node) => { if (node.nodeType === 3) texts.push(node.data); \
        for (const { value } of node.attributes ?? []) texts.push(value); \
        node.childNodes.forEach(note); }; \
    const observer = new MutationObserver((changes) => changes.forEach(({ type, target, addedNodes, attributeName }) => \
        type === 'childList' ? addedNodes.forEach(note) : texts.push(target.data ?? target.getAttribute(attributeName) ?? ''))); \
    const watch = (root) => { note(root); \
        observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true }); }; \
    const attach = Element.prototype.attachShadow; \
    Element.prototype.attachShadow = function (...all) { const root = attach.apply(this, all); watch(root); return root; }; \
    watch(document); \
    window.copied = []; \
    if (navigator.clipboard) navigator.clipboard.writeText = (text) => { copied.push(text); return Promise.resolve(); };";

/// The ways to read a page: a name, and a script that returns everything it finds. `root` is the form's shadow root.
const READERS: [(&str, &str); 20] = [
    ("text content", "return root.textContent"),
    ("inner text", "return document.body.innerText + root.querySelector('.page').innerText"),
    ("inner text of the body pane", "return root.querySelector('[part=body]').innerText"),
    ("HTML", "return document.documentElement.outerHTML + root.innerHTML"),
    ("HTML with its shadow roots", "return document.documentElement.getHTML({ shadowRoots: [root] })"),
    ("serialized XML", "return new XMLSerializer().serializeToString(root.querySelector('.page'))"),
    (
        "every attribute",
        "return [...root.querySelectorAll('*')].flatMap(({ attributes }) => [...attributes]).map(({ value }) => value).join()",
    ),
    (
        "a range of the whole form",
        "const range = document.createRange(); range.selectNodeContents(root); return range.toString()",
    ),
    (
        "a copy of its nodes",
        "const range = document.createRange(); range.selectNodeContents(root); return range.cloneContents().textContent",
    ),
    (
        "what is selected",
        "getSelection().selectAllChildren(root.querySelector('[part=body]')); const text = String(getSelection()); \
        getSelection().removeAllRanges(); return text",
    ),
    (
        "find in page",
        "getSelection().removeAllRanges(); return String(window.find('CANARY', false, false, true, false, true) && 'CANARY')",
    ),
    (
        "the colours' ranges",
        "return [...CSS.highlights.values()].flatMap((all) => [...all]).map(({ startContainer }) => startContainer.data).join()",
    ),
    (
        "values of fields that are no secret's",
        "return [...root.querySelectorAll('input, textarea, select, output')] \
        .filter(({ type, id }) => type !== 'password' && id !== 'element-0' && id !== 'callback-url').map(({ value, defaultValue }) => value + defaultValue).join()",
    ),
    (
        "generated content",
        "return [...root.querySelectorAll('*')].flatMap((one) => ['::before', '::after', '::marker', '::placeholder'] \
        .map((part) => getComputedStyle(one, part).content)).join()",
    ),
    ("storage", "return JSON.stringify([{ ...localStorage }, { ...sessionStorage }])"),
    (
        "address, title, cookies, history",
        "return [document.URL, document.title, document.cookie, document.referrer, JSON.stringify(history.state)].join()",
    ),
    ("the performance timeline", "return JSON.stringify(performance.getEntries())"),
    (
        "databases and caches",
        "return Promise.all([indexedDB.databases?.() ?? [], window.caches?.keys() ?? []]).then(JSON.stringify)",
    ),
    ("console, events, messages, clipboard", "return [...heard, ...copied].join()"),
    ("every text and attribute that ever was", "return texts.join()"),
];

async fn read(page: &Page, attempts: &mut Attempts, when: &str) {
    for (reader, script) in READERS {
        let script = format!("const root = {}; {script}", page.form);
        let text = page.run(&script).await;
        let text = text.as_str().unwrap_or_default();
        let at = text.find("CANARY");
        // A search finds a URL typed into a field.
        if reader == "find in page" && when != "typed" && when != "reloaded" {
            continue;
        }
        let seen = at.map(|at| text[..at].chars().rev().take(60).collect::<String>());
        attempts.note(&format!("{when}: {reader}"), at.is_none(), seen);
    }
    let tree = page.devtools("Accessibility.getFullAXTree", json!({})).await;
    // The value of a URL field is the typed URL.
    let nodes = tree["nodes"].as_array().unwrap().iter();
    let is_field =
        |node: &Value| ["textbox", "StaticText", "InlineTextBox"].contains(&node["role"]["value"].as_str().unwrap());
    let is_address = |node: &Value| is_field(node) && node.to_string().contains("example");
    let tree: String = nodes.filter(|node| !is_address(node)).map(Value::to_string).collect();
    attempts.note(&format!("{when}: the accessibility tree"), !tree.contains("CANARY"), ());
}

/// Fills in the form with canaries that differ only in `letter`.
async fn fill(page: &Page, letter: char) {
    let canary = |name: &str| format!("CANARY-{}-{name}", letter.to_string().repeat(8));
    page.choose("API host", "Local sandbox").await;
    page.fill("Name", "My store").await;
    page.fill("OAuth API Key", "ck_key").await;
    if page.has("button", "Show Optional Fields").await {
        page.click("button", "Show Optional Fields").await;
        page.click("switch", "Events Enabled").await;
        page.wait_for("textbox", "Event Notification Callback URL").await;
    }
    for field in FIELDS {
        page.fill(field, &canary(&field[..3])).await;
    }
    page.fill("The Store URL", "https://shop.example").await;
    page.fill("Event Notification Callback URL", "https://a.example").await;
}

/// Types URLs that contain secrets.
async fn fill_addresses(page: &Page) {
    page.fill("The Store URL", "https://shop.example?consumer_secret=CANARY-store&page=CANARY-beside").await;
    page.fill("Event Notification Callback URL", "https://me:CANARY-callback@a.example/e?token=CANARY-token").await;
}

/// Adds entries of the additional configuration that contain secrets.
async fn add_entries(page: &Page) {
    let entries = [
        ("password", "CANARY-entry"),
        ("settings", r#"{"user": "me", "token": "CANARY-member"}"#),
        ("list", r#"[1, [{"apiKey": ["CANARY-item"]}]]"#),
        ("api.secret", r#""CANARY-\u0071uoted""#),
    ];
    for (index, (key, value)) in entries.into_iter().enumerate() {
        page.open_additional_configuration().await;
        page.click("button", "Add an entry").await;
        page.set_extra_field(index, key, value).await;
    }
    page.wait_for_text("\"api.secret\": \"••••••••\"").await;
}

/// Returns the page as PDF bytes, without timestamps and the document ID.
async fn pdf(page: &Page) -> String {
    page.run(&format!("{}.activeElement?.blur()", page.form)).await;
    let printed = page.devtools("Page.printToPDF", json!({ "printBackground": true })).await;
    let script = "return atob(arguments[0]).replace(/(CreationDate|ModDate) ?\\([^)]*\\)|\\/ID ?\\[[^\\]]*\\]/g, '')";
    let text = page.client.execute(script, vec![printed["data"].clone()]).await.unwrap();
    text.as_str().unwrap().to_owned()
}

async fn open_recorded_page() -> Option<(Page, Host)> {
    let page = Page::open_empty().await;
    let host = Host::serve(&page, "/").await?;
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": LISTEN })).await;
    page.goto(&host.address).await;
    page.wait_for("button", "Create Instance").await;
    Some((page, host))
}

#[tokio::test(flavor = "multi_thread")]
async fn canaries_are_found_nowhere() {
    let Some((page, _host)) = open_recorded_page().await else { return };
    let mut attempts = Attempts::new("leaks");
    fill(&page, 'A').await;
    read(&page, &mut attempts, "typed").await;
    // A print depends on what is shown, not on the secrets.
    let printed = pdf(&page).await;
    fill(&page, 'B').await;
    attempts.note("printed", pdf(&page).await == printed, ());
    page.click("button", "Show secrets").await;
    let shown = pdf(&page).await;
    page.click("button", "Hide secrets").await;
    attempts.note("printed while shown", shown != printed, ());
    attempts.note("printed when hidden again", pdf(&page).await == printed, ());
    page.run("texts.length = 0").await;

    fill_addresses(&page).await;
    add_entries(&page).await;
    for shell in ["fish", "PowerShell 7", "Windows PowerShell 5.1", "cmd.exe", "bash / zsh / sh"] {
        page.choose("Shell", shell).await;
        attempts.note(shell, !page.all_text().await.contains("CANARY"), ());
    }
    for tab in ["Body", "Command", "Response", "Both"] {
        page.select_tab(tab).await;
    }
    page.click("button", "Use variables").await;
    page.click("button", "Use variables").await;
    read(&page, &mut attempts, "with entries").await;
    let types = page.types_of_fields_with("CANARY").await;
    let readable = types.iter().filter(|kind| *kind != "password").count();
    // These two fields show the URL that is typed.
    attempts.note("fields that show a secret", readable == 2, types);

    // Copy body copies the request's body byte for byte; nothing else is copied automatically.
    page.click("button", "Show secrets").await;
    let body = page.body_pane().text().await;
    page.click("button", "Hide secrets").await;
    page.run("copied.length = 0").await;
    page.click("button", "Copy body").await;
    page.wait_until("copied.length").await;
    let copied = page.run("return copied.splice(0)").await;
    attempts.note("Copy body", copied == json!([body]) && body.contains("CANARY"), copied);
    page.click("button", "Copy link").await;
    page.wait_until("copied.length").await;
    let copied = page.run("return copied.join()").await;
    attempts.note("Copy link", !copied.as_str().unwrap().contains("CANARY"), copied);
    page.run("texts.length = 0").await;

    // During a request that fails, and one that is rejected.
    page.choose_host("http://127.0.0.1:1").await;
    page.create().await;
    page.wait_until(&format!("{}.querySelector('[data-kind], .summary, .question, [role=alert]')", page.form)).await;
    read(&page, &mut attempts, "pressed").await;
    page.run("texts.length = 0").await;
    page.click("button", "Clear").await;
    page.click("button", "Undo clear").await;
    read(&page, &mut attempts, "cleared and back").await;
    page.reload().await;
    page.fill("Name", "again").await;
    read(&page, &mut attempts, "reloaded").await;
    attempts.finish();
    page.close().await;
}

/// The command that is imported.
const COMMAND: &str = "curl -X POST 'https://api.cloud-elements.com/elements/api-v2/instances' \
    -H 'Authorization: User CANARY-user=, Organization CANARY-organization' -H 'X-Key: CANARY-header' \
    -d '{\"element\": {\"key\": \"woocommercerest\"}, \"configuration\": {\"store.url\": \"https://a.example\", \
    \"oauth.api.key\": \"ck_1\" \"oauth.api.secret\": \"CANARY-secret\", \"password\": \"CANARY-entry\",}, \"name\": \"n\"}'";

#[tokio::test(flavor = "multi_thread")]
async fn canaries_of_an_import_are_found_nowhere() {
    let Some((page, _host)) = open_recorded_page().await else { return };
    let mut attempts = Attempts::new("leaks by import");
    page.click("button", "Import…").await;
    page.fill("Command or JSON", COMMAND).await;
    page.wait_for("list", "Repairs").await;
    let preview = page.dialog().visible_text().await;
    attempts.note("the dialog's preview", !preview.contains("CANARY"), preview);
    page.click("button", "Fill in form").await;
    page.wait_gone("list", "Repairs").await;
    read(&page, &mut attempts, "imported").await;
    page.click("button", "Undo import").await;
    read(&page, &mut attempts, "undone").await;
    attempts.finish();
    page.close().await;
}

/// URLs with secrets, complete and partly typed, in the preview before the program loads.
const ADDRESSES: [&str; 5] = [
    "https://me:CANARY",
    "https://me:8CANARY",
    "https://me:CANARY@shop.example",
    "https://shop.example/?token=CANARY",
    "https://shop.example/?a=1&consumer_secret=CANARY&page=2",
];

/// Before the program loads, and if it never loads.
#[tokio::test(flavor = "multi_thread")]
async fn canaries_typed_before_the_program_loads_are_found_nowhere() {
    let page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    let mut attempts = Attempts::new("leaks before the start");
    page.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": LISTEN })).await;
    let ids = ["user-secret", "organization-secret", "element-2", "signature-key"];
    for (path, status) in [(host.path("/app", ".wasm"), 404), (host.path("/style", ".css"), 500)] {
        host.reply(&path, status, b"", usize::MAX);
        page.devtools("Network.clearBrowserCache", json!({})).await;
        page.goto("about:blank").await;
        page.goto(&host.address).await;
        let form = "document.querySelector('element-instance-form')";
        let type_in = format!(
            "for (const id of arguments[0]) {{ const input = {form}.querySelector('#' + id); input.value = 'CANARY-' + id; \
             input.dispatchEvent(new Event('input', {{ bubbles: true }})); }} \
             return [...{form}.querySelectorAll('code')].map(({{ textContent }}) => textContent).join()"
        );
        page.wait_until(&format!("{form}.shadowRoot?.querySelector('[role=alert]')")).await;
        page.client.execute(&type_in, vec![json!(ids)]).await.unwrap();
        for (reader, script) in READERS {
            if script.contains("[part=body]") || script.contains(".page") {
                continue;
            }
            let text = page.run(&format!("const root = {form}; {script}").replace("shadowRoots: [root]", "")).await;
            let text = text.as_str().unwrap_or_default().to_owned();
            // The fields are those of the prerendered form.
            attempts.note(&format!("{path} {reader}"), !text.contains("CANARY"), text.find("CANARY"));
        }
        for address in ADDRESSES {
            let type_in = format!(
                "const input = {form}.querySelector('#element-0'); input.value = arguments[0]; \
                 input.dispatchEvent(new Event('input', {{ bubbles: true }})); return {form}.textContent.includes('CANARY')"
            );
            let is_shown = page.client.execute(&type_in, vec![json!(address)]).await.unwrap();
            attempts.note(&format!("{path} {address}"), is_shown == false, ());
        }
        host.reply(&path, 200, b"", 0);
    }
    attempts.finish();
    page.close().await;
}
