//! The error or warning of a field.

use leptos::prelude::*;
use model::diagnostic::Severity;
use model::instance::FieldId;

use crate::dom::{Node, Part, effect};
use crate::state::form::FormState;
use crate::state::validation::{Validation, error_for};

/// Shows the error or warning of a field in `line`, and in `aria-invalid` of its control.
pub fn watch(form: FormState, field: FieldId, line: Node, control: Node) {
    let errors: Validation = expect_context();
    let mut before = None;
    effect(move || {
        if errors.is_pointer_down.get() {
            return;
        }
        let error = error_for(form, errors, field);
        if error != before {
            let severity = error.as_ref().map(|(severity, _)| *severity);
            line.set(Part::Text, error.as_ref().map(|(_, message)| &**message));
            let mild = severity.filter(|severity| *severity != Severity::Error);
            line.set(Part::Attribute("data-severity"), mild.map(Severity::as_str));
            control.set(Part::Attribute("aria-invalid"), (severity == Some(Severity::Error)).then_some("true"));
            before = error;
        }
    });
}
