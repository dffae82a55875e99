//! Reports placeholders left by a template engine, a shell or documentation.

use std::ops::Range;

use super::embedded_text::EmbeddedText;
use crate::char_set::CharSet;
use crate::diagnostic::Problem;
use crate::json::is_in_name;

/// The maximum length of a placeholder, in bytes.
const MAX_PLACEHOLDER_BYTES: usize = 100;

/// Reports the placeholders in a text that is not a path. Returns whether there are any.
pub fn check(text: &str, embedded: &mut EmbeddedText<'_>) -> bool {
    let before = embedded.count();
    if is_placeholder(text) {
        report(text, 0..text.len(), embedded);
        return true;
    }
    report_braces(text, embedded);
    report_angle_brackets(text, embedded);
    embedded.count() > before
}

fn report(text: &str, range: Range<usize>, embedded: &mut EmbeddedText<'_>) {
    embedded.report(Problem::Placeholder { text: text[range.clone()].into() }, range, None);
}

/// Returns whether the whole text is a placeholder that would not be one inside another text: `{TimeZone}`,
/// `$TIME_ZONE`, `$(zone)`, `__ZONE__`, `%ZONE%`.
pub fn is_placeholder(text: &str) -> bool {
    let between = |open: &str, close: &str| text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
    let is_name = |name: &str| {
        !name.is_empty()
            && name.len() <= MAX_PLACEHOLDER_BYTES
            && name.chars().all(|c| is_in_name(c) || matches!(c, '_' | '-' | ' ' | '.'))
    };
    let is_constant = |name: &str| {
        name.len() > 2 && name.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.'))
    };
    between("{", "}").or_else(|| between("$(", ")")).is_some_and(is_name)
        || between("__", "__").or_else(|| between("%", "%")).is_some_and(is_constant)
        || text.strip_prefix("$env:").is_some_and(is_name)
        || text.strip_prefix('$').is_some_and(is_constant)
}

/// Returns the prefix of a text in which a placeholder must end, so that the search is bounded.
fn bounded_prefix(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_PLACEHOLDER_BYTES)]
}

/// Reports `%{zone}`, `#{zone}`, `${zone}` and `{{ zone }}`.
fn report_braces(text: &str, embedded: &mut EmbeddedText<'_>) {
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let open = at + found;
        at = open + 1;
        let (start, close) = if text[at..].starts_with('{') {
            (open, "}}")
        } else if text[..open].ends_with_any("%#$@") {
            (open - 1, "}")
        } else {
            continue;
        };
        let Some(length) = bounded_prefix(&text[at..]).find(close).filter(|length| *length > 0) else { continue };
        at += length + close.len();
        report(text, start..at, embedded);
    }
}

/// Reports placeholders in angle brackets, such as `<WEB_STORE_URL>`.
pub fn report_angle_brackets(text: &str, embedded: &mut EmbeddedText<'_>) {
    for (end, _) in text.match_indices('>') {
        let from = end.saturating_sub(MAX_PLACEHOLDER_BYTES);
        let Some(start) = text.as_bytes()[from..end].iter().rposition(|byte| *byte == b'<').map(|at| from + at) else {
            continue;
        };
        let name = &text[start + 1..end];
        let has_lower = name.contains(|c: char| c.is_ascii_lowercase());
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-') || c == ' ' && !has_lower);
        if is_name {
            report(text, start..end + 1, embedded);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;

    #[test]
    fn placeholders_of_every_notation_are_reported() {
        let placeholders = |text: &str| -> Vec<String> {
            let mut diagnostics = Diagnostics::default();
            check(text, &mut EmbeddedText::standalone(&mut diagnostics));
            diagnostics.list().iter().map(|diagnostic| text[diagnostic.range.clone()].to_owned()).collect()
        };
        for text in [
            "%{time_zone}",
            "#{config.time_zone}",
            "#{ENV['TZ']}",
            "${TIME_ZONE}",
            "${process.env.TZ}",
            "{{ time_zone }}",
            "{{timeZone}}",
            "{TimeZone}",
            "{Zeit-Zone}",
            "$(timeZone)",
            "$TIME_ZONE",
            "$env:TIME_ZONE",
            "%TIME_ZONE%",
            "__TIME_ZONE__",
            "<TIME ZONE>",
            "<time-zone>",
            "@{zone}",
        ] {
            assert_eq!(placeholders(text), [text]);
        }
        assert_eq!(placeholders("a{{b}}c%{d}"), ["{{b}}", "%{d}"]);
        for text in [
            "",
            "GMT",
            "user.id",
            "$.id",
            "$id",
            "@.@id",
            "['Modified Time']",
            "_id",
            "__id",
            "__typename",
            "updated__at",
            "{}",
            "%Y%m%d",
            "%H%M%S%",
            "%H%",
            "100%",
            "a<b and c>d",
            "a{b}",
            "$[0].id",
            "#",
        ] {
            assert_eq!(placeholders(text), [""; 0], "{text}");
        }
    }
}
