//! What was measured, as tables.

mod browser;

use std::fs;
use std::io::Write;

use crate::cargo::{cargo, step};
use crate::{Result, dist, site};

/// Runs one bench, or all.
pub fn run(which: &[&str]) -> Result<()> {
    match which {
        [] => {
            size()?;
            command()?;
            json()
        }
        ["size"] => size(),
        ["command"] => command(),
        ["json"] => json(),
        other => Err(format!("bench knows no {}; it takes size, command or json", other.join(" "))),
    }
}

/// The files of `dist/`, as they are and as brotli 11 sends them.
fn size() -> Result<()> {
    site::build()?;
    let mut files: Vec<_> = fs::read_dir(dist())
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(|error| format!("dist/: {error}"))?;
    files.sort();
    println!("{:<56} {:>9} {:>9}", "file", "bytes", "brotli 11");
    let mut sum = (0, 0);
    for file in files.iter().filter(|file| file.is_file()) {
        let bytes = fs::read(file).map_err(|error| error.to_string())?;
        let small = brotli(&bytes)?;
        sum = (sum.0 + bytes.len(), sum.1 + small);
        println!("{:<56} {:>9} {small:>9}", file.file_name().unwrap_or_default().to_string_lossy(), bytes.len());
    }
    println!("{:<56} {:>9} {:>9}", "all", sum.0, sum.1);
    Ok(())
}

/// How many bytes brotli makes of these at its best.
fn brotli(bytes: &[u8]) -> Result<usize> {
    let mut small = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut small, 4096, 11, 22);
    writer.write_all(bytes).map_err(|error| error.to_string())?;
    drop(writer);
    Ok(small.len())
}

fn command() -> Result<()> {
    step("timing request and command", cargo().args(["bench", "--quiet", "--bench", "command"]))
}

/// The diagnostics beside what others use in a browser.
fn json() -> Result<()> {
    browser::run("json", &["ajv@8", "vscode-json-languageservice@5"])
}
