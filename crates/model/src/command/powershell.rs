//! PowerShell, on every system, and Windows PowerShell.
//!
//! The manual pages named are those of Microsoft Learn, PowerShell, "About".

use crate::request::HttpRequest;

use super::BODY_FILE;
use super::argument::{Argument, Part, Secrets, body, head, parts};
use super::windows::{LONGEST_LINE, Piece, pieces, push_argument, push_ascii};

/// How PowerShell hands an argument to a program (`about_Preference_Variables`,
/// `$PSNativeCommandArgumentPassing`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum ArgumentPassing {
    /// As it is: PowerShell 7.3 and later.
    Standard,
    /// In double quotes where it holds a space, but without a backslash before the double quotes in it:
    /// those, and the quotes around it, must be part of the argument.
    Legacy,
}

/// The command for PowerShell 7.3 and later.
pub(super) fn command(request: &HttpRequest, secrets: Secrets) -> String {
    print(request, secrets, "curl", ArgumentPassing::Standard)
}

/// The command for Windows PowerShell, where `curl` alone is another name of `Invoke-WebRequest`.
pub(super) fn windows(request: &HttpRequest, secrets: Secrets) -> String {
    print(request, secrets, "curl.exe", ArgumentPassing::Legacy)
}

/// Whether the body is too long for the one line that Windows makes of all arguments.
pub(super) fn is_long(request: &HttpRequest) -> bool {
    let length = |c: char| match c {
        '"' | '\\' => 2,
        c if c.is_ascii() => 1,
        c => 6 * c.len_utf16(),
    };
    let body = request.body.as_str();
    body.len() > LONGEST_LINE || body.chars().map(length).sum::<usize>() > LONGEST_LINE
}

/// Reads each variable from the terminal, unseen.
pub(super) fn prompt(variables: &[&str]) -> String {
    let list: Vec<_> = variables.iter().map(|variable| format!("'{variable}'")).collect();
    format!(
        "foreach ($v in {}) {{ Set-Item env:$v ([Net.NetworkCredential]::new('', (Read-Host $v -AsSecureString)).Password) }}",
        list.join(", ")
    )
}

fn print(request: &HttpRequest, secrets: Secrets, program: &str, passing: ArgumentPassing) -> String {
    let mut text = String::new();
    let by_file = is_long(request);
    if by_file {
        // Both PowerShells write it as UTF-8 without a byte order mark. .NET knows nothing of the folder
        // that PowerShell is in.
        text.push_str("[IO.File]::WriteAllText((Join-Path $PWD.ProviderPath '");
        text.push_str(BODY_FILE);
        text.push_str("'), ");
        push_value(&mut text, &pieces(parts(&request.body, secrets), push_ascii), push_here_string);
        text.push_str(")\n");
    }
    text.push_str(program);
    for (index, argument) in head(request, secrets).iter().enumerate() {
        // about_Parsing: a backtick before the line break joins the lines.
        text.push_str(if index == 0 { " " } else { " `\n  " });
        push(&mut text, argument, passing, String::push_str);
    }
    if by_file {
        text.extend([" `\n  --data-binary '@", BODY_FILE, "'\nRemove-Item ", BODY_FILE]);
    } else if let Some(body) = body(request, secrets) {
        text.push_str(" `\n  ");
        push(&mut text, &body, passing, push_ascii);
    }
    text
}

/// Adds an option and its value.
fn push(text: &mut String, argument: &Argument, passing: ArgumentPassing, write: fn(&mut String, &str)) {
    text.push_str(argument.option);
    if argument.value.is_empty() {
        return;
    }
    text.push(' ');
    let is_variable = argument.value.iter().any(|part| matches!(part, Part::Variable(_)));
    let mut pieces = pieces(argument.value.iter().copied(), write);
    let needs_quotes = is_variable || pieces.iter().any(|piece| matches!(piece, Piece::Text(text) if is_changed(text)));
    if passing == ArgumentPassing::Legacy && needs_quotes {
        quote_inside(&mut pieces);
    }
    push_value(text, &pieces, push_string);
}

/// Whether [`Passing::Legacy`] would not hand this over as it is; it drops what is empty.
fn is_changed(text: &str) -> bool {
    text.is_empty() || text.contains('"') || text.ends_with('\\')
}

/// Puts the double quotes around the value, and the backslashes before those in it, that
/// [`Passing::Legacy`] leaves out.
fn quote_inside(pieces: &mut [Piece]) {
    let last = pieces.len() - 1;
    for (index, piece) in pieces.iter_mut().enumerate() {
        if let Piece::Text(text) = piece {
            let mut quoted = String::from(if index == 0 { "\"" } else { "" });
            push_argument(&mut quoted, text, index == last);
            quoted.push_str(if index == last { "\"" } else { "" });
            *text = quoted;
        }
    }
}

/// Adds a value: a string, or the sum of strings and variables (`about_Operator_Precedence`: in an
/// argument that takes parentheses).
fn push_value(text: &mut String, pieces: &[Piece], push_literal: fn(&mut String, &str)) {
    let is_sum = pieces.len() > 1;
    text.push_str(if is_sum { "(" } else { "" });
    let pieces = pieces.iter().filter(|piece| !is_sum || !matches!(piece, Piece::Text(text) if text.is_empty()));
    for (index, piece) in pieces.enumerate() {
        text.push_str(if index == 0 { "" } else { " + " });
        match piece {
            Piece::Text(literal) => push_literal(text, literal),
            Piece::Variable(name) => text.extend(["$env:", name]),
        }
    }
    text.push_str(if is_sum { ")" } else { "" });
}

/// Between single quotes every character stands for itself but a single quote, which is doubled
/// (`about_Quoting_Rules`); the typographic ones are single quotes too.
fn push_string(text: &mut String, literal: &str) {
    text.push('\'');
    for c in literal.chars() {
        text.push(c);
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            text.push(c);
        }
    }
    text.push('\'');
}

/// A here-string, between whose first and last line break every character stands for itself
/// (`about_Quoting_Rules`). No line of JSON begins with a single quote.
fn push_here_string(text: &mut String, literal: &str) {
    text.extend(["@'\n", literal, "\n'@"]);
}
