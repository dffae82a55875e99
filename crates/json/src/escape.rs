//! Escape sequences in JSON strings.

/// Returns the UTF-16 code unit of the `\uXXXX` at `at`, or `None` if there is none.
#[inline(never)]
#[must_use]
pub fn hex_escape(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |value, digit| Some(value * 16 + char::from(*digit).to_digit(16)?))
}

/// Returns whether `text` ends with an odd number of backslashes, so that the last one escapes what follows.
#[inline(never)]
#[must_use]
pub fn ends_with_escape(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Returns the character that the escape at `at` means and the length of the escape in bytes, or `None` for an escape
/// that JSON does not have. A lone surrogate becomes U+FFFD. `\'` is accepted too: it has only one meaning, and
/// programs write it.
#[inline(never)]
#[must_use]
pub fn decode_escape(bytes: &[u8], at: usize) -> Option<(char, usize)> {
    let character = match bytes.get(at + 1)? {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        c @ (b'"' | b'\\' | b'/' | b'\'') => char::from(*c),
        _ => {
            let unit = hex_escape(bytes, at)?;
            let low = hex_escape(bytes, at + 6).filter(|low| (0xdc00..0xe000).contains(low));
            let (code, length) = match low {
                Some(low) if (0xd800..0xdc00).contains(&unit) => {
                    (0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00), 12)
                }
                _ => (unit, 6),
            };
            return Some((char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), length));
        }
    };
    Some((character, 2))
}

/// Decodes the content of a string. An invalid escape stays as it is, so that nothing is lost.
#[inline(never)]
#[must_use]
pub fn unescape(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut at = 0;
    while let Some(i) = source[at..].find('\\') {
        text.push_str(&source[at..at + i]);
        at += i;
        let (character, length) = decode_escape(source.as_bytes(), at).unwrap_or(('\\', 1));
        text.push(character);
        at += length;
    }
    text.push_str(&source[at..]);
    text
}
