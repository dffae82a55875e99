//! Finds given secrets and values of secret keys in base64 and hexadecimal.

use std::ops::Range;

use super::keyed;
use super::needles::Needles;
use crate::secret::views::{Mapped, for_each_view};

/// Shorter runs are not decoded.
const MIN_CHARS: usize = 6;

/// Returns the runs of base64 or hexadecimal digits that contain a secret.
pub(super) fn secrets(view: &[Mapped], needles: &Needles) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (is_part, bits) in [(is_base64 as fn(char) -> bool, 6), (is_hex, 4)] {
        let mut at = 0;
        while at < view.len() {
            let length = view[at..].iter().take_while(|mapped| is_part(mapped.c)).count();
            let range = at..at + length;
            if length >= MIN_CHARS && contains_secret(&view[range.clone()], bits, needles) {
                let signs = view[range.end..].iter().take_while(|mapped| mapped.c == '=').count();
                found.push(range.start..range.end + signs);
            }
            at = range.end + 1;
        }
    }
    found
}

fn is_base64(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_')
}

/// Returns whether a character is a hexadecimal digit or separates two bytes.
fn is_hex(c: char) -> bool {
    c.is_ascii_hexdigit() || matches!(c, ' ' | ':')
}

fn contains_secret(run: &[Mapped], bits: u32, needles: &Needles) -> bool {
    let values: Vec<u8> = run.iter().filter_map(|mapped| value(mapped.c, bits)).collect();
    // The secret can start at any digit of the run.
    (0..(24 / bits) as usize).any(|skipped| {
        let bytes = bytes(values.get(skipped..).unwrap_or_default(), bits);
        let text = String::from_utf8_lossy(&bytes);
        let mut is_found = false;
        for_each_view(&text, |view| {
            is_found |= !needles.find(view).is_empty() || is_text(&text) && !keyed::values(view).is_empty();
        });
        is_found
    })
}

/// Decodes base64 in either alphabet of RFC 4648, without its padding. Ignores other characters.
pub(crate) fn decode_base64(text: &str) -> Vec<u8> {
    let values: Vec<u8> = text.chars().filter_map(|c| value(c, 6)).collect();
    bytes(&values, 6)
}

/// Returns the bytes that digits of `bits` bits each fill.
fn bytes(digits: &[u8], bits: u32) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(digits.len());
    let (mut kept, mut count) = (0_u32, 0);
    for digit in digits {
        kept = (kept << bits | u32::from(*digit)) & 0xffff;
        count += bits;
        if count >= 8 {
            count -= 8;
            bytes.push((kept >> count & 0xff) as u8);
        }
    }
    bytes
}

/// Returns whether decoded bytes are text rather than arbitrary bytes.
fn is_text(text: &str) -> bool {
    !text.contains(|c: char| c == char::REPLACEMENT_CHARACTER || c.is_control() && !c.is_whitespace())
}

fn value(c: char, bits: u32) -> Option<u8> {
    let code = u8::try_from(c).ok()?;
    Some(match code {
        b'0'..=b'9' if bits == 4 => code - b'0',
        b'a'..=b'f' if bits == 4 => code - b'a' + 10,
        b'A'..=b'F' if bits == 4 => code - b'A' + 10,
        _ if bits == 4 => return None,
        b'A'..=b'Z' => code - b'A',
        b'a'..=b'z' => code - b'a' + 26,
        b'0'..=b'9' => code - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}
