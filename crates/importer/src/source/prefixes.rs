//! Removes line prefixes, such as quote marks, prompts and line numbers. They are removed only if all eligible lines
//! have them, because a line of JSON or a redirection may look alike.

use std::ops::Range;

use model::char_set::CharSet;

use super::prose::is_text;
use super::{NormalizationReport, line_prefix, lines, objects, values, without};
use crate::mapped_text::MappedText;
use crate::repair::{LinePrefix, RepairKind};

/// Returns the text without the prefixes of its lines, or `None` if there are none.
pub(super) fn remove(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    let lines = lines(text);
    let nonempty: Vec<Range<usize>> = lines.into_iter().filter(|line| !text[line.clone()].trim().is_empty()).collect();
    let found = diff_marks(text, &nonempty, mapped, report)
        .or_else(|| console_prompts(text, &nonempty))
        .or_else(|| quote_marks(text, &nonempty))
        .or_else(|| continuation_prompts(text, &nonempty))
        .or_else(|| line_numbers(text, &nonempty))
        .or_else(|| comment_marks(text, &nonempty))
        .or_else(|| prompts(text, &nonempty))
        .or_else(|| list_marks(text, &nonempty));
    let (prefix, ranges) = found?;
    for range in &ranges {
        report.add(mapped, range.clone(), RepairKind::LinePrefixes(prefix, 1));
    }
    Some(without(mapped, &ranges))
}

/// A kind of prefix, and the ranges of its occurrences.
type FoundPrefixes = (LinePrefix, Vec<Range<usize>>);

/// Returns the consecutive lines for which `has_prefix` is true, if all lines around them are prose or fences.
fn matching_lines<'l>(
    text: &str,
    nonempty: &'l [Range<usize>],
    has_prefix: impl Fn(&str) -> bool,
) -> Option<&'l [Range<usize>]> {
    let first = nonempty.iter().position(|line| has_prefix(&text[line.clone()]))?;
    let length = nonempty[first..].iter().take_while(|line| has_prefix(&text[(*line).clone()])).count();
    let (run, after) = nonempty[first..].split_at(length);
    let is_fence = |line: &str| line.trim_start().starts_with("```") || line.trim_start().starts_with("~~~");
    let is_around = |line: &Range<usize>| is_text(&text[line.clone()]) || is_fence(&text[line.clone()]);
    (nonempty[..first].iter().all(is_around) && after.iter().all(is_around)).then_some(run)
}

/// Returns whether `text` begins with a command, JSON or an HTTP request.
fn begins_content(text: &str) -> bool {
    let text = text.trim_start();
    let is_json = text.starts_with_any("{\"'`\\~[");
    is_json
        || text.starts_with("curl")
        || values::locate(text).is_some()
        || line_prefix::prompt(text) > 0
        || text.starts_with("POST ")
}

/// Finds the quote marks (`>`) of mails and Markdown.
fn quote_marks(text: &str, nonempty: &[Range<usize>]) -> Option<FoundPrefixes> {
    let levels = |line: &str, max_count| line_prefix::quote_marks(line, max_count);
    let run = matching_lines(text, nonempty, |line| levels(line, 1).0 > 0)?;
    let is_empty = |line: &str| line[levels(line, usize::MAX).1..].trim().is_empty();
    let depth = |line: &str| levels(line, usize::MAX).0;
    let contents = || run.iter().map(|line| &text[line.clone()]).filter(|line| !is_empty(line));
    let level = contents().map(depth).min()?;
    // A single line may be a redirection.
    if run.len() == 1 && !begins_content(&text[run[0].start + levels(&text[run[0].clone()], level).1..]) {
        return None;
    }
    let ranges = run.iter().map(|line| line.start..line.start + levels(&text[line.clone()], level).1);
    Some((LinePrefix::QuoteMark, ranges.collect()))
}

