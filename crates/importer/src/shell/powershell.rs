//! Splits command lines as PowerShell does (`about_Quoting_Rules`, `about_Special_Characters`, `about_Parsing`).
//!
//! Windows `PowerShell` 5.1 passes arguments on without escaping their double quotes, so commands escape them twice.
//! An argument with double quotes inside its quotes, or whose first quote has a backslash, is therefore parsed once
//! more by the rules of Windows programs.

use model::char_set::CharSet;

use super::escaped_body::EscapedBody;
use super::{Command, References, ShellWord, continues_command, quoted_body, typography, windows};
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell_effect::{ShellEffect, ShellReference};

/// Splits `text` from the byte `from` into commands.
pub(super) fn split<'t>(text: &'t str, from: usize, report: &mut Report<'t>) -> Result<Vec<Command>, ParseError> {
    let mut lexer = PowerShellLexer { text, at: from, report, references: Vec::new() };
    let mut commands = vec![Command::default()];
    while let Some(character) = lexer.peek() {
        match character {
            '\n' => {
                lexer.at += 1;
                lexer.end_line(&mut commands);
            }
            '#' => lexer.at += lexer.rest().find('\n').unwrap_or(lexer.rest().len()),
            '`' if lexer.line_break(1).is_some() => lexer.at += lexer.line_break(1).unwrap_or(1),
            '`' if continues_command(lexer.rest()[1..].trim_start()) => {
                lexer.report.push(lexer.at..lexer.at + 1, RepairKind::LineContinuationInLine('`'));
                lexer.at += 1;
            }
            '|' => {
                lexer.at += 1;
                if let Some(command) = commands.last_mut() {
                    command.is_piped = true;
                }
                commands.push(Command::default());
            }
            ';' => {
                lexer.at += 1;
                commands.push(Command::default());
            }
            // The call operator, and the punctuation around a method's arguments.
            '&' | '(' | ')' | ',' => lexer.at += 1,
            c if c.is_whitespace() => lexer.at += c.len_utf8(),
            c if typography::is_zero_width(c) => {
                lexer.report.push_once(lexer.at..lexer.at + c.len_utf8(), RepairKind::ForeignSpaces);
                lexer.at += c.len_utf8();
            }
            _ => {
                let word = lexer.read_word()?;
                if let Some(command) = commands.last_mut() {
                    command.words.push(word);
                }
            }
        }
    }
    commands.retain(|command| !command.words.is_empty());
    Ok(commands)
}

/// Returns whether PowerShell treats `c` as a single quote.
fn is_single(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛')
}

/// Returns whether PowerShell treats `c` as a double quote.
fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

struct PowerShellLexer<'t, 'n> {
    text: &'t str,
    at: usize,
    report: &'n mut Report<'t>,
    /// The references of the current word.
    references: References,
}

