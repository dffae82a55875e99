//! A node with its attributes, properties, listeners and children.

use leptos::prelude::{event_target_value, *};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlElement};

use super::child::IntoNode;
use super::effect::effect_boxed;
use super::ev::{self, EventName, listen_boxed};
use super::value::{AttributeValue, Dynamic, Part};

/// A piece of the page: an element, a text, or several nodes side by side.
#[derive(Clone)]
pub struct Node(pub(super) web_sys::Node);

impl From<web_sys::Element> for Node {
    fn from(element: web_sys::Element) -> Self {
        Self(element.into())
    }
}

impl Node {
    /// Returns the element as its class in the DOM, which the caller knows.
    pub fn as_element<E: JsCast>(&self) -> &E {
        self.0.unchecked_ref()
    }

    /// Removes the node from the page.
    pub fn remove(&self) {
        if let Some(parent) = self.0.parent_node() {
            let _ = parent.remove_child(&self.0);
        }
    }

    /// Sets an attribute.
    pub fn attr(self, name: &'static str, value: impl AttributeValue) -> Self {
        value.bind(self, Part::Attribute(name))
    }

    /// Sets a property of the element.
    pub fn prop<V: AttributeValue>(self, name: &'static str, value: V) -> Self {
        value.bind(self, if V::IS_BOOL { Part::BoolProperty(name) } else { Part::Property(name) })
    }

    /// Sets the attribute `class`.
    pub fn class(self, class: impl AttributeValue) -> Self {
        self.attr("class", class)
    }

    /// Sets a property of the style.
    pub fn style(self, name: &'static str, value: impl AttributeValue) -> Self {
        value.bind(self, Part::Style(name))
    }

    /// Appends a child: a node, a text, a message, or a closure that returns one of them.
    pub fn child(self, child: impl IntoNode) -> Self {
        child.append_to(self)
    }

    /// Calls `listener` at each event of that name.
    pub fn on<E: JsCast + 'static>(self, event: EventName<E>, mut listener: impl FnMut(E) + 'static) -> Self {
        self.on_boxed(event.name, Box::new(move |event: Event| listener(event.unchecked_into())))
    }

    fn on_boxed(self, event: &'static str, listener: Box<dyn FnMut(Event)>) -> Self {
        listen_boxed(&self.0, event, listener);
        self
    }

    /// Shows a signal in a text control, and sets it from what is typed. Password managers and scripts may dispatch
    /// `change` alone.
    pub fn bind_value(self, signal: RwSignal<String>) -> Self {
        let write = move |event: Event| {
            let value = event_target_value(&event);
            if signal.with_untracked(|before| *before != value) {
                signal.set(value);
            }
        };
        self.prop("value", move || signal.get()).on(ev::input, write).on(ev::change, write)
    }

    /// Turns off completion, correction and capitalization in a text control.
    pub fn verbatim(self) -> Self {
        self.attr("autocomplete", "off").attr("autocapitalize", "none").attr("spellcheck", "false")
    }

    /// Keeps page translators from changing a text that is copied or sent as it is.
    pub fn untranslated(self) -> Self {
        self.attr("translate", "no")
    }

    /// Keeps password managers away from a control: they would offer to store a key that is no password.
    pub fn no_password(self) -> Self {
        self.attr("data-1p-ignore", "")
            .attr("data-lpignore", "true")
            .attr("data-bwignore", "")
            .attr("data-form-type", "other")
    }

    /// Writes `value` into `part`, now and when a signal that it reads has changed.
    pub(super) fn bind(self, part: Part, value: Dynamic) -> Self {
        let (node, mut before) = (self.clone(), None);
        effect_boxed(Box::new(move || {
            let now = Some(value());
            if now != before {
                node.set(part, now.as_ref().and_then(Option::as_deref));
                before = now;
            }
        }));
        self
    }

    /// Sets a part of the node, or removes it.
    pub fn set(&self, part: Part, value: Option<&str>) {
        let element = self.as_element::<Element>();
        let property = |name: &str, value: &JsValue| js_sys::Reflect::set(element, &name.into(), value).map(drop);
        // Fails only for a name that no attribute can have.
        let _ = match (part, value) {
            (Part::Attribute(name), Some(value)) => element.set_attribute(name, value),
            (Part::Attribute(name), None) => element.remove_attribute(name),
            (Part::Style(name), value) => {
                self.as_element::<HtmlElement>().style().set_property(name, value.unwrap_or_default())
            }
            (Part::Property(name), value) => property(name, &value.unwrap_or_default().into()),
            (Part::BoolProperty(name), value) => property(name, &value.is_some().into()),
            (Part::Text, value) => {
                self.0.set_text_content(value);
                Ok(())
            }
        };
    }
}
