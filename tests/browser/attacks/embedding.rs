//! Hostile pages around the form: their themes, their frames, and their responses for the style sheet.

use sandbox::POLICY;
use serde_json::{Value, json};

use super::Attempts;
use crate::host::Host;
use crate::page::{Page, shadow};

const FORM: &str = "document.querySelector('element-instance-form')";

/// Rules of a page that would reveal a masked value by colour, shape, size or position.
const THEMES: [&str; 12] = [
    "::part(body) { -webkit-text-fill-color: red; }",
    "::part(body) { text-shadow: 0 0 2px red; }",
    "::part(body) { -webkit-text-stroke: 1px red; }",
    "::part(body) { color: red !important; background: white; }",
    "::part(body) { -webkit-text-security: none !important; user-select: all; }",
    "::part(body)::selection { color: red; background: white; }",
    "::part(body) { font-size: 200px; letter-spacing: 9px; white-space: nowrap; }",
    "::part(body) { filter: invert(1) contrast(9); mix-blend-mode: difference; }",
    "element-instance-form { -webkit-text-fill-color: red; -webkit-text-security: none; text-shadow: 1px 1px red; \
     --ink-soft: white; --instance-form-ink-soft: white; }",
    "::highlight(instance-form-text), ::highlight(instance-form-placeholder) { color: red; background: white; }",
    "::part(fields) { -webkit-text-security: none !important; -webkit-text-fill-color: red; }",
    "@media screen, print { * { -webkit-text-security: none !important; color: red !important; } }",
];

/// Takes a screenshot of the body, and of the secret's field.
async fn screenshots(page: &Page) -> [Value; 2] {
    [page.screenshot_of("[part=body] pre").await, page.screenshot_of("#element-2").await]
}

/// The appearance under any theme doesn't depend on the secret.
#[tokio::test(flavor = "multi_thread")]
async fn no_theme_shows_a_secret() {
    let page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    let mut attempts = Attempts::new("embedding, themes");
    let script = "<script type=module src=/embed.js></script>";
    host.put_page("/page.html", script, "<element-instance-form></element-instance-form>");
    page.goto(&format!("{}page.html", host.address)).await;
    fill_required_fields(&page).await;
    let themes = THEMES.iter().enumerate();
    let mut before = Vec::new();
    page.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    // A warning about one secret must appear for each.
    page.fill("OAuth API Secret", "CCCCCCCC").await;
    screenshots(&page).await;
    for secret in ["AAAAAAAA", "BBBBBBBB"] {
        page.fill("OAuth API Secret", secret).await;
        for (index, theme) in themes.clone() {
            let set = "const sheet = new CSSStyleSheet(); sheet.replaceSync(arguments[0]); document.adoptedStyleSheets = [sheet]";
            page.client.execute(set, vec![json!(theme)]).await.unwrap();
            let seen = screenshots(&page).await;
            if before.len() < THEMES.len() {
                before.push(seen);
            } else {
                attempts.note(theme, before[index] == seen, ());
            }
        }
    }
    let text = page.run(&format!("return {}.querySelector('[part=body] pre').innerText", page.form)).await;
    attempts.note("inner text", text.as_str().unwrap().contains("\"oauth.api.secret\": \"••••••••\""), text);
    attempts.finish();
    page.close().await;
}

async fn fill_required_fields(page: &Page) {
    page.fill("Name", "My store").await;
    page.fill("OAuth API Key", "ck_key").await;
    page.wait_until("CSS.highlights.get('instance-form-key')?.size").await;
}

