//! A click on **Create Instance**.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::instance::Instance;
use crate::request::HttpRequest;

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
