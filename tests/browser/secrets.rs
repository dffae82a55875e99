//! What is kept, and what is not: a draft and a link without secrets, and no secret anywhere that the browser can
//! show, store or send, whatever happens.

use serde_json::{Value, json};

use crate::page::Page;

/// In each secret field.
const CANARIES: [(&str, &str); 4] = [
    ("User Secret", "CANARY-user="),
    ("Organization Secret", "CANARY-organization"),
    ("OAuth API Secret", "CANARY-api"),
    ("Callback Notification Signature Key", "CANARY-key"),
];

/// Notes all that the page tells others: its console, errors, events, and what goes over the network.
const LISTEN: &str = "window.heard = []; \
    const hear = (what) => heard.push(typeof what === 'string' ? what : JSON.stringify(what) ?? String(what)); \
    for (const name of ['log', 'info', 'warn', 'error', 'debug']) { \
        const say = console[name]; console[name] = (...all) => { all.forEach((one) => hear(String(one?.stack ?? one))); say.apply(console, all); }; } \
    for (const name of ['error', 'unhandledrejection']) addEventListener(name, (event) => \
        hear(String(event.message ?? '') + String((event.error ?? event.reason)?.stack))); \
    for (const name of ['request-changed', 'instance-failed']) addEventListener(name, (event) => hear(event.detail)); \
    addEventListener('message', (event) => hear(event.data));";

/// All that the browser shows, stores or tells.
const EVERYWHERE: &str = "const found = [...heard, document.URL, document.title, document.cookie, document.referrer]; \
    for (const storage of [localStorage, sessionStorage]) found.push(JSON.stringify({ ...storage })); \
    for (const entry of performance.getEntries()) found.push(entry.name); \
    found.push(JSON.stringify(history.state)); \
    const walk = (root) => { for (const element of root.querySelectorAll('*')) { \
        for (const { name, value } of element.attributes) found.push(`${name}=${value}`); \
        for (const node of element.childNodes) if (node.nodeType === 3) found.push(node.data); \
        if (element.shadowRoot) walk(element.shadowRoot); } }; walk(document); \
    return (indexedDB.databases ? indexedDB.databases() : Promise.resolve([])).then((databases) => \
        [...found, JSON.stringify(databases)].filter((text) => text?.includes('CANARY')));";

async fn assert_no_canary(page: &Page, when: &str) {
    assert_eq!(page.run(EVERYWHERE).await, json!([]), "{when}");
}

