//! The line that says what is missing before the instance can be created.

use leptos::prelude::*;
use model::instance::{ErrorKind, FieldError};
use model::messages;

use crate::dom::Node;
use crate::dom::html::p;
use crate::state::form::Form;

/// Creates the line above Create Instance.
pub fn completion(form: Form) -> Node {
    let problems = form.field_errors().errors;
    let line = move || {
        let problems = problems.read();
        let labels = |is_blank: bool| {
            let labels = problems.iter().filter(|refusal| (refusal.kind == ErrorKind::Empty) == is_blank);
            let mut labels: Vec<_> = labels.map(FieldError::label).collect();
            labels.dedup();
            labels.join(", ")
        };
        match (labels(true), labels(false)) {
            (missing, wrong) if missing.is_empty() && wrong.is_empty() => messages::COMPLETE.into(),
            (missing, wrong) if wrong.is_empty() => messages::STILL_MISSING.format(&[&missing]),
            (missing, wrong) if missing.is_empty() => messages::NEEDS_FIXING.format(&[&wrong]),
            (missing, wrong) => {
                format!("{} {}", messages::STILL_MISSING.format(&[&missing]), messages::NEEDS_FIXING.format(&[&wrong]))
            }
        }
    };
    p().attr("id", "progress").class("help").child(line)
}
