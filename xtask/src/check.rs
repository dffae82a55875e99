//! Everything that CI runs: layout, lints, and the tests, those in a real browser too.

use std::fs;

use anyhow::Result;

use crate::cargo::{cargo, output, step, target};
use crate::setup::{Toolchain, axe, test_programs, vite};
use crate::{dist, package, site, weight};

const DENY: [&str; 3] = ["--", "--deny", "warnings"];
/// Private items are documented too, so links to them are right.
const RUSTDOC: &str = "--deny warnings --allow rustdoc::private_intra_doc_links";
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

/// Runs all checks; the first failure ends them. The last line says how many tests were skipped.
pub fn run() -> Result<()> {
    test_programs()?;
    let toolchain = Toolchain::set_up()?;
    let mut skipped = Vec::new();
    if output("cargo", &["fmt", "--version"]).is_some() {
        step("checking the formatting", cargo().args(["fmt", "--all", "--check"]))?;
    } else {
        skipped.push("xtask, formatting: rustfmt isn't installed (rustup component add rustfmt)".to_owned());
    }
    if output("cargo", &["clippy", "--version"]).is_some() {
        step("linting for the host", cargo().args(["clippy", "--quiet", "--workspace", "--all-targets"]).args(DENY))?;
    } else {
        skipped.push("xtask, lints: clippy isn't installed (rustup component add clippy)".to_owned());
    }
    if toolchain.has_clippy() {
        let mut wasm = toolchain.cargo()?;
        toolchain.prepare_debug(&mut wasm)?;
        step(
            "linting for wasm32",
            wasm.args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown"]).args(PAGE).args(DENY),
        )?;
    } else {
        skipped.push("xtask, lints for wasm32: the compiler for wasm32 has no clippy".to_owned());
    }
    step(
        "checking the documentation",
        cargo()
            .args(["doc", "--quiet", "--workspace", "--no-deps", "--document-private-items"])
            .env("RUSTDOCFLAGS", RUSTDOC),
    )?;
    let report = target().join("skipped.txt");
    fs::remove_file(&report).ok();
    let mut tests = cargo();
    tests.args(["test", "--workspace"]).env("SKIPPED", &report);
    // It builds the site first.
    if let (Some(package), Some(vite)) = (package::make()?, vite()) {
        tests.env("PACKAGE", package).env("VITE", vite);
    }
    if let Some(axe) = axe() {
        tests.env("AXE", axe);
    }
    weight::check()?;
    step("running the tests", tests.env("DIST", dist()))?;
    skipped.extend(fs::read_to_string(&report).unwrap_or_default().lines().map(str::to_owned));
    print_skipped(&mut skipped);
    Ok(())
}

/// Prints what was skipped and why, and then how much it is: `tests/skip` writes a line a test, or a part of one.
fn print_skipped(skipped: &mut Vec<String>) {
    skipped.sort();
    skipped.dedup();
    for line in &*skipped {
        println!("skipped: {line}");
    }
    println!("All checks passed, {} skipped.", skipped.len());
}
