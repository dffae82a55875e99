//! Records of requests that created an instance, may have created one, or are in flight.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::instance::Instance;
use crate::request::HttpRequest;

/// The last send time that is shown and compared, in seconds since 1970: the end of the year 9999. A clock may be wrong.
const LAST_TIME: i64 = 253_402_300_799;

/// An attempt to create an instance: the form's values at the press, and the request made from them.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The form's values.
    pub instance: Instance,
    /// The request.
    pub request: HttpRequest,
}

impl Attempt {
    /// Returns a number that the same request alone has, secrets included. It never leaves the memory of the page.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.request.method, &self.request.url, self.request.body.as_str()).hash(&mut hasher);
        for header in &self.request.headers {
            (header.name, header.value.as_str()).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Returns the request's lock name among the pages of an origin. It reveals nothing of the request.
    pub(super) fn lock_name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (&self.request.url, self.request.body.masked()).hash(&mut hasher);
        format!("element-instance-form {:x}", hasher.finish())
    }
}

/// A request that created an instance, may have created one, or is in flight.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is about another fact")]
pub struct Record {
    /// Its number among all records of the page.
    pub number: usize,
    /// The form's values when it was sent: without secrets where it was restored, or its element is gone.
    pub instance: Instance,
    /// When it was sent, in seconds since 1970.
    pub at: i64,
    /// The id of the instance, if known.
    pub id: Option<String>,
    /// Whether it was sent by an earlier page or another element, so that its account is not known.
    pub is_restored: bool,
    /// Whether its response is awaited.
    pub is_in_flight: bool,
    /// Whether the list of instances was read, and has nothing that the request may have created.
    pub(super) is_absent: bool,
    /// Whether another request was sent since by a user who was acknowledged of this one.
    pub(super) is_acknowledged: bool,
    /// Tells the same request; none for one that an earlier page sent.
    pub(super) fingerprint: Option<u64>,
    /// The record as it is stored. Copies of one record have it in common.
    pub(super) line: String,
}

impl Record {
    pub(super) fn of(attempt: &Attempt, number: usize, at: i64) -> Self {
        let mut record = Self::new(number, at, attempt.instance.clone());
        record.fingerprint = Some(attempt.fingerprint());
        record.is_in_flight = true;
        record
    }

    fn new(number: usize, at: i64, instance: Instance) -> Self {
        let line = format!("{at} {}", lookup_values(&instance).to_json());
        Self {
            number,
            instance,
            at,
            id: None,
            is_restored: false,
            is_in_flight: false,
            is_absent: false,
            is_acknowledged: false,
            fingerprint: None,
            line,
        }
    }

    /// Reads a stored record; none where it is not one.
    pub(super) fn restore(line: &str, number: usize) -> Option<Self> {
        let (at, json) = line.split_once(' ')?;
        let at = at.parse::<i64>().ok()?.clamp(0, LAST_TIME);
        let mut record = Self::new(number, at, Instance::from_json(json)?);
        line.clone_into(&mut record.line);
        record.is_restored = true;
        Some(record)
    }

    /// Returns a copy for another element, without secrets.
    pub(super) fn copy(&self, number: usize) -> Self {
        let instance = lookup_values(&self.instance);
        Self { number, instance, is_restored: true, is_in_flight: false, ..self.clone() }
    }

    /// Drops the secrets.
    pub(super) fn redact(&mut self) {
        self.instance = lookup_values(&self.instance);
        self.is_restored = true;
    }

    /// Returns whether it ended, and nobody knows whether the instance exists.
    #[must_use]
    pub fn is_unresolved(&self) -> bool {
        !self.is_in_flight && self.id.is_none() && !self.is_absent
    }

    /// Returns whether it is what `line` stores, and nobody knows more of it. Another request may have the same line.
    pub(super) fn is_copy(&self, line: &str) -> bool {
        self.line == line && !self.is_in_flight && self.id.is_none()
    }

    /// Returns whether the tab keeps it for the next page.
    pub(super) fn is_stored(&self) -> bool {
        self.id.is_none()
    }
}

/// Returns the values by which an instance can be found: host, name and tags.
fn lookup_values(instance: &Instance) -> Instance {
    let found_by = Instance {
        host: instance.host.clone(),
        name: instance.name.clone(),
        tags: instance.tags.clone(),
        ..Instance::empty(instance.definition())
    };
    found_by.without_secrets()
}
