//! A string literal, and where its content is.

use super::language::{Escapes, Holes, Quote};

/// A string literal.
#[derive(Clone, Copy)]
pub(super) struct Literal {
    pub quote: &'static Quote,
    /// The first and last byte between the quotes.
    pub start: usize,
    pub end: usize,
    /// The number of hashes, equals signs or dollar signs in the delimiters.
    pub level: usize,
    pub escapes: Escapes,
    pub holes: Holes,
    /// Quotes inside the literal that end it in its language, but cannot be meant to.
    pub has_inner_quotes: bool,
    /// Line breaks inside the literal that the language does not allow.
    pub has_line_breaks: bool,
}

/// Returns the length of the characters `c` at the start of `text`.
pub(super) fn run(text: &str, c: u8) -> usize {
    text.bytes().take_while(|byte| *byte == c).count()
}
