//! Records of sent requests that created an instance, may have created one, or are in flight.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::instance::Instance;
use crate::request::HttpRequest;

/// The latest send time that is accepted, in seconds since 1970: the end of the year 9999. A clock may be wrong.
const MAX_UNIX_SECONDS: i64 = 253_402_300_799;

/// An attempt to create an instance: the form's values at the time of the click, and the request made from them.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// The form's values.
    pub instance: Instance,
    /// The request.
    pub request: HttpRequest,
}

impl Attempt {
    /// Returns a hash of the request, secrets included. It never leaves the memory of the page.
    pub(super) fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        (self.request.method, &self.request.url, self.request.body.as_str()).hash(&mut hasher);
        for header in &self.request.headers {
            (header.name, header.value.as_str()).hash(&mut hasher);
        }
        hasher.finish()
    }

    /// Returns the name of the request's lock, which all pages of an origin share. Contains no value of the request.
    pub(super) fn lock_name(&self) -> String {
        let mut hasher = DefaultHasher::new();
        (&self.request.url, self.request.body.masked()).hash(&mut hasher);
        format!("element-instance-form {:x}", hasher.finish())
    }
}

/// The record of a sent request that created an instance, may have created one, or is in flight.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "the flags are independent")]
pub struct Record {
    /// Its number among all records of the page.
    pub number: usize,
    /// The form's values when it was sent, without secrets if it was restored or its element is gone.
    pub instance: Instance,
    /// The send time, in seconds since 1970.
    pub at: i64,
    /// The ID of the instance, if known.
    pub id: Option<String>,
    /// True if it was sent by an earlier page or another element, so that its account is unknown.
    pub is_restored: bool,
    /// True if its response is pending.
    pub is_in_flight: bool,
    /// True if the list of instances contains none that the request can have created.
    pub(super) is_absent: bool,
    /// True if the user sent another request after being warned about this one, so do not warn again.
    pub(super) is_acknowledged: bool,
    /// The hash of the request, or `None` if an earlier page sent it.
    pub(super) fingerprint: Option<u64>,
    /// The record in its stored form, which its copies share.
    pub(super) line: String,
}

impl Record {
    /// Creates the record of a request that is sent now.
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

    /// Parses a stored record. Returns `None` if it is invalid.
    pub(super) fn restore(line: &str, number: usize) -> Option<Self> {
        let (at, json) = line.split_once(' ')?;
        let at = at.parse::<i64>().ok()?.clamp(0, MAX_UNIX_SECONDS);
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

    /// Removes the secrets.
    pub(super) fn redact(&mut self) {
        self.instance = lookup_values(&self.instance);
        self.is_restored = true;
    }

    /// Returns whether the request ended without knowing if the instance exists.
    #[must_use]
    pub fn is_unresolved(&self) -> bool {
        !self.is_in_flight && self.id.is_none() && !self.is_absent
    }

    /// Returns whether it is stored as `line` and has no result yet. Different requests can have the same line.
    pub(super) fn is_copy(&self, line: &str) -> bool {
        self.line == line && !self.is_in_flight && self.id.is_none()
    }

    /// Returns whether it is stored in the tab for the next page.
    pub(super) fn is_stored(&self) -> bool {
        self.id.is_none()
    }
}

/// Returns the values by which an instance can be found: host, name and tags.
fn lookup_values(instance: &Instance) -> Instance {
    let values = Instance {
        host: instance.host.clone(),
        name: instance.name.clone(),
        tags: instance.tags.clone(),
        ..Instance::empty(instance.definition())
    };
    values.without_secrets()
}
