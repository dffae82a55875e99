//! Classifies the lines of an HTTP request.

use std::ops::Range;

use model::char_set::CharSet;

use crate::word_list;

/// The role of a line.
pub(super) enum Line {
    /// Not part of the request: an empty line, comment or label.
    Other,
    /// The request line.
    Request {
        method: Range<usize>,
        target: Range<usize>,
    },
    Method(Range<usize>),
    Target(Range<usize>),
    Path(Range<usize>),
    Host(Range<usize>),
    Scheme,
    Header,
    /// The start of the body.
    Body,
}

/// The HTTP methods.
const METHODS: &str = "POST GET PUT PATCH DELETE HEAD OPTIONS";

/// Headers that identify an HTTP request without a request line.
const IDENTIFYING_HEADERS: &str = "authorization content-type accept host user-agent";

/// Lines of a browser tool's summary that are not headers.
const SUMMARY_NAMES: [&str; 5] =
    ["status code", "remote address", "referrer policy", "request priority", "dns resolution"];

pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let content = &text[range.clone()];
    let start = range.start + content.len() - content.trim_start().len();
    start..(range.start + content.trim_end().len()).max(start)
}

/// Returns whether a line begins with a method, like a request line.
pub(super) fn begins_request(line: &str) -> bool {
    line.trim_start().split_once(' ').is_some_and(|(method, _)| word_list::contains(METHODS, method))
}

/// Classifies the line in `range`. Returns `None` if it cannot belong to a request.
pub(super) fn classify(text: &str, range: Range<usize>) -> Option<Line> {
    let range = trimmed(text, range);
    let content = text[range.clone()].trim_start_any("*`- ");
    let at = range.end - content.len();
    if content.is_empty() || content.starts_with_any("#/") {
        return Some(Line::Other);
    }
    if content.starts_with('{') {
        return Some(Line::Body);
    }
    let word = content.before_any(" \t");
    let is_capital = word_list::contains(METHODS, word);
    if is_capital || word_list::any(METHODS, &|method| method.eq_ignore_ascii_case(word)) {
        let rest = trimmed(text, at + word.len()..range.end);
        let target = text[rest.clone()].before_any(" \t`");
        let end = text[rest.start + target.len()..rest.end].trim_any("` *");
        // `{{host}}` is a variable of an HTTP client.
        let is_target = ["/", "http://", "https://", "{{"].iter().any(|start| target.starts_with(start));
        let is_end = end.is_empty() || end.starts_with("HTTP/") && !end.contains(' ');
        let target = rest.start..rest.start + target.len();
        if is_target && is_end {
            return Some(Line::Request { method: at..at + word.len(), target });
        }
        // In lower case, it is a word of a sentence.
        if is_capital {
            return None;
        }
    }
    let first = content.chars().next().map_or(0, char::len_utf8);
    let Some(colon) = content[first..].find(':').map(|colon| colon + first) else {
        return is_heading(content).then_some(Line::Other);
    };
    let name = content[..colon].trim_end_any("*`").to_ascii_lowercase();
    let value = trimmed(text, at + colon + 1..range.end);
    let is_empty = text[value.clone()].trim_any("*`").is_empty();
    let target_line = || {
        // The method may precede the URL.
        let content = &text[value.clone()];
        let word = content.split(' ').next().unwrap_or_default();
        let start = if word_list::contains(METHODS, word) { value.start + word.len() } else { value.start };
        let target = trimmed(text, start..value.end);
        let is_one = !text[target.clone()].contains(' ');
        is_one.then_some(Line::Target(target))
    };
    // The address of a store and the URL of a polled resource have no such part.
    let is_of_api = || text[value.clone()].contains("/instances") || text[value.clone()].contains("/elements");
    match name.as_str() {
        "method" | "request method" | "http method" | ":method" => Some(Line::Method(value)),
        "request url" if !is_empty => target_line(),
        "url" | "endpoint" | "uri" | "address" if is_of_api() => target_line(),
        ":path" => Some(Line::Path(value)),
        ":authority" | "host" => Some(Line::Host(value)),
        ":scheme" => Some(Line::Scheme),
        _ if is_empty && is_heading(&content[..=colon]) => Some(Line::Other),
        name => {
            let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            let is_known = is_name || SUMMARY_NAMES.contains(&name);
            (is_known && !is_empty && !name.is_empty()).then_some(Line::Header)
        }
    }
}

/// Returns whether a line is the heading of a part of a request.
pub(super) fn is_heading(line: &str) -> bool {
    const HEADINGS: [&str; 13] = [
        "headers",
        "request headers",
        "response headers",
        "body",
        "request body",
        "payload",
        "request payload",
        "data",
        "json",
        "general",
        "request",
        "raw",
        "header",
    ];
    let name = line.split('(').next().unwrap_or_default().trim_any("*: `_").to_ascii_lowercase();
    HEADINGS.contains(&name.as_str())
}

/// Returns whether a line continues the header before it: it is indented and not empty.
pub(super) fn is_folded(line: &str) -> bool {
    line.starts_with_any(" \t") && !line.trim().is_empty() && !line.trim_start().starts_with_any("{\"[")
}

/// Returns whether a line is a header that nearly every request has.
pub(super) fn is_identifying_header(line: &str) -> bool {
    let name = line.trim_start().split(':').next().unwrap_or_default();
    word_list::any(IDENTIFYING_HEADERS, &|known| known.eq_ignore_ascii_case(name))
}
