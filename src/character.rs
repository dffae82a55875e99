//! Characters in sentences.

use std::fmt;

use crate::diagnostic::is_invisible;

/// A character as a sentence names it: itself, or its number where it cannot be seen.
pub(crate) struct Named(pub char);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            '\t' => f.write_str("a tab"),
            '\r' | '\n' => f.write_str("a line break"),
            c if is_unseen(c) => write!(f, "the invisible character U+{:04X}", u32::from(c)),
            c => write!(f, "the character {c}"),
        }
    }
}

/// Whether a character does not show, or acts on what shows it.
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control() || c.is_whitespace() && c != ' ' || is_invisible(c)
}
