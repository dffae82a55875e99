//! Measures prefixes of single lines: quote marks, prompts, line numbers.

use model::char_set::CharSet;

/// Returns the number of quote marks (`>`) at the start of a line, at most `max_count`, and their length in bytes.
pub(super) fn quote_marks(line: &str, max_count: usize) -> (usize, usize) {
    let (mut count, mut length) = (0, 0);
    loop {
        let rest = &line[length..];
        let spaces = rest.len() - rest.trim_start_any(" \t").len();
        // Spaces are allowed before the first mark, and one between two.
        if count == max_count || !rest[spaces..].starts_with('>') || count > 0 && spaces > 1 {
            break;
        }
        count += 1;
        length += spaces + 1;
    }
    let has_space = count > 0 && line[length..].starts_with(' ');
    (count, length + usize::from(has_space))
}

/// Returns the length of a continuation prompt at the start of `line`.
pub(super) fn continuation(line: &str) -> usize {
    const NAMES: [&str; 12] = [
        "More? ",
        "quote> ",
        "dquote> ",
        "bquote> ",
        "pipe> ",
        "heredoc> ",
        "cmdand> ",
        "cmdor> ",
        "cursh> ",
        "subsh> ",
        "then> ",
        "> ",
    ];
    let trimmed = line.trim_start();
    let spaces = line.len() - trimmed.len();
    if let Some(name) = NAMES.iter().find(|name| trimmed.starts_with(*name)) {
        return spaces + name.len();
    }
    if trimmed.starts_with(">>") && !trimmed.starts_with(">>>") {
        return spaces + 2 + usize::from(trimmed[2..].starts_with(' '));
    }
    if trimmed == ">" { spaces + 1 } else { 0 }
}

/// Returns the length of a POSIX shell's prompt at the start of `line`, if a command follows it.
pub(super) fn prompt(line: &str) -> usize {
    /// The maximum length of a prompt, in bytes: it may contain a long path.
    const MAX_PROMPT_BYTES: usize = 80;
    let start = &line[..line.floor_char_boundary(MAX_PROMPT_BYTES)];
    let mark = start.char_indices().find(|(at, c)| {
        matches!(c, '$' | '%' | '#' | '❯' | '➜' | '>' | '»' | '✗') && line[at + c.len_utf8()..].starts_with_any(" \t")
    });
    let Some((at, mark)) = mark else { return 0 };
    let before = line[..at].trim_start();
    let rest = line[at + mark.len_utf8()..].trim_start();
    let length = line.len() - rest.len();
    if mark == '➜' && !begins_command(rest) {
        // This prompt shows the folder behind the arrow.
        let folder = rest.find("curl ").filter(|at| *at < MAX_PROMPT_BYTES && rest[..*at].ends_with(' '));
        return folder.map_or(0, |folder| length + folder);
    }
    let is_name = |c: char| {
        c.is_alphanumeric() || matches!(c, '@' | ':' | '~' | '/' | '.' | '-' | '_' | '[' | ']' | '(' | ')' | ' ')
    };
    let is_prompt = before.is_empty() || before.chars().all(is_name) && before.split(' ').count() <= 4;
    let is_comment = before.is_empty() && mark == '#' && !begins_command(rest);
    let is_certain = before.is_empty() && matches!(mark, '$' | '%' | '❯' | '»') || begins_command(rest);
    if is_prompt && is_certain && !is_comment { length } else { 0 }
}

/// Returns whether `text` begins like a command line.
pub(super) fn begins_command(text: &str) -> bool {
    let word = text.before_any(" \t\\^`");
    let is_assignment = word.split_once('=').is_some_and(|(name, _)| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    });
    let name = word.rsplit('/').next().unwrap_or_default();
    is_assignment
        || matches!(
            name,
            "curl" | "curl.exe" | "sudo" | "export" | "cat" | "printf" | "echo" | "set" | "cd" | "time" | "env"
        )
}

/// Returns the length of a Windows shell's prompt at the start of `line`: a folder, or `PS` and a folder, and `>`.
pub(super) fn windows_prompt(line: &str) -> usize {
    let after = line.strip_prefix("PS").filter(|after| after.starts_with_any(" >")).map(str::trim_start);
    let folder = after.unwrap_or(line);
    let is_drive = folder.get(1..3) == Some(":\\") && folder.starts_with(|c: char| c.is_ascii_alphabetic());
    let is_folder = is_drive || after.is_some() && folder.starts_with_any("/~>\\");
    let mark = folder.find('>').filter(|at| is_folder && !folder[..*at].contains_any("\"'"));
    mark.map_or(0, |at| line.len() - folder.len() + at + 1)
}

/// Returns the number at the start of a line, and its length including the punctuation after it.
pub(super) fn number(line: &str) -> Option<(usize, usize)> {
    const MAX_DIGITS: usize = 6;
    let trimmed = line.trim_start();
    let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > MAX_DIGITS {
        return None;
    }
    let number = trimmed[..digits].parse().ok()?;
    let rest = &trimmed[digits..];
    let spaces = rest.len() - rest.trim_start_any(" \t").len();
    let sign = rest[spaces..].chars().next().filter(|c| matches!(c, '|' | '│' | ':' | '.' | ')' | '┃'));
    let after = rest[spaces + sign.map_or(0, char::len_utf8)..].chars().next();
    let has_end =
        spaces > 0 || after.is_none_or(|c| c.is_whitespace() || matches!(c, '{' | '}' | '"' | ']' | '-' | 'c'));
    let length = line.len() - trimmed.len() + digits;
    let sign = sign.map_or(0, |sign| spaces + sign.len_utf8());
    has_end.then_some((number, length + sign))
}
