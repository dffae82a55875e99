//! The element instance that is to be created: what was typed.

mod account_secret;
mod draft;
mod error_kind;
mod extra_field;
mod field_fix;
mod linked_values;
mod serialize;
mod share_link;
mod store_key;
mod store_url;
mod validate;
mod warnings;

pub use draft::may_contain_secret;
pub use error_kind::ErrorKind;
pub(crate) use extra_field::contains_secret;
pub use extra_field::{ExtraField, Section};
pub use field_fix::FieldFix;
pub use linked_values::{LinkedValue, linked_values, with_linked_values};
pub use share_link::link_contains_secret;
pub use validate::{FieldError, FieldId, invalid_header_character, minutes};

use std::sync::Arc;

use crate::api_schema::REFRESH_INTERVAL_DEFAULT;
use crate::element::Definition;
use crate::polling::Document;
use crate::url;

/// What stands in for a secret on the screen: always as long, so that not even its length is told.
pub const MASK: &str = "••••••••";

/// How the instance learns of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventType {
    /// The API asks the store from time to time.
    Polling,
    /// The store tells the API.
    Webhook,
}

impl EventType {
    /// The value of `event.vendor.type`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Polling => "polling",
            Self::Webhook => "webhook",
        }
    }
}

/// Everything that was typed or chosen, as it was.
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
    /// The values of the definition's fields, in its order.
    pub fields: Vec<String>,
    /// The key that signs notifications; optional.
    pub signature_key: String,
    /// Whether the instance watches for events.
    pub events: bool,
    /// How it watches.
    pub event_type: EventType,
    /// Where notifications go; optional.
    pub callback_url: String,
    /// Minutes between two polls.
    pub refresh_interval: String,
    /// What is polled.
    pub polling: Arc<Document>,
    /// Tags that tell instances apart.
    pub tags: Vec<String>,
    /// The element's key: the definition's, or another that was brought in.
    pub element: String,
    /// What the form has no field for.
    pub additional: Vec<ExtraField>,
    /// How what was brought in was spelled.
    pub source_format: SourceFormat,
}

/// How a body that was brought in spelled what the form holds. It is kept, so that the same body goes
/// out again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is about another member")]
pub struct SourceFormat {
    /// It has none of the definition's fields, and others in their place: another way to sign in to the store.
    pub has_no_fields: bool,
    /// `event.notification.enabled` is `"true"`, not `true`.
    pub enabled_is_text: bool,
    /// There is no `event.vendor.type`.
    pub has_no_event_type: bool,
    /// How `event.poller.refresh_interval` is given.
    pub interval: Interval,
    /// `event.poller.configuration` is a text that holds JSON, as the vendor's console sends it.
    pub polling_is_text: bool,
}

/// How `event.poller.refresh_interval` is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Interval {
    /// As a text, such as `"15"`.
    #[default]
    Text,
    /// As a number, such as `15`.
    Number,
    /// It is left out where it is blank.
    Absent,
}

impl Instance {
    /// The definition that its fields are those of.
    #[must_use]
    pub fn definition(&self) -> &'static Definition {
        Definition::for_key(&self.element)
    }

    /// Whether the definition's fields are part of the request where they are blank: not for an element that has no
    /// definition, nor where what was brought in signs in to the store in another way.
    #[must_use]
    pub fn needs_fields(&self) -> bool {
        Definition::is_known(&self.element) && !self.source_format.has_no_fields
    }

    /// Makes it one for the element of that key. Its fields are blank, also those that the one before has too: another
    /// element stands for another store. A polling configuration that is not the one to start from stays.
    pub fn reset_element(&mut self, key: &str) {
        let before = self.definition();
        key.clone_into(&mut self.element);
        let blank = Self::empty(self.definition());
        if self.definition().key != before.key {
            self.fields = blank.fields;
        }
        if before.is_default_polling(&self.polling) {
            self.polling = blank.polling;
        }
    }

    /// A form nobody has touched yet.
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

    /// A form for `WooCommerce` with all that is required, and nothing against it.
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

    /// Whether the polling fields are part of the request.
    #[must_use]
    pub fn is_polling(&self) -> bool {
        self.events && self.event_type == EventType::Polling
    }

    /// Whether the request leaves the refresh interval out.
    #[must_use]
    pub fn has_no_interval(&self) -> bool {
        self.source_format.interval == Interval::Absent && self.refresh_interval.trim().is_empty()
    }
}
