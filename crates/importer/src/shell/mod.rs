//! Splits a pasted command into words by the rules of its shell.
//!
//! The shell is detected from the text, first from the line continuation at the end of the line with `curl`: `\` in
//! POSIX shells, `` ` `` in PowerShell, `^` in cmd.exe. Without one, a first quote written `^"` means cmd.exe. A
//! here-string (`@'`), `$env:`, a .NET call or `$name =` before the command means PowerShell. `curl.exe` means
//! PowerShell if a word is in single quotes, and else cmd.exe. A text with marks of cmd.exe but words in single or
//! typographic quotes is parsed as POSIX, whose lexer accepts `^` for `\` at the end of a line and typographic quotes
//! for straight ones. Everything else is POSIX. fish is detected from a comment or a `set -x` on the first line, or if
//! only its rules make sense of the text (see [`posix`]).

mod cmd;
mod escaped_body;
mod posix;
mod powershell;
pub(super) mod quoted_body;
mod split_url;
pub(super) mod typography;
mod variables;
mod windows;

use model::char_set::CharSet;

use super::import_error::ParseError;
pub(super) use split_url::is_split_url;
pub(super) use variables::is_in_name;

use super::mapped_text::MappedText;
use super::report::Report;
use super::shell_effect::ShellReference;
use crate::word_list;

/// A word of a command.
pub(super) struct ShellWord {
    /// The text that the program receives.
    pub mapped: MappedText,
    /// The offset of its start in the normalized text.
    pub start: usize,
    /// The offset of its end in the normalized text.
    pub end: usize,
    /// A part of it is quoted, so it is not an operator, prompt or assignment.
    pub is_quoted: bool,
    /// The shell references in it.
    pub references: References,
}

impl ShellWord {
    /// Creates an empty word at `start`.
    fn new(start: usize) -> Self {
        Self { mapped: MappedText::default(), start, end: start, is_quoted: false, references: Vec::new() }
    }
}

/// Variables and commands that only a shell can replace, with their offsets in the normalized text.
pub(super) type References = Vec<(usize, ShellReference)>;

/// A command: a program and its arguments.
#[derive(Default)]
pub(super) struct Command {
    /// The program and its arguments.
    pub words: Vec<ShellWord>,
    /// The content of its here-document or here-string.
    pub input: Option<MappedText>,
    /// The shell references in `input`.
    pub input_references: References,
    /// The file that its output is redirected to, and the bytes of the redirection.
    pub output: Option<(String, std::ops::Range<usize>)>,
    /// Its output is piped into the next command.
    pub is_piped: bool,
    /// A later command takes its body or the values of variables from it.
    pub is_used: bool,
}

