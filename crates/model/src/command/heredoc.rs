//! A body as a here-document (POSIX.1-2017, Shell Command Language, 2.7.4).

use crate::instance::MASK;

use super::argument::{Part, Secrets};

/// No line of a JSON text is this word.
const END: &str = "END_OF_BODY";

/// Adds `<<` and the document; `body` ends with a line break. Where the word is quoted, the lines are
/// taken as they are; else variables are put in, and a backslash makes `$`, `` ` `` and itself plain.
pub(super) fn push<'a>(text: &mut String, body: impl Iterator<Item = Part<'a>>, secrets: Secrets) {
    let expands = secrets == Secrets::FromEnvironment;
    let quote = if expands { "" } else { "'" };
    text.extend(["<<", quote, END, quote, "\n"]);
    for part in body {
        match part {
            Part::Variable(name) => text.extend(["${", name, "}"]),
            Part::Mask => text.push_str(MASK),
            Part::Text(part) if expands => {
                for piece in part.split_inclusive(['\\', '$', '`']) {
                    match piece.char_indices().next_back() {
                        Some((at, '\\' | '$' | '`')) => text.extend([&piece[..at], "\\", &piece[at..]]),
                        _ => text.push_str(piece),
                    }
                }
            }
            Part::Text(part) => text.push_str(part),
        }
    }
    text.push_str(END);
    text.push('\n');
}
