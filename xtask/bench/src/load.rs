//! Compares the page with the same form built with other frameworks: size, start and response times. The peers' pages
//! and the measuring script are in `xtask/bench/load/`.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use tools::{NpmPackages, dist, find, quiet_step, root, target, test_programs};

/// Builds and measures all pages, and prints the tables.
pub fn run() -> Result<()> {
    test_programs()?;
    let packages = NpmPackages::install("bench")?;
    let (scripts, peers) = (root().join("xtask/bench/load"), target().join("bench/load"));
    fs::create_dir_all(&peers).with_context(|| peers.display().to_string())?;
    let node = |script: &str| {
        let mut node = Command::new("node");
        node.arg(scripts.join(script)).arg(packages.modules()).arg(&peers);
        node
    };
    quiet_step("building the peers' pages", &mut node("build.mjs"))?;
    println!("── measuring in Chromium, some minutes");
    let chromium = find("chromium").context("there is no chromium")?;
    let mut measure = node("measure.mjs");
    let status = measure.arg(dist()).arg(chromium).status().context("node")?;
    if status.success() { Ok(()) } else { Err(anyhow!("measuring failed ({status})")) }
}
