//! Recognizes programs and their languages by signs outside of commands and JSON.

use model::char_set::CharSet;

use super::language_signs::{LANGUAGE_SIGNS, LanguageSigns, SIGN_END, TOOLS, UNREAD, signs};
use crate::import_error::ImportError;

/// Returns the offset of the first sign of a program in `text` from the byte `from`, and the error that names it.
pub(crate) fn find(text: &str, from: usize) -> Option<(usize, ImportError)> {
    let tool = find_tool(text, from);
    let language = first_sign(text, from, &LANGUAGE_SIGNS);
    match (tool, language) {
        (Some((at, name)), language) if language.is_none_or(|(other, _)| at < other) => {
            Some((at, ImportError::OtherProgram(name)))
        }
        (_, Some((at, name))) => Some((at, ImportError::ProgramText(name))),
        _ => None,
    }
}

/// Returns the language with the most signs in `text`.
fn most_likely(text: &str) -> Option<&'static str> {
    let mut counts = [0; LANGUAGE_SIGNS.len()];
    let signs = find_signs(text, 0, &LANGUAGE_SIGNS);
    for Sign { language, text, .. } in &signs {
        // A sign with a quote may be the end of one string and the start of another.
        counts[*language] += if text.contains_any("\"'$") { 1 } else { 2 };
    }
    let most = counts.into_iter().max().filter(|count| *count > 0);
    let best =
        most.and_then(|most| counts.iter().position(|count| *count == most)).map(|index| LANGUAGE_SIGNS[index].0);
    let tool = || find_tool(text, 0).filter(|(_, name)| name.starts_with("PowerShell")).map(|_| "PowerShell");
    // JavaScript and Python have `await`.
    let is_only_await = || signs.iter().all(|sign| sign.text == "await ");
    match best {
        Some("JavaScript") if is_only_await() && has_python_marks(text) => Some("Python"),
        best => best.or_else(tool),
    }
}

/// Returns whether a text has notations of Python that JavaScript does not have.
fn has_python_marks(text: &str) -> bool {
    const MARKS: [&str; 9] = ["json=", "headers=", "data=", "content=", "async with ", "def ", " f\"", " f'", "print("];
    const OTHER_MARKS: [&str; 3] = ["const ", "let ", "var "];
    MARKS.iter().any(|mark| text.contains(mark)) && !OTHER_MARKS.iter().any(|mark| text.contains(mark))
}

/// Returns the language of a program that may contain a request, by its signs or else its notation, if `program` reads it.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    let by_notation = || find_by_notation(text).map(|(_, name)| name);
    detect_by(text, &|| most_likely(text).or_else(by_notation))
}

/// Returns the language of a program that may contain a request, by its signs only, if `program` reads it.
pub(crate) fn detect_by_signs(text: &str) -> Option<&'static str> {
    detect_by(text, &|| most_likely(text))
}

fn detect_by(text: &str, language: &dyn Fn() -> Option<&'static str>) -> Option<&'static str> {
    may_contain_request(text).then(language).flatten().filter(|name| !UNREAD.contains(name))
}

/// Returns whether a text contains parts of the request, and is neither markup nor a command.
fn may_contain_request(text: &str) -> bool {
    let has_request = text.contains("/instances")
        || text.contains("/elements/")
        || text.contains("Authorization") && text.contains("User ");
    let start = text.trim_start();
    let is_markup = start.starts_with('<') && !start.starts_with("<?php") && !start.starts_with("<#");
    let is_tool = || {
        find_tool(text, 0).is_some_and(|(_, name)| !name.starts_with("PowerShell"))
            && matches!(find(text, 0), Some((_, ImportError::OtherProgram(_))))
    };
    has_request && !is_markup && !is_tool()
}

/// A sign of a language, in a text.
struct Sign {
    /// The language's index.
    language: usize,
    text: &'static str,
    /// The offset of the first occurrence that is not part of a longer name.
    at: Option<usize>,
    /// The number, from one, of the next sign that begins with the same two letters, or else zero.
    next: u16,
}

/// Returns the signs of `languages` that are in `text` from the byte `from`. Reads the text once for all of them: a
/// search for each took more than half of the time of importing a program.
fn find_signs(text: &str, from: usize, languages: &[LanguageSigns]) -> Vec<Sign> {
    // PowerShell's names are case-insensitive.
    let key = |first: u8, second: u8| {
        usize::from(first.to_ascii_lowercase()) << 5 & 0xfe0 ^ usize::from(second.to_ascii_lowercase())
    };
    let mut signs: Vec<Sign> = Vec::new();
    let mut by_key = vec![0_u16; 0x1000];
    for (language, (_, texts)) in languages.iter().enumerate() {
        for text in texts.split_terminator(SIGN_END) {
            let first = &mut by_key[key(text.as_bytes()[0], text.as_bytes()[1])];
            signs.push(Sign { language, text, at: None, next: *first });
            *first = u16::try_from(signs.len()).unwrap_or_default();
        }
    }
    let bytes = text.as_bytes();
    for at in from..bytes.len().saturating_sub(1) {
        let mut number = by_key[key(bytes[at], bytes[at + 1])];
        while let Some(sign) = usize::from(number).checked_sub(1).and_then(|index| signs.get_mut(index)) {
            number = sign.next;
            let here = bytes.get(at..at + sign.text.len()).unwrap_or_default();
            let is_here = here == sign.text.as_bytes()
                || languages[sign.language].0 == "PowerShell" && here.eq_ignore_ascii_case(sign.text.as_bytes());
            if is_here && sign.at.is_none() {
                let is_name = sign.text.starts_with(|c: char| c.is_ascii_alphanumeric());
                // `Net::HTTP.post(` of Ruby is not `HTTP.post(` of Julia.
                let is_part = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-')
                    || sign.text.starts_with("HTTP.") && text[..at].ends_with("::");
                // The words of a sentence are no signs: `We use axios.`
                let is_word = || sign.text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" /".contains(&byte));
                let is_sign = !is_name || !(is_part || is_word() && is_in_sentence(text, at));
                sign.at = is_sign.then_some(at);
            }
        }
    }
    signs.retain(|sign| sign.at.is_some());
    signs
}

