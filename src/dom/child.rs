//! The children of a node.

use leptos::prelude::*;
use model::messages::Message;

use super::anchor::dynamic;
use super::effect::effect_boxed;
use super::value::{Dynamic, message};
use super::{Node, Part, Value};

/// A child of a node: another node, a text, a message, or a closure that returns one of them and runs again when a
/// signal that it read has changed. A [`Message`] follows the language.
pub trait IntoNode: Sized {
    /// Returns it as a node of its own.
    fn into_node(self) -> Node;

    /// Appends it to `parent`, and returns `parent`.
    fn append_to(self, parent: Node) -> Node {
        parent.append(self.into_node())
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
        dynamic_text(message(self), None)
    }

    fn append_to(self, parent: Node) -> Node {
        append_text(parent, message(self))
    }
}

impl<R: Render, F: Fn() -> R + 'static> IntoNode for F {
    fn into_node(self) -> Node {
        R::into_node(self)
    }

    fn append_to(self, parent: Node) -> Node {
        R::append_to(self, parent)
    }
}

/// The result of a closure that is a child.
pub trait Render: Sized {
    /// Returns a node that follows `content`.
    fn into_node(content: impl Fn() -> Self + 'static) -> Node;

    /// Appends a node that follows `content` to `parent`, and returns `parent`.
    fn append_to(content: impl Fn() -> Self + 'static, parent: Node) -> Node;
}

impl Render for Node {
    fn into_node(content: impl Fn() -> Self + 'static) -> Node {
        dynamic(Box::new(content))
    }

    fn append_to(content: impl Fn() -> Self + 'static, parent: Node) -> Node {
        parent.append(dynamic(Box::new(content)))
    }
}

impl<V: Value> Render for V {
    fn into_node(content: impl Fn() -> Self + 'static) -> Node {
        dynamic_text(Box::new(move || content().value()), None)
    }

    fn append_to(content: impl Fn() -> Self + 'static, parent: Node) -> Node {
        append_text(parent, Box::new(move || content().value()))
    }
}

/// Returns a text that follows `value`. In a parent that has no other child, the text is the parent's content: a page
/// translator may put elements in the place of the text node.
fn dynamic_text(value: Dynamic, parent: Option<&Node>) -> Node {
    let text = "".into_node();
    if let Some(parent) = parent {
        let _ = parent.0.append_child(&text.0);
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

fn append_text(parent: Node, value: Dynamic) -> Node {
    dynamic_text(value, Some(&parent));
    parent
}

impl Node {
    fn append(self, child: Node) -> Node {
        let _ = self.0.append_child(&child.0);
        self
    }
}

/// Returns nodes side by side.
pub fn fragment(children: impl IntoIterator<Item = Node>) -> Node {
    let all = Node(document().create_document_fragment().into());
    children.into_iter().fold(all, Node::child)
}

/// Returns the node of a text, or of what a closure returns.
pub fn text(text: impl IntoNode) -> Node {
    text.into_node()
}
