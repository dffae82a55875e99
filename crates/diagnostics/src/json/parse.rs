//! The structure: objects, arrays and what separates their entries. The reader goes on as long as all is
//! as it should be; what stops it is mended here.

use ::json::{JsonReader, Kind, MAX_DEPTH, Node, ParserState, Tree};

use super::look_ahead::LookAhead;
use super::quote::Quote;
use super::{encoded_document, notation, surrounding_text};
use crate::diagnostic::{Diagnostic, Diagnostics, Edit, Fix, Problem};

/// Reads `text`, whatever it is. The findings are in the order of the text, and their fixes
/// applied together give a text that parses (of the first [`Diagnostics::LIMIT`] findings).
#[must_use]
pub fn parse(text: &str) -> (Tree, Diagnostics) {
    let mut parser = Parser::new(text);
    parser.byte_order_mark();
    let expect = parser.reader.read(ParserState::Value);
    if expect == ParserState::Separator && parser.reader.at == text.len() && parser.reader.open.is_empty() {
        parser.found.finish(text);
        return (Tree::new(parser.reader.nodes, false), parser.found);
    }
    if let Some(mut found) = notation::without_colors(text) {
        found.finish(text);
        return (Tree::new(Vec::new(), true), found);
    }
    if let Some((problem, json)) = encoded_document::rewritten(text, parser.reader.at) {
        parser.found.push_replacement(problem, 0..text.len(), &json);
        parser.found.finish(text);
        // The structure is known only after the rewrite.
        return (Tree::new(Vec::new(), true), parser.found);
    }
    if let Some(inner) = surrounding_text::document_in(text) {
        return inside(text, inner);
    }
    if let Some(mut found) = notation::with_plain_punctuation(text, &(0..text.len())) {
        found.finish(text);
        return (Tree::new(Vec::new(), true), found);
    }
    parser.document(expect);
    parser.finish(text)
}

/// Reads the document in `range` of `text`, and reports what surrounds it.
fn inside(text: &str, range: std::ops::Range<usize>) -> (Tree, Diagnostics) {
    let mut parser = Parser::new(&text[..range.end]);
    let is_text = |edit: &Edit| !text[edit.range.clone()].trim_matches([' ', '\t', '\n', '\r']).is_empty();
    let edits = [0..range.start, range.end..text.len()].map(Edit::remove).into_iter().filter(is_text).collect();
    let around = if range.start > 0 { 0..range.start } else { range.end..text.len() };
    let fix = Some(Fix { edits });
    if let Some(mut found) = notation::with_plain_punctuation(text, &range) {
        found.push(Problem::SurroundingText, around, fix);
        found.finish(text);
        return (Tree::new(Vec::new(), true), found);
    }
    parser.found.push(Problem::SurroundingText, around, fix);
    parser.reader.at = range.start;
    parser.reader.last_end = range.start;
    let expect = parser.reader.read(ParserState::Value);
    let stopped_at = parser.reader.at - range.start;
    if let Some((problem, json)) = encoded_document::rewritten(&text[range.clone()], stopped_at) {
        parser.found.push_replacement(problem, range, &json);
        // The structure is known only after the rewrite.
        (parser.reader.nodes, parser.damaged) = (Vec::new(), true);
    } else {
        parser.document(expect);
    }
    parser.finish(text)
}

/// How far back the start of a line is looked for, in bytes.
const LONGEST_LINE: usize = 2_000;

