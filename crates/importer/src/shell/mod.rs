//! From a pasted command to its words, as the shell that it was written for makes them.
//!
//! Which shell that is, is told from the text. The line on which `curl` stands decides first, by the
//! mark at its end that joins lines: `\` in POSIX shells, `` ` `` in PowerShell, `^` in cmd.exe. Where
//! it has none: a first quote written `^"` is cmd.exe's; a here-string (`@'`), `$env:`, a .NET call or `$name =` before the
//! command are PowerShell's; and so is `curl.exe` with single quotes around a word, while with double
//! quotes only it is cmd.exe's. What has the marks of cmd.exe, but words in single or typographic quotes, is read as
//! POSIX, whose reader takes `^` at a line's end for `\` and typographic quotes for straight ones. Everything else is read as POSIX. fish has no mark of its own: a comment or a `set -x`
//! on the first line says so, or that only fish's reading makes sense of the text (see [`super::posix`]).

mod cmd;
mod escaped_body;
pub(super) mod json;
mod posix;
mod powershell;
pub(super) mod typography;
mod windows;

use super::mapped_text::MappedText;
use super::report::{ParseError, Reference, Report};

/// One word of a command.
pub(super) struct ShellWord {
    /// Its text, as the program gets it.
    pub piece: MappedText,
    /// Where it begins in the pasted text.
    pub start: usize,
    /// Where it ends there.
    pub end: usize,
    /// Whether any of it is quoted: then it is no operator, prompt or assignment.
    pub is_quoted: bool,
    /// What in it only its shell could have replaced, and where in the pasted text.
    pub references: References,
}

impl ShellWord {
    /// A word of which nothing is read yet.
    fn new(start: usize) -> Self {
        Self { piece: MappedText::default(), start, end: start, is_quoted: false, references: Vec::new() }
    }
}

/// What only a shell can replace, and where in the pasted text it stands.
pub(super) type References = Vec<(usize, Reference)>;

/// One command: a program and its arguments.
#[derive(Default)]
pub(super) struct Command {
    /// Its words.
    pub words: Vec<ShellWord>,
    /// What it reads from its here-document.
    pub input: Option<MappedText>,
    /// What in that only its shell could have replaced.
    pub input_references: References,
    /// Whether its output goes into the next one.
    pub is_piped: bool,
    /// Whether a later command's body was taken from it.
    pub is_used: bool,
}

impl Command {
    /// Returns true if one of its words names curl.
    pub fn has_curl(&self) -> bool {
        self.words.iter().any(|word| is_curl(&word.piece.text))
    }
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
    // What cmd.exe takes for no quote was written for a POSIX shell, or by a word processor.
    let is_foreign_to_cmd = || curl_line(text).is_some_and(|(start, _)| has_posix_quotes(&text[start..]));
    match line.trim_end().bytes().last() {
        Some(b'^') => return if is_foreign_to_cmd() { Shell::Posix } else { Shell::Cmd },
        Some(b'`') if !line.trim_end().ends_with("```") => return Shell::Power,
        Some(b'\\') => return Shell::Posix,
        _ => {}
    }
    if line.contains(" --% ") {
        return Shell::Cmd;
    }
    // The line's first quote tells: in a POSIX shell a caret and a quote can stand in any text.
    if line.find(['"', '\'']).is_some_and(|quote| line[..quote].ends_with('^') && line[quote..].starts_with('"')) {
        return Shell::Cmd;
    }
    let is_powershell = has_here_string(text)
        || ["{`\"", "{ `\"", "{\\`\"", "{ \\`\""].iter().any(|escaped| line.contains(escaped))
        || line.contains("$env:")
        || ["PS ", "[IO.", "[System.", "$env:"].iter().any(|mark| trimmed.starts_with(mark))
        || (trimmed.starts_with('$') && is_assignment(trimmed));
    let is_single = [" '", " ‘", " ’"].iter().any(|quote| line.contains(quote)) && !line.contains("\"{\\\"");
    if is_powershell || is_exe && is_single {
        return Shell::Power;
    }
    let is_cmd = is_exe || trimmed.starts_with("@echo") || trimmed.get(1..3) == Some(":\\");
    if is_cmd && !is_foreign_to_cmd() { Shell::Cmd } else { Shell::Posix }
}

