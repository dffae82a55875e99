//! The list of requests with an unknown outcome.

use serde_json::json;

use super::Page;

/// The list.
pub struct Unresolved<'p>(&'p Page);

/// The items, as JavaScript.
const ITEMS: &str = "[...root.querySelectorAll('.unresolved > div')]";

impl Page {
    pub fn unresolved(&self) -> Unresolved<'_> {
        Unresolved(self)
    }
}

impl Unresolved<'_> {
    pub async fn count(&self) -> u64 {
        self.0.in_form(&format!("return {ITEMS}.length"), Vec::new()).await.as_u64().unwrap()
    }

    pub async fn wait_for_count(&self, count: u64) {
        self.0.wait_in_form(&format!("{ITEMS}.length === {count}")).await;
    }

    /// Waits until the first item is about an instance with this name.
    pub async fn wait_for_first(&self, name: &str) {
        self.0.wait_in_form(&format!("{ITEMS}[0]?.textContent.includes('“{name}”')")).await;
    }

    /// Waits until the first item has one of these texts.
    pub async fn wait_for_one_of(&self, texts: &[&str]) {
        let texts = json!(texts);
        self.0.wait_in_form(&format!("{texts}.some((text) => {ITEMS}[0].textContent.includes(text))")).await;
    }

    /// Waits until the item of the instance with this name has a text.
    pub async fn wait_for_text(&self, name: &str, text: &str) {
        self.0.wait_in_form(&format!("{}?.textContent.includes({})", item(name), json!(text))).await;
    }

    /// Returns true if the item of the instance with this name has a text.
    pub async fn has_text(&self, name: &str, text: &str) -> bool {
        self.0.in_form(&format!("return {}.textContent.includes({})", item(name), json!(text)), Vec::new()).await
            == true
    }

    /// Checks whether the instance with this name was created.
    pub async fn check(&self, name: &str) {
        self.0.in_form(&format!("{}.querySelector('button').click()", item(name)), Vec::new()).await;
    }

    /// Clicks Stop tracking of the first item twice in one turn.
    pub async fn double_click_forget(&self) {
        let script = "for (let times = 2; times; times--) root.querySelector('.unresolved > div .quiet').click()";
        self.0.in_form(script, Vec::new()).await;
    }
}

/// Returns the item of the instance with this name, as JavaScript.
fn item(name: &str) -> String {
    format!("{ITEMS}.find(({{ textContent }}) => textContent.includes('“{name}”'))")
}
