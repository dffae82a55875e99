//! Runs other programs, and installs the compiler and the tools that the repository's commands need. It knows nothing
//! of the site.

#![allow(
    clippy::missing_errors_doc,
    clippy::must_use_candidate,
    reason = "only the repository's commands call this, and each error says what failed"
)]

mod process;
mod setup;

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

pub use process::{cargo, find, output, path_with, quiet_step, step, target};
pub use setup::{BuildTools, NpmPackages, Toolchain, Trunk, headless_shell, test_programs};

/// Returns the root of the checkout. Cargo sets the variable for each run: in a target folder that several clones
/// share, this program may have been compiled in another clone.
///
/// # Panics
///
/// Panics if no folder above the package has a `Cargo.lock`.
pub fn root() -> &'static Path {
    static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
        let package = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let folders = Path::new(&package).ancestors().find(|folder| folder.join("Cargo.lock").is_file());
        folders.expect("the checkout has a Cargo.lock").to_path_buf()
    });
    &ROOT
}

/// Returns the folder of the published site.
#[must_use]
pub fn dist() -> PathBuf {
    root().join("dist")
}
