//! What is found inside one text value, in that value's own bytes.

use std::ops::Range;

use crate::diagnostic::{Diagnostics, Edit, Fix, Problem};
use crate::json::Value;

/// A finding in a date pattern or URL template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub problem: Problem,
    /// Where, in bytes of the text.
    pub range: Range<usize>,
    /// What would mend it, in bytes of the text.
    pub mend: Option<Edit>,
}

impl Finding {
    /// The same finding, in a text that has `offset` bytes before this one.
    #[must_use]
    pub fn moved(self, offset: usize) -> Self {
        let shift = |range: Range<usize>| range.start + offset..range.end + offset;
        let mend = self.mend.map(|mend| Edit { range: shift(mend.range), text: mend.text });
        Self { range: shift(self.range), mend, ..self }
    }

    /// Adds it to the findings of the document that `value` is a part of. In a text with escapes the
    /// places do not match, so the whole value is named, and nothing is mended.
    pub fn report(self, value: Value<'_>, found: &mut Diagnostics) {
        let whole = value.range();
        if value.is_escaped() {
            return found.push(self.problem, whole, None);
        }
        let moved = self.moved(whole.start);
        let fix: Option<Fix> = moved.mend.map(|edit| {
            // What comes into the string is JSON there.
            let mut text = String::new();
            crate::json::push_quoted(&mut text, &edit.text);
            Edit { range: edit.range, text }.into()
        });
        found.push(moved.problem, moved.range, fix);
    }
}
