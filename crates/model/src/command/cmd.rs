//! Prints commands for the prompt of cmd.exe.
//!
//! cmd parses a line before the program does. A backslash does not escape: each double quote turns quoting on or off.
//! Outside of quotes `& | < > ( ) ^` are operators (Microsoft Learn, "cmd"). `%NAME%` is expanded everywhere. A line
//! break ends the command, even inside quotes.

use crate::request::HttpRequest;

use super::BODY_FILE;
use super::argument::{Argument, Secrets, body, head};
use super::windows::{Segment, push_argument, push_ascii, push_escape, segments};

/// The maximum length of a command line in bytes. The limit of the prompt is 8,191 characters (Microsoft Learn,
/// "Command prompt line string limitation").
const MAX_LINE_BYTES: usize = 8_180;

/// Prints the command. The body is compact JSON, since a line break would end the command.
pub(super) fn command(request: &HttpRequest, secrets: Secrets) -> String {
    let mut text = head_command(request, secrets);
    if is_long(request) {
        text.extend([" ^\n  --data-binary \"@", BODY_FILE, "\""]);
    } else {
        text.push_str(&body_argument(request, secrets));
    }
    text
}

/// Returns whether the body with its secrets is too long for a command line.
pub(super) fn is_long(request: &HttpRequest) -> bool {
    let length = || head_command(request, Secrets::Shown).len() + body_argument(request, Secrets::Shown).len();
    request.body.as_str().len() > MAX_LINE_BYTES || length() > MAX_LINE_BYTES
}

/// Returns whether the program receives `body` unchanged.
pub(super) fn preserves_bytes(body: &str) -> bool {
    let mut json = String::with_capacity(body.len());
    Compact::default().push(&mut json, body);
    json == body
}

/// Prints the command without the body.
fn head_command(request: &HttpRequest, secrets: Secrets) -> String {
    let mut text = String::from("curl.exe");
    for argument in head(request, secrets) {
        push_option(&mut text, &argument);
    }
    text
}

/// Prints a line that asks for each variable. cmd cannot hide the input.
pub(super) fn prompt(variables: &[&str]) -> String {
    let questions: Vec<_> = variables.iter().map(|variable| format!("set /p \"{variable}={variable}: \"")).collect();
    questions.join(" & ")
}

/// Prints the body's option and value on a separate line; empty for a request without a body.
fn body_argument(request: &HttpRequest, secrets: Secrets) -> String {
    let Some(argument) = body(request, secrets) else { return String::new() };
    let mut compact = Compact::default();
    let mut text = String::from(" ^\n  ");
    text.extend([argument.option, " \""]);
    push_segments(&mut text, &segments(argument.value, |json, text| compact.push(json, text)));
    text.push('"');
    text
}

/// Appends an option and its value.
fn push_option(text: &mut String, argument: &Argument) {
    text.push_str(if argument.option == "--request" { " " } else { " ^\n  " });
    text.push_str(argument.option);
    if argument.value.is_empty() {
        return;
    }
    text.push(' ');
    let segments = segments(argument.value.iter().copied(), String::push_str);
    let mut quoted = String::from("\"");
    push_segments(&mut quoted, &segments);
    quoted.push('"');
    let has_variable = segments.len() > 1;
    let is_special = |segment: &Segment| matches!(segment, Segment::Text(text) if text.contains(['"', '%']));
    if !has_variable && segments.iter().any(is_special) {
        push_careted(text, &quoted);
    } else {
        text.push_str(&quoted);
    }
}

fn push_segments(text: &mut String, segments: &[Segment]) {
    for (index, segment) in segments.iter().enumerate() {
        match segment {
            Segment::Text(segment) => push_argument(text, segment, index + 1 == segments.len()),
            Segment::Variable(name) => text.extend(["%", name, "%"]),
        }
    }
}

/// Appends a quoted argument with a caret before each character that is special in cmd. The quotes get one too, so
/// that cmd's own quoting stays off. The caret after a percent sign turns `%NAME%` into the name of an undefined
/// variable, which the prompt leaves in place; then it removes the caret.
fn push_careted(text: &mut String, quoted: &str) {
    let mut after_percent = false;
    for c in quoted.chars() {
        if after_percent || matches!(c, '"' | '&' | '|' | '<' | '>' | '(' | ')' | '^' | '!') {
            text.push('^');
        }
        after_percent = c == '%';
        text.push(c);
    }
}

/// Compacts JSON, and escapes each character of its strings that is special in cmd or not ASCII. A JSON text may be
/// pushed in several parts.
#[derive(Default)]
struct Compact {
    in_string: bool,
    after_backslash: bool,
}

impl Compact {
    fn push(&mut self, json: &mut String, text: &str) {
        let mut buffer = [0; 4];
        for c in text.chars() {
            if !self.in_string {
                self.in_string = c == '"';
                if !c.is_ascii_whitespace() {
                    json.push(c);
                }
                continue;
            }
            let was_escaped = self.after_backslash;
            self.after_backslash = c == '\\' && !was_escaped;
            self.in_string = c != '"' || was_escaped;
            match c {
                '&' | '|' | '<' | '>' | '(' | ')' | '^' | '%' | '!' => push_escape(json, c as u16),
                _ => push_ascii(json, c.encode_utf8(&mut buffer)),
            }
        }
    }
}
