//! From what Trunk built to what is served: small, with a hash in every name but two, and held to its hashes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, anyhow, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256, Sha384};

use crate::root;
use crate::setup::esbuild;

use super::module;

/// The form's HTML as the program makes it at first; a test holds the two to each other.
const PRERENDERED: &str = "src/custom_element/prerendered.html";

/// Samples of the headers for the usual hosts, and the names that these look for.
const HEADERS: [(&str, &str); 3] = [
    ("xtask/headers/_headers", "_headers"),
    ("xtask/headers/htaccess", ".htaccess"),
    ("xtask/headers/nginx.conf.sample", "nginx.conf.sample"),
];

/// A file that other files name.
struct Served {
    /// Its name, with a hash in it.
    name: String,
    /// What it is held to: `sha384-…`.
    integrity: String,
}

/// The site that is being made.
struct Site<'p> {
    from: &'p Path,
    to: &'p Path,
    esbuild: Option<PathBuf>,
    served: BTreeMap<&'static str, Served>,
}

/// Makes the site in the folder `to` of what Trunk built in the folder `from`.
pub fn finish(from: &Path, to: &Path) -> Result<()> {
    fs::remove_dir_all(to).ok();
    fs::create_dir_all(to).with_context(|| to.display().to_string())?;
    let mut site = Site { from, to, esbuild: esbuild(), served: BTreeMap::new() };

    let style = site.style()?;
    site.serve("style/style.css", "style", "css", style)?;
    for (name, stem) in [
        ("element-instance-form_bg.wasm", "form"),
        ("shared.wasm", "shared"),
        ("rest.wasm", "rest"),
        ("importer.wasm", "importer"),
    ] {
        site.serve(name, stem, "wasm", module::bare(&site.read(name)?))?;
    }
    for (name, stem) in [("en.txt", "words-en"), ("de.txt", "words-de")] {
        site.serve(name, stem, "txt", site.read(name)?)?;
    }
    let program = site.program()?;
    site.serve("element-instance-form.js", "form", "js", site.named(program))?;
    let embed = site.bundle("custom_element/element.js")?;
    let embed = site.named(embed);
    let integrity = integrity(embed.as_bytes());
    site.write("embed.js", embed.as_bytes())?;
    let page = site.page(&integrity)?;
    site.write("index.html", page.as_bytes())?;
    for (sample, name) in HEADERS {
        fs::copy(root().join(sample), to.join(name)).with_context(|| sample.to_string())?;
    }
    Ok(())
}

