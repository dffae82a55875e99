//! Diagnostics as data: a problem with a stable code and a severity, a range of bytes, and a fix if there is one.

use std::fmt;
use std::ops::Range;

pub use crate::display_char::DisplayChar;
pub use crate::edit::{Edit, Fix, apply, ordered};
pub use crate::editing_steps::editing_steps;
pub use crate::invisible::{is_invisible, is_invisible_or_whitespace};
use crate::position::{Locator, Position};
pub use crate::problem::Problem;
pub use crate::severity::Severity;
pub use crate::value_type::ValueType;

/// A problem at a place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The problem; displays as a sentence.
    pub problem: Problem,
    /// The range in bytes of the text.
    pub range: Range<usize>,
    /// The edits that fix the problem.
    pub fix: Option<Fix>,
    /// The range that the sentence refers to, in bytes of the text: the first of two keys, or the unclosed bracket. Its
    /// position is set in `problem` when the check is finished.
    pub related: Option<Range<usize>>,
    /// The number of places in the text. More than one only for problems of notation: then `range` is the first place,
    /// and `fix` has the edits of all.
    pub count: usize,
}

impl Diagnostic {
    /// Returns whether there is a fix that guesses nothing.
    #[must_use]
    pub fn has_certain_fix(&self) -> bool {
        self.fix.is_some() && self.problem.has_certain_fix()
    }

    /// Returns the ranges of all places, in bytes and in the order of the text.
    pub fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.ranges_from(0)
    }

    /// Returns the ranges of the places that do not end before the byte `start`, in the order of the text.
    fn ranges_from(&self, start: usize) -> impl Iterator<Item = Range<usize>> {
        let edits = self.fix.as_ref().filter(|_| self.count > 1).map_or(&[][..], |fix| &fix.edits);
        let first = edits.is_empty().then(|| self.range.clone()).filter(|range| range.end >= start);
        let from = edits.partition_point(|edit| edit.range.end < start);
        first.into_iter().chain(edits[from..].iter().map(|edit| edit.range.clone()))
    }
}

impl std::error::Error for Diagnostic {}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.problem.fmt(f)?;
        if self.count > 1 {
            f.write_str(" ")?;
            messages::FOUND_IN_PLACES.write_to(f, &[&self.count])?;
        }
        Ok(())
    }
}

/// The diagnostics of one check: the first [`Diagnostics::LIMIT`] in full, and the counts of all. Problems of notation
/// are one diagnostic a kind, with all their places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The problems of notation, until the check is finished.
    notation: Vec<Diagnostic>,
    /// The number of errors, listed or not.
    pub errors: usize,
    /// The number of warnings, listed or not.
    pub warnings: usize,
}

impl Diagnostics {
    /// The maximum number of diagnostics that are kept in full.
    pub const LIMIT: usize = 1_000;

    /// Adds a diagnostic.
    pub fn push(&mut self, problem: Problem, range: Range<usize>, fix: Option<Fix>) {
        self.insert_at(self.list.len(), problem, range, fix);
    }

    /// Adds a diagnostic that is fixed by replacing its range with `text`.
    #[inline(never)]
    pub(crate) fn push_replacement(&mut self, problem: Problem, range: Range<usize>, text: &str) {
        let edit = Edit::replace(range.clone(), text);
        self.push(problem, range, Some(edit.into()));
    }

    /// Adds a diagnostic whose sentence refers to a second range.
    pub(crate) fn push_related(&mut self, problem: Problem, range: Range<usize>, related: Range<usize>) {
        self.add(self.list.len(), Diagnostic { problem, range, fix: None, related: Some(related), count: 1 });
    }

    /// Inserts a diagnostic at `index`: for a problem that is noticed late but comes earlier in the text.
    pub(crate) fn insert_at(&mut self, index: usize, problem: Problem, range: Range<usize>, fix: Option<Fix>) {
        self.add(index, Diagnostic { problem, range, fix, related: None, count: 1 });
    }

