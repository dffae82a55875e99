//! Decodes JSON in strings, with or without the surrounding quotes, at any number of levels.

use model::json::ends_with_escape;

use super::{NormalizationReport, Step, objects};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;

/// Decodes one level of escapes, by the rules of JSON strings.
pub(super) fn unescape(mapped: &MappedText, report: &mut NormalizationReport) -> Step {
    let end = mapped.text.trim_end().len();
    // The text was cut off inside an escape.
    let end = if ends_with_escape(&mapped.text[..end]) { end - 1 } else { end };
    report.add(mapped, 0..end.min(1), RepairKind::Escaped(1));
    // The word after an escape is a different one without it.
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./:+=@".contains(byte);
    for (at, _) in mapped.text[..end].match_indices("\\u") {
        let length = mapped.text.as_bytes()[at + 1..end].iter().take_while(|byte| is_word(byte)).count();
        report.account(mapped, at..at + 1 + length);
    }
    Step::Removed(mapped.unescaped(0..end))
}

/// Replaces escaped line breaks between the tokens of an object whose quotes are not escaped. Returns `None` if there
/// are none.
pub(super) fn line_breaks(mapped: &MappedText, report: &mut NormalizationReport) -> Option<Step> {
    let text = mapped.text.as_str();
    let rest = text.trim_start().strip_prefix('{')?;
    if objects::trim_escaped_start(rest).len() == rest.trim_start().len() {
        return None;
    }
    let mut result = MappedText::default();
    let mut at = 0;
    let mut replace = |gap: std::ops::Range<usize>, result: &mut MappedText| {
        let mut from = gap.start;
        while let Some(length) = text[from..gap.end].find('\\') {
            let start = from + length;
            let escape = text[start..gap.end].trim_start_matches('\\');
            let end = gap.end - escape.len();
            let Some(space) = escape.chars().next().filter(|c| matches!(c, 'n' | 'r' | 't')) else {
                result.push_part(mapped, from..end);
                from = end;
                continue;
            };
            result.push_part(mapped, from..start);
            result.replace_char(if space == 'n' { '\n' } else { ' ' }, mapped.origins(start..end + 1));
            report.add(mapped, start..end + 1, RepairKind::EscapedLineBreaks(1));
            from = end + 1;
        }
        result.push_part(mapped, from..gap.end);
    };
    for (kind, range) in objects::Scanner::new(text, 0, 0) {
        if kind == objects::TokenKind::Text {
            replace(at..range.start, &mut result);
            result.push_part(mapped, range.clone());
            at = range.end;
        }
    }
    replace(at..text.len(), &mut result);
    Some(Step::Removed(result))
}

/// Decodes the JSON string in `range`, which includes its quotes.
pub(super) fn unwrap(mapped: &MappedText, range: std::ops::Range<usize>, report: &mut NormalizationReport) -> Step {
    report.add(mapped, range.start..range.start + 1, RepairKind::Escaped(1));
    Step::Removed(unescaped(mapped, range.start + 1..range.end - 1))
}

fn unescaped(mapped: &MappedText, range: std::ops::Range<usize>) -> MappedText {
    let inside = mapped.part(range);
    inside.unescaped(0..inside.text.len())
}
