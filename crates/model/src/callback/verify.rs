//! Whether a signature is that of a body; and where it is not, whether only line breaks were changed on the
//! way to here.

use std::fmt;

use super::Digest;

/// How a body that was signed may differ from what was pasted of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayloadVariant {
    /// Not at all.
    AsPasted,
    /// It had no line break at its end.
    WithoutLastBreak,
    /// It had a line break at its end.
    WithLastBreak,
    /// Its lines were broken by LF, and not by CRLF.
    Lf,
    /// Its lines were broken by CRLF, and not by LF.
    Crlf,
}

/// The bodies that may have been signed, where `payload` was pasted: each text once, the likeliest first.
#[must_use]
pub fn payload_variants(payload: &str) -> Vec<(PayloadVariant, String)> {
    let mut candidates = vec![(PayloadVariant::AsPasted, payload.to_owned())];
    match payload.strip_suffix('\n') {
        Some(rest) => {
            let rest = rest.strip_suffix('\r').unwrap_or(rest);
            candidates.push((PayloadVariant::WithoutLastBreak, rest.to_owned()));
        }
        None => candidates.push((PayloadVariant::WithLastBreak, payload.to_owned() + "\n")),
    }
    let lf = payload.replace("\r\n", "\n");
    let crlf = lf.replace('\n', "\r\n");
    for candidate in [(PayloadVariant::Lf, lf), (PayloadVariant::Crlf, crlf)] {
        if candidates.iter().all(|(_, other)| *other != candidate.1) {
            candidates.push(candidate);
        }
    }
    candidates
}

/// What a signature is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verification {
    /// It is that of what was pasted.
    Right,
    /// It is that of a body that differs from what was pasted by line breaks alone.
    RightBut(PayloadVariant),
    /// It is that of another body, or made with another key.
    Wrong,
}

/// Compares the signature of a notification with the digest of each of its [`candidates`], in their order.
#[must_use]
pub fn verify(signature: &Digest, computed: &[(PayloadVariant, Digest)]) -> Verification {
    match computed.iter().find(|(_, digest)| digest == signature) {
        Some((PayloadVariant::AsPasted, _)) => Verification::Right,
        Some((variation, _)) => Verification::RightBut(*variation),
        None => Verification::Wrong,
    }
}

impl fmt::Display for Verification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Right | Self::RightBut(PayloadVariant::AsPasted) => messages::VERDICT_AS_PASTED,
            Self::RightBut(PayloadVariant::WithoutLastBreak) => messages::VERDICT_WITHOUT_LAST_BREAK,
            Self::RightBut(PayloadVariant::WithLastBreak) => messages::VERDICT_WITH_LAST_BREAK,
            Self::RightBut(PayloadVariant::Lf) => messages::VERDICT_LF,
            Self::RightBut(PayloadVariant::Crlf) => messages::VERDICT_CRLF,
            Self::Wrong => messages::VERDICT_WRONG,
        };
        sentence.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PayloadVariant::{AsPasted, Crlf, Lf, WithLastBreak, WithoutLastBreak};

    #[test]
    fn each_body_that_may_have_been_signed_is_tried_once() {
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
            let candidates = payload_variants(payload);
            let candidates: Vec<_> = candidates.iter().map(|(variation, text)| (*variation, text.as_str())).collect();
            assert_eq!(candidates, expected, "{payload:?}");
        }
    }

    #[test]
    fn the_first_that_matches_counts() {
        let computed = [(AsPasted, [1; 32]), (WithoutLastBreak, [2; 32]), (Lf, [3; 32]), (Crlf, [4; 32])];
        let verdicts = [1, 2, 3, 4, 5].map(|byte| verify(&[byte; 32], &computed));
        let but = Verification::RightBut;
        assert_eq!(verdicts, [Verification::Right, but(WithoutLastBreak), but(Lf), but(Crlf), Verification::Wrong]);
        assert_eq!(verify(&[1; 32], &[]), Verification::Wrong);
    }

    #[test]
    fn verdicts_in_sentences() {
        let cases = [
            (Verification::Right, "Valid: this body was signed with this key."),
            (
                Verification::RightBut(WithoutLastBreak),
                "Valid, except for a line break at the end of the pasted text that the notification didn't have.",
            ),
            (
                Verification::RightBut(Crlf),
                "Valid, except for line breaks: CRLF in the notification, LF in the pasted text.",
            ),
        ];
        for (verdict, sentence) in cases {
            assert_eq!(verdict.to_string(), sentence);
        }
        assert!(Verification::Wrong.to_string().starts_with("Invalid: "));
    }
}
