//! Finds the document in a text with sentences, a label or a code fence around it.

use std::ops::Range;

use crate::char_set::CharSet;

use ::json::{JsonReader, Kind, ParserState, Tree};

use super::look_ahead::LookAhead;
use super::search_cache::SearchCache;

/// The fence of a code block in Markdown.
const FENCE: &str = "```";

/// Returns the range of the document in `text`, if other text comes before it.
pub(super) fn document_in(text: &str) -> Option<Range<usize>> {
    let searches = SearchCache::new(text);
    let ahead = LookAhead { text, searches: &searches };
    let first = ahead.skip_space(0);
    if first == text.len() || text[first..].starts_with_any("{[}],:\\｛［") || text[first..].starts_with("array(") {
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
        Some((end, tree)) => (end, contains_only_objects(text, &tree)),
        None => (start + text[start..block.end].rfind('}')? + 1, false),
    };
    let is_fenced = block.len() < text.len();
    let is_label = is_label(&text[..start]);
    // The label may be a key of the document, whose opening bracket is missing.
    let has_more_members = text[end..].trim_start().strip_prefix(',').is_some_and(|rest| !rest.trim().is_empty());
    let is_key = is_label && (has_more_members || !only_objects && !is_fenced);
    (!is_key).then_some(start..end)
}

/// Returns the content of the first code block that contains an object, or all of `text`.
fn code_block(text: &str) -> Range<usize> {
    let mut from = 0;
    while let Some(open) = text[from..].find(FENCE).map(|at| from + at) {
        let content = open + FENCE.len() + text[open + FENCE.len()..].find('\n').unwrap_or(0);
        let close = text[content..].find(FENCE).map_or(text.len(), |at| content + at);
        if text[content..close].contains('{') {
            return content..close;
        }
        from = (close + FENCE.len()).min(text.len());
    }
    0..text.len()
}

/// Returns the end and the tree of the object at `start`, if it is valid JSON.
fn object_at(text: &str, start: usize) -> Option<(usize, Tree)> {
    let mut reader = JsonReader::new(text);
    reader.at = start;
    let state = reader.read(ParserState::Value);
    (state == ParserState::Separator && reader.open_nodes.is_empty())
        .then(|| (reader.last_end, Tree::new(reader.nodes, false)))
}

/// Returns whether all members of the root are objects, as in a polling configuration.
fn contains_only_objects(text: &str, tree: &Tree) -> bool {
    tree.root(text).is_some_and(|root| root.members().all(|member| member.value.kind() == Kind::Object))
}

/// Returns whether the text before an object is only a name and a colon or an equals sign.
fn is_label(before: &str) -> bool {
    let Some(name) = before.trim().strip_suffix_any(":=") else { return false };
    let name = name.trim_end().trim_any("\"'");
    !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '{' | ',' | ':'))
}