/// Finds the prompts of the Python or Node.js console in a statement of several lines.
fn console_prompts(text: &str, nonempty: &[Range<usize>]) -> Option<FoundPrefixes> {
    let first = &text[nonempty.first()?.clone()];
    let prompt = [">>> ", "> "].into_iter().find(|prompt| first.starts_with(prompt))?;
    let length = |line: &Range<usize>| {
        let content = &text[line.clone()];
        let is_more = content.starts_with("... ") || content == "...";
        if is_more { Some(content.len().min(4)) } else { content.starts_with(prompt).then_some(prompt.len()) }
    };
    let ranges: Option<Vec<_>> =
        nonempty.iter().map(|line| length(line).map(|length| line.start..line.start + length)).collect();
    let has_more = nonempty.iter().any(|line| text[line.clone()].starts_with("..."));
    ranges.filter(|_| has_more || prompt == ">>> ").map(|ranges| (LinePrefix::Prompt, ranges))
}

/// Finds the continuation prompts of a command copied from a terminal: every line but the first has one.
fn continuation_prompts(text: &str, nonempty: &[Range<usize>]) -> Option<FoundPrefixes> {
    let length = |line: &Range<usize>| line_prefix::continuation(&text[line.clone()]);
    let is_first = |line: &str| {
        line.contains("curl") && !is_text(line)
            || line_prefix::windows_prompt(line) > 0
            || line_prefix::prompt(line) > 0
    };
    let first = nonempty.iter().position(|line| is_first(&text[line.clone()]))?;
    let is_quoted = nonempty[..first].iter().any(|line| !is_text(&text[line.clone()]) && length(line) > 0);
    if is_quoted {
        return None;
    }
    let mut ranges = Vec::new();
    for line in &nonempty[first + 1..] {
        let content = &text[line.clone()];
        match length(line) {
            // Prose or the next command follows.
            0 if is_first(content) && !is_text(content) => {}
            0 if is_text(content) || !ranges.is_empty() && !is_joined(text, line.start) => break,
            0 => return None,
            length => ranges.push(line.start..line.start + length),
        }
    }
    // A single line may be a redirection.
    let is_command = |range: &Range<usize>| {
        let rest = &text[range.end..];
        crate::shell::is_option(rest) || rest.starts_with_any("\"'{}") || rest.starts_with("http")
    };
    let is_certain = ranges.len() > 1 || ranges.iter().all(is_command);
    (is_certain && !ranges.is_empty()).then_some((LinePrefix::Prompt, ranges))
}

/// Returns whether the line before the byte `at` ends with a line continuation.
fn is_joined(text: &str, at: usize) -> bool {
    text[..at].trim_end().ends_with_any("\\`^")
}

/// Finds line numbers, which increase by one.
fn line_numbers(text: &str, nonempty: &[Range<usize>]) -> Option<FoundPrefixes> {
    /// The minimum number of lines to recognize line numbers without a space after them.
    const MIN_LINES: usize = 3;
    let number = |line: &Range<usize>| line_prefix::number(&text[line.clone()]);
    let run = matching_lines(text, nonempty, |line| line_prefix::number(line).is_some()).filter(|run| {
        run.len() >= 2 && are_consecutive(text, run) || run.len() == 1 && is_numbered(&text[run[0].clone()])
    });
    let Some(run) = run else {
        return separate_line_numbers(text, nonempty).map(|ranges| (LinePrefix::Number, ranges));
    };
    let rest = |line: &Range<usize>| number(line).map_or(0, |(_, length)| line.start + length);
    let is_apart = |line: &Range<usize>| text[rest(line)..line.end].starts_with_any(" \t") || rest(line) == line.end;
    if run.len() < MIN_LINES && !run.iter().all(is_apart) {
        return None;
    }
    // The spaces after the number that all lines have in common; the rest is indentation.
    let spaces = |line: &Range<usize>| {
        let content = &text[rest(line)..line.end];
        content.len() - content.trim_start_any(" \t").len()
    };
    let common = run.iter().filter(|line| rest(line) < line.end).map(spaces).min().unwrap_or(0);
    let ranges = run.iter().map(|line| line.start..(rest(line) + common).min(line.end));
    Some((LinePrefix::Number, ranges.collect()))
}

