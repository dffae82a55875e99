//! Formats JSON with two spaces a level. Numbers and strings keep their spelling.

use ::json::{Kind, Value};

/// One level of indentation.
pub const INDENT: &str = "  ";

/// Formats `value` as at `depth` levels of nesting. The first line is not indented.
#[must_use]
pub fn format(value: Value<'_>, depth: usize) -> String {
    let mut json = String::with_capacity(value.token().len() * 2);
    push_value(&mut json, value, depth);
    json
}

fn push_value(json: &mut String, value: Value<'_>, depth: usize) {
    let (open, close) = match value.kind() {
        Kind::Object => ('{', '}'),
        Kind::Array => ('[', ']'),
        _ => return json.push_str(value.source_token()),
    };
    json.push(open);
    let mut is_empty = true;
    let mut separate = |json: &mut String| {
        if !std::mem::take(&mut is_empty) {
            json.push(',');
        }
        push_line(json, depth + 1);
    };
    for member in value.members() {
        separate(json);
        json.push_str(member.key.source_token());
        json.push_str(": ");
        push_value(json, member.value, depth + 1);
    }
    for item in value.items() {
        separate(json);
        push_value(json, item, depth + 1);
    }
    if !is_empty {
        push_line(json, depth);
    }
    json.push(close);
}

fn push_line(json: &mut String, depth: usize) {
    json.push('\n');
    for _ in 0..depth {
        json.push_str(INDENT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::parse;

    #[test]
    fn formatting_keeps_the_spelling_of_values() {
        let text = r#"{"a":[1.0,{"b":-1E2}],"e":{},"f":[ ],"s":"é"}"#;
        let laid_out = "{\n  \"a\": [\n    1.0,\n    {\n      \"b\": -1E2\n    }\n  ],\n  \"e\": {},\n  \"f\": [],\n  \"s\": \"\u{e9}\"\n}";
        let (tree, _) = parse(text);
        assert_eq!(format(tree.root(text).unwrap(), 0), laid_out);
        let (tree, _) = parse(laid_out);
        assert_eq!(format(tree.root(laid_out).unwrap(), 0), laid_out, "a second time changes nothing");
        assert!(format(tree.root(laid_out).unwrap(), 2).ends_with("\n    }"));
    }
}
