//! Recognizes a URL that was split by a line break.

use super::ShellWord;
use crate::mapped_text::MappedText;
use model::char_set::CharSet;

/// Returns whether two words are one URL that was split: only together they end like a URL of the API.
pub(crate) fn is_split_url(first: &MappedText, second: &str) -> bool {
    const END: &str = "/instances";
    let is_start = first.text.contains("://") && !first.text.ends_with(END) && !first.text.contains_any("?#");
    is_start && !second.contains("://") && (first.text.clone() + second).ends_with(END)
}

/// Returns whether `next`, the start of another line, continues the URL in `last`.
pub(super) fn continues_url(last: &ShellWord, next: &str) -> bool {
    let word = next.before_any(" \t\r\n'\"");
    is_split_url(&last.mapped, word)
}
