//! The strict reader. It is a loop over parser states with an explicit stack, so that deep nesting cannot overflow the
//! call stack.

use crate::bytes::{ends_token, number_end, plain_end, space_end};
use crate::escape::hex_escape;
use crate::value::{Kind, Node, Tree};

/// The maximum nesting depth. `serde_json` has the same limit.
pub const MAX_DEPTH: usize = 128;

/// Bytes of text per node in a configuration that is laid out as in the documentation. Reserving that many nodes avoids
/// reallocation.
const BYTES_PER_NODE: usize = 20;

/// The tokens that are valid next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParserState {
    /// A value: the root, or after a colon.
    Value,
    /// The first item of an array, or its closing bracket.
    FirstItem,
    /// An item of an array after a comma.
    Item,
    /// The first key of an object, or its closing brace.
    FirstKey,
    /// A key of an object after a comma.
    Key,
    /// The colon after a key.
    Colon,
    /// A comma, a closing bracket, or the end of the document.
    Separator,
    /// Nothing: the document is complete.
    Nothing,
}

/// The reader and its state. The recovery in `diagnostics` may change every field but the text.
#[derive(Debug)]
pub struct JsonReader<'t> {
    /// The text, shorter than 4 GiB.
    pub text: &'t str,
    /// The next byte to read.
    pub at: usize,
    /// The nodes read so far.
    pub nodes: Vec<Node>,
    /// The indexes of the open objects and arrays, outermost first.
    pub open_nodes: Vec<u32>,
    /// The number of open objects.
    pub open_objects: usize,
    /// The start of the last key or value, its quotes included.
    pub last_start: usize,
    /// True if the last node is a scalar, and no object or array was closed after it.
    pub last_is_scalar: bool,
    /// The end of the last token that was kept.
    pub last_end: usize,
    /// The position of the bracket that closed the last object or array. `None` if the bracket was missing.
    pub closed_at: Option<usize>,
    /// True if the last key was not followed by a colon.
    pub colon_was_missing: bool,
}

