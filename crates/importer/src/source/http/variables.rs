//! Fills in the variables of an HTTP file, as editors have them: a line `@name = value`, used as `{{name}}`.

use std::ops::Range;

use super::super::{NormalizationReport, lines};
use super::line::{begins_request, trimmed};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::variable_limits::{MAX_VALUE_BYTES, room};

/// The maximum number of variables. No real file has more.
const MAX_VARIABLES: usize = 500;

/// A line that sets a variable.
struct Variable<'t> {
    name: &'t str,
    line: Range<usize>,
    /// Its value, with those of the variables before it.
    value: MappedText,
}

/// Returns the text without the lines that set variables, and with their values in the places of their names. Returns
/// `None` if it is no HTTP file with variables.
///
/// A variable that is set to different values stays a placeholder, because editors differ in which one counts.
pub(in crate::source) fn fill_in(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    if !text.contains("{{") || !text.contains('@') {
        return None;
    }
    let lines = lines(text);
    if !lines.iter().any(|line| begins_request(&text[line.clone()])) {
        return None;
    }
    let mut variables: Vec<Variable> = Vec::new();
    for line in lines {
        if let Some((name, range)) = variable(text, line.clone()) {
            let mut value = MappedText::default();
            push_filled(&mut value, mapped, range, &variables, report);
            variables.push(Variable { name, line, value });
            if variables.len() > MAX_VARIABLES {
                return None;
            }
        }
    }
    if variables.is_empty() {
        return None;
    }
    let mut filled = MappedText::default();
    let mut at = 0;
    for variable in &variables {
        push_filled(&mut filled, mapped, at..variable.line.start, &variables, report);
        report.add(mapped, variable.line.clone(), RepairKind::SetVariables(1));
        at = variable.line.end;
    }
    push_filled(&mut filled, mapped, at..text.len(), &variables, report);
    Some(filled)
}

/// Returns the name and the value of the variable that a line sets.
fn variable(text: &str, line: Range<usize>) -> Option<(&str, Range<usize>)> {
    let (name, value) = text[line.clone()].trim_start().strip_prefix('@')?.split_once('=')?;
    let name = name.trim_end();
    let is_name = !name.is_empty() && name.chars().all(is_in_name);
    is_name.then(|| (name, trimmed(text, line.end - value.len()..line.end)))
}

fn is_in_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '.')
}

/// Appends a range of `mapped`, in which the values stand in the places of their names.
fn push_filled(
    filled: &mut MappedText,
    mapped: &MappedText,
    range: Range<usize>,
    variables: &[Variable],
    report: &mut NormalizationReport,
) {
    let text = mapped.text.as_str();
    let mut at = range.start;
    for (index, _) in text[range.clone()].match_indices("{{") {
        let start = range.start + index;
        let rest = &text[start + 2..range.end];
        let length = rest.find(|c: char| !is_in_name(c) && c != ' ').unwrap_or(rest.len());
        let name = rest[..length].trim();
        let end = start + 2 + length + 2;
        let Some(variable) = variables.iter().find(|variable| variable.name == name) else { continue };
        let is_clear = !variables.iter().any(|other| other.name == name && other.value.text != variable.value.text);
        let has_room = filled.text.len() <= room(text.len());
        let fits = variable.value.text.len() <= MAX_VALUE_BYTES && has_room;
        if start < at || !rest[length..].starts_with("}}") || !is_clear || !fits {
            continue;
        }
        filled.push_part(mapped, at..start);
        report.account(mapped, start..end);
        filled.append(&variable.value);
        at = end;
    }
    filled.push_part(mapped, at..range.end);
}
