//! Finds the start and end of a shell command in a text.

use std::ops::Range;

use model::char_set::CharSet;

use super::{Format, NormalizationReport, Step};
use super::{fences, line_prefix, lines, prose, without};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::{shell, tools};

/// Returns the offsets of the first line with a command for a request and of its program's name.
pub(super) fn find(text: &str) -> Option<(usize, usize)> {
    let tool = tools::find(text).map(|found| (found.line, found.at));
    match (find_curl(text), tool) {
        (Some(curl), Some(tool)) => Some(if tool.1 < curl.1 { tool } else { curl }),
        (curl, tool) => curl.or(tool),
    }
}

/// Returns the offsets of the first line with a `curl` command and of its `curl`.
fn find_curl(text: &str) -> Option<(usize, usize)> {
    /// How many words of a line are tried, which keeps the search linear. A body before the command can contain some.
    const MAX_WORDS_PER_LINE: usize = 8;
    let (mut from, mut start, mut words) = (0, 0, 0);
    while let Some((at, _)) = shell::find_curl(&text[from..]) {
        let at = from + at;
        if let Some(line) = text[from..at].rfind('\n') {
            (start, words) = (from + line + 1, 0);
        }
        let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
        if is_command(&text[start..end], &text[at..end]) {
            return Some((start, at));
        }
        words += 1;
        from = if words < MAX_WORDS_PER_LINE { at + "curl".len() } else { end };
    }
    None
}

/// Returns whether the `curl` at the start of `rest` is a command, rather than a word in a sentence or a variable.
fn is_command(line: &str, rest: &str) -> bool {
    let after = &rest["curl".len()..];
    let after = after.strip_prefix(".exe").unwrap_or(after).trim_start();
    let has_arguments = rest.contains(" -") || rest.contains("http") || rest.contains_any("\"'");
    let is_sentence = !has_arguments && !after.is_empty() && !after.starts_with_any("\\`^") && is_prose_like(line);
    !is_sentence && !after.starts_with_any("=:.,") && !after.starts_with("is ") && !after.starts_with("<-")
}

fn is_prose_like(line: &str) -> bool {
    line.trim_end().ends_with_any(":.!?,") || line.split_whitespace().count() > 3
}

/// Returns the range of a command in quotes, such as `"curl …"`. Without a closing quote it ends with the text.
pub(super) fn quoted(text: &str) -> Option<Range<usize>> {
    const PAIRS: [(&str, &[char]); 4] =
        [("\"", &['"']), ("'", &['\'']), ("“„«", &['“', '”', '„', '«', '»']), ("‘‚", &['‘', '’', '‚'])];
    let open = text.chars().next()?;
    let (_, quotes) = PAIRS.into_iter().find(|(opening, _)| opening.contains(open))?;
    let start = open.len_utf8();
    let inside = text[start..].trim_start();
    let name = inside.strip_prefix("curl.exe").or_else(|| inside.strip_prefix("curl"))?;
    name.starts_with_any(" \t").then_some(())?;
    let is_whole = text.matches(quotes).count() % 2 == 0;
    let close = text.rfind(quotes).filter(|close| is_whole && prose::is_all_text(text_after_quote(&text[*close..])));
    Some(start..close.unwrap_or(text.len()))
}

/// Returns the text after the closing quote at the start of `text`, without punctuation that can end a statement or
/// sentence.
fn text_after_quote(text: &str) -> &str {
    let after = text.chars().next().map_or(0, char::len_utf8);
    text[after..].trim_start_any(";,.)")
}

/// Returns the range of a command inside a line of prose: after a colon or between backticks.
pub(super) fn find_inline(text: &str) -> Option<Range<usize>> {
    for line in lines(text) {
        let content = &text[line.clone()];
        let Some(at) =
            ["curl -", "curl http", "curl '", "curl \""].iter().filter_map(|start| content.find(start)).min()
        else {
            continue;
        };
        let before = &content[..at];
        let start = line.start + at;
        if let Some(mark) = ["```", "``", "`", "**"].iter().find(|mark| before.ends_with(**mark)) {
            let end = text[start..].find(mark).map_or(text.len(), |end| start + end);
            return Some(start..end);
        }
        let (before, start) = match before.strip_suffix_any("\"'“‘") {
            Some(before) => (before, line.start + before.len()),
            None => (before, start),
        };
        let is_label = before.ends_with(": ") || matches!(before.trim(), "RUN" | "run:" | "- run:" | "- curl:" | "-");
        let is_name = |c: char| c.is_alphanumeric() || " ,:.'’-()[]/_*".contains(c);
        return (is_label && before.chars().all(is_name)).then_some(start..text.len());
    }
    None
}

/// Removes the prose around the command whose line begins at the byte `line`.
pub(super) fn extract(mapped: &MappedText, line: usize, report: &mut NormalizationReport) -> Step {
    let text = mapped.text.as_str();
    let mut left_out: Vec<Range<usize>> = Vec::new();
    for range in lines(&text[..line]) {
        let content = &text[range.clone()];
        let curl = content.find("curl").filter(|_| content.trim_start().starts_with("curl"));
        let is_about = curl.is_some_and(|at| !is_command(content, &content[at..]));
        if content.trim().is_empty() || content.trim_start().starts_with('#') {
            // Comments belong to the command, and one may name the shell.
            continue;
        }
        if !is_about && !prose::is_text(content) {
            break;
        }
        left_out.push(range);
    }
    for range in &left_out {
        fences::leave_out(mapped, range.clone(), RepairKind::TextBefore, report);
    }
    if let Some(after) = text_after(text, line).or_else(|| prose::trailing(text, end_of_line(text, line))) {
        fences::leave_out(mapped, after.clone(), RepairKind::TextAfter, report);
        left_out.push(after.start..text.len());
    }
    if left_out.is_empty() { Step::Done(Ok(Format::Command)) } else { Step::Removed(without(mapped, &left_out)) }
}

fn end_of_line(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// Returns the range after the command, from the first paragraph that begins with a sentence.
fn text_after(text: &str, line: usize) -> Option<Range<usize>> {
    let mut is_paragraph = false;
    let mut is_joined = true;
    for range in lines(&text[line..]) {
        let content = text[line + range.start..line + range.end].trim();
        if content.is_empty() {
            is_paragraph = true;
            continue;
        }
        let is_sentence = prose::is_prose(content) && content.ends_with_any(":.!?");
        if is_paragraph && !is_joined && is_sentence && !content.starts_with('#') && line_prefix::prompt(content) == 0 {
            return Some(line + range.start..text.len());
        }
        is_joined = content.ends_with_any("\\`^");
        is_paragraph = false;
    }
    None
}
