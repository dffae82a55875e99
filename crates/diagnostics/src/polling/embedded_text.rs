//! Reports problems inside one string value, and maps their ranges from the decoded text to the document.

use std::ops::Range;
use std::rc::Rc;

use ::json::{hex_escape, unescape};

use crate::diagnostic::{Diagnostics, Edit, Fix, Problem};
use crate::json::{Value, push_quoted};

/// A replacement in a decoded text, in bytes of that text.
pub type Replacement = (Range<usize>, String);

/// A part of a string value, and the diagnostics of its document.
pub struct EmbeddedText<'f> {
    diagnostics: &'f mut Diagnostics,
    /// The offset of the part in the decoded value, in bytes.
    offset: usize,
    mapping: Mapping,
}

/// Maps bytes of a decoded value to the document.
#[derive(Clone)]
enum Mapping {
    /// The value begins at this byte and contains no escapes.
    Plain(usize),
    /// The value begins at this byte. For the end of each escape: its offset in the decoded value and in the document.
    Escaped(usize, Rc<[(usize, usize)]>),
    /// The ranges cannot be mapped: diagnostics cover the whole value and have no fix.
    Whole(Range<usize>),
}

impl<'f> EmbeddedText<'f> {
    /// Creates a reporter for all of `value`.
    pub fn new(value: Value<'_>, diagnostics: &'f mut Diagnostics) -> Self {
        if !value.is_escaped() {
            return Self { diagnostics, offset: 0, mapping: Mapping::Plain(value.range().start) };
        }
        let start = value.range().start;
        // In quotes that are not JSON's and still have to be repaired, a fix with JSON escapes would be wrong.
        let before = &value.document()[..start];
        if before.ends_with('"') && !before.ends_with("\\\"") {
            Self { diagnostics, offset: 0, mapping: Mapping::Escaped(start, escapes(value.source())) }
        } else {
            Self::substituted(value, diagnostics)
        }
    }

    /// Creates a reporter for `value`, for which another text is checked instead.
    pub fn substituted(value: Value<'_>, diagnostics: &'f mut Diagnostics) -> Self {
        Self { diagnostics, offset: 0, mapping: Mapping::Whole(value.range()) }
    }

    /// Creates a reporter for a text that is not part of a document.
    pub fn standalone(diagnostics: &'f mut Diagnostics) -> Self {
        Self { diagnostics, offset: 0, mapping: Mapping::Plain(0) }
    }

    /// Returns a reporter for the part that begins `offset` bytes later.
    pub fn from(&mut self, offset: usize) -> EmbeddedText<'_> {
        EmbeddedText { diagnostics: self.diagnostics, offset: self.offset + offset, mapping: self.mapping.clone() }
    }

    /// Returns the number of problems of the document.
    pub fn count(&self) -> usize {
        self.diagnostics.errors + self.diagnostics.warnings
    }

    /// Reports a problem. `fix` is a range and its replacement.
    #[inline(never)]
    pub fn report(&mut self, problem: Problem, range: Range<usize>, fix: Option<(Range<usize>, &str)>) {
        let replacements: Vec<Replacement> = fix.into_iter().map(|(range, new)| (range, new.to_owned())).collect();
        self.report_with_edits(problem, range, &replacements);
    }

    /// Reports a problem that several replacements fix together.
    #[inline(never)]
    pub fn report_with_edits(&mut self, problem: Problem, range: Range<usize>, replacements: &[Replacement]) {
        if let Mapping::Whole(whole) = &self.mapping {
            return self.diagnostics.push(problem, whole.clone(), None);
        }
        let edits: Vec<Edit> = replacements.iter().map(|replacement| self.edit(replacement)).collect();
        let fix = (!edits.is_empty()).then_some(Fix { edits });
        self.diagnostics.push(problem, self.document_range(&range), fix);
    }

    /// Gives the unescaped control characters in the range of `replacement`, which the parser has reported, this fix.
    /// Returns whether there were any.
    pub fn merge_control_characters(&mut self, replacement: &Replacement) -> bool {
        !matches!(self.mapping, Mapping::Whole(_)) && {
            let edit = self.edit(replacement);
            self.diagnostics.merge_control_characters(edit)
        }
    }

    /// Returns whether `range` is escaped in the document.
    pub fn is_escape(&self, range: &Range<usize>) -> bool {
        self.document_range(range).len() != range.len()
    }

    /// Converts a replacement to an edit of the document, with JSON escapes.
    fn edit(&self, (range, new): &Replacement) -> Edit {
        let mut text = String::new();
        push_quoted(&mut text, new);
        Edit::replace(self.document_range(range), text)
    }

    fn document_range(&self, range: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let offset = self.offset + offset;
            match &self.mapping {
                Mapping::Plain(start) => start + offset,
                Mapping::Escaped(start, escapes) => {
                    let passed = escapes.partition_point(|(value, _)| *value <= offset);
                    let (value, document) = passed.checked_sub(1).map_or((0, 0), |last| escapes[last]);
                    start + document + (offset - value)
                }
                Mapping::Whole(range) => range.start,
            }
        };
        at(range.start)..at(range.end)
    }
}

/// Returns, for the end of each escape in `source`, its offset in the decoded text and in `source`.
fn escapes(source: &str) -> Rc<[(usize, usize)]> {
    let bytes = source.as_bytes();
    let mut escapes = Vec::new();
    let (mut value, mut at) = (0, 0);
    while let Some(plain) = source[at..].find('\\') {
        at += plain;
        let length = match (hex_escape(bytes, at), hex_escape(bytes, at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => 12,
            (Some(_), _) => 6,
            _ if bytes.get(at + 1).is_some_and(|byte| b"\"\\/'bfnrt".contains(byte)) => 2,
            // A backslash that is not an escape means itself.
            _ => 1,
        };
        value += plain + unescape(&source[at..at + length]).len();
        at += length;
        escapes.push((value, at));
    }
    escapes.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_a_value_are_mapped_to_its_escapes() {
        let source = r#"aé\n\u00e9\ud83d\ude00\\n\/b\ud83dc\u12d\qe\"f"#;
        let value = unescape(source);
        let mut diagnostics = Diagnostics::default();
        let embedded =
            EmbeddedText { diagnostics: &mut diagnostics, offset: 0, mapping: Mapping::Escaped(0, escapes(source)) };
        for (at, c) in value.char_indices() {
            let range = embedded.document_range(&(at..at + c.len_utf8()));
            assert_eq!(unescape(&source[range.clone()]), c.to_string(), "{range:?}");
            assert_eq!(embedded.is_escape(&(at..at + c.len_utf8())), source[range] != c.to_string());
        }
    }
}
