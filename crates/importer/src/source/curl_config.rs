//! Converts a curl configuration file (curl(1), `--config`), with one option a line, to a command.

use model::char_set::CharSet;

use super::{NormalizationReport, lines};
use crate::curl::is_option_name;
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;

/// Returns the command for a configuration file, or `None` if the text is not one.
pub(super) fn read(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    let mut comments = MappedText::default();
    let mut command = MappedText::default();
    let (mut has_url, mut has_assignment) = (false, false);
    command.insert("curl", 0);
    for range in lines(text) {
        let content = text[range.clone()].trim();
        let start = range.start + text[range.clone()].len() - text[range.clone()].trim_start().len();
        if content.is_empty() {
            continue;
        }
        if content.starts_with('#') {
            comments.push_part(mapped, start..start + content.len());
            comments.insert("\n", mapped.origin(start + content.len()));
            continue;
        }
        let option = content.trim_start_matches('-');
        let hyphens = content.len() - option.len();
        let length = option.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(option.len());
        let name = &option[..length];
        let is_separated = option[length..].starts_with(|c: char| c.is_whitespace() || c == '=' || c == ':');
        if !is_option_name(name) || !is_separated && option.len() > length {
            return None;
        }
        if (length == 1) != (hyphens == 1) || hyphens > 2 {
            return None;
        }
        let rest = option[length..].trim_start();
        let value = rest.strip_prefix_any("=:").map_or(rest, str::trim_start);
        has_assignment |= hyphens == 0 && rest.starts_with('=');
        has_url |= name == "url" && !value.is_empty();
        let at = start + hyphens;
        command.insert(if length == 1 { " -" } else { " --" }, mapped.origin(at));
        command.push_part(mapped, at..at + length);
        if !value.is_empty() {
            let at = start + content.len() - value.len();
            push_value(mapped, at, value, &mut command)?;
        }
    }
    if !has_url || !has_assignment {
        return None;
    }
    report.add(mapped, 0..0, RepairKind::CurlConfig);
    comments.append(&command);
    Some(comments)
}

/// Appends the value at the byte `at` of `mapped` in single quotes. Returns `None` if its quote is not closed. The
/// escapes are those of curl(1), `--config`: in quotes, `\n` is a line break, which no shell decodes this way.
fn push_value(mapped: &MappedText, at: usize, value: &str, command: &mut MappedText) -> Option<()> {
    let inside = value.strip_prefix('"');
    let begin = at + value.len() - inside.unwrap_or(value).len();
    command.insert(" '", mapped.origin(at));
    let mut characters = inside.unwrap_or(value).char_indices();
    let mut is_closed = inside.is_none();
    while let Some((index, c)) = characters.next() {
        let from = begin + index;
        let (c, end) = match c {
            '"' if inside.is_some() => {
                is_closed = characters.as_str().trim().is_empty() || characters.as_str().trim_start().starts_with('#');
                break;
            }
            '\\' if inside.is_some() => {
                let (index, next) = characters.next()?;
                let c = match next {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    other => other,
                };
                (c, begin + index + next.len_utf8())
            }
            c => (c, from + c.len_utf8()),
        };
        if c == '\'' {
            command.insert("'\\'", mapped.origin(from));
        }
        command.replace_char(c, mapped.origins(from..end));
    }
    command.insert("'", mapped.origin(at + value.len()));
    is_closed.then_some(())
}
