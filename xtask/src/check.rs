//! Everything that CI runs: layout, lints, and the tests, those in a real browser too.

use anyhow::Result;

use crate::cargo::{cargo, output, step};
use crate::setup::{Toolchain, axe, test_programs, vite};
use crate::{dist, package, site, weight};

const DENY: [&str; 3] = ["--", "--deny", "warnings"];
/// What a browser gets.
const PAGE: [&str; 2] = ["--package", "element-instance-form"];

/// Writes the form's HTML as the program makes it at first, and builds the site with it.
pub fn prerender() -> Result<()> {
    test_programs()?;
    site::build()?;
    step(
        "writing src/prerendered.html",
        cargo().args(["test", "--quiet", "--test", "browser", "prerendered"]).env("DIST", dist()).env("PRERENDER", "1"),
    )?;
    site::build()
}

/// Makes the pictures anew, and the texts of what a screen reader is given; what has changed is to be looked at.
pub fn screenshots() -> Result<()> {
    test_programs()?;
    site::build()?;
    let mut tests = cargo();
    tests.args(["test", "--quiet", "--test", "browser", "--", "pictures", "screen_reader"]);
    step("taking the screenshots", tests.env("DIST", dist()).env("SCREENSHOTS", "1"))
}

/// Runs all checks; the first that fails ends it.
pub fn run() -> Result<()> {
    test_programs()?;
    let toolchain = Toolchain::set_up()?;
    if output("cargo", &["fmt", "--version"]).is_some() {
        step("checking the formatting", cargo().args(["fmt", "--all", "--check"]))?;
    } else {
        println!("skipped: formatting, because rustfmt isn't installed (rustup component add rustfmt)");
    }
    if output("cargo", &["clippy", "--version"]).is_some() {
        step("linting for the host", cargo().args(["clippy", "--quiet", "--workspace", "--all-targets"]).args(DENY))?;
    } else {
        println!("skipped: lints, because clippy isn't installed (rustup component add clippy)");
    }
    if toolchain.has_clippy() {
        let mut wasm = toolchain.cargo()?;
        toolchain.prepare_debug(&mut wasm)?;
        step(
            "linting for wasm32",
            wasm.args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown"]).args(PAGE).args(DENY),
        )?;
    }
    let mut tests = cargo();
    tests.args(["test", "--workspace"]);
    // It builds the site first.
    if let (Some(package), Some(vite)) = (package::make()?, vite()) {
        tests.env("PACKAGE", package).env("VITE", vite);
    }
    if let Some(axe) = axe() {
        tests.env("AXE", axe);
    }
    weight::check()?;
    step("running the tests", tests.env("DIST", dist()))
}
