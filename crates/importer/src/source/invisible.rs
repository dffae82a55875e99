//! Removes the invisible characters that editors, chats and pages add at the start of a text and around its lines.

use std::ops::Range;

use model::json::terminal_sequences;

use super::{NormalizationReport, lines, without};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::shell::typography::is_zero_width;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Returns the text without invisible characters at its start and around its lines, or `None` if there are none.
/// Inside a line they may belong to a value, so the readers of commands and JSON handle them.
pub(super) fn remove(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    let mut ranges: Vec<Range<usize>> = terminal_sequences(text).collect();
    if !ranges.is_empty() {
        for range in &ranges {
            report.add(mapped, range.clone(), RepairKind::InvisibleCharacters(1));
        }
        return Some(without(mapped, &ranges));
    }
    for line in lines(text) {
        let content = &text[line.clone()];
        let is_outside = |c: char| c.is_whitespace() || is_zero_width(c);
        let start = line.start + content.len() - content.trim_start_matches(is_outside).len();
        let end = (line.start + content.trim_end_matches(is_outside).len()).max(start);
        for margin in [line.start..start, end..line.end] {
            for (at, c) in text[margin.clone()].char_indices().filter(|(_, c)| is_zero_width(*c)) {
                let at = margin.start + at;
                let is_mark = c == BYTE_ORDER_MARK && mapped.origin(at) == 0;
                let repair = if is_mark { RepairKind::ByteOrderMark } else { RepairKind::InvisibleCharacters(1) };
                report.add(mapped, at..at + c.len_utf8(), repair);
                ranges.push(at..at + c.len_utf8());
            }
        }
    }
    (!ranges.is_empty()).then(|| without(mapped, &ranges))
}
