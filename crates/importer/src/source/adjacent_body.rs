//! Combines a command that reads its body from a file with the JSON next to it.

use std::ops::Range;

use model::char_set::CharSet;

use super::{NormalizationReport, commands, lines, objects, prose};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::shell::{self, Shell};

/// A delimiter that no body contains.
const DELIMITER: &str = "END_OF_THE_BODY_BESIDE";

/// Returns the command with the JSON next to it as a preceding here-document, or `None` unless there is exactly one of
/// each and only prose around them.
pub(super) fn join(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    if !text.contains('@') || !text.contains('{') || text.contains("<<") {
        return None;
    }
    let (line, at) = commands::find(text)?;
    let command = line..end_of_command(text, at);
    if !takes_file(&text[command.clone()]) || text[at..command.end].contains('{') {
        return None;
    }
    if shell::detect(&text[command.clone()]) != Shell::Posix {
        return None;
    }
    // The answer of the API may be there too.
    let find = |range: Range<usize>| {
        let body = object(text, range)?;
        ["element\"", "configuration\""].iter().any(|key| text[body.clone()].contains(key)).then_some(body)
    };
    let body = find(0..command.start).or_else(|| find(command.end..text.len()))?;
    let parts =
        if body.start < command.start { [body.clone(), command.clone()] } else { [command.clone(), body.clone()] };
    let around = [0..parts[0].start, parts[0].end..parts[1].start, parts[1].end..text.len()];
    let is_text = |line: &str| prose::is_text(line) || line.trim_start().starts_with("```") || is_heading(line);
    if !around.iter().all(|range| text[range.clone()].lines().all(is_text)) {
        return None;
    }
    for range in around {
        let content = &text[range.clone()];
        let start = range.start + content.len() - content.trim_start().len();
        let end = (range.start + content.trim_end().len()).max(start);
        if start < end {
            let repair = if start < parts[1].start { RepairKind::TextBefore } else { RepairKind::TextAfter };
            report.add(mapped, start..end, repair);
        }
    }
    report.add(mapped, body.start..body.start + 1, RepairKind::AdjacentBody);
    let mut joined = MappedText::default();
    joined.insert(&format!("cat <<'{DELIMITER}'\n"), mapped.origin(body.start));
    joined.push_part(mapped, body.clone());
    joined.insert(&format!("\n{DELIMITER}\n"), mapped.origins(body).end);
    joined.push_part(mapped, command);
    Some(joined)
}

/// Returns whether a line is a heading above the content of a file, such as `# body.json` or `with body.json:`.
fn is_heading(line: &str) -> bool {
    let name = line.trim().trim_any("`*:#/ ");
    !name.contains_any("{\"'=|;") && (name.rsplit('.').next() == Some("json") || line.trim_end().ends_with(':'))
}

/// Returns the end of the command whose `curl` is at the byte `at`: the end of the first line that is not joined with
/// the next.
fn end_of_command(text: &str, at: usize) -> usize {
    let mut end = at;
    for line in lines(&text[at..]) {
        end = at + line.end;
        let next = text[end..].trim_start_any("\r\n").trim_start_any(" \t");
        let is_joined = text[at + line.start..end].trim_end().ends_with('\\');
        let is_next =
            text[end..].trim_start_matches('\r').strip_prefix('\n').is_some_and(|next| !next.starts_with('\n'));
        if !(is_joined || is_next && shell::is_option(next)) {
            break;
        }
    }
    end
}

/// Returns whether a command has a data option whose value is a file name.
fn takes_file(command: &str) -> bool {
    command.match_indices('@').any(|(at, _)| {
        let before = command[..at].trim_end_any("\"'");
        let name = shell::last_word(before.trim_end_any(" \t="));
        let is_file =
            command[at + 1..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '~' | '_' | '<'));
        is_file && matches!(name, "-d" | "-sd" | "--data" | "--data-binary" | "--data-ascii" | "--json")
    })
}

/// Returns the only object in `range`, if it begins and ends a line.
fn object(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let start = range.start + text[range.clone()].find('{')?;
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let end = objects::find_end(text, start, objects::backslashes_before_quote(text, start)?)?;
    let rest = text.get(end..range.end)?;
    let is_line = text[line..start].trim().is_empty() && rest.lines().next().unwrap_or_default().trim().is_empty();
    (is_line && !rest.contains('{')).then_some(start..end)
}
