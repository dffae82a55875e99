//! Normalizes a pasted text and detects its format. Removes the layers that pages, chats, mails, terminals and
//! programs put around a command or JSON, and the text around it.
//!
//! The outermost layer is removed until there is none left: HTML entities, line prefixes, code fences, prose and
//! labels, quotes, escapes. Each kind is reported once.

mod adjacent_body;
mod arrays;
mod commands;
mod curl_config;
mod entity_quotes;
mod escapes;
mod expressions;
mod extract;
mod fences;
mod http;
mod invisible;
mod language_signs;
mod launchers;
mod line_prefix;
mod objects;
mod other_signs;
mod prefixes;
pub(super) mod programs;
mod prose;
mod quoted_printable;
mod strings;
mod values;
mod yaml;

use std::ops::Range;

use model::char_set::CharSet;

use super::import_error::{ImportError, ParseError};
use super::mapped_text::MappedText;
use super::repair::{LinePrefix, RepairKind};
use super::report::{ACCOUNTS, Finding};

pub(super) use fences::{has_fenced_program, without_closing_fence};
pub(super) use http::read as http_request;
pub(super) use other_signs::may_be_other;

/// The format of a normalized text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// JSON, or a string that contains JSON.
    Json,
    /// A command for a shell.
    Command,
    /// An HTTP request.
    Http,
}

/// A normalized text.
pub(super) struct Source {
    /// The text, mapped to the pasted one.
    pub mapped: MappedText,
    /// The format, or the reason for the rejection with its offset in the normalized text.
    pub format: Result<Format, ParseError>,
    /// The removed layers.
    pub report: NormalizationReport,
}

/// Collects the removed layers, with ranges in the pasted text.
#[derive(Default)]
pub(super) struct NormalizationReport {
    /// One finding for each kind.
    pub findings: Vec<Finding>,
    /// The text before and after the content.
    pub left_out: Vec<Range<usize>>,
    /// Further bytes that the findings account for.
    pub accounted: Vec<Range<usize>>,
    /// The format that was converted, for display.
    pub read_as: Option<String>,
}

impl NormalizationReport {
    /// Adds a finding about a range of `mapped`. A second one of its kind increases the count of the first.
    fn add(&mut self, mapped: &MappedText, range: Range<usize>, mut repair: RepairKind) {
        let range = mapped.origins(range);
        if matches!(repair, RepairKind::TextBefore | RepairKind::TextAfter) {
            self.left_out.push(range.clone());
        }
        let is_same = |other: &RepairKind| match (other, &repair) {
            (RepairKind::LinePrefixes(other, _), RepairKind::LinePrefixes(prefix, _)) => other == prefix,
            (other, repair) => std::mem::discriminant(other) == std::mem::discriminant(repair),
        };
        let Some((first_range, first)) = self.findings.iter_mut().find(|(_, other)| is_same(other)) else {
            self.findings.push((Some(range), repair));
            return;
        };
        if let (Some(first), Some(more)) = (first.count(), repair.count()) {
            *first += *more;
        }
        let range = match first_range {
            Some(first) if range.start < first.start => std::mem::replace(first, range),
            _ => range,
        };
        self.account_pasted(range);
    }

    /// Accounts for further bytes of `mapped`.
    fn account(&mut self, mapped: &MappedText, range: Range<usize>) {
        self.account_pasted(mapped.origins(range));
    }

    fn account_pasted(&mut self, range: Range<usize>) {
        /// The minimum length, in bytes, of a removed range that matters.
        const MIN_REPORTED_BYTES: usize = 4;
        if ACCOUNTS && range.len() >= MIN_REPORTED_BYTES {
            self.accounted.push(range);
        }
    }
}

/// The result of examining the outermost layer.
enum Step {
    /// A layer was removed. Contains the rest.
    Removed(MappedText),
    /// No layer is left.
    Done(Result<Format, ParseError>),
}

/// Normalizes a pasted text.
pub(super) fn normalize(text: &str) -> Source {
    let mut report = NormalizationReport::default();
    let (mapped, format) = remove_layers(MappedText::new(text, 0), &mut report, 0);
    if matches!(format, Ok(Format::Command)) {
        // The prompt stays in the text, because it identifies the shell.
        let prompt = command_prompt(&mapped.text);
        if !prompt.is_empty() {
            report.add(&mapped, prompt, RepairKind::LinePrefixes(LinePrefix::Prompt, 1));
        }
    }
    Source { mapped, format, report }
}

