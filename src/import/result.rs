//! The result of reading a text: the reason for rejecting it, or its repairs.

use std::ops::Range;

use leptos::prelude::*;
use model::messages;

use super::Import;
use super::importer::{Counts, Reading};
use crate::components::combining;
use crate::components::text_selection::select;
use crate::dom::html::{button, h3, h4, li, p, span, ul};
use crate::dom::{Node, ev, fragment};

/// Shows the result. `area` is the text area. It does not show the text of a large file.
pub fn result(import: &Import, area: &Node) -> Node {
    let reading = import.reading.read();
    let Some(Reading { refusal, repairs, counts, read_as, candidates, .. }) = &*reading else {
        return fragment([]);
    };
    let notice = || p().class("notice").attr("role", "status");
    if !refusal.is_empty() && !candidates.is_empty() {
        return notice().child(refusal);
    }
    if !refusal.is_empty() {
        return p().class("failure").attr("role", "alert").child(refusal);
    }
    let read_as = if read_as.is_empty() { fragment([]) } else { notice().child(read_as) };
    let Counts { changed, repaired, to_check } = counts;
    let summary = notice().child(&messages::IMPORT_SUMMARY.format(&[changed, repaired, to_check]));
    if repairs.is_empty() {
        return fragment([read_as, summary, notice().child(messages::NOTHING_TO_REPAIR)]);
    }
    // One list, one item per repair; the first item of a group starts with the group's heading.
    let items = repairs.iter().enumerate().map(|(index, repair)| {
        let is_first = index == 0 || repairs[index - 1].heading != repair.heading;
        let item = if is_first { li().child(h4().child(&repair.heading)) } else { li() };
        let item = match &repair.position {
            Some((position, range)) => item.child(position_button(import, area, position, range)).child(": "),
            None => item,
        };
        item.child(&*combining::shown(&repair.message).0)
    });
    let list = ul().class("repairs").attr("aria-label", messages::REPAIRS);
    fragment([read_as, summary, h3().child(messages::REPAIRS), list.child(fragment(items))])
}

/// Creates a button with the position of a repair, which selects its text. Returns plain text for a large file.
fn position_button(import: &Import, area: &Node, position: &str, range: &Range<usize>) -> Node {
    if import.file.with_untracked(Option::is_some) {
        return span().child(position);
    }
    let (text, area, range) = (import.text, area.clone(), range.clone());
    let on_click = move |_| {
        let text = text.read_untracked();
        let Range { start, end } = visible_range(&text, &range);
        select(area.as_element(), &text, start, end);
    };
    button().class("position").on(ev::click, on_click).child(position)
}

/// Returns the part of `range` in its first line. Of a position between two characters, returns the next character, or
/// the last one of the line.
fn visible_range(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = range.start.min(text.len());
    let line_end = text[start..].find(['\r', '\n']).map_or(text.len(), |length| start + length);
    let end = range.end.min(line_end);
    if start < end {
        start..end
    } else if start < line_end {
        start..text.ceil_char_boundary(start + 1)
    } else {
        text.floor_char_boundary(start.saturating_sub(1))..start
    }
}
