//! Decodes `$'…'` (bash manual, 3.1.2.4).

use super::PosixLexer;
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::shell::escaped_body::EscapedBody;
use crate::shell_effect::ShellEffect;
use model::char_set::CharSet;

impl PosixLexer<'_, '_> {
    /// Reads the text after `$'` (bash manual, 3.1.2.4).
    pub(super) fn read_ansi(&mut self, mapped: &mut MappedText) -> Result<(), ParseError> {
        let (open, begin) = (self.at - 1, mapped.text.len());
        let mut body = EscapedBody::default();
        loop {
            let length = self.rest().find_any("'\\").ok_or((Some(open), ImportError::UnclosedQuote { quote: '\'' }))?;
            mapped.push(&self.text[self.at..self.at + length], self.at);
            self.at += length;
            if self.bytes[self.at] == b'\'' {
                self.at += 1;
                if !body.has_quote(&mapped.text[begin..], self.rest()) {
                    return Ok(());
                }
                let repair = RepairKind::InnerQuote { quote: '\'', more: 0, effect: ShellEffect::Dropped };
                self.report.push_once(self.at - 1..self.at, repair);
                mapped.push("'", self.at - 1);
                continue;
            }
            self.read_ansi_escape(mapped);
        }
    }

    fn read_ansi_escape(&mut self, mapped: &mut MappedText) {
        let start = self.at;
        let Some(&kind) = self.bytes.get(start + 1) else {
            self.at = start + 1;
            return;
        };
        self.at = start + 2;
        let character = match kind {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'a' => '\u{7}',
            b'b' => '\u{8}',
            b'e' | b'E' => '\u{1b}',
            b'f' => '\u{c}',
            b'v' => '\u{b}',
            b'\\' | b'\'' | b'"' | b'?' => char::from(kind),
            b'u' | b'U' => {
                let (mut value, _) = self.read_digits(16, if kind == b'u' { 4 } else { 8 });
                // Browsers write a character outside the Basic Multilingual Plane as a surrogate pair.
                if (0xd800..0xdc00).contains(&value) && self.rest().starts_with("\\u") {
                    let before = self.at;
                    self.at += 2;
                    let (low, _) = self.read_digits(16, 4);
                    if (0xdc00..0xe000).contains(&low) {
                        value = 0x1_0000 + ((value - 0xd800) << 10) + (low - 0xdc00);
                    } else {
                        self.at = before;
                    }
                }
                char::from_u32(value).unwrap_or('\u{fffd}')
            }
            b'x' | b'0'..=b'7' => return self.read_ansi_bytes(start, mapped),
            b'c' => {
                let control = self.bytes.get(self.at).map_or(0, |byte| byte.to_ascii_uppercase() ^ 0x40);
                self.at += usize::from(control < 0x80 && self.at < self.bytes.len());
                char::from(control & 0x7f)
            }
            // Other backslashes are literal.
            _ => {
                self.at = start + 1;
                '\\'
            }
        };
        mapped.replace_char(character, start..self.at);
    }

    /// Decodes bytes in octal or hexadecimal, several of which may form one character in UTF-8.
    fn read_ansi_bytes(&mut self, start: usize, mapped: &mut MappedText) {
        let mut bytes = Vec::new();
        self.at = start;
        while let [b'\\', kind @ (b'x' | b'0'..=b'7'), ..] = self.bytes[self.at..] {
            let before = self.at;
            self.at += if kind == b'x' { 2 } else { 1 };
            let (value, length) = if kind == b'x' { self.read_digits(16, 2) } else { self.read_digits(8, 3) };
            if length == 0 {
                self.at = before + 1;
                bytes.extend(b"\\");
                break;
            }
            bytes.push((value & 0xff) as u8);
        }
        mapped.replace(&String::from_utf8_lossy(&bytes), start..self.at);
    }

    /// Reads up to `max_digits` digits at the cursor. Returns their value and number.
    fn read_digits(&mut self, radix: u32, max_digits: usize) -> (u32, usize) {
        let digit = |byte: &u8| char::from(*byte).to_digit(radix);
        let digits: Vec<u32> = self.bytes[self.at..].iter().take(max_digits).map_while(digit).collect();
        self.at += digits.len();
        (digits.iter().fold(0_u32, |value, digit| value.wrapping_mul(radix).wrapping_add(*digit)), digits.len())
    }
}
