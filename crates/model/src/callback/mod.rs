//! Tests a callback: builds a signed notification for the user's server, and verifies the signature of a received
//! one.
//!
//! The browser computes the HMAC-SHA256 asynchronously. This module prepares its input and evaluates its result.

mod base64;
mod header;
mod notify;
mod payload;
mod snippet;
mod verify;

pub use header::{HeaderError, Notation, header_value, read_header, read_signature};
pub use payload::{PayloadError, validate_payload};
pub use snippet::{SNIPPETS, Snippet};
pub use verify::{PayloadVariant, Verification, payload_variants, verify};

/// The name of the header with the signature.
pub const SIGNATURE_HEADER: &str = "Elements-Webhook-Signature";

/// The sample notification of the vendor's documentation ("Triggering Events"), on one line. It belongs to a Dropbox
/// instance: the documentation has no sample of a `WooCommerce` instance.
pub const SAMPLE: &str = r#"{"eventId":1088,"instanceId":31,"response":{"events":[{"path":"/testfoldercreate","metadata":{"path":"/TestFolderCreate","name":"TestFolderCreate","type":"folder"}}]},"notificationId":1047}"#;

/// An HMAC-SHA256.
pub type Digest = [u8; 32];
