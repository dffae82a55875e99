//! Imports programs: those of `SHARED`, each with what it really sends, and generated ones.

#![allow(missing_docs)]

mod known;
#[path = "../shared/mod.rs"]
mod shared;
#[path = "../skip/mod.rs"]
mod skip;
