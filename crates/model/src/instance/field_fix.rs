//! Fixes of what was pasted into a field: the values that the fields get, and a label for the button.

use std::fmt;

use crate::diagnostic::Severity;
use crate::element::{Definition, FieldKind};

use super::{ErrorKind, FieldError, FieldId, Instance, account_secret, may_contain_secret, store_key, store_url};

/// New values of fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFix {
    /// Each field that changes, and its new value.
    pub changes: Vec<(FieldId, String)>,
    /// The label of the change.
    pub(super) action: Action,
}

/// What a fix does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Action {
    /// Writes this URL.
    UseUrl(String),
    /// Moves the keys of a URL into the fields with these labels.
    MoveKeys(&'static str, &'static str),
    /// Removes what stands around the value.
    RemoveAround,
    /// Removes the second of two equal values.
    KeepOne,
    /// Writes small letters.
    SmallLetters,
    /// Writes the first letters in front.
    AddPrefix(&'static str),
    /// Removes the spaces inside.
    RemoveSpaces,
    /// Writes each part of a header into its field.
    FillBoth(&'static str, &'static str),
    /// Moves the value into the field with this label.
    MoveTo(&'static str),
    /// Exchanges the values of this field and of the one with this label.
    Swap(&'static str),
}

impl FieldFix {
    pub(super) fn new(action: Action, changes: impl Into<Vec<(FieldId, String)>>) -> Self {
        Self { changes: changes.into(), action }
    }
}

impl fmt::Display for FieldFix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = match &self.action {
            // The label never shows a secret.
            Action::UseUrl(url) if may_contain_secret(url) => messages::FIX_REMOVE_AROUND.into(),
            Action::UseUrl(url) => messages::FIX_USE.format(&[url]),
            Action::MoveKeys(key, secret) => messages::FIX_MOVE_KEYS.format(&[key, secret]),
            Action::RemoveAround => messages::FIX_REMOVE_AROUND.into(),
            Action::KeepOne => messages::FIX_KEEP_ONE.into(),
            Action::SmallLetters => messages::FIX_SMALL_LETTERS.into(),
            Action::AddPrefix(prefix) => messages::FIX_ADD_PREFIX.format(&[prefix]),
            Action::RemoveSpaces => messages::FIX_REMOVE_SPACES.into(),
            Action::FillBoth(one, other) => messages::FIX_FILL_BOTH.format(&[one, other]),
            Action::MoveTo(label) => messages::FIX_MOVE_TO.format(&[label]),
            Action::Swap(label) => messages::FIX_SWAP.format(&[label]),
        };
        messages::FIX.write_to(f, &[&label])
    }
}

/// A finding about a field's value, and its fix if there is one.
pub(super) type PasteError = (ErrorKind, Option<FieldFix>);

impl Instance {
    /// Returns the fix for what [`Instance::check`] or [`Instance::warn`] says of a field.
    #[must_use]
    pub fn fix(&self, refusal: &FieldError) -> Option<FieldFix> {
        let (reason, fix) = self.pasted(refusal.field)?;
        let is_own = reason == refusal.kind || refusal.kind.severity() == Severity::Error;
        fix.filter(|_| is_own).filter(|fix| fix.changes.iter().any(|(field, value)| self.text(*field) != Some(value)))
    }

    /// Returns what is wrong with a field because something was copied with its value, cut off, or meant for another.
    pub(super) fn pasted(&self, field: FieldId) -> Option<PasteError> {
        /// The longest text, in bytes, that is looked at: none that belongs into a field comes near it.
        const LONGEST: usize = 10_000;
        self.text(field).filter(|text| text.len() <= LONGEST)?;
        match field {
            FieldId::UserSecret | FieldId::OrganizationSecret => account_secret::read(self, field),
            FieldId::Host => store_url::read_host(&self.host),
            FieldId::CallbackUrl => store_url::read_callback(&self.callback_url),
            FieldId::SignatureKey => account_secret::read_signature_key(self),
            FieldId::Element(index) => match self.definition().fields.get(index)?.kind {
                FieldKind::Url => store_url::read(self, index),
                _ => store_key::read(self, index),
            },
            _ => None,
        }
    }

    /// Returns the text of a field; nothing for one that holds no text.
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

/// Returns the number and label of the definition's field whose values begin with `prefix`.
pub(super) fn field_with_prefix(definition: &'static Definition, prefix: &str) -> Option<(usize, &'static str)> {
    let index = definition.fields.iter().position(|field| field.prefix == prefix)?;
    Some((index, definition.fields[index].label))
}
