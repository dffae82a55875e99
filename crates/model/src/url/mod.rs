//! Validates and repairs `http` URLs, and finds the secrets in them.

mod base_url;
mod clean;
mod confusables;
mod error;
mod host;
mod look_alike;
mod percent;
mod punycode;
mod recent_hosts;
mod redirect;
mod scheme;
mod secrets;
mod validate;

pub(crate) use base_url::API_PATH;
pub use base_url::{HOSTS, SANDBOX, base_url};
pub(crate) use clean::{clean, mark_around, problem};
pub use error::UrlError;
pub(crate) use host::scheme_end;
pub use host::{host, is_http, is_private, is_sap, is_this_machine};
pub use look_alike::is_look_alike;
pub use recent_hosts::RecentHosts;
pub use redirect::redirect_target;
pub(crate) use secrets::{parameters, user_info};
pub use secrets::{secrets, typed_secrets};
pub use validate::{validate, validate_for_secrets};
