//! Places in a text: bytes inside the program, lines and characters for a person, UTF-16 units
//! for a text area. All conversions stand here.

use std::fmt;

/// A place as a person counts it: both numbers start at 1, the column counts characters
/// (Unicode scalar values).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Character in the line, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        messages::LINE_COLUMN.write_to(f, &[&self.line, &self.column])
    }
}

/// Turns byte offsets into positions. Asked in rising order it reads the text once.
pub struct Locator<'t> {
    text: &'t str,
    offset: usize,
    position: Position,
}

impl<'t> Locator<'t> {
    /// A locator at the start of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, offset: 0, position: Position { line: 1, column: 1 } }
    }

    /// The position of the byte `offset`; one past the end of the text counts as its end.
    pub fn position(&mut self, offset: usize) -> Position {
        let offset = floor_char_boundary(self.text, offset);
        if offset < self.offset {
            *self = Self::new(self.text);
        }
        let passed = &self.text[self.offset..offset];
        self.offset = offset;
        let last_line = match passed.rfind('\n') {
            None => passed,
            Some(last) => {
                let lines = passed.bytes().filter(|byte| *byte == b'\n').count();
                self.position = Position { line: self.position.line + lines, column: 1 };
                &passed[last + 1..]
            }
        };
        self.position.column += last_line.chars().count();
        self.position
    }
}

/// Where each line of a text begins, to find lines without a walk through the text.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    starts: Vec<usize>,
    end: usize,
}

impl Lines {
    /// Reads the lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(breaks).collect(), end: text.len() }
    }

    /// How many lines there are; one more than line breaks.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The bytes of the line numbered `index` from 0, without its line break.
    #[must_use]
    pub fn range(&self, index: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(self.end);
        let end = self.starts.get(index + 1).map_or(self.end, |next| next - 1);
        start..end.max(start)
    }
}

/// The position of the byte `offset` in `text`.
#[must_use]
pub fn position(text: &str, offset: usize) -> Position {
    Locator::new(text).position(offset)
}

/// How many UTF-16 units of `text` stand before the byte `offset`: what a text area's selection counts.
#[must_use]
pub fn utf16_offset(text: &str, offset: usize) -> usize {
    text[..floor_char_boundary(text, offset)].encode_utf16().count()
}

/// The nearest character boundary at or before `offset`.
fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let text = "{\n  \"é😀\": 1\n}";
        let cases = [("{", 1, 1), ("\"é", 2, 3), ("é", 2, 4), ("😀", 2, 5), (":", 2, 7), ("}", 3, 1)];
        let mut locator = Locator::new(text);
        for (needle, line, column) in cases {
            let offset = text.find(needle).unwrap();
            assert_eq!(locator.position(offset), Position { line, column }, "{needle}");
            assert_eq!(position(text, offset), Position { line, column }, "{needle}");
        }
        assert_eq!(position(text, 999), Position { line: 3, column: 2 });
        assert_eq!(locator.position(0), Position { line: 1, column: 1 }, "going back starts anew");
    }

    #[test]
    fn lines_know_their_bytes() {
        let lines = Lines::new("a\n\nbc");
        assert_eq!(lines.count(), 3);
        assert_eq!([0, 1, 2, 3].map(|index| lines.range(index)), [0..1, 2..2, 3..5, 5..5]);
        assert_eq!(Lines::new("").range(0), 0..0);
    }

    #[test]
    fn a_text_area_counts_an_emoji_twice() {
        let text = "é😀x";
        assert_eq!(utf16_offset(text, text.find('x').unwrap()), 3);
        assert_eq!(utf16_offset(text, 999), 4);
    }
}
