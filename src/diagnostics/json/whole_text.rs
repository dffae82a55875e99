//! Texts that are JSON as a whole in another notation: escaped as if inside a string, or with every quote twice, as
//! CSV, Visual Basic and cmd.exe have it.

use tree::{Kind, decode, read};

use crate::diagnostic::Problem;

/// How many times a text is unescaped at most.
const MOST_LEVELS: usize = 4;

/// Returns the JSON that `text` means as a whole, and what its notation is, if it is of these and without an error.
pub(super) fn rewritten(text: &str) -> Option<(Problem, String)> {
    let Some(first) = text.find('"') else {
        let json = text.contains('\\').then(|| unescaped(text))?;
        return json.map(|json| (Problem::EscapedQuotes, json));
    };
    if first > 0 && text.as_bytes()[first - 1] == b'\\' {
        return unescaped(text).map(|json| (Problem::EscapedQuotes, json));
    }
    let is_doubled = text.as_bytes().get(first + 1) == Some(&b'"');
    if is_doubled { halved(text).map(|json| (Problem::DoubledQuotes, json)) } else { None }
}

/// Returns the JSON that `text` is once the escapes of the strings around it are undone.
fn unescaped(text: &str) -> Option<String> {
    let is_bare = |at: usize| text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 0;
    if text.match_indices('"').any(|(at, _)| is_bare(at)) {
        return None;
    }
    let mut json = decode(text);
    for _ in 0..MOST_LEVELS {
        let inside = read(&json).map(|tree| {
            let root = tree.root(&json)?;
            (root.kind() == Kind::String).then(|| root.text().into_owned())
        });
        match inside {
            Some(None) => return Some(json),
            Some(Some(inside)) => json = inside,
            None if json.contains('\\') => json = decode(&json),
            None => return None,
        }
    }
    None
}

/// Returns the JSON that `text` is with every double quote once instead of twice.
fn halved(text: &str) -> Option<String> {
    let mut json = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('"') {
        let after = rest[at + 1..].strip_prefix('"')?;
        json.push_str(&rest[..=at]);
        rest = after;
    }
    json.push_str(rest);
    read(&json).is_some().then_some(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_texts_are_rewritten_or_left_alone() {
        let json = r#"{"a\"b": ["\\", "\n", ""]}"#;
        let escape = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
        let once = escape(json);
        for text in [once.clone(), escape(&once), format!("\\\"{}\\\"", escape(&once)), format!(" {once}\\n")] {
            let (problem, found) = rewritten(&text).unwrap();
            assert_eq!((problem, found.trim()), (Problem::EscapedQuotes, json), "{text}");
        }
        let doubled = json.replace('"', "\"\"");
        assert_eq!(rewritten(&doubled), Some((Problem::DoubledQuotes, json.into())));
        for text in ["", "{", "{\\\"a\": 1}", r#"{"": 1,}"#, r#"{""a"": 1,}"#, r#"{"a": \"b\"}"#] {
            assert_eq!(rewritten(text), None, "{text}");
        }
    }
}
