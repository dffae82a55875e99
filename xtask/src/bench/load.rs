//! Compares the page with the same form built with other frameworks: size, start and response times. The peers' pages
//! and the measuring script are in `xtask/bench/load/`.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, anyhow};

use super::packages;
use crate::cargo::{find, quiet_step, target};
use crate::setup::test_programs;
use crate::{dist, root, site};

/// The npm packages of the peers, and the one that drives Chromium.
const PACKAGES: [&str; 12] = [
    "ajv@8.20.0",
    "preact@11.2.0",
    "svelte@5.57.3",
    "react@19.3.1",
    "react-dom@19.3.1",
    "@rjsf/core@6.11.1",
    "@rjsf/utils@6.11.1",
    "@rjsf/validator-ajv8@6.11.1",
    "ajv-formats@3.0.1",
    "playwright-core@1.65.1",
    "esbuild@0.25",
    "lodash@4",
];

/// Builds and measures all pages, and prints the tables.
pub fn run() -> Result<()> {
    test_programs()?;
    site::build()?;
    let modules = packages::install(PACKAGES)?;
    let (scripts, peers) = (root().join("xtask/bench/load"), target().join("bench/load"));
    fs::create_dir_all(&peers).with_context(|| peers.display().to_string())?;
    let node = |script: &str| {
        let mut node = Command::new("node");
        node.arg(scripts.join(script)).arg(&modules).arg(&peers);
        node
    };
    quiet_step("building the peers' pages", &mut node("build.mjs"))?;
    println!("── measuring in Chromium, some minutes");
    let chromium = find("chromium").context("there is no chromium")?;
    let mut measure = node("measure.mjs");
    let status = measure.arg(dist()).arg(chromium).status().context("node")?;
    if status.success() { Ok(()) } else { Err(anyhow!("measuring failed ({status})")) }
}
