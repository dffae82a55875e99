//! What the page copies.

use super::Page;

impl Page {
    /// Records from now on what is copied.
    pub async fn record_clipboard(&self) {
        self.run(
            "window.copied = []; \
             navigator.clipboard.writeText = (text) => { copied.push(text); return Promise.resolve(); }",
        )
        .await;
    }

    /// Everything that was copied since it is recorded.
    pub async fn copied(&self) -> Vec<String> {
        serde_json::from_value(self.run("return copied").await).unwrap()
    }

    /// Presses this button, and waits for what it copies.
    pub async fn copy_by(&self, button: &str) -> String {
        let before = self.copied().await.len();
        self.click("button", button).await;
        self.wait_until(&format!("copied.length > {before}")).await;
        self.copied().await.pop().unwrap()
    }

    /// Waits until something that starts with this text is copied.
    pub async fn wait_for_copied(&self, start: &str) {
        self.wait_until(&format!("copied.at(-1)?.startsWith('{start}')")).await;
    }
}
