//! What can be wrong with a text, as data: a stable code, a severity, a range of bytes, and where
//! there is one a fix.

use std::fmt;
use std::ops::Range;

pub use crate::display_char::DisplayChar;
pub use crate::edit::{Edit, Fix, apply, ordered};
pub use crate::editing::editing_steps;
pub use crate::invisible::{is_invisible, is_invisible_or_whitespace};
use crate::position::{Locator, Position};
pub use crate::problem::Problem;
pub use crate::severity::Severity;
pub use crate::value_type::ValueType;

/// One finding in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What it is; displays as a sentence.
    pub problem: Problem,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What would mend it.
    pub fix: Option<Fix>,
    /// The other place that its sentence names, in bytes of the text: the first of two keys, the bracket
    /// that is not closed. Its position is in `problem`, once the check is finished.
    pub related: Option<Range<usize>>,
    /// In how many places the text has it. More than one only for what is about notation: then `range` is the first
    /// place, and `fix` has the edits of all.
    pub count: usize,
}

impl Diagnostic {
    /// The ranges of all places, in bytes and in the order of the text.
    pub fn ranges(&self) -> impl Iterator<Item = Range<usize>> {
        self.ranges_from(0)
    }

    /// The ranges of all places that do not end before the byte `start`, in bytes and in the order of the text.
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
            messages::PLACES_IN_ALL.write_to(f, &[&self.count])?;
        }
        Ok(())
    }
}

/// The findings of one check: the first [`Diagnostics::LIMIT`] in full, all of them counted. What is found about the
/// text's notation is one finding a kind, however many places it has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    /// The findings about notation, until the check is finished.
    notation: Vec<Diagnostic>,
    /// How many errors there are, listed or not.
    pub errors: usize,
    /// How many warnings there are, listed or not.
    pub warnings: usize,
}

impl Diagnostics {
    /// How many findings are kept in full.
    pub const LIMIT: usize = 1_000;

    /// Adds a finding.
    pub fn push(&mut self, problem: Problem, range: Range<usize>, fix: Option<Fix>) {
        self.insert(self.list.len(), problem, range, fix);
    }

    /// Adds a finding that is mended by `text` in its place. Told in one call, since there are so many.
    #[inline(never)]
    pub(crate) fn replace(&mut self, problem: Problem, range: Range<usize>, text: &str) {
        let edit = Edit::replace(range.clone(), text);
        self.push(problem, range, Some(edit.into()));
    }

    /// Adds a finding whose sentence names another place too.
    pub(crate) fn push_related(&mut self, problem: Problem, range: Range<usize>, related: Range<usize>) {
        self.add(self.list.len(), Diagnostic { problem, range, fix: None, related: Some(related), count: 1 });
    }

    /// Adds a finding before the one numbered `index`: for what is noticed late but stands earlier.
    pub(crate) fn insert(&mut self, index: usize, problem: Problem, range: Range<usize>, fix: Option<Fix>) {
        self.add(index, Diagnostic { problem, range, fix, related: None, count: 1 });
    }

