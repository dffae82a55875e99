//! The selection of a text area.

use model::position::utf16_offset;
use web_sys::HtmlTextAreaElement;

/// Selects the bytes `start..end` of `text` in its text area, and scrolls to them.
pub fn select(area: &HtmlTextAreaElement, text: &str, start: usize, end: usize) {
    let unit = |offset| u32::try_from(utf16_offset(text, offset)).unwrap_or(u32::MAX);
    let _ = area.set_selection_range(unit(start), unit(end));
    // The browser scrolls to the selection when the focus follows it.
    let _ = area.blur();
    let _ = area.focus();
}
