//! Recognizes programs and their languages by signs outside of commands and JSON.

use model::char_set::CharSet;

use super::languages::{LANGUAGES, Language, TOOLS};
use crate::import_error::ImportError;

/// Returns the offset of the first sign of a program in `text` from the byte `from`, and the error that names it.
pub(crate) fn find(text: &str, from: usize) -> Option<(usize, ImportError)> {
    let tool = find_tool(text, from);
    // PowerShell names are case-insensitive.
    let lower = text.to_ascii_lowercase();
    let language = LANGUAGES.iter().find_map(|(name, signs)| {
        let text = if *name == "PowerShell" { &lower } else { text };
        let first = signs.iter().filter_map(|sign| find_sign(text, from, sign)).min()?;
        Some((first, *name))
    });
    match (tool, language) {
        (Some((at, name)), language) if language.is_none_or(|(other, _)| at < other) => {
            Some((at, ImportError::OtherProgram(name)))
        }
        (_, Some((at, name))) => Some((at, ImportError::ProgramText(name))),
        _ => None,
    }
}

/// Returns the language with the most signs in `text`, or else the one that its notation suggests.
pub(crate) fn most_likely(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let mut best: Option<(usize, &'static str)> = None;
    for (name, signs) in &LANGUAGES {
        let text = if *name == "PowerShell" { &lower } else { text };
        // A sign with a quote may be the end of one string and the start of another.
        let weight = |sign: &&&str| if sign.contains(['"', '\'', '$']) { 1 } else { 2 };
        let count =
            signs.iter().filter(|sign| find_sign(text, 0, sign).is_some()).map(|sign| weight(&sign)).sum::<usize>();
        if count > best.map_or(0, |(count, _)| count) {
            best = Some((count, *name));
        }
    }
    let tool = || find_tool(text, 0).filter(|(_, name)| name.starts_with("PowerShell")).map(|_| "PowerShell");
    best.map(|(_, name)| name).or_else(tool).or_else(|| find_by_notation(text).map(|(_, name)| name))
}

/// Returns the offset of `sign` in `text` from the byte `from`, unless it is part of a longer name.
fn find_sign(text: &str, from: usize, sign: &str) -> Option<usize> {
    let is_name = sign.starts_with(|c: char| c.is_ascii_alphanumeric());
    text[from..]
        .match_indices(sign)
        .map(|(at, _)| from + at)
        .find(|at| !(is_name && text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')))
}

/// Returns the offset of the first line that runs a tool, and the tool's name.
fn find_tool(text: &str, from: usize) -> Option<(usize, &'static str)> {
    let mut start = from;
    let mut found = None;
    for line in text[from..].split_inclusive('\n') {
        // The command may follow a pipe or a prompt.
        let command = line.trim_start_any("$>| \t#%");
        let piped = line.rsplit_once("| ").map_or(command, |(_, command)| command);
        let name = [command, piped].into_iter().find_map(|command| {
            let after = |start: &str| command.strip_prefix(start).map(str::trim_start);
            TOOLS.iter().find(|(start, _)| after(start).is_some_and(is_argument))
        });
        if let Some((_, name)) = name {
            found = Some((start + line.len() - line.trim_start().len(), *name));
            break;
        }
        start += line.len();
    }
    found
}

/// Returns whether `text` begins like a program's arguments (an option, a method or a URL), and not like a sentence.
fn is_argument(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let is_method = matches!(word, "POST" | "GET" | "PUT" | "PATCH" | "DELETE" | "request" | "run" | "\\" | "`" | "^");
    is_method || word.starts_with_any("-$\"'‘“:") || word.contains("://") || word.contains("/elements/")
}

/// Returns the name of a program's language by its signs, or else its punctuation.
pub(crate) fn guess_language(text: &str) -> &'static str {
    const OTHERS: [Language; 9] = [
        ("PowerShell", &["$env:", "= @{", "\n'@", "\n\"@"]),
        ("C#", &["@\"", "string ", "new {", "decimal "]),
        (
            "Python",
            &[
                "f\"", "f'", "True", "None", " % (", "\"\"\"", "print(", "def ", "= (\n", ": u'", ": u\"", ": b'",
                ": b\"", ": ('", ": (\"",
            ],
        ),
        ("Rust", &["r#\""]),
        ("PHP", &["array(", " => '", " . '", " . \"", "getenv("]),
        ("Java", &["String ", "Map.of(", "final "]),
        ("Ruby", &[":element", "ENV.", "=> \""]),
        ("JavaScript", &["const ", "let ", "var ", "`"]),
        ("Java, C# or JavaScript", &["\" +", "+ \""]),
    ];
    let language = find(text, 0).and_then(|(_, error)| match error {
        ImportError::ProgramText(name) => Some(name),
        _ => None,
    });
    language.unwrap_or_else(|| {
        let is_sign = |(_, signs): &&Language| signs.iter().any(|sign| find_sign(text, 0, sign).is_some());
        OTHERS.iter().find(is_sign).map_or("JavaScript", |(name, _)| name)
    })
}

/// Returns the offset and the language of a program by the notation of its strings and objects.
pub(super) fn find_by_notation(text: &str) -> Option<(usize, &'static str)> {
    const NOTATIONS: [Language; 6] = [
        ("PowerShell", &["\n'@", "\n\"@", "= @{", "$env:"]),
        ("C#", &["@\"", "$\"", "new {"]),
        ("Rust", &["r#\""]),
        ("C++", &["R\"("]),
        ("Python", &["= f\"", "= f'", "\"\"\"", "= r'", "= b'", "dict("]),
        ("PHP", &["array(", "=> ["]),
    ];
    if let Some(found) = find_toml(text) {
        return Some(found);
    }
    let notation = NOTATIONS.iter().find_map(|(name, signs)| {
        let first = signs.iter().filter_map(|sign| find_sign(text, 0, sign)).min()?;
        Some((first, *name))
    });
    notation.or_else(|| find_concatenation(text)).or_else(|| find_statement(text)).or_else(|| find_yaml(text))
}

/// Returns the offset of a string concatenation over several lines, and its language.
pub(super) fn find_concatenation(text: &str) -> Option<(usize, &'static str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let joins = content.ends_with_any("+.&\\") && content.trim_end_any("+.&\\ ").ends_with_any("\"'")
            || content.starts_with_any("+.&") && content[1..].trim_start().starts_with_any("\"'");
        if joins && !content.starts_with('-') {
            return Some((start, guess_language(text)));
        }
        start += line.len();
    }
    None
}

/// Returns the offset of an assignment or a call with a string argument, and its language.
fn find_statement(text: &str) -> Option<(usize, &'static str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim();
        let name_end =
            content.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.'))).unwrap_or(content.len());
        let after = content[name_end..].trim_start();
        let assigns = after.starts_with("= ") && name_end > 0
            || ["const ", "let ", "var ", "val ", "String ", "string "]
                .iter()
                .any(|word| content.starts_with(word) && content.contains('='));
        let calls = after.starts_with("(\"") || after.starts_with("('") || after.starts_with("({");
        if content.starts_with(|c: char| c.is_alphabetic() || c == '$') && (assigns || calls && name_end > 0) {
            return Some((start, guess_language(text)));
        }
        start += line.len();
    }
    None
}

