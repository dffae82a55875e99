//! The outcome of Create Instance: the request in flight, failures, and created instances.

use serde_json::json;

use super::Page;

/// The part of the page that shows the outcome.
pub struct Outcome<'p>(&'p Page);

/// The buttons that dismiss a response, as JavaScript.
const DISMISS: &str =
    "[...root.querySelectorAll('.created button')].filter((button) => button.textContent.startsWith('Dismiss'))";

impl Page {
    pub fn outcome(&self) -> Outcome<'_> {
        Outcome(self)
    }

    /// Clicks Create Instance three times in one turn.
    pub async fn create_three_times(&self) {
        let script = "const b = root.querySelector('[type=submit]'); b.click(); b.click(); b.click()";
        self.in_form(script, Vec::new()).await;
    }

    /// Waits for the button that creates, whatever its label.
    pub async fn wait_for_create_button(&self) {
        self.wait_in_form("root?.querySelector('[type=submit]')").await;
    }
}

impl Outcome<'_> {
    /// Returns true while a request is in flight.
    pub async fn is_submitting(&self) -> bool {
        self.0.in_form("return !!root.querySelector('[type=submit][aria-disabled]')", Vec::new()).await == true
    }

    /// Waits until a request is in flight.
    pub async fn wait_for_submission(&self) {
        self.0.wait_in_form("root.querySelector('[role=timer]')").await;
    }

    /// Waits until the timer of the request in flight shows seconds.
    pub async fn wait_for_seconds(&self) {
        self.0.wait_in_form("/^[1-9] s$/.test(root.querySelector('[role=timer]')?.textContent)").await;
    }

    /// Returns the first sentence of a failure.
    pub async fn sentence(&self) -> String {
        self.0.wait_in_form("root.querySelector('[role=alert] h2 + p')?.innerText").await;
        self.0.text_of("alert", "", "h2 + p").await
    }

    /// Returns the text of the failure of this kind.
    pub async fn failure(&self, kind: &str) -> Option<String> {
        let script = format!("return root.querySelector('.failure[data-kind={kind}]')?.innerText");
        self.0.in_form(&script, Vec::new()).await.as_str().map(str::to_owned)
    }

    /// Waits for a failure of this kind.
    pub async fn wait_for_failure(&self, kind: &str) {
        self.0.wait_in_form(&format!("root.querySelector('[data-kind={kind}]')")).await;
    }

    /// Waits for the list of fields with errors.
    pub async fn wait_for_field_errors(&self) {
        self.0.wait_in_form("root.querySelector('.summary')").await;
    }

    /// Returns the text of the part.
    pub async fn text(&self) -> String {
        let text = self.0.in_form("return root.querySelector('.request').innerText", Vec::new()).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the part has this text.
    pub async fn wait_for_text(&self, text: &str) {
        self.0.wait_in_form(&format!("root.querySelector('.request').textContent.includes({})", json!(text))).await;
    }

    /// Waits until the whole part is visible in the window.
    pub async fn wait_until_in_view(&self) {
        let bounds = "root.querySelector('#outcome').getBoundingClientRect()";
        self.0.wait_in_form(&format!("{bounds}.top >= 0 && {bounds}.bottom <= innerHeight")).await;
    }

    /// Waits for a visible created instance.
    pub async fn wait_for_visible_instance(&self) {
        self.0.wait_in_form("root.querySelector('.created')?.checkVisibility()").await;
    }

    /// Waits until this many created instances are shown.
    pub async fn wait_for_instances(&self, count: usize) {
        self.0.wait_in_form(&format!("root.querySelectorAll('.created').length === {count}")).await;
    }

    /// Returns true if a created instance is shown.
    pub async fn has_instance(&self) -> bool {
        self.0.in_form("return !!root.querySelector('.created')", Vec::new()).await == true
    }

    /// Returns the values of the created instances: an ID and a token each.
    pub async fn created_values(&self) -> Vec<String> {
        let script = "return [...root.querySelectorAll('.created dl output')].map((output) => output.value)";
        serde_json::from_value(self.0.in_form(script, Vec::new()).await).unwrap()
    }

    /// Clicks Dismiss of the first created instance three times in one turn.
    pub async fn dismiss_three_times(&self) {
        let script = "const b = root.querySelector('.created > .bar button'); b.click(); b.click(); b.click()";
        self.0.in_form(script, Vec::new()).await;
    }

    /// Dismisses each kept response, also one that requires confirmation. Returns how many are left.
    pub async fn dismiss_all(&self) -> u64 {
        let press = format!("const buttons = {DISMISS}; for (const button of buttons) button.click();");
        let count = format!("return {DISMISS}.length");
        self.0.in_form(&press, Vec::new()).await;
        if self.0.in_form(&count, Vec::new()).await != 0 {
            self.0.wait_until_confirmation_counts().await;
            self.0.in_form(&press, Vec::new()).await;
        }
        self.0.in_form(&count, Vec::new()).await.as_u64().unwrap()
    }

    /// Opens all details of the part.
    pub async fn open_details(&self) {
        let script = "for (const details of root.querySelectorAll('.request details')) details.open = true";
        self.0.in_form(script, Vec::new()).await;
    }
}
