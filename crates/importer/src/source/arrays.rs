//! Fills in the arrays of arguments that a script of bash or zsh sets before its command: `curl "${args[@]}"`.

use std::ops::Range;

use model::char_set::CharSet;

use super::{NormalizationReport, lines};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::shell::is_in_name;
use crate::variable_limits::MAX_VALUE_BYTES;
use crate::word_list;

/// Words that begin a line which may skip or repeat others.
const BLOCKS: &str = "if for while until case function select elif else";

/// Fills in one array. Returns `None` if there is none, or if not all of its items are known.
pub(super) fn fill_in(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    let (before, _) = text.split_once("[@]}")?;
    let start = before.rfind("${")?;
    let name = &before[start + 2..];
    if name.is_empty() || !name.chars().all(is_in_name) {
        return None;
    }
    let reference = ["${", name, "[@]}"].concat();
    let references: Vec<usize> = text.match_indices(&reference).map(|(at, _)| at).collect();
    // In quotes, and each an argument of its own.
    let is_argument = |at: &usize| {
        let (before, after) = (text[..*at].strip_suffix('"'), text[at + reference.len()..].strip_prefix('"'));
        before.is_some_and(|before| before.ends_with_any(" \t\n"))
            && after.is_some_and(|after| after.is_empty() || after.starts_with_any(" \t\n\r);"))
    };
    if !references.iter().all(is_argument) {
        return None;
    }
    let assignments = assignments(text, name, start, references.len())?;
    let length: usize = assignments.iter().map(|(_, items)| items.len()).sum();
    if (references.len() - 1) * length > MAX_VALUE_BYTES {
        return None;
    }
    report.add(mapped, assignments.first()?.0.clone(), RepairKind::SetVariables(1));
    let mut filled_in = MappedText::default();
    let mut at = 0;
    for (assignment, _) in &assignments {
        report.account(mapped, assignment.clone());
        filled_in.push_part(mapped, at..assignment.start);
        at = assignment.end;
    }
    for start in references {
        let end = start + reference.len();
        filled_in.push_part(mapped, at..start - 1);
        for (_, items) in &assignments {
            push_items(mapped, items.clone(), &mut filled_in);
        }
        at = end + 1;
    }
    filled_in.push_part(mapped, at..text.len());
    Some(filled_in)
}

/// Returns the ranges of `name=(…)` and `name+=(…)` before the byte `end`, and those of the items in them. Returns `None` if
/// the array is set or used in another way. It has this number of `references`.
fn assignments(text: &str, name: &str, end: usize, references: usize) -> Option<Vec<(Range<usize>, Range<usize>)>> {
    let mut found = Vec::new();
    let mut at = 0;
    for line in lines(&text[..end]) {
        if line.start < at {
            continue;
        }
        let content = text[line.clone()].trim_start();
        let rest = ["local -a ", "declare -a ", "local "].iter().find_map(|word| content.strip_prefix(word));
        let rest = rest.unwrap_or(content);
        let after = rest.strip_prefix(name).and_then(|rest| rest.strip_prefix("=(").or(rest.strip_prefix("+=(")));
        if let Some(after) = after {
            let is_first = !rest[name.len()..].starts_with('+');
            if is_first != found.is_empty() {
                return None;
            }
            let open = line.end - after.len();
            at = close(text, open).filter(|close| *close < end)?;
            found.push((line.start..at + 1, open..at));
            continue;
        }
        let first = content.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        if word_list::contains(BLOCKS, first) || content.contains("() {") {
            return None;
        }
    }
    // Each of the others would be another use.
    let is_whole = |at: usize| !text[..at].ends_with(is_in_name) && !text[at + name.len()..].starts_with(is_in_name);
    let uses = text.match_indices(name).filter(|(at, _)| is_whole(*at)).count();
    (uses == found.len() + references).then_some(found)
}

/// Returns the offset of the bracket that closes the array whose items begin at the byte `from`.
fn close(text: &str, from: usize) -> Option<usize> {
    parts(text, from..text.len()).find(|part| text[part.clone()].starts_with(')')).map(|part| part.start)
}

/// Returns the quoted texts, comments, escapes and other characters of a command.
fn parts(text: &str, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        let rest = &text[at..range.end];
        let first = rest.chars().next()?;
        let escaped = |rest: &str| rest.chars().nth(1).map_or(rest.len(), |c| 1 + c.len_utf8());
        let length = match first {
            '\'' => rest[1..].find('\'').map_or(rest.len(), |end| end + 2),
            '"' => {
                let mut end = 1;
                while end < rest.len() && !rest[end..].starts_with('"') {
                    end += if rest[end..].starts_with('\\') {
                        escaped(&rest[end..])
                    } else {
                        rest[end..].chars().next().map_or(1, char::len_utf8)
                    };
                }
                (end + 1).min(rest.len())
            }
            '\\' => escaped(rest),
            '#' if text[..at].ends_with_any(" \t\n(") => rest.find('\n').unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        at += length;
        Some(at - length..at)
    })
}

/// Appends the items of an array as arguments of a command: on one line, and without comments.
fn push_items(mapped: &MappedText, items: Range<usize>, filled_in: &mut MappedText) {
    for part in parts(&mapped.text, items) {
        match &mapped.text[part.clone()] {
            "\n" | "\r" => filled_in.replace(" ", part),
            comment if comment.starts_with('#') && part.len() > 1 => {}
            _ => filled_in.push_part(mapped, part),
        }
    }
    filled_in.insert(" ", filled_in.origin_end());
}
