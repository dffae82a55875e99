//! What comes later, in a file of its own. Trunk has no step between the compiler and wasm-bindgen, so that it
//! is given another wasm-bindgen: this program, which parts the program at its split points (`src/view/rest.rs`)
//! and then calls the real one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::cargo::{quiet_step, target};
use crate::setup::{Tools, WasmOpt};

use super::{WASM_OPT, module};

/// The variable that names the real wasm-bindgen.
const REAL: &str = "REAL_WASM_BINDGEN";
/// The variable that names the folder of the parts.
const PARTS: &str = "SITE_PARTS";
/// What a program with split points imports.
const MARK: &[u8] = b"__wasm_split_load_";

/// Has `trunk` call this for the program, which it then parts. Gives the file that what comes later goes into.
pub fn prepare(trunk: &mut Command) -> Result<PathBuf> {
    stand_before(trunk)?;
    let parts = target().join("site-parts");
    trunk.env(PARTS, &parts);
    Ok(parts.join("split_rest.wasm"))
}

/// Puts this program before the real wasm-bindgen on `trunk`'s PATH. Told nothing else, it parts nothing, and does not
/// do again what is done already: of two programs an edit changes one, and of style none.
pub fn stand_before(trunk: &mut Command) -> Result<()> {
    let folder = target().join("wasm-bindgen-that-splits");
    let path = trunk.get_envs().find(|(name, _)| *name == "PATH").and_then(|(_, value)| value);
    let path = path.ok_or("Trunk has no PATH of its own")?.to_owned();
    let real = std::env::split_paths(&path).map(|folder| folder.join("wasm-bindgen")).find(|file| file.is_file());
    let this = std::env::current_exe().map_err(|error| error.to_string())?;
    let script =
        format!("#!/bin/sh\nexec '{}' wasm-bindgen \"$@\"\n", this.display().to_string().replace('\'', "'\\''"));
    let program = folder.join("wasm-bindgen");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(&program, script))
        .and_then(|()| executable(&program))
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let first = [folder].into_iter().chain(std::env::split_paths(&path));
    trunk.env("PATH", std::env::join_paths(first).map_err(|error| error.to_string())?);
    trunk.env(REAL, real.ok_or("there is no wasm-bindgen")?);
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

/// Does what Trunk wants of wasm-bindgen: with the program's first part, if it has split points and is to be parted.
pub fn wasm_bindgen(options: &[&str]) -> Result<()> {
    let mut real = Command::new(std::env::var_os(REAL).ok_or("Trunk calls this, and nobody else")?);
    let is_program = |option: &&&str| {
        !option.starts_with('-') && Path::new(option).extension().is_some_and(|ending| ending == "wasm")
    };
    let program = options.iter().find(is_program).map(Path::new);
    let Some(program) = program else { return run(real.args(options)) };
    let option = |name: &str| options.iter().find_map(|option| option.strip_prefix(name));
    let (Some(out), Some(out_name)) = (option("--out-dir=").map(Path::new), option("--out-name=")) else {
        return Err(format!("Trunk calls wasm-bindgen otherwise than it did: {options:?}"));
    };
    let Some(parts) = std::env::var_os(PARTS).map(PathBuf::from) else {
        let is_done = is_newer(&out.join(format!("{out_name}_bg.wasm")), program);
        return if is_done { Ok(()) } else { run(real.arg("--no-demangle").args(options)) };
    };
    let failed = |error: std::io::Error| format!("{}: {error}", program.display());
    let (bytes, name) = (fs::read(program).map_err(failed)?, program.file_stem().unwrap_or_default());
    let first = parts.join(name).with_extension("wasm");
    fs::create_dir_all(&parts).map_err(failed)?;
    if bytes.windows(MARK.len()).any(|part| part == MARK) {
        // What nothing calls any more goes with the splitting, since that begins at what is exported.
        let whole = parts.join(name).with_extension("whole.wasm");
        fs::write(&whole, module::without_streams(&bytes)).map_err(failed)?;
        run(Command::new("wasm-split-cli").arg("--out-name").arg(name).arg(&whole).arg(&parts))?;
        real.arg("--keep-lld-exports");
    } else {
        fs::write(&first, module::without_notes(&bytes)).map_err(failed)?;
    }
    let changed = options.iter().map(|option| if is_program(&option) { first.as_os_str() } else { option.as_ref() });
    run(real.args(changed))?;
    shorten(out, out_name)
}

/// Whether a file was made of `source` as that is now.
fn is_newer(made: &Path, source: &Path) -> bool {
    let changed = |file: &Path| fs::metadata(file).and_then(|file| file.modified()).ok();
    changed(made).zip(changed(source)).is_some_and(|(made, source)| made > source)
}

/// Gives what the program takes from its script short names: they are a third of what the script weighs.
fn shorten(folder: &Path, name: &str) -> Result<()> {
    let (wasm, script) = (folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.js")));
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let (module, names) = module::with_short_imports(&fs::read(&wasm).map_err(failed)?, &format!("./{name}_bg.js"));
    let mut text = fs::read_to_string(&script).map_err(failed)?;
    for (long, short) in names {
        let (before, count) = (format!("        {long}: "), text.matches(&*long).count());
        if count != 1 || !text.contains(&before) {
            return Err(format!("{} has {long} {count} times", script.display()));
        }
        text = text.replace(&before, &format!("        {short}: "));
    }
    fs::write(&wasm, module).and_then(|()| fs::write(&script, text)).map_err(failed)
}

fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| format!("{command:?}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{command:?}: {status}")) }
}

/// Makes what comes later as small as the rest of the page.
pub fn optimise(part: &Path, to: &Path, tools: &Tools, wasm_opt: &WasmOpt) -> Result<()> {
    if matches!(wasm_opt, WasmOpt::Missing) {
        return fs::copy(part, to).map(drop).map_err(|error| format!("{}: {error}", part.display()));
    }
    let mut optimise = Command::new("wasm-opt");
    optimise.args([WASM_OPT, "--strip-debug", "-o"]).arg(to).arg(part).env("PATH", tools.path(wasm_opt)?);
    quiet_step("optimising what comes later", &mut optimise)
}
