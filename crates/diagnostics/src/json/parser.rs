//! The parser: reads on, and recovers where the reader stops.

use std::ops::Range;

use ::json::{JsonReader, Kind, MAX_DEPTH, ParserState, Tree};

use super::look_ahead::LookAhead;
use super::quote::Quote;
use super::search_cache::{SearchCache, StringContext};
use crate::diagnostic::{Diagnostics, Problem};

/// The reader, and what it needs to get on where it stops.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) reader: JsonReader<'t>,
    pub(super) found: Diagnostics,
    /// How many findings there were before the last key or value: what is noticed to be missing
    /// before it belongs there.
    pub(super) mark: usize,
    pub(super) searches: SearchCache<'t>,
    pub(super) damaged: bool,
    /// Whether the text can be read in more than one way, so that no fix is certain.
    pub(super) is_ambiguous: bool,
    /// Whether an expression of a program stands in it.
    is_program: bool,
    /// How many brackets are open around each object that stands in quotes without escapes.
    pub(super) quoted_objects: Vec<usize>,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            reader: JsonReader::new(text),
            found: Diagnostics::default(),
            mark: 0,
            searches: SearchCache::new(text),
            damaged: false,
            is_ambiguous: false,
            is_program: false,
            quoted_objects: Vec::new(),
        }
    }

    pub(super) fn finish(mut self, text: &str) -> (Tree, Diagnostics) {
        if self.is_ambiguous {
            self.found.withdraw_fixes();
        }
        self.found.finish(text);
        (Tree::new(self.reader.nodes, self.damaged), self.found)
    }

    pub(super) fn byte_order_mark(&mut self) {
        const MARK: &str = "\u{feff}";
        if self.text.starts_with(MARK) {
            self.reader.at = MARK.len();
            self.reader.last_end = self.reader.at;
            self.found.push_replacement(Problem::ByteOrderMark, 0..self.reader.at, "");
        }
    }

    pub(super) fn document(&mut self, mut expect: ParserState) {
        self.mark = self.found.list().len();
        loop {
            expect = self.recover(expect);
            if expect == ParserState::Nothing {
                return;
            }
            if self.is_program {
                // The values of a program are not known, and neither is where they end.
                (self.reader.nodes, self.damaged) = (Vec::new(), true);
                return;
            }
            let last_start = self.reader.last_start;
            expect = self.reader.read(expect);
            if self.reader.last_start != last_start {
                self.mark = self.found.list().len();
            }
        }
    }

    /// Gets over what stopped the reader: mends it and what belongs to it. Each step reads on, changes the
    /// nesting or changes what is expected, so that reading comes to an end.
    fn recover(&mut self, expect: ParserState) -> ParserState {
        match (expect, self.bytes.get(self.reader.at)) {
            (ParserState::Separator, _) => self.odd_separator(),
            (ParserState::FirstKey | ParserState::Key, Some(b'"')) => {
                self.string(Kind::Key);
                ParserState::Colon
            }
            (ParserState::FirstKey | ParserState::Key, _) => self.odd_key(expect),
            (ParserState::Colon, _) => self.odd_colon(),
            (_, Some(b'"')) if self.opens_quoted_object() => {
                self.quoted_objects.push(self.reader.open.len());
                self.drop(Problem::StrayCharacter { character: '"' }, expect)
            }
            (_, Some(b'"')) => {
                self.string(Kind::String);
                ParserState::Separator
            }
            (_, Some(bracket @ (b'{' | b'['))) => {
                let next = self.reader.open(*bracket);
                if self.reader.open.len() == MAX_DEPTH + 1 {
                    let at = self.reader.last_end;
                    self.found.push(Problem::TooDeep, at - 1..at, None);
                    // No one will read what it holds.
                    self.damaged = true;
                }
                next
            }
            _ => self.odd_value(expect),
        }
    }

    /// Returns whether the quote at the cursor opens a string with an object whose quotes are not escaped.
    fn opens_quoted_object(&self) -> bool {
        let brace = self.look_ahead().skip_space(self.reader.at + 1);
        if self.reader.open.is_empty() || self.bytes.get(brace) != Some(&b'{') {
            return false;
        }
        let key = self.look_ahead().skip_space(brace + 1);
        self.bytes.get(key) == Some(&b'"') && self.look_ahead().is_key(key)
    }

    pub(super) fn closing_bracket(&self, node: u32) -> char {
        if self.reader.nodes[node as usize].kind == Kind::Object { '}' } else { ']' }
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.reader.at..].chars().next()
    }

    /// Drops the character at the cursor as one too many.
    pub(super) fn drop(&mut self, problem: Problem, next: ParserState) -> ParserState {
        let end = self.reader.at + self.peek().map_or(0, char::len_utf8);
        self.found.push_replacement(problem, self.reader.at..end, "");
        self.reader.at = end;
        next
    }

    /// Reports that `text` is missing after the last token.
    pub(super) fn insert(&mut self, problem: Problem, text: &str) {
        let at = self.reader.last_end;
        self.found.push_replacement(problem, at..at, text);
    }

    /// Reports the expression of a program in `range`, after which nothing is read.
    pub(super) fn expression(&mut self, range: Range<usize>) {
        self.found.push(Problem::Expression, range, None);
        (self.is_program, self.is_ambiguous) = (true, true);
    }

    pub(super) fn look_ahead(&self) -> LookAhead<'_, 't> {
        LookAhead { text: self.text, searches: &self.searches }
    }

    /// Where a string is as the reader stands.
    pub(super) fn context(&self, kind: Kind) -> StringContext {
        match kind {
            Kind::Key => StringContext::Key,
            _ if self.reader.open.is_empty() => StringContext::Document,
            _ if self.reader.is_open(Kind::Object) => StringContext::Member,
            _ => StringContext::Item,
        }
    }

    /// Whether what stands at `at` can follow a complete key or value.
    pub(super) fn ends_value(&self, at: usize) -> bool {
        let blank = self.bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        matches!(self.bytes.get(at + blank), None | Some(b',' | b':' | b'}' | b']' | b'\n' | b'\r'))
    }

    /// Adds a key or value that ends at the cursor.
    pub(super) fn push_value(&mut self, kind: Kind, range: Range<usize>, is_escaped: bool) {
        self.reader.push_value(kind, range.start, range.end, is_escaped);
    }
}

pub(super) fn is_string_or_bracket(character: char) -> bool {
    matches!(character, '{' | '[' | '\\') || Quote::opened_by(character).is_some()
}
