//! Decodes strings of scripting languages and JSON5.

use ::json::unescape as decode_json;

/// Decodes the content of a string: the escapes of JSON, and those that JSON5 adds (ECMAScript, 12.9.4). An unknown
/// escape stays as it is, so that nothing is lost.
pub(super) fn decode(source: &str) -> String {
    if !source.contains('\\') {
        return source.to_owned();
    }
    let mut json = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find('\\') {
        json.push_str(&rest[..at]);
        let escape = &rest[at..];
        let length = 1 + escape[1..].chars().next().map_or(0, char::len_utf8);
        let digits = escape.as_bytes().get(2..4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        rest = &escape[length..];
        match escape.as_bytes().get(1) {
            Some(b'v') => json.push_str("\\u000b"),
            Some(b'0') if !rest.starts_with(|c: char| c.is_ascii_digit()) => json.push_str("\\u0000"),
            Some(b'x') if digits.is_some() => json.push_str("\\u00"),
            Some(b'`') => json.push('`'),
            // A backslash at the end of a line continues the string on the next.
            Some(b'\n') => {}
            Some(b'\r') => rest = rest.strip_prefix('\n').unwrap_or(rest),
            _ => json.push_str(&escape[..length]),
        }
    }
    json.push_str(rest);
    decode_json(&json)
}

#[cfg(test)]
mod tests {
    #[test]
    fn escapes_of_json_and_json5_are_decoded() {
        let cases = [
            ("plain", "plain"),
            (r#"\'\"\`\\\/\b\f\n\r\t"#, "'\"`\\/\u{8}\u{c}\n\r\t"),
            (r"\v\x41\u00e9\ud83d\ude00", "\u{b}Aé😀"),
            ("\\0.\\\na\\\r\nb", "\0.ab"),
            (r"\01 C:\Users \x4", r"\01 C:\Users \x4"),
            ("\\", "\\"),
        ];
        for (source, text) in cases {
            assert_eq!(super::decode(source), text, "{source}");
        }
    }
}
