//! Writes JSON strings.

/// Appends `text` as a JSON string, quotes included. Control characters are escaped (RFC 8259, section 7).
pub fn push_string(json: &mut String, text: &str) {
    json.push('"');
    push_quoted(json, text);
    json.push('"');
}

/// Appends `text` as the content of a JSON string, without quotes. Characters that act on a terminal or change the
/// direction of text are escaped too.
pub fn push_quoted(json: &mut String, text: &str) {
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
            0..0x20 | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef => "",
            _ => continue,
        };
        if escape.is_empty() {
            let Some(c) = text[i..].chars().next().filter(|c| is_unsafe(*c)) else { continue };
            json.push_str(&text[plain..i]);
            push_escape(json, c);
            plain = i + c.len_utf8();
        } else {
            json.push_str(&text[plain..i]);
            json.push_str(escape);
            plain = i + 1;
        }
    }
    json.push_str(&text[plain..]);
}

/// Appends `text`, which is JSON, with each line after the first indented, tabs as two spaces, and the characters
/// escaped that [`push_quoted`] escapes. The meaning does not change: in JSON, line breaks and tabs occur only outside
/// strings, and the escaped characters only inside.
pub fn push_indented(json: &mut String, text: &str, indent: &str) {
    json.reserve(text.len() + text.len() / 8);
    let mut plain = 0;
    for (i, byte) in text.bytes().enumerate() {
        if !matches!(byte, b'\n' | b'\r' | b'\t' | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef) {
            continue;
        }
        let Some(c) = text[i..].chars().next().filter(|c| is_unsafe(*c)) else { continue };
        json.push_str(&text[plain..i]);
        plain = i + c.len_utf8();
        match c {
            '\r' if text[plain..].starts_with('\n') => {}
            '\n' | '\r' => {
                json.push('\n');
                json.push_str(indent);
            }
            '\t' => json.push_str("  "),
            c => push_escape(json, c),
        }
    }
    json.push_str(&text[plain..]);
}

/// Returns whether a character acts on a terminal when pasted, or makes a text look like another.
#[must_use]
pub fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

fn push_escape(json: &mut String, c: char) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    json.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        json.push(char::from(HEX[(c as usize >> shift) & 15]));
    }
}

/// Returns `text` as a JSON string, quotes included.
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
    fn strings_survive_a_round_trip() {
        let every_low: String = (0..=0x2ff_u32).filter_map(char::from_u32).collect();
        for text in ["", "plain", "a\"b\\c/d", "tab\tnew\nline\r\u{8}\u{c}\u{1b}\u{7f}", "é😀\u{2028}", &every_low] {
            assert_eq!(serde_json::from_str::<String>(&quoted(text)).unwrap(), text);
        }
        assert_eq!(quoted("\u{1b}\u{7f}\n"), r#""\u001b\u007f\n""#);
        assert_eq!(quoted("\u{9b}a\u{202e}é–\u{feff}"), r#""\u009ba\u202eé–\ufeff""#);
    }

    #[test]
    fn json_is_indented_and_unsafe_characters_are_escaped() {
        let mut json = String::new();
        push_indented(&mut json, "{\r\n\t\"a\u{7f}\u{85}é\u{2067}\": 1.0,\r\"b–\": 2\n}", "  ");
        assert_eq!(json, "{\n    \"a\\u007f\\u0085é\\u2067\": 1.0,\n  \"b–\": 2\n  }");
    }
}
