//! Displays a character in a sentence.

use std::fmt::{self, Write};

use messages::Message;

use crate::invisible::is_invisible_or_whitespace;

/// A character as a sentence names it: itself, or its name or code point if it is invisible. As the object of a
/// sentence it reads "the character x", as a symbol or the first word just "x". The two forms are separate types so
/// that the page only loads the messages of the forms it displays.
pub struct DisplayChar<const IS_OBJECT: bool>(char);

impl DisplayChar<true> {
    /// Names the character as the object of a sentence.
    #[must_use]
    pub fn object(character: char) -> Self {
        Self(character)
    }
}

impl DisplayChar<false> {
    /// Names the character as the first word of a sentence, or as a symbol in it.
    #[must_use]
    pub fn symbol(character: char) -> Self {
        Self(character)
    }
}

impl<const IS_OBJECT: bool> fmt::Display for DisplayChar<IS_OBJECT> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let c = self.0;
        match c {
            '\t' if IS_OBJECT => messages::A_TAB.fmt(f),
            '\r' | '\n' if IS_OBJECT => messages::A_LINE_BREAK.fmt(f),
            c if IS_OBJECT && c != ' ' && is_invisible_or_whitespace(c) => {
                write_code_point(messages::AN_INVISIBLE_CHARACTER, c, f)
            }
            c if IS_OBJECT => messages::THE_CHARACTER.write_to(f, &[&c]),
            ',' => messages::A_COMMA.fmt(f),
            ':' => messages::A_COLON.fmt(f),
            '\t' => messages::TAB.fmt(f),
            '\n' => messages::LINE_BREAK.fmt(f),
            '\r' => messages::CARRIAGE_RETURN.fmt(f),
            '\u{a0}' => messages::NO_BREAK_SPACE.fmt(f),
            c if is_invisible_or_whitespace(c) => write_code_point(messages::INVISIBLE, c, f),
            c => f.write_char(c),
        }
    }
}

fn write_code_point(message: Message, c: char, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    message.write_to(f, &[&format_args!("U+{:04X}", u32::from(c))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_named_or_shown_by_code_point() {
        struct Case {
            c: char,
            object: &'static str,
            symbol: &'static str,
        }
        let cases = [
            Case { c: 'x', object: "the character x", symbol: "x" },
            Case { c: ',', object: "the character ,", symbol: "a comma (,)" },
            Case { c: '\t', object: "a tab", symbol: "A tab" },
            Case { c: '\n', object: "a line break", symbol: "A line break" },
            Case { c: '\r', object: "a line break", symbol: "A carriage return" },
            Case { c: '\u{a0}', object: "the invisible character U+00A0", symbol: "A no-break space" },
            Case { c: '\u{200b}', object: "the invisible character U+200B", symbol: "The invisible character U+200B" },
            Case { c: ' ', object: "the character  ", symbol: "The invisible character U+0020" },
        ];
        for Case { c, object, symbol } in cases {
            assert_eq!(DisplayChar::object(c).to_string(), object);
            assert_eq!(DisplayChar::symbol(c).to_string(), symbol);
        }
    }
}
