//! Decodes documents that are JSON as a whole in another notation: escaped as inside a string, with doubled quotes as
//! in CSV, Visual Basic and cmd.exe, with HTML entities, or with prefixes before every line.

use ::json::{Kind, ends_with_escape, parse_strict, unescape};

use super::parser::Parse;
use super::surrounding_text::document_in;
use crate::char_set::CharSet;
use crate::diagnostic::{Diagnostic, Problem, apply};

/// The maximum number of times that a text is unescaped.
const MAX_UNESCAPE_LEVELS: usize = 4;

/// Decodes `text` if it is in one of these notations and valid JSON after decoding. Returns the problem and the JSON.
/// `stopped_at` is the byte at which the strict reader stopped.
pub(super) fn decode(text: &str, stopped_at: usize, parse: Parse) -> Option<(Problem, String)> {
    if let Some(json) = strip_line_decoration(text) {
        return Some((Problem::SurroundingText, json));
    }
    let Some(first) = text.find('"') else {
        if let Some(json) = decode_entities(text, parse) {
            return Some((Problem::EntityQuotes, json));
        }
        let json = text.contains('\\').then(|| unescape_document(text))?;
        return json.map(|json| (Problem::EscapedQuotes, json));
    };
    let is_escape = text.as_bytes().get(stopped_at) == Some(&b'\\');
    if let Some(json) = is_escape.then(|| decode_escaped_whitespace(text)).flatten() {
        return Some((Problem::EscapedLineBreaks, json));
    }
    let in_quotes = |text: &str| replace_doubled_quotes(text.trim().strip_prefix('"')?.strip_suffix('"')?);
    if let Some(json) = in_quotes(text).filter(|json| json.trim_start().starts_with('{')) {
        return Some((Problem::DoubledQuotes, json));
    }
    if first > 0 && text.as_bytes()[first - 1] == b'\\' {
        return unescape_document(text).map(|json| (Problem::EscapedQuotes, json));
    }
    let is_doubled = text.as_bytes().get(first + 1) == Some(&b'"');
    if is_doubled { replace_doubled_quotes(text).map(|json| (Problem::DoubledQuotes, json)) } else { None }
}

/// Prefixes of lines in mails, diffs, tables and comments.
const LINE_PREFIXES: [&str; 7] = [">", "+", "|", "//", "#", "*", ";"];

