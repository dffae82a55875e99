//! bash, zsh, dash and every other shell that keeps to POSIX.

use super::Argument;

/// `text` as one word of a POSIX shell. Between single quotes every character stands for itself
/// but the single quote (POSIX.1-2017, Shell Command Language, 2.2.2); that one is written outside,
/// after a backslash (2.2.1).
#[must_use]
pub fn quote(text: &str) -> String {
    let mut word = String::with_capacity(text.len() + 16);
    push_quoted(&mut word, text);
    word
}

fn push_quoted(word: &mut String, text: &str) {
    word.push('\'');
    let mut parts = text.split('\'');
    word.push_str(parts.next().unwrap_or_default());
    for part in parts {
        word.push_str("'\\''");
        word.push_str(part);
    }
    word.push('\'');
}

/// The command, an argument a line; a backslash before the line break joins the lines (2.2.1).
pub(super) fn print(program: &str, arguments: &[Argument]) -> String {
    let length: usize = arguments.iter().filter_map(|argument| argument.value.as_ref()).map(String::len).sum();
    let mut text = String::with_capacity(length + length / 16 + 256);
    text.push_str(program);
    for (index, argument) in arguments.iter().enumerate() {
        text.push_str(if index == 0 { " " } else { " \\\n  " });
        text.push_str(argument.option.unwrap_or_default());
        if let Some(value) = &argument.value {
            if argument.option.is_some() {
                text.push(' ');
            }
            push_quoted(&mut text, value);
        }
    }
    text
}
