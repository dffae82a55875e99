//! The children of a node.

use std::borrow::Cow;

use leptos::prelude::*;
use model::messages::Message;

use super::anchor::dynamic;
use super::effect::effect_boxed;
use super::{Node, Part, Value};

/// A child of a node: another node, a text, a message, or a closure that returns one of them and runs again when a
/// signal that it read has changed. A [`Message`] follows the language.
pub trait IntoNode: Sized {
    /// Returns it as a node of its own.
    fn into_node(self) -> Node;

    /// Appends it to `parent`.
    fn append_to(self, parent: &Node) {
        parent.append(&self.into_node());
    }
}

impl IntoNode for Node {
    fn into_node(self) -> Node {
        self
    }
}

impl IntoNode for &str {
    fn into_node(self) -> Node {
        Node(document().create_text_node(self).into())
    }
}

impl IntoNode for &String {
    fn into_node(self) -> Node {
        self.as_str().into_node()
    }
}

impl IntoNode for Message {
    fn into_node(self) -> Node {
        dynamic_text(Box::new(move || self.value()), None)
    }

    fn append_to(self, parent: &Node) {
        dynamic_text(Box::new(move || self.value()), Some(parent));
    }
}

impl<R: Render, F: Fn() -> R + 'static> IntoNode for F {
    fn into_node(self) -> Node {
        R::dynamic(self, None)
    }

    fn append_to(self, parent: &Node) {
        R::dynamic(self, Some(parent));
    }
}

/// The result of a closure that is a child.
pub trait Render: Sized {
    /// Returns a node that follows `content`, appended to `parent` if there is one.
    fn dynamic(content: impl Fn() -> Self + 'static, parent: Option<&Node>) -> Node;
}

impl Render for Node {
    fn dynamic(content: impl Fn() -> Self + 'static, parent: Option<&Node>) -> Node {
        let node = dynamic(Box::new(content));
        if let Some(parent) = parent {
            parent.append(&node);
        }
        node
    }
}

impl<V: Value> Render for V {
    fn dynamic(content: impl Fn() -> Self + 'static, parent: Option<&Node>) -> Node {
        dynamic_text(Box::new(move || content().value()), parent)
    }
}

/// Returns a text that follows `value`. In a parent that has no other child, the text is the parent's content: a page
/// translator may put elements in the place of the text node.
fn dynamic_text(value: Box<dyn Fn() -> Option<Cow<'static, str>>>, parent: Option<&Node>) -> Node {
    let text = "".into_node();
    if let Some(parent) = parent {
        parent.append(&text);
    }
    let (node, parent, mut before) = (text.clone(), parent.cloned(), None);
    effect_boxed(Box::new(move || {
        let now = Some(value());
        if now != before {
            let replaced = parent.as_ref().filter(|parent| {
                let first = parent.0.first_child();
                node.0.parent_node().is_none() && first.is_some() && first == parent.0.last_child()
            });
            replaced.unwrap_or(&node).set(Part::Text, now.as_ref().and_then(Option::as_deref));
            before = now;
        }
    }));
    text
}

impl Node {
    fn append(&self, child: &Node) {
        let _ = self.0.append_child(&child.0);
    }
}

/// Returns nodes side by side.
pub fn fragment(children: impl IntoIterator<Item = Node>) -> Node {
    let all = Node(document().create_document_fragment().into());
    children.into_iter().fold(all, Node::child)
}

/// Returns a text node.
pub fn text(text: impl IntoNode) -> Node {
    text.into_node()
}