/// Returns the offset of a TOML document: a table name and lines with a name and a value.
fn find_toml(text: &str) -> Option<(usize, &'static str)> {
    let is_name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-\"' ".contains(&byte))
    };
    let is_table = |line: &str| {
        let name = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
        name.is_some_and(|name| is_name(name.trim_start_matches('[').trim_end_matches(']')) && !name.starts_with('"'))
    };
    let is_member = |line: &str| {
        line.split_once('=')
            .is_some_and(|(name, value)| is_name(name.trim()) && !value.trim().is_empty() && !value.ends_with(';'))
    };
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let is_first = lines.next().is_some_and(|first| is_table(first) || is_member(first));
    let has_table = text.lines().any(|line| is_table(line.trim()));
    let has_member = text.lines().any(|line| is_member(line.trim()));
    (is_first && has_table && has_member).then(|| (text.len() - text.trim_start().len(), "TOML"))
}

/// Returns the offset of a YAML key that a request body contains.
fn find_yaml(text: &str) -> Option<(usize, &'static str)> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let key = line.trim_end();
        let next = text[start + line.len()..].lines().next().unwrap_or_default();
        if matches!(key, "element:" | "configuration:" | "orders:" | "customers:" | "products:")
            && next.starts_with("  ")
        {
            return Some((start, "YAML"));
        }
        start += line.len();
    }
    None
}
