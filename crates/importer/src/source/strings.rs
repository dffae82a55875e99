//! Unwraps strings that contain JSON, in the notations of JSON and programming languages.

use model::api_schema::POLLING_CONFIGURATION;
use model::char_set::CharSet;

use super::extract::{TextAfter, leave_out_before, reject};
use super::values::{Context, ObjectLiteral, classify_after};
use super::{Format, NormalizationReport, Step, escapes, fences, objects, programs, prose};
use crate::import_error::ImportError;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;

/// Unwraps a string that contains an object: with a label, assigned to a name, or alone.
pub(super) fn unwrap_value(mapped: &MappedText, value: &ObjectLiteral, report: &mut NormalizationReport) -> Step {
    let text = mapped.text.as_str();
    let Some(quote) = value.quote.clone() else { return Step::Done(Ok(Format::Json)) };
    let mark = &text[quote.clone()];
    let unknown = || reject(value.start, ImportError::ProgramText(programs::guess_language(text)));
    let is_string = mark.starts_with('"') && !mark.starts_with("\"\"\"");
    if is_string || mark.starts_with('\\') {
        // The string may contain escaped quotes itself.
        leave_out_before(mapped, value, report);
        return Step::Removed(mapped.part(value.start..text.len()));
    }
    // The closing quote is the first one after the object.
    let end = value.end(text);
    let closing = match mark {
        "“" | "„" => "”",
        "‘" => "’",
        "«" => "»",
        mark => mark,
    };
    let Some(close) = text[end..].find(closing).map(|at| end + at).filter(|close| text[end..*close].trim().is_empty())
    else {
        if value.context == Context::Assigned {
            return unknown();
        }
        fences::leave_out(mapped, 0..value.brace, RepairKind::TextBefore, report);
        return Step::Removed(mapped.part(value.brace..text.len()));
    };
    let content = quote.end..close;
    let inside = &text[content.clone()];
    // There is no JSON between concatenated strings.
    if value.context == Context::Assigned
        && mark != "`"
        && programs::find_concatenation(&text[quote.start..close]).is_some()
    {
        return unknown();
    }
    let is_shell = text[..quote.start].ends_with('=') && mark == "'";
    // The meaning of a backslash depends on the language.
    let is_escaped = inside.contains('\\') && !is_shell && value.context == Context::Assigned;
    let interpolates = mark == "`" && value.context == Context::Assigned && inside.contains("${");
    match classify_after(text, close + closing.len(), value.context) {
        TextAfter::Nothing if !is_escaped && !interpolates => {}
        TextAfter::Text if !is_escaped && !interpolates => {
            fences::leave_out(mapped, close + closing.len()..text.len(), RepairKind::TextAfter, report);
        }
        TextAfter::Program => return unknown(),
        _ if value.context == Context::Bare && mark != "`" => {}
        _ => return unknown(),
    }
    leave_out_before(mapped, value, report);
    Step::Removed(mapped.part(content))
}

/// Returns the content of a string that ends the text and contains an object with doubled quotes, as in CSV and Visual
/// Basic.
fn collapse_doubled(mapped: &MappedText, start: usize) -> Option<MappedText> {
    let text = mapped.text.trim_end();
    let inside = text[start..].strip_prefix('"')?.strip_suffix('"')?;
    inside.trim_start().strip_prefix('{')?.trim_start().strip_prefix("\"\"")?;
    let mut content = MappedText::default();
    let mut at = start + 1;
    let end = start + 1 + inside.len();
    while let Some(length) = text[at..end].find('"') {
        let quote = at + length;
        if !text[quote + 1..end].starts_with('"') {
            return None;
        }
        content.push_part(mapped, at..quote + 1);
        at = quote + 2;
    }
    content.push_part(mapped, at..end);
    Some(content)
}

