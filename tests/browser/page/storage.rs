//! The page's data in the browser's storage: drafts, records of sent requests, preferences.

use super::Page;

impl Page {
    /// Returns the keys of the session storage.
    pub async fn session_keys(&self) -> Vec<String> {
        serde_json::from_value(self.run("return Object.keys({ ...sessionStorage })").await).unwrap()
    }

    /// Returns the whole session storage as JSON.
    pub async fn session_storage(&self) -> String {
        self.run("return JSON.stringify({ ...sessionStorage })").await.as_str().unwrap().to_owned()
    }

    /// Returns the number of unresolved requests that each form of the tab has stored.
    pub async fn unresolved_records(&self) -> Vec<u64> {
        let script = "return Object.entries({ ...sessionStorage }).filter(([key]) => key.includes('sent')) \
                      .map(([, record]) => record.split('\\n').length)";
        serde_json::from_value(self.run(script).await).unwrap()
    }

    /// Waits until a draft with both texts is stored.
    pub async fn wait_for_draft(&self, one: &str, other: &str) {
        self.wait_until(&format!(
            "Object.values({{ ...sessionStorage }}).some((draft) => draft.includes('{one}') && draft.includes('{other}'))"
        ))
        .await;
    }

    pub async fn wait_without_draft(&self) {
        self.wait_until("!Object.keys({ ...sessionStorage }).some((key) => key.includes('draft'))").await;
    }

    pub async fn forget_preferences(&self) {
        self.run("localStorage.clear()").await;
    }

    pub async fn forget_session(&self) {
        self.run("sessionStorage.clear()").await;
    }

    /// Returns the stored preferences by key.
    pub async fn preferences(&self) -> Vec<(String, String)> {
        serde_json::from_value(self.run("return Object.entries({ ...localStorage })").await).unwrap()
    }
}
