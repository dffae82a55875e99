//! The radio group with the requests of a text, of which the user chooses one.

use leptos::prelude::*;
use model::messages;

use super::Import;
use crate::dom::html::{self, div, label, span};
use crate::dom::{Node, ev, fragment};

/// Shows the requests. None is chosen before the user does. The group is not created again when one is chosen, so that
/// it keeps the focus.
pub(super) fn candidates(import: &Import) -> Node {
    let import = *import;
    let labels = import.candidates.read();
    if labels.is_empty() {
        return fragment([]);
    }
    let radios = labels.iter().enumerate().map(|(index, text)| {
        let id = &*format!("import-request-{index}");
        let input = html::input()
            .attr("type", "radio")
            .attr("name", "import-request")
            .attr("id", id)
            .prop("checked", move || import.choice.get() == Some(index))
            .on(ev::change, move |_| {
                import.choice.set(Some(index));
                import.read();
            });
        div().class("choice").child(input).child(label().attr("for", id).child(text))
    });
    div()
        .class("candidates")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", "import-requests-label")
        .child(span().class("label").attr("id", "import-requests-label").child(messages::REQUESTS_FOUND))
        .child(fragment(radios))
}
