//! Very large or unusual texts don't hang the page: it stays responsive, reports what it shortened, and puts no
//! secret into events, storage or the URL.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::Attempts;
use crate::page::Page;

/// The time limit for one text. It only catches a page that hangs: on a busy machine, a browser takes 70 s to lay out
/// 60,000 here-documents, but much longer than this for one run of 500,000 combining marks.
const LIMIT: Duration = Duration::from_mins(3);

/// Records whether a canary gets into an event or message, and responds to every request of the app with the test's
/// response.
const PREPARE: &str = "window.isHeard = false; \
    const hear = (what) => { isHeard ||= String(what).includes('9CANARY9'); }; \
    for (const name of ['log', 'info', 'warn', 'error', 'debug']) console[name] = (...all) => all.forEach((one) => hear(one?.stack ?? one)); \
    for (const name of ['request-changed', 'instance-failed']) addEventListener(name, ({ detail }) => hear(JSON.stringify(detail))); \
    const own = window.fetch; window.fetch = async (...all) => !window.answer || !(all[0] instanceof Request) ? own(...all) : \
    new Response(answer.body, { status: answer.status, headers: { 'content-type': 'application/json' } }); \
    window.M = '\\u0301'; \
    window.put = (control, value) => { control.value = value; control.dispatchEvent(new Event('input', { bubbles: true })); }; \
    window.frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));";

/// The secrets of the form.
const SECRETS: &str = "put(root.querySelector('#user-secret'), 'dXNlcg9CANARY9=='); \
    put(root.querySelector('#organization-secret'), '9CANARY9abcdef'); \
    put(root.querySelector('#element-0'), 'https://mycoolstore.com'); \
    put(root.querySelector('#element-1'), 'ck_9CANARY9'); put(root.querySelector('#element-2'), 'cs_9CANARY9');";

/// Texts pasted into the name field, with a condition on its value `v` and the form's text `text`.
const NAMES: [(&str, &str, &str); 8] = [
    ("1 MB of letters", "'a'.repeat(1e6)", "v.length === 1e6"),
    ("1 MB of double quotes", "'\"'.repeat(1e6)", "v.length === 1e6"),
    ("1 MB of $(", "'$('.repeat(5e5)", "v.length === 1e6"),
    (
        "500,000 combining marks",
        "'a' + M.repeat(5e5)",
        "v === 'a' + M.repeat(200) && text.includes('Shortened: Name.')",
    ),
    ("500,000 Thai vowel signs", "'\\u0e49'.repeat(5e5)", "v.length === 200 && text.includes('Shortened: Name.')"),
    ("500,000 Hebrew points", "'\\u05b0'.repeat(5e5)", "v.length === 200 && text.includes('Shortened: Name.')"),
    ("500,000 marks in runs of 1,000", "('a' + M.repeat(1e3)).repeat(500)", "v === ('a' + M.repeat(200)).repeat(500)"),
    ("200 marks", "'a' + M.repeat(200)", "v === 'a' + M.repeat(200)"),
];

/// Texts that are imported, with a condition on the form.
const IMPORTS: [(&str, &str, &str); 9] = [
    ("60,000 here-documents", "'cat <<A\\nx\\nA\\n'.repeat(6e4)", "true"),
    ("1 MB of quotes", "'\"'.repeat(1e6)", "true"),
    ("1 MB of brackets", "'[{'.repeat(5e5)", "true"),
    ("1 MB of backslashes", "'curl -d ' + '\\\\'.repeat(1e6)", "true"),
    ("1 MB of $(", "'curl -d \"' + '$('.repeat(5e5)", "true"),
    (
        "500,000 marks as they are",
        "JSON.stringify({ element: { key: 'woocommercerest' }, name: 'a' + M.repeat(5e5), configuration: {} })",
        "root.querySelector('#name').value === 'a' + M.repeat(200)",
    ),
    (
        "500,000 marks as escapes",
        "`{\"element\": {\"key\": \"woocommercerest\"}, \"name\": \"b${'\\\\u0301'.repeat(5e5)}\", \"configuration\": {}}`",
        "root.querySelector('#name').value === 'b' + M.repeat(200) && text.includes('Shortened: Name.')",
    ),
    (
        "100 additional values",
        "JSON.stringify({ element: { key: 'woocommercerest' }, name: 'x', configuration: \
            Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`extra.${index}`, `${index}`])) })",
        "root.querySelectorAll('.entry[role=group]').length === 100",
    ),
    (
        "an additional value of marks",
        "JSON.stringify({ element: { key: 'woocommercerest' }, name: 'x', configuration: { a: M.repeat(5e5) } })",
        "text.includes('Shortened: Command or JSON.')",
    ),
];

