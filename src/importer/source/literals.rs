//! Objects and strings as a program writes them: alone, with a label, or assigned to a name.

use std::ops::Range;

use super::extract::{After, is_around, leave_out_before, refuse};
use super::objects::{Kind, Scanner};
use super::{Format, Report, Step, escapes, fences, objects, part, programs, prose};
use crate::piece::Piece;
use crate::told::{What, Why};

/// What stands before a value on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Context {
    Bare,
    /// A label, or a key.
    Label,
    /// A statement of a program.
    Assigned,
}

/// An object, or a string that contains one.
pub(super) struct Value {
    /// Where its line begins.
    pub line: usize,
    /// From where on it is read: with the comments before it.
    pub kept: usize,
    /// Where its brace is, or its quote.
    pub start: usize,
    /// The brace.
    pub brace: usize,
    /// How many backslashes stand before its quotes.
    pub backslashes: usize,
    /// The quotes around it: `"`, `'`, a backtick, or three.
    pub quote: Option<Range<usize>>,
    pub context: Context,
}

impl Value {
    /// Returns where the object ends; where none of its braces closes it, before the prose at the end of the text.
    pub fn end(&self, text: &str) -> usize {
        objects::end(text, self.brace, self.backslashes)
            .or_else(|| prose::trailing(text, self.brace + 1).map(|range| range.start))
            .unwrap_or(text.len())
    }
}

/// Finds the value before which only prose, labels and a name stand.
pub(super) fn locate(text: &str) -> Option<Value> {
    let comments = comments(text);
    let (leading, _) = prose::leading(&text[comments..]);
    let line = comments + leading;
    let line = line + text[line..].len() - text[line..].trim_start().len();
    let brace = line + text[line..].find('{')?;
    let backslashes = objects::opens(text, brace)?;
    let mut before = text[line..brace].trim_end();
    let mut quote = None;
    let trimmed = before.trim_end_matches(['"', '\'', '`', '“', '‘', '„', '«', '\\']);
    if trimmed.len() < before.len() {
        quote = Some(line + trimmed.len()..line + before.len());
        before = trimmed;
    }
    // The text before a quote has a blank or sign at its end, or the quote belongs to it.
    let is_apart = quote.is_none() || before.is_empty() || before.ends_with([' ', '\t', '=', ':', '(', '>']);
    let context = context(before.trim()).filter(|_| is_apart)?;
    let start = quote.as_ref().map_or(brace, |quote| quote.start);
    // The JSON reader knows comments, and reports them.
    let has_comments = comments > 0 && leading == 0 && before.is_empty() && quote.is_none();
    let first = text.len() - text.trim_start().len();
    let (line, kept) = if has_comments { (first, first) } else { (line, start) };
    Some(Value { line, kept, start, brace, backslashes, quote, context })
}

/// Returns the length of the JavaScript comments at the start of `text`, which the JSON reader knows.
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

/// What a text on a value's line is; nothing if it is a part of a command or a call.
fn context(before: &str) -> Option<Context> {
    /// A longer one is no name.
    const LONGEST: usize = 160;
    if before.is_empty() || before == "(" {
        return Some(Context::Bare);
    }
    if before.len() > LONGEST || before.contains('\n') || shell_word(before) {
        return None;
    }
    let name = ["=>", ":=", "<-", "="].iter().find_map(|sign| before.strip_suffix(sign));
    if let Some(name) = name.map(str::trim_end) {
        let is_name = |c: char| c.is_alphanumeric() || "_$.:<>[]\"'?,* -@".contains(c);
        let starts = name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '$' | '"' | '\'' | '@' | '[' | '*'));
        let is_simple = name.chars().all(is_name) && !name.ends_with(['=', '<', '>']) || name.ends_with('>') && name.contains('<');
        return (starts && is_simple).then_some(Context::Assigned);
    }
    if before == "return" || before.ends_with(" return") || matches!(before, "export default" | "module.exports") {
        return Some(Context::Assigned);
    }
    let key = before.strip_suffix(':').map(str::trim_end).unwrap_or_default();
    let key = key.strip_prefix(['"', '\'']).and_then(|key| key.strip_suffix(['"', '\''])).unwrap_or(key);
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-'));
    let is_phrase = before.starts_with(char::is_alphabetic) && before.chars().all(|c| c.is_alphanumeric() || " ,:.'’-()/_*`".contains(c)) && !before.ends_with(['(', '.']) && !before.contains("()") && !prose::begins_code(before);
    (is_key || prose::is_text(before) || is_phrase).then_some(Context::Label)
}

