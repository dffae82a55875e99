//! Verifies a signature, also for bodies that differ from the pasted one only in line breaks: copying often changes
//! those.

use std::fmt;

use super::Digest;

/// A difference between the signed body and the pasted one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayloadVariant {
    /// None.
    AsPasted,
    /// The signed body has no line break at its end.
    WithoutLastBreak,
    /// The signed body has a line break at its end.
    WithLastBreak,
    /// The signed body has LF instead of CRLF.
    Lf,
    /// The signed body has CRLF instead of LF.
    Crlf,
}

/// Returns the bodies that may have been signed if `payload` was pasted, without duplicates, most likely first.
#[must_use]
pub fn payload_variants(payload: &str) -> Vec<(PayloadVariant, String)> {
    let mut variants = vec![(PayloadVariant::AsPasted, payload.to_owned())];
    match payload.strip_suffix('\n') {
        Some(rest) => {
            let rest = rest.strip_suffix('\r').unwrap_or(rest);
            variants.push((PayloadVariant::WithoutLastBreak, rest.to_owned()));
        }
        None => variants.push((PayloadVariant::WithLastBreak, payload.to_owned() + "\n")),
    }
    let lf = payload.replace("\r\n", "\n");
    let crlf = lf.replace('\n', "\r\n");
    for (variant, text) in [(PayloadVariant::Lf, lf), (PayloadVariant::Crlf, crlf)] {
        if variants.iter().all(|(_, other)| *other != text) {
            variants.push((variant, text));
        }
    }
    variants
}

/// The result of verifying a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// The signature matches the pasted body.
    Valid,
    /// The signature matches a body with other line breaks.
    ValidVariant(PayloadVariant),
    /// The signature belongs to another body or another key.
    Invalid,
}

/// Compares a signature with the digests of the [`payload_variants`], in their order.
#[must_use]
pub fn verify(signature: &Digest, computed: &[(PayloadVariant, Digest)]) -> Verification {
    match computed.iter().find(|(_, digest)| digest == signature) {
        Some((PayloadVariant::AsPasted, _)) => Verification::Valid,
        Some((variant, _)) => Verification::ValidVariant(*variant),
        None => Verification::Invalid,
    }
}

impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Valid | Self::ValidVariant(PayloadVariant::AsPasted) => messages::VERDICT_AS_PASTED,
            Self::ValidVariant(PayloadVariant::WithoutLastBreak) => messages::VERDICT_WITHOUT_LAST_BREAK,
            Self::ValidVariant(PayloadVariant::WithLastBreak) => messages::VERDICT_WITH_LAST_BREAK,
            Self::ValidVariant(PayloadVariant::Lf) => messages::VERDICT_LF,
            Self::ValidVariant(PayloadVariant::Crlf) => messages::VERDICT_CRLF,
            Self::Invalid => messages::VERDICT_WRONG,
        };
        sentence.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PayloadVariant::{AsPasted, Crlf, Lf, WithLastBreak, WithoutLastBreak};

    #[test]
    fn each_variant_is_tried_once() {
        let cases: [(&str, &[(PayloadVariant, &str)]); 7] = [
            ("{}", &[(AsPasted, "{}"), (WithLastBreak, "{}\n")]),
            ("", &[(AsPasted, ""), (WithLastBreak, "\n")]),
            ("{}\n", &[(AsPasted, "{}\n"), (WithoutLastBreak, "{}"), (Crlf, "{}\r\n")]),
            ("{}\r\n", &[(AsPasted, "{}\r\n"), (WithoutLastBreak, "{}"), (Lf, "{}\n")]),
            ("{\n}", &[(AsPasted, "{\n}"), (WithLastBreak, "{\n}\n"), (Crlf, "{\r\n}")]),
            ("{\r\n}", &[(AsPasted, "{\r\n}"), (WithLastBreak, "{\r\n}\n"), (Lf, "{\n}")]),
            (
                "{\r\n\n}\n",
                &[(AsPasted, "{\r\n\n}\n"), (WithoutLastBreak, "{\r\n\n}"), (Lf, "{\n\n}\n"), (Crlf, "{\r\n\r\n}\r\n")],
            ),
        ];
        for (payload, expected) in cases {
            let variants = payload_variants(payload);
            let variants: Vec<_> = variants.iter().map(|(variant, text)| (*variant, text.as_str())).collect();
            assert_eq!(variants, expected, "{payload:?}");
        }
    }

    #[test]
    fn the_first_matching_variant_counts() {
        let computed = [(AsPasted, [1; 32]), (WithoutLastBreak, [2; 32]), (Lf, [3; 32]), (Crlf, [4; 32])];
        let results = [1, 2, 3, 4, 5].map(|byte| verify(&[byte; 32], &computed));
        let variant = Verification::ValidVariant;
        assert_eq!(
            results,
            [Verification::Valid, variant(WithoutLastBreak), variant(Lf), variant(Crlf), Verification::Invalid]
        );
        assert_eq!(verify(&[1; 32], &[]), Verification::Invalid);
    }

    #[test]
    fn results_are_explained_in_sentences() {
        let cases = [
            (Verification::Valid, "Valid: this body was signed with this key."),
            (
                Verification::ValidVariant(WithoutLastBreak),
                "Valid, except for a line break at the end of the pasted text that the notification didn't have.",
            ),
            (
                Verification::ValidVariant(Crlf),
                "Valid, except for line breaks: CRLF in the notification, LF in the pasted text.",
            ),
        ];
        for (verification, sentence) in cases {
            assert_eq!(verification.to_string(), sentence);
        }
        assert!(Verification::Invalid.to_string().starts_with("Invalid: "));
    }
}
