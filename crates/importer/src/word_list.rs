//! Lists of words in one text, with a space between them. An array of texts has an address and a length for each word,
//! which compress badly.

/// Returns true if `word` is in `list`.
pub(super) fn contains(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}
