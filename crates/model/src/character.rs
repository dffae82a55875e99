//! Characters in sentences.

use std::fmt;

use crate::diagnostic;

/// A character as a sentence names it: itself, or its number where it cannot be seen.
pub(crate) struct Named(pub char);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            '\t' => messages::A_TAB.fmt(f),
            '\r' | '\n' => messages::A_LINE_BREAK.fmt(f),
            c if is_unseen(c) => messages::AN_INVISIBLE_CHARACTER.write(f, &[&format_args!("U+{:04X}", u32::from(c))]),
            c => messages::THE_CHARACTER.write(f, &[&c]),
        }
    }
}

/// Whether a character does not show, or acts on what shows it.
pub(crate) fn is_unseen(c: char) -> bool {
    c != ' ' && diagnostic::is_unseen(c)
}
