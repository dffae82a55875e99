//! Elements found by role and accessible name, and their texts.

use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::Value;

use super::driver::{ComputedLabel, id};
use super::{Page, TIMEOUT};

impl Page {
    /// Returns the element with this role and accessible name; an empty name matches any.
    async fn find(&self, role: &str, name: &str) -> Option<Element> {
        let selector = match role {
            "button" => "button",
            "heading" => "h1, h2, h3",
            "textbox" => "input:not([type=checkbox], [type=radio], [type=range]), textarea",
            "switch" => "[role=switch]",
            "checkbox" => "input[type=checkbox]:not([role])",
            "radio" => "input[type=radio]",
            "combobox" => "select",
            "region" => "section",
            "group" => "fieldset, details, [role=group]",
            "list" => "ul, ol",
            "link" => "a",
            "radiogroup" => "[role=radiogroup]",
            "alert" => "[role=alert]",
            other => panic!("no selector for the role {other}"),
        };
        for element in self.named(selector, name).await {
            // An element that was removed meanwhile has no name.
            let label = self.client.issue_cmd(ComputedLabel(element.element_id().to_string())).await;
            if label.is_ok_and(|label| name.is_empty() || label == name) {
                return Some(element);
            }
        }
        None
    }

    /// Returns the elements of this selector that may have this name: of which a text that names them contains it.
    /// Asking the browser for each name is slow.
    async fn named(&self, selector: &str, name: &str) -> Vec<Element> {
        let script = format!(
            "const [selector, name] = arguments; \
             const form = {}; \
             const texts = (elements) => elements.map((element) => element?.textContent).join(' '); \
             const labels = (element) => texts([...element.labels ?? []]); \
             const ids = (element) => (element.getAttribute('aria-labelledby') ?? '').split(' ').filter((id) => id); \
             const referenced = (element) => texts(ids(element).map((id) => form.getElementById(id))); \
             const matches = (text) => text?.replace(/\\s+/g, ' ').includes(name); \
             return [...form?.querySelectorAll(selector) ?? []].filter((element) => \
                 matches(element.textContent) || matches(element.ariaLabel) || matches(element.title) || \
                 matches(labels(element)) || matches(referenced(element)))",
            self.form
        );
        self.elements(&script, vec![selector.into(), name.into()]).await
    }

    /// Returns all elements of this selector in the form's shadow root.
    pub async fn all(&self, selector: &str) -> Vec<Element> {
        let script = format!("return [...({})?.querySelectorAll(arguments[0]) ?? []]", self.form);
        self.elements(&script, vec![selector.into()]).await
    }

    /// Returns the elements that a script returns.
    async fn elements(&self, script: &str, arguments: Vec<Value>) -> Vec<Element> {
        let found = self.client.execute(script, arguments).await.unwrap();
        let found: Vec<Value> = serde_json::from_value(found).unwrap();
        let element = |found| Element::from_element_id(self.client.clone(), id(&found));
        found.into_iter().map(element).collect()
    }

    pub async fn has(&self, role: &str, name: &str) -> bool {
        self.find(role, name).await.is_some()
    }

    pub async fn wait_for(&self, role: &str, name: &str) -> Element {
        let start = Instant::now();
        loop {
            if let Some(element) = self.find(role, name).await {
                return element;
            }
            assert!(
                start.elapsed() <= TIMEOUT,
                "no {role} {name:?} on the page\n{}",
                self.client.source().await.unwrap_or_default()
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    pub async fn wait_gone(&self, role: &str, name: &str) {
        let start = Instant::now();
        while self.has(role, name).await {
            assert!(start.elapsed() < TIMEOUT, "{role} {name:?} is still on the page");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Returns the visible text of an element.
    pub async fn text_of_role(&self, role: &str, name: &str) -> String {
        self.wait_for(role, name).await.text().await.unwrap()
    }

    /// Returns the text of the one element of this selector inside another: the exact text content of code, the
    /// visible text of other elements.
    pub async fn text_of(&self, role: &str, name: &str, selector: &str) -> String {
        let within = self.wait_for(role, name).await;
        let found = within.find_all(Locator::Css(selector)).await.unwrap();
        let [element] = found.as_slice() else { panic!("{} times {selector} in {role} {name:?}", found.len()) };
        if selector == "code" {
            return element.prop("textContent").await.unwrap().unwrap_or_default();
        }
        element.text().await.unwrap()
    }
}