/// Responses: a status, a body, and a condition on the text of the form.
const RESPONSES: [(&str, u16, &str, &str); 6] = [
    ("a message of 1 MB", 400, "JSON.stringify({ message: 'm'.repeat(1e6) })", "text.includes('mmm…')"),
    ("a message of 500,000 marks", 400, "JSON.stringify({ message: M.repeat(5e5) })", "text.includes(M)"),
    (
        "a name of 500,000 marks",
        200,
        "JSON.stringify({ id: 1, token: 'T', name: M.repeat(5e5) })",
        "text.includes('Only the beginning is shown here.')",
    ),
    (
        "a token of 500,000 marks",
        200,
        "JSON.stringify({ id: 2, token: M.repeat(5e5) })",
        "[...root.querySelectorAll('output')].some((output) => output.textContent === M.repeat(200))",
    ),
    (
        "an instance of 5 MB",
        200,
        "JSON.stringify({ id: 3, token: 'T', name: 'x'.repeat(5e6) })",
        "text.includes('Only the beginning is shown here.')",
    ),
    ("5 MB that are no instance", 200, "'x'.repeat(5e6)", "text.includes('Only the beginning is shown here.')"),
];

struct Attempt<'p> {
    page: &'p Page,
    attempts: Attempts,
}

impl Attempt<'_> {
    async fn run(&self, script: &str) -> Value {
        self.page.run(&format!("const root = {}; {script}", self.page.form)).await
    }

    /// Pastes a text over the content of a control as Chromium does: dispatches `beforeinput`, and inserts the text
    /// unless that is prevented.
    async fn paste(&self, selector: &str, text: &str) {
        self.run(&format!(
            "const control = root.querySelector('{selector}'); control.focus(); control.select(); const data = {text}; \
             const init = {{ data, inputType: 'insertFromPaste', bubbles: true, cancelable: true, composed: true }}; \
             if (control.dispatchEvent(new InputEvent('beforeinput', init))) {{ \
             control.setRangeText(data); control.dispatchEvent(new InputEvent('input', init)); }}"
        ))
        .await;
    }

    /// Records whether the page responded in time since `start`, and whether the condition is met.
    async fn note(&mut self, attempt: &str, start: Instant, condition: &str) {
        let script = format!(
            "await frame(); root.querySelector('#tab-body').click(); await frame(); root.querySelector('#tab-all').click(); \
             await frame(); const v = root.querySelector('#name').value; const text = root.textContent; \
             const stored = JSON.stringify([{{ ...sessionStorage }}, {{ ...localStorage }}, document.URL, history.state]); \
             return [Boolean({condition}), !isHeard && !stored.includes('9CANARY9'), v.length, text.slice(0, 200)];"
        );
        let seen = self.run(&format!("return (async () => {{ {script} }})()")).await;
        let elapsed = start.elapsed();
        self.attempts.note(attempt, elapsed < LIMIT && seen[0] == true && seen[1] == true, (elapsed, seen));
    }
}

