//! Removes the code fences of Markdown and wikis, and the text around them.

use std::ops::Range;

use model::char_set::CharSet;

use super::{NormalizationReport, Step, lines, programs, prose, remove_layers};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;

/// The starts of fences in Markdown and wikis.
const MARKS: [&str; 5] = ["```", "~~~", "{code", "{noformat}", "[code"];

/// Returns the fence mark at the start of a line and its length, which includes the rest of a wiki tag.
fn parse_mark(line: &str) -> Option<(&'static str, usize)> {
    let is_mark = |mark: &&str| line.starts_with(*mark) || *mark == "[code" && line.starts_with("[/code");
    let mark = MARKS.into_iter().find(is_mark)?;
    let length = match mark {
        "```" | "~~~" => line.len() - line.trim_start_matches(&mark[..1]).len(),
        "[code" => line.find(']')? + 1,
        _ => line.find('}')? + 1,
    };
    let is_tag = mark.starts_with_any("`~")
        || line[..length].bytes().all(|byte| byte.is_ascii_alphanumeric() || b"{}[]/:=|.-_ ".contains(&byte));
    is_tag.then_some((mark, length))
}

/// A section of a text with fences.
struct Section {
    content: Range<usize>,
    is_fenced: bool,
}

/// Returns whether a text has the mark of a fence.
pub(super) fn has_fence(text: &str) -> bool {
    MARKS.iter().any(|mark| text.contains(mark))
}

/// Returns a text without the end of a fence in its first line.
pub(crate) fn without_closing_fence(text: &str) -> &str {
    let (line, rest) = text.split_once('\n').unwrap_or_default();
    let is_mark = parse_mark(line.trim()).is_some_and(|(_, length)| length == line.trim().len());
    if is_mark { rest } else { text }
}

/// Removes the first fence that contains a command or JSON. Returns `None` if there is no fence. A text that begins with a
/// command or JSON, or has it only outside of fences, is taken from there.
pub(super) fn remove(mapped: &MappedText, report: &mut NormalizationReport, depth: usize) -> Option<Step> {
    /// The maximum depth of fences inside fences.
    const MAX_DEPTH: usize = 2;
    let text = mapped.text.as_str();
    if depth == MAX_DEPTH {
        return None;
    }
    let sections = sections(text)?;
    let read = |section: &Section| {
        let content = mapped.part(section.content.clone());
        let is_empty = content.text.trim().is_empty();
        (!is_empty).then(|| remove_layers(content, &mut NormalizationReport::default(), depth + 1))
    };
    let is_read = |section: &&Section| read(section).is_some_and(|(_, format)| format.is_ok());
    // A text that begins with a command or JSON and contains a fence later.
    let begins = sections.iter().find(|section| !text[section.content.clone()].trim().is_empty());
    // The heading `## curl` is no command.
    let is_heading = |text: &str| text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    let is_content = |text: &str| !is_prose_first(text) && !is_heading(text);
    let begins = begins.filter(|section| !section.is_fenced && is_content(&text[section.content.clone()]));
    let found = begins.filter(is_read).or_else(|| {
        let of = |is_fenced: bool| sections.iter().filter(move |section| section.is_fenced == is_fenced);
        of(true).chain(of(false)).find(is_read)
    });
    let Some(found) = found else {
        // Report why the first fence was rejected.
        let first = sections.iter().find(|section| section.is_fenced && read(section).is_some());
        let (inside, rejected) = first.and_then(&read)?;
        let Err((at, error)) = rejected else { return None };
        let pasted = at.map(|at| inside.origin(at));
        let start = first.map(|section| section.content.start).unwrap_or_default();
        let within = pasted.and_then(|pasted| (0..=text.len()).find(|at| *at >= start && mapped.origin(*at) >= pasted));
        return Some(Step::Done(Err((within.or(Some(start)), error))));
    };
    let (before, after) = (0..found.content.start, found.content.end..text.len());
    let is_fence =
        |range: &Range<usize>| text[range.clone()].lines().filter(|line| !line.trim().is_empty()).count() <= 1;
    if is_fence(&before) && is_fence(&after) {
        report.add(mapped, before, RepairKind::CodeFence);
        report.account(mapped, after);
    } else {
        leave_out(mapped, before, RepairKind::TextBefore, report);
        leave_out(mapped, after, RepairKind::TextAfter, report);
    }
    Some(Step::Removed(mapped.part(found.content.clone())))
}