/// Returns the text of a program without the layers around it.
pub(super) fn normalize_program(text: &str) -> (MappedText, NormalizationReport) {
    normalize_lines(text, fences::remove_around_program)
}

/// Returns the text of a program that is in no fence without the layers of its lines. The functions for fences are in the
/// file of the reader of texts, which such a program does not need.
pub(super) fn normalize_unfenced_program(text: &str) -> (MappedText, NormalizationReport) {
    normalize_lines(text, |_, _| None)
}

/// Removes the layers of lines, and further ones by `remove`.
fn normalize_lines(
    text: &str,
    remove: fn(&MappedText, &mut NormalizationReport) -> Option<MappedText>,
) -> (MappedText, NormalizationReport) {
    /// The maximum number of layers.
    const MAX_LAYERS: usize = 8;
    let mut report = NormalizationReport::default();
    let mut mapped = MappedText::new(text, 0);
    for _ in 0..MAX_LAYERS {
        let removed = invisible::remove(&mapped, &mut report)
            .or_else(|| quoted_printable::decode(&mapped, &mut report))
            .or_else(|| prefixes::remove(&mapped, &mut report))
            .or_else(|| remove(&mapped, &mut report));
        let Some(next) = removed else { break };
        mapped = next;
    }
    (mapped, report)
}

/// Returns the text from the line of the first command on, unless that is in a comment of a program.
pub(super) fn from_command(text: &str) -> &str {
    let commands = commands::find(text).map_or("", |(line, _)| &text[line..]);
    if commands.trim_start().starts_with_any("#/*-;") { "" } else { commands }
}

/// Returns the range of a Windows shell's prompt before a command.
pub(super) fn command_prompt(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..start + line_prefix::windows_prompt(text[start..].lines().next().unwrap_or_default())
}

/// Removes every layer. `depth` is the number of code fences around the text.
fn remove_layers(
    mut mapped: MappedText,
    report: &mut NormalizationReport,
    depth: usize,
) -> (MappedText, Result<Format, ParseError>) {
    /// The maximum number of layers. No real text has more.
    const MAX_LAYERS: usize = 16;
    for _ in 0..MAX_LAYERS {
        match remove_layer(&mapped, report, depth) {
            Step::Removed(next) => mapped = next,
            Step::Done(format) => return (mapped, format),
        }
    }
    (mapped, Err((Some(0), ImportError::TooBroken)))
}

fn remove_layer(mapped: &MappedText, report: &mut NormalizationReport, depth: usize) -> Step {
    // In valid JSON, anything that looks like a layer belongs to a value.
    let text = mapped.text.trim();
    let is_string = text.strip_prefix('"').is_some_and(|inside| inside.trim_start().starts_with_any("{["));
    if (is_string || text.starts_with_any("{[")) && model::json::parse_strict(text).is_some() {
        return Step::Done(Ok(Format::Json));
    }
    if let Some(next) = invisible::remove(mapped, report) {
        return Step::Removed(next);
    }
    if mapped.text.trim().is_empty() {
        return Step::Done(Err((None, ImportError::Empty)));
    }
    let removed = quoted_printable::decode(mapped, report)
        .or_else(|| prefixes::block_comment(mapped, report))
        .or_else(|| prefixes::remove(mapped, report))
        .or_else(|| entity_quotes::decode(mapped, report))
        .or_else(|| http::without_handler(mapped, report))
        .or_else(|| http::fill_in(mapped, report))
        .or_else(|| arrays::fill_in(mapped, report));
    if let Some(next) = removed {
        return Step::Removed(next);
    }
    if let Some(next) = adjacent_body::join(mapped, report) {
        return Step::Removed(next);
    }
    fences::remove(mapped, report, depth).unwrap_or_else(|| extract::extract(mapped, report))
}

/// Returns the text without `ranges`, which are in ascending order.
fn without(mapped: &MappedText, ranges: &[Range<usize>]) -> MappedText {
    let mut rest = MappedText::default();
    let mut at = 0;
    for range in ranges {
        rest.push_part(mapped, at..range.start.max(at));
        at = range.end.max(at);
    }
    rest.push_part(mapped, at..mapped.text.len());
    rest
}

/// Returns the ranges of the lines of `text`, without their line ends.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end_any("\n\r").len();
        lines.push(start..end);
        start += line.len();
    }
    lines
}
