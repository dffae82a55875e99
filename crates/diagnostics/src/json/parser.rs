//! The parser: a strict reader, and the recovery where it stops.

use std::ops::Range;

use ::json::{JsonReader, Kind, MAX_DEPTH, ParserState, Tree};

use super::look_ahead::LookAhead;
use super::quote::Quote;
use super::search_cache::{SearchCache, StringContext};
use crate::diagnostic::{Diagnostics, Problem};

/// The function `parse`, as an argument of the modules that it calls: they parse the decoded text.
pub(super) type Parse = fn(&str) -> (Tree, Diagnostics);

/// The strict reader with the state of the recovery.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) reader: JsonReader<'t>,
    pub(super) diagnostics: Diagnostics,
    /// The index at which a diagnostic is inserted if something is missing before the last key or value.
    pub(super) insert_index: usize,
    pub(super) searches: SearchCache<'t>,
    /// True if brackets had to be repaired, so that the structure is a guess.
    pub(super) is_damaged: bool,
    /// True if the text can be read in more than one way, so that no fix is certain.
    pub(super) is_ambiguous: bool,
    /// True if the text contains an expression of a program.
    is_program: bool,
    /// For each object in unescaped quotes, the number of open brackets around it.
    pub(super) quoted_objects: Vec<usize>,
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            reader: JsonReader::new(text),
            diagnostics: Diagnostics::default(),
            insert_index: 0,
            searches: SearchCache::new(text),
            is_damaged: false,
            is_ambiguous: false,
            is_program: false,
            quoted_objects: Vec::new(),
        }
    }

    /// Finishes the diagnostics and builds the tree.
    pub(super) fn finish(mut self, text: &str) -> (Tree, Diagnostics) {
        if self.is_ambiguous {
            self.diagnostics.withdraw_fixes();
        }
        self.diagnostics.finish(text);
        (Tree::new(self.reader.nodes, self.is_damaged), self.diagnostics)
    }

    pub(super) fn skip_byte_order_mark(&mut self) {
        const MARK: &str = "\u{feff}";
        if self.text.starts_with(MARK) {
            self.reader.at = MARK.len();
            self.reader.last_end = self.reader.at;
            self.diagnostics.push_replacement(Problem::ByteOrderMark, 0..self.reader.at, "");
        }
    }

    /// Recovers and reads on until the end of the document.
    pub(super) fn read_document(&mut self, mut state: ParserState) {
        self.insert_index = self.diagnostics.list().len();
        loop {
            state = self.recover(state);
            if state == ParserState::Nothing {
                return;
            }
            if self.is_program {
                // The values of a program and their ends are unknown.
                (self.reader.nodes, self.is_damaged) = (Vec::new(), true);
                return;
            }
            let last_start = self.reader.last_start;
            state = self.reader.read(state);
            if self.reader.last_start != last_start {
                self.insert_index = self.diagnostics.list().len();
            }
        }
    }

    /// Recovers from the byte at which the reader stopped. Each step reads on, changes the nesting or changes the
    /// state, so that parsing terminates.
    fn recover(&mut self, state: ParserState) -> ParserState {
        match (state, self.bytes.get(self.reader.at)) {
            (ParserState::Separator, _) => self.recover_separator(),
            (ParserState::FirstKey | ParserState::Key, Some(b'"')) => {
                self.recover_string(Kind::Key);
                ParserState::Colon
            }
            (ParserState::FirstKey | ParserState::Key, _) => self.recover_key(state),
            (ParserState::Colon, _) => self.recover_colon(),
            (_, Some(b'"')) if self.opens_quoted_object() => {
                self.quoted_objects.push(self.reader.open_nodes.len());
                self.remove_char(Problem::StrayCharacter { character: '"' }, state)
            }
            (_, Some(b'"')) => {
                self.recover_string(Kind::String);
                ParserState::Separator
            }
            (_, Some(bracket @ (b'{' | b'['))) => {
                let next = self.reader.open_bracket(*bracket);
                if self.reader.open_nodes.len() == MAX_DEPTH + 1 {
                    let at = self.reader.last_end;
                    self.diagnostics.push(Problem::TooDeep, at - 1..at, None);
                    // Readers reject everything inside.
                    self.is_damaged = true;
                }
                next
            }
            _ => self.recover_value(state),
        }
    }

    /// Returns whether the quote at the cursor opens a string that contains an object with unescaped quotes.
    fn opens_quoted_object(&self) -> bool {
        let brace = self.look_ahead().skip_space(self.reader.at + 1);
        if self.reader.open_nodes.is_empty() || self.bytes.get(brace) != Some(&b'{') {
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

    /// Removes the character at the cursor.
    pub(super) fn remove_char(&mut self, problem: Problem, next: ParserState) -> ParserState {
        let end = self.reader.at + self.peek().map_or(0, char::len_utf8);
        self.diagnostics.push_replacement(problem, self.reader.at..end, "");
        self.reader.at = end;
        next
    }

    /// Reports that `text` is missing after the last token.
    pub(super) fn insert_missing(&mut self, problem: Problem, text: &str) {
        let at = self.reader.last_end;
        self.diagnostics.push_replacement(problem, at..at, text);
    }

    /// Reports the expression of a program in `range`. Parsing ends there.
    pub(super) fn report_expression(&mut self, range: Range<usize>) {
        self.diagnostics.push(Problem::Expression, range, None);
        (self.is_program, self.is_ambiguous) = (true, true);
    }

    pub(super) fn look_ahead(&self) -> LookAhead<'_, 't> {
        LookAhead { text: self.text, searches: &self.searches }
    }

    /// Returns the context of a string at the cursor.
    pub(super) fn context(&self, kind: Kind) -> StringContext {
        match kind {
            Kind::Key => StringContext::Key,
            _ if self.reader.open_nodes.is_empty() => StringContext::Document,
            _ if self.reader.is_open(Kind::Object) => StringContext::Member,
            _ => StringContext::Item,
        }
    }

    /// Returns whether the text at `at` may follow a complete key or value.
    pub(super) fn ends_value(&self, at: usize) -> bool {
        let spaces = self.bytes[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        matches!(self.bytes.get(at + spaces), None | Some(b',' | b':' | b'}' | b']' | b'\n' | b'\r'))
    }

    /// Adds a key or value that ends at the cursor.
    pub(super) fn push_value(&mut self, kind: Kind, range: Range<usize>, is_escaped: bool) {
        self.reader.push_value(kind, range.start, range.end, is_escaped);
    }
}

pub(super) fn is_string_or_bracket(character: char) -> bool {
    matches!(character, '{' | '[' | '\\') || Quote::opened_by(character).is_some()
}