/// Whether a text begins like a shell's option or command.
fn shell_word(text: &str) -> bool {
    text.starts_with(['-', '|', '&', ';', '<']) || ["curl", "echo", "printf", "cat", "http", "wget"].contains(&text.split(' ').next().unwrap_or_default())
}

/// What follows a value that ends at the byte `end`.
pub(super) fn after(text: &str, end: usize, context: Context) -> After {
    let rest = text[end..].trim();
    let ends = rest.trim_start_matches([';', ',', ')', ' ', '\t', '\r', '\n', '\'', '"', '`', '”', '’', '“', '»']);
    if ends.is_empty() || ends == "as const" || ends == "as const;" {
        return After::Nothing;
    }
    if objects::after_blanks(rest).is_empty() {
        return After::Nothing;
    }
    match rest.chars().next() {
        Some('.' | '|' | '+') if rest[1..].starts_with([' ', '\n']) || rest[1..].starts_with(char::is_alphabetic) => return After::Program,
        Some('}' | ']' | ':' | '"' | '{' | '[' | '\\') => {
            return if context == Context::Assigned { After::Program } else { After::Part };
        }
        Some(',') if context != Context::Assigned => return After::Part,
        _ => {}
    }
    if is_around(ends) {
        After::Text
    } else if context == Context::Assigned || programs::find(rest, 0).is_some() {
        After::Program
    } else {
        After::Text
    }
}

/// Returns where an object that no program assigns has what can only be an expression: strings that are put together, a
/// call, a variable of the environment.
pub(super) fn certain_expression(text: &str, start: usize, backslashes: usize) -> Option<usize> {
    const VARIABLES: [&str; 6] = ["process.env.", "os.environ", "import.meta.env.", "System.getenv", "Environment.", "ENV"];
    let mut depth = 0_usize;
    let mut last: Option<(Kind, Range<usize>)> = None;
    for (kind, range) in Scanner::new(text, start, backslashes) {
        let token = &text[range.clone()];
        let before = last.as_ref().map_or(("", None), |(kind, range)| (&text[range.clone()], Some(*kind)));
        let is_adjacent = last.as_ref().is_some_and(|(_, last)| last.end == range.start);
        let is_call = token == "(" && before.1 == Some(Kind::Word) && is_adjacent;
        let is_sum = token == "+" && matches!(before.1, Some(Kind::Text)) || before.0 == "+" && kind == Kind::Text;
        let is_template = kind == Kind::Text && token.starts_with('`') && token.contains("${") && !token.contains("Date:") && !token.contains("date:");
        let is_prefixed = kind == Kind::Text && is_adjacent && matches!(before.0, "f" | "r" | "b" | "u" | "$" | "@");
        let is_variable = kind == Kind::Word && VARIABLES.iter().any(|name| token.starts_with(name));
        if is_call || is_sum || is_template || is_prefixed || is_variable {
            return Some(range.start);
        }
        match kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return None;
        }
        last = Some((kind, range));
    }
    None
}

