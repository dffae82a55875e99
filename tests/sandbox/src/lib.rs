//! What a person without an account needs to try the form: a small real API, and a server for the page.

mod api;
mod site;

pub use api::{Sandbox, api};
pub use site::{DEFAULT_API, POLICY, Violations, site};
