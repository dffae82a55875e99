//! Decodes quoted-printable text, which the source of an email is written in (RFC 2045, 6.7).

use super::NormalizationReport;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;

/// The lengths of lines that an encoder breaks, in bytes with the `=` at the end: at most 76, less the last word.
const BROKEN_LINE_BYTES: std::ops::RangeInclusive<usize> = 60..=76;

/// Returns the decoded text, or `None` unless each `=` is an escape.
pub(super) fn decode(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    let (mut escapes, mut breaks) = (0, 0);
    for (at, _) in text.match_indices('=') {
        if line_break(&text[at + 1..]).is_some() {
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            breaks += 1;
            if !BROKEN_LINE_BYTES.contains(&(at + 1 - line)) {
                return None;
            }
        } else {
            escapes += usize::from(byte(&text[at + 1..])? == b'=');
        }
    }
    // A single one may be a coincidence.
    if breaks + escapes < 2 {
        return None;
    }
    let mut decoded = MappedText::default();
    // The bytes of one character, and the offset of the first escape.
    let (mut bytes, mut first) = (Vec::new(), 0);
    let mut at = 0;
    while let Some(length) = text[at..].find('=') {
        if length > 0 && !bytes.is_empty() {
            return None;
        }
        decoded.push_part(mapped, at..at + length);
        at += length;
        let escape = at..at + 1 + line_break(&text[at + 1..]).unwrap_or(2);
        report.add(mapped, escape.clone(), RepairKind::QuotedPrintable(1));
        if let Some(byte) = byte(&text[at + 1..]) {
            first = if bytes.is_empty() { at } else { first };
            bytes.push(byte);
            if let Some(character) = str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
                decoded.replace_char(character, mapped.origins(first..escape.end));
                bytes.clear();
            }
        }
        at = escape.end;
    }
    decoded.push_part(mapped, at..text.len());
    bytes.is_empty().then_some(decoded)
}

/// Returns the length of the line break at the start of `text`.
fn line_break(text: &str) -> Option<usize> {
    if text.starts_with("\r\n") { Some(2) } else { text.starts_with('\n').then_some(1) }
}

/// Returns the byte that the two digits at the start of `text` stand for.
fn byte(text: &str) -> Option<u8> {
    let digits = text.get(..2).filter(|digits| !digits.contains(|c: char| c.is_ascii_lowercase() || c == '+'))?;
    u8::from_str_radix(digits, 16).ok()
}
