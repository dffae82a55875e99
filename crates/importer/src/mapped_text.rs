//! Text that maps each of its bytes to the pasted text.

use std::ops::Range;

use model::diagnostic::{Edit, ordered};
use model::json;

/// A text that maps each of its bytes to the pasted text.
#[derive(Default, Clone)]
pub(super) struct MappedText {
    /// The text.
    pub text: String,
    /// The start of each run in this text, and its bytes in the pasted text.
    runs: Vec<(usize, Range<usize>)>,
}

impl MappedText {
    /// Returns `text`, which is at the byte `at` of the pasted text.
    pub fn new(text: &str, at: usize) -> Self {
        let mut mapped = Self::default();
        mapped.push(text, at);
        mapped
    }

    /// Appends `text`, which is at the byte `at` of the pasted text.
    pub fn push(&mut self, text: &str, at: usize) {
        self.replace(text, at..at + text.len());
    }

    /// Appends `text`, which is not in the pasted text, and maps it to the byte `at`.
    pub fn insert(&mut self, text: &str, at: usize) {
        self.replace(text, at..at);
    }

    /// Appends `text`, which was read from the bytes `origin` of the pasted text, such as those of an escape.
    pub fn replace(&mut self, text: &str, origin: Range<usize>) {
        if text.is_empty() {
            return;
        }
        let here = self.text.len();
        match self.runs.last_mut() {
            // Extends a run of unchanged text.
            Some((start, run))
                if run.end == origin.start && run.len() == here - *start && origin.len() == text.len() =>
            {
                run.end = origin.end;
            }
            _ => self.runs.push((here, origin)),
        }
        self.text.push_str(text);
    }

    /// Appends one character, which is at the byte `at` of the pasted text.
    pub fn push_char(&mut self, character: char, at: usize) {
        self.push(character.encode_utf8(&mut [0; 4]), at);
    }

    /// Appends one character that was read from the bytes `origin` of the pasted text.
    pub fn replace_char(&mut self, character: char, origin: Range<usize>) {
        self.replace(character.encode_utf8(&mut [0; 4]), origin);
    }

    /// Appends a text as a JSON string, whose quotes map to the byte `at`.
    pub fn push_json_string(&mut self, text: &Self, at: usize) {
        self.insert("\"", at);
        self.push_escaped(text);
        self.insert("\"", at);
    }

    /// Appends a text as the content of a JSON string.
    pub fn push_escaped(&mut self, text: &Self) {
        let mut plain = 0;
        for (offset, c) in text.text.char_indices() {
            let escape = match c {
                '"' => "\\\"".into(),
                '\\' => "\\\\".into(),
                '\n' => "\\n".into(),
                '\r' => "\\r".into(),
                '\t' => "\\t".into(),
                '\0'..='\u{1f}' => format!("\\u{:04x}", u32::from(c)),
                _ => continue,
            };
            self.push_part(text, plain..offset);
            plain = offset + 1;
            self.replace(&escape, text.origins(offset..plain));
        }
        self.push_part(text, plain..text.text.len());
    }

    /// Returns the bytes of the pasted text that the byte `offset` was read from: one byte, or a whole escape.
    fn byte(&self, offset: usize) -> Range<usize> {
        let next = self.runs.partition_point(|(start, _)| *start <= offset);
        let Some((start, run)) = next.checked_sub(1).and_then(|index| self.runs.get(index)) else { return 0..0 };
        let end = self.runs.get(next).map_or(self.text.len(), |(start, _)| *start);
        match offset {
            offset if offset >= end => run.end + offset - end..run.end + offset - end,
            _ if run.len() == end - start => run.start + offset - start..run.start + offset - start + 1,
            _ => run.clone(),
        }
    }

    /// Returns the offset in the pasted text of the byte `offset`.
    pub fn origin(&self, offset: usize) -> usize {
        self.byte(offset).start
    }

    /// Returns the offset in the pasted text after the last byte.
    pub fn origin_end(&self) -> usize {
        self.runs.last().map_or(0, |(_, run)| run.end)
    }

    /// Returns the bytes of the pasted text that `range` was read from.
    pub fn origins(&self, range: Range<usize>) -> Range<usize> {
        let start = self.origin(range.start);
        if range.is_empty() { start..start } else { start..self.byte(range.end - 1).end.max(start) }
    }

    /// Returns the bytes of the pasted text for each run in `range`: the runs may be apart or in another order.
    pub fn origins_by_part(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut part = Self::default();
        part.push_part(self, range);
        part.runs.into_iter().map(|(_, origin)| origin).collect()
    }

    /// Returns the part of this text in `range`.
    pub fn part(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        part.push_part(self, range);
        part
    }

    /// Returns this text from the byte `at` on.
    pub fn rest(&self, at: usize) -> Self {
        self.part(at..self.text.len())
    }

