//! The invisible characters that editors, chats and pages put before a text and at the ends of its lines.

use super::{Report, lines, without};
use crate::piece::Piece;
use crate::told::What;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Returns the pasted `text` without the invisible characters before it and around its lines. Those inside a line
/// may belong to a value: the readers of commands and JSON know.
pub(super) fn remove(text: &str, report: &mut Report) -> Piece {
    let piece = Piece::new(text, 0);
    if text.starts_with(BYTE_ORDER_MARK) {
        report.add(&piece, 0..BYTE_ORDER_MARK.len_utf8(), What::ByteOrderMark);
    }
    let mut ranges = Vec::new();
    for line in lines(text) {
        let content = &text[line.clone()];
        let is_outside = |c: char| c.is_whitespace() || is_invisible(c);
        let start = line.start + content.len() - content.trim_start_matches(is_outside).len();
        let end = (line.start + content.trim_end_matches(is_outside).len()).max(start);
        for margin in [line.start..start, end..line.end] {
            for (at, c) in text[margin.clone()].char_indices().filter(|(_, c)| is_invisible(*c)) {
                let at = margin.start + at;
                ranges.push(at..at + c.len_utf8());
            }
        }
    }
    let told = usize::from(text.starts_with(BYTE_ORDER_MARK));
    for range in ranges.iter().skip(told) {
        report.add(&piece, range.clone(), What::InvisibleCharacters(1));
    }
    if ranges.is_empty() { piece } else { without(&piece, &ranges) }
}

/// Whether a character takes no space and means nothing between the tokens of a text.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | BYTE_ORDER_MARK)
}
