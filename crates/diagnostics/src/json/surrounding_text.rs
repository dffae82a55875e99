//! Text around a document: sentences, a label, the fence of a code block.

use std::ops::Range;

use ::json::{JsonReader, Kind, ParserState, Tree};

use super::look_ahead::LookAhead;
use super::search_cache::SearchCache;

/// Marks a code block in Markdown.
const FENCE: &str = "```";

/// Returns where the document stands in `text`, if other text stands before it.
pub(super) fn document_in(text: &str) -> Option<Range<usize>> {
    let searches = SearchCache::new(text);
    let ahead = LookAhead { text, searches: &searches };
    let first = ahead.skip_space(0);
    if first == text.len()
        || text[first..].starts_with(['{', '[', '}', ']', ',', ':', '\\', '｛', '［'])
        || text[first..].starts_with("array(")
    {
        return None;
    }
    let block = code_block(text);
    let is_object = |start: &usize| {
        let next = ahead.skip_space(start + 1);
        let is_template = text[..*start].ends_with('$');
        !is_template && (text.as_bytes().get(next) == Some(&b'}') || ahead.is_key(next))
    };
    let start = block.start
        + text[block.clone()].match_indices('{').map(|(at, _)| at).find(|at| is_object(&(block.start + at)))?;
    let (end, only_objects) = match object_at(text, start) {
        Some((end, tree)) => (end, holds_objects(text, &tree)),
        None => (start + text[start..block.end].rfind('}')? + 1, false),
    };
    let is_fenced = block.len() < text.len();
    let is_label = is_label(&text[..start]);
    // A key that belongs to the document, whose opening bracket is missing.
    let goes_on = text[end..].trim_start().strip_prefix(',').is_some_and(|rest| !rest.trim().is_empty());
    let is_key = is_label && (goes_on || !only_objects && !is_fenced);
    (!is_key).then_some(start..end)
}

/// The inside of the first code block that holds an object; all of `text` if there is none.
fn code_block(text: &str) -> Range<usize> {
    let mut from = 0;
    while let Some(open) = text[from..].find(FENCE).map(|at| from + at) {
        let inside = open + FENCE.len() + text[open + FENCE.len()..].find('\n').unwrap_or(0);
        let close = text[inside..].find(FENCE).map_or(text.len(), |at| inside + at);
        if text[inside..close].contains('{') {
            return inside..close;
        }
        from = (close + FENCE.len()).min(text.len());
    }
    0..text.len()
}

/// Where the object at `start` ends, and its tree, if it is JSON.
fn object_at(text: &str, start: usize) -> Option<(usize, Tree)> {
    let mut reader = JsonReader::new(text);
    reader.at = start;
    let expect = reader.read(ParserState::Value);
    (expect == ParserState::Separator && reader.open.is_empty())
        .then(|| (reader.last_end, Tree::new(reader.nodes, false)))
}

/// Returns whether all members of an object are objects, as in a polling configuration.
fn holds_objects(text: &str, tree: &Tree) -> bool {
    tree.root(text).is_some_and(|root| root.members().all(|member| member.value.kind() == Kind::Object))
}

/// Returns whether the text before an object is only a name and a colon or an equals sign.
fn is_label(before: &str) -> bool {
    let Some(name) = before.trim().strip_suffix([':', '=']) else { return false };
    let name = name.trim_end().trim_matches(['"', '\'']);
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '{' | ',' | ':'))
}
