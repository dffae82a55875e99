//! Validates the body of a notification.

use std::fmt;

use crate::json;
use crate::request::MAX_ARGUMENT_BYTES;

/// The reason why a text cannot be sent as a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayloadError {
    /// It is empty.
    Empty,
    /// It has more than [`MAX_ARGUMENT_BYTES`] bytes.
    TooLong,
    /// It is not JSON.
    NotJson,
    /// It contains a character that controls the terminal or disguises the text.
    Character(char),
}

impl std::error::Error for PayloadError {}

impl fmt::Display for PayloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => messages::PAYLOAD_IS_REQUIRED.fmt(f),
            Self::TooLong => messages::PAYLOAD_IS_TOO_LONG.fmt(f),
            Self::NotJson => messages::PAYLOAD_IS_NOT_JSON.fmt(f),
            Self::Character(c) => {
                messages::PAYLOAD_HAS_CHARACTER.write_to(f, &[&format_args!("\\u{:04x}", u32::from(*c))])
            }
        }
    }
}

/// Validates that the page and every command can send `payload` as a notification.
///
/// # Errors
/// The first reason why they cannot.
pub fn validate_payload(payload: &str) -> Result<(), PayloadError> {
    if payload.trim().is_empty() {
        return Err(PayloadError::Empty);
    }
    // Commands send a longer body as a here-document, which adds a final line break that is not signed.
    if payload.len() > MAX_ARGUMENT_BYTES {
        return Err(PayloadError::TooLong);
    }
    if json::parse_strict(payload).is_none() {
        return Err(PayloadError::NotJson);
    }
    let is_layout = |c: char| matches!(c, '\n' | '\r' | '\t');
    match payload.chars().find(|c| json::is_unsafe(*c) && !is_layout(*c)) {
        Some(c) => Err(PayloadError::Character(c)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::SAMPLE;
    use super::*;

    #[test]
    fn payloads_are_json_without_control_characters() {
        let layout = "{\r\n\t\"a\": [1.0, \"é😀\"]\n}\n";
        for payload in [SAMPLE, layout, "[]"] {
            assert_eq!(validate_payload(payload), Ok(()));
        }
        let cases = [
            (String::new(), "Enter the notification's JSON body"),
            (" \n".into(), "Enter the notification's JSON body"),
            ("{\"a\": }".into(), "The notification isn't valid JSON: fix it"),
            ("<INSERT>".into(), "The notification isn't valid JSON: fix it"),
            ("{\"a\": \"\u{1b}\"}".into(), "The notification isn't valid JSON: fix it"),
            (
                "{\"a\": \"\u{9b}\"}".into(),
                "The notification contains \\u009b, an invisible or control character: write it as that escape",
            ),
            (
                "{\"a\": \"\u{202e}\"}".into(),
                "The notification contains \\u202e, an invisible or control character: write it as that escape",
            ),
            (
                format!("\"{}\"", "x".repeat(MAX_ARGUMENT_BYTES)),
                "The notification is longer than 100,000 bytes: remove some events",
            ),
        ];
        for (payload, sentence) in cases {
            assert_eq!(validate_payload(&payload).unwrap_err().to_string(), sentence);
        }
    }
}
