//! Recovers invalid escapes in strings.

use ::json::hex_escape;

use super::parser::Parser;
use crate::diagnostic::{Edit, Problem};

impl Parser<'_> {
    /// Reads the escape whose backslash is at `at`. Returns its end.
    pub(super) fn read_escape(&mut self, at: usize) -> usize {
        match self.bytes.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => at + 2,
            _ => self.unicode_or_invalid_escape(at),
        }
    }

    fn unicode_or_invalid_escape(&mut self, at: usize) -> usize {
        let Some(first) = hex_escape(self.bytes, at) else {
            return self.invalid_escape(at);
        };
        let end = at + 6;
        let is_lone = match first {
            0xd800..0xdc00 => match hex_escape(self.bytes, end) {
                Some(0xdc00..0xe000) => return end + 6,
                _ => true,
            },
            0xdc00..0xe000 => true,
            _ => false,
        };
        if is_lone {
            self.diagnostics.push_replacement(Problem::LoneSurrogate, at..end, "\\ufffd");
        }
        end
    }

    fn invalid_escape(&mut self, at: usize) -> usize {
        // The character after the backslash is part of the message, but a line break is not part of the escape.
        let Some(character) = self.text[at + 1..].chars().next().filter(|c| !c.is_control()) else {
            self.diagnostics.push(
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
            // Markdown and other languages escape punctuation that means itself.
            (c, _) if c.is_ascii_punctuation() => Edit::remove(at..at + 1),
            ('x', Some(_)) => Edit::replace(at..end, "\\u00"),
            // Escapes of JSON5 and JavaScript.
            ('v', _) => Edit::replace(at..end, "\\u000b"),
            ('0', _) if !is_digit_next => Edit::replace(at..end, "\\u0000"),
            _ => Edit::insert(at, "\\"),
        };
        self.diagnostics.push(Problem::BadEscape { escape: format!("\\{character}") }, at..end, Some(edit.into()));
        end
    }
}
