//! Date patterns as `java.text.SimpleDateFormat` reads them (JDK 17, class documentation and
//! behaviour), and the one word that the API takes instead of a pattern.

use std::ops::Range;

use crate::diagnostic::{Edit, Problem};

/// What the API takes instead of a pattern, for dates that are numbers.
pub const MILLISECONDS: &str = "milliseconds";

const LETTERS: &str = "GyYMLwWDdFEuaHkKhmsSzZX";

/// What Java would say of a pattern that it refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong.
    pub problem: Problem,
    /// Where, in bytes of the pattern.
    pub range: Range<usize>,
    /// What would mend it, in bytes of the pattern.
    pub mend: Edit,
}

/// Reads a pattern the way Java does.
///
/// # Errors
/// The first thing that makes Java refuse it.
pub fn check(pattern: &str) -> Result<(), Refusal> {
    if pattern == MILLISECONDS {
        return Ok(());
    }
    let mut characters = pattern.char_indices().peekable();
    let mut quote = None;
    while let Some((at, c)) = characters.next() {
        match c {
            // Two quotes are one literal quote, inside quoted text and outside.
            '\'' if characters.next_if(|(_, next)| *next == '\'').is_some() => {}
            '\'' => quote = if quote.is_some() { None } else { Some(at) },
            _ if quote.is_some() || !c.is_ascii_alphabetic() => {}
            'X' => {
                let mut length = 1;
                while characters.next_if(|(_, next)| *next == 'X').is_some() {
                    length += 1;
                }
                if length > 3 {
                    let range = at..at + length;
                    let mend = Edit::replace(range.clone(), "XXX");
                    return Err(Refusal { problem: Problem::Iso8601Length { length }, range, mend });
                }
            }
            letter if !LETTERS.contains(letter) => return Err(illegal_letter(pattern, at, letter)),
            _ => {}
        }
    }
    match quote {
        None => Ok(()),
        Some(at) => {
            Err(Refusal { problem: Problem::UnterminatedQuote, range: at..at + 1, mend: close_or_drop(pattern, at) })
        }
    }
}

fn illegal_letter(pattern: &str, at: usize, letter: char) -> Refusal {
    let run =
        pattern[at..].find(|c: char| !c.is_ascii_alphabetic() || LETTERS.contains(c)).unwrap_or(pattern.len() - at);
    let mend = if pattern.trim_matches(['\'', ' ']).eq_ignore_ascii_case(MILLISECONDS) {
        Edit::replace(0..pattern.len(), MILLISECONDS)
    } else {
        Edit::replace(at..at + run, format!("'{}'", &pattern[at..at + run]))
    };
    Refusal { problem: Problem::IllegalPatternLetter { letter }, range: at..at + 1, mend }
}

/// A quote at the end opens nothing and goes; before text it wants a partner.
fn close_or_drop(pattern: &str, at: usize) -> Edit {
    if pattern[at + 1..].trim().is_empty() { Edit::remove(at..at + 1) } else { Edit::insert(pattern.len(), "'") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::apply;

    #[test]
    fn what_java_accepts() {
        for pattern in [
            "",
            "milliseconds",
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "hh 'o''clock' a",
            "yyyy''",
            "''",
            "XXX XX'X'X",
            "518862600",
            "yyyy年MM月dd日",
        ] {
            assert_eq!(check(pattern), Ok(()), "{pattern}");
        }
    }

    #[test]
    fn what_java_refuses_with_place_and_mend() {
        let cases = [
            ("yyyy-MM-dd'T'HH:mm:ss'", 21, "yyyy-MM-dd'T'HH:mm:ss"),
            ("yyyy-MM-dd'THH:mm:ss", 10, "yyyy-MM-dd'THH:mm:ss'"),
            ("yyyy-MM-ddTHH:mm:ss", 10, "yyyy-MM-dd'T'HH:mm:ss"),
            ("HH:mm:ssXXXX", 8, "HH:mm:ssXXX"),
            ("milliseconds'", 1, "milliseconds"),
        ];
        for (pattern, at, mended) in cases {
            let refusal = check(pattern).unwrap_err();
            assert_eq!(refusal.range.start, at, "{pattern}");
            assert_eq!(apply(pattern, [&refusal.mend]), mended);
            assert_eq!(check(mended), Ok(()), "{mended}");
        }
    }
}
