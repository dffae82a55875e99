//! Finds objects and strings in programs: alone, labelled, or assigned to a name.

use std::ops::Range;

use model::char_set::CharSet;

use super::extract::TextAfter;
use super::{objects, programs, prose};

/// The text before a value on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Bare,
    /// A label or key.
    Label,
    /// A statement of a program.
    Assigned,
}

/// An object, or a string that contains one.
pub(super) struct ObjectLiteral {
    /// The offset of its line.
    pub line: usize,
    /// The offset from which it is read, which includes comments before it.
    pub read_from: usize,
    /// The offset of its brace or quote.
    pub start: usize,
    /// The offset of the brace.
    pub brace: usize,
    /// The number of backslashes before its quotes.
    pub backslashes: usize,
    /// The range of the opening quote: `"`, `'`, a backtick, or three of them.
    pub quote: Option<Range<usize>>,
    pub context: Context,
}

impl ObjectLiteral {
    /// Returns the end of the object. If it is not closed, it ends before the prose at the end of the text.
    pub fn end(&self, text: &str) -> usize {
        objects::find_end(text, self.brace, self.backslashes)
            .or_else(|| prose::trailing(text, self.brace + 1).map(|range| range.start))
            .unwrap_or(text.len())
    }
}

/// Finds the value that only prose, labels and a name precede.
pub(super) fn locate(text: &str) -> Option<ObjectLiteral> {
    let comments = comments(text);
    let (leading, _) = prose::leading(&text[comments..]);
    let line = comments + leading;
    let line = line + text[line..].len() - text[line..].trim_start().len();
    let brace = line + text[line..].find('{')?;
    let backslashes = objects::backslashes_before_quote(text, brace)?;
    let mut before = text[line..brace].trim_end();
    let mut quote = None;
    let trimmed = before.trim_end_any("\"'`“‘„«\\");
    if trimmed.len() < before.len() {
        quote = Some(line + trimmed.len()..line + before.len());
        before = trimmed;
    }
    // A quote after any other character belongs to the text before it.
    let is_apart = quote.is_none() || before.is_empty() || before.ends_with_any(" \t=:(>");
    let context = classify_context(before.trim()).filter(|_| is_apart)?;
    let start = quote.as_ref().map_or(brace, |quote| quote.start);
    // The JSON reader accepts and reports comments.
    let has_comments = comments > 0 && leading == 0 && before.is_empty() && quote.is_none();
    let first = text.len() - text.trim_start().len();
    let (line, read_from) = if has_comments { (first, first) } else { (line, start) };
    Some(ObjectLiteral { line, read_from, start, brace, backslashes, quote, context })
}

/// Returns the length of the JavaScript comments at the start of `text`.
fn comments(text: &str) -> usize {
    let mut rest = text.trim_start();
    loop {
        let after = match rest.get(..2) {
            Some("//") => rest.find('\n').map_or("", |end| &rest[end..]),
            Some("/*") => rest.find("*/").map_or("", |end| &rest[end + 2..]),
            _ => return if rest.len() == text.trim_start().len() { 0 } else { text.len() - rest.len() },
        };
        rest = after.trim_start();
    }
}

/// Classifies the text before a value on its line. Returns `None` for a part of a command or call.
fn classify_context(before: &str) -> Option<Context> {
    /// The maximum length of a name, in bytes.
    const MAX_NAME_BYTES: usize = 160;
    if before.is_empty() || before == "(" {
        return Some(Context::Bare);
    }
    if before.len() > MAX_NAME_BYTES || before.contains('\n') || is_shell_word(before) {
        return None;
    }
    let name = ["=>", ":=", "<-", "="].iter().find_map(|sign| before.strip_suffix(sign));
    if let Some(name) = name.map(str::trim_end) {
        let is_name = |c: char| c.is_alphanumeric() || "_$.:<>[]\"'?,* -@".contains(c);
        let begins_like_name =
            name.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '"' | '\'' | '@' | '[' | '*'));
        let is_simple =
            name.chars().all(is_name) && !name.ends_with_any("=<>") || name.ends_with('>') && name.contains('<');
        return (begins_like_name && is_simple).then_some(Context::Assigned);
    }
    if before == "return" || before.ends_with(" return") || matches!(before, "export default" | "module.exports") {
        return Some(Context::Assigned);
    }
    let key = before.strip_suffix(':').map(str::trim_end).unwrap_or_default();
    let key = key.strip_prefix_any("\"'").and_then(|key| key.strip_suffix_any("\"'")).unwrap_or(key);
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'));
    let is_phrase = before.contains(char::is_alphabetic)
        && (before.starts_with(char::is_alphanumeric) || before.starts_with('['))
        && before.chars().all(|c| c.is_alphanumeric() || " ,:.'’+-()[]/_*`".contains(c))
        && !before.ends_with_any("(.+")
        && !before.contains("()")
        && !prose::begins_code(before);
    (is_key || prose::is_text(before) || is_phrase).then_some(Context::Label)
}

/// Returns whether a text begins like an option or command of a shell.
fn is_shell_word(text: &str) -> bool {
    text.starts_with_any("-|&;<")
        || ["curl", "echo", "printf", "cat", "http", "wget"].contains(&text.split(' ').next().unwrap_or_default())
}

/// Classifies the text after a value that ends at the byte `end`.
pub(super) fn classify_after(text: &str, end: usize, context: Context) -> TextAfter {
    let rest = text[end..].trim();
    let ends = rest.trim_start_any(";,) \t\r\n'\"`”’“»");
    if ends.is_empty() || ends == "as const" || ends == "as const;" {
        return TextAfter::Nothing;
    }
    if objects::trim_escaped_start(rest).is_empty() {
        return TextAfter::Nothing;
    }
    match rest.chars().next() {
        Some('.' | '|' | '+') if rest[1..].starts_with_any(" \n") || rest[1..].starts_with(char::is_alphabetic) => {
            return TextAfter::Program;
        }
        Some('}' | ']' | ':' | '"' | '{' | '[' | '\\') => {
            return if context == Context::Assigned { TextAfter::Program } else { TextAfter::Part };
        }
        Some(',') if context != Context::Assigned => return TextAfter::Part,
        _ => {}
    }
    if prose::is_all_text(ends) {
        TextAfter::Text
    } else if context == Context::Assigned || programs::find(rest, 0).is_some() {
        TextAfter::Program
    } else {
        TextAfter::Text
    }
}
