//! Scans and compares bytes. The functions that pass over long text read eight bytes at a time.

/// A word with every byte 1.
const ONES: u64 = 0x0101_0101_0101_0101;
/// A word with the high bit of every byte set.
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Returns whether `byte`, or the end of the text, may follow a complete token.
#[inline(always)]
#[must_use]
pub fn ends_token(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',' | b':' | b'}' | b']'))
}

/// Returns the end of the whitespace at `at`.
#[inline(always)]
#[must_use]
pub fn space_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
        // Indentation follows most line breaks: skips the leading spaces among the next eight bytes at once.
        if let Some(word) = load_u64(bytes, at) {
            at += ((word ^ (ONES * 0x20)).trailing_zeros() / 8) as usize;
        }
    }
    at
}

#[inline(always)]
fn load_u64(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map(|chunk| u64::from_le_bytes(*chunk))
}

/// Sets the high bit of each zero byte of `word`. The lowest bit set is exact; a higher one may be a false positive.
#[inline(always)]
const fn zero_byte_mask(word: u64) -> u64 {
    // A byte minus one borrows into its high bit exactly where it was zero.
    word.wrapping_sub(ONES) & !word & HIGH
}

/// Returns the end of the string content at `at` that needs no check: the position of the first quote, backslash or
/// control character, or the end of the text.
#[inline(always)]
#[must_use]
pub fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = load_u64(bytes, at) {
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        let matches = zero_byte_mask(word ^ (ONES * 0x22)) | zero_byte_mask(word ^ (ONES * 0x5c)) | control;
        if matches != 0 {
            return at + (matches.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| *byte >= 0x20 && !matches!(byte, b'"' | b'\\')) {
        at += 1;
    }
    at
}

/// Returns the end of the JSON number at `at`, or `None` if there is no number (RFC 8259, section 6).
#[inline(never)]
#[must_use]
pub fn number_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    let digits = |mut at: usize| {
        let start = at;
        while bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        (at > start).then_some(at)
    };
    if bytes.get(at) == Some(&b'-') {
        at += 1;
    }
    at = if bytes.get(at) == Some(&b'0') { at + 1 } else { digits(at)? };
    if bytes.get(at) == Some(&b'.') {
        at = digits(at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        at += if let Some(b'+' | b'-') = bytes.get(at + 1) { 2 } else { 1 };
        at = digits(at)?;
    }
    Some(at)
}

/// Returns whether two byte strings are equal. Made for keys, which are short.
#[inline(never)]
#[must_use]
pub fn bytes_eq(a: &[u8], b: &[u8]) -> bool {
    bytes_eq_inline(a, b)
}

/// Inlined version of [`bytes_eq`], for callers where a call would cost more than the comparison.
#[inline(always)]
pub(crate) fn bytes_eq_inline(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    // The last eight bytes are compared as one word, which may overlap the word before.
    let Some(last) = a.len().checked_sub(8) else {
        return a.iter().zip(b).all(|(a, b)| a == b);
    };
    let mut at = 0;
    while at < last {
        if load_u64(a, at) != load_u64(b, at) {
            return false;
        }
        at += 8;
    }
    load_u64(a, last) == load_u64(b, last)
}

/// Returns a hash of a key.
#[inline]
#[must_use]
pub fn hash(bytes: &[u8]) -> usize {
    const MULTIPLIER: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(MULTIPLIER).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let hash = rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)));
    #[allow(clippy::cast_possible_truncation, reason = "every bit of the hash is equally good")]
    let short = (hash ^ hash >> 32) as usize;
    short
}

/// Returns the position of the first of `needles` at or after `at`.
#[must_use]
#[inline(never)]
pub fn find_any(bytes: &[u8], at: usize, needles: [u8; 4]) -> Option<usize> {
    find(bytes, at, needles)
}

