//! The tree: a flat list of nodes of 16 bytes each, in the order of the text.

use std::borrow::Cow;
use std::ops::Range;

use crate::bytes::bytes_eq_inline;

/// The kind of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The key of a member; its value is the next node.
    Key,
    /// `{…}`, followed by its members: key, value, key, value.
    Object,
    /// `[…]`, followed by its items.
    Array,
    /// `"…"`
    String,
    /// `12`, as typed.
    Number,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
    /// A value that is missing or cannot be read.
    Unknown,
}

/// A key or value. The range is in bytes and excludes the quotes of a key or string.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// The first byte.
    pub start: u32,
    /// The byte after the last; 0 while it is open.
    pub end: u32,
    /// The index of the first node after its descendants; 0 while it is open.
    pub next: u32,
    /// The kind.
    pub kind: Kind,
    /// True if a string or key contains escapes.
    pub is_escaped: bool,
}

/// A parsed text.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    is_damaged: bool,
}

impl Tree {
    /// Creates a tree of nodes in the order of the text. It is damaged if brackets had to be repaired.
    #[must_use]
    pub fn new(nodes: Vec<Node>, is_damaged: bool) -> Self {
        Self { nodes, is_damaged }
    }

    /// Returns the outermost value, if there is one.
    #[must_use]
    pub fn root<'a>(&'a self, text: &'a str) -> Option<Value<'a>> {
        (!self.nodes.is_empty()).then_some(Value { tree: self, text, index: 0 })
    }

    /// Returns whether the structure is only a guess, because brackets had to be repaired or the text could not be
    /// read.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.is_damaged
    }
}

/// A value of a tree, with the text it was read from.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    tree: &'a Tree,
    text: &'a str,
    index: usize,
}

/// A member of an object.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// The key, as a value with text and range.
    pub key: Value<'a>,
    /// The value.
    pub value: Value<'a>,
}

impl<'a> Value<'a> {
    #[inline]
    fn node(self) -> Node {
        self.tree.nodes[self.index]
    }

    #[inline]
    pub(crate) fn nodes(self) -> &'a [Node] {
        &self.tree.nodes
    }

    #[inline]
    pub(crate) fn index(self) -> usize {
        self.index
    }

    /// Returns the index of the first node after its descendants.
    #[inline]
    pub(crate) fn end(self) -> usize {
        self.node().next as usize
    }

    /// Returns the value at the node index `index` of the same tree.
    #[inline]
    pub(crate) fn with_index(self, index: usize) -> Self {
        Self { index, ..self }
    }

    #[inline]
    pub(crate) fn source_of(self, node: Node) -> &'a str {
        &self.text[node.start as usize..node.end as usize]
    }

    #[inline]
    pub(crate) fn bytes_of(self, node: Node) -> &'a [u8] {
        &self.text.as_bytes()[node.start as usize..node.end as usize]
    }

    /// Returns [`Value::source`] as bytes.
    #[inline]
    #[must_use]
    pub fn bytes(self) -> &'a [u8] {
        self.bytes_of(self.node())
    }

    /// Returns the kind.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Returns the range in bytes, without the quotes of a key or string.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        let node = self.node();
        node.start as usize..node.end as usize
    }

    /// Returns the range in bytes, quotes included.
    #[must_use]
    pub fn token(self) -> Range<usize> {
        let range = self.range();
        match self.kind() {
            Kind::String | Kind::Key => {
                let bytes = self.text.as_bytes();
                let before = usize::from(range.start > 0 && bytes[range.start - 1] == b'"');
                let after = usize::from(bytes.get(range.end) == Some(&b'"'));
                range.start - before..range.end + after
            }
            _ => range,
        }
    }

    /// Returns the text as typed, without the quotes of a key or string and with its escapes.
    #[must_use]
    pub fn source(self) -> &'a str {
        &self.text[self.range()]
    }

    /// Returns the text as typed, quotes included.
    #[must_use]
    pub fn source_token(self) -> &'a str {
        &self.text[self.token()]
    }

    /// Returns the whole text of the document.
    #[must_use]
    pub fn document(self) -> &'a str {
        self.text
    }

    /// Returns the decoded text of a string or key.
    #[must_use]
    pub fn text(self) -> Cow<'a, str> {
        if self.node().is_escaped { Cow::Owned(crate::unescape(self.source())) } else { Cow::Borrowed(self.source()) }
    }

    /// Returns whether a string or key contains escapes, so that its source is not its text.
    #[must_use]
    pub fn is_escaped(self) -> bool {
        self.node().is_escaped
    }

    /// Returns the members of an object; of anything else none.
    pub fn members(self) -> impl Iterator<Item = Member<'a>> {
        let end = if self.kind() == Kind::Object { self.node().next as usize } else { 0 };
        let mut index = self.index + 1;
        std::iter::from_fn(move || {
            (index + 1 < end).then(|| {
                let member = Member { key: Value { index, ..self }, value: Value { index: index + 1, ..self } };
                index = self.tree.nodes[index + 1].next as usize;
                member
            })
        })
    }

    /// Returns the items of an array; of anything else none.
    pub fn items(self) -> impl Iterator<Item = Value<'a>> {
        let end = if self.kind() == Kind::Array { self.node().next as usize } else { 0 };
        let mut index = self.index + 1;
        std::iter::from_fn(move || {
            (index < end).then(|| {
                let item = Value { index, ..self };
                index = self.tree.nodes[index].next as usize;
                item
            })
        })
    }

    /// Returns the value of the last member with the key `name`: JSON readers let the last duplicate win.
    #[must_use]
    #[inline(never)]
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        let is = |key: Value<'_>| {
            if key.is_escaped() { key.text() == name } else { bytes_eq_inline(key.bytes(), name.as_bytes()) }
        };
        self.members().filter(|member| is(member.key)).last().map(|member| member.value)
    }
}
