//! Words without quotes.

use super::quote::Quote;
use crate::diagnostic::is_invisible_or_whitespace;

/// Words of other languages, and what JSON has instead.
pub(super) const LITERALS: [(&str, &str); 6] =
    [("true", "true"), ("false", "false"), ("null", "null"), ("none", "null"), ("nil", "null"), ("undefined", "null")];

/// Returns whether a word means true, false or null in JSON or another language.
pub(super) fn is_literal(word: &str) -> bool {
    LITERALS.iter().any(|(name, _)| name.eq_ignore_ascii_case(word))
}

/// Returns whether a line begins with the members of another object, as JavaScript and Python copy them.
pub(super) fn is_spread(line: &str) -> bool {
    let name = line.strip_prefix("...").or_else(|| line.strip_prefix("**"));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$' | '(' | '{')))
}

/// Where two bytes stand in a text. The library's own search is made for longer ones, and weighs more.
pub(super) fn find(text: &str, two: [u8; 2]) -> Option<usize> {
    text.as_bytes().windows(2).position(|bytes| bytes == two)
}

/// What names are made of: letters and digits of any script.
pub(crate) fn is_in_name(c: char) -> bool {
    // Those beyond ASCII by what they are not: a table of all letters would weigh more than a kilobyte.
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        !is_invisible_or_whitespace(c) && Quote::opened_by(c).is_none()
    }
}