    /// Returns true if the text is JSON without an error.
    pub fn is_json(&self) -> bool {
        json::parse(&self.text).1.is_empty()
    }

    /// Returns a text that is inserted at the byte `at` of the pasted text.
    pub fn inserted(text: &str, at: usize) -> Self {
        let mut mapped = Self::default();
        mapped.insert(text, at);
        mapped
    }

    /// Appends another text.
    pub fn append(&mut self, other: &Self) {
        self.push_part(other, 0..other.text.len());
    }

    /// Appends a part of another text.
    pub fn push_part(&mut self, other: &Self, range: Range<usize>) {
        let mut at = range.start;
        let mut next = other.runs.partition_point(|(start, _)| *start <= at);
        while at < range.end {
            let end = other.runs.get(next).map_or(other.text.len(), |(start, _)| *start);
            let until = end.min(range.end);
            let origin = match next.checked_sub(1).and_then(|index| other.runs.get(index)) {
                Some((start, run)) if run.len() == end - start => run.start + at - start..run.start + until - start,
                Some((_, run)) => run.clone(),
                None => 0..0,
            };
            self.replace(&other.text[at..until], origin);
            (at, next) = (until, next + 1);
        }
    }

    /// Returns this text after `edits`, like [`model::diagnostic::apply`].
    pub fn edited<'e>(&self, edits: impl Iterator<Item = &'e Edit>) -> Self {
        let mut edited = Self::default();
        let mut at = 0;
        for edit in ordered(edits) {
            edited.push_part(self, at..edit.range.start);
            edited.replace(&edit.text, self.origins(edit.range.clone()));
            at = edit.range.end;
        }
        edited.push_part(self, at..self.text.len());
        edited
    }

    /// Decodes the JSON string whose content, without the quotes, is in `range`.
    pub fn unescaped(&self, range: Range<usize>) -> Self {
        let mut result = Self::default();
        let mut at = range.start;
        while let Some(length) = self.text[at..range.end].find('\\') {
            result.push_part(self, at..at + length);
            at += length;
            let (character, length) = escape(&self.text[at..range.end]);
            result.replace_char(character, self.origins(at..at + length));
            at += length;
        }
        result.push_part(self, at..range.end);
        result
    }
}

/// Decodes the JSON escape at the start of `text`, and returns its length. An unknown escape loses its backslash only.
fn escape(text: &str) -> (char, usize) {
    json::decode_escape(text.as_bytes(), 0).unwrap_or_else(|| match text[1..].chars().next() {
        Some(other) => (other, 1 + other.len_utf8()),
        None => ('\\', 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_map_to_the_pasted_text() {
        let mut mapped = MappedText::new("abc", 10);
        mapped.push("def", 13);
        mapped.push("x", 30);
        assert_eq!(mapped.runs.len(), 2, "adjacent text extends the run");
        assert_eq!(mapped.origins(2..7), 12..31);
        assert_eq!(mapped.origins_by_part(2..7), [12..16, 30..31]);
        assert_eq!([0, 5, 6, 7].map(|offset| mapped.origin(offset)), [10, 15, 30, 31]);
        let edited = mapped.edited([Edit::replace(1..2, "BB"), Edit::remove(4..6)].iter());
        assert_eq!(edited.text, "aBBcdx");
        assert_eq!([0, 1, 3, 4, 5].map(|offset| edited.origin(offset)), [10, 11, 12, 13, 30]);
        assert_eq!(edited.origins(1..3), 11..12);
        mapped.insert(",\"", 31);
        assert_eq!(mapped.origins(6..9), 30..31);
        assert_eq!(mapped.origin(9), 31);
    }

    #[test]
    fn escapes_are_decoded_and_mapped() {
        let text = r#"a\"\n\u00e9\ud83d\ude00\u12"#;
        let mapped = MappedText::new(text, 0).unescaped(0..text.len());
        assert_eq!(mapped.text, "a\"\né😀u12");
        assert_eq!(mapped.origin(3), 5);
        assert_eq!([3..4, 3..5, 5..9, 5..10].map(|range| mapped.origins(range)), [5..11, 5..11, 11..23, 11..25]);
        assert_eq!(mapped.part(3..5).origins(0..2), 5..11, "a part of an escape maps to the whole escape");
        assert_eq!(mapped.unescaped(1..5).origins(2..4), 5..11);
        let cases = [
            (r"\b\f\t\r\\\/\'", "\u{8}\u{c}\t\r\\/'"),
            (r"\ud83d \ude00\ud83dx", "\u{fffd} \u{fffd}\u{fffd}x"),
            (r"\u+123\q\é\u00e", "u+123qéu00e"),
            ("\\", "\\"),
        ];
        for (text, expected) in cases {
            assert_eq!(MappedText::new(text, 0).unescaped(0..text.len()).text, expected, "{text}");
        }
    }
}
