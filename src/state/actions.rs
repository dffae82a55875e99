//! Actions that write more than one state.

use leptos::prelude::*;
use model::instance::{FieldId, Instance};
use model::submission::Attempt;

use super::deferred::LoadState;
use super::form::{Form, fields_of};
use super::view::Tab;

impl Form {
    /// Selects the element with that key. Its fields keep their values; an untouched polling configuration becomes the
    /// element's default.
    pub fn set_element(&self, key: String) {
        let before = untrack(|| self.definition());
        self.element.set(key);
        self.validation.touched.update(|left| left.retain(|field| !matches!(field, FieldId::Element(_))));
        if let LoadState::Ready(api) = self.deferred.load_state.get_untracked() {
            (api.forget_element_errors)(*self);
        }
        if before.is_default_polling(&self.polling.read_untracked()) {
            self.set_polling(self.empty().polling);
        }
    }

    /// Marks the fields that the API's response is about, until they are changed, and opens the disclosures that hide
    /// them.
    pub fn mark_affected(self, fields: Vec<FieldId>) {
        self.validation.touched.update(|touched| touched.retain(|field| !fields.contains(field)));
        if fields.contains(&FieldId::SignatureKey) {
            self.view.optional_open.set(true);
        }
        if fields.contains(&FieldId::Polling) {
            self.view.raw_open.set(true);
        }
        self.field_errors().affected.set(fields);
    }

    /// Removes an extra field. The following ones move up, so that the errors of all of them are forgotten.
    pub fn remove_additional(&self, index: usize) {
        self.additional.update(|entries| drop(entries.remove(index)));
        self.validation.touched.update(|left| left.retain(|field| !matches!(field, FieldId::Additional(_))));
        self.field_errors().forget(|field| matches!(field, FieldId::Additional(_)));
    }

    /// Submits the form: creates the instance, or shows the errors. One request at a time.
    pub fn submit(&self) {
        let form = *self;
        let submission = form.submission;
        if submission.is_busy.get_untracked() {
            return;
        }
        form.commit_polling();
        submission.is_busy.set(true);
        let number = form.attempts.get_value() + 1;
        form.attempts.set_value(number);
        submission.is_answer_wanted.set(true);
        let attempt = Attempt { instance: form.instance.get_untracked(), request: form.request.get_untracked() };
        // The attempt has the input at the time of the click, whatever is typed until the deferred chunk is loaded.
        form.deferred.with(move |api| {
            // An attempt ends if the chunk could not be loaded.
            if submission.is_busy.get_untracked() && form.attempts.get_value() == number {
                (api.submit)(form, attempt);
            }
        });
    }

    /// Replaces the input by `instance`, and returns the input before. No field shows an error before it is touched or
    /// rejected.
    pub fn replace(&self, instance: &Instance) -> Instance {
        let before = self.now();
        self.set_host(&instance.host);
        self.user_secret.set(instance.user_secret.clone());
        self.organization_secret.set(instance.organization_secret.clone());
        self.name.set(instance.name.clone());
        for (field, value) in fields_of(&self.fields.get_value(), instance.definition()).iter().zip(&instance.fields) {
            field.set(value.clone());
        }
        self.signature_key.set(instance.signature_key.clone());
        if !instance.signature_key.is_empty() {
            self.view.optional_open.set(true);
        }
        self.events.set(instance.events);
        self.event_type.set(instance.event_type);
        self.callback_url.set(instance.callback_url.clone());
        self.refresh_interval.set(instance.refresh_interval.clone());
        self.tags.set(instance.tags.clone());
        self.element.set(instance.element.clone());
        self.additional.set(instance.additional.clone());
        self.source_format.set(instance.source_format);
        self.set_polling(instance.polling.clone());
        self.validation.touched.set(Vec::new());
        self.field_errors().forget(|_| true);
        before
    }

    /// Returns true if the input has changed since it was `instance`, and the user is still typing.
    pub fn types_on(&self, instance: &Instance) -> bool {
        // The form may have left the page.
        self.instance.try_with_untracked(|now| now != instance) == Some(true) && self.host.is_typing()
    }

    /// Ends an attempt to submit that waits for the deferred chunk. The failure is shown where the result would be.
    pub fn end_attempt(self) {
        if self.submission.is_busy.get_untracked() && self.view.tab.get_untracked() != Tab::All {
            self.view.tab.set(Tab::Response);
        }
        self.submission.is_busy.set(false);
    }

    /// Ends what belongs to the form alone. Returns true if its submission has something that outlives the form.
    pub fn detach(self) -> bool {
        if let LoadState::Ready(api) = self.deferred.load_state.get_untracked() {
            return (api.detach)(self);
        }
        // An attempt that waits for the deferred chunk ends with the form.
        if self.attempts.get_value() > 0 {
            self.submission.is_busy.set(false);
        }
        // An earlier form may have left an outcome.
        self.submission.is_answer_wanted.get_untracked()
    }

    /// Sets the text of the polling configuration as soon as it can be parsed.
    pub fn type_polling(self, text: String) {
        self.deferred.with(move |api| self.set_polling((api.read_polling)(text).into()));
    }
}
