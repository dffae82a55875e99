//! The browser window around the form: its URL, scrolling, time, and the confirmation before leaving.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Page, TIMEOUT};

impl Page {
    /// Waits for this time.
    pub async fn pause(&self, milliseconds: u64) {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
    }

    /// Waits until all tasks that the page has queued so far have run.
    pub async fn next_task(&self) {
        self.run("return new Promise((next) => setTimeout(next))").await;
    }

    /// Waits until the browser draws.
    pub async fn next_frame(&self) {
        self.run("return new Promise(requestAnimationFrame)").await;
    }

    /// Shortens time limits of 30 seconds to 1.5 seconds in pages opened from now on, and counts them.
    pub async fn shorten_load_limits(&self) {
        let script = "window.limits = 0; const after = window.setTimeout; window.setTimeout = (then, time, ...all) => \
                      after(then, time === 30000 ? (limits += 1, 1500) : time, ...all)";
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// Disables time limits of 30 seconds in this page: on a slow machine, checks during a request take longer.
    pub async fn disable_time_limits(&self) {
        self.run(
            "const after = window.setTimeout; \
             window.setTimeout = (then, time, ...all) => after(then, time === 30000 ? 1e9 : time, ...all)",
        )
        .await;
    }

    /// Waits until this many time limits of 30 seconds have started.
    pub async fn wait_for_load_limits(&self, count: usize) {
        self.wait_until(&format!("limits >= {count}")).await;
    }

    pub async fn address(&self) -> String {
        self.run("return location.href").await.as_str().unwrap().to_owned()
    }

    /// Follows a link to a fragment of the page.
    pub async fn follow_fragment(&self, fragment: &str) {
        self.run(&format!("location.hash = {}", json!(fragment))).await;
    }

    /// Waits until the form has removed the fragment from the URL.
    pub async fn wait_without_fragment(&self) {
        self.wait_until("!location.href.includes('#')").await;
    }

    /// Returns the text of the whole document, without started forms.
    pub async fn document_text(&self) -> String {
        self.run("return document.body.textContent").await.as_str().unwrap().to_owned()
    }

    /// Dispatches `pagehide`, as when the page is left.
    pub async fn dispatch_pagehide(&self) {
        self.run("window.dispatchEvent(new Event('pagehide'))").await;
    }

    /// Returns the URL, the tab's storage, and the values and texts of the form.
    pub async fn address_and_fields(&self) -> Value {
        let script = "return [location.href, JSON.stringify({ ...sessionStorage }), JSON.stringify(history.state), \
             ...[...root.querySelectorAll('input, textarea')].map((field) => field.value), \
             root.querySelector('.page').textContent]";
        self.in_form(script, Vec::new()).await
    }

    /// Opens the URL with an empty session storage, as in a new tab.
    pub async fn open_in_new_tab(&self, address: &str) {
        self.run("sessionStorage.clear(); addEventListener('pagehide', () => sessionStorage.clear())").await;
        self.goto("about:blank").await;
        self.goto(address).await;
    }

    /// Returns the title and the language of the document.
    pub async fn title_and_language(&self) -> (String, String) {
        let found = self.run("return [document.title, document.documentElement.lang]").await;
        serde_json::from_value(found).unwrap()
    }

    pub async fn scroll_to(&self, y: u32) {
        self.run(&format!("scrollTo(0, {y})")).await;
    }

    pub async fn scroll_position(&self) -> Value {
        self.run("return scrollY").await
    }

    /// Returns true if the browser would ask before the page is left.
    pub async fn asks_before_leaving(&self) -> bool {
        let script =
            "const event = new Event('beforeunload', { cancelable: true }); return !window.dispatchEvent(event)";
        self.run(script).await == true
    }

    /// Disables the confirmation before the page is left.
    pub async fn leave_without_question(&self) {
        self.run("addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true)").await;
    }

    /// Sets the browser offline.
    pub async fn go_offline(&self) {
        self.run("Object.defineProperty(navigator, 'onLine', { get: () => false })").await;
    }

    pub async fn locks_held(&self) -> Value {
        self.run("return navigator.locks.query().then(({ held }) => held.length)").await
    }

    pub async fn wait_for_released_locks(&self) {
        let start = Instant::now();
        while self.locks_held().await != 0 {
            assert!(start.elapsed() < TIMEOUT, "a lock is still held");
            self.pause(50).await;
        }
    }

    /// Returns true if a script has set this global variable.
    pub async fn has_global(&self, name: &str) -> bool {
        self.run(&format!("return globalThis.{name} !== undefined")).await == true
    }

    pub async fn has_touch_screen(&self) -> bool {
        self.run("return matchMedia('(pointer: coarse)').matches").await == true
    }

    /// Collects garbage.
    pub async fn collect_garbage(&self) {
        // The collector frees some objects in later tasks.
        for _ in 0..3 {
            // Chromium's advice about password fields keeps their form in memory.
            self.devtools("Runtime.discardConsoleEntries", json!({})).await;
            self.devtools("HeapProfiler.collectGarbage", json!({})).await;
        }
    }
}
