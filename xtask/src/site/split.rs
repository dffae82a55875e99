//! What comes later, in a file of its own: the program is parted at its split points (`src/view/rest.rs`) before
//! wasm-bindgen sees it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::cargo::{quiet_step, run};
use crate::setup::{Tools, WasmOpt};

use super::{WASM_OPT, module};

/// What a program with split points imports.
const MARK: &[u8] = b"__wasm_split_load_";

/// The file among the parts that what comes later goes into.
pub const REST: &str = "split_rest.wasm";

/// Parts a program, if it has split points, into the folder `parts`. Gives its first part, and tells `wasm_bindgen` what
/// it has to know of that.
pub fn part(program: &Path, parts: &Path, wasm_bindgen: &mut Command) -> Result<PathBuf> {
    let failed = |error: std::io::Error| format!("{}: {error}", program.display());
    let (bytes, name) = (fs::read(program).map_err(failed)?, program.file_stem().unwrap_or_default());
    let first = parts.join(name).with_extension("wasm");
    fs::create_dir_all(parts).map_err(failed)?;
    if bytes.windows(MARK.len()).any(|part| part == MARK) {
        // What nothing calls any more goes with the splitting, since that begins at what is exported.
        let whole = parts.join(name).with_extension("whole.wasm");
        fs::write(&whole, module::without_streams(&bytes)).map_err(failed)?;
        run(Command::new("wasm-split-cli").arg("--out-name").arg(name).arg(&whole).arg(parts))?;
        wasm_bindgen.arg("--keep-lld-exports");
    } else {
        fs::write(&first, module::without_notes(&bytes)).map_err(failed)?;
    }
    Ok(first)
}

/// Gives what the program takes from its script short names (they are a third of what the script weighs), and so what
/// the script calls of its closures.
pub fn shorten(folder: &Path, name: &str) -> Result<()> {
    let (wasm, script) = (folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.js")));
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let from = format!("./{name}_bg.js");
    let (module, names) = module::with_short_imports(&fs::read(&wasm).map_err(failed)?, &from);
    let text = fs::read_to_string(&script).map_err(failed)?;
    let mut text = text.replace(&format!("\"{from}\""), &format!("\"{}\"", module::SCRIPT));
    for (long, short) in names {
        let (before, count) = (format!("        {long}: "), text.matches(&*long).count());
        if count != 1 || !text.contains(&before) {
            return Err(format!("{} has {long} {count} times", script.display()));
        }
        text = text.replace(&before, &format!("        {short}: "));
    }
    let (module, names) = module::with_short_exports(&module, "wasm_bindgen_");
    for (long, short) in names {
        let call = format!("wasm.{long}(");
        if !text.contains(&call) {
            return Err(format!("{} does not call {long}", script.display()));
        }
        text = text.replace(&call, &format!("wasm.{short}("));
    }
    fs::write(&wasm, module).and_then(|()| fs::write(&script, text)).map_err(failed)
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
