//! Reads quoted scalars, and resolves plain ones to JSON types (YAML 1.1, chapter 9; the resolver of `PyYAML`).

use model::char_set::CharSet;
use model::json;

use super::{Outcome, Unsupported, YamlReader};
use crate::mapped_text::MappedText;

impl YamlReader<'_> {
    /// Reads the quoted scalar at the cursor. A line break in it becomes a space, and an empty line a line break.
    pub(super) fn read_quoted(&mut self) -> Outcome<MappedText> {
        let open = self.at;
        let is_double = self.peek() == Some('"');
        let quote = if is_double { '"' } else { '\'' };
        let mut value = MappedText::default();
        self.at += 1;
        loop {
            let length = self.rest().find([quote, '\\', '\n']).ok_or(Unsupported(open))?;
            let end = self.at + length;
            match self.text[end..].chars().next() {
                Some('\n') => {
                    let content = self.text[self.at..end].trim_end();
                    value.push_part(self.mapped, self.at..self.at + content.len());
                    let next = self.text[end..].trim_start();
                    let breaks = self.text[end..self.text.len() - next.len()].matches('\n').count();
                    let space = if breaks == 1 { " ".into() } else { "\n".repeat(breaks - 1) };
                    value.insert(&space, self.mapped.origin(end));
                    self.at = self.text.len() - next.len();
                }
                Some('\\') if is_double => {
                    value.push_part(self.mapped, self.at..end);
                    self.at = end;
                    self.read_escape(&mut value)?;
                }
                Some('\\') => {
                    value.push_part(self.mapped, self.at..end + 1);
                    self.at = end + 1;
                }
                _ => {
                    value.push_part(self.mapped, self.at..end);
                    self.at = end + 1;
                    if is_double || !self.rest().starts_with('\'') {
                        return Ok(value);
                    }
                    value.push_part(self.mapped, end..end + 1);
                    self.at += 1;
                }
            }
        }
    }

    /// Reads the escape at the cursor (YAML 1.1, 5.6).
    fn read_escape(&mut self, value: &mut MappedText) -> Outcome<()> {
        let start = self.at;
        self.at += 1;
        let Some(c) = self.peek() else { return self.fail() };
        self.at += c.len_utf8();
        let character = match c {
            '\n' => {
                self.at = self.text.len() - self.rest().trim_start().len();
                return Ok(());
            }
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            't' | '\t' => '\t',
            'n' => '\n',
            'v' => '\u{b}',
            'f' => '\u{c}',
            'r' => '\r',
            'e' => '\u{1b}',
            'N' => '\u{85}',
            '_' => '\u{a0}',
            'L' => '\u{2028}',
            'P' => '\u{2029}',
            ' ' | '"' | '/' | '\\' => c,
            'u' if self.rest().is_char_boundary(4) => {
                // The same escape as in JSON, where two can be one character.
                let Some((character, length)) = json::decode_escape(&self.text.as_bytes()[start..], 0) else {
                    return self.fail();
                };
                self.at = start + length;
                character
            }
            'x' | 'U' => {
                let length = if c == 'x' { 2 } else { 8 };
                let digits = self.rest().get(..length).and_then(|digits| u32::from_str_radix(digits, 16).ok());
                let Some(character) = digits.and_then(char::from_u32) else { return self.fail() };
                self.at += length;
                character
            }
            _ => return self.fail(),
        };
        value.replace_char(character, self.mapped.origins(start..self.at));
        Ok(())
    }

    /// Writes the plain scalar `value`, which begins at the byte `start`, as the JSON of its type.
    pub(super) fn write_plain(&mut self, value: &MappedText, start: usize) -> Outcome<()> {
        let text = value.text.as_str();
        let literal = match text {
            "" | "~" | "null" | "Null" | "NULL" => "null",
            "true" | "True" | "TRUE" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => "true",
            "false" | "False" | "FALSE" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => "false",
            _ => "",
        };
        let at = self.mapped.origin(start);
        if !literal.is_empty() {
            self.json.replace(literal, value.origins(0..text.len()));
        } else if is_ambiguous(text) {
            return Err(Unsupported(start));
        } else if is_number(text) {
            self.json.push_part(value, 0..text.len());
        } else {
            self.json.push_json_string(value, at);
        }
        Ok(())
    }
}

/// Returns whether a text is a number in YAML and JSON. A float without a point is a string in `PyYAML`.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && (text.contains('.') || !text.contains_any("eE"))
        && json::parse_strict(text).is_some()
}

/// Returns whether YAML reads a text as a number that JSON writes in another way.
fn is_ambiguous(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_made_of = |characters: &str| digits.chars().all(|c| c.is_ascii_digit() || characters.contains(c));
    let begins_with_digit = digits.starts_with(|c: char| c.is_ascii_digit());
    let is_other_base = digits.starts_with("0x") || digits.starts_with("0b");
    let is_special = matches!(digits.to_ascii_lowercase().as_str(), ".inf" | ".nan");
    let is_plain = is_number(text);
    is_special
        || begins_with_digit
            && !is_plain
            && (is_other_base
                || is_made_of("_")
                || is_made_of("_.:") && digits.matches('.').count() < 2 && !digits.ends_with(':'))
        || digits.starts_with('.') && digits.len() > 1 && is_made_of(".")
}
