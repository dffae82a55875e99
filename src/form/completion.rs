//! The line that says what is missing before the instance can be created.

use leptos::prelude::*;
use model::instance::{ErrorKind, FieldError};
use model::messages;

use crate::dom::Node;
use crate::dom::html::p;
use crate::state::form::FormState;
use crate::state::validation::FieldErrors;

/// Creates the line above Create Instance.
pub fn completion(_: FormState) -> Node {
    let errors = expect_context::<FieldErrors>().errors;
    let line = move || {
        let errors = errors.read();
        let labels = |is_empty_field: bool| {
            let labels = errors.iter().filter(|error| (error.kind == ErrorKind::Empty) == is_empty_field);
            let mut labels: Vec<_> = labels.map(FieldError::label).collect();
            labels.dedup();
            labels.join(", ")
        };
        match (labels(true), labels(false)) {
            (missing, invalid) if missing.is_empty() && invalid.is_empty() => messages::COMPLETE.into(),
            (missing, invalid) if invalid.is_empty() => messages::STILL_MISSING.format(&[&missing]),
            (missing, invalid) if missing.is_empty() => messages::NEEDS_FIXING.format(&[&invalid]),
            (missing, invalid) => {
                format!(
                    "{} {}",
                    messages::STILL_MISSING.format(&[&missing]),
                    messages::NEEDS_FIXING.format(&[&invalid])
                )
            }
        }
    };
    p().attr("id", "progress").class("help").child(line)
}
