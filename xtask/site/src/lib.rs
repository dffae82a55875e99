//! Publishes the site in `dist/` ([`publish`]), packs the element for npm ([`package`]), and weighs both ([`weight`]).

pub mod api;
mod bind;
mod bundle;
mod compile;
mod hash;
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

pub use optimize::{APP_PASSES, DEFERRED_PASSES, Strip, optimize_file};
