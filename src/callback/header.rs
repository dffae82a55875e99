//! The signature as its header has it: `sha256=` and a digest in base64.

use std::fmt;

use super::{Digest, base64};

const SCHEME: &str = "sha256=";

/// Why a text is no signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeaderProblem {
    /// There is nothing.
    Blank,
    /// It begins with `sha1=`, as the API's oldest signatures did.
    Sha1,
    /// It does not begin with `sha256=`.
    NoScheme,
    /// What follows is not 32 bytes in base64.
    NotBase64,
}

impl fmt::Display for HeaderProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Blank => words::SIGNATURE_IS_BLANK,
            Self::Sha1 => words::SIGNATURE_IS_SHA1,
            Self::NoScheme => words::SIGNATURE_HAS_NO_SCHEME,
            Self::NotBase64 => words::SIGNATURE_IS_NOT_BASE64,
        };
        sentence.fmt(f)
    }
}

/// The header's value for that digest.
#[must_use]
pub fn header_value(digest: &Digest) -> String {
    let mut value = String::from(SCHEME);
    base64::encode(&mut value, digest);
    value
}

/// The digest that a pasted header tells, with or without the header's name and a colon in front, and with
/// or without quotes around either.
///
/// # Errors
/// What stands against it.
pub fn read_header(header: &str) -> Result<Digest, HeaderProblem> {
    let value = header.rsplit(':').next().unwrap_or_default();
    let value = value.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ','));
    if value.is_empty() {
        return Err(HeaderProblem::Blank);
    }
    if value.starts_with("sha1=") {
        return Err(HeaderProblem::Sha1);
    }
    let digest = value.strip_prefix(SCHEME).ok_or(HeaderProblem::NoScheme)?;
    base64::decode(digest).ok_or(HeaderProblem::NotBase64)
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
        ] {
            assert_eq!(read_header(&copied), Ok(digest), "{copied}");
        }
    }

    #[test]
    fn each_problem_says_how_to_mend_it() {
        let cases = [
            ("", HeaderProblem::Blank),
            (" \n", HeaderProblem::Blank),
            ("\"\"", HeaderProblem::Blank),
            ("Elements-Webhook-Signature: ", HeaderProblem::Blank),
            ("sha1=2jmj7l5rSw0yVb/vlWAYkK/YBwk=", HeaderProblem::Sha1),
            ("Elements-Webhook-Signature: sha1=", HeaderProblem::Sha1),
            ("jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=", HeaderProblem::NoScheme),
            ("SHA256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ=", HeaderProblem::NoScheme),
            ("Elements-Webhook-Id: 12", HeaderProblem::NoScheme),
            ("sha256=", HeaderProblem::NotBase64),
            ("sha256=jHdbRx5EZAsOfTwAPJOGkNUzQMVVdu5VJlxcsk+G6jQ", HeaderProblem::NotBase64),
            ("sha256=8c775b471e44640b0e7d3c003c938690d53340c55576ee55265c5cb24f86ea34", HeaderProblem::NotBase64),
        ];
        for (header, problem) in cases {
            assert_eq!(read_header(header), Err(problem), "{header}");
            assert!(problem.to_string().contains(": "), "{problem} says how to mend it");
        }
    }
}
