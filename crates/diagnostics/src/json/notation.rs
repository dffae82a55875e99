//! Recovers notations that occur throughout a text: the control sequences of a terminal, full-width punctuation, and
//! the backslashes of Markdown before punctuation.

use std::ops::Range;

use ::json::{bytes, ends_with_escape};

use super::parser::Parse;
use super::quote::Quote;
use crate::diagnostic::{Diagnostic, Diagnostics, Edit, Fix, Problem, apply, is_invisible_or_whitespace};

/// Punctuation as typed with input methods of Chinese and Japanese, and in JSON.
const FULL_WIDTH: [(char, char); 8] =
    [('：', ':'), ('，', ','), ('、', ','), ('；', ','), ('｛', '{'), ('｝', '}'), ('［', '['), ('］', ']')];

/// The byte that begins a control sequence of a terminal.
const ESCAPE: u8 = 0x1b;

/// The backslash, and the first bytes of the full-width punctuation in UTF-8, as the four bytes that `find_any` takes. Searching a text of 1 MB for them first
/// saves 3.4 ms against comparing each of its characters.
const FIRST_BYTES: [u8; 4] = [b'\\', 0xe3, 0xef, 0xef];

/// Returns the diagnostics of `text` with the control sequences of a terminal removed, or `None` if it has none.
pub(super) fn terminal_sequence_diagnostics(text: &str, parse: Parse) -> Option<Diagnostics> {
    bytes::find_any(text.as_bytes(), 0, [ESCAPE; 4])?;
    let edits: Vec<Edit> = terminal_sequences(text).map(Edit::remove).collect();
    let first = edits.first()?.range.clone();
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(Problem::StrayCharacter { character: '\u{1b}' }, first, Some(Fix { edits: edits.clone() }));
    add_remaining(text, &mut diagnostics, &edits, parse);
    Some(diagnostics)
}

/// Returns the diagnostics of `range` of `text` with the punctuation outside of strings replaced by JSON's, or `None`
/// if nothing is to be replaced.
pub(super) fn punctuation_diagnostics(text: &str, range: &Range<usize>, parse: Parse) -> Option<Diagnostics> {
    let part = &text[range.clone()];
    let punctuation = find_punctuation(part).filter(|punctuation| !punctuation.edits.is_empty())?;
    let mut diagnostics = Diagnostics::default();
    for edit in &punctuation.edits {
        let character = part[edit.range.clone()].chars().next().unwrap_or_default();
        let problem = match edit.text.chars().next() {
            Some(expected) => Problem::FullWidth { found: character, expected },
            None => Problem::StrayCharacter { character },
        };
        diagnostics.push(problem, edit.range.clone(), Some(edit.clone().into()));
    }
    add_remaining(part, &mut diagnostics, &punctuation.edits, parse);
    // In a misread string, text would be replaced as punctuation.
    let is_misread = |diagnostic: &Diagnostic| {
        matches!(
            diagnostic.problem,
            Problem::UnescapedQuote
                | Problem::AmbiguousQuote
                | Problem::MissingOpeningQuote
                | Problem::MissingClosingQuote
                | Problem::MissingKey
                | Problem::StrayText
                | Problem::TextAfterEnd
        )
    };
    if punctuation.has_backslashes && punctuation.has_escapes || diagnostics.list().iter().any(is_misread) {
        diagnostics.withdraw_fixes();
    }
    diagnostics.for_each(&mut |diagnostic| shift(diagnostic, range.start));
    Some(diagnostics)
}

/// Moves the ranges of a diagnostic by `start` bytes.
fn shift(diagnostic: &mut Diagnostic, start: usize) {
    let moved = |range: &Range<usize>| range.start + start..range.end + start;
    diagnostic.range = moved(&diagnostic.range);
    diagnostic.related = diagnostic.related.as_ref().map(moved);
    for edit in diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
        edit.range = moved(&edit.range);
    }
    forget_position(diagnostic);
}

/// Removes the position that was found in another text. [`Diagnostics::finish`] finds it again from the related range.
fn forget_position(diagnostic: &mut Diagnostic) {
    if let Problem::Unclosed { opened, .. } = &mut diagnostic.problem {
        *opened = None;
    }
}

