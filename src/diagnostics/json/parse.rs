//! The structure: objects, arrays and what separates their entries. A loop over what is expected
//! next, with its own stack, so that no depth of nesting can exhaust the program's.

use super::tree::{Kind, Node, Tree};
use crate::diagnostic::{Diagnostics, Edit, Fix, Problem};
use crate::position::position;

/// How many levels of nesting JSON readers accept.
const DEPTH: usize = 128;

/// Reads `text`, whatever it is. The findings are in the order of the text, and their fixes
/// applied together give a text that parses (of the first [`Diagnostics::LIMIT`] findings).
#[must_use]
pub fn parse(text: &str) -> (Tree, Diagnostics) {
    let text = if u32::try_from(text.len()).is_ok() { text } else { "" };
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at: 0,
        nodes: Vec::with_capacity(text.len() / 24),
        found: Diagnostics::default(),
        open: Vec::new(),
        last_start: 0,
        last_end: 0,
        mark: 0,
        colon_was_missing: false,
        damaged: false,
    };
    parser.byte_order_mark();
    parser.document();
    parser.found.sort();
    (Tree { nodes: parser.nodes, damaged: parser.damaged }, parser.found)
}

/// What may come next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expect {
    /// A value: the document's, or after a colon.
    Value,
    /// An array's first item, or its end.
    FirstItem,
    /// An array's item after a comma.
    Item,
    /// An object's first name, or its end.
    FirstKey,
    /// An object's name after a comma.
    Key,
    /// The colon after a name.
    Colon,
    /// A comma, a closing bracket, or the end of the document.
    Separator,
    /// Nothing: all is read.
    Nothing,
}

/// The state of reading.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    /// The next byte to read.
    pub(super) at: usize,
    pub(super) nodes: Vec<Node>,
    pub(super) found: Diagnostics,
    /// The objects and arrays not closed yet, outermost first.
    open: Vec<u32>,
    /// Where the last key or value began, its quotes included.
    pub(super) last_start: usize,
    /// Where the last token that was kept ended.
    pub(super) last_end: usize,
    /// How many findings there were before the last key or value: what is noticed to be missing
    /// before it belongs there.
    pub(super) mark: usize,
    colon_was_missing: bool,
    damaged: bool,
}

