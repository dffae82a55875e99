//! The result of reading a text: the reason for rejecting it, or its repairs.

use leptos::prelude::*;
use model::messages;

use super::Import;
use super::importer::{Counts, ReadRepair, Reading};
use crate::components::combining;
use crate::components::text_selection::select;
use crate::dom::html::{button, h3, h4, li, p, span, ul};
use crate::dom::{Node, ev, fragment};

/// Shows the result. `area` has the text, unless the text is that of a large file.
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
        let item = match place(import, area, repair) {
            Some(place) => item.child(place).child(": "),
            None => item,
        };
        item.child(&*combining::shown(&repair.message).0)
    });
    let list = ul().class("repairs").attr("aria-label", messages::REPAIRS);
    fragment([read_as, summary, h3().child(messages::REPAIRS), list.child(fragment(items))])
}

/// Creates a button with the position of a repair, which selects its text. A text that is not shown has none.
fn place(import: &Import, area: &Node, repair: &ReadRepair) -> Option<Node> {
    let (position, range) = repair.place.clone()?;
    if import.file.with_untracked(Option::is_some) {
        return Some(span().child(&position));
    }
    let (text, area) = (import.text, area.clone());
    let on_click = move |_| {
        let text = text.read_untracked();
        // At most a line, which the browser can show at once, and at least a character.
        let line_length = text.get(range.start..).and_then(|rest| rest.find('\n'));
        let line_end = line_length.map_or(text.len(), |length| range.start + length);
        let end = range.end.min(line_end).max(text.ceil_char_boundary(range.start + 1));
        select(area.as_element(), &text, range.start, end);
    };
    Some(button().attr("type", "button").class("place").on(ev::click, on_click).child(&position))
}
