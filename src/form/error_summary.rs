//! The error summary of Create Instance: a list of links to the fields (the pattern of GOV.UK's design system).

use leptos::prelude::*;
use model::instance::{FieldError, FieldId};
use model::messages;

use crate::components::text_field::control_id;
use crate::dom::html::{a, div, h2, li, ul};
use crate::dom::{Node, effect, ev, fragment, show};
use crate::state::form::FormState;
use crate::state::host::Host;
use crate::state::validation::FieldErrors;
use crate::state::view::ViewState;

/// Creates the error summary. It takes the focus when it appears.
pub fn error_summary(_: FormState) -> Node {
    let (view, host): (ViewState, Host) = (expect_context(), expect_context());
    let rejected = expect_context::<FieldErrors>().rejected;
    let go_to = move |field: FieldId| {
        match field {
            FieldId::Polling => view.raw_open.set(true),
            FieldId::SignatureKey => view.optional_open.set(true),
            _ => {}
        }
        request_animation_frame(move || host.focus(&control_id(field)));
    };
    let item = move |error: FieldError| {
        let field = error.field;
        let link = a().attr("href", &format!("#{}", control_id(field))).child(move || error.to_string());
        li().child(link.on(ev::click, move |event| {
            event.prevent_default();
            go_to(field);
        }))
    };
    let list = move || fragment(rejected.get().into_iter().map(item));
    show(
        move || !rejected.read().is_empty(),
        move || {
            // Some screen readers announce an alert only inside the focused element.
            let summary = div().class("summary").attr("tabindex", "-1");
            let focused = summary.clone();
            effect(move || {
                rejected.track();
                focused.focus_when_mounted();
            });
            let heading = h2().child(messages::SUMMARY);
            summary.child(div().attr("role", "alert").child(heading).child(ul().child(list)))
        },
    )
}
