//! Prints commands for PowerShell on every system and for Windows PowerShell.
//!
//! Topics such as `about_Parsing` refer to Microsoft Learn, PowerShell, "About".

use crate::request::HttpRequest;

use super::BODY_FILE;
use super::argument::{Argument, Part, Secrets, body, head, parts};
use super::windows::{MAX_LINE_UNITS, Segment, push_argument, push_ascii, segments};

/// How PowerShell passes an argument to a program (`about_Preference_Variables`,
/// `$PSNativeCommandArgumentPassing`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum ArgumentPassing {
    /// Unchanged: PowerShell 7.3 and later.
    Standard,
    /// In double quotes if it contains a space, but without escaping the double quotes in it: the command has to
    /// contain those backslashes and the outer quotes.
    Legacy,
}

/// Prints the command for PowerShell 7.3 and later.
pub(super) fn command(request: &HttpRequest, secrets: Secrets) -> String {
    print(request, secrets, "curl", ArgumentPassing::Standard)
}

/// Prints the command for Windows PowerShell, where `curl` without `.exe` is an alias of `Invoke-WebRequest`.
pub(super) fn windows(request: &HttpRequest, secrets: Secrets) -> String {
    print(request, secrets, "curl.exe", ArgumentPassing::Legacy)
}

/// Returns whether the body is too long for a Windows command line.
pub(super) fn is_long(request: &HttpRequest) -> bool {
    let length = |c: char| match c {
        '"' | '\\' => 2,
        c if c.is_ascii() => 1,
        c => 6 * c.len_utf16(),
    };
    let body = request.body.as_str();
    body.len() > MAX_LINE_UNITS || body.chars().map(length).sum::<usize>() > MAX_LINE_UNITS
}

/// Prints a line that reads each variable from the terminal with the input hidden.
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
        // Every PowerShell writes UTF-8 without a byte order mark this way. The path is absolute, since .NET does not
        // use PowerShell's current directory.
        text.push_str("[IO.File]::WriteAllText((Join-Path $PWD.ProviderPath '");
        text.push_str(BODY_FILE);
        text.push_str("'), ");
        let body = segments(parts(&request.body, secrets), push_ascii);
        push_value(&mut text, &body, ArgumentPassing::Standard, push_here_string);
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

/// Appends an option and its value.
fn push(text: &mut String, argument: &Argument, passing: ArgumentPassing, write: fn(&mut String, &str)) {
    text.push_str(argument.option);
    if argument.value.is_empty() {
        return;
    }
    text.push(' ');
    let has_variable = argument.value.iter().any(|part| matches!(part, Part::Variable(_)));
    let mut segments = segments(argument.value.iter().copied(), write);
    let needs_quotes =
        has_variable || segments.iter().any(|segment| matches!(segment, Segment::Text(text) if is_changed(text)));
    if passing == ArgumentPassing::Legacy && needs_quotes {
        add_legacy_quotes(&mut segments);
    }
    push_value(text, &segments, passing, push_string);
}

/// Returns whether [`ArgumentPassing::Legacy`] would change this argument. It drops an empty one.
fn is_changed(text: &str) -> bool {
    text.is_empty() || text.contains('"') || text.ends_with('\\')
}

/// Adds the outer double quotes and the backslashes before inner ones that [`ArgumentPassing::Legacy`] omits.
fn add_legacy_quotes(segments: &mut [Segment]) {
    let last = segments.len() - 1;
    for (index, segment) in segments.iter_mut().enumerate() {
        if let Segment::Text(text) = segment {
            let mut quoted = String::from(if index == 0 { "\"" } else { "" });
            push_argument(&mut quoted, text, index == last);
            quoted.push_str(if index == last { "\"" } else { "" });
            *text = quoted;
        }
    }
}

/// Appends a value: a string, or a sum of strings and variables, which needs parentheses in an argument
/// (`about_Operator_Precedence`).
fn push_value(text: &mut String, segments: &[Segment], passing: ArgumentPassing, push_literal: fn(&mut String, &str)) {
    let is_sum = segments.len() > 1;
    text.push_str(if is_sum { "(" } else { "" });
    let mut segments = segments
        .iter()
        .filter(|segment| !is_sum || !matches!(segment, Segment::Text(text) if text.is_empty()))
        .peekable();
    let mut separator = "";
    while let Some(segment) = segments.next() {
        text.push_str(separator);
        separator = " + ";
        match segment {
            Segment::Text(literal) => push_literal(text, literal),
            Segment::Variable(name) if passing == ArgumentPassing::Standard => text.extend(["$env:", name]),
            Segment::Variable(name) => push_escaped_variable(text, name, segments.peek().copied()),
        }
    }
    text.push_str(if is_sum { ")" } else { "" });
}

/// Appends an expression that escapes the value of a variable at run time by the rules of
/// [`super::windows::push_argument`]. `next` follows the value in its argument.
fn push_escaped_variable(text: &mut String, name: &str, next: Option<&Segment>) {
    text.extend(["($env:", name, r#" -replace '(\\*)"', '$1$1\"'"#]);
    // Backslashes at the end of the value are before a double quote only if the rest begins with one.
    if let Some(Segment::Text(next)) = next
        && next.trim_start_matches('\\').starts_with('"')
    {
        text.push_str(r" -replace '(\\+)$', '$1$1'");
    }
    text.push(')');
}

/// Appends a string in single quotes, where every character is literal but a single quote, which is doubled
/// (`about_Quoting_Rules`). Typographic single quotes count too.
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

/// Appends a here-string, where every character between the first and the last line break is literal
/// (`about_Quoting_Rules`). No line of JSON begins with a single quote, which would end it.
fn push_here_string(text: &mut String, literal: &str) {
    text.extend(["@'\n", literal, "\n'@"]);
}
