//! Letters in a date pattern that Java does not know: those of other notations, and text that is not in quotes.

use std::ops::Range;

use super::embedded_text::EmbeddedText;
use crate::diagnostic::Problem;

/// The value that the API takes instead of a pattern, for dates that are numbers.
pub const MILLISECONDS: &str = "milliseconds";

/// The letters that stand for a part of a date.
pub const LETTERS: &str = "GyYMLwWDdFEuaHkKhmsSzZX";

/// Reports the letter at `at`, which Java refuses, with what was meant by it where that is known.
pub fn report(pattern: &str, at: usize, letter: char, inside: &mut EmbeddedText<'_>) {
    if pattern.trim_matches(['\'', ' ']).eq_ignore_ascii_case(MILLISECONDS) {
        let mend = (0..pattern.len(), MILLISECONDS);
        return inside.report(Problem::IllegalPatternLetter { letter }, at..at + 1, Some(mend));
    }
    let bytes = pattern.as_bytes();
    let end = at + bytes[at..].iter().take_while(|byte| **byte == bytes[at]).count();
    if let Some(meant) = other_letter(letter, end - at, &pattern[..at]) {
        return inside.report(Problem::OtherPatternLetter { letter, meant }, at..at + 1, Some((at..end, meant)));
    }
    // Word processors make other quotes of those that Java reads.
    if pattern.contains(is_typographic) {
        let straight = pattern.replace(is_typographic, "'");
        return inside.report(
            Problem::IllegalPatternLetter { letter },
            at..at + 1,
            Some((0..pattern.len(), &straight)),
        );
    }
    // Minutes of SQL: in quotes they would be fixed text.
    let is_sql = pattern.contains("MI") && pattern.contains("HH");
    let mut range = fixed_text(pattern, at);
    // Another notation's part of a date, such as the German `TT` and `JJJJ`: in quotes it would be fixed text.
    let is_other_notation = range.len() > 1 && bytes[range.clone()].iter().all(|byte| *byte == bytes[at]);
    let quoted = ["'", &pattern[range.clone()], "'"].concat();
    // moment.js has brackets for quotes.
    if pattern[..range.start].ends_with('[') && pattern[range.end..].starts_with(']') {
        range = range.start - 1..range.end + 1;
    }
    // Without a letter that stands for a part of a date, fixed text in quotes would be all that is left.
    let around = [&pattern[..range.start], "-", &pattern[range.end..]].concat();
    let mend = (has_date_part(&around) && !is_sql && !is_other_notation).then_some((range, &*quoted));
    inside.report(Problem::IllegalPatternLetter { letter }, at..at + 1, mend);
}

fn is_typographic(c: char) -> bool {
    matches!(c, '‘' | '’' | '‚' | '‛' | '′' | '´' | '“' | '”')
}

/// What Java writes where others (.NET, moment.js, java.time) have a letter that it does not know, `times` in a row.
fn other_letter(letter: char, times: usize, before: &str) -> Option<&'static str> {
    let has_hour = before.contains(['h', 'H', 'K', 'k']);
    match (letter, times) {
        ('A', 1) | ('t' | 'T', 2) if has_hour && !before.ends_with(['d', 'D']) => Some("a"),
        ('t', 1) if has_hour && before.ends_with(' ') => Some("a"),
        ('f', 3) => Some("SSS"),
        // java.time's offset, of which it never writes Z.
        ('x', 1..=3) => Some(&"XXX"[..times]),
        _ => None,
    }
}

/// The text around the illegal letter at `at` that most likely stands for itself: the whole word, or what is left of it
/// when the runs of pattern letters at its sides are taken off, as in `ddTHH`.
fn fixed_text(pattern: &str, at: usize) -> Range<usize> {
    let bytes = pattern.as_bytes();
    let is_in_word = |byte: &u8| byte.is_ascii_alphabetic();
    let start = bytes[..at].iter().rposition(|byte| !is_in_word(byte)).map_or(0, |before| before + 1);
    let end = bytes[at..].iter().position(|byte| !is_in_word(byte)).map_or(bytes.len(), |length| at + length);
    let is_legal = |byte: u8| LETTERS.contains(char::from(byte));
    // A run of one letter is a part of a date where the letter is doubled, or stands next to one that is not legal.
    let is_run = |from: usize, to: usize| bytes[from..to].windows(2).any(|two| two[0] == two[1] && is_legal(two[0]));
    if !is_run(start, at) && !is_run(at, end) {
        return start..end;
    }
    let end = bytes[at..end].iter().position(|byte| is_legal(*byte)).map_or(end, |length| at + length);
    at..end
}

/// Whether letters outside of quotes stand for the day, month, year or time, and are no part of a word.
fn has_date_part(pattern: &str) -> bool {
    let unquoted = pattern.split('\'').step_by(2);
    let mut words = unquoted.flat_map(|text| text.split(|c: char| !c.is_ascii_alphabetic()));
    words.any(|word| {
        word.contains(['y', 'Y', 'M', 'd', 'H', 'h', 'm', 's']) && word.chars().all(|c| LETTERS.contains(c))
    })
}
