//! The published files, whose names and integrity values change with their content.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// A published file.
pub struct Asset {
    /// Its name in `dist/`.
    pub name: String,
    /// The value of `integrity` attributes: `sha384-…`.
    pub integrity: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Asset {
    /// Creates a file whose name has a hash of its content: `app-0123456789abcdef.wasm`.
    pub fn hashed(stem: &str, extension: &str, bytes: Vec<u8>) -> Self {
        let hash = Sha256::digest(&bytes).iter().take(8).fold(0, |hash, byte| hash << 8 | u64::from(*byte));
        Self::named(&format!("{stem}-{hash:016x}.{extension}"), bytes)
    }

    /// Creates a file that keeps its name.
    pub fn named(name: &str, bytes: Vec<u8>) -> Self {
        let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes)));
        Self { name: name.to_owned(), integrity, bytes }
    }
}
