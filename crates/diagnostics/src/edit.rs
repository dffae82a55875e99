//! Edits of a text, as data.

use std::ops::Range;

/// A replacement in a text. The range is in bytes of the text before all edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// The range to remove; empty to insert.
    pub range: Range<usize>,
    /// The text to insert; empty to remove.
    pub text: String,
}

impl Edit {
    /// Inserts `text` at the byte `at`.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { range: at..at, text: text.into() }
    }

    /// Removes `range`.
    #[must_use]
    pub fn remove(range: Range<usize>) -> Self {
        Self { range, text: String::new() }
    }

    /// Replaces `range` with `text`.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }
}

/// The edits that fix a problem together. None touches another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The edits, in the order of the text.
    pub edits: Vec<Edit>,
}

impl From<Edit> for Fix {
    fn from(edit: Edit) -> Self {
        Self { edits: vec![edit] }
    }
}

/// Sorts edits by range, stably. An edit that overlaps an earlier one is dropped, because its text is already replaced.
#[must_use]
pub fn ordered<'e>(edits: impl IntoIterator<Item = &'e Edit>) -> Vec<&'e Edit> {
    // Not generic, so that the sort is compiled once.
    fn ordered(mut edits: Vec<&Edit>) -> Vec<&Edit> {
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let mut at = 0;
        edits.retain(|edit| {
            let is_free = edit.range.start >= at;
            at = if is_free { edit.range.end } else { at };
            is_free
        });
        edits
    }
    ordered(edits.into_iter().collect())
}

/// Applies edits to a text, in the order of [`ordered`].
#[must_use]
pub fn apply<'e>(text: &str, edits: impl IntoIterator<Item = &'e Edit>) -> String {
    let mut result = String::with_capacity(text.len() + 16);
    let mut at = 0;
    for edit in ordered(edits) {
        result.push_str(&text[at..edit.range.start]);
        result.push_str(&edit.text);
        at = edit.range.end;
    }
    result.push_str(&text[at..]);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_apply_in_the_order_of_the_text_and_stably_at_one_byte() {
        let edits = [
            Edit::insert(3, "B"),
            Edit::insert(1, "x"),
            Edit::insert(3, "C"),
            Edit::replace(3..4, "D"),
            Edit::remove(5..6),
        ];
        assert_eq!(apply("abcdef", &edits), "axbcBCDe");
    }
}
