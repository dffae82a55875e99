//! Lists of words in one text, with a space between them. An array of texts has an address and a length for each word,
//! which compress badly.

/// Returns true if `word` is in `list`.
pub(super) fn contains(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

/// Returns true if `test` returns true for a word of `list`, which has one space between its words and no others.
pub(super) fn any(list: &str, test: &dyn Fn(&str) -> bool) -> bool {
    list.split(' ').any(test)
}
