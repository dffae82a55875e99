//! Buttons, fields and selects, used like a user does.

use std::time::Duration;

use fantoccini::elements::Element;

use super::Page;

impl Page {
    pub async fn click(&self, role: &str, name: &str) {
        self.click_element(self.wait_for(role, name).await).await;
    }

    /// Clicks an element. The driver scrolls to an element outside the window, but not to one below the bar at its foot.
    async fn click_element(&self, element: Element) {
        let script = "const [element] = arguments, { left, top, width, height } = element.getBoundingClientRect(); \
                      const at = element.getRootNode().elementFromPoint(left + width / 2, top + height / 2); \
                      if (!at || at.closest('.actions') && !element.closest('.actions')) \
                          element.scrollIntoView({ block: 'center' })";
        self.client.execute(script, vec![serde_json::to_value(element.clone()).unwrap()]).await.unwrap();
        element.click().await.unwrap();
    }

    /// Clicks Create Instance.
    pub async fn create(&self) {
        self.click("button", "Create Instance").await;
    }

    /// Clicks Create Instance after the confirmation was visible long enough.
    pub async fn confirm(&self) {
        self.wait_until_confirmation_counts().await;
        self.create().await;
    }

    /// Waits until a confirmation has been visible long enough for a click to count.
    pub async fn wait_until_confirmation_counts(&self) {
        tokio::time::sleep(Duration::from_millis(600)).await;
    }

    /// Replaces the text of a field in one editing step, like an input method: typing each character took the suite a
    /// quarter of its time.
    pub async fn fill(&self, name: &str, text: &str) {
        let field = serde_json::to_value(self.wait_for("textbox", name).await).unwrap();
        let script = "const [field, text] = arguments; field.focus(); field.select(); \
                      if (field.getRootNode().activeElement !== field) throw new Error('the field is hidden'); \
                      document.execCommand(text ? 'insertText' : 'delete', false, text)";
        self.client.execute(script, vec![field, text.into()]).await.unwrap();
    }

    pub async fn is_enabled(&self, role: &str, name: &str) -> bool {
        self.wait_for(role, name).await.is_enabled().await.unwrap()
    }

    /// Types into the focused element.
    pub async fn type_text(&self, text: &str) {
        self.client.active_element().await.unwrap().send_keys(text).await.unwrap();
    }

    pub async fn value_of(&self, name: &str) -> String {
        self.wait_for("textbox", name).await.prop("value").await.unwrap().unwrap_or_default()
    }

    /// Returns the value of the selected option.
    pub async fn selected(&self, name: &str) -> String {
        self.wait_for("combobox", name).await.prop("value").await.unwrap().unwrap_or_default()
    }

    pub async fn choose(&self, name: &str, option: &str) {
        self.wait_for("combobox", name).await.select_by_label(option).await.unwrap();
    }

    /// Sets another API host than those in the list.
    pub async fn choose_host(&self, url: &str) {
        self.choose("API host", "Other host…").await;
        self.fill("Host URL", url).await;
    }
}
