//! Splits command lines as POSIX shells do (POSIX.1-2017, Shell Command Language, 2.2 and 2.7.4; bash manual, 3.1.2
//! for `$'…'`), and as fish does (fish manual, The fish language, Quotes).

mod ansi;
mod assignments;
mod documents;
mod quotes;
mod word;

use model::char_set::CharSet;

use super::split_url::continues_url;
use super::typography::{self, is_space};
use super::variables::Variables;
use super::{Command, References, ShellWord, continues_command};
use crate::import_error::ParseError;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;

/// Splits `text` from the byte `from` into commands.
pub(super) fn split<'t>(
    text: &'t str,
    from: usize,
    is_fish: bool,
    report: &mut Report<'t>,
) -> Result<Vec<Command>, ParseError> {
    let mut lexer = PosixLexer {
        text,
        bytes: text.as_bytes(),
        at: from,
        is_fish,
        report,
        documents: Vec::new(),
        is_format: false,
        references: Vec::new(),
        variables: Variables::new(text.len()),
        has_open_cat: false,
        skipped: substitution(text),
    };
    let mut commands = vec![Command::default()];
    loop {
        let before = lexer.at;
        match lexer.step(&mut commands) {
            Ok(true) => {}
            Ok(false) => break,
            Err(rejected) => {
                lexer.end_at_prose(before, &mut commands).ok_or(rejected)?;
                break;
            }
        }
    }
    lexer.read_documents(&mut commands);
    lexer.variables.finish(&mut commands, lexer.report);
    commands.retain(|command| !command.words.is_empty());
    Ok(commands)
}

/// A pending here-document, whose content begins on the next line.
struct Document {
    command: usize,
    delimiter: String,
    is_quoted: bool,
    /// `<<-` strips tabs at the start of the lines.
    strips_tabs: bool,
    /// The bytes of the redirection.
    range: std::ops::Range<usize>,
}

struct PosixLexer<'t, 'n> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    is_fish: bool,
    report: &'n mut Report<'t>,
    documents: Vec<Document>,
    /// The current word is a format of `printf` with escapes, which must not be taken for damage.
    is_format: bool,
    /// The references of the current word or here-document.
    references: References,
    /// The variables that the commands before have set.
    variables: Variables,
    /// A here-document in a `$(cat …)` is not closed, so no other one is looked for.
    has_open_cat: bool,
    /// The bytes of `NAME=$(` before a curl.
    skipped: std::ops::Range<usize>,
}

/// Returns the start of the line with the first `$(curl …)` up to its `curl`.
fn substitution(text: &str) -> std::ops::Range<usize> {
    let Some(at) = super::substituted_curl(text) else { return 0..0 };
    let line = text[..at].rfind('\n').map_or(0, |line| line + 1);
    at - text[line..at].trim_start().len()..at
}

