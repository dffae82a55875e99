//! The header `Elements-Webhook-Signature`: `sha256=` and a digest in base64.

use std::fmt;

use super::{Digest, base64};
use crate::diagnostic::is_invisible_or_whitespace;
use crate::secret::{is_mark, is_separator};

const SCHEME: &str = "sha256=";

/// The reason why a text is not a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderError {
    /// It is empty.
    Empty,
    /// It begins with `sha1=`, the API's former scheme.
    Sha1,
    /// It does not begin with `sha256=`.
    NoScheme,
    /// The part after `sha256=` is not 32 bytes in base64.
    NotBase64,
}

impl std::error::Error for HeaderError {}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Empty => messages::SIGNATURE_IS_REQUIRED,
            Self::Sha1 => messages::SIGNATURE_IS_SHA1,
            Self::NoScheme => messages::SIGNATURE_HAS_NO_SCHEME,
            Self::NotBase64 => messages::SIGNATURE_IS_NOT_BASE64,
        };
        sentence.fmt(f)
    }
}

/// Returns the header's value for a digest.
#[must_use]
pub fn header_value(digest: &Digest) -> String {
    SCHEME.to_owned() + &base64::encode(digest)
}

/// A notation of a signature that differs from the API's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// The digest is in hexadecimal digits.
    Hex,
    /// The digest is in URL-safe base64, with `-` and `_`.
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

/// Parses the digest of a pasted header, with or without the header's name in front and quotes around either.
///
/// # Errors
/// The text is not a signature.
pub fn read_header(header: &str) -> Result<Digest, HeaderError> {
    read_signature(header).map(|(digest, _)| digest)
}

/// Parses the digest of a pasted header, and its notation if that differs from the API's.
///
/// # Errors
/// The text is not a signature.
pub fn read_signature(header: &str) -> Result<(Digest, Option<Notation>), HeaderError> {
    let is_delimiter = |c: char| is_invisible_or_whitespace(c) || is_mark(c) || is_separator(c);
    let value = header.rsplit(':').next().unwrap_or_default().trim_matches(is_delimiter);
    if value.is_empty() {
        return Err(HeaderError::Empty);
    }
    if value.starts_with("sha1=") {
        return Err(HeaderError::Sha1);
    }
    // The name may be joined with `=`, `=>` or a space.
    let lower = value.to_ascii_lowercase();
    let start = lower.find(SCHEME).filter(|start| !value[..*start].ends_with(|c: char| c.is_ascii_alphanumeric()));
    let start = start.ok_or(HeaderError::NoScheme)?;
    let digest = value[start + SCHEME.len()..].trim_start_matches(is_delimiter);
    if let Some(digest) = base64::decode_hex(digest) {
        return Ok((digest, Some(Notation::Hex)));
    }
    if digest.contains(['-', '_']) {
        let standard = digest.replace('-', "+").replace('_', "/");
        // URL-safe base64 often has no padding.
        let padded = if standard.len() == 43 { standard + "=" } else { standard };
        let digest = base64::decode(&padded).ok_or(HeaderError::NotBase64)?;
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
    fn headers_are_parsed_in_every_copied_form() {
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
    fn other_notations_are_parsed_and_reported() {
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
    fn each_error_says_how_to_fix_it() {
        let cases = [
            ("", HeaderError::Empty),
            (" \n", HeaderError::Empty),
            ("\"\"", HeaderError::Empty),
            ("Elements-Webhook-Signature: ", HeaderError::Empty),
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
        for (header, error) in cases {
            assert_eq!(read_header(header), Err(error), "{header}");
            let advice = ["Paste the", "must be", "use sha256="];
            assert!(advice.iter().any(|part| error.to_string().contains(part)), "{error}");
        }
    }
}
