//! Runs everything that CI runs: formatting, lints, documentation and tests, including those in a browser.
//! Also updates the files that tests compare with: the prerendered form and the screenshots.

use std::fs;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::process::Command;
use std::thread;

use anyhow::{Result, anyhow};
use tools::{NpmPackages, Toolchain, Trunk, cargo, dist, headless_shell, output, root, step, target, test_programs};

use crate::site;

/// Flags of rustdoc. Private items are documented too, so links to them are valid.
const RUSTDOC: &str = "--deny warnings --allow rustdoc::private_intra_doc_links";
/// The arguments of cargo that test everything.
const TESTS: [&str; 2] = ["test", "--workspace"];

/// Updates `src/custom_element/prerendered.html`, the HTML that the program creates first, and builds the site with it.
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
    tests.args(["test", "--quiet", "--test", "browser", "--", "pictures", "screen_reader", "tour"]);
    step("taking the screenshots", tests.env("DIST", dist()).env("SCREENSHOTS", "1"))
}

/// Runs all checks. The site is built beside the lints, so a failed lint is reported when that build has ended. The last
/// line is the number of skipped tests.
pub fn run() -> Result<()> {
    test_programs()?;
    let toolchain = Toolchain::set_up()?;
    let mut skipped = Vec::new();
    check_formatting(&mut skipped)?;
    let npm = NpmPackages::install("test");
    // Compiling the site mostly uses one core, so the lints and Trunk's own build run beside it.
    let (package, trunk_dist) = thread::scope(|scope| {
        let package = scope.spawn(site::package);
        let trunk_dist = compile_and_lint(&toolchain, npm.as_ref().ok(), &mut skipped);
        (package.join(), trunk_dist)
    });
    let trunk_dist = trunk_dist?;
    let package = package.map_err(|_| anyhow!("the thread that builds the site panicked"))??;
    site::weigh()?;

    let report = target().join("skipped.txt");
    fs::remove_file(&report).ok();
    let mut tests = cargo();
    tests.args(TESTS).env("SKIPPED", &report).env("DIST", dist()).env("TRUNK_DIST", trunk_dist);
    let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let defaults = [
        // One commit always has one result. `cargo test` tries other random inputs each time.
        ("PROPTEST_RNG_SEED", 1),
        // Browser tests wait a part of their time: on two cores, four threads took 433 s instead of 506 s.
        ("RUST_TEST_THREADS", 2 * cores),
    ];
    for (name, value) in defaults.into_iter().filter(|(name, _)| std::env::var_os(name).is_none()) {
        tests.env(name, value.to_string());
    }
    if let Some(shell) = headless_shell() {
        tests.env("HEADLESS_SHELL", shell);
    }
    match npm {
        Ok(packages) => {
            tests.env("AXE", packages.file("axe-core/axe.min.js")?);
            if let Some(package) = package {
                tests.env("PACKAGE", package).env("VITE", packages.file(".bin/vite")?);
            }
        }
        Err(error) => skipped.push(format!("xtask, npm packages of the tests: {error:#}")),
    }
    step("running the tests", &mut tests)?;
    skipped.extend(fs::read_to_string(&report).unwrap_or_default().lines().map(str::to_owned));
    print_skipped(&mut skipped);
    Ok(())
}

fn check_formatting(skipped: &mut Vec<String>) -> Result<()> {
    if output("cargo", &["fmt", "--version"]).is_some() {
        return step("checking the formatting", cargo().args(["fmt", "--all", "--check"]));
    }
    skipped.push("xtask, formatting: rustfmt isn't installed (rustup component add rustfmt)".to_owned());
    Ok(())
}

/// Lints, checks the documentation and the types, and compiles the tests and what they need besides the site. Returns
/// the folder of Trunk's own build.
fn compile_and_lint(toolchain: &Toolchain, npm: Option<&NpmPackages>, skipped: &mut Vec<String>) -> Result<PathBuf> {
    if output("cargo", &["clippy", "--version"]).is_some() {
        step(
            "linting for the host",
            cargo().args(["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"]),
        )?;
    } else {
        skipped.push("xtask, lints: clippy isn't installed (rustup component add clippy)".to_owned());
    }
    step(
        "checking the documentation",
        cargo()
            .args(["doc", "--quiet", "--workspace", "--no-deps", "--document-private-items"])
            .env("RUSTDOCFLAGS", RUSTDOC),
    )?;
    if let Some(packages) = npm {
        let mut types = Command::new(packages.file(".bin/tsc")?);
        step("checking the scripts' types", types.args(["--project", "src"]).current_dir(root()))?;
    }
    let trunk_dist = trunk_build(toolchain, skipped)?;
    step("compiling the tests", cargo().args(TESTS).args(["--quiet", "--no-run"]))?;
    Ok(trunk_dist)
}

/// Makes a debug build by Trunk alone, for a test, and lints the app for wasm32. Returns the build's folder.
fn trunk_build(toolchain: &Toolchain, skipped: &mut Vec<String>) -> Result<PathBuf> {
    let tools = Trunk::set_up(toolchain)?;
    let dist = target().join("trunk-dist");
    let mut trunk = Command::new(&tools.program);
    trunk.args(["build", "--dist"]).arg(&dist).current_dir(root());
    toolchain.prepare_debug(&mut trunk)?;
    tools.prepare(&mut trunk)?;
    if toolchain.has_clippy() {
        // clippy compiles what it lints: from nothing, this took 97 s, lints and build one after the other 145 s.
        trunk.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
        trunk.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--deny=warnings");
    } else {
        skipped.push("xtask, lints for wasm32: the compiler for wasm32 has no clippy".to_owned());
    }
    step("linting for wasm32 and building with Trunk alone", &mut trunk)?;
    Ok(dist)
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
