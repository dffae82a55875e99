//! Measures the site and the engine beside other tools, and prints tables.

mod browser;
mod features;
mod load;
mod named;
mod names;
mod packages;
mod size;

use anyhow::{Result, anyhow};
use browser::Bench;

/// Runs the bench of this name, or all benches.
pub fn run(names: &[&str]) -> Result<()> {
    match names {
        [] => {
            size::run()?;
            load::run()?;
            command()?;
            json()
        }
        ["size"] => size::run(),
        ["load"] => load::run(),
        ["command"] => command(),
        ["json"] => json(),
        other => Err(anyhow!("bench has no {}. It accepts size, load, command or json", other.join(" "))),
    }
}

/// Measures generating and importing commands, beside other libraries.
fn command() -> Result<()> {
    browser::run(&Bench {
        name: "command",
        feature: "command",
        packages: &[
            "httpsnippet@3",
            "postman-code-generators@2",
            "postman-collection@5",
            "fetch-to-curl@0.6",
            "curlconverter@4",
            "url@0.11",
            "querystring-es3@0.2",
            "stream-browserify@3",
            "path-browserify@1",
            "events@3",
            "util@0.12",
            "buffer@6",
            "process@0.11",
            "assert@2",
        ],
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
    browser::run(&Bench {
        name: "json",
        feature: "diagnostics",
        packages: &["ajv@8", "vscode-json-languageservice@5"],
        options: &[],
        assets: &[],
        replaced: &[],
    })
}