/// Returns whether a single line begins with a number, a separator and content.
fn is_numbered(line: &str) -> bool {
    line_prefix::number(line)
        .is_some_and(|(_, length)| line[length..].starts_with_any(" \t") && begins_content(&line[length..]))
}

/// Returns whether the numbers of the lines are consecutive. Empty lines may be counted but missing.
fn are_consecutive(text: &str, run: &[Range<usize>]) -> bool {
    run.windows(2).all(|pair| {
        let [before, after] =
            [&pair[0], &pair[1]].map(|line| line_prefix::number(&text[line.clone()]).map_or(0, |(number, _)| number));
        let between = text[pair[0].end..pair[1].start].bytes().filter(|byte| *byte == b'\n').count();
        after == before + 1 || after == before + between
    })
}

/// Finds line numbers on lines of their own, each before the line that it counts.
fn separate_line_numbers(text: &str, nonempty: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    let number = |line: &Range<usize>| text[line.clone()].trim().parse::<usize>().ok();
    let first = number(nonempty.first()?)?;
    let mut ranges = Vec::new();
    for line in nonempty {
        if number(line) == Some(first + ranges.len()) {
            // Includes the line end, because a command continues over the lines.
            let end = text[line.end..].find('\n').map_or(line.end, |end| line.end + end + 1);
            ranges.push(line.start..end);
        }
    }
    (ranges.len() >= 2 && nonempty.len() <= 2 * ranges.len()).then_some(ranges)
}

/// Returns the content of a block comment around the whole text.
pub(super) fn block_comment(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.trim_end();
    let start = text.len() - text.trim_start().len();
    let inside = text[start..].strip_prefix("/*")?;
    let end = start + 2 + inside.find("*/")?;
    if end + 2 < text.len() {
        return None;
    }
    let content = text[..end].trim_end_matches('*').len();
    let begin = content - text[(start + 2).min(content)..content].trim_start_matches('*').len();
    report.add(mapped, start..begin, RepairKind::LinePrefixes(LinePrefix::Comment, 1));
    Some(mapped.part(begin..content))
}

/// Finds the comment marks of a command or JSON that is commented out.
fn comment_marks(text: &str, nonempty: &[Range<usize>]) -> Option<FoundPrefixes> {
    ["#", "///", "//", "*", "|", "│", ";", "--", "rem", "REM"].into_iter().find_map(|mark| {
        let content = |line: &Range<usize>| {
            let trimmed = text[line.clone()].trim_start();
            let rest = trimmed.strip_prefix(mark).filter(|rest| rest.is_empty() || rest.starts_with_any(" \t{}"));
            rest.map(|rest| line.end - rest.len())
        };
        let ranges: Option<Vec<Range<usize>>> =
            nonempty.iter().map(|line| content(line).map(|start| line.start..start)).collect();
        let ranges = ranges?;
        let first = ranges.iter().zip(nonempty).find(|(range, line)| !is_text(&text[range.end..line.end]));
        let (range, line) = first?;
        let begins = &text[range.end..line.end];
        let is_content = nonempty.len() > 1 && begins_content(begins) || begins.trim_start().starts_with('{');
        is_content.then_some((LinePrefix::Comment, ranges))
    })
}

