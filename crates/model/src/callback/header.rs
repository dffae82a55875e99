//! The signature as its header has it: `sha256=` and a digest in base64.

use std::fmt;

use super::{Digest, base64};
use crate::diagnostic::is_invisible_or_whitespace;
use crate::secret::{is_mark, is_separator};

const SCHEME: &str = "sha256=";

/// Why a text is no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderError {
    /// There is nothing.
    Blank,
    /// It begins with `sha1=`, as the API's oldest signatures did.
    Sha1,
    /// It does not begin with `sha256=`.
    NoScheme,
    /// What follows is not 32 bytes in base64.
    NotBase64,
}

impl std::error::Error for HeaderError {}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Blank => messages::SIGNATURE_IS_BLANK,
            Self::Sha1 => messages::SIGNATURE_IS_SHA1,
            Self::NoScheme => messages::SIGNATURE_HAS_NO_SCHEME,
            Self::NotBase64 => messages::SIGNATURE_IS_NOT_BASE64,
        };
        sentence.fmt(f)
    }
}

/// The header's value for that digest.
#[must_use]
pub fn header_value(digest: &Digest) -> String {
    SCHEME.to_owned() + &base64::encode(digest)
}

/// How a signature is written, if not as the API writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// The digest is in hexadecimal digits.
    Hex,
    /// The digest is in the base64 of URLs, with `-` and `_`.
    UrlSafe,
    /// The scheme has capital letters.
    CapitalScheme,
}

impl fmt::Display for Notation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Hex => messages::SIGNATURE_IN_HEX,
            Self::UrlSafe => messages::SIGNATURE_IS_URL_SAFE,
            Self::CapitalScheme => messages::SIGNATURE_IN_CAPITALS,
        };
        sentence.fmt(f)
    }
}

/// Returns the digest of a pasted header, with or without the header's name in front, and with or without quotes
/// around either.
///
/// # Errors
/// What stands against it.
pub fn read_header(header: &str) -> Result<Digest, HeaderError> {
    read_signature(header).map(|(digest, _)| digest)
}

/// Returns the digest of a pasted header, and how it is written if not as the API writes it.
///
/// # Errors
/// What stands against it.
pub fn read_signature(header: &str) -> Result<(Digest, Option<Notation>), HeaderError> {
    let is_around = |c: char| is_invisible_or_whitespace(c) || is_mark(c) || is_separator(c);
    let value = header.rsplit(':').next().unwrap_or_default().trim_matches(is_around);
    if value.is_empty() {
        return Err(HeaderError::Blank);
    }
    if value.starts_with("sha1=") {
        return Err(HeaderError::Sha1);
    }
    // The name may be joined with `=`, `=>` or a space.
    let lower = value.to_ascii_lowercase();
    let start = lower.find(SCHEME).filter(|start| !value[..*start].ends_with(|c: char| c.is_ascii_alphanumeric()));
    let start = start.ok_or(HeaderError::NoScheme)?;
    let digest = value[start + SCHEME.len()..].trim_start_matches(is_around);
    if let Some(digest) = base64::decode_hex(digest) {
        return Ok((digest, Some(Notation::Hex)));
    }
    if digest.contains(['-', '_']) {
        let plain = digest.replace('-', "+").replace('_', "/");
        // URL-safe base64 is often written without the = at its end.
        let plain = if plain.len() == 43 { plain + "=" } else { plain };
        let digest = base64::decode(&plain).ok_or(HeaderError::NotBase64)?;
        return Ok((digest, Some(Notation::UrlSafe)));
    }
    let notation = (!value[start..].starts_with(SCHEME)).then_some(Notation::CapitalScheme);
    base64::decode(digest).map(|digest| (digest, notation)).ok_or(HeaderError::NotBase64)
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUE: &str = "sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=";

    #[test]
    fn a_signature_is_read_however_it_was_copied() {
        let digest = read_header(VALUE).unwrap();
        assert_eq!(digest[..4], [0x8c, 0x77, 0x5b, 0x47]);
        assert_eq!(header_value(&digest), VALUE);
        for copied in [
            format!("  {VALUE}\r\n"),
            format!("Elements-Webhook-Signature: {VALUE}"),
            format!("elements-webhook-signature:{VALUE}\n"),
            format!("HTTP_ELEMENTS_WEBHOOK_SIGNATURE: {VALUE}"),
            format!("\"{VALUE}\""),
            format!("'Elements-Webhook-Signature: {VALUE}'"),
            format!("  'elements-webhook-signature': '{VALUE}',"),
            format!("“{VALUE}”"),
            format!("‘{VALUE}’,"),
            format!("„Elements-Webhook-Signature: {VALUE}“"),
            format!("<{VALUE}>"),
            format!("\u{feff}{VALUE}\u{a0}"),
            format!("HTTP_ELEMENTS_WEBHOOK_SIGNATURE={VALUE}"),
            format!("Elements-Webhook-Signature = {VALUE}"),
            format!("'Elements-Webhook-Signature' => '{VALUE}'"),
            format!("Elements-Webhook-Signature {VALUE}"),
            format!("-H 'Elements-Webhook-Signature: {VALUE}'"),
        ] {
            assert_eq!(read_header(&copied), Ok(digest), "{copied}");
        }
    }

    #[test]
    fn other_notations_are_read_and_named() {
        let digest = read_header(VALUE).unwrap();
        let cases = [
            ("sha256=8c775b471e44640b0e7d3c003c938690d53340c55576ee55265c5cb24f86ea34", Some(Notation::Hex)),
            ("SHA256=8C775B471E44640B0E7D3C003C938690D53340C55576EE55265C5CB24F86EA34", Some(Notation::Hex)),
            ("sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk-G6jQ=", Some(Notation::UrlSafe)),
            ("sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk-G6jQ", Some(Notation::UrlSafe)),
            ("SHA256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=", Some(Notation::CapitalScheme)),
            (
                "Elements-Webhook-Signature: Sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=",
                Some(Notation::CapitalScheme),
            ),
            (VALUE, None),
        ];
        for (header, notation) in cases {
            assert_eq!(read_signature(header), Ok((digest, notation)), "{header}");
        }
    }

    #[test]
    fn each_problem_says_how_to_mend_it() {
        let cases = [
            ("", HeaderError::Blank),
            (" \n", HeaderError::Blank),
            ("\"\"", HeaderError::Blank),
            ("Elements-Webhook-Signature: ", HeaderError::Blank),
            ("sha1=2jmj7l5rSw0yVb/vlWAYkK/YBwk=", HeaderError::Sha1),
            ("Elements-Webhook-Signature: sha1=", HeaderError::Sha1),
            ("jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=", HeaderError::NoScheme),
            ("Elements-Webhook-Id: 12", HeaderError::NoScheme),
            ("sha256=", HeaderError::NotBase64),
            ("sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ", HeaderError::NotBase64),
            ("sha256=8c775b471e44640b0e7d3c003c938690d53340c55576ee55265c5cb24f86ea3", HeaderError::NotBase64),
            ("sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk-G6j", HeaderError::NotBase64),
            ("xsha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=", HeaderError::NoScheme),
        ];
        for (header, problem) in cases {
            assert_eq!(read_header(header), Err(problem), "{header}");
            let advice = ["Paste the", "must be", "use sha256="];
            assert!(advice.iter().any(|part| problem.to_string().contains(part)), "{problem} says how to fix it");
        }
    }
}
