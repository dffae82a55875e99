//! Whether a signature is that of a body; and where it is not, whether only line breaks were changed on the
//! way to here.

use std::fmt;

use super::Digest;

/// How a body that was signed may differ from what was pasted of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variation {
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
pub fn candidates(payload: &str) -> Vec<(Variation, String)> {
    let mut candidates = vec![(Variation::AsPasted, payload.to_owned())];
    match payload.strip_suffix('\n') {
        Some(rest) => {
            let rest = rest.strip_suffix('\r').unwrap_or(rest);
            candidates.push((Variation::WithoutLastBreak, rest.to_owned()));
        }
        None => candidates.push((Variation::WithLastBreak, payload.to_owned() + "\n")),
    }
    let lf = payload.replace("\r\n", "\n");
    let crlf = lf.replace('\n', "\r\n");
    for candidate in [(Variation::Lf, lf), (Variation::Crlf, crlf)] {
        if candidates.iter().all(|(_, other)| *other != candidate.1) {
            candidates.push(candidate);
        }
    }
    candidates
}

/// What a signature is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is that of what was pasted.
    Right,
    /// It is that of a body that differs from what was pasted by line breaks alone.
    RightBut(Variation),
    /// It is that of another body, or made with another key.
    Wrong,
}

/// Compares the signature of a notification with the digest of each of its [`candidates`], in their order.
#[must_use]
pub fn judge(signature: &Digest, computed: &[(Variation, Digest)]) -> Verdict {
    match computed.iter().find(|(_, digest)| digest == signature) {
        Some((Variation::AsPasted, _)) => Verdict::Right,
        Some((variation, _)) => Verdict::RightBut(*variation),
        None => Verdict::Wrong,
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = match self {
            Self::Right | Self::RightBut(Variation::AsPasted) => messages::VERDICT_AS_PASTED,
            Self::RightBut(Variation::WithoutLastBreak) => messages::VERDICT_WITHOUT_LAST_BREAK,
            Self::RightBut(Variation::WithLastBreak) => messages::VERDICT_WITH_LAST_BREAK,
            Self::RightBut(Variation::Lf) => messages::VERDICT_LF,
            Self::RightBut(Variation::Crlf) => messages::VERDICT_CRLF,
            Self::Wrong => messages::VERDICT_WRONG,
        };
        sentence.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Variation::{AsPasted, Crlf, Lf, WithLastBreak, WithoutLastBreak};

    #[test]
    fn each_body_that_may_have_been_signed_is_tried_once() {
        let cases: [(&str, &[(Variation, &str)]); 7] = [
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
            let candidates = candidates(payload);
            let candidates: Vec<_> = candidates.iter().map(|(variation, text)| (*variation, text.as_str())).collect();
            assert_eq!(candidates, expected, "{payload:?}");
        }
    }

    #[test]
    fn the_first_that_matches_counts() {
        let computed = [(AsPasted, [1; 32]), (WithoutLastBreak, [2; 32]), (Lf, [3; 32]), (Crlf, [4; 32])];
        let verdicts = [1, 2, 3, 4, 5].map(|byte| judge(&[byte; 32], &computed));
        let but = Verdict::RightBut;
        assert_eq!(verdicts, [Verdict::Right, but(WithoutLastBreak), but(Lf), but(Crlf), Verdict::Wrong]);
        assert_eq!(judge(&[1; 32], &[]), Verdict::Wrong);
    }

    #[test]
    fn verdicts_in_sentences() {
        let cases = [
            (Verdict::Right, "Valid: this body was signed with this key."),
            (
                Verdict::RightBut(WithoutLastBreak),
                "Valid, except for a line break at the end of the pasted text that the notification didn't have.",
            ),
            (
                Verdict::RightBut(Crlf),
                "Valid, except for line breaks: CRLF in the notification, LF in the pasted text.",
            ),
        ];
        for (verdict, sentence) in cases {
            assert_eq!(verdict.to_string(), sentence);
        }
        assert!(Verdict::Wrong.to_string().starts_with("Invalid: "));
    }
}
