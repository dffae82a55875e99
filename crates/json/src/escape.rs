//! The escapes inside strings.

/// The code unit of the `\uXXXX` at `at`, if one is there.
#[inline(never)]
#[must_use]
pub fn hex_escape(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))
}

/// Returns whether the last backslash of `text` escapes what follows: an odd number of them stands at its end.
#[inline(never)]
#[must_use]
pub fn ends_with_escape(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// What the inside of a string means. What is no valid escape stays as it is, so that nothing is lost.
#[inline(never)]
#[must_use]
pub fn decode(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(i) = source[at..].find('\\') {
        text.push_str(&source[at..at + i]);
        at += i;
        let simple = match source.as_bytes().get(at + 1) {
            Some(b'n') => '\n',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(c @ (b'"' | b'\\' | b'/' | b'\'')) => char::from(*c),
            _ => {
                let (character, length) = decode_hex(source.as_bytes(), at);
                text.push(character);
                at += length;
                continue;
            }
        };
        text.push(simple);
        at += 2;
    }
    text.push_str(&source[at..]);
    text
}

fn decode_hex(bytes: &[u8], at: usize) -> (char, usize) {
    match hex_escape(bytes, at) {
        Some(high @ 0xd800..0xdc00) => match hex_escape(bytes, at + 6) {
            Some(low @ 0xdc00..0xe000) => {
                let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
            }
            _ => (char::REPLACEMENT_CHARACTER, 6),
        },
        Some(code) => (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
        None => ('\\', 1),
    }
}