    /// Adds a finding before the one numbered `index`.
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
        }
        if is_notation {
            return self.notation.push(diagnostic);
        }
        self.list.insert(index.min(self.list.len()), diagnostic);
        if self.list.len() >= Self::LIMIT * 2 {
            self.keep_first();
        }
    }

    /// Puts the findings in the order of the text, those at one place in the order they were added, and
    /// keeps the first of them.
    fn keep_first(&mut self) {
        self.list.sort_by_key(|diagnostic| diagnostic.range.start);
        self.list.truncate(Self::LIMIT);
    }

    /// Gives the control characters that reading found inside `edit`'s range this one fix, and makes one finding of
    /// them; returns whether there is any.
    pub(crate) fn refine(&mut self, edit: Edit) -> bool {
        let is_inside = |found: &Diagnostic| {
            matches!(found.problem, Problem::ControlCharacter { .. })
                && edit.range.start <= found.range.start
                && found.range.end <= edit.range.end
        };
        let Some(first) = self.list.iter().position(is_inside) else { return false };
        let mut index = 0..;
        let before = self.list.len();
        self.list.retain(|found| index.next() == Some(first) || !is_inside(found));
        self.errors -= before - self.list.len();
        self.list[first].fix = Some(edit.into());
        true
    }

    /// Withdraws all fixes: for a text that can be read in more than one way.
    pub(crate) fn withdraw_fixes(&mut self) {
        self.each(&mut |found| found.fix = None);
    }

    /// Changes each finding.
    pub(crate) fn each(&mut self, change: &mut dyn FnMut(&mut Diagnostic)) {
        self.list.iter_mut().chain(&mut self.notation).for_each(change);
    }

    /// The edit that replaces just `range`, if a fix has one.
    pub(crate) fn edit_of(&mut self, range: &Range<usize>) -> Option<&mut Edit> {
        let fixes = self.list.iter_mut().rev().filter_map(|found| found.fix.as_mut());
        fixes.flat_map(|fix| &mut fix.edits).find(|edit| edit.range == *range)
    }

    /// The findings that are kept: in a finished check the first of all, in the order of the text.
    #[must_use]
    pub fn list(&self) -> &[Diagnostic] {
        &self.list
    }

    /// Returns the findings by value, in the order of the text.
    #[must_use]
    pub fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }

    /// Keeps the first findings, and turns the other places that their sentences name from bytes into positions.
    pub(crate) fn finish(&mut self, text: &str) {
        if self.is_empty() {
            return;
        }
        for found in &mut self.notation {
            if let Some(fix) = &mut found.fix {
                fix.edits.sort_by_key(|edit| edit.range.start);
            }
        }
        self.list.append(&mut self.notation);
        self.keep_first();
        let mut places: Vec<(usize, &mut Option<Position>)> = self
            .list
            .iter_mut()
            .filter_map(|diagnostic| match &mut diagnostic.problem {
                Problem::Unclosed { opened: place, .. } | Problem::DuplicateKey { first: place, .. } => {
                    let related = diagnostic.related.as_ref().filter(|_| place.is_none())?;
                    Some((related.start, place))
                }
                _ => None,
            })
            .collect();
        places.sort_by_key(|(byte, _)| *byte);
        let mut locator = Locator::new(text);
        for (byte, place) in places {
            *place = Some(locator.position(byte));
        }
    }

    /// Whether nothing was found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.errors + self.warnings == 0
    }

    /// Cuts `range` of the text into parts that are marked, each with the severity of the finding it is
    /// a part of, and parts that are not. A finding between two characters is a marked part of no length.
    #[must_use]
    pub fn marks(&self, range: Range<usize>) -> Vec<(Range<usize>, Option<Severity>)> {
        let mut marks = Vec::new();
        let mut at = range.start;
        let is_near = |place: &Range<usize>| place.start <= range.end;
        let places_of = |found: &Diagnostic| -> Vec<_> {
            let severity = found.problem.severity();
            found.ranges_from(range.start).take_while(is_near).map(|place| (place, severity)).collect()
        };
        let mut places: Vec<_> = self.list.iter().flat_map(places_of).collect();
        places.sort_by_key(|(place, _)| place.start);
        for (place, severity) in places {
            let (start, end) = (place.start.max(at), place.end.min(range.end));
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

    /// Every edit of every fix.
    pub fn edits(&self) -> impl Iterator<Item = &Edit> {
        self.list.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()).flat_map(|fix| &fix.edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_cover_the_range_once() {
        let mut found = Diagnostics::default();
        for range in [2..4, 3..6, 6..6, 8..20] {
            found.push(Problem::MissingComma, range, None);
        }
        let error = Some(Severity::Error);
        let whole = vec![(0..2, None), (2..4, error), (4..6, error), (6..6, error), (6..8, None), (8..10, error)];
        assert_eq!(found.marks(0..10), whole);
        assert_eq!(found.marks(5..7), vec![(5..6, error), (6..6, error), (6..7, None)]);
        assert_eq!(Diagnostics::default().marks(3..3), vec![]);
    }

    #[test]
    fn the_list_is_cut_and_the_count_is_not() {
        let mut diagnostics = Diagnostics::default();
        for i in 0..4_000 {
            // Every other one is noticed late.
            let at = if i % 2 == 0 { i } else { 5_000 - i };
            diagnostics.push(Problem::MissingComma, at..at, None);
        }
        diagnostics.push(Problem::WeekYear, 1..1, None);
        diagnostics.finish("");
        assert_eq!((diagnostics.list().len(), diagnostics.errors, diagnostics.warnings), (1_000, 4_000, 1));
        let starts: Vec<_> = diagnostics.list().iter().map(|found| found.range.start).collect();
        let expected: Vec<_> = [0, 1].into_iter().chain((1..=500).map(|i| i * 2)).chain(1_001..=1_498).collect();
        assert_eq!(starts, expected);
    }
}
