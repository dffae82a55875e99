//! Reports letters in a date pattern that Java does not know: those of other notations, and unquoted text.

use std::ops::Range;

use super::embedded_text::EmbeddedText;
use crate::char_set::CharSet;
use crate::diagnostic::Problem;

/// The value that the API accepts instead of a pattern, for dates that are numbers.
pub const MILLISECONDS: &str = "milliseconds";

/// The letters that mean a part of a date in Java.
pub const LETTERS: &str = "GyYMLwWDdFEuaHkKhmsSzZX";

/// Reports the letter at `at`, which Java rejects, with the Java pattern if it is known.
pub fn report(pattern: &str, at: usize, letter: char, embedded: &mut EmbeddedText<'_>) {
    if pattern.trim_any("' ").eq_ignore_ascii_case(MILLISECONDS) {
        let fix = (0..pattern.len(), MILLISECONDS);
        return embedded.report(Problem::IllegalPatternLetter { letter }, at..at + 1, Some(fix));
    }
    let bytes = pattern.as_bytes();
    let end = at + bytes[at..].iter().take_while(|byte| **byte == bytes[at]).count();
    if let Some(java_pattern) = java_equivalent(letter, end - at, &pattern[..at]) {
        return embedded.report(
            Problem::OtherPatternLetter { letter, java_pattern },
            at..at + 1,
            Some((at..end, java_pattern)),
        );
    }
    // Word processors replace the quotes that Java reads.
    if pattern.contains(is_typographic) {
        let straight = pattern.replace(is_typographic, "'");
        return embedded.report(
            Problem::IllegalPatternLetter { letter },
            at..at + 1,
            Some((0..pattern.len(), &straight)),
        );
    }
    // Minutes of SQL: in quotes they would be fixed text.
    let is_sql = pattern.contains("MI") && pattern.contains("HH");
    let mut range = fixed_text(pattern, at);
    // A part of a date in another notation, such as the German `TT` and `JJJJ`: in quotes it would be fixed text.
    let is_other_notation = range.len() > 1 && bytes[range.clone()].iter().all(|byte| *byte == bytes[at]);
    let quoted = ["'", &pattern[range.clone()], "'"].concat();
    // moment.js uses brackets as quotes.
    if pattern[..range.start].ends_with('[') && pattern[range.end..].starts_with(']') {
        range = range.start - 1..range.end + 1;
    }
    // If no pattern letter remains, the fix would leave only fixed text.
    let around = [&pattern[..range.start], "-", &pattern[range.end..]].concat();
    let fix = (has_date_part(&around) && !is_sql && !is_other_notation).then_some((range, &*quoted));
    embedded.report(Problem::IllegalPatternLetter { letter }, at..at + 1, fix);
}

fn is_typographic(c: char) -> bool {
    matches!(c, '‘' | '’' | '‚' | '‛' | '′' | '´' | '“' | '”')
}

/// Returns the Java pattern for `times` of a letter of .NET, moment.js or java.time that Java does not know.
fn java_equivalent(letter: char, times: usize, before: &str) -> Option<&'static str> {
    let has_hour = before.contains(['h', 'H', 'K', 'k']);
    match (letter, times) {
        ('A', 1) | ('t' | 'T', 2) if has_hour && !before.ends_with_any("dD") => Some("a"),
        ('t', 1) if has_hour && before.ends_with(' ') => Some("a"),
        ('f', 3) => Some("SSS"),
        // The offset of java.time, which is never written as `Z`.
        ('x', 1..=3) => Some(&"XXX"[..times]),
        _ => None,
    }
}

/// Returns the range of fixed text around the illegal letter at `at`: the whole word, or the part that remains without
/// the runs of pattern letters beside it, as in `ddTHH`.
fn fixed_text(pattern: &str, at: usize) -> Range<usize> {
    let bytes = pattern.as_bytes();
    let is_in_word = |byte: &u8| byte.is_ascii_alphabetic();
    let start = bytes[..at].iter().rposition(|byte| !is_in_word(byte)).map_or(0, |before| before + 1);
    let end = bytes[at..].iter().position(|byte| !is_in_word(byte)).map_or(bytes.len(), |length| at + length);
    let is_legal = |byte: u8| LETTERS.contains(char::from(byte));
    // A run of one letter is a part of a date if the letter is legal and doubled.
    let has_run = |from: usize, to: usize| bytes[from..to].windows(2).any(|two| two[0] == two[1] && is_legal(two[0]));
    if !has_run(start, at) && !has_run(at, end) {
        return start..end;
    }
    let end = bytes[at..end].iter().position(|byte| is_legal(*byte)).map_or(end, |length| at + length);
    at..end
}

/// Returns whether a word outside of quotes consists of pattern letters and means a day, month, year or time.
fn has_date_part(pattern: &str) -> bool {
    let unquoted = pattern.split('\'').step_by(2);
    let mut words = unquoted.flat_map(|text| text.split(|c: char| !c.is_ascii_alphabetic()));
    words.any(|word| {
        word.contains(['y', 'Y', 'M', 'd', 'H', 'h', 'm', 's']) && word.chars().all(|c| LETTERS.contains(c))
    })
}
