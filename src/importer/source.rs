//! Normalizes a pasted text: undoes what pages, editors, mails and terminals put around and between the characters
//! that were meant.

use super::piece::Piece;
use super::told::{Finding, What};

/// Returns the text as it was meant, which knows where each of its bytes stood, and what was undone.
pub(super) fn normalize(text: &str) -> (Piece, Vec<Finding>) {
    const BYTE_ORDER_MARK: char = '\u{feff}';
    let mut findings = Vec::new();
    let mut at = 0;
    if text.starts_with(BYTE_ORDER_MARK) {
        at = BYTE_ORDER_MARK.len_utf8();
        findings.push((Some(0..at), What::ByteOrderMark));
    }
    (Piece::new(&text[at..], at), findings)
}
