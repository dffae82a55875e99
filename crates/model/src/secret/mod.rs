//! Secrets as people write them: the `Authorization` header, what stands in for a value, the keys of a store.

pub mod authorization;
mod key_name;
mod marks;
mod placeholder;
pub mod redact;
pub(crate) mod store_key;
pub(crate) mod views;

pub use key_name::is_secret_key;
pub(crate) use marks::{closer, core, is_mark, is_separator};
pub use placeholder::{PlaceholderKind, placeholder_kind};
