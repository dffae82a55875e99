//! What stands in the place of wasm-bindgen. Trunk has no step between the compiler and that, so that it is given this
//! program, which calls the real one: for the site with the program parted, in the inner loop for what has changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cargo::{run, target};

use super::split;

/// The variable that names the real wasm-bindgen.
const REAL: &str = "REAL_WASM_BINDGEN";
/// The variable that names the folder of the parts.
const PARTS: &str = "SITE_PARTS";

/// Puts this program before the real wasm-bindgen on `trunk`'s PATH. `parts` is the folder for the parts of a program
/// that is to be parted.
pub fn stand_before(trunk: &mut Command, parts: Option<&Path>) -> Result<()> {
    let folder = target().join("wasm-bindgen-that-splits");
    let path = trunk.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value);
    let path = path.context("Trunk has no PATH of its own")?.to_owned();
    let real = std::env::split_paths(&path).map(|folder| folder.join("wasm-bindgen")).find(|file| file.is_file());
    let this = std::env::current_exe()?;
    let script =
        format!("#!/bin/sh\nexec '{}' wasm-bindgen \"$@\"\n", this.display().to_string().replace('\'', "'\\''"));
    let program = folder.join("wasm-bindgen");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&program, script))
        .and_then(|()| executable(&program))
        .with_context(|| program.display().to_string())?;
    let first = [folder].into_iter().chain(std::env::split_paths(&path));
    trunk.env("PATH", std::env::join_paths(first)?);
    trunk.env(REAL, real.context("there is no wasm-bindgen")?);
    if let Some(parts) = parts {
        trunk.env(PARTS, parts);
    }
    Ok(())
}

#[cfg(unix)]
fn executable(file: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn executable(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Does what Trunk wants of wasm-bindgen.
pub fn wasm_bindgen(options: &[&str]) -> Result<()> {
    let mut real = Command::new(std::env::var_os(REAL).context("Trunk calls this, and nobody else")?);
    let is_program = |option: &&&str| {
        !option.starts_with('-') && Path::new(option).extension().is_some_and(|ending| ending == "wasm")
    };
    let program = options.iter().find(is_program).map(Path::new);
    let Some(program) = program else { return run(real.args(options)) };
    let option = |name: &str| options.iter().find_map(|option| option.strip_prefix(name));
    let (Some(out), Some(name)) = (option("--out-dir=").map(Path::new), option("--out-name=")) else {
        bail!("Trunk calls wasm-bindgen otherwise than it did: {options:?}");
    };
    if let Some(parts) = std::env::var_os(PARTS).map(PathBuf::from) {
        let first = split::part(program, &parts, &mut real)?;
        let changed = options.iter().map(Path::new).map(|option| if option == program { &*first } else { option });
        run(real.args(changed))?;
        return split::shorten(out, name);
    }
    // Of two programs an edit changes one, and of style none.
    if is_newer(&out.join(format!("{name}_bg.wasm")), program) {
        return Ok(());
    }
    run(real.arg("--no-demangle").args(options))
}

/// Whether a file was made of `source` as that is now.
fn is_newer(made: &Path, source: &Path) -> bool {
    let changed = |file: &Path| fs::metadata(file).and_then(|file| file.modified()).ok();
    changed(made).zip(changed(source)).is_some_and(|(made, source)| made > source)
}