/// Unwraps a text that begins with a quote at the byte `start`: a JSON string, a key with its value, or concatenated
/// strings of a program.
pub(super) fn unwrap_quoted(mapped: &MappedText, start: usize, report: &mut NormalizationReport) -> Step {
    let text = mapped.text.as_str();
    if text[start..].starts_with('\'') {
        let inside = text[start + 1..].trim_end();
        let inside = inside.strip_suffix('\'').unwrap_or(inside);
        return Step::Removed(mapped.part(start + 1..start + 1 + inside.len()));
    }
    if text[start..].starts_with("\"\"\"") {
        let end = text[start + 3..].find("\"\"\"").map_or(text.len(), |end| start + 3 + end);
        let rest = end.saturating_add(3).min(text.len());
        // The string describes the program after it.
        if programs::find(&text[rest..], 0).is_some() {
            return reject(start, ImportError::ProgramText(programs::guess_language(text)));
        }
        fences::leave_out(mapped, rest..text.len(), RepairKind::TextAfter, report);
        return Step::Removed(mapped.part(start + 3..end));
    }
    if let Some(content) = collapse_doubled(mapped, start) {
        report.add(mapped, start..start + 1, RepairKind::DoubledQuotes);
        return Step::Removed(content);
    }
    let Some(close) = closing_quote(text, start) else { return Step::Done(Ok(Format::Json)) };
    let inside = &text[start + 1..close];
    let rest = text[close + 1..].trim_start();
    if rest.starts_with_any("+.&\\") || rest.starts_with("\"\n") || rest.starts_with("<>") {
        return reject(start, ImportError::ProgramText(programs::guess_language(text)));
    }
    let end = if rest.trim_end_any(";,) \t\r\n").is_empty() {
        close + 1
    } else if rest.starts_with(':') {
        return unwrap_member(mapped, start, close, report);
    } else if prose::is_all_text(rest) && inside.contains_any("{\\") {
        fences::leave_out(mapped, close + 1..text.len(), RepairKind::TextAfter, report);
        close + 1
    } else if programs::find(rest, 0).is_some() {
        return reject(start, ImportError::ProgramText(programs::guess_language(text)));
    } else {
        return Step::Done(Ok(Format::Json));
    };
    // The JSON reader unwraps an object in a string itself.
    let content = inside.trim_start();
    let is_object = content.starts_with('{')
        && objects::backslashes_before_quote(content, 0).is_none_or(|backslashes| backslashes <= 1);
    let is_object =
        is_object || objects::trim_escaped_start(content).starts_with("{\\\"") || content.starts_with_any("/#");
    if is_object || !content.contains('{') {
        let literal = start..end;
        let is_all = text[..start].trim().is_empty() && text[end..].trim().is_empty();
        return if is_all { Step::Done(Ok(Format::Json)) } else { Step::Removed(mapped.part(literal)) };
    }
    escapes::unwrap(mapped, start..end, report)
}

/// Returns whether all of `text` is one JSON string that contains escaped quotes.
pub(super) fn is_escaped_string(text: &str) -> bool {
    text.starts_with('"')
        && text.contains("\\\"")
        && closing_quote(text, 0).is_some_and(|close| text[close + 1..].trim().is_empty())
}

/// Returns the offset of the quote that closes the string at the byte `start`.
fn closing_quote(text: &str, start: usize) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().enumerate().skip(start + 1).find_map(|(at, byte)| {
        let is_quote = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_quote.then_some(at)
    })
}

/// Reads a text that begins with a key and its value, without the surrounding braces.
fn unwrap_member(mapped: &MappedText, start: usize, close: usize, report: &mut NormalizationReport) -> Step {
    /// Keys that only label the JSON. All others are part of it.
    const LABELS: [&str; 11] = [
        "body",
        "data",
        "json",
        "payload",
        "raw",
        "request",
        "requestBody",
        "request_body",
        "content",
        "value",
        POLLING_CONFIGURATION,
    ];
    let text = mapped.text.as_str();
    let key = &text[start + 1..close];
    let colon = close + 1 + text[close + 1..].find(':').unwrap_or_default();
    let value = colon + 1 + text[colon + 1..].len() - text[colon + 1..].trim_start().len();
    if LABELS.contains(&key) && text[value..].starts_with_any("{\"") {
        let is_object = text[value..].starts_with('{');
        let end = if is_object {
            objects::find_end(text, value, objects::backslashes_before_quote(text, value).unwrap_or_default())
        } else {
            closing_quote(text, value).map(|at| at + 1)
        };
        let is_alone = end.is_some_and(|end| {
            classify_after(text, end, Context::Label) != TextAfter::Part
                || text[end..].trim().trim_matches(',').is_empty()
        });
        if is_alone {
            fences::leave_out(mapped, start..value, RepairKind::TextBefore, report);
            return Step::Removed(mapped.part(value..text.len()));
        }
    }
    let mut whole = MappedText::default();
    whole.insert("{", mapped.origin(start));
    let end = text.trim_end().trim_end_matches(',').len();
    whole.push_part(mapped, start..end);
    // The closing brace may have been copied.
    let is_open = objects::find_end(&whole.text, 0, 0).is_none();
    if is_open {
        whole.insert("}", mapped.origins(start..end).end);
    }
    report.add(mapped, start..start + 1, RepairKind::MissingBraces);
    Step::Removed(whole)
}