#[tokio::test(flavor = "multi_thread")]
#[allow(clippy::too_many_lines, reason = "one page, attempt after attempt")]
async fn no_large_text_stops_the_page() {
    let Some(page) = Page::open().await else { return };
    let mut attempts = Attempt { page: &page, attempts: Attempts::new("large") };
    page.run(PREPARE).await;
    // With the deferred part.
    page.click("textbox", "Name").await;
    page.wait_until(&format!("{}.querySelector('.kept')", page.form)).await;

    // A draft that another script has written.
    let start = Instant::now();
    attempts
        .run(
            "put(root.querySelector('#name'), 'draft'); dispatchEvent(new Event('pagehide')); \
             const key = Object.keys(sessionStorage).find((key) => key.startsWith('element-instance-form.draft')); \
             const [untouched, kept] = sessionStorage[key].split('\\n'); \
             const draft = `${untouched}\\n` + JSON.stringify({ ...JSON.parse(kept), name: 'd' + M.repeat(5e5) }); \
             addEventListener('pagehide', () => { sessionStorage[key] = draft; })",
        )
        .await;
    page.reload().await;
    page.wait_until(&format!("{}?.querySelector('#name')?.value.startsWith('d')", page.form)).await;
    page.run(PREPARE).await;
    attempts
        .note("a draft with 500,000 marks", start, "v === 'd' + M.repeat(200) && text.includes('Shortened: Name.')")
        .await;

    page.choose("API host", "Local sandbox").await;
    attempts.run(SECRETS).await;
    for (name, text, condition) in NAMES {
        let start = Instant::now();
        attempts.paste("#name", text).await;
        attempts.note(&format!("a name: {name}"), start, condition).await;
    }
    // A run that grows piece by piece.
    attempts.run("put(root.querySelector('#name'), 'a')").await;
    let start = Instant::now();
    for _ in 0..10 {
        attempts.paste("#name", "root.querySelector('#name').value + M.repeat(150)").await;
    }
    attempts.note("a name: marks in ten pieces", start, "v === 'a' + M.repeat(200)").await;
    let start = Instant::now();
    attempts.run("put(root.querySelector('#tags'), M.repeat(5e5) + ',')").await;
    attempts
        .note("a tag of 500,000 marks", start, "root.querySelector('.tag').textContent === M.repeat(200) + '×'")
        .await;

    attempts.run("put(root.querySelector('#name'), 'x')").await;
    for (name, text, condition) in IMPORTS {
        let start = Instant::now();
        page.click("button", "Import…").await;
        page.wait_until(&format!("{}.querySelector('dialog[open] #import-text')", page.form)).await;
        attempts.paste("#import-text", text).await;
        let loaded = "const notice = () => [...root.querySelectorAll('dialog .notice, dialog .failure')].some((one) => one.textContent); \
            while (!notice() && !root.querySelector('dialog .repairs') || root.querySelector('dialog')?.textContent.includes('Loading')) await frame(); \
            const [take, cancel] = [...root.querySelectorAll('dialog .buttons button')].slice(-2); (take.disabled ? cancel : take).click();";
        attempts.run(&format!("return (async () => {{ {loaded} }})()")).await;
        attempts.note(&format!("an import: {name}"), start, condition).await;
    }
    page.click("button", "Clear").await;
    attempts.run(SECRETS).await;

    // Links of up to 2 MB, the browser's limit.
    for (name, link, condition) in [
        ("a link of 1 MB", "'name=' + 'n'.repeat(1e6)", "v.length === 1e6"),
        ("a link of 1 MB of pairs", "'x=1&'.repeat(25e4) + 'name=y'", "v === 'y'"),
        (
            "a link with 300,000 marks",
            "'name=' + M.repeat(3e5)",
            "text.includes('Skipped because the value is invalid: Name')",
        ),
        (
            "a link with 300,000 marks as escapes",
            "'polling-configuration=' + encodeURIComponent(`{\"${'\\\\u0301'.repeat(2e5)}\": {}}`)",
            "text.includes('Skipped because the value is invalid: Event Poller Resources Configuration')",
        ),
    ] {
        let start = Instant::now();
        attempts.run(&format!("location.hash = {link}; return frame()")).await;
        page.wait_until(&format!(
            "!location.hash && /Filled in from the link|Skipped because/.test({}.textContent)",
            page.form
        ))
        .await;
        attempts.note(name, start, condition).await;
    }

    let start = Instant::now();
    attempts.run("root.host.setAttribute('name', 'a' + M.repeat(5e5))").await;
    attempts.note("an attribute with 500,000 marks", start, "v === 'a' + M.repeat(200)").await;

    crate::enable_events(&page, "polling").await;
    page.click("button", "Edit raw JSON").await;
    for (name, text, condition) in [
        ("1 MB of brackets", "'[{'.repeat(5e5)", "true"),
        ("500,000 marks", "`{\"a\": \"${M.repeat(5e5)}\"}`", "text.includes('Shortened: ')"),
        (
            "100,000 marks as escapes",
            "`{\"${'\\\\u0301'.repeat(1e5)}\": {}}`",
            "text.includes('Shortened: Event Poller Resources Configuration.')",
        ),
    ] {
        let start = Instant::now();
        attempts.paste("#polling-configuration", text).await;
        attempts.note(&format!("a polling configuration: {name}"), start, condition).await;
    }
    page.click("button", "Clear").await;
    attempts.run(SECRETS).await;
    page.choose("API host", "Local sandbox").await;

    for (index, (name, status, body, condition)) in RESPONSES.into_iter().enumerate() {
        let start = Instant::now();
        attempts
            .run(&format!(
                "put(root.querySelector('#name'), 'response {index}'); \
                 window.answer = {{ status: {status}, body: {body} }}; root.querySelector('#create').click(); return frame()"
            ))
            .await;
        page.wait_until(&format!("!{}.querySelector('#create').hasAttribute('aria-disabled')", page.form)).await;
        attempts.note(&format!("a response: {name}"), start, condition).await;
    }

    attempts.attempts.finish();
    page.close().await;
}
