//! What can be sent as a notification: the body of one, as it is.

use std::fmt;

use crate::json;
use crate::request::LONGEST_ARGUMENT;

/// What stands against sending a text as a notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayloadError {
    /// There is nothing.
    Blank,
    /// It has more than [`LONGEST_ARGUMENT`] bytes.
    TooLong,
    /// It is not JSON.
    NotJson,
    /// A character in it acts on the terminal that a command is pasted into, or makes it look like another.
    Character(char),
}

impl std::error::Error for PayloadError {}

impl fmt::Display for PayloadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank => messages::PAYLOAD_IS_BLANK.fmt(f),
            Self::TooLong => messages::PAYLOAD_IS_TOO_LONG.fmt(f),
            Self::NotJson => messages::PAYLOAD_IS_NOT_JSON.fmt(f),
            Self::Character(c) => {
                messages::PAYLOAD_HAS_CHARACTER.write_to(f, &[&format_args!("\\u{:04x}", u32::from(*c))])
            }
        }
    }
}

/// Whether `payload` can be sent as a notification, by the page and by every command.
///
/// # Errors
/// What stands against it.
pub fn validate_payload(payload: &str) -> Result<(), PayloadError> {
    if payload.trim().is_empty() {
        return Err(PayloadError::Blank);
    }
    // The body of a here-document ends with a line break, which would be signed too.
    if payload.len() > LONGEST_ARGUMENT {
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
    fn notifications_are_json() {
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
                format!("\"{}\"", "x".repeat(LONGEST_ARGUMENT)),
                "The notification is longer than 100,000 bytes: remove some events",
            ),
        ];
        for (payload, sentence) in cases {
            assert_eq!(validate_payload(&payload).unwrap_err().to_string(), sentence);
        }
    }
}
