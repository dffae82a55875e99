//! Serves the page and the sandbox API, each on its own port.

use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use tools::{Toolchain, Trunk, cargo, dist, quiet_step, root, target};

use crate::site;

/// The port of the sandbox API in index.html. The sandbox's server replaces it there, Trunk's does not.
const SANDBOX_PORT: u16 = 8081;

/// The options of `cargo xtask serve`.
pub struct Options {
    port: u16,
    sandbox_port: u16,
    dev: bool,
}

impl Options {
    /// Parses the command's options.
    pub fn parse(arguments: &[&str]) -> Result<Self> {
        let mut options = Self { port: 8080, sandbox_port: SANDBOX_PORT, dev: false };
        let mut rest = arguments.iter();
        while let Some(option) = rest.next() {
            let mut port = || {
                let number = rest.next().and_then(|number| number.parse().ok());
                number
                    .with_context(|| format!("{option} requires a port number from 0 to 65535 (0 selects a free one)"))
            };
            match *option {
                "--port" => options.port = port()?,
                "--sandbox-port" => options.sandbox_port = port()?,
                "--dev" => options.dev = true,
                other => bail!("serve has no option {other}. It accepts --port N, --sandbox-port N and --dev"),
            }
        }
        if options.dev && options.sandbox_port != SANDBOX_PORT {
            bail!("With --dev the sandbox API must use port {SANDBOX_PORT}, the only one the page knows.");
        }
        Ok(options)
    }
}

/// Serves until stopped.
pub fn run(options: &Options) -> Result<()> {
    let (port, sandbox_port) = (options.port.to_string(), options.sandbox_port.to_string());
    // Built for its test, with the dependencies that all tests share: another build of it took 25 s after a test run.
    let build = ["test", "--quiet", "--workspace", "--no-run", "--test", "program"];
    quiet_step("building the sandbox API", cargo().args(build))?;
    let sandbox = target().join("debug/sandbox");
    if !options.dev {
        site::build()?;
        return wait(Command::new(sandbox).arg(dist()).args([&port, &sandbox_port]));
    }
    let toolchain = Toolchain::set_up()?;
    let tools = Trunk::set_up(&toolchain)?;
    let mut trunk = Command::new(&tools.program);
    trunk.args(["serve", "--port", &port, "--dist"]).arg(target().join("dev-dist")).current_dir(root());
    toolchain.prepare_debug(&mut trunk)?;
    tools.prepare(&mut trunk)?;
    let mut api = Command::new(sandbox).args(["-", "0", &sandbox_port]).spawn()?;
    let result = wait(&mut trunk);
    api.kill().ok();
    result
}

fn wait(server: &mut Command) -> Result<()> {
    let status = server.status()?;
    if status.success() { Ok(()) } else { Err(anyhow!("The server stopped ({status}).")) }
}
