//! What comes later, in a file of its own: the program is parted at its split points (`src/view/rest.rs`) before
//! wasm-bindgen sees it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use crate::cargo::{quiet_step, run};
use crate::setup::{Tools, WasmOpt};

use super::{WASM_OPT, module};

/// What a program with split points imports.
const MARK: &[u8] = b"__wasm_split_load_";

/// The parts that come later, each with the name of its file: those behind a split point, and what they share.
pub const LATER: [(&str, &str); 3] =
    [("shared", "shared.wasm"), ("rest", "split_rest.wasm"), ("importer", "split_importer.wasm")];

/// Parts a program, if it has split points, into the folder `parts`. Gives its first part, and tells `wasm_bindgen` what
/// it has to know of that.
pub fn part(program: &Path, parts: &Path, wasm_bindgen: &mut Command) -> Result<PathBuf> {
    let failed = |error: std::io::Error| anyhow!(error).context(program.display().to_string());
    let (bytes, name) = (fs::read(program).map_err(failed)?, program.file_stem().unwrap_or_default());
    let first = parts.join(name).with_extension("wasm");
    fs::remove_dir_all(parts).ok();
    fs::create_dir_all(parts).map_err(failed)?;
    if bytes.windows(MARK.len()).any(|part| part == MARK) {
        // What nothing calls any more goes with the splitting, since that begins at what is exported.
        let whole = parts.join(name).with_extension("whole.wasm");
        fs::write(&whole, module::without_streams(&bytes)).map_err(failed)?;
        run(Command::new("wasm-split-cli").arg("--out-name").arg(name).arg(&whole).arg(parts))?;
        name_shared(parts)?;
        wasm_bindgen.arg("--keep-lld-exports");
    } else {
        fs::write(&first, module::without_notes(&bytes)).map_err(failed)?;
    }
    Ok(first)
}

/// Renames what the two parts share, which is the only chunk.
fn name_shared(parts: &Path) -> Result<()> {
    let failed = |error: std::io::Error| anyhow!(error).context(parts.display().to_string());
    let files = fs::read_dir(parts).map_err(failed)?.collect::<std::io::Result<Vec<_>>>().map_err(failed)?;
    let is_chunk = |file: &&fs::DirEntry| file.file_name().to_string_lossy().starts_with("chunk_");
    let [chunk] = files.iter().filter(is_chunk).collect::<Vec<_>>()[..] else {
        bail!("{}: two split points share one chunk", parts.display());
    };
    fs::rename(chunk.path(), parts.join("shared.wasm")).map_err(failed)
}

/// Gives what the program takes from its script short names (they are a third of what the script weighs), and so what
/// the script calls of its closures.
pub fn shorten(folder: &Path, name: &str) -> Result<()> {
    let (wasm, script) = (folder.join(format!("{name}_bg.wasm")), folder.join(format!("{name}.js")));
    let failed = |error: std::io::Error| anyhow!(error).context(folder.display().to_string());
    let from = format!("./{name}_bg.js");
    let (module, names) = module::with_short_imports(&fs::read(&wasm).map_err(failed)?, &from);
    let text = fs::read_to_string(&script).map_err(failed)?;
    let mut text = text.replace(&format!("\"{from}\""), &format!("\"{}\"", module::SCRIPT));
    for (long, short) in names {
        let (before, count) = (format!("        {long}: "), text.matches(&*long).count());
        if count != 1 || !text.contains(&before) {
            bail!("{} has {long} {count} times", script.display());
        }
        text = text.replace(&before, &format!("        {short}: "));
    }
    let (module, names) = module::with_short_exports(&module, "wasm_bindgen_");
    for (long, short) in names {
        let call = format!("wasm.{long}(");
        if !text.contains(&call) {
            bail!("{} does not call {long}", script.display());
        }
        text = text.replace(&call, &format!("wasm.{short}("));
    }
    fs::write(&wasm, module).and_then(|()| fs::write(&script, text)).map_err(failed)
}

/// Passes that make the parts that come later smaller than `-Oz` alone: new control flow and one more round save 1.9 kB
/// of the three, and the order of the functions 0.8 kB (brotli 11).
pub const LATER_WASM_OPT: [&str; 6] = [WASM_OPT, "--flatten", "--rereloop", WASM_OPT, WASM_OPT, "--reorder-functions"];

/// Makes what comes later as small as the rest of the page.
pub fn optimise(part: &Path, to: &Path, tools: &Tools, wasm_opt: &WasmOpt) -> Result<()> {
    if matches!(wasm_opt, WasmOpt::Missing) {
        return fs::copy(part, to).map(drop).with_context(|| part.display().to_string());
    }
    let mut optimise = Command::new("wasm-opt");
    optimise.args(LATER_WASM_OPT).args(["--strip-debug", "-o"]).arg(to).arg(part).env("PATH", tools.path(wasm_opt)?);
    quiet_step("optimising what comes later", &mut optimise)
}
