//! A page in its own Chromium. Elements are found by role and accessible name, as the browser computes them for
//! assistive technology.

mod accessibility;
mod clipboard;
mod custom_element;
mod dialog;
mod driver;
mod events;
mod highlights;
mod input;
mod keyboard;
mod layout;
mod leaks;
mod memory;
mod network;
mod outcome;
mod panes;
mod pointer;
mod responses;
mod storage;
mod styles;
mod texts;
mod unresolved;
mod window;

pub use custom_element::Parent;
pub use keyboard::CTRL;
pub use layout::Part;
pub use styles::Style;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use sandbox::{Sandbox, Violations, api, site};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::skip::skip;
use driver::{ComputedLabel, DevTools, Driver, id};

/// The time limit for something to appear.
const PATIENCE: Duration = Duration::from_secs(15);

pub struct Page {
    pub sandbox: Sandbox,
    pub violations: Violations,
    /// The URL of the sandbox API.
    pub api: String,
    /// The form that is searched, as JavaScript; by default the first form's shadow root.
    pub form: String,
    pub client: Client,
    _driver: Driver,
}

/// Returns the shadow root of the form with this selector, as JavaScript.
pub fn shadow(selector: &str) -> String {
    format!("document.querySelector('{selector}')?.shadowRoot")
}

/// Returns the folder of the built site. Without one, reports the test as skipped and returns `None`.
pub fn dist() -> Option<PathBuf> {
    let dist = std::env::var_os("DIST").map(PathBuf::from);
    if dist.is_none() {
        skip("DIST does not name a built site (cargo xtask test builds one)");
    }
    dist
}

impl Page {
    /// Opens the built site; `None` without a site to test.
    pub async fn open() -> Option<Self> {
        Some(Self::serve(&dist()?).await)
    }

    /// Opens the page in the folder `dist`, served under the page's own policy.
    pub async fn serve(dist: &Path) -> Self {
        let page = Self::open_empty(&[], json!({})).await;
        let address = listen(site(dist, &page.api, page.violations.clone())).await;
        page.goto(&format!("{address}/")).await;
        page.wait_for("button", "Create Instance").await;
        page
    }