/// Returns where the object whose brace is at the byte `start` has an expression: what is neither a literal nor a key.
pub(super) fn expression(text: &str, start: usize, backslashes: usize) -> Option<usize> {
    let mut tokens = Scanner::new(text, start, backslashes).peekable();
    let mut arrays = Vec::new();
    let mut is_value = false;
    while let Some((kind, range)) = tokens.next() {
        let token = &text[range.clone()];
        let next = tokens.peek().map_or("", |(_, next)| &text[next.clone()]);
        match kind {
            Kind::Open => {
                is_value = token == "[";
                arrays.push(is_value);
            }
            Kind::Close => {
                arrays.pop();
                if arrays.is_empty() {
                    return None;
                }
                is_value = true;
            }
            Kind::Text if token.starts_with('`') && token.contains("${") => return Some(range.start),
            Kind::Text if matches!(next, "," | "}" | "]" | ":" | "=" | "") => {}
            Kind::Text => return Some(range.start),
            Kind::Word => {
                let is_key = matches!(next, ":" | "=") && !is_value;
                let is_number = token.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.')
                    && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-._".contains(&byte));
                let is_known = matches!(token, "true" | "false" | "null" | "True" | "False" | "None" | "nil" | "NULL" | "TRUE" | "FALSE");
                if !is_key && !(is_value && (is_number || is_known)) {
                    return Some(range.start);
                }
            }
            Kind::Sign => match token {
                ":" | "=" => is_value = true,
                ">" if text[..range.start].ends_with('=') => {}
                "," => is_value = arrays.last() == Some(&true),
                _ => return Some(range.start),
            },
        }
    }
    None
}

/// Reads a string that contains an object, with a label, assigned to a name or alone.
pub(super) fn string(piece: &Piece, value: &Value, report: &mut Report) -> Step {
    let text = piece.text.as_str();
    let Some(quote) = value.quote.clone() else { return Step::Done(Ok(Format::Json)) };
    let mark = &text[quote.clone()];
    let unknown = || refuse(value.start, Why::ProgramText(programs::guess(text)));
    let is_string = mark.starts_with('"') && !mark.starts_with("\"\"\"");
    if is_string || mark.starts_with('\\') {
        // It may contain escaped quotes itself.
        leave_out_before(piece, value, report);
        return Step::Undone(part(piece, value.start..text.len()));
    }
    // Where the closing quote is: the last one, or the first after the object.
    let end = value.end(text);
    let closing = match mark {
        "“" | "„" => "”",
        "‘" => "’",
        "«" => "»",
        mark => mark,
    };
    let Some(close) = text[end..].find(closing).map(|at| end + at).filter(|close| text[end..*close].trim().is_empty()) else {
        return match value.context {
            Context::Assigned => unknown(),
            _ => Step::Undone(part(piece, value.brace..text.len())),
        };
    };
    let content = quote.end..close;
    let inside = &text[content.clone()];
    let is_shell = text[..quote.start].ends_with('=') && mark == "'";
    // What a backslash means depends on the language.
    let is_escaped = inside.contains('\\') && !is_shell && value.context == Context::Assigned;
    let interpolates = mark == "`" && value.context == Context::Assigned && inside.contains("${");
    match after(text, close + closing.len(), value.context) {
        After::Nothing if !is_escaped && !interpolates => {}
        After::Text if !is_escaped && !interpolates => fences::leave_out(piece, close + closing.len()..text.len(), What::TextAfter, report),
        After::Program => return unknown(),
        _ if value.context == Context::Bare && mark != "`" => {}
        _ => return unknown(),
    }
    leave_out_before(piece, value, report);
    Step::Undone(part(piece, content))
}