impl PosixLexer<'_, '_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Reads the next word, operator or line break. Returns false at the end of the text.
    fn step(&mut self, commands: &mut Vec<Command>) -> Result<bool, ParseError> {
        self.skip_spaces();
        if self.at == self.skipped.start && self.at < self.skipped.end {
            self.report.account_for(self.skipped.clone());
            self.at = self.skipped.end;
        }
        let Some(&byte) = self.bytes.get(self.at) else { return Ok(false) };
        let is_command = commands.last().is_some_and(|command| !command.words.is_empty());
        match byte {
            b'\n' => {
                let line_end = self.at;
                self.at += 1;
                self.read_documents(commands);
                if !is_command {
                    return Ok(true);
                }
                let next = self.rest().trim_start();
                if commands.last().is_some_and(|command| continues_in(command, next)) {
                    let carriage_return = usize::from(self.text[..line_end].ends_with('\r'));
                    self.at = self.text.len() - next.len();
                    self.report.push(line_end - carriage_return, RepairKind::MissingLineContinuation('\\'));
                } else {
                    self.end_command(commands, "\n");
                    commands.push(Command::default());
                }
            }
            b'^' if self.line_break(self.at + 1).is_some() => {
                self.report.push_once(self.at..self.at + 1, RepairKind::CaretLineEnds);
                self.at = self.line_break(self.at + 1).unwrap_or(self.at);
                self.skip_prompt();
            }
            b'\\' | b'^' | b'`' if is_command && self.is_before_comment() => {
                let end = self.at + self.rest().find('\n').unwrap_or(self.rest().len());
                self.report_comment(self.at..end, true);
                self.at = (end + 1).min(self.text.len());
            }
            b'^' | b'`' if self.is_stray_continuation() => {
                self.report.push(self.at..self.at + 1, RepairKind::LineContinuationInLine(byte.into()));
                self.at += 1;
            }
            b'#' => {
                let end = self.at + self.rest().find('\n').unwrap_or(self.rest().len());
                // Comments follow a space, so this text was meant to be read.
                if self.text[..self.at].ends_with_any("&;|") {
                    self.report.push(self.at..end, RepairKind::UnreadText);
                }
                let is_joined = is_command && self.text[..self.at].trim_end_any(" \t").ends_with("\\\n");
                self.report_comment(self.at..end, is_joined);
                self.at = (end + usize::from(is_joined)).min(self.text.len());
            }
            b'\\' if self.line_break(self.at + 1).is_some() => {
                self.at = self.line_break(self.at + 1).unwrap_or(self.at);
                self.skip_prompt();
            }
            b'\\' if self.text[self.at + 1..].starts_with(is_space) => {
                self.space_after_backslash(commands)?;
            }
            // The end of the `$(…)` around the command.
            b')' if is_command => {
                self.at += 1;
                self.end_command(commands, ")");
                commands.push(Command::default());
            }
            b';' | b'|' | b'&' => {
                let is_double = self.bytes.get(self.at + 1) == Some(&byte);
                let is_pipe = byte == b'|' && !is_double;
                let operator = &self.text[self.at..=self.at + usize::from(is_double)];
                self.at += 1;
                if let Some(command) = commands.last_mut().filter(|_| is_command) {
                    command.is_piped = is_pipe;
                    self.end_command(commands, operator);
                    commands.push(Command::default());
                }
            }
            b'<' | b'>' => self.read_redirection(commands)?,
            _ => {
                let last = commands.last().and_then(|command| command.words.last());
                self.is_format = last.is_some_and(|word| !word.is_quoted && word.mapped.text == "printf")
                    && self.rest().contains("\\\\\"");
                let word = self.read_word()?;
                // A file descriptor before a redirection is not an argument.
                let is_number = !word.is_quoted && word.mapped.text.bytes().all(|byte| byte.is_ascii_digit());
                if !(is_number && matches!(self.bytes.get(self.at), Some(b'<' | b'>'))) {
                    Self::push(commands, word);
                }
            }
        }
        Ok(true)
    }

    /// Stops at text that is not a command, in which an apostrophe opens a quote. The last command, which begins after
    /// the byte `before` if it has no word yet, becomes that text. Returns `None` if the curl command itself is
    /// incomplete.
    fn end_at_prose(&mut self, before: usize, commands: &mut [Command]) -> Option<()> {
        let (last, earlier) = commands.split_last_mut()?;
        earlier.iter().any(Command::has_curl).then_some(())?;
        let here = self.text.len() - self.text[before..].trim_start().len();
        let start = last.words.first().map_or(here, |word| word.start);
        let mapped = MappedText::new(&self.text[start..], start);
        last.words = vec![ShellWord { mapped, start, end: self.text.len(), is_quoted: true, references: Vec::new() }];
        self.at = self.text.len();
        Some(())
    }

    /// Returns whether a comment follows the line continuation at the cursor.
    fn is_before_comment(&self) -> bool {
        let after = &self.text[self.at + 1..];
        let next = after.trim_start_any(" \t");
        next.len() < after.len() && next.starts_with('#')
    }

    /// Reports a comment that is inside the command or contains a part of one.
    fn report_comment(&mut self, range: std::ops::Range<usize>, is_inside: bool) {
        let comment = &self.text[range.clone()];
        let is_part = |word: &str| {
            word.contains("://")
                || word.contains("/instances")
                || crate::shell::is_curl(word)
                || word.len() > 1 && super::is_option(word)
        };
        if comment.split([' ', '\t', '(', '`']).any(is_part) {
            self.report.push_once(range, RepairKind::Comment);
        } else if is_inside {
            self.report.push_once(range, RepairKind::CommentInCommand);
        }
    }

    /// Returns whether the line break after the line continuation at the cursor was lost.
    fn is_stray_continuation(&self) -> bool {
        let after = &self.text[self.at + 1..];
        let next = after.trim_start_matches(is_space);
        next.len() < after.len() && continues_command(next)
    }

    fn push(commands: &mut [Command], word: ShellWord) {
        if let Some(command) = commands.last_mut() {
            command.words.push(word);
        }
    }

    fn skip_spaces(&mut self) {
        while let Some(c) = self.rest().chars().next() {
            match c {
                ' ' | '\t' => self.at += 1,
                '\r' if self.bytes.get(self.at + 1) == Some(&b'\n') => self.at += 1,
                c if typography::is_foreign_space(c) || typography::is_zero_width(c) => self.skip_foreign(c),
                _ => break,
            }
        }
    }

    /// Skips a space that the shell does not know, or a zero-width character.
    fn skip_foreign(&mut self, c: char) {
        let end = self.at + c.len_utf8();
        self.report.push_once(self.at..end, RepairKind::ForeignSpaces);
        self.at = end;
    }

    /// Returns the end of the line break at the byte `at`, if there is one. The end of the text counts as one.
    fn line_break(&self, at: usize) -> Option<usize> {
        match self.bytes.get(at..)? {
            [b'\n', ..] => Some(at + 1),
            [b'\r', b'\n', ..] => Some(at + 2),
            [] => Some(at),
            _ => None,
        }
    }

    /// Skips a continuation prompt (`> `) that was copied from a terminal.
    fn skip_prompt(&mut self) {
        if let Some(after) = self.rest().trim_start_any(" \t").strip_prefix("> ")
            && continues_command(after.trim_start())
        {
            self.at = self.text.len() - after.len();
        }
    }

    /// Reads a backslash before spaces. At the end of a line, or of what was one, it was meant to join lines.
    fn space_after_backslash(&mut self, commands: &mut [Command]) -> Result<(), ParseError> {
        let after = self.text[self.at + 1..].trim_start_matches(|c: char| is_space(c) && !matches!(c, '\r' | '\n'));
        let next = after.trim_start_matches(is_space);
        let continuation = self.text.len() - after.len();
        if after.starts_with('\\') && (self.line_break(continuation + 1).is_some() || after[1..].starts_with(is_space))
        {
            // The backslash after it joins the lines, or is reported itself.
            self.report.push(self.at, RepairKind::SpaceAfterBackslash);
            self.at = continuation;
        } else if next.is_empty()
            || after.starts_with_any("\r\n")
            || continues_command(next)
            || next.starts_with_any("'\"")
        {
            self.report.push(self.at, RepairKind::SpaceAfterBackslash);
            self.at = self.text.len() - next.len();
        } else {
            let word = self.read_word()?;
            Self::push(commands, word);
        }
        Ok(())
    }
}

/// Returns whether the command continues with `next`, the start of another line.
fn continues_in(command: &Command, next: &str) -> bool {
    let is_curl = command.words.first().is_some_and(|word| word.mapped.text.starts_with('-')) || command.has_curl();
    let takes_value = command.words.last().is_some_and(|word| {
        !word.is_quoted
            && matches!(
                word.mapped.text.as_str(),
                "-d" | "-H"
                    | "-X"
                    | "--data"
                    | "--data-raw"
                    | "--data-binary"
                    | "--header"
                    | "--request"
                    | "--url"
                    | "--json"
            )
    });
    let has_half_url = command.words.last().is_some_and(|last| continues_url(last, next));
    is_curl && (continues_command(next) || has_half_url || takes_value && !next.is_empty())
}
