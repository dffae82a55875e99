//! Actions that write more than one state.

use leptos::prelude::*;
use model::instance::{FieldId, Instance};
use model::submission::Attempt;

use super::deferred::Deferred;
use super::form::{FormState, fields_of};
use super::host::Host;
use super::submission_handle::SubmissionHandle;
use super::validation::Validation;
use super::view::{Tab, ViewState};

/// Selects the element with that key. Its fields keep their values; an untouched polling configuration becomes the
/// element's default.
pub fn set_element(form: FormState, key: String) {
    let before = untrack(|| form.definition());
    form.element.set(key);
    if before.is_default_polling(&form.polling.read_untracked()) {
        form.set_polling(form.empty().polling);
    }
}

/// Sets the text of the polling configuration once the deferred chunk is loaded. The chunk of events checks it.
pub fn set_polling_text(form: FormState, deferred: Deferred, text: String) {
    deferred.with(move |api| form.set_polling((api.unchecked_polling)(text).into()));
}

/// Marks a field as touched once the deferred chunk is loaded.
pub fn mark_touched(deferred: Deferred, field: FieldId) {
    deferred.wait(move |api| (api.mark_touched)(field));
}

/// Marks the fields that the API's response is about, until they are changed, and opens the disclosures that hide
/// them.
pub fn mark_affected(view: ViewState, errors: Validation, fields: Vec<FieldId>) {
    errors.touched.update(|touched| touched.retain(|field| !fields.contains(field)));
    if fields.contains(&FieldId::SignatureKey) {
        view.optional_open.set(true);
    }
    if fields.contains(&FieldId::Polling) {
        view.raw_open.set(true);
    }
    errors.affected.set(fields);
}

/// Removes an extra field. The following ones move up, so that the errors of all of them are forgotten.
pub fn remove_additional(form: FormState, errors: Validation, index: usize) {
    form.additional.update(|entries| drop(entries.remove(index)));
    errors.forget(|field| matches!(field, FieldId::Additional(_)));
}

/// Submits the form: creates the instance, or shows the errors. One request at a time.
pub fn submit(form: FormState, submission: SubmissionHandle, deferred: Deferred) {
    if submission.is_busy.get_untracked() {
        return;
    }
    form.commit_polling();
    submission.is_busy.set(true);
    submission.is_result_wanted.set(true);
    // The attempt has the input at the time of the click, whatever is typed until the chunks that it needs are loaded.
    let attempt = Attempt { instance: form.instance.get_untracked(), request: form.request.get_untracked() };
    submission.record.update_value(|record| record.waiting = Some(attempt));
    deferred.with(move |api| (api.submit)(submission));
}

/// Ends the attempt that waits for a chunk, and shows the failure where the result would be.
pub fn fail_attempt(submission: SubmissionHandle, view: ViewState) {
    if end_attempt(submission) && view.tab.get_untracked() != Tab::All {
        view.tab.set(Tab::Response);
    }
}

/// Ends the attempt that waits for a chunk. Returns false if there is none.
pub fn end_attempt(submission: SubmissionHandle) -> bool {
    let is_waiting = submission.take_waiting().is_some();
    if is_waiting {
        submission.is_busy.set(false);
    }
    is_waiting
}

/// Replaces the input by `instance`, and returns the input before. No field shows an error before it is touched or
/// rejected.
pub fn replace(form: FormState, host: Host, errors: Validation, instance: &Instance) -> Instance {
    let before = form.now();
    form.set_host(&instance.host, &host.sandbox());
    form.user_secret.set(instance.user_secret.clone());
    form.organization_secret.set(instance.organization_secret.clone());
    form.name.set(instance.name.clone());
    for (field, value) in fields_of(&form.fields.get_value(), instance.definition()).iter().zip(&instance.fields) {
        field.set(value.clone());
    }
    form.signature_key.set(instance.signature_key.clone());
    form.events.set(instance.events);
    form.event_type.set(instance.event_type);
    form.callback_url.set(instance.callback_url.clone());
    form.refresh_interval.set(instance.refresh_interval.clone());
    form.tags.set(instance.tags.clone());
    form.element.set(instance.element.clone());
    form.additional.set(instance.additional.clone());
    form.source_format.set(instance.source_format);
    form.set_polling(instance.polling.clone());
    errors.forget(|_| true);
    before
}

/// Returns true if the input has changed since it was `instance`, and the user is still typing.
pub fn types_on(form: FormState, host: Host, instance: &Instance) -> bool {
    form.instance.with_untracked(|now| now != instance) && host.is_typing()
}

/// Ends what belongs to the form alone. Returns true if its submission has something that outlives the form.
pub fn detach(submission: SubmissionHandle, deferred: Deferred) -> bool {
    // An attempt that waits for a chunk ends with the form.
    end_attempt(submission);
    let detached = deferred.ready_untracked().and_then(|api| deferred.in_form(|| (api.detach)(submission))?);
    // An earlier form may have left an outcome.
    detached.unwrap_or_else(|| submission.is_result_wanted.get_untracked())
}
