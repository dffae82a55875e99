//! Parses any text: as it is, decoded from another notation, or with recovery.

use std::ops::Range;

use ::json::{ParserState, Tree};

use super::parser::Parser;
use super::{encoded_document, notation, surrounding_text};
use crate::char_set::CharSet;
use crate::diagnostic::{Diagnostics, Edit, Fix, Problem};

/// Parses any text. The diagnostics are in the order of the text. The fixes of the first [`Diagnostics::LIMIT`] of them,
/// applied together, give valid JSON.
#[must_use]
pub fn parse(text: &str) -> (Tree, Diagnostics) {
    let mut parser = Parser::new(text);
    parser.skip_byte_order_mark();
    let state = parser.reader.read(ParserState::Value);
    if state == ParserState::Separator && parser.reader.at == text.len() && parser.reader.open_nodes.is_empty() {
        parser.diagnostics.finish(text);
        return (Tree::new(parser.reader.nodes, false), parser.diagnostics);
    }
    if let Some(mut diagnostics) = notation::terminal_sequence_diagnostics(text, parse) {
        diagnostics.finish(text);
        return (Tree::new(Vec::new(), true), diagnostics);
    }
    if let Some((problem, json)) = encoded_document::decode(text, parser.reader.at, parse) {
        parser.diagnostics.push_replacement(problem, 0..text.len(), &json);
        parser.diagnostics.finish(text);
        // The structure is known only after decoding.
        return (Tree::new(Vec::new(), true), parser.diagnostics);
    }
    if let Some(inner) = surrounding_text::document_in(text) {
        return parse_range(text, inner);
    }
    if let Some(mut diagnostics) = notation::punctuation_diagnostics(text, &(0..text.len()), parse) {
        diagnostics.finish(text);
        return (Tree::new(Vec::new(), true), diagnostics);
    }
    parser.read_document(state);
    parser.finish(text)
}

/// Parses the document in `range` of `text`, and reports the text around it.
fn parse_range(text: &str, range: Range<usize>) -> (Tree, Diagnostics) {
    let mut parser = Parser::new(&text[..range.end]);
    let is_text = |edit: &Edit| !text[edit.range.clone()].trim_any(" \t\n\r").is_empty();
    let edits = [0..range.start, range.end..text.len()].map(Edit::remove).into_iter().filter(is_text).collect();
    let around = if range.start > 0 { 0..range.start } else { range.end..text.len() };
    let fix = Some(Fix { edits });
    if let Some(mut diagnostics) = notation::punctuation_diagnostics(text, &range, parse) {
        diagnostics.push(Problem::SurroundingText, around, fix);
        diagnostics.finish(text);
        return (Tree::new(Vec::new(), true), diagnostics);
    }
    parser.diagnostics.push(Problem::SurroundingText, around, fix);
    parser.reader.at = range.start;
    parser.reader.last_end = range.start;
    let state = parser.reader.read(ParserState::Value);
    let stopped_at = parser.reader.at - range.start;
    if let Some((problem, json)) = encoded_document::decode(&text[range.clone()], stopped_at, parse) {
        parser.diagnostics.push_replacement(problem, range, &json);
        // The structure is known only after decoding.
        (parser.reader.nodes, parser.is_damaged) = (Vec::new(), true);
    } else {
        parser.read_document(state);
    }
    parser.finish(text)
}
