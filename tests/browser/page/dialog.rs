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

    /// Returns false if the open dialog has no box, because it is in an element without one.
    pub async fn is_visible(&self) -> bool {
        let script = "return root.querySelector('dialog[open]').getClientRects().length > 0";
        self.0.in_form(script, Vec::new()).await == true
    }

    /// Waits until a dialog with this title is open.
    pub async fn wait_for_title(&self, title: &str) {
        self.0.wait_in_form(&format!("root.querySelector('dialog[open] h2')?.textContent === {}", json!(title))).await;
    }

    pub async fn wait_until_closed(&self) {
        self.0.wait_in_form("!root.querySelector('dialog[open]')").await;
    }

    /// Waits until a notice of the dialog starts with this text.
    pub async fn wait_for_notice(&self, text: &str) {
        let notices = "[...root.querySelectorAll('dialog[open] .notice')]";
        let text = json!(text);
        self.0.wait_in_form(&format!("{notices}.some(({{ textContent }}) => textContent.startsWith({text}))")).await;
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

    /// Returns the selected part of the text to import if its field has the focus.
    pub async fn selected_import_text(&self) -> Value {
        let script = "const text = root.querySelector('#import-text'); \
                      return root.activeElement === text ? text.value.slice(text.selectionStart, text.selectionEnd) : null";
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

    /// Returns whether the open dialog is wider inside than outside.
    pub async fn scrolls_sideways(&self) -> bool {
        let script =
            "const dialog = root.querySelector('dialog[open]'); return dialog.scrollWidth > dialog.clientWidth";
        self.0.in_form(script, Vec::new()).await == true
    }

    /// Chooses a file with this text and `spaces` spaces after it.
    pub async fn choose_file(&self, name: &str, text: &str, spaces: usize) {
        let script = "const input = root.querySelector('#import-file'); input.files = data.files; \
                      input.dispatchEvent(new Event('change', { bubbles: true }))";
        self.give_file(script, name, text, spaces).await;
    }

    /// Drops a file with this text and `spaces` spaces after it.
    pub async fn drop_file(&self, name: &str, text: &str, spaces: usize) {
        let script = "const area = root.querySelector('#import-text'); \
                      for (const type of ['dragover', 'drop']) area.dispatchEvent(new DragEvent(type, \
                          { dataTransfer: data, bubbles: true, cancelable: true }))";
        self.give_file(script, name, text, spaces).await;
    }

    async fn give_file(&self, script: &str, name: &str, text: &str, spaces: usize) {
        let script = format!(
            "const [name, text, spaces] = arguments; const data = new DataTransfer(); \
             data.items.add(new File([text + ' '.repeat(spaces)], name)); {script}"
        );
        self.0.in_form(&script, vec![name.into(), text.into(), spaces.into()]).await;
    }

    /// Returns the index of the chosen request, or -1.
    pub async fn chosen_request(&self) -> i64 {
        let script = "return [...root.querySelectorAll('[name=import-request]')].findIndex((radio) => radio.checked)";
        self.0.in_form(script, Vec::new()).await.as_i64().unwrap()
    }

    /// Returns the index of the request that has the focus, or -1.
    pub async fn focused_request(&self) -> i64 {
        let script = "return [...root.querySelectorAll('[name=import-request]')].indexOf(root.activeElement)";
        self.0.in_form(script, Vec::new()).await.as_i64().unwrap()
    }

    /// Calls the dialog's `close` method.
    pub async fn close(&self) {
        self.0.in_form("root.querySelector('dialog[open]').close()", Vec::new()).await;
    }
}