impl Command {
    /// Returns whether one of the words is curl.
    pub fn has_curl(&self) -> bool {
        self.words.iter().any(|word| is_curl(&word.mapped.text))
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

/// Detects the shell that `text` was written for.
pub(super) fn detect(text: &str) -> Shell {
    let trimmed = text.trim_start();
    let first_line = trimmed.lines().next().unwrap_or_default();
    // bash sets its own options by `set -e`, and fish variables by `set -x NAME value`.
    let mut words = first_line.split_whitespace();
    let is_option =
        |word: &str| word.starts_with("--") || word.starts_with('-') && word.trim_start_any("-gxUl").is_empty();
    let is_set = words.next() == Some("set") && words.next().is_some_and(is_option) && words.next().is_some();
    if first_line.starts_with('#') && first_line.contains("fish") || is_set {
        return Shell::Fish;
    }
    let (line, is_exe) = find_curl(text).map_or((text, false), |(start, is_exe)| {
        let first = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        (&text[first..end], is_exe)
    });
    // Quotes that cmd.exe does not know come from a POSIX shell or a word processor.
    let is_foreign_to_cmd = || find_curl(text).is_some_and(|(start, _)| has_posix_quotes(&text[start..]));
    match line.trim_end().bytes().last() {
        Some(b'^') => return if is_foreign_to_cmd() { Shell::Posix } else { Shell::Cmd },
        Some(b'`') if !line.trim_end().ends_with("```") => return Shell::Power,
        Some(b'\\') => return Shell::Posix,
        _ => {}
    }
    if line.contains(" --% ") {
        return Shell::Cmd;
    }
    // Only the first quote is decisive: in a POSIX shell any text may contain a caret and a quote.
    if line.find_any("\"'").is_some_and(|quote| line[..quote].ends_with('^') && line[quote..].starts_with('"')) {
        return Shell::Cmd;
    }
    let is_powershell = has_here_string(text)
        || has_powershell_mark(line)
        || ["PS ", "[IO.", "[System.", "$env:"].iter().any(|mark| trimmed.starts_with(mark))
        || (trimmed.starts_with('$') && is_assignment(trimmed));
    let is_single = [" '", " ‘", " ’"].iter().any(|quote| line.contains(quote)) && !line.contains("\"{\\\"");
    if is_powershell || is_exe && is_single {
        return Shell::Power;
    }
    let sets_variable = |line: &str| {
        let line = line.trim_start_any("@ \t");
        line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("set ")) && line.contains('=')
    };
    let is_cmd = is_exe
        || text.lines().take_while(|line| !line.contains("curl")).any(sets_variable)
        || trimmed.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("@echo"))
        || trimmed.get(1..3) == Some(":\\");
    if is_cmd && !is_foreign_to_cmd() { Shell::Cmd } else { Shell::Posix }
}

/// Returns whether `line` has a mark of PowerShell: `$env:` outside single quotes, or a word that opens a body whose
/// quotes PowerShell escapes, which is ``"{`"`` with or without a space, and with a backslash for `curl.exe`. The same
/// characters inside other words, such as secrets, do not count.
fn has_powershell_mark(line: &str) -> bool {
    let mut open = None;
    line.char_indices().filter(|(_, c)| matches!(c, '"' | '\'' | '$')).any(|(at, c)| {
        let rest = &line[at..];
        if c == '$' {
            return open != Some('\'') && rest.starts_with("$env:");
        }
        let is_opening = open.is_none();
        if is_opening {
            open = Some(c);
        } else if open == Some(c) {
            open = None;
        }
        is_opening && ["\"{`\"", "\"{ `\"", "\"{\\`\"", "\"{ \\`\""].iter().any(|body| rest.starts_with(body))
    })
}

/// Returns whether the words of a command are in single or typographic quotes: the first quoted one, or a body.
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
                let before = command[..at].trim_end_any(" \t=");
                if before.len() < at && is_option(last_word(before)) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Returns whether a PowerShell here-string begins at the end of a line and ends at the start of another.
fn has_here_string(text: &str) -> bool {
    [("@'", "\n'@"), ("@\"", "\n\"@")].iter().any(|(open, close)| {
        let is_open = |at: usize| {
            let is_apart = text[..at].is_empty() || text[..at].ends_with_any(" \t\n(=,");
            is_apart && text[at + 2..].starts_with_any("\n\r")
        };
        text.contains(close) && text.match_indices(open).any(|(at, _)| is_open(at))
    })
}

/// Returns whether `text` begins with the `$name =` of PowerShell.
fn is_assignment(text: &str) -> bool {
    let name = text[1..].trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':'));
    name.len() + 1 < text.len() && name.trim_start_any(" \t").starts_with('=')
}

/// Returns the offset of the first `curl` that can begin a command, if it is in a command substitution: `$(curl …)`.
pub(super) fn substituted_curl(text: &str) -> Option<usize> {
    find_curl(text).map(|(at, _)| at).filter(|at| text[..*at].ends_with("$("))
}

