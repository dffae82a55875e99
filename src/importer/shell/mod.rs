//! From a pasted command to its words, as the shell that it was written for makes them.
//!
//! Which shell that is, is told from the text. The line on which `curl` stands decides first, by the
//! mark at its end that joins lines: `\` in POSIX shells, `` ` `` in PowerShell, `^` in cmd.exe. Where
//! it has none: a first quote written `^"` is cmd.exe's; a here-string (`@'`), `$env:`, a .NET call or `$name =` before the
//! command are PowerShell's; and so is `curl.exe` with single quotes around a word, while with double
//! quotes only it is cmd.exe's. Everything else is read as POSIX. fish has no mark of its own: a comment or a `set -x`
//! on the first line says so, or that only fish's reading makes sense of the text (see [`super::posix`]).

mod cmd;
mod json;
mod posix;
mod powershell;
mod windows;

use super::piece::Piece;
use super::told::{Notes, Reference, Refused};

/// One word of a command.
pub(super) struct Word {
    /// Its text, as the program gets it.
    pub piece: Piece,
    /// Where it begins in the pasted text.
    pub start: usize,
    /// Whether any of it is quoted: then it is no operator, prompt or assignment.
    pub is_quoted: bool,
    /// What in it only its shell could have replaced, and where in the pasted text.
    pub references: References,
}

/// What only a shell can replace, and where in the pasted text it stands.
pub(super) type References = Vec<(usize, Reference)>;

/// One command: a program and its arguments.
#[derive(Default)]
pub(super) struct Command {
    /// Its words.
    pub words: Vec<Word>,
    /// What it reads from its here-document.
    pub input: Option<Piece>,
    /// What in that only its shell could have replaced.
    pub input_references: References,
    /// Whether its output goes into the next one.
    pub is_piped: bool,
}

/// A kind of shell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shell {
    Posix,
    Fish,
    Power,
    Cmd,
}

/// Which shell `text` was written for.
pub(super) fn shell(text: &str) -> Shell {
    let trimmed = text.trim_start();
    let first_line = trimmed.lines().next().unwrap_or_default();
    if first_line.starts_with('#') && first_line.contains("fish") || first_line.starts_with("set -") {
        return Shell::Fish;
    }
    let (line, is_exe) = curl_line(text).map_or((text, false), |(start, is_exe)| {
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        (&text[first..end], is_exe)
    });
    match line.trim_end().bytes().last() {
        Some(b'^') => return Shell::Cmd,
        Some(b'`') if !line.trim_end().ends_with("```") => return Shell::Power,
        Some(b'\\') => return Shell::Posix,
        _ => {}
    }
    // The line's first quote tells: in a POSIX shell a caret and a quote can stand in any text.
    if line.find(['"', '\'']).is_some_and(|quote| line[..quote].ends_with('^') && line[quote..].starts_with('"')) {
        return Shell::Cmd;
    }
    let is_powershell = has_here_string(text)
        || line.contains("$env:")
        || ["PS ", "[IO.", "[System.", "$env:"].iter().any(|mark| trimmed.starts_with(mark))
        || (trimmed.starts_with('$') && is_assignment(trimmed));
    let is_single = [" '", " ‘", " ’"].iter().any(|quote| line.contains(quote)) && !line.contains("\"{\\\"");
    if is_powershell || is_exe && is_single {
        return Shell::Power;
    }
    let is_cmd = is_exe || trimmed.starts_with("@echo") || trimmed.get(1..3) == Some(":\\");
    if is_cmd { Shell::Cmd } else { Shell::Posix }
}

/// Whether one of PowerShell's here-strings begins at the end of a line, and ends at the start of another.
fn has_here_string(text: &str) -> bool {
    [("@'", "\n'@"), ("@\"", "\n\"@")].iter().any(|(open, close)| {
        let is_open = |at: usize| {
            let is_apart = text[..at].is_empty() || text[..at].ends_with([' ', '\t', '\n', '(', '=', ',']);
            is_apart && text[at + 2..].starts_with(['\n', '\r'])
        };
        text.contains(close) && text.match_indices(open).any(|(at, _)| is_open(at))
    })
}

/// Whether `text` begins with PowerShell's `$name =`.
fn is_assignment(text: &str) -> bool {
    let name = text[1..].trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'));
    name.len() + 1 < text.len() && name.trim_start_matches([' ', '\t']).starts_with('=')
}

/// Where the first `curl` stands at which a command can begin, and whether it is `curl.exe`.
pub(super) fn curl_line(text: &str) -> Option<(usize, bool)> {
    text.match_indices("curl").find_map(|(at, name)| {
        let after = &text[at + name.len()..];
        let is_exe = after.starts_with(".exe");
        let after = after.strip_prefix(".exe").unwrap_or(after);
        let is_word = after.is_empty() || after.starts_with([' ', '\t', '\r', '\n', '\\', '^', '`', '"']);
        (is_word && begins_a_command(&text[..at])).then_some((at, is_exe))
    })
}

/// Whether a command can begin after `before`.
fn begins_a_command(before: &str) -> bool {
    let mut start = before.len().saturating_sub(LONGEST_PREFIX);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    let before = before[start..].trim_end_matches([' ', '\t', '"']);
    let last = before.rsplit(['\n', ' ', '\t']).next().unwrap_or_default();
    before.is_empty()
        || before.ends_with(['\n', '|', ';', '&', '$', '>', '#', '%', '/', '\\', '('])
        || matches!(last, "sudo" | "time" | "command" | "env")
        || last.contains('=') && !last.contains(['{', '"'])
}

/// How far back the word before a program's name is looked for, in bytes.
const LONGEST_PREFIX: usize = 200;

/// The commands of `text` from the byte `from` on, as `shell` reads them.
pub(super) fn commands<'t>(
    text: &'t str,
    from: usize,
    shell: Shell,
    notes: &mut Notes<'t>,
) -> Result<Vec<Command>, Refused> {
    match shell {
        Shell::Posix => posix::commands(text, from, false, notes),
        Shell::Fish => posix::commands(text, from, true, notes),
        Shell::Power => powershell::commands(text, from, notes),
        Shell::Cmd => Ok(cmd::commands(text, from, notes)),
    }
}

/// Whether a line that begins like `text` belongs to the command of the line before, though nothing
/// at that one's end says so: it begins with an option, or an address.
fn continues(text: &str) -> bool {
    is_option(text) || text.trim_start_matches(['\'', '"']).starts_with("http")
}

/// Whether `text` begins with an option.
pub(super) fn is_option(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.first() == Some(&b'-') && bytes.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'-')
}

/// Whether `text`, which follows `${`, is a template of the API such as `gmtDate:yyyy}`, and no variable.
/// A shell's own operators after the colon are signs, never letters (bash manual, 3.5.3).
fn is_template(text: &str) -> bool {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
    let name = &text[..end];
    let is_known = matches!(name, "gmtDate" | "date" | "dateTimeZone" | "DateTimeZone" | "epoch" | "milliseconds");
    let after = &text.as_bytes()[end..];
    after.first() == Some(&b':') && after.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'{')
        || is_known && matches!(after.first(), Some(b'}' | b':'))
}
