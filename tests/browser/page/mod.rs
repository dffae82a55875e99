//! A page in its own Chromium. Elements are found by role and accessible name, as the browser computes them for
//! assistive technology.

mod accessibility;
mod clipboard;
mod connection_test;
mod controls;
mod custom_element;
mod dialog;
mod driver;
mod elements;
mod events;
mod highlights;
mod input;
mod keyboard;
mod layout;
mod leaks;
mod measures;
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

use fantoccini::{Client, ClientBuilder};
use sandbox::{Sandbox, Violations, api, site};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::skip::skip;
use driver::{DevTools, Driver};

/// The time limit for something to appear.
const TIMEOUT: Duration = Duration::from_secs(15);

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

/// A browser that runs a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Browser {
    /// Chromium without its interface, if `HEADLESS_SHELL` names it: a page takes half the time. It ignores preferences,
    /// and its mouse pointer is over the page from the start, which loads the deferred part.
    HeadlessShell,
    Chromium,
}

impl Page {
    /// Opens the built site; `None` without a site to test.
    pub async fn open() -> Option<Self> {
        Some(Self::serve(&dist()?).await)
    }

    /// Opens the built site with the mouse pointer outside of the page: its deferred part loads when the page is used.
    pub async fn open_without_pointer() -> Option<Self> {
        let dist = dist()?;
        Some(Self::open_empty_without_pointer().await.show(&dist).await)
    }

    /// Opens the page in the folder `dist`, served under the page's own policy.
    pub async fn serve(dist: &Path) -> Self {
        Self::open_empty().await.show(dist).await
    }

    /// Opens an empty page.
    pub async fn open_empty() -> Self {
        Self::start(Browser::HeadlessShell, &[], json!({})).await
    }

    /// Opens an empty page with the mouse pointer outside of it.
    pub async fn open_empty_without_pointer() -> Self {
        Self::open_with(&[], json!({})).await
    }

    /// Opens an empty page in Chromium itself, with additional arguments and preferences.
    pub async fn open_with(arguments: &[&str], preferences: Value) -> Self {
        Self::start(Browser::Chromium, arguments, preferences).await
    }

    async fn show(self, dist: &Path) -> Self {
        let address = listen(site(dist, &self.api, self.violations.clone())).await;
        self.goto(&format!("{address}/")).await;
        self.wait_for("button", "Create Instance").await;
        self
    }

    async fn start(browser: Browser, arguments: &[&str], preferences: Value) -> Self {
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
            // The driver returns no text of an element while it fades in.
            "--force-prefers-reduced-motion",
        ];
        let arguments: Vec<_> = usual.iter().chain(arguments).collect();
        let mut capabilities = serde_json::Map::new();
        let mut options = json!({ "args": arguments, "prefs": preferences });
        if browser == Browser::HeadlessShell
            && let Ok(binary) = std::env::var("HEADLESS_SHELL")
        {
            options["binary"] = binary.into();
        }
        capabilities.insert("goog:chromeOptions".into(), options);
        // Longer than the time limits of the tests, so that these name what takes too long.
        capabilities.insert("timeouts".into(), json!({ "script": 300_000 }));
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
            assert!(start.elapsed() <= TIMEOUT, "never: {expression}\n{}", self.client.source().await.unwrap());
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

    /// Returns the form's HTML, without the anchors of dynamic content.
    pub async fn form_html(&self) -> String {
        let html = self.in_form("return root.querySelector('.page').outerHTML", Vec::new()).await;
        html.as_str().unwrap().replace("<!---->", "").replace(&self.api, sandbox::DEFAULT_API)
    }

    /// Reloads the page.
    pub async fn reload(&self) {
        self.client.refresh().await.unwrap();
        self.wait_for("button", "Create Instance").await;
    }

    /// Waits until that many instances are in the list of those created in the tab.
    pub async fn wait_for_created_list(&self, count: usize) {
        let form = &self.form;
        self.wait_until(&format!("{form}.querySelectorAll('.created-list li').length === {count}")).await;
    }

    /// Loads another path of the site.
    pub async fn go_to_path(&self, path: &str) {
        let url = self.client.current_url().await.unwrap().join(path).unwrap();
        self.goto(url.as_str()).await;
        self.wait_for("button", "Create Instance").await;
    }

    /// Waits until this text is anywhere in the form.
    pub async fn wait_for_text(&self, text: &str) {
        self.wait_in_form(&format!("root?.textContent.includes({})", json!(text))).await;
    }
}

pub async fn listen(service: axum::Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, service).await });
    address
}
