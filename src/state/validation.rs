//! The errors of the fields, and when it is time to show them.

use std::time::Duration;

use leptos::prelude::*;
use model::diagnostic::Severity;
use model::instance::{ErrorKind, FieldError, FieldFix, FieldId};
use model::messages;

use super::form::FormState;
use super::host::Host;
use crate::dom::{ev, listen};

/// The errors of the fields. The deferred chunk provides them, since `validate` is in it.
#[derive(Clone, Copy)]
pub struct Validation {
    /// The errors of the instance.
    pub errors: Memo<Vec<FieldError>>,
    /// The fields that were left after a change: from then on they show their errors.
    pub touched: RwSignal<Vec<FieldId>>,
    /// The errors that stopped Create Instance, as the summary lists them.
    pub rejected: RwSignal<Vec<FieldError>>,
    /// The fields that the API's response is about.
    pub affected: RwSignal<Vec<FieldId>>,
    /// True while a pointer is down. The error of the field that it left is shown when it goes up, because a new error
    /// would move the control that is being clicked.
    pub is_pointer_down: RwSignal<bool>,
}

impl Validation {
    /// Creates the state in which no error is shown.
    pub fn new(form: FormState) -> Self {
        Self {
            errors: Memo::new(move |_| {
                // A configuration is checked without a change of the instance.
                form.polling.track();
                form.instance.read().validate()
            }),
            touched: RwSignal::new(Vec::new()),
            rejected: RwSignal::new(Vec::new()),
            affected: RwSignal::new(Vec::new()),
            is_pointer_down: RwSignal::new(false),
        }
    }

    /// Notes that a field was left after a change.
    pub fn mark_touched(self, field: FieldId) {
        self.touched.update(|touched| {
            touched.retain(|other| *other != field);
            touched.push(field);
        });
    }

    /// Returns the fields that the API's response is about and that were not changed since.
    pub fn still_affected(self) -> Vec<FieldId> {
        let touched = self.touched.read();
        self.affected.read().iter().copied().filter(|field| !touched.contains(field)).collect()
    }

    /// Forgets that the fields for which `is_forgotten` returns true were touched, rejected or affected.
    pub fn forget(self, is_forgotten: fn(FieldId) -> bool) {
        self.touched.update(|touched| touched.retain(|field| !is_forgotten(*field)));
        // Without a change the alert stays as it is: it would be read out again.
        self.rejected.maybe_update(|rejected| {
            let before = rejected.len();
            rejected.retain(|error| !is_forgotten(error.field));
            rejected.len() != before
        });
        self.affected.update(|affected| affected.retain(|field| !is_forgotten(*field)));
    }
}

/// Tracks whether a pointer is down on the form.
pub fn track_pointer(validation: Validation, host: Host) {
    let rise = move || {
        validation.is_pointer_down.try_set(false);
    };
    // `click` is dispatched after `pointerup`.
    let later = move |_| set_timeout(rise, Duration::ZERO);
    let root = host.root();
    listen(&root, ev::pointerdown, move |_| validation.is_pointer_down.set(true));
    // The element may be in the window of a frame.
    for target in [root.as_ref(), window().as_ref()] {
        listen(target, ev::pointerup, later);
        listen(target, ev::pointercancel, later);
    }
}

/// Returns the message of a field: after it was left, or after Create Instance or the API rejected it. That it is empty
/// is shown only in the latter case.
pub fn error_for(form: FormState, shown: Validation, field: FieldId) -> Option<(Severity, String)> {
    match message(form, shown, field)? {
        FieldMessage::Error(error) => Some((error.kind.severity(), error.to_string())),
        FieldMessage::Affected => Some((Severity::Error, messages::CONCERNED.into())),
    }
}

/// Returns the fix of the message of a field.
pub fn fix(form: FormState, shown: Validation, field: FieldId) -> Option<FieldFix> {
    match message(form, shown, field)? {
        FieldMessage::Error(error) => form.instance.read().fix(&error),
        FieldMessage::Affected => None,
    }
}

/// The message of a field.
enum FieldMessage {
    /// An error or a warning of the model.
    Error(FieldError),
    /// The API's response is about the field.
    Affected,
}

fn message(form: FormState, shown: Validation, field: FieldId) -> Option<FieldMessage> {
    let Validation { errors, touched, rejected, .. } = shown;
    let is_rejected = rejected.read().iter().any(|error| error.field == field);
    let is_touched = touched.read().contains(&field);
    // After a change it may be right.
    let is_affected = shown.still_affected().contains(&field);
    if !is_rejected && !is_touched && !is_affected {
        return None;
    }
    let of_field = |errors: &[FieldError]| errors.iter().find(|error| error.field == field).cloned();
    if let Some(error) = of_field(&errors.read()) {
        let is_shown = is_rejected || is_touched && error.kind != ErrorKind::Empty;
        return is_shown.then_some(FieldMessage::Error(error));
    }
    if is_affected {
        return Some(FieldMessage::Affected);
    }
    of_field(&form.instance.read().warnings()).map(FieldMessage::Error)
}
