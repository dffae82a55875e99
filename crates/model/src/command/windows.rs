//! What holds for every program on Windows: one line of text that the program takes apart itself.

use crate::instance::MASK;

use super::argument::Part;

/// The most UTF-16 units of a command line (`CreateProcessW`, `lpCommandLine`: 32,767 with the end mark),
/// less what the program's name, the URL and the headers may take.
pub(super) const LONGEST_LINE: usize = 30_000;

/// Adds `text` as it stands between the double quotes of an argument. Backslashes before a double quote,
/// or before the end of the argument, are doubled, and the quote gets one more (Microsoft Learn,
/// "Parsing C command-line arguments"; `CommandLineToArgvW`).
pub(super) fn push_argument(line: &mut String, text: &str, is_last: bool) {
    let mut backslashes = 0;
    for c in text.chars() {
        match c {
            '\\' => backslashes += 1,
            '"' => {
                line.extend(std::iter::repeat_n('\\', backslashes + 1));
                backslashes = 0;
            }
            _ => backslashes = 0,
        }
        line.push(c);
    }
    if is_last {
        line.extend(std::iter::repeat_n('\\', backslashes));
    }
}

/// Adds a piece of a JSON text with every character beyond ASCII as an escape: the curl that comes with
/// Windows reads its arguments in the system's code page, which need not have them.
pub(super) fn push_ascii(json: &mut String, text: &str) {
    for c in text.chars() {
        if c.is_ascii() {
            json.push(c);
        } else {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                push_escape(json, *unit);
            }
        }
    }
}

/// Adds the escape of one UTF-16 unit in a JSON string.
pub(super) fn push_escape(json: &mut String, unit: u16) {
    json.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        json.extend(char::from_digit(u32::from(unit >> shift) & 15, 16));
    }
}

/// An argument's value with the texts that stand beside each other made one.
pub(super) enum Piece<'a> {
    /// Text, as the program shall get it.
    Text(String),
    /// The value of the environment variable of that name.
    Variable(&'a str),
}

/// The pieces of `parts`, each text added by `write`.
pub(super) fn pieces<'a>(
    parts: impl IntoIterator<Item = Part<'a>>,
    mut write: impl FnMut(&mut String, &str),
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Text(part) => write(&mut text, part),
            Part::Mask => text.push_str(MASK),
            Part::Variable(name) => {
                pieces.push(Piece::Text(std::mem::take(&mut text)));
                pieces.push(Piece::Variable(name));
            }
        }
    }
    pieces.push(Piece::Text(text));
    pieces
}
