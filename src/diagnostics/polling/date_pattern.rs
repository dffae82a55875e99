//! Date patterns as `java.text.SimpleDateFormat` reads them (JDK 17: class documentation, and what it
//! does), and the one word that the API takes instead of a pattern.

use std::ops::Range;

use tree::bytes::same;

use super::finding::Finding;
use crate::diagnostic::{Edit, Problem};

/// What the API takes instead of a pattern, for dates that are numbers.
pub const MILLISECONDS: &str = "milliseconds";

const LETTERS: &str = "GyYMLwWDdFEuaHkKhmsSzZX";

/// Reads a pattern the way Java does: the first thing that makes Java refuse it, or else everything
/// that Java accepts and surely no one means.
#[must_use]
pub fn check(pattern: &str) -> Vec<Finding> {
    if pattern == MILLISECONDS {
        return Vec::new();
    }
    match read(pattern) {
        Err(refusal) => vec![*refusal],
        Ok(runs) => doubts(pattern, &runs),
    }
}

/// Patterns of one document, and URL templates around them. It has many and they are few: what was found
/// good is not read again.
pub struct Patterns<'t> {
    good: [&'t str; 8],
    /// Which of them makes room for the next.
    oldest: usize,
    template: &'t str,
}

impl Default for Patterns<'_> {
    /// The documentation's most used patterns are known to be good.
    fn default() -> Self {
        let good = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ssXXX", MILLISECONDS];
        let mut patterns = Self { good: [""; 8], oldest: 0, template: "" };
        for pattern in good {
            patterns.keep(pattern);
        }
        patterns
    }
}

impl<'t> Patterns<'t> {
    fn keep(&mut self, pattern: &'t str) {
        self.good[self.oldest] = pattern;
        self.oldest = (self.oldest + 1) % self.good.len();
    }

    /// Reads a pattern, as [`check`] does.
    pub fn check(&mut self, pattern: &'t str) -> Vec<Finding> {
        if self.good.iter().any(|good| same(good.as_bytes(), pattern.as_bytes())) {
            return Vec::new();
        }
        let findings = check(pattern);
        if findings.is_empty() {
            self.keep(pattern);
        }
        findings
    }

    /// Keeps a good template in mind, from its dollar to its brace.
    pub fn keep_template(&mut self, template: &'t str) {
        self.template = template;
    }

    /// How long the good template is that `rest` begins with, if it is the one kept in mind.
    #[must_use]
    pub fn known_template(&self, rest: &str) -> Option<usize> {
        let length = self.template.len();
        let start = rest.as_bytes().get(..length)?;
        (length > 0 && same(start, self.template.as_bytes())).then_some(length)
    }
}

/// One pattern letter, repeated.
struct Run {
    letter: u8,
    range: Range<usize>,
}

impl Run {
    fn is_hour(&self) -> bool {
        matches!(self.letter, b'H' | b'h' | b'k' | b'K')
    }

    /// Another letter, as often.
    fn as_letter(&self, letter: &str) -> Edit {
        Edit::replace(self.range.clone(), letter.repeat(self.range.len()))
    }
}

fn read(pattern: &str) -> Result<Vec<Run>, Box<Finding>> {
    let mut characters = pattern.char_indices().peekable();
    let mut runs = Vec::new();
    let mut quote = None;
    while let Some((at, c)) = characters.next() {
        if c == '\'' {
            // Two quotes are one literal quote, inside quoted text and outside.
            if characters.next_if(|(_, next)| *next == '\'').is_none() {
                quote = if quote.is_some() { None } else { Some(at) };
            }
            continue;
        }
        if quote.is_some() || !c.is_ascii_alphabetic() {
            continue;
        }
        if !LETTERS.contains(c) {
            return Err(Box::new(illegal_letter(pattern, at, c)));
        }
        let mut length = 1;
        while characters.next_if(|(_, next)| *next == c).is_some() {
            length += 1;
        }
        let range = at..at + length;
        // Java looks at a run's length only once the next character has passed.
        let is_next_legal =
            characters.peek().is_none_or(|(_, next)| !next.is_ascii_alphabetic() || LETTERS.contains(*next));
        if c == 'X' && length > 3 && is_next_legal {
            let mend = Some(Edit::replace(range.clone(), "XXX"));
            return Err(Box::new(Finding { problem: Problem::Iso8601Length { length }, range, mend }));
        }
        runs.push(Run { letter: pattern.as_bytes()[at], range });
    }
    match quote {
        None => Ok(runs),
        Some(at) => {
            let mend = Some(close_or_drop(pattern, at));
            Err(Box::new(Finding { problem: Problem::UnterminatedQuote, range: at..at + 1, mend }))
        }
    }
}

fn illegal_letter(pattern: &str, at: usize, letter: char) -> Finding {
    let is_end = |c: char| !c.is_ascii_alphabetic() || LETTERS.contains(c);
    let run = pattern[at..].find(is_end).unwrap_or(pattern.len() - at);
    let mend = if pattern.trim_matches(['\'', ' ']).eq_ignore_ascii_case(MILLISECONDS) {
        Edit::replace(0..pattern.len(), MILLISECONDS)
    } else {
        Edit::replace(at..at + run, format!("'{}'", &pattern[at..at + run]))
    };
    Finding { problem: Problem::IllegalPatternLetter { letter }, range: at..at + 1, mend: Some(mend) }
}

