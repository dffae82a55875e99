//! Publishes the site in `dist/` ([`publish`]), packs the element for npm ([`package`]), and weighs both ([`weight`]).

#![allow(
    clippy::missing_errors_doc,
    clippy::must_use_candidate,
    reason = "only the repository's commands call this, and each error says what failed"
)]

pub mod api;
mod bind;
mod bundle;
mod compile;
pub mod files;
mod hash;
mod merge;
mod optimize;
pub mod package;
mod prerender;
mod prerendered;
pub mod publish;
mod short_names;
mod split;
mod third_party;
mod unused_streams;
pub mod wasm;
pub mod weight;
mod write;

pub use optimize::{Strip, optimize_file};
