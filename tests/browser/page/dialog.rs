//! The open dialog: the import, or the keyboard shortcuts.

use serde_json::{Value, json};

use super::Page;

/// The open dialog.
pub struct Dialog<'p>(&'p Page);

impl Page {
    pub fn dialog(&self) -> Dialog<'_> {
        Dialog(self)
    }
}

impl Dialog<'_> {
    pub async fn is_open(&self) -> bool {
        self.0.in_form("return !!root.querySelector('dialog[open]')", Vec::new()).await == true
    }

    /// Waits until a dialog with this title is open.
    pub async fn wait_for_title(&self, title: &str) {
        self.0.wait_in_form(&format!("root.querySelector('dialog[open] h2')?.textContent === {}", json!(title))).await;
    }

    pub async fn wait_until_closed(&self) {
        self.0.wait_in_form("!root.querySelector('dialog[open]')").await;
    }

    /// Waits until the dialog's notice starts with this text.
    pub async fn wait_for_notice(&self, text: &str) {
        let notice = "root.querySelector('dialog[open] .notice')?.textContent";
        self.0.wait_in_form(&format!("{notice}?.startsWith({})", json!(text))).await;
    }

    /// Waits for an alert in the dialog.
    pub async fn wait_for_alert(&self) {
        self.0.wait_in_form("root.querySelector('dialog [role=alert]')").await;
    }

    /// Waits until the text to import is this one.
    pub async fn wait_for_import_text(&self, text: &str) {
        self.0
            .wait_in_form(&format!("root.querySelector('dialog[open] #import-text')?.value === {}", json!(text)))
            .await;
    }

    /// Returns the text to import if its field has the focus.
    pub async fn focused_import_text(&self) -> Value {
        let script = "const text = root.querySelector('#import-text'); \
                      return root.activeElement === text ? text.value : null";
        self.0.in_form(script, Vec::new()).await
    }

    /// Returns the titles of the open dialogs, and whether each is modal.
    pub async fn titles(&self) -> Vec<(String, bool)> {
        let script = "return [...root.querySelectorAll('dialog[open]')].map((dialog) => \
                      [dialog.querySelector('h2').textContent, dialog.matches(':modal')])";
        serde_json::from_value(self.0.in_form(script, Vec::new()).await).unwrap()
    }

    /// Returns the text of the first dialog.
    pub async fn text(&self) -> String {
        let text = self.0.in_form("return root.querySelector('dialog').textContent", Vec::new()).await;
        text.as_str().unwrap().to_owned()
    }

    /// Returns the visible text of the first dialog.
    pub async fn visible_text(&self) -> String {
        let text = self.0.in_form("return root.querySelector('dialog').innerText", Vec::new()).await;
        text.as_str().unwrap().to_owned()
    }

    /// Calls the dialog's `close` method.
    pub async fn close(&self) {
        self.0.in_form("root.querySelector('dialog[open]').close()", Vec::new()).await;
    }
}
