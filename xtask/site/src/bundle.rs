//! Bundles scripts and style by esbuild. The scripts import the names of the files that they load from a module, which
//! this step generates: no text of a script is searched or replaced.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use tools::{BuildTools, quiet_step, root};

use crate::files::{APP, copy, parts};
use crate::hash::Asset;

/// The folder of the element's scripts.
const SCRIPTS: &str = "src/custom_element";
/// The folder of the messages: a file a language.
const MESSAGES: &str = "crates/messages";
/// The oldest browsers that the scripts and the style run in.
const BROWSERS: &str = "--target=es2022,chrome120,firefox123,safari17.4";

/// Who loads the files.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Browsers, as they are.
    Site,
    /// Bundlers of other pages, which rewrite style sheets and scripts: the style sheet becomes a `.txt` file, and the
    /// app's script is not checked against a hash.
    Package,
}

/// All files that a page loads, but for the page itself.
pub struct Bundle {
    /// The script that registers the element.
    pub embed: Asset,
    /// The script of the app.
    pub script: Asset,
    /// The app.
    pub app: Asset,
    /// The style sheet.
    pub style: Asset,
    /// The deferred files of the app, in the order of [`parts`].
    pub deferred: Vec<Asset>,
    /// The messages, each with the tag of its language.
    pub messages: Vec<(String, Asset)>,
}

impl Bundle {
    /// Returns all files.
    pub fn files(&self) -> impl Iterator<Item = &Asset> {
        let messages = self.messages.iter().map(|(_, file)| file);
        [&self.embed, &self.script, &self.app, &self.style].into_iter().chain(&self.deferred).chain(messages)
    }
}

/// Bundles the script and the wasm files in the folder `optimized` with the sources of scripts, style and messages.
/// esbuild works in `folder`.
pub fn bundle(tools: &BuildTools, optimized: &Path, folder: &Path, purpose: Purpose) -> Result<Bundle> {
    let read = |name: &str| fs::read(optimized.join(name)).with_context(|| name.to_owned());
    let app = Asset::hashed("app", "wasm", read(&format!("{APP}.wasm"))?);
    let deferred = parts()
        .map(|name| Ok(Asset::hashed(name, "wasm", read(&format!("{name}.wasm"))?)))
        .collect::<Result<Vec<_>>>()?;
    let messages = messages()?;

    let style_extension = if purpose == Purpose::Site { "css" } else { "txt" };
    let style_source = root().join("style/style.css");
    let style = Asset::hashed("style", style_extension, esbuild(tools, &style_source, &folder.join("style.css"), &[])?);

    copy(optimized, folder, &format!("{APP}.js"))?;
    copy(&root().join("src"), folder, "__wasm_split.js")?;
    let mut assets = String::new();
    for (name, file) in parts().zip(&deferred) {
        push_asset(&mut assets, &name.to_uppercase(), &fields(file));
    }
    write_file(&folder.join("split_assets.js"), &assets)?;
    let script = esbuild(tools, &folder.join(format!("{APP}.js")), &folder.join("app.js"), &["--format=esm"])?;
    let script = Asset::hashed("app", "js", script);

    let scripts = folder.join("custom_element");
    copy_scripts(&scripts)?;
    write_file(&scripts.join("assets.js"), &element_assets(&app, &script, &style, &messages, purpose))?;
    // The script of the app stays a file of its own.
    let external = format!("--external:./{}", script.name);
    let options = ["--format=esm", &external];
    let embed = esbuild(tools, &scripts.join("element.js"), &folder.join("embed.js"), &options)?;
    Ok(Bundle { embed: Asset::named("embed.js", embed), script, app, style, deferred, messages })
}

/// Reads the messages, each with the tag of its language. The published files have no names and comments: both are more
/// than a quarter of their weight, 8.6 kB of English and German (brotli 11).
fn messages() -> Result<Vec<(String, Asset)>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root().join(MESSAGES)).context(MESSAGES)? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "txt") {
            let language = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let source = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
            let messages = source.lines().filter(|line| !line.starts_with('#'));
            let texts: Vec<&str> = messages.filter_map(|line| Some(line.split_once(" = ")?.1)).collect();
            let bytes = texts.join("\n").into_bytes();
            files.push((language.clone(), Asset::hashed(&format!("messages-{language}"), "txt", bytes)));
        }
    }
    files.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(files)
}

/// Copies the element's scripts to `folder`, where the generated module of their assets joins them.
fn copy_scripts(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    let sources = root().join(SCRIPTS);
    for entry in fs::read_dir(&sources).context(SCRIPTS)? {
        let file = entry?.path();
        if file.extension().is_some_and(|extension| extension == "js") {
            copy(&sources, folder, &file.file_name().unwrap_or_default().to_string_lossy())?;
        }
    }
    Ok(())
}

/// Returns the module that names the files that the element loads.
fn element_assets(
    app: &Asset,
    script: &Asset,
    style: &Asset,
    messages: &[(String, Asset)],
    purpose: Purpose,
) -> String {
    let mut assets = String::new();
    push_asset(&mut assets, "APP", &fields(app));
    let integrity = if purpose == Purpose::Site { &*script.integrity } else { "" };
    let script =
        format!("url: {}, integrity: '{integrity}', load: () => import('./{}')", url(&script.name), script.name);
    push_asset(&mut assets, "GLUE", &script);
    push_asset(&mut assets, "STYLE", &fields(style));
    let locales: Vec<_> =
        messages.iter().map(|(language, file)| format!("'{language}': {{ {} }}", fields(file))).collect();
    push_asset(&mut assets, "LOCALES", &locales.join(", "));
    assets
}

fn push_asset(assets: &mut String, name: &str, fields: &str) {
    let _ = writeln!(assets, "export const {name} = {{ {fields} }};");
}

fn fields(file: &Asset) -> String {
    format!("url: {}, integrity: '{}'", url(&file.name), file.integrity)
}

/// Returns the expression that bundlers of other pages recognize as the URL of a file.
fn url(name: &str) -> String {
    format!("new URL('./{name}', import.meta.url)")
}

fn write_file(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).with_context(|| file.display().to_string())
}

/// Bundles and minifies the file `source`. Returns the content of `output`.
fn esbuild(tools: &BuildTools, source: &Path, output: &Path, options: &[&str]) -> Result<Vec<u8>> {
    let mut bundle = Command::new(&tools.esbuild);
    bundle.args(["--bundle", "--minify", "--log-level=error", BROWSERS]).args(options);
    bundle.arg(format!("--outfile={}", output.display())).arg(source);
    let name = output.file_name().unwrap_or_default().to_string_lossy();
    quiet_step(&format!("bundling {name}"), &mut bundle)?;
    fs::read(output).with_context(|| output.display().to_string())
}
