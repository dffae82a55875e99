//! What is found inside one text value, told in that value's own bytes.

use std::ops::Range;

use crate::diagnostic::{Diagnostics, Edit, Problem};
use crate::json::{Value, push_quoted};

/// A part of a text value, and the findings of the document that it is a part of.
pub struct Inside<'f> {
    found: &'f mut Diagnostics,
    /// How many bytes of the document stand before the part.
    before: usize,
    /// The whole value, if it holds escapes: the places in it do not match then.
    whole: Option<Range<usize>>,
}

impl<'f> Inside<'f> {
    /// All of `value`.
    pub fn new(value: Value<'_>, found: &'f mut Diagnostics) -> Self {
        let range = value.range();
        Self { found, before: range.start, whole: value.is_escaped().then_some(range) }
    }

    /// A text that is no part of a document.
    pub fn alone(found: &'f mut Diagnostics) -> Self {
        Self { found, before: 0, whole: None }
    }

    /// The part that begins `offset` bytes later.
    pub fn from(&mut self, offset: usize) -> Inside<'_> {
        Inside { found: self.found, before: self.before + offset, whole: self.whole.clone() }
    }

    /// How many findings the document has.
    pub fn count(&self) -> usize {
        self.found.errors + self.found.warnings
    }

    /// Adds a finding; `mend` is what comes instead of which bytes. In a text with escapes the whole value is
    /// named, and nothing is mended.
    #[inline(never)]
    pub fn tell(&mut self, problem: Problem, range: Range<usize>, mend: Option<(Range<usize>, &str)>) {
        if let Some(whole) = &self.whole {
            return self.found.push(problem, whole.clone(), None);
        }
        let place = |range: Range<usize>| range.start + self.before..range.end + self.before;
        let fix = mend.map(|(range, new)| {
            // What comes into the string is JSON there.
            let mut text = String::new();
            push_quoted(&mut text, new);
            Edit::replace(place(range), text).into()
        });
        self.found.push(problem, place(range), fix);
    }
}
