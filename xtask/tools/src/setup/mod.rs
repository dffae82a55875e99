//! Installs what a machine lacks: a compiler for wasm32, the tools of the build, the programs of the tests. They stay in
//! a cache that clones share and `cargo clean` leaves alone.

mod npm;
mod programs;
mod system;
mod toolchain;

use std::path::PathBuf;

pub use npm::NpmPackages;
pub use programs::{BuildTools, Trunk};
pub use system::{headless_shell, test_programs};
pub use toolchain::Toolchain;

/// Returns the cache that clones share.
fn cache() -> PathBuf {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let home = || PathBuf::from(variable("HOME").unwrap_or_else(|| "/tmp".into())).join(".cache");
    variable("XDG_CACHE_HOME").map_or_else(home, PathBuf::from).join("element-instance-form")
}