    /// Opens an empty page in a browser with additional arguments and preferences.
    pub async fn open_empty(arguments: &[&str], preferences: Value) -> Self {
        let sandbox = Sandbox::default();
        let api = format!("{}/elements/api-v2", listen(api(sandbox.clone())).await);

        let (driver, port) = (0..5).find_map(|_| Driver::start()).expect("chromedriver says its port");

        let usual = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
        ];
        let arguments: Vec<_> = usual.iter().chain(arguments).collect();
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("goog:chromeOptions".into(), json!({ "args": arguments, "prefs": preferences }));
        // A generous limit for slow machines: only scripts that never end exceed it.
        capabilities.insert("timeouts".into(), json!({ "script": 180_000 }));
        let address = format!("http://127.0.0.1:{port}");
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&address)
            .await
            .unwrap();
        let form = shadow("element-instance-form");
        Self { sandbox, violations: Violations::default(), api, form, client, _driver: driver }
    }

    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Returns the result of a script, awaited if it is a promise.
    pub async fn run(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap()
    }

    /// Runs a script in which `root` is the form, with these `arguments`.
    async fn in_form(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.client.execute(&format!("const root = {}; {script}", self.form), arguments).await.unwrap()
    }

    /// Waits until an expression over the form `root` is true.
    async fn wait_in_form(&self, expression: &str) {
        self.wait_until(&format!("((root) => {expression})({})", self.form)).await;
    }

    /// Searches in the form with this selector from now on.
    pub fn use_form(&mut self, selector: &str) {
        self.form = shadow(selector);
    }

    /// Searches in the prerendered form from now on.
    pub fn use_prerendered_form(&mut self) {
        self.form = "document.querySelector('element-instance-form')".into();
    }

    /// Waits until a JavaScript expression is true.
    pub async fn wait_until(&self, expression: &str) {
        let start = Instant::now();
        while self.run(&format!("return !!({expression})")).await != true {
            assert!(start.elapsed() <= PATIENCE, "never: {expression}\n{}", self.client.source().await.unwrap());
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Sends a command of the `DevTools` protocol.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        self.client.issue_cmd(DevTools(command, parameters)).await.unwrap()
    }

    /// Resizes the window to a screen of this size, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let screen = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await;
    }

    /// Sets user preferences: media features and their values.
    pub async fn prefer(&self, features: &[(&str, &str)]) {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    pub async fn close(self) {
        self.client.close().await.unwrap();
        assert_eq!(self.violations.reports(), [""; 0], "the page keeps to its policy");
    }

    /// Returns the element with this role and accessible name; an empty name matches any.
    async fn find(&self, role: &str, name: &str) -> Option<Element> {
        let selector = match role {
            "button" => "button",
            "heading" => "h1, h2, h3",
            "textbox" => "input:not([type=checkbox], [type=radio], [type=range]), textarea",
            "switch" => "[role=switch]",
            "checkbox" => "input[type=checkbox]:not([role])",
            "radio" => "input[type=radio]",
            "combobox" => "select",
            "region" => "section",
            "group" => "fieldset, [role=group]",
            "list" => "ul, ol",
            "link" => "a",
            "alert" => "[role=alert]",
            other => panic!("no selector for the role {other}"),
        };
        for element in self.named(selector, name).await {
            // An element that was removed meanwhile has no name.
            let label = self.client.issue_cmd(ComputedLabel(element.element_id().to_string())).await;
            if label.is_ok_and(|label| name.is_empty() || label == name) {
                return Some(element);
            }
        }
        None
    }

    /// Returns the elements of this selector that may have this name. Asking the browser for each name is slow.
    async fn named(&self, selector: &str, name: &str) -> Vec<Element> {
        let script = format!(
            "const [selector, name] = arguments; \
             const says = (text) => text?.replace(/\\s+/g, ' ').includes(name); \
             return [...({})?.querySelectorAll(selector) ?? []].filter((element) => \
                 says(element.textContent) || says(element.ariaLabel) || says(element.title) || \
                 element.hasAttribute('aria-labelledby') || element.labels?.length)",
            self.form
        );
        self.elements(&script, vec![selector.into(), name.into()]).await
    }

    /// Returns all elements of this selector in the form's shadow root.
    pub async fn all(&self, selector: &str) -> Vec<Element> {
        let script = format!("return [...({})?.querySelectorAll(arguments[0]) ?? []]", self.form);
        self.elements(&script, vec![selector.into()]).await
    }

    /// Returns the elements that a script returns.
    async fn elements(&self, script: &str, arguments: Vec<Value>) -> Vec<Element> {
        let found = self.client.execute(script, arguments).await.unwrap();
        let found: Vec<Value> = serde_json::from_value(found).unwrap();
        let element = |found| Element::from_element_id(self.client.clone(), id(&found));
        found.into_iter().map(element).collect()
    }

    /// Returns the form's HTML, without the anchors of dynamic content.
    pub async fn form_html(&self) -> String {
        let html = self.in_form("return root.querySelector('.page').outerHTML", Vec::new()).await;
        html.as_str().unwrap().replace("<!---->", "").replace(&self.api, sandbox::DEFAULT_API)
    }

    pub async fn has(&self, role: &str, name: &str) -> bool {
        self.find(role, name).await.is_some()
    }

    pub async fn wait_for(&self, role: &str, name: &str) -> Element {
        let start = Instant::now();
        loop {
            if let Some(element) = self.find(role, name).await {
                return element;
            }
            assert!(
                start.elapsed() <= PATIENCE,
                "no {role} {name:?} on the page\n{}",
                self.client.source().await.unwrap_or_default()
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn wait_gone(&self, role: &str, name: &str) {
        let start = Instant::now();
        while self.has(role, name).await {
            assert!(start.elapsed() < PATIENCE, "{role} {name:?} is still on the page");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn click(&self, role: &str, name: &str) {
        self.wait_for(role, name).await.click().await.unwrap();
    }

    /// Clicks Create Instance.
    pub async fn create(&self) {
        self.click("button", "Create Instance").await;
    }

    /// Clicks Create Instance after the confirmation was visible long enough.
    pub async fn confirm(&self) {
        self.wait_until_confirmation_counts().await;
        self.create().await;
    }

    /// Waits until a confirmation has been visible long enough for a click to count.
    pub async fn wait_until_confirmation_counts(&self) {
        tokio::time::sleep(Duration::from_millis(600)).await;
    }

    /// Replaces the text of a field by typing.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = self.wait_for("textbox", name).await;
        field.click().await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Inserts a text at once. Typing would treat its tabs as keys that move the focus.
    pub async fn paste(&self, name: &str, text: &str) {
        let field = self.wait_for("textbox", name).await;
        let script =
            "arguments[0].focus(); arguments[0].select(); document.execCommand('insertText', false, arguments[1])";
        let field = serde_json::to_value(field).unwrap();
        self.client.execute(script, vec![field, text.into()]).await.unwrap();
    }

    pub async fn is_enabled(&self, role: &str, name: &str) -> bool {
        self.wait_for(role, name).await.is_enabled().await.unwrap()
    }

    /// Reloads the page.
    pub async fn reload(&self) {
        self.client.refresh().await.unwrap();
        self.wait_for("button", "Create Instance").await;
    }

    /// Returns the visible text of an element.
    pub async fn text_of_role(&self, role: &str, name: &str) -> String {
        self.wait_for(role, name).await.text().await.unwrap()
    }

    /// Types into the focused element.
    pub async fn type_text(&self, text: &str) {
        self.client.active_element().await.unwrap().send_keys(text).await.unwrap();
    }

    pub async fn value_of(&self, name: &str) -> String {
        self.wait_for("textbox", name).await.prop("value").await.unwrap().unwrap_or_default()
    }

    pub async fn choose(&self, name: &str, option: &str) {
        self.wait_for("combobox", name).await.select_by_label(option).await.unwrap();
    }

    /// Sets another API host than those in the list.
    pub async fn choose_host(&self, url: &str) {
        self.choose("API host", "Other host…").await;
        self.fill("Host URL", url).await;
    }

    /// Waits until this text is anywhere in the form.
    pub async fn wait_for_text(&self, text: &str) {
        self.wait_in_form(&format!("root?.textContent.includes({})", json!(text))).await;
    }

    /// Returns the text of the one element of this selector inside another: the exact text content of code, the
    /// visible text of other elements.
    pub async fn text_of(&self, role: &str, name: &str, selector: &str) -> String {
        let within = self.wait_for(role, name).await;
        let found = within.find_all(Locator::Css(selector)).await.unwrap();
        let [element] = found.as_slice() else { panic!("{} times {selector} in {role} {name:?}", found.len()) };
        if selector == "code" {
            return element.prop("textContent").await.unwrap().unwrap_or_default();
        }
        element.text().await.unwrap()
    }
}

pub async fn listen(service: axum::Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, service).await });
    address
}
