//! Describes a fix in a few words.

use std::fmt::Write;

use crate::diagnostic::{Edit, Fix};
use crate::invisible::is_invisible_or_whitespace;

/// The most characters of a text that a button holds.
const LONGEST: usize = 40;

/// How many edits of one fix are described.
const MOST_DESCRIBED: usize = 8;

impl Fix {
    /// Returns what the fix does to `text`, in a few words. Of many edits only the first are described.
    #[must_use]
    pub fn describe(&self, text: &str) -> String {
        let describe = |edit: &Edit| {
            let old = brief(&text[edit.range.clone()]);
            let new = brief(&edit.text);
            match (old.is_empty(), new.is_empty()) {
                (true, _) => messages::INSERT.format(&[&new]),
                (false, true) => messages::REMOVE_THAT.format(&[&old]),
                (false, false) => messages::REPLACE.format(&[&old, &new]),
            }
        };
        let both = |one: String, other: String| messages::AND.format(&[&one, &other]);
        let mut described: Vec<String> = Vec::new();
        for edit in self.edits.iter().take(MOST_DESCRIBED) {
            let words = describe(edit);
            // The same at several places is said once.
            if !described.contains(&words) {
                described.push(words);
            }
        }
        described.into_iter().reduce(both).unwrap_or_default()
    }
}

/// The start of a text, so that a button can hold it; characters that do not show by their names.
fn brief(text: &str) -> String {
    if !text.is_empty() && text.chars().all(is_invisible_or_whitespace) {
        return names(text);
    }
    let mut brief: String = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    if text.trim().chars().count() > LONGEST {
        brief.push('…');
    }
    brief
}

/// Names characters that do not show, each run of the same once with its length.
fn names(text: &str) -> String {
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
        if names.chars().count() > LONGEST {
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
    fn a_fix_says_what_it_will_do() {
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
        for (edits, words) in cases {
            assert_eq!(Fix { edits }.describe(text), words);
        }
    }
}
