//! Decodes HTML entities, only if the delimiting quotes are entities. Elsewhere an entity belongs to a value.

use super::NormalizationReport;
use crate::entities::{decoded, entity, escaped_entity};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;

/// Returns the text with its entities decoded once, if its quotes are entities.
pub(super) fn decode(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    if !has_entity_quotes(&mapped.text) {
        return None;
    }
    Some(decoded(mapped, |range| report.add(mapped, range, RepairKind::Entities(1))))
}

/// Returns whether the delimiting quotes are entities: after the first brace followed by a quote, or after white space
/// if there is no such brace.
fn has_entity_quotes(text: &str) -> bool {
    if !text.contains('&') {
        return false;
    }
    // Pages may also write the space after `curl` as an entity.
    let after_curl = text.trim_start().strip_prefix("curl").and_then(entity);
    if after_curl.is_some_and(|(c, _)| c.is_whitespace()) {
        return true;
    }
    // The brace itself may be an entity.
    let mut is_command_quote = false;
    let mut last = ' ';
    let mut is_escape = false;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let (c, length, is_entity) = match (c, entity(&text[at..])) {
            ('&', Some((decoded, length))) => (decoded, length, true),
            _ => (c, c.len_utf8(), false),
        };
        at += length;
        // An entity whose ampersand is an entity.
        let (c, length) = if c == '&' && is_entity { escaped_entity(&text[at..]).unwrap_or((c, 0)) } else { (c, 0) };
        at += length;
        let is_quote =
            matches!(c, '"' | '\'') || is_entity && matches!(c, '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»');
        let is_line_break = is_escape && matches!(c, 'n' | 'r' | 't');
        if last == '{' && is_quote {
            return is_entity;
        }
        is_command_quote |= last.is_whitespace() && is_quote && is_entity;
        is_escape = c == '\\' && !is_entity;
        // In an escaped text, escapes precede the quotes.
        if last != '{' || !(c.is_whitespace() || is_escape || is_line_break) {
            last = c;
        }
    }
    is_command_quote && !text.contains("\":")
}
