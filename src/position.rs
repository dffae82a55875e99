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
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

/// Turns byte offsets into positions. Asked in rising order it reads the text once.
pub struct Locator<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
    line_start: usize,
}

impl<'t> Locator<'t> {
    /// A locator at the start of `text`.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        Self { text, offset: 0, line: 1, line_start: 0 }
    }

    /// The position of the byte `offset`; one past the end of the text counts as its end.
    pub fn position(&mut self, offset: usize) -> Position {
        let offset = floor_char_boundary(self.text, offset);
        if offset < self.offset {
            *self = Self::new(self.text);
        }
        for (i, byte) in self.text.as_bytes()[self.offset..offset].iter().enumerate() {
            if *byte == b'\n' {
                self.line += 1;
                self.line_start = self.offset + i + 1;
            }
        }
        self.offset = offset;
        let column = self.text[self.line_start..offset].chars().count() + 1;
        Position { line: self.line, column }
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
    fn a_text_area_counts_an_emoji_twice() {
        let text = "é😀x";
        assert_eq!(utf16_offset(text, text.find('x').unwrap()), 3);
        assert_eq!(utf16_offset(text, 999), 4);
    }
}
