//! Invisible characters.

use crate::diagnostic;

/// Returns whether a character is invisible, a control character or whitespace other than a plain space.
pub(crate) fn is_invisible_except_space(c: char) -> bool {
    c != ' ' && diagnostic::is_invisible_or_whitespace(c)
}