impl<'t> JsonReader<'t> {
    /// Creates a reader at the start of `text`. A text of 4 GiB or more is read as empty.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let text = if u32::try_from(text.len()).is_ok() { text } else { "" };
        Self {
            text,
            at: 0,
            nodes: Vec::with_capacity(text.len() / BYTES_PER_NODE),
            open_nodes: Vec::new(),
            open_objects: 0,
            last_start: 0,
            last_is_scalar: false,
            last_end: 0,
            closed_at: None,
            colon_was_missing: false,
        }
    }

    /// Reads up to the first byte that is not expected, or to the end of the text, and leaves the cursor there. Returns
    /// what was expected.
    #[inline(never)]
    pub fn read(&mut self, mut state: ParserState) -> ParserState {
        let bytes = self.text.as_bytes();
        loop {
            self.at = space_end(bytes, self.at);
            let Some(byte) = bytes.get(self.at).copied() else { return state };
            let is_key = matches!(state, ParserState::FirstKey | ParserState::Key);
            let is_value = matches!(state, ParserState::Value | ParserState::FirstItem | ParserState::Item);
            if (is_key || is_value) && self.read_scalar(bytes, byte, is_key) {
                // Fast path: a colon follows most keys, and a comma most values.
                state = match bytes.get(self.at) {
                    Some(b':') if is_key => self.colon(),
                    Some(b',') if is_value && !self.open_nodes.is_empty() => self.comma(),
                    _ => {
                        if is_key {
                            ParserState::Colon
                        } else {
                            ParserState::Separator
                        }
                    }
                };
                continue;
            }
            state = match (state, byte) {
                (ParserState::Value | ParserState::FirstItem | ParserState::Item, b'{' | b'[')
                    if self.open_nodes.len() < MAX_DEPTH =>
                {
                    self.open_bracket(byte)
                }
                (ParserState::Separator, b',') if !self.open_nodes.is_empty() => self.comma(),
                (ParserState::Separator | ParserState::FirstKey, b'}') if self.is_open(Kind::Object) => self.close(),
                (ParserState::Separator | ParserState::FirstItem, b']') if self.is_open(Kind::Array) => self.close(),
                (ParserState::Colon, b':') => self.colon(),
                _ => return state,
            };
        }
    }

    #[inline(always)]
    fn colon(&mut self) -> ParserState {
        self.colon_was_missing = false;
        self.advance(ParserState::Value)
    }

    /// Reads the string at the cursor, or a number or literal if it is not a key. Returns whether it is well formed and
    /// followed by a byte that may follow a token.
    #[inline(always)]
    fn read_scalar(&mut self, bytes: &[u8], byte: u8, is_key: bool) -> bool {
        let start = self.at;
        let word = |word: &[u8]| bytes[start..].starts_with(word).then_some(start + word.len());
        let (kind, end) = match byte {
            b'"' => return self.read_string(bytes, if is_key { Kind::Key } else { Kind::String }),
            _ if is_key => return false,
            b'-' | b'0'..=b'9' => (Kind::Number, number_end(bytes, start)),
            b't' => (Kind::Boolean, word(b"true")),
            b'f' => (Kind::Boolean, word(b"false")),
            b'n' => (Kind::Null, word(b"null")),
            _ => return false,
        };
        let Some(end) = end.filter(|end| ends_token(bytes.get(*end))) else { return false };
        self.last_start = start;
        self.at = end;
        self.push_value(kind, start, end, false);
        true
    }

    /// Reads the string whose opening quote is at the cursor. Returns whether it is well formed.
    #[inline(always)]
    fn read_string(&mut self, bytes: &[u8], kind: Kind) -> bool {
        let start = self.at + 1;
        let mut end = start;
        let mut is_escaped = false;
        loop {
            end = plain_end(bytes, end);
            match (bytes.get(end), bytes.get(end + 1)) {
                (Some(b'"'), next) if ends_token(next) => break,
                (Some(b'\\'), Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't')) => end += 2,
                (Some(b'\\'), Some(b'u')) => match (hex_escape(bytes, end), hex_escape(bytes, end + 6)) {
                    (Some(0..0xd800 | 0xe000..), _) => end += 6,
                    (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => end += 12,
                    _ => return false,
                },
                _ => return false,
            }
            is_escaped = true;
        }
        self.last_start = self.at;
        self.at = end + 1;
        self.push_value(kind, start, end, is_escaped);
        true
    }

    /// Adds a key or value whose token ends at the cursor.
    #[inline(always)]
    #[allow(clippy::cast_possible_truncation, reason = "the text is shorter than 4 GiB")]
    pub fn push_value(&mut self, kind: Kind, start: usize, end: usize, is_escaped: bool) {
        self.last_end = self.at;
        self.last_is_scalar = true;
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node { start: start as u32, end: end as u32, next, kind, is_escaped });
    }

    /// Consumes the one-byte token at the cursor. Returns `next`.
    #[inline]
    pub fn advance(&mut self, next: ParserState) -> ParserState {
        self.at += 1;
        self.last_end = self.at;
        next
    }

    /// Consumes the comma at the cursor, or the byte that replaces it.
    #[inline]
    pub fn comma(&mut self) -> ParserState {
        let next = self.after_comma();
        self.advance(next)
    }

    /// Returns the state after a comma.
    #[inline]
    #[must_use]
    pub fn after_comma(&self) -> ParserState {
        if self.is_open(Kind::Object) { ParserState::Key } else { ParserState::Item }
    }

    /// Returns whether the innermost open bracket is of `kind`.
    #[inline]
    #[must_use]
    pub fn is_open(&self, kind: Kind) -> bool {
        self.open_nodes.last().is_some_and(|node| self.nodes[*node as usize].kind == kind)
    }

    /// Consumes the opening bracket at the cursor.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the text is shorter than 4 GiB")]
    pub fn open_bracket(&mut self, bracket: u8) -> ParserState {
        let (kind, next) =
            if bracket == b'{' { (Kind::Object, ParserState::FirstKey) } else { (Kind::Array, ParserState::FirstItem) };
        self.push_open(self.nodes.len(), kind);
        self.nodes.push(Node { start: self.at as u32, end: 0, next: 0, kind, is_escaped: false });
        self.advance(next)
    }

    /// Pushes `node` to the open objects and arrays.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the text is shorter than 4 GiB")]
    pub fn push_open(&mut self, node: usize, kind: Kind) {
        self.open_nodes.push(node as u32);
        self.open_objects += usize::from(kind == Kind::Object);
    }

    /// Closes the innermost object or array with the bracket at the cursor.
    #[inline]
    pub fn close(&mut self) -> ParserState {
        let bracket = self.at;
        self.at += 1;
        self.last_end = self.at;
        self.end_innermost();
        self.closed_at = Some(bracket);
        ParserState::Separator
    }

    /// Ends the innermost object or array at the end of the last token.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "the text is shorter than 4 GiB")]
    pub fn end_innermost(&mut self) {
        let next = self.nodes.len() as u32;
        self.last_is_scalar = false;
        self.closed_at = None;
        if let Some(index) = self.open_nodes.pop() {
            let node = &mut self.nodes[index as usize];
            self.open_objects -= usize::from(node.kind == Kind::Object);
            node.end = self.last_end as u32;
            node.next = next;
        }
    }
}