/// Adopted into another document, the form keeps its style and masks.
#[tokio::test(flavor = "multi_thread")]
async fn an_adopted_form_keeps_style_and_masks() {
    let page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    let mut attempts = Attempts::new("embedding, adoption");
    let body = "<div id=from><element-instance-form></element-instance-form></div>\
                <iframe id=frame width=900 height=700></iframe>";
    host.put_page("/page.html", "<script type=module src=/embed.js></script>", body);
    page.goto(&format!("{}page.html", host.address)).await;
    fill_required_fields(&page).await;
    page.fill("OAuth API Secret", "CANARY-secret").await;
    page.run(&format!(
        "window.form = {FORM}; window.next = () => new Promise((next) => setTimeout(next, 50)); \
         window.inner = () => frame.contentDocument"
    ))
    .await;
    let adoptions = [
        ("appended", "inner().body.append(form)"),
        ("appended with its parent", "from.append(form); inner().body.append(from)"),
        ("adopted first", "inner().body.append(inner().adoptNode(form))"),
        ("through a fragment", "const all = new DocumentFragment(); all.append(form); inner().body.append(all)"),
        (
            "through a document without a window",
            "document.implementation.createHTMLDocument().body.append(form); inner().body.append(form)",
        ),
        (
            "through a template",
            "const all = document.createElement('template'); all.content.append(form); inner().body.append(form)",
        ),
        (
            "into a shadow root",
            "const host = inner().createElement('div'); inner().body.append(host); \
            host.attachShadow({ mode: 'closed' }).append(form)",
        ),
        ("its sheets taken away before", "form.shadowRoot.adoptedStyleSheets = []; inner().body.append(form)"),
        ("back", "document.body.append(form)"),
    ];
    for (adoption, script) in adoptions {
        page.run(&format!("document.body.append(form); {script}; return next()")).await;
        let seen = page
            .run(
                "const style = form.ownerDocument.defaultView.getComputedStyle(form.shadowRoot.querySelector('.primary')); \
                 return [form.shadowRoot.adoptedStyleSheets.length, style.cursor, \
                     form.shadowRoot.textContent.includes('CANARY'), form.shadowRoot.querySelector('#element-2').type]",
            )
            .await;
        attempts.note(adoption, seen == json!([1, "pointer", false, "password"]), seen);
    }
    // Removed for a while, it is a new form.
    page.run("form.remove(); return next()").await;
    page.run("inner().body.append(form); return next()").await;
    page.wait_until("form.shadowRoot.querySelector('.primary')").await;
    let seen = page
        .run("return [form.shadowRoot.adoptedStyleSheets.length, form.shadowRoot.textContent.includes('CANARY')]")
        .await;
    attempts.note("recreated in the frame", seen == json!([1, false]), seen);
    attempts.finish();
    page.close().await;
}

/// Responses for the style sheet: a status, a body, how often, and whether the form starts anyway.
const STYLE_SHEETS: [(u16, &str, usize, bool); 9] = [
    (404, "", 9, false),
    (500, "", 9, false),
    (404, "<!doctype html><title>Not found</title>", 9, false),
    (503, "body { color: red }", 9, false),
    (200, "", 9, false),
    (200, "body { color: red }", 9, false),
    (404, "", 1, true),
    (500, "", 1, true),
    (200, "", 1, true),
];

#[tokio::test(flavor = "multi_thread")]
async fn an_invalid_style_sheet_is_reported_and_requested_again() {
    let mut page = Page::open_empty().await;
    let Some(host) = Host::serve(&page, "/").await else { return };
    let mut attempts = Attempts::new("embedding, sheets");
    let path = host.path("/style", ".css");
    host.put_page(
        "/page.html",
        "<script type=module src=/embed.js></script>",
        "<element-instance-form></element-instance-form>",
    );
    page.form = format!("{FORM}.shadowRoot");
    for (status, body, times, starts) in STYLE_SHEETS {
        for page_path in ["", "page.html"] {
            page.devtools("Network.clearBrowserCache", json!({})).await;
            page.goto("about:blank").await;
            host.reply(&path, status, body.as_bytes(), times);
            page.goto(&format!("{}{page_path}", host.address)).await;
            page.wait_until(&format!("{FORM}.shadowRoot?.querySelector('[role=alert], .page')")).await;
            let seen = page
                .run(&format!(
                    "const root = {FORM}.shadowRoot; \
                     return [!!root.querySelector('.page'), root.querySelector('.page') ? root.adoptedStyleSheets.length : 0, \
                         root.querySelector('[role=alert]')?.textContent.startsWith('The form could not start') ?? false, \
                         [...root.adoptedStyleSheets].every(({{ cssRules }}) => cssRules.length > 50)]"
                ))
                .await;
            let expected = json!([starts, usize::from(starts), !starts, true]);
            attempts.note(&format!("{status} {body:?} {times} times, /{page_path}"), seen == expected, seen);
        }
    }
    attempts.finish();
    page.close().await;
}

