//! Fills in the variables of an HTTP file, as editors have them: a line `@name = value`, used as `{{name}}`.

use std::ops::Range;

use super::super::{NormalizationReport, lines};
use super::line::{Line, classify, trimmed};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;

/// A line that sets a variable.
struct Variable<'t> {
    name: &'t str,
    value: Range<usize>,
    line: Range<usize>,
}

/// Returns the text without the lines that set variables, and with their values in the places of their names. Returns
/// `None` if it is no HTTP file with variables.
pub(in crate::source) fn fill_in(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    if !text.contains("{{") || !text.contains('@') {
        return None;
    }
    let lines = lines(text);
    let variables: Vec<_> = lines.iter().filter_map(|line| variable(text, line.clone())).collect();
    let is_request = |line: &Range<usize>| matches!(classify(text, line.clone()), Some(Line::Request { .. }));
    if variables.is_empty() || !lines.iter().any(is_request) {
        return None;
    }
    let mut filled = MappedText::default();
    let mut at = 0;
    for variable in &variables {
        push_filled(&mut filled, mapped, at..variable.line.start, &variables, report);
        report.add(mapped, variable.line.clone(), RepairKind::FileVariables(1));
        at = variable.line.end;
    }
    push_filled(&mut filled, mapped, at..text.len(), &variables, report);
    Some(filled)
}

/// Returns the variable that a line sets.
fn variable(text: &str, line: Range<usize>) -> Option<Variable<'_>> {
    let (name, value) = text[line.clone()].strip_prefix('@')?.split_once('=')?;
    let name = name.trim_end();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    is_name.then(|| Variable { name, value: trimmed(text, line.end - value.len()..line.end), line })
}

/// Appends a range of `mapped`, in which the values stand in the places of their names.
fn push_filled(
    filled: &mut MappedText,
    mapped: &MappedText,
    range: Range<usize>,
    variables: &[Variable<'_>],
    report: &mut NormalizationReport,
) {
    let text = mapped.text.as_str();
    let mut at = range.start;
    for (start, _) in text[range.clone()].match_indices("{{").map(|(start, open)| (range.start + start, open)) {
        let Some(length) = text[start..range.end].find("}}") else { break };
        let end = start + length + 2;
        let name = text[start + 2..end - 2].trim();
        // A value may use the variables before it.
        let Some(index) = variables.iter().rposition(|variable| variable.name == name) else { continue };
        if start < at {
            continue;
        }
        filled.push_part(mapped, at..start);
        report.account(mapped, start..end);
        push_filled(filled, mapped, variables[index].value.clone(), &variables[..index], report);
        at = end;
    }
    filled.push_part(mapped, at..range.end);
}