/// Returns the offset of the first `curl` that can begin a command, and whether it is `curl.exe`.
pub(super) fn find_curl(text: &str) -> Option<(usize, bool)> {
    let bytes = text.as_bytes();
    (0..bytes.len().saturating_sub(3)).find_map(|start| {
        if !matches!(bytes[start], b'c' | b'C') || !matches!(&bytes[start + 1..start + 4], b"url" | b"URL") {
            return None;
        }
        let is_small = bytes[start] == b'c';
        let after = &text[start + 4..];
        let is_exe = after.get(..4).is_some_and(|end| end.eq_ignore_ascii_case(".exe"));
        let after = if is_exe { &after[4..] } else { after };
        let is_word = after.is_empty()
            || after.starts_with(|c: char| typography::is_space(c) || matches!(c, '\\' | '^' | '`' | '"'));
        // Capitalized, it may be a word of a sentence, unless an option or URL follows.
        let next = after.trim_start_matches(typography::is_space);
        let is_command = is_small || continues_command(next) || next.starts_with_any("\\^`");
        (is_word && is_command && is_command_position(&text[..start])).then_some((start, is_exe))
    })
}

/// Returns whether a command can begin after `before`.
fn is_command_position(before: &str) -> bool {
    const LEADING_WORDS: &str = "sudo time command env exec nohup winpty RUN do then if while until";
    let before = end_of(before).trim_end_matches(|c: char| c == '"' || c != '\n' && typography::is_space(c));
    let last = last_word(before);
    before.is_empty()
        || before.ends_with_any("\n|;&$>#%/\\(!@")
        || word_list::contains(LEADING_WORDS, last)
        || last.contains('=') && !last.contains_any("{\"")
}

/// Returns the last word of `text`, or its end if that word is longer than an option or the name of a program.
pub(super) fn last_word(text: &str) -> &str {
    end_of(text).rsplit([' ', '\t', '\n']).next().unwrap_or_default()
}

/// Returns the end of `text`, so that the search for a word in it takes the same time in any text.
fn end_of(text: &str) -> &str {
    /// The maximum length of a word in bytes.
    const MAX_WORD_BYTES: usize = 200;
    &text[text.ceil_char_boundary(text.len().saturating_sub(MAX_WORD_BYTES))..]
}

/// Splits `text` from the byte `from` into commands, by the rules of `shell`.
pub(super) fn split<'t>(
    text: &'t str,
    from: usize,
    shell: Shell,
    report: &mut Report<'t>,
) -> Result<Vec<Command>, ParseError> {
    match shell {
        Shell::Posix => posix::split(text, from, false, report),
        Shell::Fish => posix::split(text, from, true, report),
        Shell::Power => powershell::split(text, from, report),
        Shell::Cmd => Ok(cmd::split(text, from, report)),
    }
}

/// Returns whether a line that begins with `text` continues the command of the line before it, even without a line
/// continuation: it begins with an option or URL.
fn continues_command(text: &str) -> bool {
    let is_quote = |c: char| matches!(c, '\'' | '"') || typography::typographic(c).is_some();
    is_option(text) || text.trim_start_matches(is_quote).starts_with("http")
}

/// Returns whether a word is curl.
pub(super) fn is_curl(word: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().unwrap_or_default();
    // Editors capitalize the first word of a sentence.
    name.eq_ignore_ascii_case("curl") || name.eq_ignore_ascii_case("curl.exe")
}

/// Returns whether `text` begins with an option.
pub(super) fn is_option(text: &str) -> bool {
    typography::is_option(text)
}

/// Returns whether `text`, which follows `${`, is a template of the API such as `gmtDate:yyyy}`, and not a variable.
/// In a shell, only punctuation follows the colon (bash manual, 3.5.3).
fn is_template(text: &str) -> bool {
    let end = text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
    let name = &text[..end];
    let is_known = matches!(name, "gmtDate" | "date" | "dateTimeZone" | "DateTimeZone" | "epoch" | "milliseconds");
    let after = &text.as_bytes()[end..];
    after.first() == Some(&b':') && after.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'{')
        || is_known && matches!(after.first(), Some(b'}' | b':'))
}