/// Adds the diagnostics of the edited text to `diagnostics`, whose fixes are `edits`, with ranges of the original text.
fn add_remaining(text: &str, diagnostics: &mut Diagnostics, edits: &[Edit], parse: Parse) {
    let source_map = SourceMap::new(edits);
    let (_, rest) = parse(&apply(text, edits));
    diagnostics.errors += rest.errors - rest.list().len();
    let mut rest = rest.into_list();
    let mut covered = Vec::new();
    for diagnostic in &mut rest {
        diagnostic.range = source_map.range(&diagnostic.range);
        diagnostic.related = diagnostic.related.as_ref().map(|range| source_map.range(range));
        for edit in diagnostic.fix.iter_mut().flat_map(|fix| &mut fix.edits) {
            edit.range = source_map.range(&edit.range);
            covered.push(edit.range.clone());
        }
        forget_position(diagnostic);
    }
    // An edit that covers one of `edits` makes it unnecessary.
    covered.sort_by_key(|range| range.start);
    let mut furthest = 0;
    for range in &mut covered {
        furthest = furthest.max(range.end);
        range.end = furthest;
    }
    let is_needed = |edit: &Edit| {
        let before = covered.partition_point(|range| range.start < edit.range.end);
        before == 0 || covered[before - 1].end <= edit.range.start
    };
    diagnostics.for_each(&mut |diagnostic| {
        if let Some(fix) = &mut diagnostic.fix {
            fix.edits.retain(is_needed);
        }
        diagnostic.fix.take_if(|fix| fix.edits.is_empty());
    });
    for diagnostic in rest {
        diagnostics.add(usize::MAX, diagnostic);
    }
}

/// Maps ranges of an edited text to the original. No edit makes the text longer.
struct SourceMap<'e> {
    edits: &'e [Edit],
    /// For each edit, its end in the edited text and the number of bytes removed so far.
    ends: Vec<(usize, usize)>,
}

impl<'e> SourceMap<'e> {
    fn new(edits: &'e [Edit]) -> Self {
        let mut removed = 0;
        let end = |edit: &Edit| {
            let end = edit.range.start - removed + edit.text.len();
            removed += edit.range.len() - edit.text.len();
            (end, removed)
        };
        Self { ends: edits.iter().map(end).collect(), edits }
    }

    fn range(&self, range: &Range<usize>) -> Range<usize> {
        let end = self.at(range.end, false);
        if range.is_empty() { end..end } else { self.at(range.start, true)..end }
    }

    /// Returns the original position of the byte `at`, before or after a text that was removed there.
    fn at(&self, at: usize, is_after: bool) -> usize {
        let mut passed = self.ends.partition_point(|(end, _)| *end <= at);
        while !is_after && passed > 0 && self.ends[passed - 1].0 == at && self.edits[passed - 1].text.is_empty() {
            passed -= 1;
        }
        at + passed.checked_sub(1).map_or(0, |last| self.ends[last].1)
    }
}

/// Returns the ranges of the control sequences of a terminal, such as colors (ECMA-48, 5.4).
pub fn terminal_sequences(text: &str) -> impl Iterator<Item = Range<usize>> {
    const START: &str = "\u{1b}[";
    text.match_indices(START).filter_map(|(at, _)| {
        let rest = &text.as_bytes()[at + START.len()..];
        let length = rest.iter().position(|byte| !matches!(byte, b' '..=b'?'))?;
        matches!(rest[length], b'@'..=b'~').then(|| at..at + START.len() + length + 1)
    })
}

/// The punctuation outside of strings that is to be replaced.
#[derive(Default)]
struct Punctuation {
    edits: Vec<Edit>,
    /// True if some of it is escaped.
    has_backslashes: bool,
    /// True if a string contains escapes that would mean something else if Markdown had escaped them again.
    has_escapes: bool,
}

