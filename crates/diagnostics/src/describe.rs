//! Describes a fix in a few words, as the label of a button.

use std::fmt::Write;

use crate::diagnostic::{Edit, Fix};
use crate::invisible::is_invisible_or_whitespace;

/// The maximum length of one text in a label, in characters.
const MAX_TEXT_CHARS: usize = 40;

/// The maximum number of edits of a fix that are described.
const MAX_DESCRIBED_EDITS: usize = 8;

impl Fix {
    /// Describes what the fix does to `text`. Of many edits only the first are described.
    #[must_use]
    pub fn describe(&self, text: &str) -> String {
        let describe = |edit: &Edit| {
            let old = abbreviate(&text[edit.range.clone()]);
            let new = abbreviate(&edit.text);
            match (old.is_empty(), new.is_empty()) {
                (true, _) => messages::INSERT.format(&[&new]),
                (false, true) => messages::REMOVE_TEXT.format(&[&old]),
                (false, false) => messages::REPLACE.format(&[&old, &new]),
            }
        };
        let both = |one: String, other: String| messages::AND.format(&[&one, &other]);
        let mut descriptions: Vec<String> = Vec::new();
        for edit in self.edits.iter().take(MAX_DESCRIBED_EDITS) {
            let description = describe(edit);
            // Equal edits are described once.
            if !descriptions.contains(&description) {
                descriptions.push(description);
            }
        }
        descriptions.into_iter().reduce(both).unwrap_or_default()
    }
}

/// Returns the start of a text, or the names of its characters if all are invisible or whitespace.
fn abbreviate(text: &str) -> String {
    if !text.is_empty() && text.chars().all(is_invisible_or_whitespace) {
        return character_names(text);
    }
    let mut start: String =
        text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(MAX_TEXT_CHARS).collect();
    if text.trim().chars().count() > MAX_TEXT_CHARS {
        start.push('…');
    }
    start
}

/// Names the characters of a text, each run of equal ones once with its length.
fn character_names(text: &str) -> String {
    let mut names = String::new();
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let mut times = 1;
        while characters.next_if_eq(&c).is_some() {
            times += 1;
        }
        if !names.is_empty() {
            names.push_str(", ");
        }
        if names.chars().count() > MAX_TEXT_CHARS {
            names.push('…');
            break;
        }
        let _ = match times {
            1 => Ok(()),
            times => write!(names, "{times} × "),
        };
        let _ = match c {
            ' ' => names.write_str(&messages::SPACE_NAME),
            '\t' => names.write_str(&messages::TAB_NAME),
            '\n' => names.write_str(&messages::LINE_BREAK_NAME),
            '\u{a0}' => names.write_str(&messages::NO_BREAK_SPACE_NAME),
            c => write!(names, "U+{:04X}", u32::from(c)),
        };
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fix_is_described_by_its_edits() {
        let text = "{'a' 1,}\u{a0}\u{200d}\r\n    x";
        let cases = [
            (vec![Edit::insert(4, ":")], "insert :"),
            (vec![Edit::remove(6..7)], "remove ,"),
            (vec![Edit::replace(1..4, "\"a\"")], "replace 'a' with \"a\""),
            (vec![Edit::replace(8..10, " ")], "replace no-break space with space"),
            (vec![Edit::remove(10..13)], "remove U+200D"),
            (vec![Edit::remove(13..19)], "remove U+000D, line break, 4 × space"),
            (vec![Edit::remove(6..7), Edit::remove(6..7)], "remove ,"),
            (
                vec![Edit::remove(0..1), Edit::insert(4, "x".repeat(50))],
                &format!("remove {{ and insert {}…", "x".repeat(40)),
            ),
        ];
        for (edits, description) in cases {
            assert_eq!(Fix { edits }.describe(text), description);
        }
    }
}