impl<'t> PowerShellLexer<'t, '_> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Returns the distance to the end of the line break that is `skip` bytes ahead, if there is one.
    fn line_break(&self, skip: usize) -> Option<usize> {
        let rest = &self.rest().as_bytes()[skip..];
        match rest {
            [] => Some(skip),
            [b'\n', ..] => Some(skip + 1),
            [b'\r', b'\n', ..] => Some(skip + 2),
            _ => None,
        }
    }

    /// Ends the command at a line break, unless the next line can only continue it.
    fn end_line(&mut self, commands: &mut Vec<Command>) {
        let Some(command) = commands.last().filter(|command| !command.words.is_empty()) else { return };
        let next = self.rest().trim_start();
        if continues_command(next) && command.has_curl() {
            self.report.push(self.at - 1, RepairKind::MissingLineContinuation('`'));
            self.at = self.text.len() - next.len();
        } else {
            commands.push(Command::default());
        }
    }

    fn read_word(&mut self) -> Result<ShellWord, ParseError> {
        let mut word = ShellWord::new(self.at);
        while let Some(c) = self.peek() {
            let start = self.at;
            match c {
                '@' if word.mapped.text.is_empty() && self.read_here_string(&mut word.mapped)? => word.is_quoted = true,
                c if is_single(c) => {
                    word.is_quoted = true;
                    self.read_single_quoted(c, &mut word.mapped)?;
                }
                c if is_double(c) => {
                    word.is_quoted = true;
                    self.read_double_quoted(c, &mut word.mapped)?;
                }
                '`' if self.line_break(1).is_some() => break,
                '`' => self.read_escape(&mut word.mapped),
                '$' => self.read_reference(&mut word.mapped),
                c if c.is_whitespace() || matches!(c, ';' | '|' | ',' | '(' | ')') => break,
                c => {
                    self.at += c.len_utf8();
                    word.mapped.push(&self.text[start..self.at], start);
                }
            }
        }
        if is_escaped_for_windows(&word.mapped.text) {
            word.mapped = windows::unquote(&word.mapped, self.report);
        }
        word.references = std::mem::take(&mut self.references);
        word.end = self.at;
        Ok(word)
    }

    /// Reads `'…'`, in which only a doubled quote is special.
    fn read_single_quoted(&mut self, quote: char, mapped: &mut MappedText) -> Result<(), ParseError> {
        let open = self.at;
        self.at += quote.len_utf8();
        let begins_body = mapped.text.is_empty() && quoted_body::begins_body(self.rest());
        loop {
            let start = self.at;
            let length = self.rest().find(is_single).ok_or((Some(open), ImportError::UnclosedQuote { quote }))?;
            let end = start + length;
            let close = self.text[end..].chars().next().map_or(1, char::len_utf8);
            let after = &self.text[end + close..];
            let is_doubled = after.starts_with(is_single);
            // A quote inside a body that should have been doubled.
            let is_inner = begins_body
                && !is_doubled
                && after.starts_with(|c: char| !c.is_whitespace() && !matches!(c, ')' | ';' | ',' | '|'));
            self.at = end + close;
            mapped.push(&self.text[start..if is_doubled || is_inner { self.at } else { end }], start);
            if is_inner {
                let repair = RepairKind::InnerQuote { quote: '\'', more: 0, effect: ShellEffect::Dropped };
                self.report.push(end, repair);
            } else if is_doubled {
                self.at += after.chars().next().map_or(0, char::len_utf8);
            } else {
                return Ok(());
            }
        }
    }

    /// Reads `"…"`, in which the backtick escapes, `$` begins a variable, and quotes may be doubled.
    fn read_double_quoted(&mut self, quote: char, mapped: &mut MappedText) -> Result<(), ParseError> {
        let (open, begin) = (self.at, mapped.text.len());
        let mut body = EscapedBody::default();
        self.at += quote.len_utf8();
        loop {
            let start = self.at;
            let special = |c: char| is_double(c) || matches!(c, '`' | '$');
            let length = self.rest().find(special).ok_or((Some(open), ImportError::UnclosedQuote { quote }))?;
            mapped.push(&self.text[start..start + length], start);
            self.at += length;
            match self.peek() {
                Some('`') => self.read_escape(mapped),
                Some('$') => self.read_reference(mapped),
                Some(close) => {
                    self.at += close.len_utf8();
                    if body.has_quote(&mapped.text[begin..], self.rest()) {
                        let repair = RepairKind::InnerQuote { quote: '"', more: 0, effect: ShellEffect::Dropped };
                        self.report.push_once(self.at - close.len_utf8()..self.at, repair);
                        mapped.push("\"", self.at - 1);
                        continue;
                    }
                    let Some(second) = self.peek().filter(|c| is_double(*c)) else { return Ok(()) };
                    mapped.push(&self.text[self.at..self.at + second.len_utf8()], self.at);
                    self.at += second.len_utf8();
                }
                None => {}
            }
        }
    }

    /// Reads `@'…'@` or `@"…"@`: from the next line to the line that begins with the closing quote. Returns whether
    /// there was one at the cursor.
    fn read_here_string(&mut self, mapped: &mut MappedText) -> Result<bool, ParseError> {
        let start = self.at;
        let Some(quote) = self.rest()[1..].chars().next().filter(|c| is_single(*c) || is_double(*c)) else {
            return Ok(false);
        };
        let first_line = &self.rest()[1 + quote.len_utf8()..];
        let Some(content) = first_line.trim_start_any(" \t\r").strip_prefix('\n') else {
            return Ok(false);
        };
        let from = self.text.len() - content.len();
        let mut at = from;
        let end = loop {
            let line = &self.text[at..];
            let mut characters = line.chars();
            let is_quote = |c: char| if is_single(quote) { is_single(c) } else { is_double(c) };
            if characters.next().is_some_and(is_quote) && characters.next() == Some('@') {
                break at;
            }
            let length = line.find('\n').ok_or((Some(start), ImportError::UnclosedQuote { quote }))?;
            at += length + 1;
        };
        // The last line break belongs to the delimiter.
        let last = if end > from { end - 1 } else { end };
        let last = if last > from && self.text[..last].ends_with('\r') { last - 1 } else { last };
        if is_single(quote) {
            mapped.push(&self.text[from..last], from);
        } else {
            self.at = from;
            while self.at < last {
                let length = self.text[self.at..last].find_any("`$").unwrap_or(last - self.at);
                mapped.push(&self.text[self.at..self.at + length], self.at);
                self.at += length;
                match self.text[self.at..last].chars().next() {
                    Some('`') => self.read_escape(mapped),
                    Some(_) => self.read_reference(mapped),
                    None => {}
                }
            }
        }
        self.at = end + 1 + self.text[end..].chars().next().map_or(1, char::len_utf8);
        Ok(true)
    }

    /// Reads a backtick and the character that it escapes.
    fn read_escape(&mut self, mapped: &mut MappedText) {
        let start = self.at;
        self.at += 1;
        let Some(c) = self.peek() else { return };
        self.at += c.len_utf8();
        let character = match c {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'e' => '\u{1b}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            'u' if self.rest().starts_with('{') => {
                let digits = self.rest()[1..].bytes().take(7).take_while(u8::is_ascii_hexdigit).count();
                let digits = &self.rest()[1..=digits];
                let value = u32::from_str_radix(digits.get(..digits.len().min(6)).unwrap_or_default(), 16);
                let Some(character) = value.ok().and_then(char::from_u32) else { return };
                self.at += digits.len() + 2;
                character
            }
            '\r' if self.rest().starts_with('\n') => return,
            c => c,
        };
        mapped.replace_char(character, start..self.at);
    }

    /// Reads a `$`, which may begin a reference.
    fn read_reference(&mut self, mapped: &mut MappedText) {
        let start = self.at;
        let rest = self.rest();
        let name =
            rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '_' | ':')).unwrap_or(rest.len() - 1);
        let found = match quoted_body::find_reference(rest) {
            Some((ShellReference::Variable, _)) if !rest.starts_with("${") => {
                Some((ShellReference::Variable, name + 1))
            }
            other => other,
        };
        let length = found.map_or(1, |(kind, length)| {
            self.references.push((start, kind));
            length
        });
        mapped.push(&rest[..length], start);
        self.at += length;
    }
}

/// Returns whether an argument is escaped once more for Windows programs.
fn is_escaped_for_windows(text: &str) -> bool {
    let inside = text.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
    inside.is_some_and(|inside| !inside.starts_with('{') || !inside.contains('"') || inside.contains("\\\""))
        || text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with("\\\""))
}