/// Removes prefixes or numbers from the starts of the lines, or a comment around the document.
fn strip_line_decoration(text: &str) -> Option<String> {
    let start = text.trim_start();
    let lines = if let Some(content) = start.strip_prefix("/*") {
        let content = content.trim_end().strip_suffix("*/")?.trim_matches('*');
        strip_line_prefix(content, "*").unwrap_or_else(|| content.into())
    } else if let Some(prefix) = LINE_PREFIXES.iter().find(|prefix| start.starts_with(**prefix)) {
        strip_line_prefix(start, prefix)?
    } else if start.starts_with(|c: char| c.is_ascii_digit()) {
        strip_line_numbers(start)?
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

/// Removes `prefix` from the starts of the lines. Returns `None` if a line that is not empty lacks it.
fn strip_line_prefix(text: &str, prefix: &str) -> Option<String> {
    let rest = |line| str::trim_start(line).strip_prefix(prefix).map(|rest| rest.trim_start_matches(prefix));
    let lines: Option<Vec<&str>> = text.lines().filter(|line| !line.trim().is_empty()).map(rest).collect();
    Some(lines?.join("\n"))
}

/// Removes the numbers of the lines. Returns `None` if they are not consecutive.
fn strip_line_numbers(text: &str) -> Option<String> {
    let mut next = None;
    let mut lines = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_start).filter(|line| !line.is_empty()) {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let number: usize = line[..line.len() - rest.len()].parse().ok()?;
        if next.is_some_and(|next| next != number) {
            return None;
        }
        next = number.checked_add(1);
        lines.push_str(rest.trim_start().trim_start_any(".:|)"));
        lines.push('\n');
    }
    Some(lines)
}

/// Decodes the HTML entities of a text whose quotes are all entities.
fn decode_entities(text: &str, parse: Parse) -> Option<String> {
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
    // Templates print a dictionary of Python in this notation.
    let (_, diagnostics) = parse(&json);
    let is_notation =
        |diagnostic: &Diagnostic| matches!(diagnostic.problem, Problem::SingleQuotes | Problem::Literal { .. });
    diagnostics.list().iter().all(is_notation).then(|| apply(&json, diagnostics.edits()))
}

/// Replaces escaped whitespace between the values with whitespace.
fn decode_escaped_whitespace(text: &str) -> Option<String> {
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

/// Decodes the strings around the document.
fn unescape_document(text: &str) -> Option<String> {
    if text.match_indices('"').any(|(at, _)| !ends_with_escape(&text[..at])) {
        return None;
    }
    let mut json = unescape(text);
    for _ in 0..MAX_UNESCAPE_LEVELS {
        let content = parse_strict(&json).map(|tree| {
            let root = tree.root(&json)?;
            (root.kind() == Kind::String).then(|| root.text().into_owned())
        });
        match content {
            Some(None) => return Some(json),
            Some(Some(content)) => json = content,
            None if json.contains('\\') => json = unescape(&json),
            None => return None,
        }
    }
    None
}

/// Replaces each doubled quote with one quote.
fn replace_doubled_quotes(text: &str) -> Option<String> {
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

    fn decode(text: &str) -> Option<(Problem, String)> {
        let mut reader = ::json::JsonReader::new(text);
        reader.read(::json::ParserState::Value);
        super::decode(text, reader.at, crate::json::parse)
    }

    #[test]
    fn whole_documents_are_decoded_or_left_alone() {
        let json = r#"{"a\"b": ["\\", "\n", ""]}"#;
        let escape = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
        let once = escape(json);
        for text in [once.clone(), escape(&once), format!("\\\"{}\\\"", escape(&once)), format!(" {once}\\n")] {
            let (problem, decoded) = decode(&text).unwrap();
            assert_eq!((problem, decoded.trim()), (Problem::EscapedQuotes, json), "{text}");
        }
        let doubled = json.replace('"', "\"\"");
        assert_eq!(decode(&doubled), Some((Problem::DoubledQuotes, json.into())));
        assert_eq!(decode(&format!("\"{doubled}\"")), Some((Problem::DoubledQuotes, json.into())));
        let marked = |mark: &str| format!("{mark} {{\n{mark}  \"a\": \"{mark}\"\n\n{mark} }}\n");
        for mark in LINE_PREFIXES {
            let json = format!(" {{\n  \"a\": \"{mark}\"\n }}");
            assert_eq!(decode(&marked(mark)), Some((Problem::SurroundingText, json)), "{mark}");
        }
        for text in [">> {}", "9  {\n10 }", "1. {}", "> ```json\n> {}\n> ```", "/* {} */", "/**\n * {}\n */"] {
            let (problem, json) = decode(text).unwrap();
            assert_eq!((problem, json.replace([' ', '\n'], "").as_str()), (Problem::SurroundingText, "{}"), "{text}");
        }
        let entities = "{&quot;a&quot;: &#34;b &amp;amp; c&#34;}";
        assert_eq!(decode(entities), Some((Problem::EntityQuotes, r#"{"a": "b &amp; c"}"#.into())));
        let breaks = r#"{\n\t"a": "\n",\r\n "b": 1\n}"#;
        assert_eq!(decode(breaks), Some((Problem::EscapedLineBreaks, "{\n\t\"a\": \"\\n\",\r\n \"b\": 1\n}".into())));
        for text in ["> {\n}", "1 {\n3 }", "+ {\n- }", "> Hello", "1", "{&quot;a\": 1}", "/* none */", "{\\a}"] {
            assert_eq!(decode(text), None, "{text}");
        }
        for text in ["", "{", "{\\\"a\": 1}", r#"{"": 1,}"#, r#"{""a"": 1,}"#, r#"{"a": \"b\"}"#] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
