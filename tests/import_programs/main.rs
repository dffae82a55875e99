//! Imports programs: those of `SHARED`, each with what it really sends, and generated ones.

#![allow(missing_docs)]

#[path = "../generated/mod.rs"]
mod generated;
mod known;
mod literals;
mod notations;
#[path = "../shared/mod.rs"]
mod shared;
#[path = "../skip/mod.rs"]
mod skip;
mod table;
