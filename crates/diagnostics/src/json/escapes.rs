//! Invalid escapes in strings.

use ::json::hex_escape;

use super::parser::Parser;
use crate::diagnostic::{Edit, Problem};

impl Parser<'_> {
    /// Reads the escape whose backslash stands at `at`; returns where it ends.
    pub(super) fn escape(&mut self, at: usize) -> usize {
        match self.bytes.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => at + 2,
            _ => self.long_or_bad_escape(at),
        }
    }

    fn long_or_bad_escape(&mut self, at: usize) -> usize {
        let Some(first) = hex_escape(self.bytes, at) else {
            return self.bad_escape(at);
        };
        let end = at + 6;
        let lone = match first {
            0xd800..0xdc00 => match hex_escape(self.bytes, end) {
                Some(0xdc00..0xe000) => return end + 6,
                _ => true,
            },
            0xdc00..0xe000 => true,
            _ => false,
        };
        if lone {
            self.found.push_replacement(Problem::LoneSurrogate, at..end, "\\ufffd");
        }
        end
    }

    fn bad_escape(&mut self, at: usize) -> usize {
        // The character after the backslash belongs to the message; a line break does not to the escape.
        let Some(character) = self.text[at + 1..].chars().next().filter(|c| !c.is_control()) else {
            self.found.push(
                Problem::BadEscape { escape: "\\".into() },
                at..at + 1,
                Some(Edit::insert(at, "\\").into()),
            );
            return at + 1;
        };
        let end = at + 1 + character.len_utf8();
        let hex = self.bytes.get(at + 2..at + 4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let is_digit_next = self.bytes.get(at + 2).is_some_and(u8::is_ascii_digit);
        let edit = match (character, hex) {
            // Markdown and other languages escape punctuation that stands for itself.
            (c, _) if c.is_ascii_punctuation() => Edit::remove(at..at + 1),
            ('x', Some(_)) => Edit::replace(at..end, "\\u00"),
            // What JSON5 and JavaScript have besides.
            ('v', _) => Edit::replace(at..end, "\\u000b"),
            ('0', _) if !is_digit_next => Edit::replace(at..end, "\\u0000"),
            _ => Edit::insert(at, "\\"),
        };
        self.found.push(Problem::BadEscape { escape: format!("\\{character}") }, at..end, Some(edit.into()));
        end
    }
}