/// Reads a text that begins with a quote, at the byte `start`: a JSON string, a key and its value, or strings that a
/// program puts together.
pub(super) fn quoted(piece: &Piece, start: usize, report: &mut Report) -> Step {
    let text = piece.text.as_str();
    if text[start..].starts_with('\'') {
        let inside = text[start + 1..].trim_end();
        let inside = inside.strip_suffix('\'').unwrap_or(inside);
        return Step::Undone(part(piece, start + 1..start + 1 + inside.len()));
    }
    if text[start..].starts_with("\"\"\"") {
        let end = text[start + 3..].find("\"\"\"").map_or(text.len(), |end| start + 3 + end);
        return Step::Undone(part(piece, start + 3..end));
    }
    let Some(close) = closing_quote(text, start) else { return Step::Done(Ok(Format::Json)) };
    let inside = &text[start + 1..close];
    let rest = text[close + 1..].trim_start();
    if rest.starts_with(['+', '.', '&', '\\']) || rest.starts_with("\"\n") || rest.starts_with("<>") {
        return refuse(start, Why::ProgramText(programs::guess(text)));
    }
    let end = if rest.trim_end_matches([';', ',', ')', ' ', '\t', '\r', '\n']).is_empty() {
        close + 1
    } else if rest.starts_with(':') {
        return member(piece, start, close, report);
    } else if is_around(rest) && inside.contains(['{', '\\']) {
        fences::leave_out(piece, close + 1..text.len(), What::TextAfter, report);
        close + 1
    } else if programs::find(rest, 0).is_some() {
        return refuse(start, Why::ProgramText(programs::guess(text)));
    } else {
        return Step::Done(Ok(Format::Json));
    };
    // The JSON reader takes an object out of a string itself.
    let content = inside.trim_start();
    let is_object = content.starts_with('{') && objects::opens(content, 0).is_none_or(|backslashes| backslashes <= 1);
    let is_object = is_object || objects::after_blanks(content).starts_with("{\\\"") || content.starts_with(['/', '#']);
    if is_object || !content.contains('{') {
        let literal = start..end;
        let is_all = text[..start].trim().is_empty() && text[end..].trim().is_empty();
        return if is_all { Step::Done(Ok(Format::Json)) } else { Step::Undone(part(piece, literal)) };
    }
    escapes::unwrap(piece, start..end, report)
}

/// Returns where the string ends whose quote is at the byte `start`: the place of the quote that closes it.
fn closing_quote(text: &str, start: usize) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().enumerate().skip(start + 1).find_map(|(at, byte)| {
        let is_quote = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_quote.then_some(at)
    })
}

/// Reads a text that begins with a key and its value, without the braces around.
fn member(piece: &Piece, start: usize, close: usize, report: &mut Report) -> Step {
    /// Keys that only lead to the JSON; all others mean something in it.
    const LABELS: [&str; 11] = [
        "body", "data", "json", "payload", "raw", "request", "requestBody", "request_body", "content", "value",
        "event.poller.configuration",
    ];
    let text = piece.text.as_str();
    let key = &text[start + 1..close];
    let colon = close + 1 + text[close + 1..].find(':').unwrap_or_default();
    let value = colon + 1 + text[colon + 1..].len() - text[colon + 1..].trim_start().len();
    if LABELS.contains(&key) && text[value..].starts_with(['{', '"']) {
        let is_object = text[value..].starts_with('{');
        let end = if is_object { objects::end(text, value, objects::opens(text, value).unwrap_or_default()) } else { closing_quote(text, value).map(|at| at + 1) };
        let is_alone = end.is_some_and(|end| after(text, end, Context::Label) != After::Part || text[end..].trim().trim_matches(',').is_empty());
        if is_alone {
            fences::leave_out(piece, start..value, What::TextBefore, report);
            return Step::Undone(part(piece, value..text.len()));
        }
    }
    let mut whole = Piece::default();
    whole.push("{", piece.origin(start));
    let end = text.trim_end().trim_end_matches(',').len();
    whole.push_part(piece, start..end);
    // The brace at the end may have been copied.
    let is_open = objects::end(&whole.text, 0, 0).is_none();
    if is_open {
        whole.push("}", piece.origin(end.saturating_sub(1)));
    }
    report.add(piece, start..start + 1, What::MissingBraces);
    Step::Undone(whole)
}
