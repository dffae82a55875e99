//! Runs everything that CI runs: formatting, lints, documentation and tests, including those in a browser.
//! Also updates the files that tests compare with: the prerendered form and the screenshots.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::cargo::{cargo, output, step, target};
use crate::setup::{Toolchain, axe, test_programs, typescript, vite};
use crate::{dist, package, root, site, weight};

const DENY: [&str; 3] = ["--", "--deny", "warnings"];
/// Flags of rustdoc. Private items are documented too, so links to them are valid.
const RUSTDOC: &str = "--deny warnings --allow rustdoc::private_intra_doc_links";
/// The package that a browser loads.
const PAGE_PACKAGE: [&str; 2] = ["--package", "element-instance-form"];

/// Updates `src/custom_element/prerendered.html`, the HTML that the app renders first, and builds the site with it.
pub fn prerender() -> Result<()> {
    test_programs()?;
    site::build()?;
    step(
        "writing src/custom_element/prerendered.html",
        cargo().args(["test", "--quiet", "--test", "browser", "prerendered"]).env("DIST", dist()).env("PRERENDER", "1"),
    )?;
    site::build()
}

/// Updates the pictures in `docs/` and the accessibility trees in `tests/data/accessible/`, for review.
pub fn screenshots() -> Result<()> {
    test_programs()?;
    site::build()?;
    let mut tests = cargo();
    tests.args(["test", "--quiet", "--test", "browser", "--", "pictures", "screen_reader"]);
    step("taking the screenshots", tests.env("DIST", dist()).env("SCREENSHOTS", "1"))
}

/// Runs all checks and stops at the first failure. The last line is the number of skipped tests.
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
            wasm.args(["clippy", "--quiet", "--target", "wasm32-unknown-unknown"]).args(PAGE_PACKAGE).args(DENY),
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
    if let Some(typescript) = typescript() {
        step("checking the scripts' types", Command::new(typescript).args(["--project", "src"]).current_dir(root()))?;
    } else {
        skipped.push("xtask, types of the scripts: npm isn't installed (apt-get install npm)".to_owned());
    }
    let report = target().join("skipped.txt");
    fs::remove_file(&report).ok();
    let mut tests = cargo();
    tests.args(["test", "--workspace"]).env("SKIPPED", &report);
    // This also builds the site, which the tests need.
    if let (Some(package), Some(vite)) = (package::build()?, vite()) {
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

/// Prints each skipped test with its reason, then their number. `tests/skip` writes a line for each test or part of one.
fn print_skipped(skipped: &mut Vec<String>) {
    skipped.sort();
    skipped.dedup();
    for line in &*skipped {
        println!("skipped: {line}");
    }
    println!("All checks passed, {} skipped.", skipped.len());
}
