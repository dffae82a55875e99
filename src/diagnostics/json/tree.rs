//! The tree: one flat list of nodes in the order of the text, sixteen bytes each.

use std::borrow::Cow;
use std::ops::Range;

use crate::diagnostic::Type;

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
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) next: u32,
    pub(super) kind: Kind,
    pub(super) escaped: bool,
}

/// What [`super::parse`] made of a text.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
    pub(super) damaged: bool,
}

impl Tree {
    /// The outermost value, where there is one.
    #[must_use]
    pub fn root<'a>(&'a self, text: &'a str) -> Option<Value<'a>> {
        (!self.nodes.is_empty()).then_some(Value { tree: self, text, index: 0 })
    }

    /// Whether brackets had to be mended, so that what belongs where is only a guess.
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
    fn node(self) -> Node {
        self.tree.nodes[self.index]
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        self.node().kind
    }

    /// Its type, as told to a person; nothing for what could not be known.
    #[must_use]
    pub fn value_type(self) -> Option<Type> {
        match self.kind() {
            Kind::Object => Some(Type::Object),
            Kind::Array => Some(Type::Array),
            Kind::String | Kind::Key => Some(Type::String),
            Kind::Number => Some(Type::Number),
            Kind::Boolean => Some(Type::Boolean),
            Kind::Null => Some(Type::Null),
            Kind::Unknown => None,
        }
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
        if self.node().escaped { Cow::Owned(super::lex::decode(self.source())) } else { Cow::Borrowed(self.source()) }
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
    pub fn get(self, name: &str) -> Option<Value<'a>> {
        self.members().filter(|member| member.key.text() == name).last().map(|member| member.value)
    }
}
