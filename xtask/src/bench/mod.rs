//! What was measured, as tables.

mod browser;
mod features;
mod load;
mod named;
mod names;
mod packages;
mod size;

use anyhow::{Result, anyhow};
use browser::Bench;

/// Runs one bench, or all.
pub fn run(which: &[&str]) -> Result<()> {
    match which {
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
        other => Err(anyhow!("bench knows no {}; it takes size, load, command or json", other.join(" "))),
    }
}

/// The commands, and reading them back, beside what others use.
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
        // They were written for Node, and bring much of it along.
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

/// The diagnostics beside what others use in a browser.
fn json() -> Result<()> {
    browser::share()?;
    browser::run(&Bench {
        name: "json",
        feature: "diagnostics",
        packages: &["ajv@8", "vscode-json-languageservice@5"],
        options: &[],
        assets: &[],
        replaced: &[],
    })
}
