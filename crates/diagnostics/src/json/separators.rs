//! Recovers missing and wrong separators after a value, and text after the document.

use ::json::{Kind, Node, ParserState};

use super::parser::{Parser, is_string_or_bracket};
use crate::char_set::CharSet;
use crate::diagnostic::{Edit, Fix, Problem};

impl Parser<'_> {
    /// Recovers where a comma, a closing bracket or the end of the document is expected.
    pub(super) fn recover_separator(&mut self) -> ParserState {
        if self.skip_trivia() || self.skip_repeated_quote() {
            return ParserState::Separator;
        }
        let Some(character) = self.peek() else {
            self.close_open_brackets();
            return ParserState::Nothing;
        };
        if character == ':' {
            return self.recover_colon_after_value();
        }
        if character == '"' && self.quoted_objects.last() == Some(&self.reader.open_nodes.len()) {
            self.quoted_objects.pop();
            return self.remove_char(Problem::StrayCharacter { character }, ParserState::Separator);
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
        if self.reader.open_nodes.is_empty() {
            return self.recover_after_end(character);
        }
        if let Some(length) = self.operator_expression_length().or_else(|| self.expression_length()) {
            self.report_expression(self.reader.at..self.reader.at + length);
            return ParserState::Separator;
        }
        match character {
            '}' | ']' => self.recover_wrong_bracket(character),
            ';' => {
                let range = self.reader.at..self.reader.at + 1;
                self.diagnostics.push_replacement(
                    Problem::WrongSeparator { found: ';', expected: ',' },
                    range.clone(),
                    ",",
                );
                self.reader.comma()
            }
            ')' | '(' | '|' | '&' | '^' | '!' | '@' | '~' | '?' | '>' | '=' | '*' | '%' | '.' => {
                self.remove_char(Problem::StrayCharacter { character }, ParserState::Separator)
            }
            _ if is_string_or_bracket(character) || self.is_unquoted_key() || self.can_start_item() => {
                self.insert_missing(Problem::MissingComma, ",");
                self.reader.after_comma()
            }
            _ => {
                self.remove_word();
                ParserState::Separator
            }
        }
    }

    /// Returns whether the array continues with a value at the cursor.
    fn can_start_item(&self) -> bool {
        !self.reader.is_open(Kind::Object)
    }

    /// Recovers a colon after a value: the value is a key, and the brace before it is missing.
    #[allow(clippy::cast_possible_truncation, reason = "parse() refuses texts of 4 GiB and more")]
    fn recover_colon_after_value(&mut self) -> ParserState {
        let last = self.reader.nodes.len() - 1;
        if !self.reader.last_is_scalar || self.reader.nodes[last].kind != Kind::String || self.reader.colon_was_missing
        {
            return self.remove_char(Problem::ExtraColon, ParserState::Separator);
        }
        let at = self.reader.last_start;
        self.diagnostics.insert_at(
            self.insert_index,
            Problem::MissingBracket { bracket: '{' },
            at..at,
            Some(Edit::insert(at, "{").into()),
        );
        self.is_damaged = true;
        self.reader.nodes[last].kind = Kind::Key;
        self.reader.nodes[last].next += 1;
        self.reader
            .nodes
            .insert(last, Node { start: at as u32, end: 0, next: 0, kind: Kind::Object, is_escaped: false });
        self.reader.push_open(last, Kind::Object);
        self.reader.advance(ParserState::Value)
    }

    /// Recovers text after the end of the document.
    fn recover_after_end(&mut self, character: char) -> ParserState {
        let root = self.reader.nodes[0].kind;
        match (character, self.reader.closed_at) {
            ('}' | ']', _) => {
                return self.remove_char(Problem::ExtraBracket { bracket: character }, ParserState::Separator);
            }
            (',', closed_at) => {
                let next = self.bytes.len() - self.text[self.reader.at + 1..].trim_start().len();
                if let Some(closed_at) = closed_at
                    && next < self.bytes.len()
                    && (root == Kind::Array || self.is_key_on_line(next))
                {
                    let next = self.reopen(closed_at);
                    return if next == ParserState::Separator {
                        self.reader.comma()
                    } else {
                        self.remove_char(Problem::ExtraComma, next)
                    };
                }
                return self.remove_char(Problem::ExtraComma, ParserState::Separator);
            }
            ('{', Some(closed_at)) if root == Kind::Object => return self.join_documents(closed_at),
            (_, Some(closed_at)) if root == Kind::Object && self.is_key_on_line(self.reader.at) => {
                return self.reopen(closed_at);
            }
            _ => {}
        }
        let end = self.text.trim_end_any(" \t\n\r").len();
        self.diagnostics.push_replacement(Problem::TextAfterEnd, self.reader.at..end, "");
        self.reader.at = self.bytes.len();
        ParserState::Nothing
    }

    /// Removes the last bracket, which closed the document too early. Returns the next state.
    fn reopen(&mut self, closed_at: usize) -> ParserState {
        let range = closed_at..closed_at + 1;
        let bracket = char::from(self.bytes[closed_at]);
        self.diagnostics.push_replacement(Problem::ExtraBracket { bracket }, range.clone(), "");
        self.is_damaged = true;
        self.reader.push_open(0, self.reader.nodes[0].kind);
        match (self.reader.nodes.len(), self.reader.nodes[0].kind) {
            (1, Kind::Object) => ParserState::FirstKey,
            (1, _) => ParserState::FirstItem,
            _ => ParserState::Separator,
        }
    }

    /// Merges the members of a second object into the first.
    fn join_documents(&mut self, closed_at: usize) -> ParserState {
        let open = self.reader.at..self.reader.at + 1;
        let first_is_empty = self.reader.nodes.len() == 1;
        let comma = if first_is_empty { "" } else { "," };
        let edits = vec![Edit::remove(closed_at..closed_at + 1), Edit::replace(open.clone(), comma)];
        self.diagnostics.push(Problem::SecondDocument, open, Some(Fix { edits }));
        self.is_damaged = true;
        self.reader.push_open(0, self.reader.nodes[0].kind);
        self.reader.advance(if first_is_empty { ParserState::FirstKey } else { ParserState::Key })
    }
}
