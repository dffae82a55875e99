//! A section of the form that the user can fold.

use model::messages::Message;

use crate::dom::Node;
use crate::dom::html::{details, div, span, summary};

/// Creates an open section, whose heading folds it. Moving the focus to a control of a folded section opens it
/// ([`crate::state::host::Host::focus`]).
pub fn section(id: &str, title: Message, fields: Node) -> Node {
    let title_id = &*format!("{id}-title");
    details()
        .class("section")
        .attr("id", id)
        .attr("open", "")
        .attr("aria-labelledby", title_id)
        .child(summary().class("disclosure").attr("tabindex", "-1").child(span().attr("id", title_id).child(title)))
        .child(div().class("fields").child(fields))
}
