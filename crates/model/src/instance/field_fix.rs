//! Fixes of pasted values: the new values of the fields, and the label of the button that applies them.

use std::fmt;

use crate::element::Definition;

use super::{ErrorKind, FieldId, may_contain_secret};

/// A fix that the form offers on a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldFix {
    /// The fields that change, each with its new value.
    pub changes: Vec<(FieldId, String)>,
    /// The action that the button's label names.
    pub(super) action: Action,
}

/// The action of a fix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Action {
    /// Replaces the value with this URL.
    UseUrl(String),
    /// Moves the keys of a URL into the fields with these labels.
    MoveKeys(&'static str, &'static str),
    /// Removes the text around the value.
    RemoveAround,
    /// Removes the second of two equal values.
    KeepOne,
    /// Converts the value to lowercase.
    Lowercase,
    /// Adds this prefix.
    AddPrefix(&'static str),
    /// Removes the spaces inside the value.
    RemoveSpaces,
    /// Splits the value into the fields with these labels.
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

    /// Creates a fix of one field.
    pub(super) fn single(action: Action, field: FieldId, value: String) -> Self {
        Self { changes: vec![(field, value)], action }
    }

    /// Creates a fix that replaces a field's value with a URL.
    pub(super) fn use_url(field: FieldId, url: String) -> Self {
        Self::single(Action::UseUrl(url.clone()), field, url)
    }
}

impl fmt::Display for FieldFix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = match &self.action {
            // The label must not show a secret.
            Action::UseUrl(url) if may_contain_secret(url) => messages::FIX_REMOVE_AROUND.into(),
            Action::UseUrl(url) => messages::FIX_USE.format(&[url]),
            Action::MoveKeys(key, secret) => messages::FIX_MOVE_KEYS.format(&[key, secret]),
            Action::RemoveAround => messages::FIX_REMOVE_AROUND.into(),
            Action::KeepOne => messages::FIX_KEEP_ONE.into(),
            Action::Lowercase => messages::FIX_SMALL_LETTERS.into(),
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
pub(super) type PasteFinding = (ErrorKind, Option<FieldFix>);

/// Returns the index and label of the definition's field with this prefix.
pub(super) fn field_with_prefix(definition: &'static Definition, prefix: &str) -> Option<(usize, &'static str)> {
    let index = definition.fields.iter().position(|field| field.prefix == prefix)?;
    Some((index, definition.fields[index].label))
}
