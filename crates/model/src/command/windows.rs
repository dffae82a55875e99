//! Quotes arguments for programs on Windows, which receive one command line and parse it themselves.

use crate::instance::MASK;

use super::argument::Part;

/// The maximum length of a body on a command line, in UTF-16 units. The whole line may have 32,767 with its terminator
/// (`CreateProcessW`, `lpCommandLine`); the rest is left to the program's name, the URL and the headers.
pub(super) const MAX_LINE_UNITS: usize = 30_000;

/// Appends `text` inside the double quotes of an argument. Backslashes before a double quote or before the end of the
/// argument are doubled, and the quote gets one more (Microsoft Learn, "Parsing C command-line arguments";
/// `CommandLineToArgvW`).
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

/// Appends JSON with every non-ASCII character escaped: the curl of Windows reads its arguments in the system's code
/// page, which may lack the character.
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

/// Appends the JSON escape of one UTF-16 unit.
pub(super) fn push_escape(json: &mut String, unit: u16) {
    json.push_str("\\u");
    for shift in [12, 8, 4, 0] {
        json.extend(char::from_digit(u32::from(unit >> shift) & 15, 16));
    }
}

/// A segment of an argument's value: the adjacent texts of several [`Part`]s, or a variable.
pub(super) enum Segment<'a> {
    /// Text that the program receives unchanged.
    Text(String),
    /// The value of the environment variable of that name.
    Variable(&'a str),
}

/// Joins `parts` to segments. `write` appends each text.
pub(super) fn segments<'a>(
    parts: impl IntoIterator<Item = Part<'a>>,
    mut write: impl FnMut(&mut String, &str),
) -> Vec<Segment<'a>> {
    let mut segments = Vec::new();
    let mut text = String::new();
    for part in parts {
        match part {
            Part::Text(part) => write(&mut text, part),
            Part::Mask => text.push_str(MASK),
            Part::Variable(name) => {
                segments.push(Segment::Text(std::mem::take(&mut text)));
                segments.push(Segment::Variable(name));
            }
        }
    }
    segments.push(Segment::Text(text));
    segments
}
