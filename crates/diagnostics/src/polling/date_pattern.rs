//! Checks date patterns as `java.text.SimpleDateFormat` reads them (JDK 17: class documentation and behavior), and the
//! one word that the API accepts instead of a pattern.

use std::ops::Range;

use ::json::bytes::bytes_eq;

use super::date_notation::{self, Notation};
use super::embedded_text::EmbeddedText;
pub use super::illegal_letter::MILLISECONDS;
use super::illegal_letter::{self, LETTERS};
use crate::diagnostic::{Diagnostic, Diagnostics, Problem};

/// Checks a pattern that is not part of a document.
#[must_use]
pub fn check(pattern: &str) -> Vec<Diagnostic> {
    let mut diagnostics = Diagnostics::default();
    check_embedded(pattern, &mut EmbeddedText::standalone(&mut diagnostics));
    diagnostics.list().to_vec()
}

/// Checks a pattern. Reports that it is in another language's notation; or the first error that makes Java reject it;
/// or else everything that Java accepts but that is surely not intended.
#[inline(never)]
pub fn check_embedded(pattern: &str, embedded: &mut EmbeddedText<'_>) {
    if pattern == MILLISECONDS {
        return;
    }
    if let Some((notation, java)) = date_notation::recognize(pattern) {
        let problem = match notation {
            Notation::Percent => Problem::PercentPattern,
            Notation::Php => Problem::PhpPattern,
        };
        let whole = 0..pattern.len();
        return embedded.report(problem, whole.clone(), java.as_deref().map(|java| (whole, java)));
    }
    if let Some(runs) = letter_runs(pattern, embedded) {
        report_suspicious(pattern, &runs, embedded);
    }
}

/// Cache of valid patterns and templates: a document repeats a few of them many times.
pub struct PatternCache<'t> {
    valid: [&'t str; 8],
    /// The index of the entry that is replaced next.
    oldest: usize,
    template: &'t str,
}

impl Default for PatternCache<'_> {
    /// Starts with the patterns that are most frequent in the documentation.
    fn default() -> Self {
        let valid = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ssXXX", MILLISECONDS];
        let mut patterns = Self { valid: [""; 8], oldest: 0, template: "" };
        for pattern in valid {
            patterns.remember(pattern);
        }
        patterns
    }
}

impl<'t> PatternCache<'t> {
    fn remember(&mut self, pattern: &'t str) {
        self.valid[self.oldest] = pattern;
        self.oldest = (self.oldest + 1) % self.valid.len();
    }

    /// Returns whether a pattern is known to be valid.
    #[must_use]
    pub fn is_known_valid(&self, pattern: &str) -> bool {
        self.valid.iter().any(|valid| bytes_eq(valid.as_bytes(), pattern.as_bytes()))
    }

    /// Checks a pattern, as [`check_embedded`] does.
    pub fn check(&mut self, pattern: &'t str, embedded: &mut EmbeddedText<'_>) {
        if self.is_known_valid(pattern) {
            return;
        }
        let before = embedded.count();
        check_embedded(pattern, embedded);
        if embedded.count() == before {
            self.remember(pattern);
        }
    }

    /// Remembers a valid template, from its dollar sign to its closing brace.
    pub fn remember_template(&mut self, template: &'t str) {
        self.template = template;
    }

    /// Returns the length in bytes of the remembered template if `rest` begins with it.
    #[must_use]
    pub fn known_template_length(&self, rest: &str) -> Option<usize> {
        let length = self.template.len();
        let start = rest.as_bytes().get(..length)?;
        (length > 0 && bytes_eq(start, self.template.as_bytes())).then_some(length)
    }
}

/// A pattern letter and its repetitions.
struct LetterRun {
    letter: u8,
    range: Range<usize>,
}

impl LetterRun {
    fn is_hour(&self) -> bool {
        matches!(self.letter, b'H' | b'h' | b'k' | b'K')
    }
}

/// Returns the runs of pattern letters, or reports the first error and returns `None`.
fn letter_runs(pattern: &str, embedded: &mut EmbeddedText<'_>) -> Option<Vec<LetterRun>> {
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
            illegal_letter::report(pattern, at, c, embedded);
            return None;
        }
        let mut length = 1;
        while characters.next_if(|(_, next)| *next == c).is_some() {
            length += 1;
        }
        let range = at..at + length;
        // Java checks the length of a run only after the next character.
        let is_next_legal =
            characters.peek().is_none_or(|(_, next)| !next.is_ascii_alphabetic() || LETTERS.contains(*next));
        if c == 'X' && length > 3 && is_next_legal {
            embedded.report(Problem::Iso8601Length { length }, range.clone(), Some((range, "XXX")));
            return None;
        }
        runs.push(LetterRun { letter: pattern.as_bytes()[at], range });
    }
    let Some(at) = quote else { return Some(runs) };
    // A quote at the end is removed; one before text gets a closing quote.
    let is_last = pattern[at + 1..].trim().is_empty();
    let fix = if is_last { (at..at + 1, "") } else { (pattern.len()..pattern.len(), "'") };
    embedded.report(Problem::UnterminatedQuote, at..at + 1, Some(fix));
    None
}