/// Returns whether the line at the byte `at` is a sentence: it begins with a capital letter, has several words, and no
/// punctuation of a program.
fn is_in_sentence(text: &str, at: usize) -> bool {
    /// The maximum length before and after the byte, so that long lines do not take longer.
    const MAX_BYTES: usize = 300;
    let from = text.floor_char_boundary(at.saturating_sub(MAX_BYTES));
    let to = text.floor_char_boundary(at + MAX_BYTES);
    let start = text[from..at].rfind('\n').map(|end| from + end + 1).or((from == 0).then_some(0));
    let end = text[at..to].find('\n').map(|length| at + length).or((to == text.len()).then_some(to));
    let (Some(start), Some(end)) = (start, end) else { return false };
    let line = text[start..end].trim_start_any("#*>- \t");
    let is_capital = line.starts_with(|c: char| c.is_ascii_uppercase());
    is_capital && line.split_whitespace().nth(2).is_some() && !line.contains_any("(){}[]=;<>\"`")
}

/// Returns the first of `languages` that has a sign in `text` from the byte `from`, and the offset of its first sign.
fn first_sign(text: &str, from: usize, languages: &[LanguageSigns]) -> Option<(usize, &'static str)> {
    let signs = find_signs(text, from, languages);
    let first = signs.iter().min_by_key(|sign| (sign.language, sign.at))?;
    Some((first.at?, languages[first.language].0))
}

/// Returns the offset of the first line that runs a tool, and the tool's name.
pub(crate) fn find_tool(text: &str, from: usize) -> Option<(usize, &'static str)> {
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
    const OTHERS: [LanguageSigns; 9] = [
        ("PowerShell", signs!["$env:", "= @{", "\n'@", "\n\"@", "curl.exe"]),
        ("C#", signs!["@\"", "string ", "new {", "decimal "]),
        (
            "Python",
            signs![
                "f\"", "f'", "True", "None", " % (", "\"\"\"", "print(", "def ", "= (\n", ": u'", ": u\"", ": b'",
                ": b\"", ": ('", ": (\"",
            ],
        ),
        ("Rust", signs!["r#\""]),
        ("PHP", signs!["array(", " => '", " . '", " . \"", "getenv("]),
        ("Java", signs!["String ", "Map.of(", "final "]),
        ("Ruby", signs![":element", "ENV.", "=> \""]),
        ("JavaScript", signs!["const ", "let ", "var "]),
        ("Java, C# or JavaScript", signs!["\" +", "+ \""]),
    ];
    let language = find(text, 0).and_then(|(_, error)| match error {
        ImportError::ProgramText(name) => Some(name),
        _ => None,
    });
    let is_joined = |name: &str| name == OTHERS[OTHERS.len() - 1].0;
    let other = || first_sign(text, 0, &OTHERS).filter(|(_, name)| !(is_joined(name) && text.contains('`')));
    language.or_else(|| other().map(|(_, name)| name)).unwrap_or("JavaScript")
}

/// Returns the offset and the language of a program by the notation of its strings and objects.
pub(super) fn find_by_notation(text: &str) -> Option<(usize, &'static str)> {
    const NOTATIONS: [LanguageSigns; 6] = [
        ("PowerShell", signs!["\n'@", "\n\"@", "= @{", "$env:"]),
        ("C#", signs!["@\"", "$\"", "new {"]),
        ("Rust", signs!["r#\""]),
        ("C++", signs!["R\"("]),
        ("Python", signs!["= f\"", "= f'", "\"\"\"", "= r'", "= b'", "dict("]),
        ("PHP", signs!["array(", "=> ["]),
    ];
    if let Some(found) = find_toml(text) {
        return Some(found);
    }
    let notation = first_sign(text, 0, &NOTATIONS);
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
