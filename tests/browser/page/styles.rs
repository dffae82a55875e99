//! Computed styles.

use std::collections::BTreeMap;

use super::Page;

/// The computed style of an element.
pub struct Style {
    /// The tag name; in a form with its class and ID.
    pub element: String,
    /// The properties without custom properties, which pages may set.
    pub properties: BTreeMap<String, String>,
}

/// Lists the styles of `elements`, each named by `name`.
const LIST: &str = "return elements.map((element) => { const style = getComputedStyle(element); \
    return [name(element), Object.fromEntries(Array.from(style, (name) => [name, style.getPropertyValue(name)]))]; })";

impl Page {
    /// Returns the styles of the form's elements.
    pub async fn styles(&self) -> Vec<Style> {
        let elements = "const elements = [...root.querySelectorAll('.page, .page *')]; \
             const name = (element) => element.localName + '.' + element.className + '#' + element.id;";
        self.list_styles(&format!("const root = {}; {elements} {LIST}", self.form)).await
    }

    /// Returns the styles of the page around the form: the document, and the content of `#own`.
    pub async fn styles_around(&self) -> Vec<Style> {
        let elements = "const elements = [...document.querySelectorAll('html, body, #own, #own *')]; \
             const name = (element) => element.localName;";
        self.list_styles(&format!("{elements} {LIST}")).await
    }

    async fn list_styles(&self, script: &str) -> Vec<Style> {
        let styles: Vec<_> = serde_json::from_value(self.run(script).await).unwrap();
        styles.into_iter().map(|(element, properties)| Style { element, properties }).collect()
    }

    /// Returns the colours of each form's title and create button.
    pub async fn colours_of_forms(&self) -> Vec<[String; 2]> {
        let script = "return [...document.querySelectorAll('element-instance-form')].map((form) => { \
             const colour = (selector, name) => getComputedStyle(form.shadowRoot.querySelector(selector))[name]; \
             return [colour('.title', 'color'), colour('.primary', 'backgroundColor')]; })";
        serde_json::from_value(self.run(script).await).unwrap()
    }
}
