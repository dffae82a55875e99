//! What is found inside one text value, told in that value's own bytes.

use std::ops::Range;
use std::rc::Rc;

use ::json::{hex_escape, unescape};

use crate::diagnostic::{Diagnostics, Edit, Fix, Problem};
use crate::json::{Value, push_quoted};

/// A replacement inside one text, in bytes of that text.
pub type Replacement = (Range<usize>, String);

/// A part of a text value, and the findings of the document that it is a part of.
pub struct EmbeddedText<'f> {
    found: &'f mut Diagnostics,
    /// How many bytes of the value stand before the part.
    before: usize,
    source: Source,
}

/// How the bytes of a value are found in the document.
#[derive(Clone)]
enum Source {
    /// The value begins at this byte and stands there as it is.
    Plain(usize),
    /// The value begins at this byte. After each escape in it: how much of the value was read, and how much of the
    /// document for it.
    Escaped(usize, Rc<[(usize, usize)]>),
    /// The places do not match: the whole value is named, and nothing is mended.
    Whole(Range<usize>),
}

impl<'f> EmbeddedText<'f> {
    /// All of `value`.
    pub fn new(value: Value<'_>, found: &'f mut Diagnostics) -> Self {
        if !value.is_escaped() {
            return Self { found, before: 0, source: Source::Plain(value.range().start) };
        }
        let start = value.range().start;
        // In other quotes, which are still to be mended, JSON cannot be put in.
        let before = &value.document()[..start];
        if before.ends_with('"') && !before.ends_with("\\\"") {
            Self { found, before: 0, source: Source::Escaped(start, escapes(value.source())) }
        } else {
            Self::substituted(value, found)
        }
    }

    /// All of `value`, of which another text is checked in its place.
    pub fn substituted(value: Value<'_>, found: &'f mut Diagnostics) -> Self {
        Self { found, before: 0, source: Source::Whole(value.range()) }
    }

    /// A text that is no part of a document.
    pub fn standalone(found: &'f mut Diagnostics) -> Self {
        Self { found, before: 0, source: Source::Plain(0) }
    }

    /// The part that begins `offset` bytes later.
    pub fn from(&mut self, offset: usize) -> EmbeddedText<'_> {
        EmbeddedText { found: self.found, before: self.before + offset, source: self.source.clone() }
    }

    /// How many findings the document has.
    pub fn count(&self) -> usize {
        self.found.errors + self.found.warnings
    }

    /// Adds a finding; `mend` is what comes instead of which bytes.
    #[inline(never)]
    pub fn report(&mut self, problem: Problem, range: Range<usize>, mend: Option<(Range<usize>, &str)>) {
        let replacements: Vec<Replacement> = mend.into_iter().map(|(range, new)| (range, new.to_owned())).collect();
        self.report_with_edits(problem, range, &replacements);
    }

    /// Adds a finding that several replacements mend together.
    #[inline(never)]
    pub fn report_with_edits(&mut self, problem: Problem, range: Range<usize>, replacements: &[Replacement]) {
        if let Source::Whole(whole) = &self.source {
            return self.found.push(problem, whole.clone(), None);
        }
        let edits: Vec<Edit> = replacements.iter().map(|replacement| self.edit(replacement)).collect();
        let fix = (!edits.is_empty()).then_some(Fix { edits });
        self.found.push(problem, self.place(&range), fix);
    }

    /// Gives a character that stands in the value as it is, though JSON only has its escape, the fix that this
    /// replacement is; returns whether that was told of one.
    pub fn refine(&mut self, replacement: &Replacement) -> bool {
        !matches!(self.source, Source::Whole(_)) && {
            let edit = self.edit(replacement);
            self.found.merge_control_characters(edit)
        }
    }

    /// Whether these bytes are escapes in the document.
    pub fn is_escape(&self, range: &Range<usize>) -> bool {
        self.place(range).len() != range.len()
    }

    /// The edit of the document that this replacement is: what comes into the string is JSON there.
    fn edit(&self, (range, new): &Replacement) -> Edit {
        let mut text = String::new();
        push_quoted(&mut text, new);
        Edit::replace(self.place(range), text)
    }

    fn place(&self, range: &Range<usize>) -> Range<usize> {
        let at = |offset: usize| {
            let offset = self.before + offset;
            match &self.source {
                Source::Plain(start) => start + offset,
                Source::Escaped(start, escapes) => {
                    let passed = escapes.partition_point(|(value, _)| *value <= offset);
                    let (value, document) = passed.checked_sub(1).map_or((0, 0), |last| escapes[last]);
                    start + document + (offset - value)
                }
                Source::Whole(range) => range.start,
            }
        };
        at(range.start)..at(range.end)
    }
}

/// After each escape in `source`: the length of what was read, and of what it was read from.
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
            // What is no escape stands for itself.
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
    fn places_in_a_value_are_found_where_it_is_escaped() {
        let source = r#"aé\n\u00e9\ud83d\ude00\\n\/b\ud83dc\u12d\qe\"f"#;
        let value = unescape(source);
        let mut found = Diagnostics::default();
        let inside = EmbeddedText { found: &mut found, before: 0, source: Source::Escaped(0, escapes(source)) };
        for (at, c) in value.char_indices() {
            let place = inside.place(&(at..at + c.len_utf8()));
            assert_eq!(unescape(&source[place.clone()]), c.to_string(), "{place:?}");
            assert_eq!(inside.is_escape(&(at..at + c.len_utf8())), source[place] != c.to_string());
        }
    }
}
