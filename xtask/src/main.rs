//! The commands of this repository: `cargo xtask serve`, `build`, `test`, `package` and `bench`. Each first installs
//! missing tools, then prints every step with its duration.

mod api;
mod bench;
mod cargo;
mod check;
#[cfg(test)]
mod documents;
mod package;
mod prerendered;
mod serve;
mod setup;
mod site;
mod weight;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::LazyLock;

use anyhow::anyhow;

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
cargo xtask bench [size|json|command|load]
    prints measurements as tables";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match arguments.as_slice() {
        ["serve", options @ ..] => serve::Options::parse(options).and_then(|options| serve::run(&options)),
        ["build"] => site::build(),
        ["package"] => package::build().map(drop),
        ["prerender"] => check::prerender(),
        ["api"] => api::update(),
        ["screenshots"] => check::screenshots(),
        ["test"] => check::run(),
        ["bench", which @ ..] => bench::run(which),
        // Trunk calls it in place of wasm-bindgen; it is not part of the usage.
        ["wasm-bindgen", options @ ..] => site::bindgen::wasm_bindgen(options),
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

/// Returns the root of the checkout. Cargo sets the variable for each run: in a target folder that several clones
/// share, this program may have been compiled in another clone.
fn root() -> &'static Path {
    static MANIFEST: LazyLock<PathBuf> = LazyLock::new(|| {
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
    });
    MANIFEST.parent().unwrap_or(Path::new("."))
}

/// Returns the folder of the production site.
fn dist() -> PathBuf {
    root().join("dist")
}
