//! Edits of a valid document that change only the necessary bytes.

use super::format::INDENT;
use super::write::quoted;
use crate::char_set::CharSet;
use crate::diagnostic::Edit;
use ::json::{Member, Value};

/// Inserts a member into `object` at `index`, formatted like its neighbours. `value` is JSON.
#[must_use]
pub fn insert_member(object: Value<'_>, index: usize, key: &str, value: &str) -> Edit {
    let members: Vec<Member<'_>> = object.members().collect();
    let entry = format!("{}: {value}", quoted(key));
    let document = object.document();
    let Some(first) = members.first() else {
        let content = object.range().start + 1..object.range().end - 1;
        let outer = indent_of_line(document, content.start);
        return Edit::replace(content, format!("\n{outer}{INDENT}{entry}\n{outer}"));
    };
    // The whitespace before the first key is used before every key: a line break and indentation, or none.
    let before = &document[object.range().start + 1..first.key.token().start];
    let gap = if before.contains('\n') { before } else { " " };
    if let Some(next) = members.get(index) {
        Edit::insert(next.key.token().start, format!("{entry},{gap}"))
    } else {
        let end = members[members.len() - 1].value.token().end;
        Edit::insert(end, format!(",{gap}{entry}"))
    }
}

/// Removes the member at `index` from `object`, with its comma and whitespace.
#[must_use]
pub fn remove_member(object: Value<'_>, index: usize) -> Edit {
    let members: Vec<Member<'_>> = object.members().collect();
    let range = match (index.checked_sub(1).map(|before| &members[before]), members.get(index + 1)) {
        (Some(before), _) => before.value.token().end..members[index].value.token().end,
        (None, Some(after)) => members[index].key.token().start..after.key.token().start,
        (None, None) => object.range().start + 1..object.range().end - 1,
    };
    Edit::remove(range)
}

/// Replaces `value` with `json`.
#[must_use]
pub fn replace_value(value: Value<'_>, json: impl Into<String>) -> Edit {
    Edit::replace(value.token(), json)
}

/// Returns the indentation of the line of the byte `at`.
fn indent_of_line(text: &str, at: usize) -> &str {
    let line = &text[text[..at].rfind('\n').map_or(0, |i| i + 1)..];
    &line[..line.len() - line.trim_start_any(" \t").len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::apply;
    use crate::json::parse;

    fn apply_edit(text: &str, edit: impl Fn(Value<'_>) -> Edit) -> String {
        let (tree, diagnostics) = parse(text);
        assert!(diagnostics.is_empty());
        apply(text, [&edit(tree.root(text).unwrap())])
    }

    #[test]
    fn members_are_inserted_in_the_layout_of_their_neighbours() {
        struct Case {
            text: &'static str,
            index: usize,
            expected: &'static str,
        }
        let cases = [
            Case { text: "{}", index: 0, expected: "{\n  \"k\": 1\n}" },
            Case { text: "{ }", index: 9, expected: "{\n  \"k\": 1\n}" },
            Case { text: "{\"a\":1}", index: 0, expected: "{\"k\": 1, \"a\":1}" },
            Case { text: "{\"a\":1}", index: 1, expected: "{\"a\":1, \"k\": 1}" },
            Case {
                text: "{\n\t\"a\": 1,\n\t\"b\": {}\n}",
                index: 1,
                expected: "{\n\t\"a\": 1,\n\t\"k\": 1,\n\t\"b\": {}\n}",
            },
            Case {
                text: "{\n\t\"a\": 1,\n\t\"b\": {}\n}",
                index: 2,
                expected: "{\n\t\"a\": 1,\n\t\"b\": {},\n\t\"k\": 1\n}",
            },
        ];
        for Case { text, index, expected } in cases {
            assert_eq!(apply_edit(text, |object| insert_member(object, index, "k", "1")), expected, "{text}");
        }
    }

    #[test]
    fn members_are_removed_with_their_comma() {
        let text = "{\n  \"a\": 1,\n  \"b\": [2],\n  \"c\": \"3\"\n}";
        let cases = [
            (0, "{\n  \"b\": [2],\n  \"c\": \"3\"\n}"),
            (1, "{\n  \"a\": 1,\n  \"c\": \"3\"\n}"),
            (2, "{\n  \"a\": 1,\n  \"b\": [2]\n}"),
        ];
        for (index, expected) in cases {
            assert_eq!(apply_edit(text, |object| remove_member(object, index)), expected);
        }
        assert_eq!(apply_edit("{ \"a\": 1 }", |object| remove_member(object, 0)), "{}");
    }
}