/// Parses `text`. Returns `None` if it is not JSON.
#[must_use]
pub fn parse_strict(text: &str) -> Option<Tree> {
    let mut reader = JsonReader::new(text);
    let is_complete = reader.read(ParserState::Value) == ParserState::Separator
        && reader.at == text.len()
        && reader.open_nodes.is_empty();
    is_complete.then(|| Tree::new(reader.nodes, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_json_is_read() {
        for text in ["1", " {} ", "[\"\\ud83d\\ude00\\\"\"]", "{\"a\": [1, -2.5e+3, true, false, null, \"\\n\"]}"] {
            assert!(parse_strict(text).is_some(), "{text}");
        }
        for text in ["", "[", "1 2", "[1,]", "\"\\ud83d\"", "\"\\ud83d\\ud83d\"", "\"\\ude00\\ud83d\"", "\"a\nb\""] {
            assert!(parse_strict(text).is_none(), "{text}");
        }
    }

    #[test]
    fn reading_stops_at_the_first_error() {
        struct Case<'t> {
            text: &'t str,
            /// The byte where the reader stops.
            at: usize,
            /// The tokens that it expects there.
            state: ParserState,
            /// The number of nodes.
            nodes: usize,
        }
        let deep = "[".repeat(MAX_DEPTH + 1);
        let cases = [
            Case { text: "", at: 0, state: ParserState::Value, nodes: 0 },
            Case { text: " {} ", at: 4, state: ParserState::Separator, nodes: 1 },
            Case {
                text: "{\"a\": [1, -2.5e+3, true, false, null, \"\\n\"]}",
                at: 44,
                state: ParserState::Separator,
                nodes: 9,
            },
            Case { text: "{\"a\" 1}", at: 5, state: ParserState::Colon, nodes: 2 },
            Case { text: "{\"a\": 1 \"b\"", at: 8, state: ParserState::Separator, nodes: 3 },
            Case { text: "{\"a\": 1,}", at: 8, state: ParserState::Key, nodes: 3 },
            Case { text: "[1,]", at: 3, state: ParserState::Item, nodes: 2 },
            Case { text: "[01]", at: 1, state: ParserState::FirstItem, nodes: 1 },
            Case { text: "[truely]", at: 1, state: ParserState::FirstItem, nodes: 1 },
            Case { text: "[\"a\nb\"]", at: 1, state: ParserState::FirstItem, nodes: 1 },
            Case { text: "[\"a\"b]", at: 1, state: ParserState::FirstItem, nodes: 1 },
            Case { text: "[}", at: 1, state: ParserState::FirstItem, nodes: 1 },
            Case { text: "1, 2", at: 1, state: ParserState::Separator, nodes: 1 },
            Case { text: &deep, at: MAX_DEPTH, state: ParserState::FirstItem, nodes: MAX_DEPTH },
        ];
        for Case { text, at, state, nodes } in cases {
            let mut reader = JsonReader::new(text);
            let found = reader.read(ParserState::Value);
            assert_eq!((reader.at, found, reader.nodes.len()), (at, state, nodes), "{text}");
        }
    }
}
