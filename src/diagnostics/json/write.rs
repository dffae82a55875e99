//! Writing JSON: strings in quotes.

/// Adds `text` to `json` as a JSON string, quotes included. Control characters are written as
/// escapes (RFC 8259, section 7).
pub fn push_string(json: &mut String, text: &str) {
    json.push('"');
    push_quoted(json, text);
    json.push('"');
}

/// Adds `text` to `json` as it stands inside a JSON string, without the quotes around it.
pub fn push_quoted(json: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let mut plain = 0;
    for (i, byte) in text.bytes().enumerate() {
        let escape = match byte {
            b'"' => "\\\"",
            b'\\' => "\\\\",
            b'\n' => "\\n",
            b'\r' => "\\r",
            b'\t' => "\\t",
            0x08 => "\\b",
            0x0c => "\\f",
            0..0x20 | 0x7f => "",
            _ => continue,
        };
        json.push_str(&text[plain..i]);
        plain = i + 1;
        if escape.is_empty() {
            json.push_str("\\u00");
            json.push(char::from(HEX[usize::from(byte >> 4)]));
            json.push(char::from(HEX[usize::from(byte & 15)]));
        } else {
            json.push_str(escape);
        }
    }
    json.push_str(&text[plain..]);
}

/// `text` as a JSON string, quotes included.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut json = String::with_capacity(text.len() + 2);
    push_string(&mut json, text);
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_read_back_as_they_were() {
        let every_low: String = (0..=0x2ff_u32).filter_map(char::from_u32).collect();
        for text in ["", "plain", "a\"b\\c/d", "tab\tnew\nline\r\u{8}\u{c}\u{1b}\u{7f}", "é😀\u{2028}", &every_low] {
            assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
        }
        assert_eq!(quoted("\u{1b}\u{7f}\n"), r#""\u001b\u007f\n""#);
    }
}
