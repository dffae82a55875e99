//! Placeholders that a template engine, a shell or a page of documentation left in a text.

use std::ops::Range;

use super::embedded_text::EmbeddedText;
use crate::diagnostic::Problem;
use crate::json::is_in_name;

/// The longest placeholder, in bytes.
const LONGEST: usize = 100;

/// Reports the placeholders in a text that is no path; returns whether there are any.
pub fn check(text: &str, inside: &mut EmbeddedText<'_>) -> bool {
    let before = inside.count();
    if is_whole(text) {
        report(text, 0..text.len(), inside);
        return true;
    }
    braces(text, inside);
    angles(text, inside);
    inside.count() > before
}

fn report(text: &str, range: Range<usize>, inside: &mut EmbeddedText<'_>) {
    inside.report(Problem::Placeholder { text: text[range.clone()].into() }, range, None);
}

/// Whether all of a text is a placeholder that would be none inside another text: `{TimeZone}`, `$TIME_ZONE`,
/// `$(zone)`, `__ZONE__`, `%ZONE%`.
pub fn is_whole(text: &str) -> bool {
    let between = |open: &str, close: &str| text.strip_prefix(open).and_then(|text| text.strip_suffix(close));
    let is_name = |name: &str| {
        !name.is_empty()
            && name.len() <= LONGEST
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

/// The start of a text in which a placeholder ends, so that looking for its end takes no longer than that.
fn head(text: &str) -> &str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// `%{zone}`, `#{zone}`, `${zone}` and `{{ zone }}`.
fn braces(text: &str, inside: &mut EmbeddedText<'_>) {
    let mut at = 0;
    while let Some(found) = text[at..].find('{') {
        let open = at + found;
        at = open + 1;
        let (start, close) = if text[at..].starts_with('{') {
            (open, "}}")
        } else if text[..open].ends_with(['%', '#', '$', '@']) {
            (open - 1, "}")
        } else {
            continue;
        };
        let Some(length) = head(&text[at..]).find(close).filter(|length| *length > 0) else { continue };
        at += length + close.len();
        report(text, start..at, inside);
    }
}

/// `<WEB_STORE_URL>` and the like.
pub fn angles(text: &str, inside: &mut EmbeddedText<'_>) {
    for (end, _) in text.match_indices('>') {
        let from = end.saturating_sub(LONGEST);
        let Some(start) = text.as_bytes()[from..end].iter().rposition(|byte| *byte == b'<').map(|at| from + at) else {
            continue;
        };
        let name = &text[start + 1..end];
        let has_lower = name.contains(|c: char| c.is_ascii_lowercase());
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-') || c == ' ' && !has_lower);
        if is_name {
            report(text, start..end + 1, inside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;

    #[test]
    fn placeholders_of_every_notation() {
        let found = |text: &str| -> Vec<String> {
            let mut found = Diagnostics::default();
            check(text, &mut EmbeddedText::standalone(&mut found));
            found.list().iter().map(|found| text[found.range.clone()].to_owned()).collect()
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
            assert_eq!(found(text), [text]);
        }
        assert_eq!(found("a{{b}}c%{d}"), ["{{b}}", "%{d}"]);
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
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
