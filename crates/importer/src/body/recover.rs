//! Recovers JSON from damaged text.

use std::ops::Range;

use model::char_set::CharSet;
use model::diagnostic::{Diagnostic, Problem};
use model::json::{self, Kind};

use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::{ACCOUNTS, Report};
use crate::shell::typography::is_zero_width;
use crate::source::programs::guess_language;

/// JSON without errors, recovered from a text.
pub(crate) struct Recovered {
    /// The text of an object or array.
    pub mapped: MappedText,
    /// Brackets were added or removed, so members may have moved into another object.
    pub has_moved_brackets: bool,
}

/// Recovers the object or array in `mapped`. A string that contains it is reported and unescaped, and invisible characters
/// in it are reported.
pub(crate) fn recover(mapped: MappedText, report: &mut Report) -> Result<Recovered, ParseError> {
    let recovered = recover_inside(mapped, report, &mut |mapped, string, report| {
        report.push_once(mapped.origins(string), RepairKind::Escaped(1));
    })?;
    // Invisible characters may be meant. Joiners are, in many scripts and in emoji.
    let text = &recovered.mapped.text;
    let is_unusual = |c: char| is_zero_width(c) && !matches!(c, '\u{200c}' | '\u{200d}');
    if let Some(at) = text.find(is_unusual) {
        let kind = RepairKind::KeptInvisible(text.matches(is_unusual).count());
        report.push_once(recovered.mapped.origin(at), kind);
    }
    Ok(recovered)
}

/// Recovers the object or array in `mapped`, a string that has already been reported.
pub(super) fn recover_string(mapped: MappedText, report: &mut Report) -> Result<Recovered, ParseError> {
    recover_inside(mapped, report, &mut |_, _, _| {})
}

fn recover_inside(
    mapped: MappedText,
    report: &mut Report,
    on_string: &mut dyn FnMut(&MappedText, Range<usize>, &mut Report),
) -> Result<Recovered, ParseError> {
    /// The maximum depth of strings inside strings.
    const MAX_DEPTH: usize = 4;
    let mut recovered = repair_json(mapped, report)?;
    let mut outermost = None;
    for _ in 0..MAX_DEPTH {
        let mapped = &recovered.mapped;
        let (tree, _) = json::parse(&mapped.text);
        let root = tree.root(&mapped.text).ok_or((Some(mapped.origin(0)), ImportError::Empty))?;
        let at = *outermost.get_or_insert(mapped.origin(root.token().start));
        match root.kind() {
            Kind::Object | Kind::Array => return Ok(recovered),
            Kind::String if root.text().trim_start().starts_with_any("{[/\"") => {
                on_string(mapped, root.token().start..root.range().start, report);
                let inside = mapped.unescaped(root.range());
                recovered = repair_json(inside, report)?;
            }
            _ => return Err((Some(at), ImportError::NotAnObject)),
        }
    }
    Err((outermost, ImportError::NotAnObject))
}

/// Recovers the object in `mapped`.
pub(super) fn recover_object(mapped: MappedText, report: &mut Report) -> Result<Recovered, ParseError> {
    let recovered = recover(mapped, report)?;
    let text = recovered.mapped.text.trim_start();
    if text.starts_with('[') {
        let at = recovered.mapped.text.len() - text.len();
        return Err((Some(recovered.mapped.origin(at)), ImportError::Array));
    }
    Ok(recovered)
}

