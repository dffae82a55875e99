//! The tree: one flat list of nodes in the order of the text, sixteen bytes each.

use std::borrow::Cow;
use std::ops::Range;

use crate::bytes::bytes_eq_inline;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The name of an object's member; its value is the next node.
    Key,
    /// `{…}`, followed by its members: a key, its value, a key, its value.
    Object,
    /// `[…]`, followed by its items.
    Array,
    /// `"…"`
    String,
    /// `12`, spelled as it was typed.
    Number,
    /// `true` or `false`
    Boolean,
    /// `null`
    Null,
    /// A value that was missing or mended beyond knowing.
    Unknown,
}

/// One key or value. The range is in bytes; that of a key or string leaves its quotes out.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    /// Where it begins.
    pub start: u32,
    /// Where it ends; 0 while it is open.
    pub end: u32,
    /// The number of the first node that is not inside it; 0 while it is open.
    pub next: u32,
    /// What it is.
    pub kind: Kind,
    /// Whether a string or key holds escapes.
    pub escaped: bool,
}

/// What was made of a text.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    damaged: bool,
}

impl Tree {
    /// A tree of nodes in the order of the text; damaged if brackets had to be mended.
    #[must_use]
    pub fn new(nodes: Vec<Node>, damaged: bool) -> Self {
        Self { nodes, damaged }
    }

    /// The outermost value, where there is one.
    #[must_use]
    pub fn root<'a>(&'a self, text: &'a str) -> Option<Value<'a>> {
        (!self.nodes.is_empty()).then_some(Value { tree: self, text, index: 0 })
    }

    /// Whether what belongs where is only a guess, since brackets had to be mended, or beyond reading.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        self.damaged
    }
}

/// One value of a tree, with the text it was read from.
#[derive(Debug, Clone, Copy)]
pub struct Value<'a> {
    tree: &'a Tree,
    text: &'a str,
    index: usize,
}

/// One member of an object.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// The name, as a value that holds its text and place.
    pub key: Value<'a>,
    /// What it stands for.
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

    /// The number of the first node that is not inside.
    #[inline]
    pub(crate) fn end(self) -> usize {
        self.node().next as usize
    }

    /// The value numbered `index` of the same tree.
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

    /// The text as typed, as [`Value::source`] has it, in bytes.
    #[inline]
    #[must_use]
    pub fn bytes(self) -> &'a [u8] {
        self.bytes_of(self.node())
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Where it stands, in bytes; the quotes of a string or key left out.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        let node = self.node();
        node.start as usize..node.end as usize
    }

    /// Where it stands, in bytes, with its quotes.
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

    /// The text as typed; that of a string or key without its quotes and with its escapes.
    #[must_use]
    pub fn source(self) -> &'a str {
        &self.text[self.range()]
    }

    /// The text as typed, quotes included.
    #[must_use]
    pub fn source_token(self) -> &'a str {
        &self.text[self.token()]
    }

    /// The whole text that this is a part of.
    #[must_use]
    pub fn document(self) -> &'a str {
        self.text
    }

    /// The text that a string or key means, escapes resolved.
    #[must_use]
    pub fn text(self) -> Cow<'a, str> {
        if self.node().escaped { Cow::Owned(crate::unescape(self.source())) } else { Cow::Borrowed(self.source()) }
    }

    /// Whether a string or key holds escapes, so that its source is not its text.
    #[must_use]
    pub fn is_escaped(self) -> bool {
        self.node().escaped
    }

    /// The members, if this is an object.
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

    /// The items, if this is an array.
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

    /// The value of the last member of that name, as JSON readers take it.
    #[must_use]
    #[inline(never)]
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        let is = |key: Value<'_>| {
            if key.is_escaped() { key.text() == name } else { bytes_eq_inline(key.bytes(), name.as_bytes()) }
        };
        self.members().filter(|member| is(member.key)).last().map(|member| member.value)
    }
}
