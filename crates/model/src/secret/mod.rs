//! Secrets in texts: the `Authorization` header, placeholders, the keys of a store, and their redaction.

pub mod authorization;
mod key_name;
mod marks;
mod placeholder;
pub mod redact;
pub(crate) mod store_key;
pub(crate) mod views;

pub use key_name::is_secret_key;
pub(crate) use key_name::may_be_secret_key;
pub(crate) use marks::{closer, is_mark, is_separator, trim_marks};
pub use placeholder::{PlaceholderKind, placeholder_kind};
