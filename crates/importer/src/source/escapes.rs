//! Decodes JSON in strings, with or without the surrounding quotes, at any number of levels.

use model::json::ends_with_escape;

use super::{NormalizationReport, Step, objects};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;

/// Decodes one level of escapes, by the rules of JSON strings.
pub(super) fn undo(piece: &MappedText, report: &mut NormalizationReport) -> Step {
    let end = piece.text.trim_end().len();
    // The text was cut off inside an escape.
    let end = if ends_with_escape(&piece.text[..end]) { end - 1 } else { end };
    report.add(piece, 0..end.min(1), RepairKind::Escaped(1));
    // The word after an escape is a different one without it.
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-./:+=@".contains(byte);
    for (at, _) in piece.text[..end].match_indices("\\u") {
        let length = piece.text.as_bytes()[at + 1..end].iter().take_while(|byte| is_word(byte)).count();
        report.account(piece, at..at + 1 + length);
    }
    Step::Undone(piece.unescaped(0..end))
}

/// Replaces escaped line breaks between the tokens of an object whose quotes are not escaped. Returns `None` if there
/// are none.
pub(super) fn line_breaks(piece: &MappedText, report: &mut NormalizationReport) -> Option<Step> {
    let text = piece.text.as_str();
    let rest = text.trim_start().strip_prefix('{')?;
    if objects::after_blanks(rest).len() == rest.trim_start().len() {
        return None;
    }
    let mut read = MappedText::default();
    let mut at = 0;
    let mut replace = |gap: std::ops::Range<usize>, read: &mut MappedText| {
        let mut from = gap.start;
        while let Some(length) = text[from..gap.end].find('\\') {
            let start = from + length;
            let escape = text[start..gap.end].trim_start_matches('\\');
            let end = gap.end - escape.len();
            let Some(blank) = escape.chars().next().filter(|c| matches!(c, 'n' | 'r' | 't')) else {
                read.push_part(piece, from..end);
                from = end;
                continue;
            };
            read.push_part(piece, from..start);
            read.replace_char(if blank == 'n' { '\n' } else { ' ' }, piece.origins(start..end + 1));
            report.add(piece, start..end + 1, RepairKind::EscapedLineBreaks(1));
            from = end + 1;
        }
        read.push_part(piece, from..gap.end);
    };
    for (kind, range) in objects::Scanner::new(text, 0, 0) {
        if kind == objects::Kind::Text {
            replace(at..range.start, &mut read);
            read.push_part(piece, range.clone());
            at = range.end;
        }
    }
    replace(at..text.len(), &mut read);
    Some(Step::Undone(read))
}

/// Decodes the JSON string in `range`, which includes its quotes.
pub(super) fn unwrap(piece: &MappedText, range: std::ops::Range<usize>, report: &mut NormalizationReport) -> Step {
    report.add(piece, range.start..range.start + 1, RepairKind::Escaped(1));
    Step::Undone(unescaped(piece, range.start + 1..range.end - 1))
}

fn unescaped(piece: &MappedText, range: std::ops::Range<usize>) -> MappedText {
    let inside = piece.part(range);
    inside.unescaped(0..inside.text.len())
}