/// Returns whether a program is in a fence.
pub(crate) fn has_fenced_program(text: &str) -> bool {
    let sections = sections(text);
    let is_program =
        |section: &Section| section.is_fenced && programs::detect(&text[section.content.clone()]).is_some();
    sections.is_some_and(|sections| sections.iter().any(is_program))
}

/// Removes the fences around the first program, and joins it with the following ones in its language: a notebook or an
/// answer has one in several fences.
pub(super) fn remove_around_program(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    let sections = sections(text)?;
    let language = |section: &Section| programs::detect(&text[section.content.clone()]).filter(|_| section.is_fenced);
    let first = sections.iter().find_map(language)?;
    let mut program = MappedText::default();
    let mut end = 0;
    for section in sections.iter().filter(|section| language(section) == Some(first)) {
        let content = section.content.clone();
        let left_out = if end == 0 { RepairKind::TextBefore } else { RepairKind::TextAfter };
        leave_out(mapped, end..content.start, left_out, report);
        end = content.end;
        program.append(&mapped.part(content));
    }
    leave_out(mapped, end..text.len(), RepairKind::TextAfter, report);
    Some(program)
}

/// Returns the end mark of a fence that begins with `mark`.
fn closing(mark: &str) -> Option<&'static str> {
    const ENDS: [&str; 5] = ["```", "~~~", "{code}", "{noformat}", "[/code]"];
    MARKS.iter().position(|known| *known == mark).map(|index| ENDS[index])
}

/// Returns whether the first line that is not empty is a sentence or label.
fn is_prose_first(text: &str) -> bool {
    text.lines().find(|line| !line.trim().is_empty()).is_some_and(prose::is_text)
}

/// Reports the removed text of `range`, unless it is only punctuation, such as the end of a fence.
pub(super) fn leave_out(
    mapped: &MappedText,
    range: Range<usize>,
    repair: RepairKind,
    report: &mut NormalizationReport,
) {
    let text = &mapped.text[range.clone()];
    let start = range.start + text.len() - text.trim_start().len();
    let end = range.start + text.trim_end().len();
    if start < end && mapped.text[start..end].contains(char::is_alphanumeric) {
        report.add(mapped, start..end, repair);
    }
}

/// Returns the fenced and unfenced sections of `text`, or `None` if no line has a fence.
fn sections(text: &str) -> Option<Vec<Section>> {
    if !has_fence(text) {
        return None;
    }
    let mut sections = Vec::new();
    let mut start = 0;
    let mut fence: Option<&str> = None;
    for line in lines(text) {
        let content = &text[line.clone()];
        let trimmed = content.trim();
        match (fence, parse_mark(trimmed)) {
            (None, Some((mark, length))) => {
                let opening = line.start + content.len() - content.trim_start().len();
                sections.push(Section { content: start..opening, is_fenced: false });
                let inside = &trimmed[length..];
                let inside_start = line.end - (content.len() - content.trim_end().len()) - inside.len();
                // The fence is closed on the same line, or the content follows the mark.
                if let Some(inside) =
                    closing(mark).and_then(|end| inside.strip_suffix(end)).filter(|inside| !inside.trim().is_empty())
                {
                    let end = inside_start + inside.len();
                    sections.push(Section { content: inside_start..end, is_fenced: true });
                    start = line.end;
                } else {
                    let is_content =
                        inside.trim_start().starts_with_any("{\"'") || inside.trim_start().starts_with("curl ");
                    start = if is_content { inside_start } else { line.end };
                    fence = Some(mark);
                }
            }
            (Some(open), Some((mark, _))) if open == mark => {
                sections.push(Section { content: start..line.start, is_fenced: true });
                start = line.end;
                fence = None;
            }
            (Some(open), _) if closing(open).is_some_and(|end| trimmed.ends_with(end)) => {
                let end = line.end - closing(open).map_or(0, str::len) - (content.len() - content.trim_end().len());
                sections.push(Section { content: start..end, is_fenced: true });
                start = line.end;
                fence = None;
            }
            _ => {}
        }
    }
    if sections.is_empty() {
        return None;
    }
    sections.push(Section { content: start..text.len(), is_fenced: fence.is_some() });
    Some(sections)
}