/// Makes and reports every repair that `mapped` needs to be JSON.
pub(super) fn repair_json(mut mapped: MappedText, report: &mut Report) -> Result<Recovered, ParseError> {
    /// The maximum number of passes. Each pass repairs the first thousand problems.
    const MAX_PASSES: usize = 4;
    let mut has_moved_brackets = false;
    if mapped.text.contains("{%") {
        mapped = without_template_tags(&mapped, report);
    }
    if mapped.text.contains("{{") {
        mapped = with_quoted_variables(&mapped);
    }
    for _ in 0..MAX_PASSES {
        let (_, found) = json::parse(&mapped.text);
        if found.is_empty() {
            return Ok(Recovered { mapped, has_moved_brackets });
        }
        has_moved_brackets |= found.list().iter().any(|found| moves_brackets(&found.problem));
        let rejection = |found: &Diagnostic| match &found.problem {
            Problem::SecondDocument => Some(ImportError::SeveralObjects),
            Problem::TooDeep => Some(ImportError::TooDeep),
            // A text of comments only is not a configuration.
            Problem::Empty => Some(ImportError::Prose),
            Problem::Expression => Some(ImportError::ProgramText(guess_language(&mapped.text))),
            Problem::AmbiguousQuote => Some(ImportError::AmbiguousQuote),
            // A string without a colon after it: a set, a concatenation in a program, or a table.
            Problem::MissingValue if !is_after_colon(found) => Some(ImportError::LoneString),
            _ => None,
        };
        if let Some((at, error)) = found.list().iter().find_map(|found| Some((found.range.start, rejection(found)?))) {
            return Err((Some(mapped.origin(at)), error));
        }
        let repaired = mapped.edited(found.edits());
        for Diagnostic { mut problem, range, fix, related, count } in found.into_list() {
            // The message names the opening bracket, whose position must be one of the pasted text too.
            if let (Problem::Unclosed { opened, .. }, Some(bracket)) = (&mut problem, related) {
                *opened = Some(report.position(mapped.origin(bracket.start)));
            }
            report.push(mapped.origins(range.clone()), RepairKind::Json { problem, more: count - 1 });
            if !ACCOUNTS {
                continue;
            }
            report.account_for_parts(&mapped.part(range.clone()));
            for edit in fix.iter().flat_map(|fix| &fix.edits).filter(|edit| edit.range != range) {
                report.account_for(mapped.origins(edit.range.clone()));
            }
        }
        mapped = repaired;
    }
    let (_, found) = json::parse(&mapped.text);
    match found.list().first() {
        None => Ok(Recovered { mapped, has_moved_brackets }),
        Some(first) => Err((Some(mapped.origin(first.range.start)), ImportError::TooBroken)),
    }
}

/// Returns whether a colon precedes the missing value.
fn is_after_colon(found: &Diagnostic) -> bool {
    found.fix.iter().flat_map(|fix| &fix.edits).any(|edit| !edit.text.starts_with(':'))
}

/// Returns whether the fix of this problem can move members into another object.
fn moves_brackets(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::Unclosed { .. }
            | Problem::MissingBracket { .. }
            | Problem::ExtraBracket { .. }
            | Problem::WrongBracket { .. }
    )
}

/// Puts quotes around variables used as values, such as `"a": {{b}}` of Postman. They are reported when the values are
/// read.
fn with_quoted_variables(mapped: &MappedText) -> MappedText {
    let text = mapped.text.as_str();
    let mut quoted = MappedText::default();
    let (mut at, mut kept, mut is_in_string, mut last) = (0, 0, false, b' ');
    let bytes = text.as_bytes();
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if is_in_string => at += 1,
            b'"' => is_in_string = !is_in_string,
            b'{' if !is_in_string && matches!(last, b':' | b'[' | b',') => {
                if let Some(length) = variable_length(&text[at..]) {
                    quoted.push_part(mapped, kept..at);
                    quoted.insert("\"", mapped.origin(at));
                    quoted.push_part(mapped, at..at + length);
                    quoted.insert("\"", mapped.origins(at..at + length).end);
                    kept = at + length;
                    at = kept;
                    last = b'"';
                    continue;
                }
            }
            _ => {}
        }
        if !bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            last = bytes.get(at).copied().unwrap_or_default();
        }
        at += 1;
    }
    quoted.push_part(mapped, kept..text.len());
    quoted
}

/// Returns the length of the variable at the start of `text`, such as `{{name}}`.
fn variable_length(text: &str) -> Option<usize> {
    let name = text.strip_prefix("{{")?;
    let end = name.bytes().take(MAX_VARIABLE_NAME_BYTES).position(|byte| matches!(byte, b'{' | b'}' | b'"' | b'\n'))?;
    (end > 0 && name[end..].starts_with("}}")).then_some(end + 4)
}

/// The maximum length of a variable's name, in bytes.
const MAX_VARIABLE_NAME_BYTES: usize = 100;

/// Returns `mapped` without the template tags of the documentation's source, such as `{% include_relative
/// includes/config.md %},`.
fn without_template_tags(mapped: &MappedText, report: &mut Report) -> MappedText {
    let mut kept = MappedText::default();
    let mut at = 0;
    for line in mapped.text.split_inclusive('\n') {
        let end = at + line.len();
        let inside = line.trim().trim_end_matches(',');
        if inside.starts_with("{%") && inside.ends_with("%}") {
            let start = end - line.trim_start().len();
            report.push(mapped.origins(start..start + line.trim().len()), RepairKind::TemplateTag);
        } else {
            kept.push_part(mapped, at..end);
        }
        at = end;
    }
    kept
}
