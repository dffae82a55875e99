//! The result of a request: reads the API's response and explains it in sentences.

mod advice;
mod api_error;
mod copy;
mod created;
mod credentials;
mod field_errors;
mod lookup;
mod outcome;
mod redact;
mod transport_error;

pub use advice::causes;
pub use api_error::{ApiError, RawResponse};
pub use copy::copyable;
pub use created::{Created, id_and_token};
pub use credentials::Credentials;
pub use lookup::{InstanceQuery, LookupResult, Match, marker};
pub use outcome::{Content, Outcome};
pub use transport_error::{Failure, TransportError};