/// A quote at the end opens nothing and goes; before text it wants a partner.
fn close_or_drop(pattern: &str, at: usize) -> Edit {
    if pattern[at + 1..].trim().is_empty() { Edit::remove(at..at + 1) } else { Edit::insert(pattern.len(), "'") }
}

/// What Java accepts and surely no one means.
fn doubts(pattern: &str, runs: &[Run]) -> Vec<Finding> {
    if runs.is_empty() && !pattern.is_empty() {
        return vec![Finding { problem: Problem::NoPatternLetter, range: 0..pattern.len(), mend: None }];
    }
    let has = |letters: &[u8]| runs.iter().any(|run| letters.contains(&run.letter));
    let mut findings = Vec::new();
    for (index, run) in runs.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &runs[before]);
        let after = runs.get(index + 1);
        let is = |run: Option<&Run>, letters: &[u8]| run.is_some_and(|run| letters.contains(&run.letter));
        let (problem, mend) = match run.letter {
            b'Y' if !has(b"w") => (Problem::WeekYear, run.as_letter("y")),
            b'h' | b'K' if !has(b"a") => (Problem::HalfDayHour, run.as_letter("H")),
            b'm' if !runs[..index].iter().any(Run::is_hour) && (is(before, b"yYd") || is(after, b"yYdD")) => {
                (Problem::MinutesForMonths, run.as_letter("M"))
            }
            b'M' if before
                .is_some_and(|before| before.is_hour() && &pattern[before.range.end..run.range.start] == ":") =>
            {
                (Problem::MonthsForMinutes, run.as_letter("m"))
            }
            b'D' if has(b"Mm") && !has(b"d") => (Problem::DayOfYear, run.as_letter("d")),
            b'S' if run.range.len() > 3 => (Problem::LongFraction, Edit::replace(run.range.clone(), "SSS")),
            _ => continue,
        };
        findings.push(Finding { problem, range: run.range.clone(), mend: Some(mend) });
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::apply;

    #[test]
    fn what_java_accepts_and_people_mean() {
        for pattern in [
            "",
            "milliseconds",
            "yyyy-MM-dd'T'HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss'Z'",
            "yyyy-MM-dd'T'HH:mm:ssXXX",
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "yyyy-MM-dd'T'HH:mmz",
            "EEE, dd MMM yyyy HH:mm:ss Z",
            "hh 'o''clock' a",
            "YYYY-'W'ww-u",
            "yyyy''",
            "XXX XX'X'X",
            "yyyy年MM月dd日",
            "yyyy-DDD",
            "mm:ss",
            "HHmmss",
        ] {
            assert_eq!(check(pattern), [], "{pattern}");
        }
    }

    /// Each with the code, the byte where it is told, and what the mend makes of it.
    #[test]
    fn findings_with_place_and_mend() {
        let cases = [
            ("yyyy-MM-dd'T'HH:mm:ss'", "date-unterminated-quote", 21, "yyyy-MM-dd'T'HH:mm:ss"),
            ("yyyy-MM-dd'THH:mm:ss", "date-unterminated-quote", 10, "yyyy-MM-dd'THH:mm:ss'"),
            ("yyyy-MM-ddTHH:mm:ss", "date-illegal-letter", 10, "yyyy-MM-dd'T'HH:mm:ss"),
            ("milliseconds'", "date-illegal-letter", 1, "milliseconds"),
            ("HH:mm:ssXXXX", "date-iso8601-length", 8, "HH:mm:ssXXX"),
            ("YYYY-MM-dd", "date-week-year", 0, "yyyy-MM-dd"),
            ("hh:mm", "date-half-day-hour", 0, "HH:mm"),
            ("yyyy-mm-dd", "date-minutes-for-months", 5, "yyyy-MM-dd"),
            ("dd/mm/yyyy HH:mm", "date-minutes-for-months", 3, "dd/MM/yyyy HH:mm"),
            ("HH:MM:ss", "date-months-for-minutes", 3, "HH:mm:ss"),
            ("yyyy-MM-DD", "date-day-of-year", 8, "yyyy-MM-dd"),
            ("ss.SSSSSSXXX", "date-long-fraction", 3, "ss.SSSXXX"),
        ];
        for (pattern, code, at, mended) in cases {
            let findings = check(pattern);
            let [finding] = findings.as_slice() else { panic!("{pattern}: {findings:?}") };
            assert_eq!((finding.problem.code(), finding.range.start), (code, at), "{pattern}");
            assert_eq!(apply(pattern, &finding.mend), mended);
            assert_eq!(check(mended), [], "{mended}");
        }
        assert_eq!(check("518862600")[0].problem.code(), "date-no-letter");
        assert_eq!(check("''")[0].problem.code(), "date-no-letter");
    }

    #[test]
    fn every_doubt_of_one_pattern_is_told() {
        let codes: Vec<_> = check("YYYY-MM-DD hh:MM").iter().map(|finding| finding.problem.code()).collect();
        assert_eq!(codes, ["date-week-year", "date-day-of-year", "date-half-day-hour", "date-months-for-minutes"]);
    }
}
