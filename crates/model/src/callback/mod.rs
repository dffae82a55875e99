//! Trying a callback: a notification to send to one's own server, and whether one that came is genuine.
//!
//! The hash itself (HMAC-SHA256) is the browser's work, and asynchronous there; here is what comes before
//! it and after it.

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

/// The header that carries the signature.
pub const SIGNATURE_HEADER: &str = "Elements-Webhook-Signature";

/// The notification of the vendor's documentation ("Triggering Events"), on one line. It is of a Dropbox
/// instance: the documentation has none of a `WooCommerce` instance.
pub const SAMPLE: &str = r#"{"eventId":1088,"instanceId":31,"response":{"events":[{"path":"/testfoldercreate","metadata":{"path":"/TestFolderCreate","name":"TestFolderCreate","type":"folder"}}]},"notificationId":1047}"#;

/// An HMAC-SHA256, of 32 bytes.
pub type Digest = [u8; 32];