/// Whether the words of a command are in single or typographic quotes: the first one that is quoted, or a body.
fn has_posix_quotes(command: &str) -> bool {
    let first = command.chars().find(|c| matches!(c, '"' | '\'') || typography::typographic(*c).is_some());
    if first != Some('"') {
        return first.is_some();
    }
    // A body in single quotes, outside double ones.
    let bytes = command.as_bytes();
    let mut is_quoted = false;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => is_quoted ^= !command[..at].trim_end_matches('^').ends_with('\\'),
            b'\'' if !is_quoted && bytes.get(at + 1) == Some(&b'{') => {
                let before = command[..at].trim_end_matches([' ', '\t', '=']);
                if before.len() < at && is_option(before.rsplit([' ', '\t', '\n']).next().unwrap_or_default()) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
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
    const NAME: &str = "curl";
    let found = |(at, _): (usize, &str)| {
        let start = at.checked_sub(1).filter(|start| text.is_char_boundary(*start))?;
        let is_small = text[start..].starts_with('c');
        let name = text.get(start..start + NAME.len()).filter(|name| name.eq_ignore_ascii_case(NAME))?;
        let after = &text[start + name.len()..];
        let is_exe = after.get(..4).is_some_and(|end| end.eq_ignore_ascii_case(".exe"));
        let after = if is_exe { &after[4..] } else { after };
        let is_word = after.is_empty()
            || after.starts_with(|c: char| typography::is_blank(c) || matches!(c, '\\' | '^' | '`' | '"'));
        // In a sentence it has capitals too: there no option or URL follows.
        let next = after.trim_start_matches(typography::is_blank);
        let is_command = is_small || continues(next) || next.starts_with(['\\', '^', '`']);
        (is_word && is_command && begins_a_command(&text[..start])).then_some((start, is_exe))
    };
    let mut small = text.match_indices("url").filter_map(found).peekable();
    let mut capital = text.match_indices("URL").filter_map(found).peekable();
    match (small.peek(), capital.peek()) {
        (Some(small), Some(capital)) => Some(*small.min(capital)),
        (small, capital) => small.or(capital).copied(),
    }
}

/// Whether a command can begin after `before`.
fn begins_a_command(before: &str) -> bool {
    let mut start = before.len().saturating_sub(LONGEST_PREFIX);
    while !before.is_char_boundary(start) {
        start += 1;
    }
    let before = before[start..].trim_end_matches(|c: char| c == '"' || c != '\n' && typography::is_blank(c));
    let last = before.rsplit(['\n', ' ', '\t']).next().unwrap_or_default();
    before.is_empty()
        || before.ends_with(['\n', '|', ';', '&', '$', '>', '#', '%', '/', '\\', '(', '!'])
        || matches!(
            last,
            "sudo"
                | "time"
                | "command"
                | "env"
                | "exec"
                | "nohup"
                | "winpty"
                | "RUN"
                | "do"
                | "then"
                | "if"
                | "while"
                | "until"
        )
        || last.contains('=') && !last.contains(['{', '"'])
}

/// How far back the word before a program's name is looked for, in bytes.
const LONGEST_PREFIX: usize = 200;

/// The commands of `text` from the byte `from` on, as `shell` reads them.
pub(super) fn commands<'t>(
    text: &'t str,
    from: usize,
    shell: Shell,
    notes: &mut Report<'t>,
) -> Result<Vec<Command>, ParseError> {
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
    let is_quote = |c: char| matches!(c, '\'' | '"') || typography::typographic(c).is_some();
    is_option(text) || text.trim_start_matches(is_quote).starts_with("http")
}

/// Returns true if a word names curl.
pub(super) fn is_curl(word: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
    // Editors write the first word of a sentence with a capital.
    name.eq_ignore_ascii_case("curl") || name.eq_ignore_ascii_case("curl.exe")
}

/// Whether `text` begins with an option.
pub(super) fn is_option(text: &str) -> bool {
    typography::is_option(text)
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