/// Finds full-width or escaped punctuation outside of strings. Returns `None` if the end of a string is uncertain.
fn find_punctuation(text: &str) -> Option<Punctuation> {
    bytes::find_any(text.as_bytes(), 0, FIRST_BYTES)?;
    if !text.contains(|c| c == '\\' || is_full_width(c)) {
        return None;
    }
    let mut punctuation = Punctuation::default();
    // Closing quotes that end no string in the rest of the text, so that they are searched for only once.
    let mut missing_closers = Vec::new();
    let mut can_open_string = true;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        at += c.len_utf8();
        let rest = &text[at..];
        if c == '\\' {
            let next = rest.chars().next().unwrap_or('\n');
            if can_open_string && matches!(next, '"' | '\'' | '`') {
                let is_closing = |at: usize| text[at..].starts_with(next) && ends_with_escape(&text[..at]);
                let end = string_end(text, at + 1, &is_closing)?;
                punctuation.has_escapes |= text[at + 1..end - 1].contains('\\');
                if next != '"' {
                    punctuation.has_backslashes = true;
                    punctuation.edits.extend([start..at, end - 1..end].map(Edit::remove));
                }
                at = end + 1;
            } else if matches!(next, '\n' | '\r')
                || next == ' ' && can_open_string
                || next.is_ascii_punctuation() && !matches!(next, '\\' | '"')
            {
                punctuation.has_backslashes = true;
                punctuation.edits.push(Edit::remove(start..at));
            } else {
                at += next.len_utf8();
                can_open_string = false;
            }
        } else if let Some(quote) = Quote::opened_by(c).filter(|_| can_open_string) {
            let end = [quote.closers, quote.mixed_closers].into_iter().find_map(|closers| {
                if missing_closers.contains(&closers) {
                    return None;
                }
                let is_closing =
                    |at: usize| text[at..].starts_with(|c| closers.contains(c)) && !ends_with_escape(&text[..at]);
                let end = string_end(text, at, &is_closing);
                if end.is_none() {
                    missing_closers.push(closers);
                }
                end
            })?;
            // A backslash before other punctuation means the same with and without Markdown.
            let is_escape = |(index, _): (usize, &str)| {
                !text[at + index + 1..].starts_with(|c: char| c.is_ascii_punctuation() && !matches!(c, '"' | '\\'))
            };
            punctuation.has_escapes |= text[at..end].match_indices('\\').any(is_escape);
            at = end + text[end..].chars().next().map_or(0, char::len_utf8);
        } else if let Some((_, ascii)) = FULL_WIDTH.iter().find(|(full, _)| *full == c) {
            punctuation.edits.push(Edit::replace(start..at, *ascii));
            can_open_string = true;
        } else if is_comment(&text[..start], &text[start..]) {
            let end = if rest.starts_with('*') { rest.find("*/").map(|end| end + 2) } else { rest.find('\n') };
            at += end.unwrap_or(rest.len());
        } else if matches!(c, '\n' | '{' | '}' | '[' | ']' | ',' | ':' | ';' | '=' | '>' | '(') {
            can_open_string = true;
        } else if !is_invisible_or_whitespace(c) {
            can_open_string = false;
        }
    }
    Some(punctuation)
}

fn is_full_width(c: char) -> bool {
    FULL_WIDTH.iter().any(|(full, _)| *full == c)
}

/// Returns the end of the string that begins at `at`: the first position that `is_closing` accepts and after which the
/// document continues validly.
fn string_end(text: &str, at: usize, is_closing: &dyn Fn(usize) -> bool) -> Option<usize> {
    let ends = |end: usize| {
        let after = &text[end + text[end..].chars().next().map_or(0, char::len_utf8)..];
        let next = after.trim_start_matches(|c| is_invisible_or_whitespace(c) || c == '\\');
        let between = &after[..after.len() - next.len()];
        match next.chars().next() {
            None | Some('=' | ';' | ')' | '#') => true,
            Some(c) if FULL_WIDTH.iter().any(|(full, ascii)| c == *full || c == *ascii) => true,
            Some('/') => next.starts_with("//") || next.starts_with("/*"),
            Some(c) => between.contains('\n') || !between.is_empty() && Quote::opened_by(c).is_some(),
        }
    };
    text[at..].char_indices().map(|(index, _)| at + index).find(|end| is_closing(*end) && ends(*end))
}

/// Returns whether `rest` begins with a comment after the text `before`.
fn is_comment(before: &str, rest: &str) -> bool {
    let is_apart =
        before.is_empty() || before.ends_with(|c| is_invisible_or_whitespace(c) || matches!(c, ',' | '{' | '[' | '}'));
    is_apart && (rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#'))
}
