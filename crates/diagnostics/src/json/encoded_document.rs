//! Texts that are JSON as a whole in another notation: escaped as if inside a string, or with every quote twice, as
//! CSV, Visual Basic and cmd.exe have it.

use ::json::{Kind, ends_with_escape, parse_strict, unescape};

use super::parse::parse;
use super::surrounding_text::document_in;
use crate::diagnostic::{Diagnostic, Problem, apply};

/// How many times a text is unescaped at most.
const MOST_LEVELS: usize = 4;

/// Returns the JSON that `text` means as a whole, and what its notation is, if it is of these and without an error.
/// `stopped_at` is the first byte at which it is no JSON.
pub(super) fn rewritten(text: &str, stopped_at: usize) -> Option<(Problem, String)> {
    if let Some(json) = without_marks(text) {
        return Some((Problem::SurroundingText, json));
    }
    let Some(first) = text.find('"') else {
        if let Some(json) = without_entities(text) {
            return Some((Problem::EntityQuotes, json));
        }
        let json = text.contains('\\').then(|| unescaped(text))?;
        return json.map(|json| (Problem::EscapedQuotes, json));
    };
    let is_escape = text.as_bytes().get(stopped_at) == Some(&b'\\');
    if let Some(json) = is_escape.then(|| with_line_breaks(text)).flatten() {
        return Some((Problem::EscapedLineBreaks, json));
    }
    let in_quotes = |text: &str| halved(text.trim().strip_prefix('"')?.strip_suffix('"')?);
    if let Some(json) = in_quotes(text).filter(|json| json.trim_start().starts_with('{')) {
        return Some((Problem::DoubledQuotes, json));
    }
    if first > 0 && text.as_bytes()[first - 1] == b'\\' {
        return unescaped(text).map(|json| (Problem::EscapedQuotes, json));
    }
    let is_doubled = text.as_bytes().get(first + 1) == Some(&b'"');
    if is_doubled { halved(text).map(|json| (Problem::DoubledQuotes, json)) } else { None }
}

/// The marks that mails, diffs, tables and comments put before every line.
const MARKS: [&str; 7] = [">", "+", "|", "//", "#", "*", ";"];

/// Returns the JSON that `text` is without the marks or the numbers at the starts of its lines, or without the comment
/// around it.
fn without_marks(text: &str) -> Option<String> {
    let start = text.trim_start();
    let lines = if let Some(inside) = start.strip_prefix("/*") {
        let inside = inside.trim_end().strip_suffix("*/")?.trim_matches('*');
        unmarked(inside, "*").unwrap_or_else(|| inside.into())
    } else if let Some(mark) = MARKS.iter().find(|mark| start.starts_with(**mark)) {
        unmarked(start, mark)?
    } else if start.starts_with(|c: char| c.is_ascii_digit()) {
        unnumbered(start)?
    } else {
        return None;
    };
    let json = match document_in(&lines) {
        Some(range) if [&lines[..range.start], &lines[range.end..]].iter().all(|around| !around.contains('{')) => {
            lines[range].to_owned()
        }
        Some(_) => return None,
        None => lines,
    };
    (json.trim_start().starts_with('{') && parse_strict(&json).is_some()).then_some(json)
}

/// Returns the lines of `text` without `mark` at their starts, if all that are not blank have it.
fn unmarked(text: &str, mark: &str) -> Option<String> {
    let rest = |line| str::trim_start(line).strip_prefix(mark).map(|rest| rest.trim_start_matches(mark));
    let lines: Option<Vec<&str>> = text.lines().filter(|line| !line.trim().is_empty()).map(rest).collect();
    Some(lines?.join("\n"))
}

/// Returns the lines of `text` without their numbers, if these follow one another.
fn unnumbered(text: &str) -> Option<String> {
    let mut next = None;
    let mut lines = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let number: usize = line[..line.len() - rest.len()].parse().ok()?;
        if next.is_some_and(|next| next != number) {
            return None;
        }
        next = number.checked_add(1);
        lines.push_str(rest.trim_start().trim_start_matches(['.', ':', '|', ')']));
        lines.push('\n');
    }
    Some(lines)
}

