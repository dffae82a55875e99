//! Parses the lines of an HTTP request as shown by specifications, editors and browser tools.

use std::ops::Range;

use super::{lines, objects, prose};
use crate::curl::{CurlInvocation, is_json_type};
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;

/// The role of a line.
enum Line {
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
const METHODS: [&str; 7] = ["POST", "GET", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Headers that identify an HTTP request without a request line.
const IDENTIFYING_HEADERS: [&str; 5] = ["authorization", "content-type", "accept", "host", "user-agent"];

/// Lines of a browser tool's summary that are not headers.
const SUMMARY_NAMES: [&str; 5] =
    ["status code", "remote address", "referrer policy", "request priority", "dns resolution"];

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let content = &text[range.clone()];
    let start = range.start + content.len() - content.trim_start().len();
    start..(range.start + content.trim_end().len()).max(start)
}

/// Classifies the line in `range`. Returns `None` if it cannot belong to a request.
fn classify(text: &str, range: Range<usize>) -> Option<Line> {
    let range = trimmed(text, range);
    let content = text[range.clone()].trim_start_matches(['*', '`', '-', ' ']);
    let at = range.end - content.len();
    if content.is_empty() || content.starts_with(['#', '/']) {
        return Some(Line::Other);
    }
    if content.starts_with('{') {
        return Some(Line::Body);
    }
    let word = content.split([' ', '\t']).next().unwrap_or_default();
    if METHODS.contains(&word) {
        let rest = trimmed(text, at + word.len()..range.end);
        let target = text[rest.clone()].split([' ', '\t', '`']).next().unwrap_or_default();
        let end = text[rest.start + target.len()..rest.end].trim_matches(['`', ' ', '*']);
        let is_target = target.starts_with('/') || target.starts_with("http://") || target.starts_with("https://");
        let is_end = end.is_empty() || end.starts_with("HTTP/") && !end.contains(' ');
        let target = rest.start..rest.start + target.len();
        return (is_target && is_end).then(|| Line::Request { method: at..at + word.len(), target });
    }
    let first = content.chars().next().map_or(0, char::len_utf8);
    let Some(colon) = content[first..].find(':').map(|colon| colon + first) else {
        return is_heading(content).then_some(Line::Other);
    };
    let name = content[..colon].trim_end_matches(['*', '`']).to_ascii_lowercase();
    let value = trimmed(text, at + colon + 1..range.end);
    let is_empty = text[value.clone()].trim_matches(['*', '`']).is_empty();
    let address = || {
        // The method may precede the URL.
        let content = &text[value.clone()];
        let word = content.split(' ').next().unwrap_or_default();
        let start = if METHODS.contains(&word) { value.start + word.len() } else { value.start };
        let target = trimmed(text, start..value.end);
        let is_one = !text[target.clone()].contains(' ');
        is_one.then_some(Line::Target(target))
    };
    match name.as_str() {
        "method" | "request method" | "http method" | ":method" => Some(Line::Method(value)),
        "url" | "request url" | "endpoint" | "uri" | "address" if !is_empty => address(),
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
fn is_heading(line: &str) -> bool {
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
    let name = line.split('(').next().unwrap_or_default().trim_matches(['*', ':', ' ', '`', '_']).to_ascii_lowercase();
    HEADINGS.contains(&name.as_str())
}

/// Puts each header on a line of its own, where browser tools copied the whole request on one line, or each name and
/// value on two.
pub(super) fn arrange(mapped: &MappedText) -> Option<MappedText> {
    const NAMES: [&str; 8] = [
        "Request Method:",
        "Status Code:",
        "Remote Address:",
        "Referrer Policy:",
        "Authorization:",
        "authorization:",
        "Content-Type:",
        "content-type:",
    ];
    let text = mapped.text.as_str();
    let is_url = |line: &str| line.get(..12).is_some_and(|name| name.eq_ignore_ascii_case("request url:"));
    if !text.lines().any(|line| is_url(line.trim_start())) {
        return None;
    }
    let mut arranged = MappedText::default();
    let (mut is_found, mut is_changed) = (false, false);
    let mut lines = lines(text).into_iter().peekable();
    while let Some(range) = lines.next() {
        let content = &text[range.clone()];
        is_found |= is_url(content.trim_start());
        let is_name = is_found && is_name_alone(content);
        let value = lines.next_if(|next| {
            let next = text[next.clone()].trim();
            is_name && !next.is_empty() && !next.starts_with('{') && !is_name_alone(next)
        });
        if let Some(value) = value {
            arranged.push_part(mapped, range);
            arranged.insert(" ", mapped.origin(value.start));
            arranged.push_part(mapped, value.clone());
            is_changed = true;
        } else {
            let mut at = range.start;
            let spaces = content.match_indices(' ').map(|(at, _)| range.start + at + 1);
            for next in spaces.filter(|_| is_url(content.trim_start())) {
                if NAMES.iter().any(|name| text[next..].starts_with(name)) {
                    arranged.push_part(mapped, at..next);
                    arranged.insert("\n", mapped.origin(next));
                    (at, is_changed) = (next, true);
                }
            }
            arranged.push_part(mapped, at..range.end);
        }
        arranged.insert("\n", mapped.origin(text.len()));
    }
    is_changed.then_some(arranged)
}

/// Returns whether a line is the name of a header or summary entry without its value.
fn is_name_alone(line: &str) -> bool {
    let Some(name) = line.trim().strip_suffix(':') else { return false };
    !is_heading(name) && name.trim_start_matches(':').bytes().all(|b| b.is_ascii_alphanumeric() || b"- ".contains(&b))
}

/// Returns the offset of the request in `text`, after prose, or `None` if there is no request.
pub(super) fn find_start(text: &str) -> Option<usize> {
    let mut start = None;
    let (mut has_target, mut has_known) = (false, false);
    let mut is_after_header = false;
    for range in lines(text) {
        let found = classify(text, range.clone());
        let content = &text[range.clone()];
        if found.is_none() && is_after_header && is_folded(content) {
            continue;
        }
        is_after_header = matches!(found, Some(Line::Header));
        // Headers and prose look alike until the request begins.
        let is_first = matches!(
            &found,
            Some(Line::Request { .. } | Line::Target(_) | Line::Method(_) | Line::Path(_) | Line::Host(_))
        ) || matches!(&found, Some(Line::Header)) && is_identifying_header(content);
        match found {
            Some(Line::Body) => break,
            Some(Line::Other) if start.is_none() && !content.trim().is_empty() => {}
            Some(Line::Other) => {}
            _ if start.is_none() && !is_first => {
                if !prose::is_text(content) {
                    return None;
                }
            }
            Some(found) => {
                start.get_or_insert(range.start);
                has_target |= matches!(found, Line::Request { .. } | Line::Target(_) | Line::Path(_));
                has_known |= is_identifying_header(content) && content.to_ascii_lowercase().contains("user ");
            }
            // A body after an empty line that is not an object.
            None => break,
        }
    }
    start.filter(|_| has_target || has_known)
}

/// Returns whether a line continues the header before it: it is indented and not empty.
fn is_folded(line: &str) -> bool {
    line.starts_with([' ', '\t']) && !line.trim().is_empty() && !line.trim_start().starts_with(['{', '"', '['])
}

/// Returns whether a line is a header that nearly every request has.
fn is_identifying_header(line: &str) -> bool {
    let name = line.trim_start().split(':').next().unwrap_or_default();
    IDENTIFYING_HEADERS.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// Sets the method. The first one wins.
fn set_method(first: &mut Option<Range<usize>>, found: Range<usize>, text: &str, report: &mut Report) {
    match first {
        None => *first = Some(found),
        Some(first) if text[first.clone()] == text[found.clone()] => {}
        Some(_) => {
            let shown = displayable_method(&text[found.clone()]);
            report.push(found, RepairKind::OtherMethod(shown));
        }
    }
}

/// Returns the displayable part of a method. Anything else may be a secret.
fn displayable_method(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphabetic).take(12).collect()
}

/// Sets a part of the URL. A different second one is reported and left out.
fn set_url_part(first: &mut Option<Range<usize>>, found: Range<usize>, text: &str, report: &mut Report) {
    let Some(earlier) = first else {
        *first = Some(found);
        return;
    };
    // Browser tools show both the whole URL and its parts.
    if text[earlier.clone()].ends_with(&text[found.clone()]) {
        report.account_for(found);
    } else if text[found.clone()].ends_with(&text[earlier.clone()]) {
        report.account_for(std::mem::replace(earlier, found));
    } else {
        report.push(found, RepairKind::ExtraUrls);
    }
}

/// Returns the URL from a host and a path, or `None` without a host.
fn make_url(
    text: &str,
    host: Option<Range<usize>>,
    target: Option<Range<usize>>,
    report: &mut Report,
) -> Option<MappedText> {
    const PATH: &str = "/elements/api-v2/instances";
    let mut url = MappedText::default();
    let is_path = target.as_ref().is_none_or(|target| text[target.clone()].starts_with('/'));
    match host {
        Some(host) if is_path => {
            let name = &text[host.clone()];
            let is_local = name.starts_with("localhost") || name.starts_with("127.");
            url.insert(if is_local { "http://" } else { "https://" }, host.start);
            url.push(name, host.start);
        }
        Some(host) => {
            let authority = target.as_ref().and_then(|target| text[target.clone()].split('/').nth(2));
            if authority == Some(&text[host.clone()]) {
                report.account_for(host);
            } else {
                report.push(host, RepairKind::ExtraUrls);
            }
        }
        None if is_path => {
            if let Some(target) = target.filter(|target| text[target.clone()] != *PATH) {
                report.push(target, RepairKind::NoHost);
            }
            return None;
        }
        None => {}
    }
    if let Some(target) = target {
        url.push(&text[target.clone()], target.start);
    }
    Some(url)
}

/// Reads the request at the start of `text`.
pub(crate) fn read(text: &str, report: &mut Report) -> Result<CurlInvocation, ParseError> {
    let mut invocation = CurlInvocation::default();
    let (mut method, mut target, mut host, mut others) = (None, None, None, Vec::new());
    let mut body = None;
    let mut is_after_header = false;
    for range in lines(text) {
        let found = classify(text, range.clone());
        if found.is_none()
            && is_after_header
            && is_folded(&text[range.clone()])
            && let Some(header) = invocation.headers.last_mut()
        {
            let rest = trimmed(text, range.clone());
            header.push(" ", range.start);
            header.push(&text[rest.clone()], rest.start);
            continue;
        }
        is_after_header = matches!(found, Some(Line::Header));
        match found {
            Some(Line::Request { method: found, target: address }) => {
                // A second request.
                if target.is_some() {
                    body.get_or_insert(range.start);
                    break;
                }
                report.account_for(address.end..range.end);
                set_method(&mut method, found, text, report);
                set_url_part(&mut target, address, text, report);
            }
            Some(Line::Method(found)) => {
                report.account_for(range.start..found.start);
                set_method(&mut method, found, text, report);
            }
            Some(Line::Target(found) | Line::Path(found)) => {
                report.account_for(range.start..found.start);
                set_url_part(&mut target, found, text, report);
            }
            Some(Line::Host(found)) => {
                report.account_for(range.start..found.start);
                set_url_part(&mut host, found, text, report);
            }
            Some(Line::Header) => {
                let header = trimmed(text, range.clone());
                let name = text[header.clone()].split(':').next().unwrap_or_default();
                let is_json = is_json_type(&text[header.clone()]);
                report.account_for(range.start..if is_json { header.end } else { header.start + name.len() });
                if !name.eq_ignore_ascii_case("authorization") && !is_json {
                    others.push((name.to_owned(), header.clone()));
                }
                invocation.headers.push(MappedText::new(&text[header.clone()], header.start));
            }
            Some(Line::Other | Line::Scheme) => report.account_for(trimmed(text, range)),
            Some(Line::Body) | None => {
                body = Some(range.start);
                break;
            }
        }
    }
    let request_line = method.clone().or(target.clone()).unwrap_or(0..0);
    report.push(request_line.clone(), RepairKind::HttpRequest);
    let has_body = body.is_some_and(|body| text[body..].trim_start().starts_with('{'));
    let name = method.as_ref().map_or("POST", |range| &text[range.clone()]);
    if !name.eq_ignore_ascii_case("POST") {
        let shown = displayable_method(name);
        if !has_body {
            return Err((Some(request_line.start), ImportError::Method(shown)));
        }
        report.push(request_line, RepairKind::OtherMethod(shown));
    }
    invocation.url = make_url(text, host, target, report);
    if !others.is_empty() {
        for (_, range) in &others {
            report.account_for(range.clone());
        }
        report.push_general(RepairKind::OtherHeaders(others.into_iter().map(|(name, _)| name).collect()));
    }
    match body {
        Some(body) if has_body => {
            let brace = body + text[body..].find('{').unwrap_or_default();
            let backslashes = objects::backslashes_before_quote(text, brace).unwrap_or_default();
            let end = objects::find_end(text, brace, backslashes).unwrap_or(text.len());
            let rest = text[end..].trim_start();
            // If the object closes too early, the JSON reader handles the rest.
            let end = if rest.starts_with(['}', ']', '"', ',', ':']) { text.len() } else { end };
            invocation.body = Some(MappedText::new(&text[brace..end], brace));
            let rest = trimmed(text, end..text.len());
            if !rest.is_empty() {
                report.push(rest, RepairKind::TextAfter);
            }
        }
        Some(body) if !text[body..].trim().is_empty() => {
            let at = body + text[body..].len() - text[body..].trim_start().len();
            return Err((Some(at), ImportError::BodyNotJson));
        }
        _ => report.push_general(RepairKind::NoBody),
    }
    Ok(invocation)
}
