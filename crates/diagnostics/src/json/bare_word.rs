//! Words without quotes.

use super::quote::Quote;
use crate::diagnostic::is_invisible_or_whitespace;

/// Literals of JSON and other languages in lower case, and their JSON literals.
pub(super) const LITERALS: [(&str, &str); 6] =
    [("true", "true"), ("false", "false"), ("null", "null"), ("none", "null"), ("nil", "null"), ("undefined", "null")];

/// Returns whether a word is a literal of JSON or another language.
pub(super) fn is_literal(word: &str) -> bool {
    LITERALS.iter().any(|(name, _)| name.eq_ignore_ascii_case(word))
}

/// Returns whether a line begins with a spread of another object, as in JavaScript and Python.
pub(super) fn is_spread(line: &str) -> bool {
    let name = line.strip_prefix("...").or_else(|| line.strip_prefix("**"));
    name.is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '$' | '(' | '{')))
}

/// Returns whether a character is a letter or digit of any script.
pub(crate) fn is_in_name(c: char) -> bool {
    // Beyond ASCII excludes the other characters: a table of all letters would add more than 1 kB.
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        !is_invisible_or_whitespace(c) && Quote::opened_by(c).is_none()
    }
}
