//! The custom element: its properties, and its position in the page.

use std::fmt::{Display, Formatter, Result};

use serde_json::{Value, json};

use super::Page;

/// The place in the page into which an element is inserted.
#[derive(Debug, Clone, Copy)]
pub enum Parent {
    /// At the end of the page.
    Page,
    /// Into the element with this ID.
    Id(&'static str),
    /// Into the document of the frame with the ID `frame`.
    Frame,
    /// Into a document without a window.
    Detached,
}

impl Display for Parent {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Page => f.write_str("document.body"),
            Self::Id(id) => write!(f, "document.getElementById('{id}')"),
            Self::Frame => f.write_str("document.getElementById('frame').contentDocument.body"),
            Self::Detached => f.write_str("document.implementation.createHTMLDocument().body"),
        }
    }
}

impl Page {
    /// Sets a property of the element to a JSON value.
    pub async fn set_property(&self, name: &str, value: &Value) {
        self.set_property_to(name, &value.to_string()).await;
    }

    /// Sets a property of the element to a JavaScript expression. Returns the resulting value.
    pub async fn set_property_to(&self, name: &str, expression: &str) -> Value {
        self.in_form(&format!("root.host.{name} = {expression}; return root.host.{name}"), Vec::new()).await
    }

    pub async fn property(&self, name: &str) -> Value {
        self.in_form(&format!("return root.host.{name}"), Vec::new()).await
    }

    /// Adds an element with properties while its program is not loaded.
    pub async fn add_element_without_program(&self, id: &str, properties: &Value) {
        let script = "const [id, properties] = arguments; const element = document.createElement('element-instance-form'); \
                      element.id = id; Object.assign(element, properties); document.body.append(element)";
        self.client.execute(script, vec![id.into(), properties.clone()]).await.unwrap();
    }

    /// Loads the program that defines the element.
    pub async fn load_program(&self) {
        self.run("return import('/embed.js').then(() => {})").await;
    }

    /// Returns some properties of the element with this ID, and the names of its own properties.
    pub async fn properties_of(&self, id: &str) -> Value {
        self.run(&format!(
            "const {{ storeUrl, tags, refreshInterval }} = document.getElementById('{id}'); \
             return {{ storeUrl, tags, refreshInterval, own: Object.keys(document.getElementById('{id}')) }}"
        ))
        .await
    }

    /// Lets the page's first element offer the sandbox, before its program is loaded.
    pub async fn offer_sandbox(&self) {
        let script = "document.querySelector('element-instance-form').dataset.sandbox = arguments[0]";
        self.client.execute(script, vec![json!(self.api)]).await.unwrap();
    }

    /// Clicks a control of the page around the element.
    pub async fn click_id(&self, id: &str) {
        self.run(&format!("document.getElementById('{id}').click()")).await;
    }

    /// Waits until an element of the embedding page has this text.
    pub async fn wait_for_text_in(&self, id: &str, text: &str) {
        self.wait_until(&format!("document.getElementById('{id}').textContent.includes('{text}')")).await;
    }

    /// Sets several properties of the element at once.
    pub async fn set_properties(&self, properties: &Value) {
        self.in_form("Object.assign(root.host, arguments[0])", vec![properties.clone()]).await;
    }

    pub async fn set_attributes(&self, attributes: &[(&str, String)]) {
        let script = "for (const [name, value] of arguments[0]) root.host.setAttribute(name, value)";
        self.in_form(script, vec![json!(attributes)]).await;
    }

    /// Removes all attributes of the element but these.
    pub async fn remove_attributes_but(&self, kept: &[&str]) {
        let script = "for (const name of root.host.getAttributeNames()) \
                      if (!arguments[0].includes(name)) root.host.removeAttribute(name)";
        self.in_form(script, vec![json!(kept)]).await;
    }

    /// Keeps a reference to the element, and searches in it from now on.
    pub async fn hold_element(&mut self) {
        self.in_form("window.form = root.host", Vec::new()).await;
        self.use_held_element();
    }

    /// Searches in the referenced element, wherever it is.
    pub fn use_held_element(&mut self) {
        self.form = "window.form.shadowRoot".into();
    }

    /// Moves the element in one turn.
    pub async fn move_element(&self, to: Parent) {
        self.in_form(&format!("{to}.append(root.host)"), Vec::new()).await;
    }

    /// Puts the referenced element back into the page.
    pub async fn insert_held_element(&self, to: Parent) {
        self.run(&format!("{to}.append(form)")).await;
    }

    /// Moves the page's first element to its end, before its program is loaded.
    pub async fn move_prerendered_element(&self) {
        self.run("document.body.append(document.querySelector('element-instance-form'))").await;
    }

    /// Moves the referenced element to the start of the page.
    pub async fn move_element_first(&self) {
        self.run("document.body.prepend(form)").await;
    }

    /// Removes the referenced element from the page for longer than a move takes. Returns the number of nodes left in
    /// it.
    pub async fn detach_element(&self) -> Value {
        let script = "form.remove(); \
                      return new Promise((next) => setTimeout(next)).then(() => form.shadowRoot.childElementCount)";
        self.run(script).await
    }

    /// Removes the element that is searched, and drops it.
    pub async fn remove_element(&self) {
        self.in_form("root.host.remove()", Vec::new()).await;
    }

    /// Adds an element that offers the sandbox, with this ID or none.
    pub async fn add_element(&self, id: Option<&str>, parent: Parent) {
        self.run(&format!(
            "const element = document.createElement('element-instance-form'), id = {}; if (id) element.id = id; \
             element.dataset.sandbox = {}; {parent}.append(element)",
            json!(id),
            json!(self.api)
        ))
        .await;
    }

    /// Focuses an element of the page.
    pub async fn focus_id(&self, id: &str) {
        self.run(&format!("document.getElementById('{id}').focus()")).await;
    }

    /// Returns the ID of the page's focused element.
    pub async fn focused_in_page(&self) -> Value {
        self.run("return document.activeElement.id").await
    }

    /// Removes an element and its content from the page, for longer than a move takes.
    pub async fn detach(&self, id: &str) {
        self.run(&format!(
            "window.takenOut = document.getElementById('{id}'); takenOut.remove(); \
             return new Promise((next) => setTimeout(next))"
        ))
        .await;
    }

    /// Puts the removed element back.
    pub async fn reattach(&self) {
        self.run("document.body.append(takenOut)").await;
    }

    /// Adds an element for each name, creates an instance in it, and drops the element with its outcome.
    pub async fn create_in_dropped_elements(&self, names: &[&str]) {
        self.client.execute(include_str!("dropped_elements.js"), vec![json!(self.api), json!(names)]).await.unwrap();
    }

    /// Returns how many of the dropped elements are still in memory.
    pub async fn count_dropped_elements(&self) -> Value {
        self.run("return elements.filter((element) => element.deref()).length").await
    }
}
