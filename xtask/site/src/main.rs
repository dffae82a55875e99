//! The commands of the site: `api`, `build`, `package` and `weigh`. `cargo xtask` calls them.

use std::process::ExitCode;

use anyhow::{Result, bail};

fn main() -> ExitCode {
    let verb = std::env::args().nth(1).unwrap_or_default();
    match run(&verb) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `#` prints the error with its causes on one line.
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(verb: &str) -> Result<()> {
    match verb {
        "api" => site::api::update(),
        "build" => site::publish::run(),
        "package" => site::package::run(),
        "weigh" => site::weight::check(),
        other => bail!("site has no {other}. It accepts api, build, package or weigh"),
    }
}