/// Reports what Java accepts but is surely not intended.
fn report_suspicious(pattern: &str, runs: &[LetterRun], embedded: &mut EmbeddedText<'_>) {
    if runs.is_empty() && !pattern.is_empty() {
        return embedded.report(Problem::NoPatternLetter, 0..pattern.len(), None);
    }
    report_brackets(pattern, embedded);
    let mut seen = [false; 128];
    for run in runs {
        seen[usize::from(run.letter)] = true;
    }
    let has = |letters: &[u8]| letters.iter().any(|letter| seen[usize::from(*letter)]);
    let first_hour = runs.iter().position(LetterRun::is_hour).unwrap_or(runs.len());
    for (index, run) in runs.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &runs[before]);
        let after = runs.get(index + 1);
        let is = |run: Option<&LetterRun>, letters: &[u8]| run.is_some_and(|run| letters.contains(&run.letter));
        let between = before.map_or("", |before| &pattern[before.range.end..run.range.start]);
        let length = run.range.len();
        let (problem, letter) = match run.letter {
            b'Y' if !has(b"w") => (Problem::WeekYear, "y"),
            b'u' if length > 1 && !has(b"yY") => (Problem::WeekdayForYear, "y"),
            // The time zone of .NET, directly after the seconds.
            b'K' if is(before, b"sS") && between.is_empty() => (Problem::HourForZone, "X"),
            b'h' | b'K' if !has(b"a") => (Problem::HalfDayHour, "H"),
            b'H' | b'k' if has(b"a") && !has(b"hK") => (Problem::DayHourWithHalf, "h"),
            b'm' if index < first_hour && (is(before, b"yYd") || is(after, b"yYdD")) => {
                (Problem::MinutesForMonths, "M")
            }
            b'M' if before.is_some_and(LetterRun::is_hour) && between == ":" => (Problem::MonthsForMinutes, "m"),
            b'D' if has(b"Mm") && !has(b"d") => (Problem::DayOfYear, "d"),
            b'd' if length > 2 => (Problem::DayForWeekday, "E"),
            b'S' if length > 3 => (Problem::LongFraction, "S"),
            b'F' if is(before, b"s") && matches!(between, "." | ",") => (Problem::LongFraction, "S"),
            _ => continue,
        };
        // As many letters as before, but three for milliseconds and for a zone with a colon.
        let times = if matches!(letter, "S" | "X") { 3 } else { length };
        embedded.report(problem, run.range.clone(), Some((run.range.clone(), &letter.repeat(times))));
    }
}

