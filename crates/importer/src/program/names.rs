//! Finds the ends of names.

use model::char_set::CharSet;

use super::language::{COMMANDS, Id, Language, WORDS};

/// Returns the length of the name at the start of `text`. `is_free`: nothing precedes it that it could belong to.
pub(super) fn name_length(language: &Language, text: &str, is_free: bool) -> usize {
    let is_letter = |c: char| c.is_alphabetic() || c == '_';
    let first = text.chars().next().unwrap_or_default();
    if language.has(COMMANDS) {
        return powershell_name(text, first, is_free);
    }
    if language.id == Id::Clojure {
        let is_part = |c: char| c.is_alphanumeric() || c == '_' || language.names.contains(c);
        if text.starts_with("#'") || first == '\'' || !is_part(first) {
            return 0;
        }
        return text.find(|c| !is_part(c)).unwrap_or(text.len());
    }
    // A symbol of Ruby, Crystal and Elixir.
    let is_symbol = first == ':'
        && language.has(WORDS)
        && language.names.contains('?')
        && is_free
        && text[1..].starts_with(is_letter);
    let may_begin = |c: char| is_letter(c) || "$@%`~!".contains(c) && language.names.contains(c);
    let skip = usize::from(is_symbol);
    let sigil = !is_letter(first) && !is_symbol;
    if !is_symbol && !may_begin(first) {
        return 0;
    }
    if sigil
        && !text[first.len_utf8()..].starts_with(|c: char| is_letter(c) || c == '$' || c == '{' && first != '$')
        && first != '$'
    {
        return 0;
    }
    if sigil && matches!(first, '@' | '%' | '!' | '~' | '`') && !text[1..].starts_with(is_letter) {
        return 0;
    }
    let after = skip + if sigil { first.len_utf8() } else { 0 };
    let is_part =
        |c: char| c.is_alphanumeric() || c == '_' || matches!(c, '$' | '.' | '\'') && language.names.contains(c);
    let mut length = text[after..].find(|c| !is_part(c)).map_or(text.len(), |length| after + length);
    if language.names.contains('?') && text[length..].starts_with_any("?!") && !text[length + 1..].starts_with('=') {
        length += 1;
    }
    length
}

/// Returns the length of a variable or a word of `PowerShell`.
pub(super) fn powershell_name(text: &str, first: char, is_free: bool) -> usize {
    let is_dash = |c: char| matches!(c, '-' | '–' | '—' | '―');
    if first == '$' {
        if text.starts_with("${") {
            return text.find('}').map_or(1, |end| end + 1);
        }
        let mut length = 1;
        for c in text[1..].chars() {
            let is_scope =
                c == ':' && !text[1 + length..].starts_with(':') && text[length + 1..].starts_with(char::is_alphabetic);
            if !(c.is_alphanumeric() || c == '_' || is_scope) {
                break;
            }
            length += c.len_utf8();
        }
        return if length == 1 && text[1..].starts_with_any("?^$") { 2 } else { length };
    }
    let is_word = first.is_alphabetic()
        || first == '_'
        || is_free && (is_dash(first) || matches!(first, '/' | '\\' | '~'))
        || is_free && first == '.' && text[1..].starts_with_any("/\\");
    if !is_word {
        return 0;
    }
    let mut length = 0;
    let mut is_url = false;
    for c in text.chars() {
        let after = &text[length + c.len_utf8()..];
        let is_part = c.is_alphanumeric()
            || matches!(c, '_' | '/' | '\\' | '?' | '*' | '~')
            || is_dash(c)
            || c == '.' && (is_free || is_url)
            || is_url && matches!(c, '=' | '&' | '%' | '+' | '#' | '@' | ':')
            || c == ':' && after.starts_with_any("/\\");
        if !is_part {
            break;
        }
        is_url |= c == ':';
        length += c.len_utf8();
    }
    length
}
