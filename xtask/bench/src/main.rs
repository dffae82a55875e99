//! Measures the site and the engine beside other tools, and prints tables.

mod browser;
mod features;
mod import;
mod load;
mod named;
mod names;
mod size;

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use browser::Bench;

fn main() -> ExitCode {
    let names: Vec<String> = std::env::args().skip(1).collect();
    match run(&names.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `#` prints the error with its causes on one line.
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs the bench of this name, or all benches.
fn run(names: &[&str]) -> Result<()> {
    match names {
        [] => {
            size::run()?;
            load::run()?;
            command()?;
            import::run()?;
            json()
        }
        ["size"] => size::run(),
        ["load"] => load::run(),
        ["command"] => command(),
        ["import"] => import::run(),
        ["json"] => json(),
        other => Err(anyhow!("bench has no {}. It accepts size, load, command, import or json", other.join(" "))),
    }
}

/// Measures generating and importing commands, beside other libraries.
fn command() -> Result<()> {
    browser::run(&Bench {
        name: "command",
        feature: "command",
        // The packages were written for Node and import its modules.
        options: &[
            "--define:global=globalThis",
            "--alias:querystring=querystring-es3",
            "--alias:stream=stream-browserify",
            "--alias:path=path-browserify",
            "--alias:fs=./nothing.js",
            "--alias:http=./nothing.js",
            "--alias:https=./nothing.js",
            "--alias:crypto=./nothing.js",
            "--alias:zlib=./nothing.js",
            "--alias:net=./nothing.js",
            "--alias:tls=./nothing.js",
        ],
        assets: &["web-tree-sitter/tree-sitter.wasm", "curlconverter/dist/tree-sitter-bash.wasm"],
        replaced: &[("curlconverter/dist/src/shell/webParser.js", "curlconverter-parser.js")],
    })
}

/// Measures the diagnostics, beside other validators that run in a browser.
fn json() -> Result<()> {
    browser::print_diagnostics_size()?;
    browser::run(&Bench { name: "json", feature: "diagnostics", options: &[], assets: &[], replaced: &[] })
}
