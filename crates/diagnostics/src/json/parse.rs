//! Parses any text.

use std::ops::Range;

use ::json::{ParserState, Tree};

use super::parser::Parser;
use super::{encoded_document, notation, surrounding_text};
use crate::diagnostic::{Diagnostics, Edit, Fix, Problem};

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
fn inside(text: &str, range: Range<usize>) -> (Tree, Diagnostics) {
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
