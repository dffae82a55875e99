//! Installs packages of the distribution.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, anyhow, bail};

use crate::process::{find, output, quiet_step};

/// The programs that the tests run, each with its Debian package.
const TEST_PROGRAMS: [(&str, &str); 12] = [
    ("chromium", "chromium"),
    ("chromedriver", "chromium-driver"),
    ("curl", "curl"),
    ("bash", "bash"),
    ("dash", "dash"),
    ("zsh", "zsh"),
    ("ksh", "ksh"),
    ("mksh", "mksh"),
    ("busybox", "busybox"),
    ("fish", "fish"),
    ("script", "bsdutils"),
    ("node", "nodejs"),
];

/// Installs missing programs that the tests run.
pub fn test_programs() -> Result<()> {
    let missing: Vec<&str> =
        TEST_PROGRAMS.iter().filter(|(program, _)| find(program).is_none()).map(|(_, package)| *package).collect();
    if missing.is_empty() { Ok(()) } else { install(&missing) }
}

/// Returns Chromium without its interface, in which most browser tests take half the time. Installs it if the
/// distribution has it.
pub fn headless_shell() -> Option<PathBuf> {
    // The binary itself: chromedriver would end a script around it and leave the browser running.
    let shell = PathBuf::from("/usr/lib/chromium/chromium-headless-shell");
    if shell.exists() || find("apt-get").is_some() && install(&["chromium-headless-shell"]).is_ok() {
        return Some(shell);
    }
    println!("The browser tests run in Chromium itself: chromium-headless-shell, which is faster, isn't available.");
    None
}

/// Installs packages of the distribution without prompting. Returns an error with instructions if it cannot.
pub fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    let instructions = format!("Install these Debian packages, then run this again: {list}");
    if find("apt-get").is_none() {
        bail!("{instructions} (apt-get isn't available here).");
    }
    let is_root = output("id", &["-u"]).as_deref() == Some("0");
    let apt = || {
        let mut command = if is_root { Command::new("apt-get") } else { Command::new("sudo") };
        if !is_root {
            // sudo does not pass on variables.
            command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    if !is_root && output("sudo", &["-n", "true"]).is_none() {
        bail!("{instructions} (sudo apt-get install --no-install-recommends {list}).");
    }
    quiet_step("updating the list of packages", apt().args(["update", "-q"])).ok();
    quiet_step(&format!("installing {list}"), apt().args(["install", "-qy", "--no-install-recommends"]).args(packages))
        .map_err(|error| anyhow!("{error:#}\n{instructions}."))
}
