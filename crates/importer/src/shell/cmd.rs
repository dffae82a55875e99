//! Splits command lines as cmd.exe does (`cmd /?`; Microsoft's "Escape characters, delimiters and quotation marks at
//! the Windows command line"): first the carets, then the rules of Windows programs.

use model::char_set::CharSet;

use super::variables::{self, Variables};
use super::{Command, References, typography, windows};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell_effect::ShellReference;

/// Splits `text` from the byte `from` into commands.
pub(super) fn split(text: &str, from: usize, report: &mut Report) -> Vec<Command> {
    // Browsers before 2023 also put carets inside plain quotes, where cmd.exe keeps them.
    let has_carets_in_quotes = ["^\\^\"", "^\\\""].iter().any(|escaped| text[from..].contains(escaped));
    let mut commands = Vec::new();
    let mut variables = Variables::new(text.len());
    // cmd.exe fills in the variables of a line before it runs the line's commands.
    let mut assignments = Vec::new();
    let mode = Mode::of(text);
    let mut at = from;
    loop {
        at = text.len() - text.get(at..).unwrap_or_default().trim_start().len();
        if at == text.len() {
            variables.finish(&mut commands, report);
            return commands;
        }
        let mut references = Vec::new();
        let (line, end) = read_line(text, at, has_carets_in_quotes, mode, report, &mut references, &mut variables);
        assignments.push((line.clone(), references.is_empty(), commands.len()));
        if text[..end.min(text.len())].ends_with('\n') {
            for (line, is_literal, command) in assignments.drain(..) {
                note_assignment(&line, is_literal, command, &mut variables);
            }
        }
        let mut words = windows::split_arguments(&line, report);
        for (offset, kind) in references {
            let after = words.partition_point(|word| word.start <= offset);
            if let Some(word) = after.checked_sub(1).and_then(|index| words.get_mut(index)) {
                word.references.push((offset, kind));
            }
        }
        if !words.is_empty() {
            commands.push(Command { words, ..Command::default() });
        }
        at = end;
    }
}

/// The source of a command line: `cmd.exe` expands `%` and `!` differently in each.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// At the prompt.
    Prompt,
    /// In a batch file: `%%` is one `%`, and `%1` an argument.
    Batch,
    /// In a batch file that sets `enabledelayedexpansion`: also `!NAME!` is a variable.
    Delayed,
}

impl Mode {
    /// Returns the mode of a text. Only batch files hide their commands.
    fn of(text: &str) -> Self {
        let lower = text.to_ascii_lowercase();
        let has_line = |start: &str| lower.lines().any(|line| line.trim_start().starts_with(start));
        if lower.contains("enabledelayedexpansion") {
            Self::Delayed
        } else if ["@echo off", "echo off", "@echo on"].into_iter().any(has_line) {
            Self::Batch
        } else {
            Self::Prompt
        }
    }
}

/// Reads one command line from the byte `start` and removes its carets. Returns the line and its end.
#[allow(clippy::too_many_lines, reason = "one match of all special characters")]
fn read_line(
    text: &str,
    start: usize,
    has_carets_in_quotes: bool,
    mode: Mode,
    report: &mut Report,
    references: &mut References,
    variables: &mut Variables,
) -> (MappedText, usize) {
    let bytes = text.as_bytes();
    let mut mapped = MappedText::default();
    let (mut at, mut plain) = (start, start);
    // cmd.exe and the program disagree on what is quoted. In quotes of cmd.exe, a caret is a character.
    let (mut is_quoted, mut is_argument) = (false, false);
    let mut backslashes = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            // Firefox closes the quotes and reopens them after a line break that belongs to the argument.
            b'^' if plain < at
                && !is_argument
                && bytes[at - 1] == b'"'
                && next_part_start(&text[at + 1..]).is_some() =>
            {
                mapped.push(&text[plain..at - 1], plain);
                let next = at + 1 + next_part_start(&text[at + 1..]).unwrap_or(0);
                mapped.replace("\n", at + 1..next);
                at = next;
                plain = at;
                (is_quoted, is_argument, backslashes) = (true, true, 0);
                continue;
            }
            b'^' if !is_quoted || has_carets_in_quotes => {
                mapped.push(&text[plain..at], plain);
                plain = at + 1;
                // A caret and a line break join lines. The next character is literal.
                if text[plain..].starts_with("\r\n") {
                    plain += 2;
                } else if text[plain..].starts_with('\n') {
                    plain += 1;
                }
                // The program still sees this character, but cmd.exe does not.
                let is_joined = plain > at + 1;
                at = plain;
                match bytes.get(at) {
                    Some(b'"') => is_argument ^= std::mem::take(&mut backslashes) % 2 == 0,
                    Some(b'\\') => backslashes += 1,
                    Some(b'^') if is_joined => continue,
                    _ => backslashes = 0,
                }
                at += text[at..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            b'^' if is_line_end(&text[at + 1..]) => {
                report.push_once(at..at + 1, RepairKind::CaretInQuotes);
                mapped.push(&text[plain..at], plain);
                at += 1;
                plain = at;
                continue;
            }
            b'"' => {
                is_quoted = !is_quoted;
                is_argument ^= backslashes % 2 == 0;
            }
            b'\n' => {
                is_quoted = false;
                // Inside quotes the line break was intended, as in a body of several lines.
                if !is_argument {
                    let next = text[at + 1..].trim_start();
                    if !super::continues_command(next) {
                        break;
                    }
                    report.push(at, RepairKind::MissingLineContinuation('^'));
                    mapped.push(&text[plain..=at], plain);
                    at = text.len() - next.len();
                    plain = at;
                    continue;
                }
            }
            // The rest of the line is another command.
            b'|' | b'&' if !is_argument && !is_quoted && ends_command(&text[..at], &text[at + 1..]) => break,
            b'&' if !is_argument && !is_quoted => report.push(at..at + 1, RepairKind::UnquotedAmpersand),
            _ if !byte.is_ascii() && !is_argument && text.is_char_boundary(at) => {
                let c = text[at..].chars().next().unwrap_or_default();
                if typography::is_foreign_space(c) || typography::is_zero_width(c) {
                    report.push_once(at..at + c.len_utf8(), RepairKind::ForeignSpaces);
                    mapped.push(&text[plain..at], plain);
                    if typography::is_foreign_space(c) {
                        mapped.replace(" ", at..at + c.len_utf8());
                    }
                    at += c.len_utf8();
                    plain = at;
                    continue;
                }
            }
            b'%' if mode != Mode::Prompt && bytes.get(at + 1) == Some(&b'%') => {
                mapped.push(&text[plain..at], plain);
                mapped.replace("%", at..at + 2);
                at += 2;
                plain = at;
                backslashes = 0;
                continue;
            }
            b'%' | b'!'
                if (byte == b'%' || mode == Mode::Delayed)
                    && let Some(length) = variable_length(&bytes[at..]) =>
            {
                let name = &text[at + 1..at + length - 1];
                if let Some(value) = variables.fill_in(&name.to_ascii_uppercase(), true) {
                    mapped.push(&text[plain..at], plain);
                    mapped.append(&value);
                    report.account_for(at..at + length);
                    at += length;
                    plain = at;
                    backslashes = 0;
                    continue;
                }
                references.push((at, ShellReference::Variable));
            }
            b'%' if mode != Mode::Prompt && matches!(bytes.get(at + 1), Some(b'0'..=b'9' | b'*' | b'~')) => {
                references.push((at, ShellReference::Variable));
            }
            b'%' if mode != Mode::Prompt => references.push((at, ShellReference::LostSign)),
            b'!' if mode == Mode::Delayed => references.push((at, ShellReference::LostSign)),
            _ => {}
        }
        backslashes = if byte == b'\\' { backslashes + 1 } else { 0 };
        at += 1;
    }
    mapped.push(&text[plain..at], plain);
    (mapped, at + 1)
}

