//! The commands of this repository: `cargo xtask serve`, `build`, `test`, `package` and `bench`. Each first installs
//! missing tools, then prints every step with its duration.

mod check;
#[cfg(test)]
mod documents;
mod serve;
mod site;

use std::process::ExitCode;

use anyhow::anyhow;
use tools::{cargo, step};

const USAGE: &str = "\
cargo xtask serve [--port N] [--sandbox-port N] [--dev]
    sets up missing tools, builds, and serves the page and the sandbox API until stopped
cargo xtask build
    builds the production site in dist/
cargo xtask test
    runs everything that CI runs
cargo xtask package
    builds the element as an npm package in target/package/
cargo xtask prerender
    updates src/custom_element/prerendered.html, the form's HTML before the program starts
cargo xtask api
    updates embed.d.ts, custom-elements.json and the README's tables from src/custom_element/api.json
cargo xtask screenshots
    updates the pictures in docs/ and the accessibility trees in tests/data/accessible/
cargo xtask bench [size|json|command|import|load]
    prints measurements as tables";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["serve", options @ ..] => serve::Options::parse(options).and_then(|options| serve::run(&options)),
        ["build"] => site::build(),
        ["package"] => site::package().map(drop),
        ["prerender"] => check::prerender(),
        ["api"] => site::api(),
        ["screenshots"] => check::screenshots(),
        ["test"] => check::run(),
        ["bench", which @ ..] => site::build()
            .and_then(|()| step("measuring", cargo().args(["run", "--quiet", "--package", "bench", "--"]).args(which))),
        _ => Err(anyhow!("usage:\n{USAGE}")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `#` prints the error with its causes on one line.
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
