//! Running other programs: said first, timed, quiet unless they fail.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, anyhow, bail};

/// The folder that builds go into: the one cargo was told, else `target` in the checkout.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from)
}

/// `cargo`, the one that runs this program, in the checkout.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::root());
    command
}

/// Runs a step that takes a while: says what it does, lets it print, and says how long it took.
pub fn step(what: &str, command: &mut Command) -> Result<()> {
    println!("── {what}");
    let start = Instant::now();
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("{what}: failed ({status}). The command was: {command:?}");
    }
    println!("── {what}: done in {:.0?} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Runs a step of set-up: what it prints is shown only if it fails.
pub fn quiet_step(what: &str, command: &mut Command) -> Result<()> {
    println!("── {what} …");
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let said = [String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)].concat();
        let from = said.len().saturating_sub(3_000);
        bail!("{}\n{what}: failed ({}).", said.get(from..).unwrap_or(&said), output.status);
    }
    println!("── {what}: done in {:.0?} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Runs a command as it is.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if status.success() { Ok(()) } else { Err(anyhow!("{command:?}: {status}")) }
}

fn cannot_start(command: &Command) -> String {
    format!("{} could not be started", command.get_program().to_string_lossy())
}

/// What a program prints, trimmed; nothing if it cannot be run or fails.
pub fn output(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where on PATH a program is.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// PATH with `folders` in front.
pub fn path_with<'p>(folders: impl IntoIterator<Item = &'p Path>) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders.into_iter().map(Path::to_path_buf).chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(folders)?)
}