/// Returns the position of the first of `needles` at or after `at`. Not generic over the length: a generic function
/// would be compiled in the calling crate, which is optimized for size.
#[must_use]
#[inline(never)]
pub fn find_any_of_five(bytes: &[u8], at: usize, needles: [u8; 5]) -> Option<usize> {
    find(bytes, at, needles)
}

#[inline(always)]
fn find<const N: usize>(bytes: &[u8], mut at: usize, needles: [u8; N]) -> Option<usize> {
    while let Some(word) = load_u64(bytes, at) {
        let matches =
            needles.iter().fold(0, |matches, byte| matches | zero_byte_mask(word ^ (ONES * u64::from(*byte))));
        if matches != 0 {
            return Some(at + (matches.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    bytes.get(at..)?.iter().position(|byte| needles.contains(byte)).map(|offset| at + offset)
}

/// Returns whether `bytes` contains `one` or `other`.
#[must_use]
#[inline(never)]
pub fn contains_either(bytes: &[u8], one: u8, other: u8) -> bool {
    // The last eight bytes are compared as one word, which may overlap the word before.
    let Some(last) = bytes.len().checked_sub(8) else {
        return bytes.iter().any(|byte| *byte == one || *byte == other);
    };
    let (one, other) = (ONES * u64::from(one), ONES * u64::from(other));
    let mut at = 0;
    let mut matches = 0;
    while at < last {
        matches |= load_u64(bytes, at).map_or(0, |word| zero_byte_mask(word ^ one) | zero_byte_mask(word ^ other));
        at += 8;
    }
    matches | load_u64(bytes, last).map_or(0, |word| zero_byte_mask(word ^ one) | zero_byte_mask(word ^ other)) != 0
}

/// Returns whether `bytes` is all ASCII, and whether it contains `<`.
#[must_use]
#[inline(never)]
pub fn scan(bytes: &[u8]) -> (bool, bool) {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let (mut all_bits, mut angle_mask) = (0, 0);
    for chunk in chunks {
        let word = u64::from_le_bytes(*chunk);
        let angle = word ^ (ONES * 0x3c);
        all_bits |= word;
        angle_mask |= angle.wrapping_sub(ONES) & !angle;
    }
    (all_bits & HIGH == 0 && rest.is_ascii(), angle_mask & HIGH != 0 || rest.contains(&b'<'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_wise_scans_find_the_same_as_byte_wise_scans() {
        for byte in 0..=255_u8 {
            for position in 0..20 {
                let mut bytes = [b'a'; 20];
                bytes[position] = byte;
                let is_plain = byte >= 0x20 && byte != b'"' && byte != b'\\';
                assert_eq!(plain_end(&bytes, 0), if is_plain { 20 } else { position }, "{byte} at {position}");
                let is_needle = b"${}'".contains(&byte);
                assert_eq!(find_any(&bytes, 0, *b"${}'"), is_needle.then_some(position), "{byte} at {position}");
                assert_eq!(scan(&bytes), (byte < 128, byte == b'<'), "{byte} at {position}");
                for length in [position, position + 1, 20] {
                    let has = byte == b'a' && position > 0 || length > position;
                    assert_eq!(contains_either(&bytes[..length], byte, b'Z'), has || byte == b'Z' && length > position);
                    assert_eq!(contains_either(&bytes[..length], b'Z', byte), has || byte == b'Z' && length > position);
                }
                assert_eq!(bytes_eq(&bytes, &[b'a'; 20]), byte == b'a');
                assert!(hash(&bytes) != hash(&[b'a'; 20]) || byte == b'a');
            }
        }
        assert_eq!(space_end(b" \n\t\r          x", 0), 14);
        assert!(!bytes_eq(b"ab", b"abc"));
    }

    #[test]
    fn numbers_end_as_the_grammar_defines() {
        let cases = [("0", Some(1)), ("-0.5e-7x", Some(7)), ("012", Some(1)), ("1.", None), ("-", None), ("1e", None)];
        for (text, end) in cases {
            assert_eq!(number_end(text.as_bytes(), 0), end, "{text}");
        }
    }
}
