//! Records of sent requests that created an instance, may have created one, or are in flight.

use crate::instance::Instance;
use crate::messages::Message;
use crate::response::{LookupResult, Outcome};

use super::Attempt;

/// The latest send time that is accepted, in seconds since 1970: the end of the year 9999. A clock may be wrong.
const MAX_UNIX_SECONDS: i64 = 253_402_300_799;

/// The record of a sent request that created an instance, may have created one, or is in flight.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "the flags are independent")]
pub struct SentRequest {
    /// Its number among all requests and responses of the page.
    pub number: usize,
    /// The form's values when it was sent, without secrets if it was restored or its element is gone.
    pub instance: Instance,
    /// The send time, in seconds since 1970.
    pub at: i64,
    /// The ID of the instance, if known.
    pub id: Option<String>,
    /// The lookup of its instance.
    pub lookup: Lookup,
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
    /// The request in its stored form, which its copies share.
    pub(super) line: String,
    /// The lookup that is running.
    pub(super) query: Option<Box<Query>>,
}

/// The lookup of the instance of a sent request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// The user has not requested it.
    NotStarted,
    /// The user has to do this first.
    Needs(Message),
    /// The list of instances is requested.
    Running,
    /// The list was read.
    Done(LookupResult),
    /// The list could not be read.
    Failed,
    /// The API rejected the request for the list.
    Rejected(Outcome),
}

/// A lookup that is running.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Query {
    /// The account whose list is requested.
    pub(super) account: Instance,
    /// The IDs of the instances of other requests.
    pub(super) known: Vec<String>,
}

impl SentRequest {
    /// Creates the record of a request that is sent now.
    pub(super) fn of(attempt: &Attempt, fingerprint: u64, number: usize, at: i64) -> Self {
        let mut sent = Self::new(number, at, attempt.instance.clone());
        sent.fingerprint = Some(fingerprint);
        sent.is_in_flight = true;
        sent
    }

    fn new(number: usize, at: i64, instance: Instance) -> Self {
        let line = format!("{at} {}", lookup_values(&instance).to_json());
        Self {
            number,
            instance,
            at,
            id: None,
            lookup: Lookup::NotStarted,
            is_restored: false,
            is_in_flight: false,
            is_absent: false,
            is_acknowledged: false,
            fingerprint: None,
            line,
            query: None,
        }
    }

    /// Parses a stored request. Returns `None` if it is invalid.
    pub(super) fn restore(line: &str, number: usize) -> Option<Self> {
        let (at, json) = line.split_once(' ')?;
        let at = at.parse::<i64>().ok()?.clamp(0, MAX_UNIX_SECONDS);
        let mut sent = Self::new(number, at, Instance::from_json(json)?);
        line.clone_into(&mut sent.line);
        sent.is_restored = true;
        Some(sent)
    }

    /// Returns a copy for another element, without secrets.
    pub(super) fn copy(&self, number: usize) -> Self {
        Self {
            number,
            instance: lookup_values(&self.instance),
            at: self.at,
            id: self.id.clone(),
            lookup: Lookup::NotStarted,
            is_restored: true,
            is_in_flight: false,
            is_absent: self.is_absent,
            is_acknowledged: self.is_acknowledged,
            fingerprint: self.fingerprint,
            line: self.line.clone(),
            query: None,
        }
    }

    /// Removes the secrets, and ends what needs them.
    pub(super) fn redact(&mut self) {
        self.instance = lookup_values(&self.instance);
        self.is_restored = true;
        self.is_in_flight = false;
        self.query = None;
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
