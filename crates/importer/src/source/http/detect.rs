//! Finds an HTTP request in a text, and separates its lines.

use super::line::{Line, classify, is_folded, is_heading, is_identifying_header};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::source::{NormalizationReport, lines, prose, without};

/// Returns the offset of the request in `text`, after prose, or `None` if there is no request.
pub(in crate::source) fn find_start(text: &str) -> Option<usize> {
    let mut start = None;
    let (mut has_target, mut has_known) = (false, false);
    let mut is_after_header = false;
    for range in lines(text) {
        let found = classify(text, range.clone());
        let content = &text[range.clone()];
        if found.is_none() && is_after_header && is_folded(content) {
            continue;
        }
        is_after_header = matches!(found, Some(Line::Header));
        // Headers and prose look alike until the request begins.
        let is_first = matches!(
            &found,
            Some(Line::Request { .. } | Line::Target(_) | Line::Method(_) | Line::Path(_) | Line::Host(_))
        ) || matches!(&found, Some(Line::Header)) && is_identifying_header(content);
        match found {
            Some(Line::Body) => break,
            Some(Line::Other) => {}
            _ if start.is_none() && !is_first => {
                if !prose::is_text(content) {
                    return None;
                }
            }
            Some(found) => {
                start.get_or_insert(range.start);
                has_target |= matches!(found, Line::Request { .. } | Line::Target(_) | Line::Path(_));
                has_known |= is_identifying_header(content) && content.to_ascii_lowercase().contains("user ");
            }
            // A body after an empty line that is not an object.
            None => break,
        }
    }
    start.filter(|_| has_target || has_known)
}

/// Puts each header on a line of its own, where browser tools copied the whole request on one line, or each name and
/// value on two.
pub(in crate::source) fn arrange(mapped: &MappedText) -> Option<MappedText> {
    const NAMES: [&str; 8] = [
        "Request Method:",
        "Status Code:",
        "Remote Address:",
        "Referrer Policy:",
        "Authorization:",
        "authorization:",
        "Content-Type:",
        "content-type:",
    ];
    let text = mapped.text.as_str();
    let is_url = |line: &str| line.get(..12).is_some_and(|name| name.eq_ignore_ascii_case("request url:"));
    if !text.lines().any(|line| is_url(line.trim_start())) {
        return None;
    }
    let mut arranged = MappedText::default();
    let (mut is_found, mut is_changed) = (false, false);
    let mut lines = lines(text).into_iter().peekable();
    while let Some(range) = lines.next() {
        let content = &text[range.clone()];
        is_found |= is_url(content.trim_start());
        let is_name = is_found && is_name_alone(content);
        let value = lines.next_if(|next| {
            let next = text[next.clone()].trim();
            is_name && !next.is_empty() && !next.starts_with('{') && !is_name_alone(next)
        });
        if let Some(value) = value {
            arranged.push_part(mapped, range);
            arranged.insert(" ", mapped.origin(value.start));
            arranged.push_part(mapped, value.clone());
            is_changed = true;
        } else {
            let mut at = range.start;
            let spaces = content.match_indices(' ').map(|(at, _)| range.start + at + 1);
            for next in spaces.filter(|_| is_url(content.trim_start())) {
                if NAMES.iter().any(|name| text[next..].starts_with(name)) {
                    arranged.push_part(mapped, at..next);
                    arranged.insert("\n", mapped.origin(next));
                    (at, is_changed) = (next, true);
                }
            }
            arranged.push_part(mapped, at..range.end);
        }
        arranged.insert("\n", mapped.origin(text.len()));
    }
    is_changed.then_some(arranged)
}

/// Returns whether a line is the name of a header or summary entry without its value.
fn is_name_alone(line: &str) -> bool {
    let Some(name) = line.trim().strip_suffix(':') else { return false };
    !is_heading(name) && name.trim_start_matches(':').bytes().all(|b| b.is_ascii_alphanumeric() || b"- ".contains(&b))
}

/// Removes a script that an HTTP client runs before or after the request: `> {% … %}`.
pub(in crate::source) fn without_handler(mapped: &MappedText, report: &mut NormalizationReport) -> Option<MappedText> {
    let text = mapped.text.as_str();
    let start = ["> {%", "< {%"].iter().filter_map(|open| text.find(open)).min()?;
    (start == 0 || text[..start].ends_with('\n')).then_some(())?;
    let end = start + text[start..].find("%}")? + 2;
    let handler = start..end;
    report.add(mapped, handler.clone(), RepairKind::TextAfter);
    Some(without(mapped, std::slice::from_ref(&handler)))
}
