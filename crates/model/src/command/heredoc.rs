//! Prints a body as a here-document (POSIX.1-2017, Shell Command Language, 2.7.4).

use crate::instance::MASK;

use super::argument::{Part, Secrets};

/// The delimiter. No line of a JSON text is equal to it.
const DELIMITER: &str = "END_OF_BODY";

/// Appends `<<` and the document. `body` ends with a line break. With a quoted delimiter the shell reads the lines
/// literally. Otherwise it expands variables, and a backslash escapes `$`, `` ` `` and itself.
pub(super) fn push<'a>(text: &mut String, body: impl Iterator<Item = Part<'a>>, secrets: Secrets) {
    let expands = secrets == Secrets::FromEnvironment;
    let quote = if expands { "" } else { "'" };
    text.extend(["<<", quote, DELIMITER, quote, "\n"]);
    for part in body {
        match part {
            Part::Variable(name) => text.extend(["${", name, "}"]),
            Part::Mask => text.push_str(MASK),
            Part::Text(part) if expands => {
                for segment in part.split_inclusive(['\\', '$', '`']) {
                    match segment.char_indices().next_back() {
                        Some((at, '\\' | '$' | '`')) => text.extend([&segment[..at], "\\", &segment[at..]]),
                        _ => text.push_str(segment),
                    }
                }
            }
            Part::Text(part) => text.push_str(part),
        }
    }
    text.push_str(DELIMITER);
    text.push('\n');
}