/// Reports brackets: moment.js quotes fixed text as `[T]`, but Java prints the brackets. Only fixed text has a fix,
/// because in java.time brackets are optional parts.
fn report_brackets(pattern: &str, embedded: &mut EmbeddedText<'_>) {
    let mut quote = false;
    let mut open = None;
    for (at, c) in pattern.char_indices() {
        match c {
            '\'' => quote = !quote,
            '[' if !quote => open = Some(at),
            ']' if !quote => {
                let Some(open) = open.take() else { continue };
                let text = &pattern[open + 1..at];
                // Java has accepted the letters inside the brackets, or they are in quotes.
                let fixed = text.trim_matches('\'');
                let is_fixed = matches!(fixed, "T" | "Z") || text.len() == fixed.len() + 2;
                let quoted = ["'", fixed, "'"].concat();
                let fix = (is_fixed && !fixed.contains('\'')).then_some((open..at + 1, &*quoted));
                embedded.report(Problem::PatternBrackets, open..at + 1, fix);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::apply;

    #[test]
    fn valid_patterns_have_no_diagnostics() {
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

    #[test]
    fn each_problem_has_its_code_position_and_fix() {
        struct Case {
            pattern: &'static str,
            code: &'static str,
            /// The byte of the diagnostic.
            at: usize,
            fixed: &'static str,
        }
        let cases = [
            Case {
                pattern: "yyyy-MM-dd'T'HH:mm:ss'",
                code: "date-unterminated-quote",
                at: 21,
                fixed: "yyyy-MM-dd'T'HH:mm:ss",
            },
            Case {
                pattern: "yyyy-MM-dd'THH:mm:ss",
                code: "date-unterminated-quote",
                at: 10,
                fixed: "yyyy-MM-dd'THH:mm:ss'",
            },
            Case {
                pattern: "yyyy-MM-ddTHH:mm:ss",
                code: "date-illegal-letter",
                at: 10,
                fixed: "yyyy-MM-dd'T'HH:mm:ss",
            },
            Case { pattern: "milliseconds'", code: "date-illegal-letter", at: 1, fixed: "milliseconds" },
            Case { pattern: "HH:mm:ssXXXX", code: "date-iso8601-length", at: 8, fixed: "HH:mm:ssXXX" },
            Case { pattern: "YYYY-MM-dd", code: "date-week-year", at: 0, fixed: "yyyy-MM-dd" },
            Case { pattern: "hh:mm", code: "date-half-day-hour", at: 0, fixed: "HH:mm" },
            Case { pattern: "yyyy-mm-dd", code: "date-minutes-for-months", at: 5, fixed: "yyyy-MM-dd" },
            Case { pattern: "dd/mm/yyyy HH:mm", code: "date-minutes-for-months", at: 3, fixed: "dd/MM/yyyy HH:mm" },
            Case { pattern: "HH:MM:ss", code: "date-months-for-minutes", at: 3, fixed: "HH:mm:ss" },
            Case { pattern: "yyyy-MM-DD", code: "date-day-of-year", at: 8, fixed: "yyyy-MM-dd" },
            Case { pattern: "ss.SSSSSSXXX", code: "date-long-fraction", at: 3, fixed: "ss.SSSXXX" },
            Case { pattern: "dd/MM/yyyy HH:mm:ss a", code: "date-day-hour", at: 11, fixed: "dd/MM/yyyy hh:mm:ss a" },
            Case { pattern: "k:mm a", code: "date-day-hour", at: 0, fixed: "h:mm a" },
            Case { pattern: "%Y-%m-%dT%H:%M:%S", code: "date-percent", at: 0, fixed: "yyyy-MM-dd'T'HH:mm:ss" },
            Case { pattern: "Y-m-d H:i:s", code: "date-php", at: 0, fixed: "yyyy-MM-dd HH:mm:ss" },
            Case { pattern: "uuuu-MM-dd", code: "date-weekday-for-year", at: 0, fixed: "yyyy-MM-dd" },
            Case { pattern: "dddd, dd MMM yyyy", code: "date-day-for-weekday", at: 0, fixed: "EEEE, dd MMM yyyy" },
            Case { pattern: "ss.FFF", code: "date-long-fraction", at: 3, fixed: "ss.SSS" },
            Case { pattern: "HH:mm:ssK", code: "date-hour-for-zone", at: 8, fixed: "HH:mm:ssXXX" },
            Case { pattern: "yyyy-MM-dd[T]HH:mm", code: "date-illegal-letter", at: 11, fixed: "yyyy-MM-dd'T'HH:mm" },
            Case { pattern: "HH:mm:ss[Z]", code: "date-brackets", at: 8, fixed: "HH:mm:ss'Z'" },
            Case { pattern: "hh:mm A", code: "date-other-letter", at: 6, fixed: "hh:mm a" },
            Case { pattern: "hh:mm tt", code: "date-other-letter", at: 6, fixed: "hh:mm a" },
            Case { pattern: "h:mm t", code: "date-other-letter", at: 5, fixed: "h:mm a" },
            Case { pattern: "ss.fff", code: "date-other-letter", at: 3, fixed: "ss.SSS" },
            Case { pattern: "HH:mmxxx", code: "date-other-letter", at: 5, fixed: "HH:mmXXX" },
            Case { pattern: "dd de MMMM", code: "date-illegal-letter", at: 4, fixed: "dd 'de' MMMM" },
            Case { pattern: "HH:mm Uhr", code: "date-illegal-letter", at: 6, fixed: "HH:mm 'Uhr'" },
        ];
        for Case { pattern, code, at, fixed } in cases {
            let findings = check(pattern);
            let [finding] = findings.as_slice() else { panic!("{pattern}: {findings:?}") };
            assert_eq!((finding.problem.code(), finding.range.start), (code, at), "{pattern}");
            assert_eq!(apply(pattern, &finding.fix.as_ref().unwrap().edits), fixed);
            assert_eq!(check(fixed), [], "{fixed}");
        }
        // There is no fix where the fixed pattern would be meaningless or not what was meant.
        for (pattern, code) in [
            ("%Y-%m-%dT%H:%M:%S.%f", "date-percent"),
            ("Y-m-d H:i:s.u", "date-php"),
            ("10 digit integer Unix time", "date-illegal-letter"),
            ("Unix timestamp", "date-illegal-letter"),
            ("ISO8601", "date-illegal-letter"),
            ("HH:mm[:ss]", "date-brackets"),
        ] {
            let findings = check(pattern);
            assert_eq!((findings[0].problem.code(), &findings[0].fix), (code, &None), "{pattern}");
        }
        assert_eq!(check("518862600")[0].problem.code(), "date-no-letter");
        assert_eq!(check("''")[0].problem.code(), "date-no-letter");
    }

    #[test]
    fn all_suspicious_parts_of_a_pattern_are_reported() {
        let codes: Vec<_> = check("YYYY-MM-DD hh:MM").iter().map(|finding| finding.problem.code()).collect();
        assert_eq!(codes, ["date-week-year", "date-day-of-year", "date-half-day-hour", "date-months-for-minutes"]);
    }
}
