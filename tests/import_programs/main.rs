//! Imports programs: those of `SHARED`, each with what it really sends, and generated ones.

#![allow(missing_docs)]

#[path = "../generated/mod.rs"]
mod generated;
mod known;
mod literals;
mod notations;
#[allow(dead_code, reason = "the other test files use the rest")]
#[path = "../shared/mod.rs"]
mod shared;
#[path = "../skip/mod.rs"]
mod skip;
mod table;
