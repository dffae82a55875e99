//! A text taken out of the pasted one, which knows where each of its bytes stood there.

use element_instance_form::diagnostic::Edit;

/// A text whose bytes know their place in the pasted text.
#[derive(Default, Clone)]
pub(super) struct Piece {
    /// The text.
    pub text: String,
    /// Where a part begins in this text, and where it stood in the pasted one. What follows follows
    /// there too, until the next part.
    runs: Vec<(usize, usize)>,
}

impl Piece {
    /// All of `text`, which stands at the byte `at`.
    pub fn new(text: &str, at: usize) -> Self {
        let mut piece = Self::default();
        piece.push(text, at);
        piece
    }

    /// Adds `text`, which stands at the byte `at` of the pasted text, or came of what stands there.
    pub fn push(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            return;
        }
        let here = self.text.len();
        let follows = self.runs.last().is_some_and(|(start, origin)| here - start + origin == at);
        if !follows {
            self.runs.push((here, at));
        }
        self.text.push_str(text);
    }

    /// Adds one character that came of what stands at the byte `at`.
    pub fn push_char(&mut self, character: char, at: usize) {
        self.push(character.encode_utf8(&mut [0; 4]), at);
    }

    /// Where in the pasted text the byte `offset` of this one stood.
    pub fn origin(&self, offset: usize) -> usize {
        let after = self.runs.partition_point(|(start, _)| *start <= offset);
        let run = after.checked_sub(1).and_then(|index| self.runs.get(index));
        run.map_or(0, |(start, origin)| offset - start + origin)
    }

    /// The bytes of the pasted text from which those of `range` came.
    pub fn origins(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let start = self.origin(range.start);
        if range.is_empty() { start..start } else { start..(self.origin(range.end - 1) + 1).max(start) }
    }

    /// Returns that part of this text.
    pub fn part(&self, range: std::ops::Range<usize>) -> Self {
        let mut part = Self::default();
        part.push_part(self, range);
        part
    }

    /// Adds a part of another piece.
    pub fn push_part(&mut self, other: &Self, range: std::ops::Range<usize>) {
        let mut at = range.start;
        let mut next = other.runs.partition_point(|(start, _)| *start <= at);
        while at < range.end {
            let end = other.runs.get(next).map_or(range.end, |(start, _)| (*start).min(range.end));
            self.push(&other.text[at..end], other.origin(at));
            (at, next) = (end, next + 1);
        }
    }

    /// This text after `edits`, as [`element_instance_form::diagnostic::apply`] makes them.
    pub fn edited<'e>(&self, edits: impl Iterator<Item = &'e Edit>) -> Self {
        let mut edits: Vec<&Edit> = edits.collect();
        put_in_order(&mut edits, |edit| (edit.range.start, edit.range.end));
        let mut edited = Self::default();
        let mut at = 0;
        for edit in edits {
            if edit.range.start < at {
                continue;
            }
            edited.push_part(self, at..edit.range.start);
            edited.push(&edit.text, self.origin(edit.range.start));
            at = edit.range.end;
        }
        edited.push_part(self, at..self.text.len());
        edited
    }

    /// What the JSON string means whose characters, without the quotes, are that part of this text.
    pub fn unescaped(&self, range: std::ops::Range<usize>) -> Self {
        let mut result = Self::default();
        let mut at = range.start;
        while let Some(length) = self.text[at..range.end].find('\\') {
            result.push_part(self, at..at + length);
            at += length;
            let (character, end) = escape(&self.text[at..range.end]);
            result.push_char(character, self.origin(at));
            at += end;
        }
        result.push_part(self, at..range.end);
        result
    }
}

/// The character that the JSON escape at the start of `text` stands for, and its length.
fn escape(text: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    match text[1..].chars().next() {
        Some('n') => ('\n', 2),
        Some('t') => ('\t', 2),
        Some('r') => ('\r', 2),
        Some('b') => ('\u{8}', 2),
        Some('f') => ('\u{c}', 2),
        Some('u') => match (unit(0), unit(6)) {
            (Some(high @ 0xd800..0xdc00), Some(low @ 0xdc00..0xe000)) => {
                (char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00)).unwrap_or('\u{fffd}'), 12)
            }
            (Some(unit), _) => (char::from_u32(unit).unwrap_or('\u{fffd}'), 6),
            (None, _) => ('u', 2),
        },
        Some(other) => (other, 1 + other.len_utf8()),
        None => ('\\', 1),
    }
}

/// Sorts what is nearly in order already: the library's own sorting weighs more than all of this file.
pub(super) fn put_in_order<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    for index in 1..list.len() {
        let mut at = index;
        while at > 0 && key(&list[at - 1]) > key(&list[at]) {
            list.swap(at - 1, at);
            at -= 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_know_where_they_stood() {
        let mut piece = Piece::new("abc", 10);
        piece.push("def", 13);
        piece.push("x", 30);
        assert_eq!(piece.runs.len(), 2, "what follows needs no part of its own");
        assert_eq!([0, 5, 6, 7].map(|offset| piece.origin(offset)), [10, 15, 30, 31]);
        let edited = piece.edited([Edit::replace(1..2, "BB"), Edit::remove(4..6)].iter());
        assert_eq!(edited.text, "aBBcdx");
        assert_eq!([0, 1, 3, 4, 5].map(|offset| edited.origin(offset)), [10, 11, 12, 13, 30]);
    }

    #[test]
    fn escapes_are_resolved() {
        let text = r#"a\"\n\u00e9\ud83d\ude00\u12"#;
        let piece = Piece::new(text, 0).unescaped(0..text.len());
        assert_eq!(piece.text, "a\"\né😀u12");
        assert_eq!(piece.origin(3), 5);
    }
}
