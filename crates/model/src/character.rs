//! Characters that nobody can see.

use crate::diagnostic;

/// Whether a character does not show, or acts on what shows it.
pub(crate) fn is_unseen(c: char) -> bool {
    c != ' ' && diagnostic::is_invisible_or_whitespace(c)
}
