//! The texts that the page copies.

use super::Page;

impl Page {
    /// Starts recording copied texts.
    pub async fn record_clipboard(&self) {
        self.run(
            "window.copied = []; \
             navigator.clipboard.writeText = (text) => { copied.push(text); return Promise.resolve(); }",
        )
        .await;
    }

    /// Sets the text that pages can read from the clipboard; `None` denies it.
    pub async fn offer_clipboard(&self, text: Option<&str>) {
        let script = "const [text] = arguments; \
                      navigator.clipboard.readText = () => text === null ? Promise.reject() : Promise.resolve(text)";
        self.client.execute(script, vec![text.into()]).await.unwrap();
    }

    /// Returns the copied texts since the recording started.
    pub async fn copied(&self) -> Vec<String> {
        serde_json::from_value(self.run("return copied").await).unwrap()
    }

    /// Clicks this button, and waits for the copied text.
    pub async fn copy_by(&self, button: &str) -> String {
        let before = self.copied().await.len();
        self.click("button", button).await;
        self.wait_until(&format!("copied.length > {before}")).await;
        self.copied().await.pop().unwrap()
    }

    /// Waits until a text that starts with this one is copied.
    pub async fn wait_for_copied(&self, start: &str) {
        self.wait_until(&format!("copied.at(-1)?.startsWith('{start}')")).await;
    }
}
