//! The error summary of Create Instance: a list of links to the fields (the pattern of GOV.UK's design system).

use leptos::prelude::*;
use model::instance::FieldError;
use model::messages;

use crate::components::field_link::field_link;
use crate::dom::html::{div, h2, li, p, ul};
use crate::dom::{Node, effect, fragment, show, text};
use crate::state::form::FormState;
use crate::state::host::{Host, SUMMARY_ID};
use crate::state::validation::Validation;
use crate::state::view::ViewState;

/// Creates the error summary. It takes the focus when Create Instance rejects the form, and not when an error comes back
/// while the user types.
pub fn error_summary(_: FormState) -> Node {
    let (view, host): (ViewState, Host) = (expect_context(), expect_context());
    let Validation { errors, rejected, .. } = expect_context();
    // The current errors of the rejected fields.
    let left = Memo::new(move |_| {
        let rejected = rejected.read();
        let is_rejected = |error: &&FieldError| rejected.iter().any(|other| other.field == error.field);
        errors.read().iter().filter(is_rejected).cloned().collect::<Vec<_>>()
    });
    effect(move || view.error_count.set(left.read().len()));
    let item =
        move |error: FieldError| li().child(field_link(view, host, error.field, text(move || error.to_string())));
    let list = move || fragment(left.get().into_iter().map(item));
    let heading = move || match left.read().len() {
        1 => messages::ONE_THING_TO_FIX.format(&[&messages::SUMMARY]),
        number => messages::THINGS_TO_FIX.format(&[&messages::SUMMARY, &number]),
    };
    let fixed = move || (!rejected.read().is_empty() && left.read().is_empty()).then_some(messages::ALL_FIXED);
    let summary = show(
        move || !left.read().is_empty(),
        move || {
            let heading = h2().child(heading);
            let alert = div().attr("role", "alert").child(heading).child(ul().child(list));
            div().class("summary").attr("id", SUMMARY_ID).attr("tabindex", "-1").child(alert)
        },
    );
    fragment([summary, p().class("notice said").attr("role", "status").child(fixed)])
}
