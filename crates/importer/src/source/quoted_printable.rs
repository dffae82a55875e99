//! Decodes quoted-printable text, which the source of an email is written in (RFC 2045, 6.7).

use std::ops::Range;

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
    let mut at = 0;
    while let Some(length) = text[at..].find('=') {
        decoded.push_part(mapped, at..at + length);
        let (bytes, run) = read_run(text, at + length);
        // Mails in other character sets than UTF-8 mostly have Latin-1.
        let characters =
            String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect());
        decoded.replace(&characters, mapped.origins(run.clone()));
        report.add(mapped, run.clone(), RepairKind::QuotedPrintable(1));
        at = run.end;
    }
    decoded.push_part(mapped, at..text.len());
    Some(decoded)
}

/// Reads the escapes at the byte `start`. Returns their bytes and range.
fn read_run(text: &str, start: usize) -> (Vec<u8>, Range<usize>) {
    let (mut bytes, mut at) = (Vec::new(), start);
    while text[at..].starts_with('=') {
        let after = &text[at + 1..];
        bytes.extend(byte(after));
        at += 1 + line_break(after).unwrap_or(2);
    }
    (bytes, start..at)
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
