//! Runs other programs: announced, timed, and quiet unless they fail.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// How much output of a failed step is printed, in bytes from its end.
const MAX_PRINTED_BYTES: usize = 3_000;

/// Returns the folder of build output: `CARGO_TARGET_DIR`, or `target` in the checkout.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from)
}

/// Returns a command for the `cargo` that runs this program, in the checkout.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::root());
    command
}

/// Runs a long step: prints its description, its output, and its duration.
pub fn step(description: &str, command: &mut Command) -> Result<()> {
    println!("── {description}");
    let start = Instant::now();
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("{description}: failed ({status}). The command was: {command:?}");
    }
    println!("── {description}: done in {:.0?} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Runs a step whose output is printed only if it fails.
pub fn quiet_step(description: &str, command: &mut Command) -> Result<()> {
    println!("── {description} …");
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).output().with_context(|| cannot_start(command))?;
    if !output.status.success() {
        let printed = [String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)].concat();
        let from = printed.len().saturating_sub(MAX_PRINTED_BYTES);
        bail!("{}\n{description}: failed ({}).", printed.get(from..).unwrap_or(&printed), output.status);
    }
    println!("── {description}: done in {:.0?} s", start.elapsed().as_secs_f64());
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    format!("{} could not be started", command.get_program().to_string_lossy())
}

/// Returns the trimmed standard output of a program, or `None` if it cannot be run or fails.
pub fn output(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Finds a program on PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}

/// Returns PATH with `folders` prepended.
pub fn path_with<'p>(folders: impl IntoIterator<Item = &'p Path>) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders.into_iter().map(Path::to_path_buf).chain(std::env::split_paths(&path));
    Ok(std::env::join_paths(folders)?)
}
