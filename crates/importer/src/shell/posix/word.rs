//! Reads words (POSIX.1-2017, Shell Command Language, 2.2 and 2.3).

use std::ops::Range;

use super::PosixLexer;
use crate::import_error::ParseError;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::shell::typography::{self, is_space};
use crate::shell::{ShellWord, quoted_body, variables};
use crate::shell_effect::ShellReference;

impl PosixLexer<'_, '_> {
    /// Reads the word at the cursor: quoted, escaped and plain parts up to a space or operator.
    pub(super) fn read_word(&mut self) -> Result<ShellWord, ParseError> {
        let mut word = ShellWord::new(self.at);
        let mut body = None;
        while let Some(&byte) = self.bytes.get(self.at) {
            let start = self.at;
            match byte {
                b'\'' | b'"' if self.is_stray_quote(&word) => {
                    self.report.push(start..start + 1, RepairKind::StrayQuote { quote: byte.into() });
                    self.at += 1;
                    break;
                }
                b'\'' | b'"' => {
                    word.is_quoted = true;
                    self.at += 1;
                    if byte == b'\'' {
                        self.read_single_quoted(&mut word, &mut body)?;
                    } else {
                        self.read_double_quoted(&mut word, &mut body)?;
                    }
                }
                b'\\' => match self.line_break(start + 1) {
                    Some(end) if end > start + 1 => self.at = end,
                    _ => {
                        let length = self.text[start + 1..].chars().next().map_or(0, char::len_utf8);
                        let escaped = &self.text[start + 1..start + 1 + length];
                        word.mapped.push(escaped, start + 1);
                        if let Some(body) = &mut body {
                            escaped.bytes().for_each(|byte| body.step(byte));
                        }
                        self.at += 1 + length;
                    }
                },
                b'$' if self.bytes.get(start + 1) == Some(&b'\'') => {
                    word.is_quoted = true;
                    self.at += 2;
                    self.read_ansi(&mut word.mapped)?;
                }
                b'$' if self.bytes.get(start + 1) == Some(&b'"') => self.at += 1,
                b'$' | b'`' => self.read_reference(&mut word.mapped, false),
                b'\r' if self.bytes.get(start + 1) == Some(&b'\n') => break,
                b')' if word.is_quoted => break,
                b'^' if self.line_break(start + 1).is_some_and(|end| end > start + 1) => break,
                b'&' if self.bytes.get(start + 1).is_none_or(|next| matches!(next, b' ' | b'\n' | b'&' | b'\r')) => {
                    break;
                }
                // An ampersand in an unquoted URL was meant literally.
                b'&' => {
                    self.report.push(start..start + 1, RepairKind::UnquotedAmpersand);
                    word.mapped.push("&", start);
                    self.at += 1;
                }
                b'>' if word.mapped.text.starts_with('<') => {
                    word.mapped.push(">", start);
                    self.at += 1;
                }
                b'<' if self.is_placeholder() => {
                    word.mapped.push("<", start);
                    self.at += 1;
                    let length = self.rest().find('>').map_or(0, |at| at + 1);
                    word.mapped.push(&self.text[self.at..self.at + length], self.at);
                    self.at += length;
                }
                b' ' | b'\t' | b'\n' | b';' | b'|' | b'<' | b'>' => break,
                _ if !byte.is_ascii() => {
                    let Some(c) = self.rest().chars().next() else { break };
                    if typography::is_foreign_space(c) {
                        break;
                    } else if typography::is_zero_width(c) {
                        self.skip_foreign(c);
                    } else if !self.read_typographic(c, &mut word)? {
                        self.at += c.len_utf8();
                        word.mapped.push_char(c, start);
                    }
                }
                _ => {
                    let plain = |byte: &u8| byte.is_ascii() && !b"'\"\\$` \t\r\n;|&<>^)".contains(byte);
                    let length = 1 + self.bytes[start + 1..].iter().take_while(|byte| plain(byte)).count();
                    word.mapped.push(&self.text[start..start + length], start);
                    self.at += length;
                }
            }
        }
        word.references = std::mem::take(&mut self.references);
        word.end = self.at;
        Ok(word)
    }

    /// Returns whether the quote at the cursor closes a word that no quote opened: nothing follows, or a quoted
    /// option.
    fn is_stray_quote(&self, word: &ShellWord) -> bool {
        let (before, after) = (word.mapped.text.as_str(), &self.text[self.at + 1..]);
        if before.is_empty() || self.is_fish {
            return false;
        }
        // A quote that opens at the end of the text cannot be closed.
        let is_end = after.trim_start().is_empty() && !before.starts_with('-');
        is_end
            || !word.is_quoted
                && !before.starts_with('-')
                && !before.ends_with('=')
                && typography::ends_word(after)
                && (before.starts_with("http") || typography::is_quoted_option(after.trim_start_matches(is_space)))
    }

    /// Reads a `$` or backtick outside single quotes. `is_quoted` is true in double quotes.
    pub(super) fn read_reference(&mut self, mapped: &mut MappedText, is_quoted: bool) {
        if self.read_cat(mapped, is_quoted) {
            return;
        }
        let start = self.at;
        if let Some(length) = self.push_value(start..self.text.len(), is_quoted, mapped) {
            self.at += length;
            return;
        }
        // Outside of quotes, a template belongs to a body whose quotes close too early.
        let found = quoted_body::find_reference(self.rest());
        let found = found.filter(|(kind, _)| is_quoted || *kind != ShellReference::Template);
        let length = found.map_or(1, |(kind, length)| {
            self.references.push((start, kind));
            length
        });
        mapped.push(&self.text[start..start + length], start);
        self.at = start + length;
    }

    /// Adds the value of the variable whose reference is at the start of `range`, if the text has set it. Returns the
    /// length of the reference.
    pub(super) fn push_value(
        &mut self,
        range: Range<usize>,
        is_quoted: bool,
        mapped: &mut MappedText,
    ) -> Option<usize> {
        let text = &self.text[range.clone()];
        let (ShellReference::Variable, length) = quoted_body::find_reference(text)? else { return None };
        // An item of a list, in fish.
        if self.is_fish && text[length..].starts_with('[') {
            return None;
        }
        let value = self.variables.fill_in(variables::referenced_name(&text[..length])?, is_quoted)?;
        mapped.append(&value);
        self.report.account_for(range.start..range.start + length);
        Some(length)
    }
}
