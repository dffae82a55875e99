//! Recovers missing and wrong closing brackets.

use ::json::{Kind, Node, ParserState};

use super::parser::Parser;
use crate::diagnostic::{Diagnostic, Edit, Problem};

/// The maximum distance at which the start of a line is searched, in bytes.
const MAX_LINE_BYTES: usize = 2_000;

impl Parser<'_> {
    /// Recovers a closing bracket that does not match: closes the innermost bracket if it is missing, or replaces it.
    pub(super) fn recover_wrong_bracket(&mut self, found: char) -> ParserState {
        let Some(innermost) = self.reader.open_nodes.last().copied() else {
            return self.remove_char(Problem::ExtraBracket { bracket: found }, ParserState::Separator);
        };
        self.is_damaged = true;
        let expected = self.closing_bracket(innermost);
        let objects = self.reader.open_objects;
        let can_close_outer = if found == '}' { objects > 0 } else { self.reader.open_nodes.len() > objects };
        if can_close_outer {
            self.insert_closing_bracket(self.diagnostics.list().len(), innermost, self.reader.last_end);
            self.reader.end_innermost();
            return ParserState::Separator;
        }
        let range = self.reader.at..self.reader.at + 1;
        self.diagnostics.push_replacement(
            Problem::WrongBracket { found, expected },
            range,
            expected.encode_utf8(&mut [0; 4]),
        );
        self.reader.close();
        self.reader.closed_at = None;
        ParserState::Separator
    }

    /// Reports that the closing bracket of `node` is missing at `at`, as the diagnostic at `index`.
    fn insert_closing_bracket(&mut self, index: usize, node: u32, at: usize) {
        let bracket = self.closing_bracket(node);
        let opened = self.reader.nodes[node as usize].start as usize;
        let diagnostic = Diagnostic {
            problem: Problem::Unclosed { bracket, opened: None },
            range: at..at,
            fix: Some(Edit::insert(at, bracket).into()),
            related: Some(opened..opened + 1),
            count: 1,
        };
        self.diagnostics.add(index, diagnostic);
    }

    /// Closes the open objects and arrays at the end of the text.
    pub(super) fn close_open_brackets(&mut self) {
        if self.reader.open_nodes.len() == 1
            && let Some((node, at)) = self.bracket_by_indentation()
        {
            self.is_damaged = true;
            // If the comma is missing too, it comes after the bracket.
            let is_comma =
                |diagnostic: &Diagnostic| diagnostic.range.start == at && diagnostic.problem == Problem::MissingComma;
            let index = self.diagnostics.list().iter().position(is_comma).unwrap_or(self.diagnostics.list().len());
            self.insert_closing_bracket(index, node, at);
            self.reader.end_innermost();
        }
        while let Some(innermost) = self.reader.open_nodes.last().copied() {
            self.is_damaged = true;
            self.insert_closing_bracket(self.diagnostics.list().len(), innermost, self.reader.last_end);
            self.reader.end_innermost();
        }
    }

    /// Returns the object whose bracket is missing and the position of the bracket, judged by indentation: before a
    /// member that is indented no deeper than the line on which its object opens.
    fn bracket_by_indentation(&self) -> Option<(u32, usize)> {
        // The members after the bracket belong to the object around it, so there must be one. Nothing but brackets may
        // follow, each of which closes one more level.
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

    /// Returns the indentation before the byte `at`, in bytes, if only whitespace comes before it on its line.
    fn indent_if_first(&self, at: usize) -> Option<usize> {
        let before = &self.bytes[..at];
        let indent = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        (indent == at || before[at - indent - 1] == b'\n').then_some(indent)
    }

    /// Returns the indentation of the line of the byte `at`, in bytes.
    fn indent_of_line(&self, at: usize) -> usize {
        let before = &self.bytes[at.saturating_sub(MAX_LINE_BYTES)..at];
        let line = at - before.iter().rev().position(|byte| *byte == b'\n').unwrap_or(before.len());
        self.bytes[line..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
    }
}
