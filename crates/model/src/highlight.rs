//! Syntax highlighting of commands and JSON: keys, strings, values, options and placeholders.

use std::ops::Range;

use diagnostics::char_set::CharSet;

/// The kind of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Token {
    /// The key of a member.
    Key,
    /// A string.
    Text,
    /// A number, `true`, `false` or `null`.
    Value,
    /// An option of a command, such as `--header`.
    Option,
    /// The placeholder of a missing value, such as `<USER_SECRET>`, or the mask of a secret.
    Placeholder,
}

impl Token {
    /// All kinds, in display order: of two overlapping tokens the later kind is visible.
    pub const ALL: [Self; 5] = [Self::Key, Self::Text, Self::Value, Self::Option, Self::Placeholder];
}

/// Returns the tokens of a command or JSON text with their byte ranges. A placeholder may be inside another token. The
/// quoting of shells is not parsed, since tokens only affect colours.
#[must_use]
pub fn tokenize(text: &str) -> Vec<(Range<usize>, Token)> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let (mut at, mut previous) = (0, b' ');
    while let Some(byte) = bytes.get(at).copied() {
        let end = match byte {
            b'"' => {
                let end = string_end(bytes, at);
                let rest = text.get(end..).unwrap_or_default().trim_start();
                tokens.push((at..end, if rest.starts_with(':') { Token::Key } else { Token::Text }));
                end
            }
            b'-' if bytes[at..].starts_with(b"--") && previous.is_ascii_whitespace() => {
                let end = word_end(bytes, at + 2);
                tokens.push((at..end, Token::Option));
                end
            }
            b'-' | b'0'..=b'9' | b'a'..=b'z' => {
                let end = word_end(bytes, at + 1);
                let is_value = matches!(previous, b':' | b',' | b'[' | b' ' | b'\n' | b'\t');
                if is_value && is_json_value(&text[at..end]) && ends_value(&text[end..]) {
                    tokens.push((at..end, Token::Value));
                }
                end
            }
            _ => at + text[at..].chars().next().map_or(1, char::len_utf8),
        };
        previous = bytes[end - 1];
        at = end;
    }
    push_placeholders(text, &mut tokens);
    tokens
}

/// Returns the end of the string that begins at `at`: after its quote, or at the end of the line.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut end = at + 1;
    while let Some(byte) = bytes.get(end) {
        match byte {
            b'"' => return end + 1,
            b'\n' => return end,
            b'\\' if end + 1 < bytes.len() => end += 2,
            _ => end += 1,
        }
    }
    bytes.len()
}

/// Returns the end of the word that continues at `at`.
fn word_end(bytes: &[u8], at: usize) -> usize {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'+');
    at + bytes[at..].iter().take_while(|byte| is_part(byte)).count()
}

/// Returns whether a word is a literal or resembles a number. A full number parser is not worth its size here.
fn is_json_value(word: &str) -> bool {
    let digits = word.strip_prefix('-').unwrap_or(word);
    let is_number = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    is_number || matches!(word, "true" | "false" | "null")
}

/// Returns whether a JSON value can end before `rest`.
fn ends_value(rest: &str) -> bool {
    rest.trim_start().starts_with_any(",}]")
}

/// Adds the placeholders in angle brackets and the masks.
fn push_placeholders(text: &str, tokens: &mut Vec<(Range<usize>, Token)>) {
    let mut at = 0;
    while let Some(start) = text[at..].find(['<', '•']).map(|start| at + start) {
        let rest = &text[start..];
        let end = if let Some(name) = rest.strip_prefix('<') {
            let is_name = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '-' | ' ');
            let length = name.find(|c| !is_name(c)).filter(|_| name.starts_with(|c: char| c.is_ascii_uppercase()));
            length.filter(|length| name[*length..].starts_with('>')).map(|length| start + length + 2)
        } else {
            Some(start + rest.find(|c| c != '•').unwrap_or(rest.len()))
        };
        if let Some(end) = end {
            tokens.push((start..end, Token::Placeholder));
        }
        at = end.unwrap_or(start + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::Token::{Key, Option, Placeholder, Text, Value};
    use super::*;

    #[test]
    fn tokens_are_recognized() {
        let cases: [(&str, &[(&str, Token)]); 10] = [
            ("{\"a\" : \"b\"}", &[("\"a\"", Key), ("\"b\"", Text)]),
            ("[-1.5e3, true,null ]", &[("-1.5e3", Value), ("true", Value), ("null", Value)]),
            ("{\"a\":\"say \\\"x\\\": y\"}", &[("\"a\"", Key), ("\"say \\\"x\\\": y\"", Text)]),
            ("\"<STORE_URL> <b>\"", &[("\"<STORE_URL> <b>\"", Text), ("<STORE_URL>", Placeholder)]),
            (
                "\"<Legacy API Account Username> < A> <B\"",
                &[("\"<Legacy API Account Username> < A> <B\"", Text), ("<Legacy API Account Username>", Placeholder)],
            ),
            ("curl --request 'POST' \\\n  --url 'https://a--b.example/1'", &[("--request", Option), ("--url", Option)]),
            ("'Authorization: User ••••, Organization <ORG>'", &[("••••", Placeholder), ("<ORG>", Placeholder)]),
            ("\"é\": 1}\u{1f600}", &[("\"é\"", Key), ("1", Value)]),
            ("\"open \\", &[("\"open \\", Text)]),
            ("not true, 5 nor null", &[("true", Value)]),
        ];
        for (text, expected) in cases {
            let found: Vec<_> = tokenize(text).into_iter().map(|(range, token)| (&text[range], token)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn ranges_are_within_any_text() {
        for text in ["", "<", "•", "\"", "\\", "<A", "é<•>\"\\", "--", "-", "\"\u{2022}\u{1f600}<A>"] {
            for (range, _) in tokenize(text) {
                assert!(text.get(range).is_some(), "{text}");
            }
        }
    }
}
