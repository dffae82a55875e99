//! Recognizes characters that word processors, chats and web pages use in place of the shell's.

use model::char_set::CharSet;

use super::continues_command;

/// Returns whether `c` is a space at which no shell splits words, such as the no-break space.
pub(super) fn is_foreign_space(c: char) -> bool {
    !c.is_ascii() && c.is_whitespace()
}

/// Returns whether `c` has no width: zero-width spaces and joiners, soft hyphens, direction marks, byte order marks.
pub(crate) fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Returns whether `c` is white space or has no width.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || is_zero_width(c)
}

/// Returns whether `c` is a dash or minus sign that may stand for a hyphen.
fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}')
}

/// A kind of quote.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum QuoteClass {
    Single,
    Double,
}

impl QuoteClass {
    /// Returns the kind of the straight quote `byte`.
    pub fn of(byte: u8) -> Self {
        if byte == b'"' { Self::Double } else { Self::Single }
    }

    /// Returns whether `c` is a quote of this kind, straight or typographic.
    pub fn contains(self, c: char) -> bool {
        match self {
            Self::Single => c == '\'' || typographic(c) == Some(self),
            Self::Double => c == '"' || typographic(c) == Some(self),
        }
    }
}

/// Returns the kind of a typographic quote.
pub(super) fn typographic(c: char) -> Option<QuoteClass> {
    match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '´' | '＇' => Some(QuoteClass::Single),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => Some(QuoteClass::Double),
        _ => None,
    }
}

/// Returns the length of the dashes at the start of `word`, and the hyphens that they stand for, or `None` if they are
/// all hyphens.
///
/// Word processors turn two hyphens into one dash, or each hyphen into an en dash.
pub(crate) fn dashes(word: &str, is_long: impl Fn(&str) -> bool) -> Option<(usize, &'static str)> {
    let name = word.trim_start_matches(|c| c == '-' || is_dash(c));
    let length = word.len() - name.len();
    let count = word[..length].chars().count();
    if count == 0 || word[..length].chars().all(|c| c == '-') || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let is_word = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count() > 1;
    let end = name.find('=').unwrap_or(name.len());
    Some((length, if count > 1 || is_word && is_long(&name[..end]) { "--" } else { "-" }))
}

/// Returns whether `text` begins with a dash or hyphen and a letter, as an option does.
pub(super) fn is_option(text: &str) -> bool {
    let name = text.trim_start_matches(|c| c == '-' || is_dash(c));
    let count = text[..text.len() - name.len()].chars().count();
    (1..=2).contains(&count) && name.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Returns whether a word ends before `after`.
pub(crate) fn ends_word(after: &str) -> bool {
    after.is_empty()
        || after.starts_with(|c: char| is_space(c) || matches!(c, ';' | '|' | '&' | ')'))
        || after
            .strip_prefix_any("\\^`")
            .is_some_and(|after| after.is_empty() || after.starts_with(char::is_whitespace))
}

/// Returns whether a body can end before `after`: the command ends or continues there.
pub(super) fn ends_body(after: &str) -> bool {
    let next = after.trim_start_matches(|c: char| c != '\n' && c != '\r' && is_space(c));
    let next = next.strip_prefix_any("\\^`").filter(|rest| rest.starts_with(char::is_whitespace)).unwrap_or(next);
    next.is_empty()
        || next.starts_with_any("\n\r|&;>)")
        || next.len() < after.len() && continues_command(next.trim_start())
}

/// Returns the first quote of the kind `class` in `text` that can close a word, and its offset.
pub(super) fn closing_quote(text: &str, class: QuoteClass) -> Option<(usize, char)> {
    text.char_indices().find(|(at, c)| class.contains(*c) && ends_word(&text[at + c.len_utf8()..]))
}

/// Returns the offset of the first option with a quoted value in `text`, before the spaces and the line continuation
/// that precede it.
pub(super) fn next_option(text: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(length) = text[at..].find(is_space) {
        let start = at + length;
        let next = text[start..].trim_start_matches(is_space);
        at = text.len() - next.len();
        if is_quoted_option(next) {
            return Some(text[..start].trim_end_matches(|c: char| is_space(c) || matches!(c, '\\' | '^' | '`')).len());
        }
    }
    None
}

/// Returns whether `text` begins with an option whose value is quoted.
pub(super) fn is_quoted_option(text: &str) -> bool {
    let name = text.trim_start_matches(|c| c == '-' || is_dash(c));
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(name.len());
    is_option(text) && is_value(&name[end..])
}

/// Returns whether `text` begins with a value, after spaces: a quote, brace or at sign.
fn is_value(text: &str) -> bool {
    let value = text.trim_start_matches(|c: char| is_space(c) || matches!(c, '=' | '$' | '^'));
    value.starts_with(|c: char| matches!(c, '\'' | '"' | '{' | '@') || typographic(c).is_some())
}
