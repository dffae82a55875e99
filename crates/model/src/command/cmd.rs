//! The prompt of cmd.exe.
//!
//! cmd takes a line apart before the program does. It knows no backslash: each double quote turns its
//! quoting on or off, and outside of that `& | < > ( ) ^` act (Microsoft Learn, "cmd"). `%NAME%` acts
//! everywhere. A line break ends the command, also between quotes.

use crate::request::HttpRequest;

use super::BODY_FILE;
use super::argument::{Argument, Secrets, body, head};
use super::windows::{Piece, pieces, push_argument, push_ascii, push_escape};

/// The most characters of a line at the prompt (Microsoft Learn, "Command prompt line string
/// limitation": 8,191), less what joins the two.
const LONGEST_LINE: usize = 8_180;

/// The command. The body's layout is left out, since no line break can be part of it.
pub(super) fn command(request: &HttpRequest, secrets: Secrets) -> String {
    let mut text = start(request, secrets);
    if is_long(request) {
        text.extend([" ^\n  --data-binary \"@", BODY_FILE, "\""]);
    } else {
        text.push_str(&body_argument(request, secrets));
    }
    text
}

/// Whether the body is too long for a line of the prompt, secrets put in.
pub(super) fn is_long(request: &HttpRequest) -> bool {
    let length = || start(request, Secrets::Shown).len() + body_argument(request, Secrets::Shown).len();
    request.body.as_str().len() > LONGEST_LINE || length() > LONGEST_LINE
}

/// Whether the body travels in an argument as it is.
pub(super) fn preserves_bytes(body: &str) -> bool {
    let mut json = String::with_capacity(body.len());
    Compact::default().push(&mut json, body);
    json == body
}

/// All but the body.
fn start(request: &HttpRequest, secrets: Secrets) -> String {
    let mut text = String::from("curl.exe");
    for argument in head(request, secrets) {
        push(&mut text, &argument);
    }
    text
}

/// Reads each variable at the prompt. cmd has no way to read unseen.
pub(super) fn prompt(variables: &[&str]) -> String {
    let asked: Vec<_> = variables.iter().map(|variable| format!("set /p \"{variable}={variable}: \"")).collect();
    asked.join(" & ")
}

/// The body's option and value, on a line of its own; nothing for a request without a body.
fn body_argument(request: &HttpRequest, secrets: Secrets) -> String {
    let Some(argument) = body(request, secrets) else { return String::new() };
    let mut compact = Compact::default();
    let mut text = String::from(" ^\n  ");
    text.extend([argument.option, " \""]);
    push_pieces(&mut text, &pieces(argument.value, |json, text| compact.push(json, text)));
    text.push('"');
    text
}

fn push(text: &mut String, argument: &Argument) {
    text.push_str(if argument.option == "--request" { " " } else { " ^\n  " });
    text.push_str(argument.option);
    if argument.value.is_empty() {
        return;
    }
    text.push(' ');
    let pieces = pieces(argument.value.iter().copied(), String::push_str);
    let mut quoted = String::from("\"");
    push_pieces(&mut quoted, &pieces);
    quoted.push('"');
    let has_variable = pieces.len() > 1;
    let acts = |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains(['"', '%']));
    if !has_variable && pieces.iter().any(acts) {
        push_careted(text, &quoted);
    } else {
        text.push_str(&quoted);
    }
}

fn push_pieces(text: &mut String, pieces: &[Piece]) {
    for (index, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(piece) => push_argument(text, piece, index + 1 == pieces.len()),
            Piece::Variable(name) => text.extend(["%", name, "%"]),
        }
    }
}

/// Adds what is quoted for the program with a caret before all that acts in cmd, the quotes too, so that
/// its own quoting is never on. The caret after a percent sign makes of every `%NAME%` the name of a
/// variable that there is not; the prompt leaves that as it is, and takes the caret away.
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

/// A JSON text without its layout, with an escape in the place of each character of its strings that
/// acts in cmd or is beyond ASCII.
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
