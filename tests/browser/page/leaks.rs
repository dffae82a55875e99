//! Searches everything that the browser shows, stores or sends for a secret.

use serde_json::Value;

use super::Page;

/// Records everything that leaves the form: console, errors, events and messages.
const RECORD: &str = "window.heard = []; \
    const hear = (what) => heard.push(typeof what === 'string' ? what : JSON.stringify(what) ?? String(what)); \
    for (const name of ['log', 'info', 'warn', 'error', 'debug']) { \
        const say = console[name]; console[name] = (...all) => { all.forEach((one) => hear(String(one?.stack ?? one))); say.apply(console, all); }; } \
    for (const name of ['error', 'unhandledrejection']) addEventListener(name, (event) => \
        hear(String(event.message ?? '') + String((event.error ?? event.reason)?.stack))); \
    for (const name of ['request-changed', 'instance-failed']) addEventListener(name, (event) => hear(event.detail)); \
    addEventListener('message', (event) => hear(event.data));";

/// Finds all texts with `arguments[0]` in them that the browser shows, stores or sends.
const SEARCH: &str = "const found = [...heard, document.URL, document.title, document.cookie, document.referrer]; \
    for (const storage of [localStorage, sessionStorage]) found.push(JSON.stringify({ ...storage })); \
    for (const entry of performance.getEntries()) found.push(entry.name); \
    found.push(JSON.stringify(history.state)); \
    const walk = (root) => { for (const element of root.querySelectorAll('*')) { \
        for (const { name, value } of element.attributes) found.push(`${name}=${value}`); \
        for (const node of element.childNodes) if (node.nodeType === 3) found.push(node.data); \
        if (element.shadowRoot) walk(element.shadowRoot); } }; walk(document); \
    return (indexedDB.databases ? indexedDB.databases() : Promise.resolve([])).then((databases) => \
        [...found, JSON.stringify(databases)].filter((text) => text?.includes(arguments[0])));";

impl Page {
    /// Starts recording everything that leaves the form.
    pub async fn record_everything(&self) {
        self.run(RECORD).await;
    }

    /// Returns true if a recorded text contains this one.
    pub async fn has_recorded(&self, text: &str) -> bool {
        let script = "return heard.some((text) => text.includes(arguments[0]))";
        self.client.execute(script, vec![text.into()]).await.unwrap() == true
    }

    /// Returns everything with this text in it that the browser shows, stores or has sent since the recording
    /// started.
    pub async fn everywhere(&self, text: &str) -> Vec<String> {
        let found: Value = self.client.execute(SEARCH, vec![text.into()]).await.unwrap();
        serde_json::from_value(found).unwrap()
    }

    /// Records the details of `request-changed` and copied texts.
    pub async fn record_changes_and_copies(&self) {
        self.run(
            "window.heard = []; addEventListener('request-changed', ({ detail }) => heard.push(JSON.stringify(detail))); \
             navigator.clipboard.writeText = (text) => { heard.push(text); return Promise.resolve(); };",
        )
        .await;
    }

    /// Returns the recorded texts, the tab's storage and the URL.
    pub async fn recorded_and_stored(&self) -> String {
        let script = "return [...heard, JSON.stringify({ ...sessionStorage }), document.URL].join('\\n')";
        self.run(script).await.as_str().unwrap_or_default().to_owned()
    }

    pub async fn forget_recorded_texts(&self) {
        self.run("heard.length = 0").await;
    }

    /// Clicks the button with this text, if there is one.
    pub async fn click_if_present(&self, text: &str) {
        let script =
            "[...root.querySelectorAll('button')].find(({ textContent }) => textContent === arguments[0])?.click()";
        self.in_form(script, vec![text.into()]).await;
    }

    /// Lets the program crash the next time it creates an element.
    pub async fn break_program(&self) {
        self.run("document.createElement = () => { delete document.createElement; throw new Error('no') }").await;
    }
}
