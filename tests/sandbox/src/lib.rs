//! A small working API and a server for the page, for trying the form without an account.

mod api;
mod site;

pub use api::{Sandbox, api};
pub use site::{DEFAULT_API, POLICY, Violations, site};
