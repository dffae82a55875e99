//! Looks at bytes: where runs of them end, whether two are the same, what is among them. Those that look
//! at much look at eight or sixteen at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Whether a byte, or the end, can stand right after a complete token.
#[inline(always)]
#[must_use]
pub fn ends_token(byte: Option<&u8>) -> bool {
    byte.is_none_or(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',' | b':' | b'}' | b']'))
}

/// Where the white space at `at` ends.
#[inline(always)]
#[must_use]
pub fn space_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(at) {
        at += 1;
        // Indentation follows most line breaks: as many of the next eight bytes as are spaces.
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

/// Marks the zero bytes of a word by their high bits; the lowest mark is right, and those above it may be
/// one too many.
#[inline(always)]
const fn zero_byte_mask(word: u64) -> u64 {
    // A byte minus one borrows into its high bit exactly where it was zero.
    word.wrapping_sub(ONES) & !word & HIGH
}

/// Where the run of bytes that need no look ends: at a quote, backslash or control character, or
/// at the end.
#[inline(always)]
#[must_use]
pub fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(word) = load_u64(bytes, at) {
        let control = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        let found = zero_byte_mask(word ^ (ONES * 0x22)) | zero_byte_mask(word ^ (ONES * 0x5c)) | control;
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while bytes.get(at).is_some_and(|byte| *byte >= 0x20 && !matches!(byte, b'"' | b'\\')) {
        at += 1;
    }
    at
}

/// Where the JSON number at `at` ends, if one is there (RFC 8259, section 6).
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

/// Whether two runs of bytes are the same; for names, which are short.
#[inline(never)]
#[must_use]
pub fn bytes_eq(a: &[u8], b: &[u8]) -> bool {
    bytes_eq_inline(a, b)
}

/// [`same`], for where a call would cost more than the comparison.
#[inline(always)]
pub(crate) fn bytes_eq_inline(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    // From eight bytes on, the last eight are one word, which overlaps the one before.
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

/// A number for a name, likely another for another name.
#[inline]
#[must_use]
pub fn hash(bytes: &[u8]) -> usize {
    const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: u64| (hash ^ word).wrapping_mul(SPREAD).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| mix(hash, u64::from_le_bytes(*word)));
    let hash = rest.iter().fold(hash, |hash, byte| mix(hash, u64::from(*byte)));
    #[allow(clippy::cast_possible_truncation, reason = "any of its bits will do")]
    let short = (hash ^ hash >> 32) as usize;
    short
}

/// Where the first of four bytes stands at or after `at`.
#[must_use]
#[inline(never)]
pub fn find_any(bytes: &[u8], at: usize, wanted: [u8; 4]) -> Option<usize> {
    find(bytes, at, wanted)
}

/// The same for five bytes. Generic code would be built where it is called, and not for speed.
#[must_use]
#[inline(never)]
pub fn find_any_of_five(bytes: &[u8], at: usize, wanted: [u8; 5]) -> Option<usize> {
    find(bytes, at, wanted)
}

#[inline(always)]
fn find<const N: usize>(bytes: &[u8], mut at: usize, wanted: [u8; N]) -> Option<usize> {
    while let Some(word) = load_u64(bytes, at) {
        let found = wanted.iter().fold(0, |found, byte| found | zero_byte_mask(word ^ (ONES * u64::from(*byte))));
        if found != 0 {
            return Some(at + (found.trailing_zeros() / 8) as usize);
        }
        at += 8;
    }
    bytes.get(at..)?.iter().position(|byte| wanted.contains(byte)).map(|found| at + found)
}

/// Whether a run of bytes has one of two.
#[must_use]
#[inline(never)]
pub fn contains_either(bytes: &[u8], one: u8, other: u8) -> bool {
    // From eight bytes on, the last eight are one word, which overlaps the one before.
    let Some(last) = bytes.len().checked_sub(8) else {
        return bytes.iter().any(|byte| *byte == one || *byte == other);
    };
    let (one, other) = (ONES * u64::from(one), ONES * u64::from(other));
    let mut at = 0;
    let mut found = 0;
    while at < last {
        found |= load_u64(bytes, at).map_or(0, |word| zero_byte_mask(word ^ one) | zero_byte_mask(word ^ other));
        at += 8;
    }
    found | load_u64(bytes, last).map_or(0, |word| zero_byte_mask(word ^ one) | zero_byte_mask(word ^ other)) != 0
}

/// Whether a text is all ASCII, and whether there is a `<` in it.
#[must_use]
#[inline(never)]
pub fn scan(bytes: &[u8]) -> (bool, bool) {
    let (chunks, rest) = bytes.as_chunks::<8>();
    let (mut seen, mut angles) = (0, 0);
    for chunk in chunks {
        let word = u64::from_le_bytes(*chunk);
        let angle = word ^ (ONES * 0x3c);
        seen |= word;
        angles |= angle.wrapping_sub(ONES) & !angle;
    }
    (seen & HIGH == 0 && rest.is_ascii(), angles & HIGH != 0 || rest.contains(&b'<'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What looks at eight bytes at a time finds the same as a look at each, wherever it stands.
    #[test]
    fn places_are_the_same_as_byte_by_byte() {
        for byte in 0..=255_u8 {
            for place in 0..20 {
                let mut bytes = [b'a'; 20];
                bytes[place] = byte;
                let is_plain = byte >= 0x20 && byte != b'"' && byte != b'\\';
                assert_eq!(plain_end(&bytes, 0), if is_plain { 20 } else { place }, "{byte} at {place}");
                let is_wanted = b"${}'".contains(&byte);
                assert_eq!(find_any(&bytes, 0, *b"${}'"), is_wanted.then_some(place), "{byte} at {place}");
                assert_eq!(scan(&bytes), (byte < 128, byte == b'<'), "{byte} at {place}");
                for length in [place, place + 1, 20] {
                    let has = byte == b'a' && place > 0 || length > place;
                    assert_eq!(contains_either(&bytes[..length], byte, b'Z'), has || byte == b'Z' && length > place);
                    assert_eq!(contains_either(&bytes[..length], b'Z', byte), has || byte == b'Z' && length > place);
                }
                assert_eq!(bytes_eq(&bytes, &[b'a'; 20]), byte == b'a');
                assert!(hash(&bytes) != hash(&[b'a'; 20]) || byte == b'a');
            }
        }
        assert_eq!(space_end(b" \n\t\r          x", 0), 14);
        assert!(!bytes_eq(b"ab", b"abc"));
    }

    #[test]
    fn numbers_end_where_the_grammar_says() {
        let cases = [("0", Some(1)), ("-0.5e-7x", Some(7)), ("012", Some(1)), ("1.", None), ("-", None), ("1e", None)];
        for (text, end) in cases {
            assert_eq!(number_end(text.as_bytes(), 0), end, "{text}");
        }
    }
}
