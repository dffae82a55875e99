//! Finds expressions inside objects of a program, whose values are unknown.

use std::ops::Range;

use super::objects::{Scanner, TokenKind, is_string_prefix};
use crate::word_list;

/// Returns the offset of an unambiguous expression in an object that is not assigned: a concatenation, a call, or an
/// environment variable.
pub(super) fn find_unambiguous(text: &str, start: usize, backslashes: usize) -> Option<usize> {
    const VARIABLES: &str = "process.env. os.environ import.meta.env. System.getenv Environment. ENV";
    let mut depth = 0_usize;
    let mut last: Option<(TokenKind, Range<usize>)> = None;
    // A word next to a string is text between unescaped quotes, as in `"a "b" and c"`.
    let mut is_last_in_text = false;
    // The last token can begin a key or value.
    let mut is_last_first = false;
    for (kind, range) in Scanner::new(text, start, backslashes) {
        let token = &text[range.clone()];
        let before = last.as_ref().map_or(("", None), |(kind, range)| (&text[range.clone()], Some(*kind)));
        let is_adjacent = last.as_ref().is_some_and(|(_, last)| last.end == range.start);
        let is_in_text = before.1 == Some(TokenKind::Text) || before.1 == Some(TokenKind::Word) && is_last_in_text;
        let is_call = token == "(" && before.1 == Some(TokenKind::Word) && is_adjacent && !is_last_in_text;
        let is_sum =
            token == "+" && matches!(before.1, Some(TokenKind::Text)) || before.0 == "+" && kind == TokenKind::Text;
        let is_template = kind == TokenKind::Text
            && token.starts_with('`')
            && token.contains("${")
            && !token.contains("Date:")
            && !token.contains("date:");
        // An apostrophe after a word is a quote only if that word begins the key or value.
        let is_string = kind == TokenKind::Text || token == "'" && is_last_first;
        let is_prefixed = is_string
            && is_adjacent
            && (matches!(before.0, "$" | "@") || is_string_prefix(before.0))
            && !is_last_in_text;
        let is_group = token == "(" && matches!(before.0, ":" | "," | "[" | "=" | ">");
        let is_variable =
            kind == TokenKind::Word && !is_in_text && word_list::any(VARIABLES, &|name| token.starts_with(name));
        // The output of a console for a nested value.
        let is_hidden = kind == TokenKind::Word && before.0 == "[" && matches!(token, "Object" | "Array" | "Circular");
        if is_hidden || is_call || is_sum || is_template || is_prefixed || is_group || is_variable {
            return Some(range.start);
        }
        match kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return None;
        }
        is_last_in_text = kind == TokenKind::Word && is_in_text;
        is_last_first = matches!(before.0, ":" | "," | "{" | "[" | "(" | "=" | ">");
        last = Some((kind, range));
    }
    None
}

/// Returns the offset of the first expression in the object whose brace is at the byte `start`: neither a literal nor
/// a key.
pub(super) fn find_any(text: &str, start: usize, backslashes: usize) -> Option<usize> {
    let mut tokens = Scanner::new(text, start, backslashes).peekable();
    let mut arrays = Vec::new();
    let mut is_value = false;
    while let Some((kind, range)) = tokens.next() {
        let token = &text[range.clone()];
        let next = tokens.peek().map_or("", |(_, next)| &text[next.clone()]);
        match kind {
            TokenKind::Open => {
                is_value = token == "[";
                arrays.push(is_value);
            }
            TokenKind::Close => {
                arrays.pop();
                if arrays.is_empty() {
                    return None;
                }
                is_value = true;
            }
            TokenKind::Text if token.starts_with('`') && token.contains("${") => return Some(range.start),
            TokenKind::Text if matches!(next, "," | "}" | "]" | ":" | "=" | "") => {}
            TokenKind::Text => return Some(range.start),
            TokenKind::Word => {
                let is_key = matches!(next, ":" | "=") && !is_value;
                let is_number = token.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.')
                    && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(&byte));
                let is_known = matches!(
                    token,
                    "true" | "false" | "null" | "True" | "False" | "None" | "nil" | "NULL" | "TRUE" | "FALSE"
                );
                if !is_key && !(is_value && (is_number || is_known)) {
                    return Some(range.start);
                }
            }
            TokenKind::Sign => match token {
                ":" | "=" => is_value = true,
                ">" if text[..range.start].ends_with('=') => {}
                "," => is_value = arrays.last() == Some(&true),
                _ => return Some(range.start),
            },
        }
    }
    None
}