impl Parser<'_> {
    fn byte_order_mark(&mut self) {
        const MARK: &str = "\u{feff}";
        if self.text.starts_with(MARK) {
            self.at = MARK.len();
            self.last_end = self.at;
            self.found.push(Problem::ByteOrderMark, 0..self.at, Some(Edit::remove(0..self.at).into()));
        }
    }

    fn document(&mut self) {
        let mut expect = Expect::Value;
        while expect != Expect::Nothing {
            self.skip_space();
            let byte = self.bytes.get(self.at).copied();
            expect = match (expect, byte) {
                (Expect::Separator, Some(b',')) if !self.open.is_empty() => self.comma(),
                (Expect::Separator | Expect::FirstKey, Some(b'}')) if self.is_open(Kind::Object) => self.close(),
                (Expect::Separator | Expect::FirstItem, Some(b']')) if self.is_open(Kind::Array) => self.close(),
                (Expect::Separator, _) => self.odd_separator(),
                (Expect::FirstKey | Expect::Key, Some(b'"')) => {
                    self.string(Kind::Key);
                    Expect::Colon
                }
                (Expect::FirstKey | Expect::Key, _) => self.odd_key(expect),
                (Expect::Colon, Some(b':')) => {
                    self.colon_was_missing = false;
                    self.take(Expect::Value)
                }
                (Expect::Colon, _) => self.odd_colon(),
                (_, Some(b'"')) => {
                    self.string(Kind::String);
                    Expect::Separator
                }
                (_, Some(b'{')) => self.open(Kind::Object, Expect::FirstKey),
                (_, Some(b'[')) => self.open(Kind::Array, Expect::FirstItem),
                (_, Some(b'-' | b'0'..=b'9')) => {
                    self.number();
                    Expect::Separator
                }
                (_, Some(b't')) => {
                    self.literal("true", Kind::Boolean);
                    Expect::Separator
                }
                (_, Some(b'f')) => {
                    self.literal("false", Kind::Boolean);
                    Expect::Separator
                }
                (_, Some(b'n')) => {
                    self.literal("null", Kind::Null);
                    Expect::Separator
                }
                _ => self.odd_value(expect),
            };
        }
    }

    #[inline]
    fn skip_space(&mut self) {
        const SPACES: u64 = 0x2020_2020_2020_2020;
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.bytes.get(self.at) {
            self.at += 1;
            // Indentation follows most line breaks: as many of the next eight bytes as are spaces.
            if let Some(chunk) = self.bytes.get(self.at..).and_then(<[u8]>::first_chunk) {
                self.at += ((u64::from_le_bytes(*chunk) ^ SPACES).trailing_zeros() / 8) as usize;
            }
        }
    }

    /// Takes the one-byte token at the cursor.
    #[inline]
    fn take(&mut self, next: Expect) -> Expect {
        self.at += 1;
        self.last_end = self.at;
        next
    }

    #[inline]
    fn comma(&mut self) -> Expect {
        let next = self.after_comma();
        self.take(next)
    }

    #[inline]
    fn after_comma(&self) -> Expect {
        if self.is_open(Kind::Object) { Expect::Key } else { Expect::Item }
    }

    #[inline]
    fn is_open(&self, kind: Kind) -> bool {
        self.open.last().is_some_and(|node| self.nodes[*node as usize].kind == kind)
    }

    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "parse() refuses texts of 4 GiB and more")]
    fn open(&mut self, kind: Kind, next: Expect) -> Expect {
        self.open.push(self.nodes.len() as u32);
        if self.open.len() == DEPTH + 1 {
            self.found.push(Problem::TooDeep, self.at..self.at + 1, None);
        }
        self.nodes.push(Node { start: self.at as u32, end: 0, next: 0, kind, escaped: false });
        self.take(next)
    }

    /// Closes the innermost object or array with the bracket at the cursor.
    #[inline]
    fn close(&mut self) -> Expect {
        self.at += 1;
        self.last_end = self.at;
        self.end_innermost();
        Expect::Separator
    }

    #[allow(clippy::cast_possible_truncation, reason = "parse() refuses texts of 4 GiB and more")]
    fn end_innermost(&mut self) {
        let next = self.nodes.len() as u32;
        if let Some(index) = self.open.pop() {
            let node = &mut self.nodes[index as usize];
            node.end = self.last_end as u32;
            node.next = next;
        }
    }

    fn closing_bracket(&self, node: u32) -> char {
        if self.nodes[node as usize].kind == Kind::Object { '}' } else { ']' }
    }

    // From here on: what is not as it should be. Each step reads on, changes the nesting or changes
    // what is expected, so that reading comes to an end.

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Drops the character at the cursor as one too many.
    fn drop(&mut self, problem: Problem, next: Expect) -> Expect {
        let end = self.at + self.peek().map_or(0, char::len_utf8);
        self.found.push(problem, self.at..end, Some(Edit::remove(self.at..end).into()));
        self.at = end;
        next
    }

    /// Reports that `text` is missing after the last token.
    fn insert(&mut self, problem: Problem, text: &str) {
        let at = self.last_end;
        self.found.push(problem, at..at, Some(Edit::insert(at, text).into()));
    }

    fn odd_separator(&mut self) -> Expect {
        if self.skip_odd_space() || self.skip_doubled_quote() {
            return Expect::Separator;
        }
        let Some(character) = self.peek() else {
            self.close_all();
            return Expect::Nothing;
        };
        if character == ':' {
            return self.colon_after_value();
        }
        if self.open.is_empty() {
            return self.after_end(character);
        }
        match character {
            '}' | ']' => self.wrong_bracket(character),
            ';' if !self.text[self.at + 1..].trim_start().starts_with(['}', ']']) => {
                let range = self.at..self.at + 1;
                self.found.push(
                    Problem::WrongSeparator { found: ';', expected: ',' },
                    range.clone(),
                    Some(Edit::replace(range, ",").into()),
                );
                self.comma()
            }
            ';' | ')' | '(' | '|' | '&' | '^' | '!' | '@' | '~' | '?' | '>' | '=' | '*' | '%' | '.' => {
                self.drop(Problem::StrayCharacter { character }, Expect::Separator)
            }
            _ => {
                self.insert(Problem::MissingComma, ",");
                self.after_comma()
            }
        }
    }

    /// A colon after a value: the value was a name, and the bracket before it is missing.
    #[allow(clippy::cast_possible_truncation, reason = "parse() refuses texts of 4 GiB and more")]
    fn colon_after_value(&mut self) -> Expect {
        let last = self.nodes.len() - 1;
        if self.nodes[last].kind != Kind::String || self.colon_was_missing {
            return self.drop(Problem::ExtraColon, Expect::Separator);
        }
        let at = self.last_start;
        self.found.insert(
            self.mark,
            Problem::MissingBracket { bracket: '{' },
            at..at,
            Some(Edit::insert(at, "{").into()),
        );
        self.damaged = true;
        self.nodes[last].kind = Kind::Key;
        self.nodes[last].next += 1;
        self.nodes.insert(last, Node { start: at as u32, end: 0, next: 0, kind: Kind::Object, escaped: false });
        self.open.push(last as u32);
        self.take(Expect::Value)
    }

    fn wrong_bracket(&mut self, found: char) -> Expect {
        let Some(innermost) = self.open.last().copied() else {
            return self.drop(Problem::ExtraBracket { bracket: found }, Expect::Separator);
        };
        self.damaged = true;
        let expected = self.closing_bracket(innermost);
        if self.open.iter().any(|node| self.closing_bracket(*node) == found) {
            self.insert_close(innermost, self.last_end);
            self.end_innermost();
            return Expect::Separator;
        }
        let range = self.at..self.at + 1;
        let fix = Edit::replace(range.clone(), expected).into();
        self.found.push(Problem::WrongBracket { found, expected }, range, Some(fix));
        self.close()
    }

    fn insert_close(&mut self, node: u32, at: usize) {
        let bracket = self.closing_bracket(node);
        // Finding the line costs a walk through the text, which nobody sees beyond the limit.
        let opened = if self.found.list().len() < Diagnostics::LIMIT {
            position(self.text, self.nodes[node as usize].start as usize)
        } else {
            position("", 0)
        };
        self.found.push(Problem::Unclosed { bracket, opened }, at..at, Some(Edit::insert(at, bracket).into()));
    }

    /// At the end of the text: closes what is still open.
    fn close_all(&mut self) {
        if self.open.len() == 1
            && let Some((node, at)) = self.outdented_member()
        {
            self.damaged = true;
            self.insert_close(node, at);
            self.end_innermost();
        }
        while let Some(innermost) = self.open.last().copied() {
            self.damaged = true;
            self.insert_close(innermost, self.last_end);
            self.end_innermost();
        }
    }

    /// Where the one missing bracket was meant to be, told by indentation: after the member before
    /// one that starts its line no deeper than the line its object opens on.
    fn outdented_member(&self) -> Option<(u32, usize)> {
        (0_u32..).zip(&self.nodes).filter(|(_, node)| node.kind == Kind::Object).find_map(|(index, object)| {
            let limit = if object.next == 0 { self.nodes.len() } else { object.next as usize };
            let mut outer = None;
            let mut end_of_last = None;
            let mut key = index as usize + 1;
            while key + 1 < limit {
                let start = self.nodes[key].start as usize - 1;
                if let (Some(indent), Some(end)) = (self.indent_if_first(start), end_of_last) {
                    let outer = *outer.get_or_insert_with(|| self.indent_of_line(object.start as usize));
                    if indent <= outer && self.text[object.start as usize..start].contains('\n') {
                        return Some((index, end));
                    }
                }
                let value = self.nodes[key + 1];
                end_of_last = match value.kind {
                    Kind::String => Some(value.end as usize + 1),
                    _ => (value.end > 0).then_some(value.end as usize),
                };
                key = value.next as usize;
                if key == 0 {
                    break;
                }
            }
            None
        })
    }

    /// The indentation before the byte `at`, in bytes, if nothing else stands before it on its line.
    fn indent_if_first(&self, at: usize) -> Option<usize> {
        let before = &self.bytes[..at];
        let indent = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        (indent == at || before[at - indent - 1] == b'\n').then_some(indent)
    }

    /// The indentation of the line on which the byte `at` stands, in bytes.
    fn indent_of_line(&self, at: usize) -> usize {
        let line = self.bytes[..at].iter().rev().position(|byte| *byte == b'\n').map_or(0, |back| at - back);
        self.bytes[line..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// More text after the document's end.
    fn after_end(&mut self, character: char) -> Expect {
        let root = self.nodes[0].kind;
        let is_container = matches!(root, Kind::Object | Kind::Array);
        match character {
            '}' | ']' => return self.drop(Problem::ExtraBracket { bracket: character }, Expect::Separator),
            ',' => {
                let next = self.at + 1 + self.text[self.at + 1..].len() - self.text[self.at + 1..].trim_start().len();
                if is_container && next < self.bytes.len() && (root == Kind::Array || self.looks_like_key(next)) {
                    self.reopen();
                    return self.comma();
                }
                return self.drop(Problem::ExtraComma, Expect::Separator);
            }
            '{' if root == Kind::Object => return self.join_documents(),
            _ if root == Kind::Object && self.looks_like_key(self.at) => {
                self.reopen();
                return Expect::Separator;
            }
            _ => {}
        }
        let end = self.text.trim_end().len();
        self.found.push(Problem::TextAfterEnd, self.at..end, Some(Edit::remove(self.at..end).into()));
        self.at = self.bytes.len();
        Expect::Nothing
    }

    /// The document's last bracket closed it too early: takes it away.
    fn reopen(&mut self) {
        let range = self.last_end - 1..self.last_end;
        let bracket = char::from(self.bytes[range.start]);
        self.found.push(Problem::ExtraBracket { bracket }, range.clone(), Some(Edit::remove(range).into()));
        self.damaged = true;
        self.open.push(0);
    }

    /// A second object follows the first: its members join the first's.
    fn join_documents(&mut self) -> Expect {
        let close = self.last_end - 1..self.last_end;
        let open = self.at..self.at + 1;
        let rest = self.text[open.end..].trim_start();
        let is_empty = self.nodes.len() == 1 || rest.is_empty() || rest.starts_with('}');
        let (instead, next) = if is_empty { ("", Expect::FirstKey) } else { (",", Expect::Key) };
        let edits = vec![Edit::remove(close), Edit::replace(open.clone(), instead)];
        self.found.push(Problem::SecondDocument, open, Some(Fix { edits }));
        self.damaged = true;
        self.open.push(0);
        if self.nodes.len() > 1 && is_empty {
            self.at += 1;
            return Expect::Separator;
        }
        self.take(next)
    }

    fn odd_key(&mut self, expect: Expect) -> Expect {
        if self.skip_odd_space() {
            return expect;
        }
        let Some(character) = self.peek() else {
            return self.end_of_entries(expect == Expect::Key);
        };
        match character {
            '}' => self.end_of_entries(true),
            ']' => self.end_of_entries(expect == Expect::Key),
            ',' => self.drop(Problem::ExtraComma, expect),
            ':' => {
                let rest = &self.text[self.at + 1..];
                let next = self.bytes.len() - rest.trim_start().len();
                if self.looks_like_key(next) || rest.trim_start().starts_with(':') {
                    return self.drop(Problem::ExtraColon, expect);
                }
                self.missing_key("\"\"");
                self.colon_was_missing = false;
                self.take(Expect::Value)
            }
            '{' | '[' if expect == Expect::FirstKey => {
                self.damaged = true;
                self.drop(Problem::ExtraBracket { bracket: character }, expect)
            }
            '{' | '[' => {
                self.missing_key("\"\": ");
                Expect::Value
            }
            _ => {
                self.word(Kind::Key);
                Expect::Colon
            }
        }
    }

    fn missing_key(&mut self, text: &str) {
        let at = self.at;
        self.found.push(Problem::MissingKey, at..at, Some(Edit::insert(at, text).into()));
        self.last_start = at;
        self.push_value(Kind::Key, at..at, false);
    }

    /// No entry where one was expected: after a comma, that comma is one too many.
    fn end_of_entries(&mut self, after_comma: bool) -> Expect {
        if after_comma {
            let range = self.last_end - 1..self.last_end;
            self.found.push(Problem::TrailingComma, range.clone(), Some(Edit::remove(range).into()));
        }
        Expect::Separator
    }

    fn odd_colon(&mut self) -> Expect {
        if self.skip_odd_space() || self.skip_doubled_quote() {
            return Expect::Colon;
        }
        match self.peek() {
            Some('=') => {
                let end = self.at + if self.text[self.at..].starts_with("=>") { 2 } else { 1 };
                let range = self.at..end;
                let problem = Problem::WrongSeparator { found: '=', expected: ':' };
                self.found.push(problem, range.clone(), Some(Edit::replace(range, ":").into()));
                self.at = end;
                self.last_end = end;
                Expect::Value
            }
            None | Some(',' | '}' | ']') => {
                self.missing_value(": null");
                Expect::Separator
            }
            Some(_) => {
                self.insert(Problem::MissingColon, ":");
                self.colon_was_missing = true;
                Expect::Value
            }
        }
    }

    fn missing_value(&mut self, text: &str) {
        self.insert(Problem::MissingValue, text);
        let (at, last_end) = (self.at, self.last_end);
        self.at = last_end;
        self.push_value(Kind::Unknown, last_end..last_end, false);
        self.at = at;
    }

    fn odd_value(&mut self, expect: Expect) -> Expect {
        if self.skip_odd_space() {
            return expect;
        }
        let is_root = self.nodes.is_empty();
        match (self.peek(), expect) {
            (None, _) if is_root => {
                let at = self.bytes.len();
                self.found.push(Problem::Empty, at..at, Some(Edit::insert(at, "{}").into()));
                Expect::Nothing
            }
            (Some(bracket @ ('}' | ']')), _) if is_root => self.drop(Problem::ExtraBracket { bracket }, expect),
            (None | Some('}' | ']'), Expect::FirstItem | Expect::Item) => self.end_of_entries(expect == Expect::Item),
            (Some(','), Expect::FirstItem | Expect::Item) => self.drop(Problem::ExtraComma, expect),
            (Some(','), _) if is_root => self.drop(Problem::ExtraComma, expect),
            (None | Some('}' | ']' | ','), _) => {
                self.missing_value(" null");
                Expect::Separator
            }
            (Some(':'), _) => self.drop(Problem::ExtraColon, expect),
            (Some(_), _) => {
                self.word(Kind::String);
                Expect::Separator
            }
        }
    }
}
