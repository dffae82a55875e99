//! The model of the form: everything that can be said about creating an element instance
//! without a browser.
//!
//! The page itself lives in the binary, which only wasm32 has.

pub mod diagnostic;
pub mod element;
pub mod json;
pub mod polling;
pub mod position;
