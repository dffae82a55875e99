//! The element instance to create: the form's values, their validation, and how they are stored.

mod account_secret;
mod changes;
mod draft;
mod error_kind;
mod extra_field;
mod field_error;
mod field_fix;
mod link_secrets;
mod linked_values;
mod paste;
mod secret_detection;
mod secrets;
mod serialize;
mod store_key;
mod store_url;
mod validate;
mod warnings;

pub use error_kind::ErrorKind;
pub(crate) use extra_field::contains_secret;
pub use extra_field::{ExtraField, Section};
pub use field_error::{FieldError, FieldId, required_fields};
pub use field_fix::FieldFix;
pub use link_secrets::link_contains_secret;
pub use linked_values::{LinkedValue, linked_values, with_linked_values};
pub use secret_detection::may_contain_secret;
pub use validate::{invalid_header_character, minutes};

use std::sync::Arc;

use crate::api_schema::REFRESH_INTERVAL_DEFAULT;
use crate::element::Definition;
use crate::polling::Document;
pub use crate::secret::redact::MASK;
use crate::url;

/// The way in which an instance learns of changes in the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventType {
    /// The API polls the store.
    Polling,
    /// The store calls the API.
    Webhook,
}

impl EventType {
    /// Returns the value of `event.vendor.type`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Polling => "polling",
            Self::Webhook => "webhook",
        }
    }
}

/// The form's values, exactly as typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// The API's base URL, with or without `/elements/api-v2`.
    pub host: String,
    /// The secret of the user's account.
    pub user_secret: String,
    /// The secret of the user's organization.
    pub organization_secret: String,
    /// The instance's name.
    pub name: String,
    /// The values of the definition's fields, in the definition's order.
    pub fields: Vec<String>,
    /// The key that signs notifications; optional.
    pub signature_key: String,
    /// True if the instance watches for events.
    pub events: bool,
    /// The way in which it watches.
    pub event_type: EventType,
    /// The URL that receives notifications; optional.
    pub callback_url: String,
    /// The interval between two polls, in minutes.
    pub refresh_interval: String,
    /// The polling configuration.
    pub polling: Arc<Document>,
    /// The tags of the instance.
    pub tags: Vec<String>,
    /// The element's key: that of a definition, or any other that was imported.
    pub element: String,
    /// Members of the body that the form has no field for.
    pub additional: Vec<ExtraField>,
    /// The format of the imported body.
    pub source_format: SourceFormat,
}

/// Differences between an imported body and the one that the form writes. Keeping them makes sure that an imported body
/// is sent unchanged.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is about another member")]
pub struct SourceFormat {
    /// It has other fields than the definition: another way to sign in to the store.
    pub has_no_fields: bool,
    /// `event.notification.enabled` is `"true"`, not `true`.
    pub enabled_is_text: bool,
    /// `event.vendor.type` is missing.
    pub has_no_event_type: bool,
    /// The format of `event.poller.refresh_interval`.
    pub interval: Interval,
    /// `event.poller.configuration` is a string with JSON in it, as the vendor's console sends it.
    pub polling_is_text: bool,
}

/// The format of `event.poller.refresh_interval`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Interval {
    /// A string, such as `"15"`.
    #[default]
    Text,
    /// A number, such as `15`.
    Number,
    /// Missing if the field is empty.
    Absent,
}

impl Instance {
    /// Returns the definition of its fields.
    #[must_use]
    pub fn definition(&self) -> &'static Definition {
        Definition::for_key(&self.element)
    }

    /// Returns whether the request contains the definition's fields even if they are empty. It does not for an element
    /// without a definition, nor if the imported body signs in to the store in another way.
    #[must_use]
    pub fn needs_fields(&self) -> bool {
        Definition::is_known(&self.element) && !self.source_format.has_no_fields
    }

    /// Switches to another element. Clears the fields, also those that both elements have, since another element means
    /// another store. An edited polling configuration stays.
    pub fn reset_element(&mut self, key: &str) {
        let before = self.definition();
        key.clone_into(&mut self.element);
        let empty = Self::empty(self.definition());
        if self.definition().key != before.key {
            self.fields = empty.fields;
        }
        if before.is_default_polling(&self.polling) {
            self.polling = empty.polling;
        }
    }

    /// Returns the values of an untouched form.
    #[must_use]
    pub fn empty(definition: &Definition) -> Self {
        Self {
            host: url::HOSTS[0].1.into(),
            user_secret: String::new(),
            organization_secret: String::new(),
            name: String::new(),
            fields: vec![String::new(); definition.fields.len()],
            signature_key: String::new(),
            events: false,
            event_type: EventType::Polling,
            callback_url: String::new(),
            refresh_interval: REFRESH_INTERVAL_DEFAULT.into(),
            polling: Arc::new(Document::of_definition(definition.polling)),
            tags: Vec::new(),
            element: definition.key.into(),
            additional: Vec::new(),
            source_format: SourceFormat::default(),
        }
    }

    /// Returns a valid form for `WooCommerce` with the required values alone.
    #[cfg(test)]
    fn filled() -> Self {
        Self {
            user_secret: "u=".into(),
            organization_secret: "o".into(),
            name: "My store".into(),
            fields: vec!["https://mycoolstore.com".into(), "ck_1".into(), "cs_1".into()],
            ..Self::empty(Definition::woocommerce())
        }
    }

    /// Returns whether the request contains the polling fields.
    #[must_use]
    pub fn is_polling(&self) -> bool {
        self.events && self.event_type == EventType::Polling
    }

    /// Returns whether the request omits the refresh interval.
    #[must_use]
    pub fn has_no_interval(&self) -> bool {
        self.source_format.interval == Interval::Absent && self.refresh_interval.trim().is_empty()
    }
}
