//! The element's events, and other signals to the embedding page.

use serde_json::{Value, json};

use super::Page;

/// A target to listen at, as JavaScript, and its name in the record.
pub type Listener<'l> = (&'l str, &'l str);

/// The names of the element's events.
const NAMES: &str = "['request-changed', 'instance-created', 'instance-failed']";

impl Page {
    /// Records the element's events at the document: name, `bubbles`, `composed`, the target's name, detail.
    pub async fn record_events(&self) {
        self.run(&format!(
            "window.recorded = []; \
             for (const name of {NAMES}) document.addEventListener(name, (event) => recorded.push( \
                 [name, event.bubbles, event.composed, event.target.localName, event.detail]))"
        ))
        .await;
    }

    /// Records the element's events at several targets: the target, the name, `bubbles`, `composed`.
    pub async fn record_events_at(&self, listeners: &[Listener<'_>]) {
        self.run("window.recorded = []").await;
        for (target, name) in listeners {
            self.run(&format!(
                "for (const event of {NAMES}) {target}.addEventListener(event, \
                     ({{ bubbles, composed }}) => recorded.push(['{name}', event, bubbles, composed]))"
            ))
            .await;
        }
    }

    /// Records the IDs of created instances at the element itself, and the errors of the page.
    pub async fn record_created_ids_and_errors(&self) {
        self.in_form(
            "window.recorded = []; window.errors = []; \
             addEventListener('error', ({ message }) => errors.push(message)); \
             addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason))); \
             root.host.addEventListener('instance-created', ({ detail }) => recorded.push(detail.id))",
            Vec::new(),
        )
        .await;
    }

    /// Returns the recorded entries.
    pub async fn recorded(&self) -> Vec<Value> {
        serde_json::from_value(self.run("return recorded").await).unwrap()
    }

    pub async fn recorded_errors(&self) -> Vec<String> {
        serde_json::from_value(self.run("return errors").await).unwrap()
    }

    pub async fn forget_recorded(&self) {
        self.run("recorded.length = 0").await;
    }

    /// Waits until something is recorded.
    pub async fn wait_for_recorded(&self) {
        self.wait_until("recorded.length").await;
    }

    /// Waits until an event of this name is recorded.
    pub async fn wait_for_event(&self, name: &str) {
        self.wait_until(&format!("recorded.some(([event]) => event === '{name}')")).await;
    }

    /// Records the messages that are posted to the window.
    pub async fn record_messages(&self) {
        self.run("window.recorded = []; addEventListener('message', ({ data }) => recorded.push(data))").await;
    }

    /// Records violations of the page's policy, also in pages opened later.
    pub async fn record_policy_violations(&self) {
        let listen = "window.recorded = []; document.addEventListener('securitypolicyviolation', \
                      ({ violatedDirective }) => recorded.push(violatedDirective))";
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": listen })).await;
    }

    /// Sets HTML from a string, which a page with Trusted Types rejects. Returns the name of the error.
    pub async fn set_inner_html(&self) -> Value {
        self.run("try { document.body.innerHTML = '' } catch (error) { return error.name }").await
    }

    /// Records the details of `request-changed` as texts.
    pub async fn record_request_changes(&self) {
        self.run(
            "window.recorded = []; addEventListener('request-changed', ({ detail }) => recorded.push(JSON.stringify(detail)))",
        )
        .await;
    }
}
