//! The values of attributes, properties and texts.

use std::borrow::Cow;

use model::messages::Message;

use super::Node;

/// A value that a closure may return for an attribute, a property or a text. `None` removes it.
pub trait Value {
    /// True if a property receives a boolean instead of a string.
    const IS_BOOL: bool = false;

    /// Returns it as text.
    fn value(self) -> Option<Cow<'static, str>>;
}

impl Value for &'static str {
    fn value(self) -> Option<Cow<'static, str>> {
        Some(self.into())
    }
}

impl Value for Message {
    fn value(self) -> Option<Cow<'static, str>> {
        self.text().value()
    }
}

impl Value for String {
    fn value(self) -> Option<Cow<'static, str>> {
        Some(self.into())
    }
}

impl<V: Value> Value for Option<V> {
    fn value(self) -> Option<Cow<'static, str>> {
        self.and_then(Value::value)
    }
}

/// Present without a value, or absent, like a boolean attribute of HTML.
impl Value for bool {
    const IS_BOOL: bool = true;

    fn value(self) -> Option<Cow<'static, str>> {
        self.then_some("".into())
    }
}

/// A closure that returns a value, of one type for all.
pub(super) type Dynamic = Box<dyn Fn() -> Option<Cow<'static, str>>>;

/// Returns `true` or `false`, the values of ARIA's states.
pub fn aria(state: bool) -> &'static str {
    if state { "true" } else { "false" }
}

/// Part of a node that has a value.
#[derive(Clone, Copy)]
pub enum Part {
    /// An attribute.
    Attribute(&'static str),
    /// A property of the style.
    Style(&'static str),
    /// A property of the element that is a string.
    Property(&'static str),
    /// A property of the element that is a boolean.
    BoolProperty(&'static str),
    /// The text content.
    Text,
}

/// A value, or a closure that returns one and runs again when a signal that it read has changed. A [`Message`] follows
/// the language.
pub trait AttributeValue {
    /// True if a property receives a boolean instead of a string.
    const IS_BOOL: bool = false;

    /// Writes it into that part of `node`, now and at each change. Returns `node`.
    fn bind(self, node: Node, part: Part) -> Node;
}

impl AttributeValue for &str {
    fn bind(self, node: Node, part: Part) -> Node {
        node.set(part, Some(self));
        node
    }
}

impl AttributeValue for &String {
    fn bind(self, node: Node, part: Part) -> Node {
        self.as_str().bind(node, part)
    }
}

impl AttributeValue for Message {
    fn bind(self, node: Node, part: Part) -> Node {
        node.bind(part, message(self))
    }
}

/// Returns the closure of a message.
pub(super) fn message(message: Message) -> Dynamic {
    Box::new(move || message.value())
}

impl<V: Value, F: Fn() -> V + 'static> AttributeValue for F {
    const IS_BOOL: bool = V::IS_BOOL;

    fn bind(self, node: Node, part: Part) -> Node {
        node.bind(part, Box::new(move || self().value()))
    }
}