    /// Inserts a diagnostic at `index`, or merges a problem of notation with those of its kind.
    pub(crate) fn add(&mut self, index: usize, diagnostic: Diagnostic) {
        let is_notation = diagnostic.problem.notation().is_some();
        if is_notation {
            let kind = diagnostic.problem.notation();
            if let Some(known) = self.notation.iter_mut().find(|known| known.problem.notation() == kind) {
                known.count += diagnostic.count;
                if let (Some(fix), Some(more)) = (&mut known.fix, diagnostic.fix) {
                    fix.edits.extend(more.edits);
                }
                return;
            }
        }
        match diagnostic.problem.severity() {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Note => {}
        }
        if is_notation {
            return self.notation.push(diagnostic);
        }
        self.list.insert(index.min(self.list.len()), diagnostic);
        if self.list.len() >= Self::LIMIT * 2 {
            self.sort_and_truncate();
        }
    }

    /// Sorts the diagnostics stably by their start, and truncates them to the limit.
    fn sort_and_truncate(&mut self) {
        self.list.sort_by_key(|diagnostic| diagnostic.range.start);
        self.list.truncate(Self::LIMIT);
    }

    /// Merges the control characters that the parser found inside the range of `edit` into one diagnostic with this
    /// fix. Returns whether there was any.
    pub(crate) fn merge_control_characters(&mut self, edit: Edit) -> bool {
        let is_inside = |diagnostic: &Diagnostic| {
            matches!(diagnostic.problem, Problem::ControlCharacter { .. })
                && edit.range.start <= diagnostic.range.start
                && diagnostic.range.end <= edit.range.end
        };
        let Some(first) = self.list.iter().position(is_inside) else { return false };
        let mut index = 0..;
        let before = self.list.len();
        self.list.retain(|diagnostic| index.next() == Some(first) || !is_inside(diagnostic));
        self.errors -= before - self.list.len();
        self.list[first].fix = Some(edit.into());
        true
    }

    /// Removes all fixes, because the text can be read in more than one way.
    pub(crate) fn withdraw_fixes(&mut self) {
        self.for_each(&mut |diagnostic| diagnostic.fix = None);
    }

    /// Calls `change` with each diagnostic.
    pub(crate) fn for_each(&mut self, change: &mut dyn FnMut(&mut Diagnostic)) {
        self.list.iter_mut().chain(&mut self.notation).for_each(change);
    }

    /// Returns the edit that replaces exactly `range`, if a fix has one.
    pub(crate) fn edit_for(&mut self, range: &Range<usize>) -> Option<&mut Edit> {
        let fixes = self.list.iter_mut().rev().filter_map(|diagnostic| diagnostic.fix.as_mut());
        fixes.flat_map(|fix| &mut fix.edits).find(|edit| edit.range == *range)
    }

