//! What stands against the fields, or should be known of them, and when it is time to say so.

use leptos::prelude::*;
use model::diagnostic::Severity;
use model::instance::{ErrorKind, FieldError, FieldFix, FieldId, Instance};
use model::messages;

use crate::state::form::Form;
use crate::submit::submission::Exchange;

/// What there is to say of a field: after it was left, or after Create Instance or the API refused it. That it is still
/// blank is said only then.
pub fn finding(form: Form, field: FieldId) -> Option<(Severity, String)> {
    match said(form, field)? {
        Said::Refusal(refusal) => Some((refusal.kind.severity(), refusal.to_string())),
        Said::Concerned => Some((Severity::Error, messages::CONCERNED.into())),
    }
}

/// Returns the fix of what is said of a field.
pub fn fix(form: Form, field: FieldId) -> Option<FieldFix> {
    match said(form, field)? {
        Said::Refusal(refusal) => form.instance.read().fix(&refusal),
        Said::Concerned => None,
    }
}

/// What is said of a field.
enum Said {
    /// What the model has against it.
    Refusal(FieldError),
    /// The API's answer is about it.
    Concerned,
}

fn said(form: Form, field: FieldId) -> Option<Said> {
    let exchange = Exchange::of(form);
    let was_refused = exchange.refused.read().iter().any(|refusal| refusal.field == field);
    let was_left = form.left.read().contains(&field);
    // Changed since, it may be right.
    let is_concerned = !was_left && exchange.concerned.read().contains(&field);
    if !was_refused && !was_left && !is_concerned {
        return None;
    }
    let of = |refusals: &[FieldError]| refusals.iter().find(|refusal| refusal.field == field).cloned();
    if let Some(problem) = of(&exchange.problems.read()) {
        let is_told = was_refused || was_left && problem.kind != ErrorKind::Empty;
        return is_told.then_some(Said::Refusal(problem));
    }
    if is_concerned {
        return Some(Said::Concerned);
    }
    of(&form.instance.read().warnings()).map(Said::Refusal)
}

/// The API's answer to what was sent is about these fields, until they are changed. Those that are folded away come up.
pub fn concern(form: Form, exchange: Exchange, sent: &Instance, mut fields: Vec<FieldId>) {
    fields.retain(|field| match field {
        FieldId::SignatureKey | FieldId::CallbackUrl => sent.events,
        FieldId::RefreshInterval | FieldId::Polling => sent.is_polling(),
        _ => true,
    });
    if fields.contains(&FieldId::SignatureKey) {
        form.view.optional_open.try_set(true);
    }
    if fields.contains(&FieldId::Polling) {
        form.view.raw_open.try_set(true);
    }
    form.left.try_update(|left| left.retain(|field| !fields.contains(field)));
    exchange.concerned.try_set(fields);
}

/// What was refused is no longer told, of the fields that `of` says.
pub fn forget(form: Form, of: fn(FieldId) -> bool) {
    let exchange = Exchange::of(form);
    exchange.refused.update(|refused| refused.retain(|refusal| !of(refusal.field)));
    exchange.concerned.update(|fields| fields.retain(|field| !of(*field)));
}