/// Fills in the form in `root`. The driver can't compute accessible names in a sandboxed frame.
const FILL: &str = "const type = (id, value) => { const field = root.getElementById(id); field.value = value; \
    field.dispatchEvent(new Event(field.localName === 'select' ? 'change' : 'input', { bubbles: true })); }; \
    type('api-host', arguments[1]); \
    type('user-secret', 'dXNlcg=='); type('organization-secret', '0123456789abcdef'); type('name', arguments[0]); \
    type('element-0', 'https://shop.example'); type('element-1', 'ck_key'); type('element-2', 'cs_secret')";

/// In frames of every kind, the form creates instances by button and by Enter, without errors.
#[tokio::test(flavor = "multi_thread")]
async fn a_sandboxed_frame_creates() {
    let mut page = Page::open_empty().await;
    let policy = format!("{POLICY}; frame-src 'self'");
    let Some(host) = Host::serve_with_policy(&page, Some(policy)).await else { return };
    let mut attempts = Attempts::new("embedding, frames");
    let script = "<script type=module src=/embed.js></script>";
    let api = page.api.clone();
    host.put_page("/form.html", script, &format!("<element-instance-form data-sandbox={api}></element-instance-form>"));
    page.form = shadow("element-instance-form");
    let frames =
        ["allow-scripts", "allow-scripts allow-same-origin", "allow-scripts allow-forms", "allow-scripts allow-modals"];
    for (number, sandbox) in frames.into_iter().enumerate() {
        for inner in ["/", "/form.html"] {
            let frame = format!("<iframe sandbox='{sandbox}' src={inner} width=1200 height=800></iframe>");
            host.put_page("/page.html", "", &frame);
            page.goto("about:blank").await;
            page.goto(&format!("{}page.html", host.address)).await;
            page.client.clone().enter_frame(0).await.unwrap();
            page.wait_until(&format!("{}?.querySelector('#create')", page.form)).await;
            let name = format!("{number}{inner}");
            page.client
                .execute(&format!("const root = {}; {FILL}", page.form), vec![json!(name), json!(page.api)])
                .await
                .unwrap();
            let before = page.sandbox.bodies().len();
            if number % 2 == 0 {
                page.all("#create").await[0].click().await.unwrap();
            } else {
                page.all("#name").await[0].send_keys("\u{e007}").await.unwrap();
            }
            page.wait_until(&format!("{}.querySelector('.created')", page.form)).await;
            let sent = page.sandbox.bodies().len() - before;
            attempts.note(&format!("{sandbox} {inner}"), sent == 1, sent);
            // Blocked storage and changing the language cause no errors either.
            let choose = "const choose = (id, index) => { const all = root.getElementById(id); all.selectedIndex = index; \
                 all.dispatchEvent(new Event('change', { bubbles: true })); }; choose('shell', 1); choose('language', 1)";
            page.run(&format!("const root = {}; {choose}", page.form)).await;
            page.wait_until(&format!("{}.querySelector('#create').textContent === 'Instanz anlegen'", page.form)).await;
            let text = page.run(&format!("return {}.textContent", page.form)).await;
            let text = text.as_str().unwrap();
            attempts.note(
                &format!("{sandbox} {inner}: nothing broke"),
                !text.contains("Im Formular ist ein Fehler") && text.contains("fish"),
                (),
            );
            page.client.clone().enter_parent_frame().await.unwrap();
        }
    }
    attempts.finish();
    page.close().await;
}