/// Returns the JSON that `text` is with its entities decoded, where all its quotes are entities.
fn without_entities(text: &str) -> Option<String> {
    const ENTITIES: [(&str, &str); 10] = [
        ("&quot;", "\""),
        ("&#34;", "\""),
        ("&#x22;", "\""),
        ("&apos;", "'"),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    let mut json = text.to_owned();
    for (entity, character) in ENTITIES {
        if json.contains(entity) {
            json = json.replace(entity, character);
        }
    }
    if json.len() == text.len() {
        return None;
    }
    if parse_strict(&json).is_some() {
        return Some(json);
    }
    if text.contains(['\'', '`']) {
        return None;
    }
    // Templates write a dictionary of Python so.
    let (_, found) = parse(&json);
    let is_notation = |found: &Diagnostic| matches!(found.problem, Problem::SingleQuotes | Problem::Literal { .. });
    found.list().iter().all(is_notation).then(|| apply(&json, found.edits()))
}

/// Returns the JSON that `text` is with white space for the escapes of it between the values.
fn with_line_breaks(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut json = String::with_capacity(text.len());
    let (mut at, mut plain, mut is_string) = (0, 0, false);
    while let Some(byte) = bytes.get(at) {
        if *byte == b'\\' && !is_string {
            json.push_str(&text[plain..at]);
            json.push(match bytes.get(at + 1)? {
                b'n' => '\n',
                b'r' => '\r',
                b't' => '\t',
                _ => return None,
            });
            plain = at + 2;
        }
        is_string ^= *byte == b'"';
        at += if *byte == b'\\' { 2 } else { 1 };
    }
    json.push_str(text.get(plain..)?);
    (plain > 0 && parse_strict(&json).is_some()).then_some(json)
}

/// Returns the JSON that `text` is once the escapes of the strings around it are undone.
fn unescaped(text: &str) -> Option<String> {
    if text.match_indices('"').any(|(at, _)| !ends_with_escape(&text[..at])) {
        return None;
    }
    let mut json = unescape(text);
    for _ in 0..MOST_LEVELS {
        let inside = parse_strict(&json).map(|tree| {
            let root = tree.root(&json)?;
            (root.kind() == Kind::String).then(|| root.text().into_owned())
        });
        match inside {
            Some(None) => return Some(json),
            Some(Some(inside)) => json = inside,
            None if json.contains('\\') => json = unescape(&json),
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
    parse_strict(&json).is_some().then_some(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(text: &str) -> Option<(Problem, String)> {
        let mut reader = ::json::JsonReader::new(text);
        reader.read(::json::ParserState::Value);
        super::rewritten(text, reader.at)
    }

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
        assert_eq!(rewritten(&format!("\"{doubled}\"")), Some((Problem::DoubledQuotes, json.into())));
        let marked = |mark: &str| format!("{mark} {{\n{mark}  \"a\": \"{mark}\"\n\n{mark} }}\n");
        for mark in MARKS {
            let json = format!(" {{\n  \"a\": \"{mark}\"\n }}");
            assert_eq!(rewritten(&marked(mark)), Some((Problem::SurroundingText, json)), "{mark}");
        }
        for text in [">> {}", "9  {\n10 }", "1. {}", "> ```json\n> {}\n> ```", "/* {} */", "/**\n * {}\n */"] {
            let (problem, json) = rewritten(text).unwrap();
            assert_eq!((problem, json.replace([' ', '\n'], "").as_str()), (Problem::SurroundingText, "{}"), "{text}");
        }
        let entities = "{&quot;a&quot;: &#34;b &amp;amp; c&#34;}";
        assert_eq!(rewritten(entities), Some((Problem::EntityQuotes, r#"{"a": "b &amp; c"}"#.into())));
        let breaks = r#"{\n\t"a": "\n",\r\n "b": 1\n}"#;
        assert_eq!(
            rewritten(breaks),
            Some((Problem::EscapedLineBreaks, "{\n\t\"a\": \"\\n\",\r\n \"b\": 1\n}".into()))
        );
        for text in ["> {\n}", "1 {\n3 }", "+ {\n- }", "> Hello", "1", "{&quot;a\": 1}", "/* none */", "{\\a}"] {
            assert_eq!(rewritten(text), None, "{text}");
        }
        for text in ["", "{", "{\\\"a\": 1}", r#"{"": 1,}"#, r#"{""a"": 1,}"#, r#"{"a": \"b\"}"#] {
            assert_eq!(rewritten(text), None, "{text}");
        }
    }
}
