//! Parses the lines of an HTTP request as shown by specifications, editors and browser tools.

mod detect;
mod labels;
mod line;
mod sections;
mod variables;

use std::ops::Range;

pub(super) use detect::{arrange, find_start, without_handler};
pub(super) use labels::unlabel;
use model::char_set::CharSet;
pub(super) use variables::fill_in;

use line::{Line, classify, is_folded, trimmed};

use super::{lines, objects};
use crate::candidate::Candidate;
use crate::curl::{CurlInvocation, is_json_type};
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;

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

/// Reads the request in `text`. Files of editors separate several with `###`: the one that creates an instance is read.
///
/// # Errors
///
/// Returns an error if several create an instance and the user has chosen none, or if the request is invalid.
pub(crate) fn read(text: &str, report: &mut Report) -> Result<CurlInvocation, ParseError> {
    let sections = sections::split(text);
    let creating: Vec<_> = sections.iter().filter_map(|section| sections::candidate(text, section.clone())).collect();
    if sections.len() < 2 || creating.is_empty() {
        return read_section(text, 0, report);
    }
    let index = if creating.len() > 1 {
        let candidates = creating.iter().map(|(section, candidate)| (section.start, candidate.clone()));
        report.choose(creating.len(), candidates.take(Candidate::MAX).collect())?
    } else {
        0
    };
    let section = creating[index].0.clone();
    let others = [(0..section.start, RepairKind::TextBefore), (section.end..text.len(), RepairKind::TextAfter)];
    for (range, repair) in others {
        let range = trimmed(text, range);
        if !range.is_empty() {
            report.push(range, repair);
        }
    }
    read_section(&text[..section.end], section.start, report)
}

/// Reads the request in `text` from the byte `start`.
fn read_section(text: &str, start: usize, report: &mut Report) -> Result<CurlInvocation, ParseError> {
    let mut invocation = CurlInvocation::default();
    let (mut method, mut target, mut host, mut others) = (None, None, None, Vec::new());
    let mut body = None;
    let mut is_after_header = false;
    for range in lines(&text[start..]) {
        let range = start + range.start..start + range.end;
        let found = classify(text, range.clone());
        if found.is_none()
            && is_after_header
            && is_folded(&text[range.clone()])
            && let Some(header) = invocation.headers.last_mut()
        {
            let rest = trimmed(text, range.clone());
            if others.last().is_some_and(|(_, other): &(String, Range<usize>)| header.origin(0) == other.start) {
                report.account_for(rest.clone());
            }
            header.push(" ", range.start);
            header.push(&text[rest.clone()], rest.start);
            continue;
        }
        is_after_header = matches!(found, Some(Line::Header));
        match found {
            Some(Line::Request { method: found, target: url }) => {
                // A second request.
                if target.is_some() {
                    body.get_or_insert(range.start);
                    break;
                }
                report.account_for(url.end..range.end);
                set_method(&mut method, found, text, report);
                set_url_part(&mut target, url, text, report);
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
            let end = if rest.starts_with_any("}]\",:") { text.len() } else { end };
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
