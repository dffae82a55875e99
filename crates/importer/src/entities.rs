//! HTML entities.

use std::ops::Range;

use model::char_set::CharSet;

use super::mapped_text::MappedText;

/// Returns the text with its entities decoded once. Calls `found` with the range of each.
pub(super) fn decoded(mapped: &MappedText, mut found: impl FnMut(Range<usize>)) -> MappedText {
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
pub(super) fn escaped_entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';')? + 1;
    let (character, length) = entity(&format!("&{}", &text[..end]))?;
    Some((character, length - 1))
}

/// The maximum length of an entity after its ampersand, in bytes: that of `#x10FFFF;` and of the longest name.
const MAX_ENTITY_BYTES: usize = 12;

/// Returns the character and length of the entity at the start of `text`.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    let inside = text.strip_prefix('&')?;
    let length = inside.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';')?;
    let name = &inside[..length];
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix_any("xX") {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?).filter(|c| *c != '\0')?
        }
        None => NAMES.iter().find(|(known, _)| *known == name)?.1,
    };
    Some((character, length + 2))
}
