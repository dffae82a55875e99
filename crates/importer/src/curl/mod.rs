//! Parses the words of a command into the parts of a request, by the rules of curl(1).

mod arguments;
mod data;
mod options;
mod printed;
mod programs;
mod spelling;
mod url;

use std::ops::Range;

use model::char_set::CharSet;

use super::import_error::{ImportError, ParseError};
use super::mapped_text::MappedText;
use super::repair::RepairKind;
use super::report::Report;
use super::shell::{Command, References, ShellWord};
use data::{BodySource, Data, is_reference_to_body};
use options::{OptionEffect, option_effect};

/// Returns whether curl has an option of this name.
pub(super) fn is_option_name(name: &str) -> bool {
    !matches!(option_effect(name), OptionEffect::Unknown)
}

pub(super) use programs::{find_cmdlet, find_convert_to_json, is_lead};

/// The parts of a request.
#[derive(Default)]
pub(super) struct CurlInvocation {
    /// The URL.
    pub url: Option<MappedText>,
    /// The headers, as `Name: value`.
    pub headers: Vec<MappedText>,
    /// The shell references in the headers that contain secrets.
    pub references: References,
    /// The text of the body.
    pub body: Option<MappedText>,
}

/// Collects the parts of a request.
#[derive(Default)]
struct InvocationParts {
    invocation: CurlInvocation,
    /// The bytes of each header with its option.
    header_ranges: Vec<Range<usize>>,
    /// The bytes of the URL.
    url_range: Range<usize>,
    method: Option<(String, Range<usize>)>,
    is_get: bool,
    data: Vec<Data>,
    other_headers: Vec<String>,
    /// The options that do not affect the request, and the offset of the first.
    ignored: Vec<String>,
    first_ignored: usize,
    /// An unquoted body has no end: prevents scanning the text again for every data option.
    has_open_brace: bool,
}

/// Parses the first curl command that creates an instance, or else the first curl command.
pub(super) fn parse(mut commands: Vec<Command>, report: &mut Report) -> Result<CurlInvocation, ParseError> {
    let (index, first) = programs::find(&commands, report)?;
    let mut parts = InvocationParts::default();
    let words = std::mem::take(&mut commands[index].words);
    let start = words.first().map_or(0, |word| word.start);
    programs::account_for_lead(&words[..first], report);
    let mut is_data = false;
    for word in &words {
        let text = word.mapped.text.as_str();
        let header = text.strip_prefix("-H").or(text.strip_prefix("--header=")).unwrap_or(text);
        if super::authorization::is_header(header) {
            parts.invocation.references.extend_from_slice(&word.references);
        } else if !(is_data && is_reference_to_body(text)) {
            // References in a file name or a variable that contains the body are reported with the body.
            report_references(&word.references, report);
        }
        is_data = matches!(option_effect(word.mapped.text.trim_start_matches('-')), OptionEffect::Data(_));
    }
    parts.parse_arguments(words.into_iter().skip(first).collect(), report)?;
    parts.report_other_headers(report);
    let body_end = parts.data.iter().map(|data| data.range.end).max().unwrap_or(0);
    let body = parts.select_body(&mut commands, index, report);
    if let Some(input) = commands[index].input.take() {
        report.push(input.origins(0..input.text.len()), RepairKind::UnreadText);
    }
    programs::account_for_earlier(&commands[..index], start, report);
    for Command { output, is_used, .. } in &commands {
        match output {
            Some((_, range)) if *is_used => report.account_for(range.clone()),
            Some((_, range)) => report.push(range.clone(), RepairKind::Redirection),
            None => {}
        }
    }
    let InvocationParts { mut invocation, method, is_get, other_headers, ignored, first_ignored, .. } = parts;
    if !ignored.is_empty() {
        report.push(first_ignored, RepairKind::IgnoredOptions(ignored));
    }
    if !other_headers.is_empty() {
        report.push_general(RepairKind::OtherHeaders(other_headers));
    }
    let has_body = !matches!(body, BodySource::None);
    let (method, range) =
        method.unwrap_or_else(|| (if has_body && !is_get { "POST" } else { "GET" }.into(), start..start));
    if !has_body && !method.eq_ignore_ascii_case("POST") {
        let error = if invocation.url.is_none() && invocation.headers.is_empty() {
            ImportError::NoArguments
        } else {
            ImportError::Method(method)
        };
        return Err((Some(range.start), error));
    }
    if !method.eq_ignore_ascii_case("POST") {
        report.push(range, RepairKind::OtherMethod(method));
    }
    match body {
        BodySource::Text(mapped) => invocation.body = Some(mapped),
        BodySource::Elsewhere(range) => report.push(range, RepairKind::BodyInFile),
        BodySource::None if invocation.url.is_none() && invocation.headers.is_empty() => {
            return Err((Some(start), ImportError::NoArguments));
        }
        BodySource::None | BodySource::Empty => report.push_general(RepairKind::NoBody),
    }
    let is_unread = |word: &&ShellWord| word.start >= body_end;
    if let Some(next) = commands[index + 1..].iter().find_map(|command| command.words.iter().find(is_unread)) {
        report.push(next.start..report.text().len(), RepairKind::UnreadText);
    }
    Ok(invocation)
}

impl InvocationParts {
    /// Reports the headers that the form does not send.
    fn report_other_headers(&mut self, report: &mut Report) {
        for (header, range) in self.invocation.headers.iter().zip(&self.header_ranges) {
            let name = header.text.before_any(":;");
            if super::authorization::is_header(&header.text) {
                continue;
            }
            let has_name = name.len() < header.text.len();
            let name = name.trim();
            report.account_for(range.clone());
            // The form sends its own, without parameters.
            if is_json_type(&header.text) {
                continue;
            }
            // Anything but a header name is hidden, because it may be a secret.
            let is_name = has_name && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
            self.other_headers.push(if is_name { name.into() } else { "one without a name".into() });
        }
    }
}

/// Returns whether a header is `Content-Type: application/json`, with any parameters.
pub(super) fn is_json_type(header: &str) -> bool {
    let (name, value) = header.split_once(':').unwrap_or_default();
    let media_type = value.before_any(";,");
    let is_mark = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '*' | '`');
    name.trim_matches(is_mark).eq_ignore_ascii_case("content-type")
        && media_type.trim_matches(is_mark).eq_ignore_ascii_case("application/json")
}

fn is_url_like(text: &str) -> bool {
    text.contains("://") || text.contains("/instances")
}

fn report_references(references: &References, report: &mut Report) {
    for (at, kind) in references {
        report.push(*at, RepairKind::Reference(*kind));
    }
}

/// Returns the bytes of a word.
fn word_range(word: &ShellWord) -> Range<usize> {
    word.start..word.end
}
