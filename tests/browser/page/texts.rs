//! The texts of the form that users read, hear or copy.

use serde_json::Value;

use super::{Page, Part};

/// A text that is shown for copying.
#[derive(Debug)]
pub struct CopiedText {
    /// The class of the part of the form that contains it.
    pub within: String,
    pub element: String,
    /// Page translators may change it.
    pub is_translated: bool,
}

impl Page {
    /// Returns all texts, labels and titles of the form.
    pub async fn all_texts(&self) -> Vec<String> {
        let script = "const said = []; const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT); \
             while (walker.nextNode()) said.push(walker.currentNode.data.trim()); \
             for (const name of ['aria-label', 'aria-valuetext', 'title', 'placeholder']) \
               for (const element of root.querySelectorAll(`[${name}]`)) said.push(element.getAttribute(name).trim()); \
             return said";
        serde_json::from_value(self.in_form(script, Vec::new()).await).unwrap()
    }

    /// Returns the text of the whole form, including hidden text.
    pub async fn all_text(&self) -> String {
        self.in_form("return root.textContent", Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    /// Returns the texts of all alerts.
    pub async fn alerts(&self) -> String {
        let script = "return [...root.querySelectorAll('[role=alert]')].map((alert) => alert.textContent).join(' ')";
        self.in_form(script, Vec::new()).await.as_str().unwrap_or_default().to_owned()
    }

    /// Returns the visible text of a part.
    pub async fn visible_text_of(&self, part: Part) -> String {
        let text =
            self.in_form("return root.querySelector(arguments[0])?.innerText", vec![part.selector().into()]).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// Returns the `lang` of the form.
    pub async fn form_language(&self) -> Value {
        self.in_form("return root.querySelector('.page').lang", Vec::new()).await
    }

    /// Returns the form's status message about its language.
    pub async fn language_status(&self) -> Value {
        self.in_form("return root.querySelector('header [role=status]').textContent", Vec::new()).await
    }

    /// Waits until each form of the page is in this language.
    pub async fn wait_for_languages(&self, language: &str) {
        let roots = "[...document.querySelectorAll('element-instance-form')].map(({ shadowRoot }) => shadowRoot)";
        self.wait_until(&format!("{roots}.every((root) => root?.querySelector('.page')?.lang === '{language}')")).await;
    }

    /// Returns the selected language of each form of the page.
    pub async fn selected_languages(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('element-instance-form')] \
                      .map(({ shadowRoot }) => shadowRoot.querySelector('#language').value)";
        serde_json::from_value(self.run(script).await).unwrap()
    }

    /// Marks all current elements.
    pub async fn mark_elements(&self) {
        self.in_form("for (const element of root.querySelectorAll('*')) element.isOld = true", Vec::new()).await;
    }

    /// Returns the HTML of the unmarked elements.
    pub async fn unmarked_elements(&self) -> Vec<String> {
        let script = "return [...root.querySelectorAll('*')].filter(({ isOld }) => !isOld) \
                      .map(({ outerHTML }) => outerHTML)";
        serde_json::from_value(self.in_form(script, Vec::new()).await).unwrap()
    }

    /// Returns the texts that are shown for copying, or painted behind typed text.
    pub async fn copied_texts(&self) -> Vec<CopiedText> {
        let script = "return [...root.querySelectorAll('code, output, .behind, .tag, #shell')].map((text) => \
             [text.closest('section, .behind, .tag, details')?.className ?? '', text.localName, text.translate])";
        let texts: Vec<(String, String, bool)> =
            serde_json::from_value(self.in_form(script, Vec::new()).await).unwrap();
        let text = |(within, element, is_translated)| CopiedText { within, element, is_translated };
        texts.into_iter().map(text).collect()
    }

    /// Returns true if page translators change labels.
    pub async fn labels_are_translated(&self) -> bool {
        self.in_form("return root.querySelector('label').translate", Vec::new()).await == true
    }

    /// Waits until the HTML of the form contains this text.
    pub async fn wait_for_html(&self, html: &str) {
        self.wait_in_form(&format!("root.innerHTML.includes('{html}')")).await;
    }
}
