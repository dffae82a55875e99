//! The result of **Test connection**.

use super::Page;

impl Page {
    /// Returns the result that is shown; empty if nothing was tested since the connection changed.
    pub async fn connection_test(&self) -> String {
        let script = "return root.getElementById('connection-test')?.textContent ?? ''";
        self.in_form(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    /// Waits until this result is shown.
    pub async fn wait_for_connection_test(&self, expected: &str) {
        let form = &self.form;
        let text = format!("{form}.getElementById('connection-test')?.textContent");
        self.wait_until(&format!("{text} === {}", serde_json::to_string(expected).unwrap())).await;
    }
}
