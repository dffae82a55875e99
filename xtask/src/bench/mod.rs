//! What was measured, as tables.

mod browser;

use std::fs;
use std::io::Write;

use browser::Bench;

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