/// The reader, and what it needs to get on where it stops.
pub(super) struct Parser<'t> {
    pub(super) text: &'t str,
    pub(super) bytes: &'t [u8],
    pub(super) reader: JsonReader<'t>,
    pub(super) found: Diagnostics,
    /// How many findings there were before the last key or value: what is noticed to be missing
    /// before it belongs there.
    pub(super) mark: usize,
    pub(super) look: LookAhead<'t>,
    damaged: bool,
    /// Whether the text can be read in more than one way, so that no fix is certain.
    pub(super) is_ambiguous: bool,
    /// Whether an expression of a program stands in it.
    is_program: bool,
    /// How many brackets are open around each object that stands in quotes without escapes.
    quoted_objects: Vec<usize>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            bytes: text.as_bytes(),
            reader: JsonReader::new(text),
            found: Diagnostics::default(),
            mark: 0,
            look: LookAhead::new(text),
            damaged: false,
            is_ambiguous: false,
            is_program: false,
            quoted_objects: Vec::new(),
        }
    }

    fn finish(mut self, text: &str) -> (Tree, Diagnostics) {
        if self.is_ambiguous {
            self.found.withdraw_fixes();
        }
        self.found.finish(text);
        (Tree::new(self.reader.nodes, self.damaged), self.found)
    }

    fn byte_order_mark(&mut self) {
        const MARK: &str = "\u{feff}";
        if self.text.starts_with(MARK) {
            self.reader.at = MARK.len();
            self.reader.last_end = self.reader.at;
            self.found.push_replacement(Problem::ByteOrderMark, 0..self.reader.at, "");
        }
    }

    fn document(&mut self, mut expect: ParserState) {
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
        let brace = self.ahead().skip_space(self.reader.at + 1);
        if self.reader.open.is_empty() || self.bytes.get(brace) != Some(&b'{') {
            return false;
        }
        let key = self.ahead().skip_space(brace + 1);
        self.bytes.get(key) == Some(&b'"') && self.ahead().is_key(key)
    }

    fn closing_bracket(&self, node: u32) -> char {
        if self.reader.nodes[node as usize].kind == Kind::Object { '}' } else { ']' }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.reader.at..].chars().next()
    }

    /// Drops the character at the cursor as one too many.
    fn drop(&mut self, problem: Problem, next: ParserState) -> ParserState {
        let end = self.reader.at + self.peek().map_or(0, char::len_utf8);
        self.found.push_replacement(problem, self.reader.at..end, "");
        self.reader.at = end;
        next
    }

    /// Reports that `text` is missing after the last token.
    fn insert(&mut self, problem: Problem, text: &str) {
        let at = self.reader.last_end;
        self.found.push_replacement(problem, at..at, text);
    }

    /// Reports the expression of a program in `range`, after which nothing is read.
    pub(super) fn expression(&mut self, range: std::ops::Range<usize>) {
        self.found.push(Problem::Expression, range, None);
        (self.is_program, self.is_ambiguous) = (true, true);
    }

    fn odd_separator(&mut self) -> ParserState {
        if self.skip_odd_space() || self.skip_doubled_quote() {
            return ParserState::Separator;
        }
        let Some(character) = self.peek() else {
            self.close_all();
            return ParserState::Nothing;
        };
        if character == ':' {
            return self.colon_after_value();
        }
        if character == '"' && self.quoted_objects.last() == Some(&self.reader.open.len()) {
            self.quoted_objects.pop();
            return self.drop(Problem::StrayCharacter { character }, ParserState::Separator);
        }
        // An array of PHP.
        let is_arrow = self.reader.is_open(Kind::Array) && self.text[self.reader.at..].starts_with("=>");
        if !is_arrow
            && !is_string_or_bracket(character)
            && !matches!(character, '}' | ']' | ',' | ';')
            && !self.is_unquoted_key()
            && self.extend_last_string()
        {
            return ParserState::Separator;
        }
        if self.reader.open.is_empty() {
            return self.after_end(character);
        }
        if let Some(length) = self.operator_length().or_else(|| self.expression_length()) {
            self.expression(self.reader.at..self.reader.at + length);
            return ParserState::Separator;
        }
        match character {
            '}' | ']' => self.wrong_bracket(character),
            ';' => {
                let range = self.reader.at..self.reader.at + 1;
                self.found.push_replacement(Problem::WrongSeparator { found: ';', expected: ',' }, range.clone(), ",");
                self.reader.comma()
            }
            ')' | '(' | '|' | '&' | '^' | '!' | '@' | '~' | '?' | '>' | '=' | '*' | '%' | '.' => {
                self.drop(Problem::StrayCharacter { character }, ParserState::Separator)
            }
            _ if is_string_or_bracket(character) || self.is_unquoted_key() || self.starts_value() => {
                self.insert(Problem::MissingComma, ",");
                self.reader.after_comma()
            }
            _ => {
                self.drop_word();
                ParserState::Separator
            }
        }
    }

    /// Whether an array goes on with a value at the cursor.
    fn starts_value(&self) -> bool {
        !self.reader.is_open(Kind::Object)
    }

    /// A colon after a value: the value was a name, and the bracket before it is missing.
    #[allow(clippy::cast_possible_truncation, reason = "parse() refuses texts of 4 GiB and more")]
    fn colon_after_value(&mut self) -> ParserState {
        let last = self.reader.nodes.len() - 1;
        if !self.reader.last_is_scalar || self.reader.nodes[last].kind != Kind::String || self.reader.colon_was_missing
        {
            return self.drop(Problem::ExtraColon, ParserState::Separator);
        }
        let at = self.reader.last_start;
        self.found.insert_at(
            self.mark,
            Problem::MissingBracket { bracket: '{' },
            at..at,
            Some(Edit::insert(at, "{").into()),
        );
        self.damaged = true;
        self.reader.nodes[last].kind = Kind::Key;
        self.reader.nodes[last].next += 1;
        self.reader
            .nodes
            .insert(last, Node { start: at as u32, end: 0, next: 0, kind: Kind::Object, is_escaped: false });
        self.reader.push_open(last, Kind::Object);
        self.reader.advance(ParserState::Value)
    }

    fn wrong_bracket(&mut self, found: char) -> ParserState {
        let Some(innermost) = self.reader.open.last().copied() else {
            return self.drop(Problem::ExtraBracket { bracket: found }, ParserState::Separator);
        };
        self.damaged = true;
        let expected = self.closing_bracket(innermost);
        let objects = self.reader.open_objects;
        if if found == '}' { objects > 0 } else { self.reader.open.len() > objects } {
            self.insert_close(self.found.list().len(), innermost, self.reader.last_end);
            self.reader.end_innermost();
            return ParserState::Separator;
        }
        let range = self.reader.at..self.reader.at + 1;
        self.found.push_replacement(
            Problem::WrongBracket { found, expected },
            range,
            expected.encode_utf8(&mut [0; 4]),
        );
        self.reader.close();
        self.reader.closed_at = None;
        ParserState::Separator
    }

    fn insert_close(&mut self, index: usize, node: u32, at: usize) {
        let bracket = self.closing_bracket(node);
        let opened = self.reader.nodes[node as usize].start as usize;
        let diagnostic = Diagnostic {
            problem: Problem::Unclosed { bracket, opened: None },
            range: at..at,
            fix: Some(Edit::insert(at, bracket).into()),
            related: Some(opened..opened + 1),
            count: 1,
        };
        self.found.add(index, diagnostic);
    }

    /// At the end of the text: closes what is still open.
    fn close_all(&mut self) {
        if self.reader.open.len() == 1
            && let Some((node, at)) = self.outdented_member()
        {
            self.damaged = true;
            // Where a comma is missing too, it comes after the bracket.
            let is_comma = |found: &Diagnostic| found.range.start == at && found.problem == Problem::MissingComma;
            let index = self.found.list().iter().position(is_comma).unwrap_or(self.found.list().len());
            self.insert_close(index, node, at);
            self.reader.end_innermost();
        }
        while let Some(innermost) = self.reader.open.last().copied() {
            self.damaged = true;
            self.insert_close(self.found.list().len(), innermost, self.reader.last_end);
            self.reader.end_innermost();
        }
    }

    /// Where the one missing bracket was meant to be, told by indentation: after the member before
    /// one that starts its line no deeper than the line its object opens on.
    fn outdented_member(&self) -> Option<(u32, usize)> {
        // What comes after it then belongs to the object around it, so there must be one.
        // And nothing may come after it but brackets, which each close one level more.
        let is_last = |node: &Node| node.next == 0 || node.next as usize == self.reader.nodes.len();
        let is_member = |index: u32| index > 0 && self.reader.nodes[index as usize - 1].kind == Kind::Key;
        let mut objects = (0_u32..)
            .zip(&self.reader.nodes)
            .filter(|(index, node)| node.kind == Kind::Object && is_member(*index) && is_last(node));
        objects.find_map(|(index, object)| {
            let limit = if object.next == 0 { self.reader.nodes.len() } else { object.next as usize };
            let mut outer = None;
            let mut end_of_last = None;
            let mut key = index as usize + 1;
            while key + 1 < limit {
                let start = (self.reader.nodes[key].start as usize).saturating_sub(1);
                if let (Some(indent), Some(end)) = (self.indent_if_first(start), end_of_last) {
                    let outer = *outer.get_or_insert_with(|| self.indent_of_line(object.start as usize));
                    if indent <= outer && self.text[object.start as usize..start].contains('\n') {
                        return Some((index, end));
                    }
                }
                let value = self.reader.nodes[key + 1];
                end_of_last = match value.kind {
                    Kind::String => {
                        (self.bytes.get(value.end as usize) == Some(&b'"')).then_some(value.end as usize + 1)
                    }
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
        let before = &self.bytes[at.saturating_sub(LONGEST_LINE)..at];
        let line = at - before.iter().rev().position(|byte| *byte == b'\n').unwrap_or(before.len());
        self.bytes[line..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }

    /// More text after the document's end.
    fn after_end(&mut self, character: char) -> ParserState {
        let root = self.reader.nodes[0].kind;
        match (character, self.reader.closed_at) {
            ('}' | ']', _) => return self.drop(Problem::ExtraBracket { bracket: character }, ParserState::Separator),
            (',', closed_at) => {
                let next = self.bytes.len() - self.text[self.reader.at + 1..].trim_start().len();
                if let Some(closed_at) = closed_at
                    && next < self.bytes.len()
                    && (root == Kind::Array || self.looks_like_key(next))
                {
                    let next = self.reopen(closed_at);
                    return if next == ParserState::Separator {
                        self.reader.comma()
                    } else {
                        self.drop(Problem::ExtraComma, next)
                    };
                }
                return self.drop(Problem::ExtraComma, ParserState::Separator);
            }
            ('{', Some(closed_at)) if root == Kind::Object => return self.join_documents(closed_at),
            (_, Some(closed_at)) if root == Kind::Object && self.looks_like_key(self.reader.at) => {
                return self.reopen(closed_at);
            }
            _ => {}
        }
        let end = self.text.trim_end_matches([' ', '\t', '\n', '\r']).len();
        self.found.push_replacement(Problem::TextAfterEnd, self.reader.at..end, "");
        self.reader.at = self.bytes.len();
        ParserState::Nothing
    }

    /// The document's last bracket closed it too early: takes it away. Gives what may come next.
    fn reopen(&mut self, closed_at: usize) -> ParserState {
        let range = closed_at..closed_at + 1;
        let bracket = char::from(self.bytes[closed_at]);
        self.found.push_replacement(Problem::ExtraBracket { bracket }, range.clone(), "");
        self.damaged = true;
        self.reader.push_open(0, self.reader.nodes[0].kind);
        match (self.reader.nodes.len(), self.reader.nodes[0].kind) {
            (1, Kind::Object) => ParserState::FirstKey,
            (1, _) => ParserState::FirstItem,
            _ => ParserState::Separator,
        }
    }

    /// A second object follows the first: its members join the first's.
    fn join_documents(&mut self, closed_at: usize) -> ParserState {
        let open = self.reader.at..self.reader.at + 1;
        let first_is_empty = self.reader.nodes.len() == 1;
        let comma = if first_is_empty { "" } else { "," };
        let edits = vec![Edit::remove(closed_at..closed_at + 1), Edit::replace(open.clone(), comma)];
        self.found.push(Problem::SecondDocument, open, Some(Fix { edits }));
        self.damaged = true;
        self.reader.push_open(0, self.reader.nodes[0].kind);
        self.reader.advance(if first_is_empty { ParserState::FirstKey } else { ParserState::Key })
    }

    fn odd_key(&mut self, expect: ParserState) -> ParserState {
        if self.skip_odd_space() {
            return expect;
        }
        let Some(character) = self.peek() else {
            return self.end_of_entries(expect == ParserState::Key);
        };
        match character {
            '}' => self.end_of_entries(true),
            ']' => self.end_of_entries(expect == ParserState::Key),
            ',' => self.drop(Problem::ExtraComma, expect),
            // A key that a program computes, or the members of another object.
            '[' | '.' | '*' if self.is_computed_key() => {
                let start = self.reader.at;
                self.expression(start..self.look.line_end(start));
                expect
            }
            ':' => {
                let rest = &self.text[self.reader.at + 1..];
                let next = self.bytes.len() - rest.trim_start().len();
                if self.looks_like_key(next) || self.ahead().is_key(next) || rest.trim_start().starts_with(':') {
                    return self.drop(Problem::ExtraColon, expect);
                }
                self.missing_key("\"\"");
                self.reader.colon_was_missing = false;
                self.reader.advance(ParserState::Value)
            }
            '{' | '[' if expect == ParserState::FirstKey => {
                self.damaged = true;
                self.drop(Problem::ExtraBracket { bracket: character }, expect)
            }
            '{' | '[' => {
                self.missing_key("\"\": ");
                ParserState::Value
            }
            _ if is_string_or_bracket(character) || self.is_unquoted_key() || self.is_key_without_opening_quote() => {
                self.word(Kind::Key);
                ParserState::Colon
            }
            _ if expect == ParserState::FirstKey && self.is_word_before_end() => {
                self.word(Kind::Key);
                ParserState::Colon
            }
            // What looked like the end of the last string was a quote in it.
            _ if expect == ParserState::Key && self.extend_last_string() => ParserState::Separator,
            _ if self.has_closing_quote() => {
                self.word(Kind::Key);
                ParserState::Colon
            }
            _ => {
                self.drop_word();
                expect
            }
        }
    }

    fn is_computed_key(&self) -> bool {
        let line = self.look.line(self.reader.at);
        let name = line.strip_prefix('[').map(str::trim_start);
        name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$')))
            || super::lex::is_spread(line)
    }

    fn missing_key(&mut self, text: &str) {
        let at = self.reader.at;
        self.found.push_replacement(Problem::MissingKey, at..at, text);
        self.reader.last_start = at;
        self.push_value(Kind::Key, at..at, false);
    }

    /// No entry where one was expected: after a comma, that comma is one too many.
    fn end_of_entries(&mut self, after_comma: bool) -> ParserState {
        if after_comma {
            let range = self.reader.last_end - 1..self.reader.last_end;
            if self.bytes[range.start] == b',' {
                self.found.push_replacement(Problem::TrailingComma, range.clone(), "");
            } else if let Some(edit) = self.found.edit_for(&range) {
                // What was to become that comma goes instead.
                edit.text.clear();
            }
        }
        ParserState::Separator
    }

    fn odd_colon(&mut self) -> ParserState {
        if self.skip_odd_space() || self.skip_doubled_quote() {
            return ParserState::Colon;
        }
        match self.peek() {
            Some('=') => {
                let rest = &self.text[self.reader.at..];
                let end = self.reader.at + if rest.starts_with("=>") || rest.starts_with("==") { 2 } else { 1 };
                let range = self.reader.at..end;
                let problem = Problem::WrongSeparator { found: '=', expected: ':' };
                self.found.push_replacement(problem, range.clone(), ":");
                self.reader.at = end;
                self.reader.last_end = end;
                ParserState::Value
            }
            None | Some(',' | '}' | ']') => {
                let is_unclear = self.is_in_brackets() || self.is_concatenated() || self.is_first_of_set();
                self.is_ambiguous |= is_unclear;
                let is_slip = !is_unclear && self.is_slip();
                self.missing_value(is_slip.then_some(": null"));
                ParserState::Separator
            }
            Some(_) if self.is_concatenated() => {
                self.is_ambiguous = true;
                self.missing_value(None);
                ParserState::Separator
            }
            Some(character) if !is_string_or_bracket(character) && self.extend_last_string() => ParserState::Colon,
            Some(_) => {
                self.insert(Problem::MissingColon, ":");
                self.reader.colon_was_missing = true;
                ParserState::Value
            }
        }
    }

    /// Returns whether the last key is in brackets before an equals sign, as in Lua.
    fn is_in_brackets(&self) -> bool {
        let after = self.text[self.reader.at..].strip_prefix(']');
        after.is_some_and(|after| after.trim_start_matches(' ').starts_with('='))
    }

    /// Returns whether the last key is the first entry of its object: a set of Python, or names in JavaScript.
    fn is_first_of_set(&self) -> bool {
        let first = self.reader.nodes.len() - 1;
        self.reader.open.last().is_some_and(|object| *object as usize + 1 == first)
    }

    /// Returns whether the last key follows a string without a comma: C and Python concatenate the two.
    fn is_concatenated(&self) -> bool {
        let [.., name, value, _] = &self.reader.nodes[..] else { return false };
        let next = self.ahead().skip_commas(self.reader.at);
        let goes_on = self.ahead().is_end_or(next, b'}') || self.ahead().is_key(next);
        if name.start == name.end || value.kind != Kind::String || self.is_slip() || !goes_on {
            return false;
        }
        self.found.list().iter().rev().take(3).any(|found| {
            let before = self.text.get(found.range.end..self.reader.last_start).unwrap_or("a");
            found.problem == Problem::MissingComma && !before.contains(|c: char| c.is_alphanumeric())
        })
    }

    /// Returns whether the last key is there by a slip: the same string again, or after a comma or colon in the wrong
    /// place.
    fn is_slip(&self) -> bool {
        let [.., value, key] = &self.reader.nodes[..] else { return false };
        let content = |node: &Node| self.text.get(node.start as usize..node.end as usize);
        let is_slip = |found: &Diagnostic| {
            let problem = &found.problem;
            matches!(problem, Problem::MissingValue | Problem::MissingKey | Problem::MissingColon | Problem::ExtraColon)
        };
        content(value) == content(key) || self.found.list().iter().any(is_slip)
    }

    /// Reports that a value is missing, with a fix that inserts `text` if anybody can tell what was meant.
    fn missing_value(&mut self, text: Option<&str>) {
        let at = self.reader.last_end;
        let fix = text.map(|text| Edit::insert(at, text).into());
        self.found.push(Problem::MissingValue, at..at, fix);
        let (at, last_end) = (self.reader.at, self.reader.last_end);
        self.reader.at = last_end;
        self.push_value(Kind::Unknown, last_end..last_end, false);
        self.reader.at = at;
    }

    fn odd_value(&mut self, expect: ParserState) -> ParserState {
        if self.skip_odd_space() {
            return expect;
        }
        let is_root = self.reader.nodes.is_empty();
        match (self.peek(), expect) {
            (None, _) if is_root => {
                let at = self.bytes.len();
                self.found.push_replacement(Problem::Empty, at..at, "{}");
                ParserState::Nothing
            }
            (Some(bracket @ ('}' | ']')), _) if is_root => self.drop(Problem::ExtraBracket { bracket }, expect),
            (None | Some('}' | ']'), ParserState::FirstItem | ParserState::Item) => {
                self.end_of_entries(expect == ParserState::Item)
            }
            (Some(','), ParserState::FirstItem | ParserState::Item) => self.drop(Problem::ExtraComma, expect),
            (Some(','), _) if is_root => self.drop(Problem::ExtraComma, expect),
            (None | Some('}' | ']' | ','), _) => {
                self.missing_value(Some(" null"));
                ParserState::Separator
            }
            (Some(':'), _) => self.drop(Problem::ExtraColon, expect),
            (Some(_), _) => {
                self.word(Kind::String);
                ParserState::Separator
            }
        }
    }
}

fn is_string_or_bracket(character: char) -> bool {
    matches!(character, '{' | '[' | '\\') || Quote::opened_by(character).is_some()
}
