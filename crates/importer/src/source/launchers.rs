//! Unwraps curl commands that are run by other programs, such as `docker run`, `ssh` and cron.

use model::char_set::CharSet;

use super::{NormalizationReport, commands, lines};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::shell;
use crate::shell::is_curl;
use crate::word_list;

/// Programs whose arguments are or contain a command.
const LAUNCHERS: &str = "\
    docker podman nerdctl docker-compose kubectl oc ssh sudo doas su env time timeout nice ionice nohup watch xargs \
    stdbuf strace wsl wsl.exe eval bash sh zsh dash ksh proxychains proxychains4 torsocks tsocks flock setsid";

/// Launchers that run a container, whose image may be named after curl.
const CONTAINERS: &str = "docker podman nerdctl docker-compose kubectl oc";

/// A command that a launcher runs.
struct Launched {
    /// The length of the launcher and its options, in bytes.
    length: usize,
    /// The command and its end if it is quoted; otherwise it continues in the text itself.
    quoted: Option<(MappedText, usize)>,
    /// The word `curl` is the name of the image.
    is_image: bool,
}

/// Returns the text with the launcher removed from its curl command.
pub(super) fn remove(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    if !text.contains("curl") {
        return None;
    }
    let direct = commands::find(text);
    if direct.is_some_and(|(line, at)| !is_path_of_another(&text[line..at])) {
        return None;
    }
    let (start, launched) = find(text)?;
    // The command before the launcher is the relevant one.
    if direct.is_some_and(|(line, at)| !(line..at).contains(&start)) {
        return None;
    }
    let end = start + launched.length;
    report.add(mapped, start..end, RepairKind::EarlierCommands);
    let mut rest = mapped.part(0..start);
    if launched.is_image {
        rest.insert("curl ", mapped.origin(end));
    }
    let Some((command, length)) = launched.quoted else {
        rest.push_part(mapped, end..text.len());
        return Some(rest);
    };
    // Maps from offsets in `text` to the pasted text.
    for (at, c) in command.text.char_indices() {
        let origin = command.origins(at..at + c.len_utf8());
        rest.replace_char(c, mapped.origins(start + origin.start..start + origin.end));
    }
    rest.push_part(mapped, start + length..text.len());
    Some(rest)
}

/// Returns whether the text before `curl` on its line makes it the path of a program or image in another program's
/// arguments.
fn is_path_of_another(before: &str) -> bool {
    let path = before.rfind([' ', '\t']).map_or(0, |at| at + 1);
    let is_lead =
        |word: &str| word.contains('=') || ["sudo", "time", "command", "env", "exec", "nohup"].contains(&word);
    let lead = before[..path].trim_end();
    before[path..].contains('/')
        && !lead.is_empty()
        && !lead.ends_with_any("$>#%|;&(")
        && !lead.split_whitespace().all(is_lead)
}

/// Returns the first launcher of a curl command, and its offset.
fn find(text: &str) -> Option<(usize, Launched)> {
    for line in lines(text) {
        let content = &text[line.clone()];
        let indent = content.len() - content.trim_start().len();
        let after = ["| ", "&& ", "; "].iter().flat_map(|sign| content.match_indices(sign));
        let starts = std::iter::once(indent).chain(after.map(|(at, sign)| at + sign.len()));
        for start in starts.map(|start| line.start + start) {
            if let Some(launched) = read_launcher(&text[start..]) {
                return Some((start, launched));
            }
        }
    }
    None
}