/// Fills in the form with a canary in each secret field.
async fn with_canaries() -> Option<Page> {
    let page = Page::open().await?;
    page.run(LISTEN).await;
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
async fn no_secret_gets_out_in_the_whole_life_of_a_request() {
    let Some(page) = with_canaries().await else { return };
    assert_no_canary(&page, "while typing").await;
    for (host, kind) in
        [("http://127.0.0.1:1", "unreachable"), (page.api.trim_end_matches("/elements/api-v2"), "refused")]
    {
        page.choose_host(host).await;
        page.fill("Name", "already-exists").await;
        page.click("button", "Create Instance").await;
        if kind == "refused" {
            page.wait_for_text("An earlier request may have created an instance").await;
            page.confirm().await;
        }
        page.wait_until(&format!("{}.querySelector('[data-kind={kind}]')", page.form)).await;
        assert_no_canary(&page, kind).await;
    }
    page.fill("User Secret", "CANARY\u{e9}").await;
    page.click("button", "Create Instance").await;
    page.wait_until(&format!("{}.querySelector('.summary')", page.form)).await;
    assert_no_canary(&page, "refused by the form").await;
    page.fill("User Secret", "CANARY-user=").await;
    page.fill("Name", "My store").await;
    page.click("button", "Create Instance").await;
    page.wait_for("region", "Instance created").await;
    page.click("button", "Use variables").await;
    page.run(&format!("for (const details of {}.querySelectorAll('details')) details.open = true", page.form)).await;
    assert_no_canary(&page, "created").await;
    for button in ["Clear", "Clear", "Undo clear"] {
        page.click("button", button).await;
    }
    assert_eq!(page.value_of("OAuth API Secret").await, "CANARY-api");
    page.click("button", "Redo clear").await;
    assert_eq!(page.value_of("OAuth API Secret").await, "");
    page.click("button", "Undo clear").await;
    assert_no_canary(&page, "cleared and back").await;

    // The program breaks.
    page.run("document.createElement = () => { delete document.createElement; throw new Error('no') }").await;
    page.click("switch", "Events Enabled").await;
    // It may be that nothing had to be made for that.
    page.run(&format!("{}.querySelector('[role=switch]').click()", page.form)).await;
    page.wait_for_text("The form stopped because of an error").await;
    assert_eq!(page.run("return heard.some((text) => text.includes('RuntimeError'))").await, true);
    assert_no_canary(&page, "broken").await;
    // What was typed can be read, whatever the browser tidies up, and nothing is sent any more.
    page.devtools("HeapProfiler.collectGarbage", json!({})).await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(page.value_of("Name").await, "My store");
    let before = page.sandbox.bodies().len();
    page.click("button", "Create Instance").await;
    page.fill("Name", "another").await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(page.sandbox.bodies().len(), before);
    // It may be moved, and another one does not start.
    page.run(
        "const form = document.querySelector('element-instance-form'); document.body.append(form); \
         form.after(document.createElement('element-instance-form'))",
    )
    .await;
    page.wait_until("document.body.lastChild.shadowRoot?.textContent.includes('The form stopped because of an error')")
        .await;
    assert_eq!(page.value_of("Name").await, "another");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_survives_and_its_secrets_do_not() {
    let Some(page) = with_canaries().await else { return };
    page.fill("Element Instance Tags", "Docs,").await;
    page.click("checkbox", "orders").await;
    page.wait_until(
        "Object.values({ ...sessionStorage }).some((draft) => draft.includes('Docs') && draft.includes('orders'))",
    )
    .await;
    page.reload().await;
    page.wait_until(&format!("{}.querySelector('#name')?.value === 'My store'", page.form)).await;
    assert_eq!(page.value_of("The Store URL").await, "https://mycoolstore.com");
    assert_eq!(page.value_of("Event Notification Callback URL").await, "https://mycoolapp.com/events");
    page.wait_for("button", "Remove tag Docs").await;
    let body: Value = serde_json::from_str(&page.text_of("region", "Request body", "code").await).unwrap();
    assert!(body["configuration"]["event.poller.configuration"]["orders"].is_object(), "{body}");
    for field in ["User Secret", "Organization Secret", "OAuth API Secret"] {
        assert_eq!(page.value_of(field).await, "", "{field}");
    }
    // Cleared, it is gone for good.
    page.click("button", "Clear").await;
    page.wait_until("!Object.keys({ ...sessionStorage }).some((key) => key.includes('draft'))").await;
    page.reload().await;
    page.fill("OAuth API Key", "x").await;
    assert_eq!(page.value_of("Name").await, "");
    page.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_brings_what_is_no_secret() {
    let Some(page) = with_canaries().await else { return };
    page.fill("Element Instance Tags", "Docs,").await;
    page.run("navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }").await;
    page.click("button", "Copy link").await;
    page.wait_until("window.copied").await;
    let link = page.run("return copied").await.as_str().unwrap().to_owned();
    assert!(
        link.contains("#name=My+store&store-url=https") && !link.contains("CANARY") && !link.contains("host="),
        "{link}"
    );

    page.fill("Event Notification Callback URL", "https://a.example/?x=1&token=CANARY").await;
    page.run("window.copied = ''").await;
    page.click("button", "Copy link").await;
    page.wait_until("window.copied").await;
    assert_eq!(page.run("return copied.includes('CANARY')").await, false);
    page.wait_for_text("Copied. Values that might contain a secret were left out.").await;

    let page_address = link.split('#').next().unwrap().to_owned();
    let open = async |address: String| {
        page.run("sessionStorage.clear(); addEventListener('pagehide', () => sessionStorage.clear())").await;
        page.goto("about:blank").await;
        page.goto(&address).await;
        page.wait_for("button", "Create Instance").await;
        page.wait_until("!location.hash").await;
    };
    open(format!("{link}&host=https://evil.example")).await;
    page.wait_for_text("Filled in from the link: Name, The Store URL").await;
    page.wait_for_text("Other values in the link, such as an API host, were ignored").await;
    assert_eq!(page.value_of("Name").await, "My store");
    page.wait_for("button", "Remove tag Docs").await;
    let command = page.text_of("region", "cURL command", "code").await;
    assert!(command.contains("https://api.cloud-elements.com/") && !command.contains("evil"), "{command}");

    // In the tab where the form is already.
    page.run("location.hash = 'name=Another&tags=cs_0123456789abcdef0123456789abcdef01234567'").await;
    page.wait_until("!location.hash").await;
    page.wait_for_text("This link contains a secret").await;
    page.run("location.hash = 'name=Another&name=Another&callback-url=javascript:alert(1)&tags=%ff&events=maybe'")
        .await;
    page.wait_until(&format!("{}.querySelector('#name').value === 'Another'", page.form)).await;
    page.wait_for_text(
        "Filled in from the link: Name. Skipped because the value is invalid: Event Notification Callback URL, Element \
         Instance Tags, Event Type.",
    )
    .await;
    page.fill("The Store URL", "https://typed.example").await;
    page.click("button", "Undo the link").await;
    assert_eq!(page.value_of("Name").await, "My store");
    assert_eq!(page.value_of("The Store URL").await, "https://typed.example", "what was typed since stays");
    page.wait_until(&format!("{}.activeElement?.textContent.startsWith('What the link had filled in')", page.form))
        .await;
    page.run("location.hash = 'host=https://evil.example'").await;
    page.wait_until(&format!("/>What else it named/.test({}.innerHTML)", page.form)).await;

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
