//! Positions in a text, and all conversions between them: bytes inside the program, lines and characters for the user,
//! UTF-16 code units for a textarea.

use std::fmt;

/// A position as the user counts: both numbers start at 1, and the column counts characters (Unicode scalar values).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        messages::LINE_COLUMN.write_to(f, &[&self.line, &self.column])
    }
}

/// Converts byte offsets to positions. Rising offsets are converted in one pass over the text.
pub struct Locator<'t> {
    text: &'t str,
    offset: usize,
    position: Position,
}

impl<'t> Locator<'t> {
    /// Creates a locator at the start of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, offset: 0, position: Position { line: 1, column: 1 } }
    }

    /// Returns the position of the byte `offset`. An offset past the end of the text means its end.
    pub fn position(&mut self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
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

/// The starts of the lines of a text, to find a line without scanning.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    starts: Vec<usize>,
    end: usize,
}

impl Lines {
    /// Finds the lines of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self { starts: std::iter::once(0).chain(breaks).collect(), end: text.len() }
    }

    /// Returns the number of lines: the number of line breaks plus one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Returns the byte range of the line `index`, counted from 0, without its line break.
    #[must_use]
    pub fn range(&self, index: usize) -> std::ops::Range<usize> {
        let start = self.starts.get(index).copied().unwrap_or(self.end);
        let end = self.starts.get(index + 1).map_or(self.end, |next| next - 1);
        start..end.max(start)
    }
}

/// Returns the position of the byte `offset` in `text`.
#[must_use]
pub fn position(text: &str, offset: usize) -> Position {
    Locator::new(text).position(offset)
}

/// Returns the number of UTF-16 code units of `text` before the byte `offset`, as the selection of a textarea counts:
/// a carriage return and a line feed are one unit.
#[must_use]
pub fn utf16_offset(text: &str, offset: usize) -> usize {
    let before = &text[..text.floor_char_boundary(offset)];
    before.encode_utf16().count() - before.matches("\r\n").count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        struct Case {
            needle: &'static str,
            line: usize,
            column: usize,
        }
        let text = "{\n  \"é😀\": 1\n}";
        let cases = [
            Case { needle: "{", line: 1, column: 1 },
            Case { needle: "\"é", line: 2, column: 3 },
            Case { needle: "é", line: 2, column: 4 },
            Case { needle: "😀", line: 2, column: 5 },
            Case { needle: ":", line: 2, column: 7 },
            Case { needle: "}", line: 3, column: 1 },
        ];
        let mut locator = Locator::new(text);
        for Case { needle, line, column } in cases {
            let offset = text.find(needle).unwrap();
            assert_eq!(locator.position(offset), Position { line, column }, "{needle}");
            assert_eq!(position(text, offset), Position { line, column }, "{needle}");
        }
        assert_eq!(position(text, 999), Position { line: 3, column: 2 });
        assert_eq!(locator.position(0), Position { line: 1, column: 1 }, "a smaller offset starts again");
    }

    #[test]
    fn lines_have_their_byte_ranges() {
        let lines = Lines::new("a\n\nbc");
        assert_eq!(lines.count(), 3);
        assert_eq!([0, 1, 2, 3].map(|index| lines.range(index)), [0..1, 2..2, 3..5, 5..5]);
        assert_eq!(Lines::new("").range(0), 0..0);
    }

    #[test]
    fn an_emoji_is_two_utf16_units() {
        let text = "é😀x";
        assert_eq!(utf16_offset(text, text.find('x').unwrap()), 3);
        assert_eq!(utf16_offset(text, 999), 4);
    }

    #[test]
    fn a_textarea_counts_a_line_break_as_one_unit() {
        let text = "a\r\nb\nc";
        assert_eq!(utf16_offset(text, text.find('b').unwrap()), 2);
        assert_eq!(utf16_offset(text, text.find('c').unwrap()), 4);
    }
}
