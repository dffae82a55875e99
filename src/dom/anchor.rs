//! Regions of the page whose content changes.

use leptos::prelude::*;
use web_sys::Comment;

use super::effect::effect_boxed;
use super::{Node, fragment};

/// A region among siblings, between two comments.
#[derive(Clone)]
struct Anchor {
    start: Comment,
    end: Comment,
    owner: Owner,
}

impl Anchor {
    fn new() -> (Self, Node) {
        let mark = || document().create_comment("");
        let anchor = Self { start: mark(), end: mark(), owner: Owner::current().unwrap_or_default() };
        let node = fragment([Node(anchor.start.clone().into()), Node(anchor.end.clone().into())]);
        (anchor, node)
    }

    /// Inserts a node before `next`.
    // Else it is compiled into each caller.
    #[inline(never)]
    fn insert(&self, node: &Node, next: &web_sys::Node) {
        if let Some(parent) = self.end.parent_node() {
            let _ = parent.insert_before(&node.0, Some(next));
        }
    }

    fn clear(&self) {
        while let Some(node) = self.start.next_sibling().filter(|node| !node.is_same_node(Some(&self.end))) {
            if let Some(parent) = node.parent_node() {
                let _ = parent.remove_child(&node);
            }
        }
    }
}

/// Shows the view that `then` makes while `when` returns true.
pub fn show(when: impl Fn() -> bool + 'static, then: impl Fn() -> Node + 'static) -> Node {
    show_boxed(Box::new(when), Box::new(then))
}

fn show_boxed(when: Box<dyn Fn() -> bool>, then: Box<dyn Fn() -> Node>) -> Node {
    let (anchor, node) = Anchor::new();
    let mut shown: Option<Owner> = None;
    effect_boxed(Box::new(move || match (when(), &shown) {
        (true, None) => {
            let owner = anchor.owner.child();
            let node = owner.with(|| untrack(&*then));
            anchor.insert(&node, &anchor.end);
            shown = Some(owner);
        }
        (false, Some(owner)) => {
            owner.cleanup();
            anchor.clear();
            shown = None;
        }
        _ => {}
    }));
    node
}

/// Returns a region with what `content` returns, made again when a signal that it read has changed.
pub(super) fn dynamic(content: Box<dyn Fn() -> Node>) -> Node {
    let (anchor, node) = Anchor::new();
    effect_boxed(Box::new(move || {
        anchor.clear();
        anchor.insert(&content(), &anchor.end);
    }));
    node
}

/// Shows a row for each key. A row is made once and moved when the order changes.
pub fn for_each(keys: impl Fn() -> Vec<String> + 'static, row: impl Fn(String) -> Node + 'static) -> Node {
    for_each_boxed(Box::new(keys), Box::new(row))
}

fn for_each_boxed(keys: Box<dyn Fn() -> Vec<String>>, row: Box<dyn Fn(String) -> Node>) -> Node {
    let (anchor, node) = Anchor::new();
    let mut rows: Vec<(String, Node, Owner)> = Vec::new();
    effect_boxed(Box::new(move || {
        let keys = keys();
        let mut before = std::mem::take(&mut rows);
        for key in keys {
            if let Some(index) = before.iter().position(|(other, ..)| *other == key) {
                rows.push(before.remove(index));
            } else {
                let owner = anchor.owner.child();
                let node = owner.with(|| untrack(|| row(key.clone())));
                rows.push((key, node, owner));
            }
        }
        // Removes before it moves, so that the rest is not moved: moving an element takes the focus away. The last row goes
        // first: a signal removes its last subscriber at once, and any other in time proportional to their number.
        for (_, node, owner) in before.into_iter().rev() {
            owner.cleanup();
            node.remove();
        }
        let mut next = anchor.start.next_sibling();
        for (_, row, _) in &rows {
            if next.as_ref().is_some_and(|next| next.is_same_node(Some(&row.0))) {
                next = next.and_then(|next| next.next_sibling());
            } else if let Some(next) = &next {
                anchor.insert(row, next);
            }
        }
    }));
    node
}