impl Site<'_> {
    fn read(&self, name: &str) -> Result<Vec<u8>> {
        let file = self.from.join(name);
        fs::read(&file).with_context(|| file.display().to_string())
    }

    fn text(&self, name: &str) -> Result<String> {
        String::from_utf8(self.read(name)?).with_context(|| name.to_string())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let file = self.to.join(name);
        fs::write(&file, bytes).with_context(|| file.display().to_string())
    }

    /// Writes a file under a name that changes with it.
    fn serve(&mut self, name: &'static str, stem: &str, ending: &str, bytes: impl AsRef<[u8]>) -> Result<()> {
        let bytes = bytes.as_ref();
        let hash = Sha256::digest(bytes).iter().take(8).fold(0, |hash, byte| hash << 8 | u64::from(*byte));
        let served = Served { name: format!("{stem}-{hash:016x}.{ending}"), integrity: integrity(bytes) };
        self.write(&served.name, bytes)?;
        self.served.insert(name, served);
        Ok(())
    }

    /// A text with the names and hashes of what it loads: `./a.wasm` becomes `./a-0123456789abcdef.wasm`, and the
    /// blank integrity behind it a hash.
    fn named(&self, mut text: String) -> String {
        for (name, served) in &self.served {
            for quote in ['"', '\'', '`'] {
                for before in ["./", "../", ""] {
                    let written = format!("{quote}{before}{name}{quote}");
                    let mut done = 0;
                    while let Some(at) = text[done..].find(&written).map(|at| done + at) {
                        let to = format!("{quote}./{}{quote}", served.name);
                        text.replace_range(at..at + written.len(), &to);
                        done = at + to.len();
                        if let Some(blank) = blank_integrity(&text[done..]) {
                            text.insert_str(done + blank, &served.integrity);
                        }
                    }
                }
            }
        }
        text
    }

    /// A script with all that it imports, as small as it can be.
    fn bundle(&self, name: &str) -> Result<String> {
        let esbuild = self.esbuild.as_ref().context("without esbuild there is no embed.js")?;
        let mut bundle = Command::new(esbuild);
        bundle.args(["--bundle", "--minify", "--format=esm", "--target=es2022,chrome120,firefox123,safari17.4"]);
        bundle.args(["--external:../element-instance-form.js", "--log-level=error"]).arg(self.from.join(name));
        let output = bundle.stderr(Stdio::inherit()).output()?;
        if !output.status.success() {
            bail!("esbuild couldn't bundle {name}");
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// The program's script and what loads its rest, which need each other, in one.
    fn program(&self) -> Result<String> {
        let loaders = self.text("split_assets.js")? + &self.text("__wasm_split.js")?;
        let loaders = loaders
            .replace("import { initSync } from './element-instance-form.js';", "")
            .replace("import { DEFERRED, IMPORTER, SHARED } from './split_assets.js';", "")
            .replace("export ", "");
        // An import for each split point, of the same module.
        let (mut parts, mut count) = (String::from(&*loaders), 0);
        for line in self.text("element-instance-form.js")?.lines() {
            let import =
                line.strip_prefix("import * as ").and_then(|import| import.split_once(" from \"./__wasm_split.js\""));
            if let Some((name, _)) = import {
                count += 1;
                parts.extend(["const ", name, " = { __wasm_split_load_rest, __wasm_split_load_importer };"]);
            } else {
                parts.push_str(line);
            }
            parts.push('\n');
        }
        if count != 2 {
            bail!("the program's script imports {count} split points");
        }
        self.minified(parts, "js", &["--format=esm"])
    }

    /// All style in one file.
    fn style(&self) -> Result<String> {
        let mut style = String::new();
        for line in self.text("style/style.css")?.lines() {
            match line.strip_prefix("@import \"./").and_then(|rest| rest.strip_suffix("\";")) {
                Some(name) => style.push_str(&self.text(&format!("style/{name}"))?),
                None => style.push_str(line),
            }
            style.push('\n');
        }
        self.minified(style, "css", &[])
    }

    fn minified(&self, text: String, loader: &str, options: &[&str]) -> Result<String> {
        let Some(esbuild) = &self.esbuild else { return Ok(text) };
        let mut minify = Command::new(esbuild);
        minify.args(["--minify", "--target=es2022,chrome120,firefox123,safari17.4", "--log-level=error"]);
        minify.arg(format!("--loader={loader}")).args(options).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut running = minify.spawn()?;
        if let Some(mut input) = running.stdin.take() {
            std::io::Write::write_all(&mut input, text.as_bytes())?;
        }
        let output = running.wait_with_output()?;
        if !output.status.success() {
            bail!("esbuild couldn't minify a {loader} file");
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// The page, with the form's HTML in it.
    fn page(&self, embed: &str) -> Result<String> {
        let served = |name: &str| self.served.get(name).with_context(|| format!("{name} is not served"));
        let (style, glue) = (served("style/style.css")?, served("element-instance-form.js")?);
        let program = served("element-instance-form_bg.wasm")?;
        let source = fs::read_to_string(root().join("index.html")).context("index.html")?;
        // What is for Trunk was done, and comments are for those who read the source. Blanks count in the command that
        // stands there for those without scripts.
        let lines = source.lines().filter(|line| !line.contains("data-trunk") && !line.contains("<!--"));
        let page: String = lines.flat_map(|line| [line, "\n"]).collect();
        let place = |page: String, what: &str, with: &str| match page.matches(what).count() {
            1 => Ok(page.replace(what, with)),
            count => Err(anyhow!("index.html contains {what} {count} times")),
        };
        let charset = "<meta charset=\"utf-8\">";
        let meta = format!("{charset}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{}\">", policy()?);
        let page = place(page, charset, &meta)?;
        let page = place(page, "\"./custom_element/element.js\"", &format!("\"./embed.js\" integrity=\"{embed}\""))?;
        let held = format!("\"./{}\" integrity=\"{}\"", style.name, style.integrity);
        let page = place(page, "\"./style/style.css\"", &held)?;
        // At the end, so that the style has the line for itself for a moment.
        let ahead = format!(
            "<link rel=\"modulepreload\" href=\"./{}\" crossorigin=\"anonymous\" integrity=\"{}\">\n\
             <link rel=\"preload\" href=\"./{}\" as=\"fetch\" crossorigin=\"anonymous\">\n</body>",
            glue.name, glue.integrity, program.name
        );
        let page = place(page, "</body>", &ahead)?;
        let prerendered = fs::read_to_string(root().join(PRERENDERED)).unwrap_or_default();
        let end = "</element-instance-form>";
        place(page, end, &format!("{STARTING}{}{end}", crate::prerendered::compact(&prerendered)))
    }
}

/// The page's policy, as the samples for hosts have it, but for who may show the page in a frame: a meta tag cannot
/// say that. It is not in the source, since the inner loop's reloading is an inline script.
fn policy() -> Result<String> {
    const SAMPLE: &str = include_str!("../../headers/_headers");
    let policy = SAMPLE.lines().find_map(|line| line.trim().strip_prefix("Content-Security-Policy: "));
    let policy = policy.context("xtask/headers/_headers has no policy")?;
    Ok(policy.split("; ").filter(|part| !part.starts_with("frame-ancestors ")).collect::<Vec<_>>().join("; "))
}

/// What is told when the program has not started for a while: the style shows it then, since nothing else may
/// be able to.
const STARTING: &str = "<p class=\"starting\">The form has not started yet. If this stays, reload the page; the \
     cURL command below is the documented one, to be filled in by hand.</p>";

/// Where in `text` a blank integrity waits for its hash, if one follows right away.
fn blank_integrity(text: &str) -> Option<usize> {
    let at = text.find("integrity:")? + "integrity:".len();
    let quote = text[at..].find(['"', '\''])?;
    let is_next = at < 60 && text[at..at + quote].trim().is_empty();
    let rest = &text[at + quote..];
    (is_next && (rest.starts_with("\"\"") || rest.starts_with("''"))).then_some(at + quote + 1)
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(bytes)))
}
