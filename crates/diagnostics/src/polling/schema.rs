//! The documented keys of a polling configuration, and the kinds of their values.

use ::json::MemberTable;
use messages::Message;

use crate::json::{Kind, Value};

/// The schema of an object.
pub(super) struct ObjectSchema {
    /// The name of the object, for a key that belongs in it.
    pub(super) name: Message,
    /// The keys and the kinds of their values; numbers are integers.
    pub(super) keys: &'static [(&'static str, Kind)],
}

/// The schema of a resource. The last two keys are only in the vendor's own definitions.
pub(super) const RESOURCE: ObjectSchema = ObjectSchema {
    name: messages::THE_RESOURCE,
    keys: &[
        ("url", Kind::String),
        ("idField", Kind::String),
        ("datesConfiguration", Kind::Object),
        ("filterByUpdatedDate", Kind::Boolean),
        ("createdCheckTolerance", Kind::Number),
        ("pageSize", Kind::Number),
        ("pollDelay", Kind::Number),
        ("filterByCurrentDate", Kind::Boolean),
        ("xPath", Kind::String),
    ],
};

// Indexes of keys of a resource.
pub(super) const URL: usize = 0;
pub(super) const ID_FIELD: usize = 1;
pub(super) const DATES_CONFIGURATION: usize = 2;
pub(super) const X_PATH: usize = 8;

/// The schema of `datesConfiguration`. The documentation requires the first four keys.
pub(super) const DATES: ObjectSchema = ObjectSchema {
    name: messages::DATES_CONFIGURATION,
    keys: &[
        ("updatedDateField", Kind::String),
        ("updatedDateFormat", Kind::String),
        ("createdDateField", Kind::String),
        ("createdDateFormat", Kind::String),
        ("updatedDateTimezone", Kind::String),
        ("createdDateTimezone", Kind::String),
    ],
};
// Indexes of keys of `datesConfiguration`, and the number of those that are required.
pub(super) const DATE_FORMATS: [usize; 2] = [1, 3];
pub(super) const DATE_TEXTS: [usize; 4] = [0, 2, 4, 5];
pub(super) const REQUIRED_DATES: usize = 4;

/// The maximum number of keys of a schema.
pub(super) const MAX_KEYS: usize = 9;
/// The values of the keys of a schema, in its order.
pub(super) type Values<'a> = MemberTable<'a, MAX_KEYS>;

impl ObjectSchema {
    /// Returns the index of `key`.
    pub(super) fn find(&self, key: Value<'_>) -> Option<usize> {
        let text = key.text();
        self.keys.iter().position(|(name, _)| *name == text)
    }
}
