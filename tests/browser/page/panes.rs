//! The panes that show the request: the command, the body, and the tabs that select them.

use serde_json::{Value, json};

use super::Page;

/// A pane.
pub struct Pane<'p> {
    page: &'p Page,
    name: &'static str,
}

impl Page {
    pub fn command_pane(&self) -> Pane<'_> {
        Pane { page: self, name: "cURL command" }
    }

    pub fn body_pane(&self) -> Pane<'_> {
        Pane { page: self, name: "Request body" }
    }

    /// Returns the shown body, whichever form is searched.
    pub async fn shown_body(&self) -> String {
        let body = self.in_form("return root.querySelector('[part=body] code').textContent", Vec::new()).await;
        body.as_str().unwrap().to_owned()
    }

    /// Waits until the command has this text.
    pub async fn wait_for_command(&self, text: &str) {
        self.wait_in_form(&format!("root?.querySelector('[part=command]')?.textContent.includes({})", json!(text)))
            .await;
    }

    /// Returns the name of the focused tab, that of the tab whose panel is shown, and whether the command and the
    /// body are visible.
    pub async fn shown_tab(&self) -> (String, String, [bool; 2]) {
        let script = "const seen = (element) => element?.checkVisibility() ?? false; \
             return [root.activeElement?.textContent, \
                 root.querySelector('[role=tabpanel]').ariaLabelledByElements?.[0]?.textContent ?? '', \
                 [seen(root.querySelector('[part=command]')), seen(root.querySelector('[part=body]'))]]";
        serde_json::from_value(self.in_form(script, Vec::new()).await).unwrap()
    }

    /// Selects the tab with this name.
    pub async fn select_tab(&self, name: &str) {
        let script = "[...root.querySelectorAll('[role=tab]')] \
                      .find(({ textContent }) => textContent === arguments[0]).click()";
        self.in_form(script, vec![name.into()]).await;
    }

    /// Focuses the tab that shows both panes.
    pub async fn focus_first_tab(&self) {
        self.in_form("root.getElementById('tab-all').focus()", Vec::new()).await;
    }

    /// Returns the number of tabs at which Tab stops.
    pub async fn tab_stops_of_tabs(&self) -> Value {
        self.in_form("return root.querySelectorAll('[role=tab][tabindex=\"0\"]').length", Vec::new()).await
    }
}

impl Pane<'_> {
    pub async fn text(&self) -> String {
        self.page.text_of("region", self.name, "code").await
    }

    pub async fn json(&self) -> Value {
        let text = self.text().await;
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}
