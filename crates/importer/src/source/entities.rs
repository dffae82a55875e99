//! Decodes HTML entities, only if the delimiting quotes are entities. Elsewhere an entity belongs to a value.

use std::ops::Range;

use super::NormalizationReport;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;

/// Returns the text with its entities decoded once, if its quotes are entities.
pub(super) fn decode(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    if !has_entity_quotes(&mapped.text) {
        return None;
    }
    Some(decoded(mapped, |range| report.add(mapped, range, RepairKind::Entities(1))))
}

/// Returns the text with its entities decoded once. Calls `found` with the range of each.
pub(crate) fn decoded(mapped: &MappedText, mut found: impl FnMut(Range<usize>)) -> MappedText {
    let text = mapped.text.as_str();
    let mut decoded = MappedText::default();
    let mut at = 0;
    while let Some(length) = text[at..].find('&') {
        decoded.push_part(mapped, at..at + length);
        at += length;
        let end = if let Some((character, end)) = entity(&text[at..]) {
            decoded.replace_char(character, mapped.origins(at..at + end));
            found(at..at + end);
            end
        } else {
            decoded.push_part(mapped, at..at + 1);
            1
        };
        at += end;
    }
    decoded.push_part(mapped, at..text.len());
    decoded
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

/// The entities that pages write for the characters of commands and JSON (HTML Living Standard, 13.5).
const NAMES: [(&str, char); 44] = [
    ("quot", '"'),
    ("QUOT", '"'),
    ("apos", '\''),
    ("amp", '&'),
    ("AMP", '&'),
    ("lt", '<'),
    ("LT", '<'),
    ("gt", '>'),
    ("GT", '>'),
    ("nbsp", '\u{a0}'),
    ("lbrace", '{'),
    ("lcub", '{'),
    ("rbrace", '}'),
    ("rcub", '}'),
    ("lbrack", '['),
    ("lsqb", '['),
    ("rbrack", ']'),
    ("rsqb", ']'),
    ("lpar", '('),
    ("rpar", ')'),
    ("colon", ':'),
    ("comma", ','),
    ("semi", ';'),
    ("period", '.'),
    ("sol", '/'),
    ("bsol", '\\'),
    ("grave", '`'),
    ("dollar", '$'),
    ("percnt", '%'),
    ("num", '#'),
    ("commat", '@'),
    ("equals", '='),
    ("lowbar", '_'),
    ("excl", '!'),
    ("quest", '?'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
];

/// Returns the character and length of an entity without its ampersand.
fn escaped_entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';')? + 1;
    let (character, length) = entity(&format!("&{}", &text[..end]))?;
    Some((character, length - 1))
}

/// The maximum length of an entity after its ampersand, in bytes: that of `#x10FFFF;` and of the longest name.
const MAX_ENTITY_BYTES: usize = 12;

/// Returns the character and length of the entity at the start of `text`.
fn entity(text: &str) -> Option<(char, usize)> {
    let inside = text.strip_prefix('&')?;
    let length = inside.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';')?;
    let name = &inside[..length];
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| *c != '\0')?
        }
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((character, length + 2))
}
