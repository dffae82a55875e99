//! Recovers missing and wrong keys, colons and values.

use ::json::{Kind, Node, ParserState};

use super::parser::{Parser, is_string_or_bracket};
use crate::diagnostic::{Diagnostic, Edit, Problem};

impl Parser<'_> {
    /// Recovers where a key or the end of an object is expected.
    pub(super) fn recover_key(&mut self, state: ParserState) -> ParserState {
        if self.skip_trivia() {
            return state;
        }
        let Some(character) = self.peek() else {
            return self.end_entries(state == ParserState::Key);
        };
        match character {
            '}' => self.end_entries(true),
            ']' => self.end_entries(state == ParserState::Key),
            ',' => self.remove_char(Problem::ExtraComma, state),
            // A computed key, or a spread of another object.
            '[' | '.' | '*' if self.is_computed_key() => {
                let start = self.reader.at;
                self.report_expression(start..self.searches.line_end(start));
                state
            }
            ':' => {
                let rest = &self.text[self.reader.at + 1..];
                let next = self.bytes.len() - rest.trim_start().len();
                if self.is_key_on_line(next) || self.look_ahead().is_key(next) || rest.trim_start().starts_with(':') {
                    return self.remove_char(Problem::ExtraColon, state);
                }
                self.push_missing_key("\"\"");
                self.reader.colon_was_missing = false;
                self.reader.advance(ParserState::Value)
            }
            '{' | '[' if state == ParserState::FirstKey => {
                self.is_damaged = true;
                self.remove_char(Problem::ExtraBracket { bracket: character }, state)
            }
            '{' | '[' => {
                self.push_missing_key("\"\": ");
                ParserState::Value
            }
            _ if is_string_or_bracket(character) || self.is_unquoted_key() || self.is_key_without_opening_quote() => {
                self.recover_scalar(Kind::Key);
                ParserState::Colon
            }
            _ if state == ParserState::FirstKey && self.is_word_before_end() => {
                self.recover_scalar(Kind::Key);
                ParserState::Colon
            }
            // The quote that seemed to end the last string is part of it.
            _ if state == ParserState::Key && self.extend_last_string() => ParserState::Separator,
            _ if self.has_closing_quote() => {
                self.recover_scalar(Kind::Key);
                ParserState::Colon
            }
            _ => {
                self.remove_word();
                state
            }
        }
    }

    /// Reports a missing key at the cursor. The fix inserts `text`.
    fn push_missing_key(&mut self, text: &str) {
        let at = self.reader.at;
        self.diagnostics.push_replacement(Problem::MissingKey, at..at, text);
        self.reader.last_start = at;
        self.push_value(Kind::Key, at..at, false);
    }

    /// Ends the entries of an object or array. After a comma, that comma is one too many.
    fn end_entries(&mut self, is_after_comma: bool) -> ParserState {
        if is_after_comma {
            let range = self.reader.last_end - 1..self.reader.last_end;
            if self.bytes[range.start] == b',' {
                self.diagnostics.push_replacement(Problem::TrailingComma, range.clone(), "");
            } else if let Some(edit) = self.diagnostics.edit_for(&range) {
                // The fix that would have made a comma here removes the character instead.
                edit.text.clear();
            }
        }
        ParserState::Separator
    }

    /// Recovers where a colon is expected.
    pub(super) fn recover_colon(&mut self) -> ParserState {
        if self.skip_trivia() || self.skip_repeated_quote() {
            return ParserState::Colon;
        }
        match self.peek() {
            Some('=') => {
                let rest = &self.text[self.reader.at..];
                let end = self.reader.at + if rest.starts_with("=>") || rest.starts_with("==") { 2 } else { 1 };
                let range = self.reader.at..end;
                let problem = Problem::WrongSeparator { found: '=', expected: ':' };
                self.diagnostics.push_replacement(problem, range.clone(), ":");
                self.reader.at = end;
                self.reader.last_end = end;
                ParserState::Value
            }
            None | Some(',' | '}' | ']') => {
                let is_other_language = self.is_in_brackets() || self.is_concatenated() || self.is_first_entry();
                self.is_ambiguous |= is_other_language;
                let is_slip = !is_other_language && self.is_slip();
                self.push_missing_value(is_slip.then_some(": null"));
                ParserState::Separator
            }
            Some(_) if self.is_concatenated() => {
                self.is_ambiguous = true;
                self.push_missing_value(None);
                ParserState::Separator
            }
            Some(character) if !is_string_or_bracket(character) && self.extend_last_string() => ParserState::Colon,
            Some(_) => {
                self.insert_missing(Problem::MissingColon, ":");
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

    /// Returns whether the last key is the first entry of its object: a set of Python, or shorthand properties of
    /// JavaScript.
    fn is_first_entry(&self) -> bool {
        let first = self.reader.nodes.len() - 1;
        self.reader.open_nodes.last().is_some_and(|object| *object as usize + 1 == first)
    }

    /// Returns whether the last key follows a string without a comma: C and Python concatenate the two.
    fn is_concatenated(&self) -> bool {
        let [.., previous_key, value, _] = &self.reader.nodes[..] else { return false };
        let next = self.look_ahead().skip_commas(self.reader.at);
        let is_continued = self.look_ahead().is_end_or(next, b'}') || self.look_ahead().is_key(next);
        if previous_key.start == previous_key.end || value.kind != Kind::String || self.is_slip() || !is_continued {
            return false;
        }
        self.diagnostics.list().iter().rev().take(3).any(|diagnostic| {
            let before = self.text.get(diagnostic.range.end..self.reader.last_start).unwrap_or("a");
            diagnostic.problem == Problem::MissingComma && !before.contains(|c: char| c.is_alphanumeric())
        })
    }

    /// Returns whether the last key is a slip: it repeats the string before, or follows a misplaced comma or colon.
    fn is_slip(&self) -> bool {
        let [.., value, key] = &self.reader.nodes[..] else { return false };
        let content = |node: &Node| self.text.get(node.start as usize..node.end as usize);
        let is_slip = |diagnostic: &Diagnostic| {
            let problem = &diagnostic.problem;
            matches!(problem, Problem::MissingValue | Problem::MissingKey | Problem::MissingColon | Problem::ExtraColon)
        };
        content(value) == content(key) || self.diagnostics.list().iter().any(is_slip)
    }

    /// Reports a missing value. The fix inserts `text`, if it is clear what was meant.
    fn push_missing_value(&mut self, text: Option<&str>) {
        let at = self.reader.last_end;
        let fix = text.map(|text| Edit::insert(at, text).into());
        self.diagnostics.push(Problem::MissingValue, at..at, fix);
        let (at, last_end) = (self.reader.at, self.reader.last_end);
        self.reader.at = last_end;
        self.push_value(Kind::Unknown, last_end..last_end, false);
        self.reader.at = at;
    }

    /// Recovers where a value or the end of an array is expected.
    pub(super) fn recover_value(&mut self, state: ParserState) -> ParserState {
        if self.skip_trivia() {
            return state;
        }
        let is_root = self.reader.nodes.is_empty();
        match (self.peek(), state) {
            (None, _) if is_root => {
                let at = self.bytes.len();
                self.diagnostics.push_replacement(Problem::Empty, at..at, "{}");
                ParserState::Nothing
            }
            (Some(bracket @ ('}' | ']')), _) if is_root => self.remove_char(Problem::ExtraBracket { bracket }, state),
            (None | Some('}' | ']'), ParserState::FirstItem | ParserState::Item) => {
                self.end_entries(state == ParserState::Item)
            }
            (Some(','), ParserState::FirstItem | ParserState::Item) => self.remove_char(Problem::ExtraComma, state),
            (Some(','), _) if is_root => self.remove_char(Problem::ExtraComma, state),
            (None | Some('}' | ']' | ','), _) => {
                self.push_missing_value(Some(" null"));
                ParserState::Separator
            }
            (Some(':'), _) => self.remove_char(Problem::ExtraColon, state),
            (Some(_), _) => {
                self.recover_scalar(Kind::String);
                ParserState::Separator
            }
        }
    }
}
