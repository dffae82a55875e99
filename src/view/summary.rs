//! What Create Instance refused: a list that links to each field (the pattern of GOV.UK's design system).

use leptos::prelude::*;
use model::instance::{FieldError, FieldId};
use model::messages;

use super::dom::{Node, el, follow, live, nodes, show};
use super::exchange::Exchange;
use super::field::control_id;
use super::form::Form;

/// The error summary; it takes the focus when it comes.
pub fn summary(form: Form) -> Node {
    let refused = Exchange::of(form).refused;
    let go = move |field: FieldId| {
        match field {
            FieldId::Polling => form.raw_open.set(true),
            FieldId::SignatureKey => form.optional_open.set(true),
            _ => {}
        }
        request_animation_frame(move || form.focus(&control_id(field)));
    };
    let item = move |refusal: FieldError| {
        let field = refusal.field;
        let link = el("a").attr("href", &format!("#{}", control_id(field))).live_text(move || refusal.to_string());
        el("li").child(link.on("click", move |event| {
            event.prevent_default();
            go(field);
        }))
    };
    let list = move || nodes(refused.get().into_iter().map(item));
    show(
        move || !refused.read().is_empty(),
        move || {
            // Some screen readers only announce an alert that is inside what is focused.
            let summary = el("div").class("summary").attr("tabindex", "-1");
            let focused = summary.clone();
            follow(move || {
                refused.track();
                focused.focus_soon();
            });
            let heading = el("h2").say(messages::SUMMARY);
            summary.child(el("div").attr("role", "alert").child(heading).child(el("ul").child(live(list))))
        },
    )
}