/// Reads the launcher at the start of `text`.
fn read_launcher(text: &str) -> Option<Launched> {
    let first = text.before_any(" \t\n");
    let name = first.rsplit('/').next().unwrap_or_default();
    let mut at = schedule_length(text);
    if at == 0 && !word_list::contains(LAUNCHERS, name) {
        return None;
    }
    let is_container = word_list::contains(CONTAINERS, name) || name == "sudo";
    loop {
        let rest = text[at..].trim_start_any(" \t");
        at = text.len() - rest.len();
        if let Some(next) = rest.strip_prefix("\\\n") {
            at = text.len() - next.len();
            continue;
        }
        if rest.starts_with_any("'\"") {
            let (command, end) = read_shell_word(text, at)?;
            if commands::find(&command.text).is_some() || find(&command.text).is_some() {
                return Some(Launched { length: at, quoted: Some((command, end)), is_image: false });
            }
            at = end;
            continue;
        }
        let length = rest.find_any(" \t\n'\"").unwrap_or(rest.len());
        let word = &rest[..length];
        if length == 0 || word.starts_with_any("|;&#") {
            return None;
        }
        let next = rest[length..].trim_start_any(" \t");
        if is_container && is_image(word) {
            let end = text.len() - next.len();
            // kubectl separates the command with `--`, and the command may name curl again.
            let line = next.before_any("\n'\"");
            let arguments = line.find("-- ").filter(|at| *at == 0 || line[..*at].ends_with(' ')).map_or(0, |at| at + 3);
            let command = next[arguments..].trim_start();
            let again = command.split([' ', '\t']).next().filter(|word| is_curl(word)).map_or(0, str::len);
            if begins_arguments(&command[again..]) {
                let length = end + next.len() - command.len();
                return Some(Launched { length, quoted: None, is_image: again == 0 });
            }
        } else if is_curl(word) && begins_arguments(next) {
            return Some(Launched { length: at, quoted: None, is_image: false });
        }
        at += length;
    }
}

/// Returns whether `text` begins like the arguments of curl.
fn begins_arguments(text: &str) -> bool {
    let text = text.trim_start_any(" \t");
    shell::is_option(text) || text.trim_start_any("'\"<").starts_with("http") || text.starts_with('\\')
}

/// Returns whether a word names an image of curl, such as `curlimages/curl:8.1`.
fn is_image(word: &str) -> bool {
    let word = word.strip_prefix("--image=").unwrap_or(word);
    let name = word.rsplit('/').next().unwrap_or_default();
    word.contains('/') && !word.starts_with('/') && name.split([':', '@']).next() == Some("curl")
}

/// Returns the length of the cron schedule at the start of `text`.
fn schedule_length(text: &str) -> usize {
    const NAMES: &str = "@hourly @daily @midnight @weekly @monthly @yearly @annually @reboot";
    const FIELDS: usize = 5;
    let first = text.before_any(" \t");
    if word_list::contains(NAMES, first) {
        return first.len();
    }
    let mut rest = text;
    for _ in 0..FIELDS {
        let field = rest.before_any(" \t\n");
        // Months and weekdays have names: `mon-fri`.
        let is_time = |part: &str| {
            let is_name = part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_alphabetic());
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            part == "*" || is_name || is_number
        };
        if !field.split([',', '-', '/']).all(is_time) {
            return 0;
        }
        rest = rest[field.len()..].trim_start_any(" \t");
    }
    text.len() - rest.len()
}

/// Returns the word at the byte `at` without its quotes, and its end, or `None` if a quote is not closed
/// (POSIX.1-2017, Shell Command Language, 2.2). `PosixLexer` would also repair the word and report each repair, which
/// must happen once, when the command in it is split.
fn read_shell_word(text: &str, mut at: usize) -> Option<(MappedText, usize)> {
    let mut word = MappedText::default();
    while let Some(c) = text[at..].chars().next() {
        let inside = at + 1;
        match c {
            '\'' => {
                let length = text[inside..].find('\'')?;
                word.push(&text[inside..inside + length], inside);
                at = inside + length + 1;
            }
            '"' => {
                at = inside;
                loop {
                    let c = text[at..].chars().next()?;
                    let next = text[at + c.len_utf8()..].chars().next();
                    match (c, next) {
                        ('"', _) => break,
                        ('\\', Some(next @ ('"' | '\\' | '$' | '`'))) => {
                            word.replace_char(next, at..at + 2);
                            at += 2;
                        }
                        ('\\', Some('\n')) => at += 2,
                        _ => {
                            word.push_char(c, at);
                            at += c.len_utf8();
                        }
                    }
                }
                at += 1;
            }
            '\\' => {
                let c = text[inside..].chars().next()?;
                word.push_char(c, inside);
                at = inside + c.len_utf8();
            }
            ' ' | '\t' | '\n' | '\r' | ';' | '|' | '&' | ')' | '>' => break,
            _ => {
                word.push_char(c, at);
                at += c.len_utf8();
            }
        }
    }
    Some((word, at))
}
