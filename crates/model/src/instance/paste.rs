//! Checks fields for paste mistakes, and fixes them.

use crate::diagnostic::Severity;
use crate::element::FieldKind;

use super::field_fix::{FieldFix, PasteFinding};
use super::{FieldError, FieldId, Instance, account_secret, store_key, store_url};

impl Instance {
    /// Returns the fix for a finding of [`Instance::validate`] or [`Instance::warnings`].
    #[must_use]
    pub fn fix(&self, error: &FieldError) -> Option<FieldFix> {
        let (kind, fix) = self.check_pasted(error.field)?;
        let is_own = kind == error.kind || error.kind.severity() == Severity::Error;
        fix.filter(|_| is_own).filter(|fix| fix.changes.iter().any(|(field, value)| self.text(*field) != Some(value)))
    }

    /// Checks a field for paste mistakes: text copied along with the value, a truncated value, another field's value.
    pub(super) fn check_pasted(&self, field: FieldId) -> Option<PasteFinding> {
        /// Longer texts are not checked: no valid value comes near this length.
        const MAX_BYTES: usize = 10_000;
        self.text(field).filter(|text| text.len() <= MAX_BYTES)?;
        match field {
            FieldId::UserSecret | FieldId::OrganizationSecret => account_secret::check(self, field),
            FieldId::Host => store_url::check_host(&self.host),
            FieldId::CallbackUrl => store_url::check_callback(&self.callback_url),
            FieldId::SignatureKey => account_secret::check_signature_key(self),
            FieldId::Element(index) => match self.definition().fields.get(index)?.kind {
                FieldKind::Url => store_url::check(self, index),
                _ => store_key::check(self, index),
            },
            _ => None,
        }
    }

    /// Returns the text of a field, or `None` for a field without one.
    #[must_use]
    pub fn text(&self, field: FieldId) -> Option<&String> {
        match field {
            FieldId::Host => Some(&self.host),
            FieldId::UserSecret => Some(&self.user_secret),
            FieldId::OrganizationSecret => Some(&self.organization_secret),
            FieldId::Name => Some(&self.name),
            FieldId::Element(index) => self.fields.get(index),
            FieldId::SignatureKey => Some(&self.signature_key),
            FieldId::CallbackUrl => Some(&self.callback_url),
            FieldId::RefreshInterval => Some(&self.refresh_interval),
            FieldId::Polling | FieldId::Additional(_) => None,
        }
    }
}