/// Returns whether a line ends before `after`.
fn is_line_end(after: &str) -> bool {
    after.starts_with('\n') || after.starts_with("\r\n")
}

/// Returns whether a `|` or `&` between `before` and `after` ends a command: next to a space or at the end of the
/// text.
fn ends_command(before: &str, after: &str) -> bool {
    before.ends_with_any(" \t&|") || after.is_empty() || after.starts_with_any(" \t\r\n&|")
}

/// Returns the offset of the next part of an argument in `after`, the text after a quote and a caret: behind one or
/// two line breaks and a quote.
fn next_part_start(after: &str) -> Option<usize> {
    let line_break = |text: &str| text.starts_with("\r\n").then_some(2).or_else(|| text.starts_with('\n').then_some(1));
    let mut at = line_break(after)?;
    at += line_break(&after[at..]).unwrap_or(0);
    after[at..].starts_with('"').then_some(at + 1)
}

/// Notes the variable that a line sets: `set NAME=value` or `set "NAME=value"`. After a line that may skip or repeat
/// others, no assignment counts.
fn note_assignment(line: &MappedText, is_literal: bool, command: usize, variables: &mut Variables) {
    let text = line.text.trim_end_any("\r\n");
    let content = text.trim_start_any("@ \t");
    let (first, rest) = content.split_once([' ', '\t']).unwrap_or((content, ""));
    let is_branch = ["if", "for", "goto", "call", "else", ")"].iter().any(|word| first.eq_ignore_ascii_case(word));
    if is_branch || first.starts_with_any(":(") || first.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("if("))
    {
        variables.end();
    }
    if !first.eq_ignore_ascii_case("set") {
        return;
    }
    // `set /p` asks for the value, and `set /a` computes it.
    let rest = rest.trim_start();
    let is_option = rest.starts_with('/');
    let rest = if is_option { rest.get(2..).unwrap_or_default().trim_start() } else { rest };
    let is_quoted = rest.len() > 1 && rest.starts_with('"') && rest.ends_with('"');
    let inside = if is_quoted { &rest[1..rest.len() - 1] } else { rest.trim_start_any("\"") };
    let name = inside.split(|c: char| !variables::is_in_name(c)).next().unwrap_or_default();
    if variables::is_name(name) {
        // cmd.exe keeps the spaces at the end of a value, and quotes that are not around the whole assignment.
        let end = text.len() - usize::from(is_quoted);
        let value = inside[name.len()..]
            .strip_prefix('=')
            .filter(|value| is_literal && !is_option && !value.contains_any("%!\"(") && !value.ends_with_any(" \t"));
        let value = value.map(|value| line.part(end - value.len()..end));
        let start = text.len() - rest.len();
        variables.set(&name.to_ascii_uppercase(), value, line.origin(start)..line.origin_end(), command);
    }
}

/// Returns the length of the `%NAME%` or `!NAME!` at the start of `bytes`.
fn variable_length(bytes: &[u8]) -> Option<usize> {
    /// The maximum length of a variable's name, in bytes, which keeps the search linear.
    const MAX_VARIABLE_BYTES: usize = 60;
    let name = bytes[1..]
        .iter()
        .take(MAX_VARIABLE_BYTES)
        .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_')
        .count();
    (name > 0 && !bytes[1].is_ascii_digit() && bytes.get(1 + name) == bytes.first()).then_some(name + 2)
}