/// Finds the prompts of commands. A Windows prompt before the first command stays, because it identifies the shell.
fn prompts(text: &str, nonempty: &[Range<usize>]) -> Option<FoundPrefixes> {
    let first = nonempty.iter().position(|line| !is_text(&text[line.clone()]))?;
    let content = &text[nonempty[first].clone()];
    if line_prefix::windows_prompt(content) > 0 {
        let later = nonempty[first + 1..].iter().filter_map(|line| {
            let length = line_prefix::windows_prompt(&text[line.clone()]);
            (length > 0).then_some(line.start..line.start + length)
        });
        let ranges: Vec<_> = later.collect();
        return (!ranges.is_empty()).then_some((LinePrefix::Prompt, ranges));
    }
    // If a later command has no prompt, `#` begins a comment, and is not the prompt of a superuser.
    let is_bare = |line: &Range<usize>| text[line.clone()].trim_start().starts_with("curl ");
    let is_comment = content.trim_start().starts_with('#') && nonempty[first + 1..].iter().any(is_bare);
    if line_prefix::prompt(content) == 0 || is_comment {
        return None;
    }
    let ranges = nonempty[first..].iter().filter_map(|line| {
        let length = line_prefix::prompt(&text[line.clone()]);
        (length > 0).then_some(line.start..line.start + length)
    });
    Some((LinePrefix::Prompt, ranges.collect()))
}

/// Finds the list mark before a command or JSON.
fn list_marks(text: &str, nonempty: &[Range<usize>]) -> Option<FoundPrefixes> {
    let line = nonempty.iter().find(|line| !is_text(&text[(*line).clone()]))?;
    let content = text[line.clone()].trim_start();
    let number = content.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if number.len() < content.len() {
        number.strip_prefix_any(".)")?
    } else {
        content.strip_prefix_any("-*•+→")?
    };
    let start = line.end - rest.trim_start().len();
    let begins = &text[start..];
    let is_content = begins.starts_with("curl ")
        || begins.starts_with('{') && objects::backslashes_before_quote(begins, 0).is_some();
    (rest.starts_with_any(" \t") && is_content)
        .then(|| (LinePrefix::Bullet, std::iter::once(line.start..start).collect()))
}

/// Finds the marks of a patch: lines are added (`+`), kept (a space) or removed (`-`).
fn diff_marks(
    text: &str,
    nonempty: &[Range<usize>],
    mapped: &MappedText,
    report: &mut NormalizationReport,
) -> Option<FoundPrefixes> {
    let content = |line: &Range<usize>| &text[line.clone()];
    let is_header = |line: &Range<usize>| {
        const HEADERS: [&str; 8] =
            ["diff --git ", "index ", "--- ", "+++ ", "@@ ", "new file mode ", "similarity index ", "\\ No newline"];
        HEADERS.iter().any(|header| content(line).starts_with(header))
    };
    let has_hunk = nonempty.iter().any(|line| content(line).starts_with("@@ "));
    let first = nonempty.iter().position(|line| is_header(line) || content(line).starts_with('+'))?;
    let (before, patch) = nonempty.split_at(first);
    let is_line = |line: &Range<usize>| {
        is_header(line) || content(line).starts_with_any("+ ") || has_hunk && content(line).starts_with('-')
    };
    let (patch, after) = patch.split_at(patch.iter().take_while(|line| is_line(line)).count());
    let added = patch.iter().filter(|line| content(line).starts_with('+') && !is_header(line)).count();
    let starts = patch.iter().find(|line| !is_header(line))?;
    let begins = content(starts)
        .get(1..)
        .is_some_and(|rest| begins_content(rest) || is_text(rest) || line_prefix::begins_command(rest.trim_start()));
    let is_patch = before.iter().chain(after).all(|line| is_text(content(line)) || content(line).starts_with("```"));
    if !is_patch || added == 0 || !has_hunk && (!begins || added < 2 && patch.len() > 1) {
        return None;
    }
    let mut ranges = Vec::new();
    for line in patch {
        let is_left_out = is_header(line) || content(line).starts_with('-');
        ranges.push(if is_left_out { line.clone() } else { line.start..line.start + 1 });
        report.account(mapped, ranges[ranges.len() - 1].clone());
    }
    Some((LinePrefix::Diff, ranges))
}
