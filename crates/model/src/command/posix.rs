//! Prints commands for bash, zsh, dash and other POSIX shells, and for fish.
//!
//! Section numbers refer to POSIX.1-2017, Shell Command Language.

use crate::instance::MASK;
use crate::request::HttpRequest;

use super::argument::{Argument, Part, Secrets, body, head, parts};
use super::heredoc;

/// Prints the command. A large body is a here-document (2.7.4).
pub(super) fn command(request: &HttpRequest, secrets: Secrets) -> String {
    if !request.is_large() {
        return with_body_argument(request, secrets);
    }
    let mut text = without_body(request, secrets);
    text.push_str(" \\\n  --data-binary @- ");
    heredoc::push(&mut text, parts(&request.body, secrets), secrets);
    text
}

/// Prints the command with the body as an argument.
pub(super) fn with_body_argument(request: &HttpRequest, secrets: Secrets) -> String {
    let mut text = without_body(request, secrets);
    if let Some(body) = body(request, secrets) {
        push_argument(&mut text, &body, " \\\n  ");
    }
    text
}

/// Prints the command without the body.
fn without_body(request: &HttpRequest, secrets: Secrets) -> String {
    let mut text = String::with_capacity(request.body.as_str().len() * 17 / 16 + 512);
    text.push_str("curl");
    push_arguments(&mut text, &head(request, secrets));
    text
}

/// Prints the command for fish, which has no here-documents. Its `printf` is a builtin without a maximum argument
/// length.
pub(super) fn fish(request: &HttpRequest, secrets: Secrets) -> String {
    if !request.is_large() {
        return command(request, secrets);
    }
    let mut text = String::with_capacity(request.body.as_str().len() * 17 / 16 + 512);
    text.push_str("printf %s ");
    push_quoted(&mut text, &parts(&request.body, secrets).collect::<Vec<_>>());
    text.push_str(" | curl");
    push_arguments(&mut text, &head(request, secrets));
    text.push_str(" \\\n  --data-binary @-");
    text
}

/// Prints a line that reads each variable from the terminal with the input hidden.
pub(super) fn prompt(variables: &[&str]) -> String {
    format!(
        "for v in {}; do printf '%s: ' \"$v\"; stty -echo; IFS= read -r \"$v\"; stty echo; echo; done",
        variables.join(" ")
    )
}

/// Prints that line for fish (fish manual, read: -s hides the input, -P sets the prompt).
pub(super) fn prompt_fish(variables: &[&str]) -> String {
    format!("for v in {}; read -s -P \"$v: \" $v; end", variables.join(" "))
}

/// Appends the arguments, one per line. A backslash before the line break joins the lines (2.2.1).
fn push_arguments(text: &mut String, arguments: &[Argument]) {
    for (index, argument) in arguments.iter().enumerate() {
        push_argument(text, argument, if index == 0 { " " } else { " \\\n  " });
    }
}

fn push_argument(text: &mut String, argument: &Argument, before: &str) {
    text.push_str(before);
    text.push_str(argument.option);
    if !argument.value.is_empty() {
        text.push(' ');
        push_quoted(text, &argument.value);
    }
}

/// Quotes `text` as one word of a POSIX shell.
#[must_use]
pub fn quote(text: &str) -> String {
    let mut word = String::with_capacity(text.len() + 16);
    push_quoted(&mut word, &[Part::Text(text)]);
    word
}

/// Appends the parts as one word.
///
/// Inside single quotes every character is literal but the single quote (2.2.2), which is written outside of them
/// after a backslash (2.2.1). In fish a backslash before a single quote or another backslash also escapes inside of
/// single quotes (fish manual, Quotes). Such backslashes are written outside too, so that one text works in both.
fn push_quoted(word: &mut String, parts: &[Part]) {
    let mut is_open = false;
    for (index, part) in parts.iter().enumerate() {
        if let Part::Variable(name) = part {
            word.extend([if is_open { "'\"$" } else { "\"$" }, name, "\""]);
            is_open = false;
            continue;
        }
        if !std::mem::replace(&mut is_open, true) {
            word.push('\'');
        }
        match part {
            Part::Text(text) => {
                push_text(word, text, matches!(parts.get(index + 1), Some(Part::Text(_) | Part::Mask)));
            }
            _ => word.push_str(MASK),
        }
    }
    if is_open {
        word.push('\'');
    }
}

/// Appends `text` inside open single quotes. Unless `has_more` text follows, a backslash at its end precedes the
/// closing quote and has to be escaped.
fn push_text(word: &mut String, text: &str, has_more: bool) {
    let bytes = text.as_bytes();
    let mut plain = 0;
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|byte| matches!(byte, b'\'' | b'\\')) {
        let start = at + found;
        if bytes[start] == b'\'' {
            word.push_str(&text[plain..start]);
            word.push_str("'\\''");
            at = start + 1;
            plain = at;
            continue;
        }
        let end = bytes[start..].iter().position(|byte| *byte != b'\\').map_or(bytes.len(), |length| start + length);
        let is_alone = end - start == 1 && !matches!(bytes.get(end), Some(b'\'')) && (end < bytes.len() || has_more);
        at = end;
        if is_alone {
            continue;
        }
        word.push_str(&text[plain..start]);
        word.push('\'');
        for _ in start..end {
            word.push_str("\\\\");
        }
        word.push('\'');
        plain = end;
    }
    word.push_str(&text[plain..]);
}