    /// Returns the diagnostics that are kept; after the check is finished, in the order of the text.
    #[must_use]
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Returns the diagnostics by value, in the order of the text.
    #[must_use]
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }

    /// Finishes the check: sorts and truncates the diagnostics, and sets the positions that their sentences refer to.
    pub(crate) fn finish(&mut self, text: &str) {
        if self.is_empty() {
            return;
        }
        for diagnostic in &mut self.notation {
            if let Some(fix) = &mut diagnostic.fix {
                fix.edits.sort_by_key(|edit| edit.range.start);
            }
        }
        self.list.append(&mut self.notation);
        self.sort_and_truncate();
        let mut positions: Vec<(usize, &mut Option<Position>)> = self
            .list
            .iter_mut()
            .filter_map(|diagnostic| match &mut diagnostic.problem {
                Problem::Unclosed { opened: position, .. } | Problem::DuplicateKey { first: position, .. } => {
                    let related = diagnostic.related.as_ref().filter(|_| position.is_none())?;
                    Some((related.start, position))
                }
                _ => None,
            })
            .collect();
        positions.sort_by_key(|(byte, _)| *byte);
        let mut locator = Locator::new(text);
        for (byte, position) in positions {
            *position = Some(locator.position(byte));
        }
    }

    /// Returns whether there are no problems.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.errors + self.warnings == 0
    }

    /// Splits `range` of the text into parts, each with the severity of the diagnostic that covers it, if any. A
    /// diagnostic between two characters is an empty part. Of a diagnostic about several lines, such as an object, only
    /// the beginning is a part: the opening bracket, or the first line.
    #[must_use]
    pub fn marks(&self, text: &str, range: Range<usize>) -> Vec<(Range<usize>, Option<Severity>)> {
        let mut marks = Vec::new();
        let mut at = range.start;
        let is_before_end = |span: &Range<usize>| span.start <= range.end;
        let beginning = |span: Range<usize>| {
            let bytes = text.as_bytes().get(span.clone()).unwrap_or_default();
            match (bytes.iter().position(|byte| *byte == b'\n'), bytes.first()) {
                (Some(_), Some(b'{' | b'[')) => span.start..span.start + 1,
                (Some(length), _) => span.start..span.start + length,
                (None, _) => span,
            }
        };
        let mut spans = Vec::new();
        for diagnostic in &self.list {
            let severity = diagnostic.problem.severity();
            let found = diagnostic.ranges_from(range.start).take_while(is_before_end);
            spans.extend(
                found
                    .map(beginning)
                    .filter(|span| span.end > range.start || span.start >= range.start)
                    .map(|span| (span, severity)),
            );
        }
        spans.sort_by_key(|(span, _)| span.start);
        for (span, severity) in spans {
            let (start, end) = (span.start.max(at), span.end.min(range.end));
            if end < start {
                continue;
            }
            if start > at {
                marks.push((at..start, None));
            }
            marks.push((start..end, Some(severity)));
            at = end;
        }
        if at < range.end {
            marks.push((at..range.end, None));
        }
        marks
    }

    /// Returns every edit of every fix.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.list.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()).flat_map(|fix| &fix.edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_cover_the_range_once() {
        let mut diagnostics = Diagnostics::default();
        for range in [2..4, 3..6, 6..6, 8..20] {
            diagnostics.push(Problem::MissingComma, range, None);
        }
        let error = Some(Severity::Error);
        let whole = vec![(0..2, None), (2..4, error), (4..6, error), (6..6, error), (6..8, None), (8..10, error)];
        assert_eq!(diagnostics.marks("", 0..10), whole);
        assert_eq!(diagnostics.marks("", 5..7), vec![(5..6, error), (6..6, error), (6..7, None)]);
        assert_eq!(Diagnostics::default().marks("", 3..3), vec![]);
    }

    #[test]
    fn of_several_lines_only_the_beginning_is_marked() {
        let text = "{\n \"a\": {\n  \"b\": 1\n } x\n}";
        let mut diagnostics = Diagnostics::default();
        for range in [8..19, 20..23] {
            diagnostics.push(Problem::MissingComma, range, None);
        }
        let error = Some(Severity::Error);
        assert_eq!(diagnostics.marks(text, 2..9), vec![(2..8, None), (8..9, error)]);
        assert_eq!(diagnostics.marks(text, 10..18), vec![(10..18, None)]);
        assert_eq!(diagnostics.marks(text, 18..21), vec![(18..20, None), (20..21, error)]);
    }

    #[test]
    fn the_list_is_limited_and_the_counts_are_not() {
        let mut diagnostics = Diagnostics::default();
        for i in 0..4_000 {
            // Every other problem is noticed late.
            let at = if i % 2 == 0 { i } else { 5_000 - i };
            diagnostics.push(Problem::MissingComma, at..at, None);
        }
        diagnostics.push(Problem::WeekYear, 1..1, None);
        diagnostics.finish("");
        assert_eq!((diagnostics.list().len(), diagnostics.errors, diagnostics.warnings), (1_000, 4_000, 1));
        let starts: Vec<_> = diagnostics.list().iter().map(|diagnostic| diagnostic.range.start).collect();
        let expected: Vec<_> = [0, 1].into_iter().chain((1..=500).map(|i| i * 2)).chain(1_001..=1_498).collect();
        assert_eq!(starts, expected);
    }
}
