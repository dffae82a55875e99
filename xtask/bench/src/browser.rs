//! Runs a bench in headless Chromium: a JavaScript page, bundled with npm packages, that posts its measurements.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use site::weight::brotli;
use site::{Strip, optimize_file};
use tools::{BuildTools, NpmPackages, Toolchain, quiet_step, root, target, test_programs};

/// The page that runs the bundle and posts its errors.
const PAGE: &str = "<!doctype html><meta charset=utf-8><script>
const failed = (event) => fetch('/result', { method: 'POST', body: 'failed: ' + (event.message ?? event.reason?.stack) });
addEventListener('error', failed); addEventListener('unhandledrejection', failed);
</script><script type=module src=/bundle.js></script>";

/// Headers that isolate the page: Chromium's clock then has a resolution of 5 µs instead of 100 µs.
const ISOLATION_HEADERS: &str =
    "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Embedder-Policy: require-corp\r\n";

/// The time limit of one bench.
const TIMEOUT: Duration = Duration::from_mins(15);

/// A bench: `xtask/bench/NAME.js` and its dependencies.
pub struct Bench {
    /// The name of its script, without extension.
    pub name: &'static str,
    /// The feature of the crate `engine` that it measures.
    pub feature: &'static str,
    /// Additional options of the bundler.
    pub options: &'static [&'static str],
    /// Files of the packages that it fetches.
    pub assets: &'static [&'static str],
    /// Files of the packages, each with its replacement in `xtask/bench/`.
    pub replaced: &'static [(&'static str, &'static str)],
}

/// Builds the crate `engine` like the page, bundles the bench with its packages, runs it, and prints its result.
pub fn run(bench: &Bench) -> Result<()> {
    test_programs()?;
    let folder = target().join("bench").join(bench.name);
    fs::create_dir_all(&folder)?;
    build_engine(&folder, bench.feature)?;
    bundle(bench, &folder)?;
    fs::write(folder.join("index.html"), PAGE)?;
    println!("{}", serve(&folder)?);
    Ok(())
}

/// Prints the size of the diagnostics: that of a module with them, less that of an empty one.
pub fn print_diagnostics_size() -> Result<()> {
    let folder = target().join("bench/share");
    fs::create_dir_all(&folder)?;
    let (all, empty) = (build_engine(&folder, "diagnostics")?, build_engine(&folder, "empty")?);
    println!("the module with the diagnostics: {all} bytes (brotli 11), without them: {empty} bytes");
    println!("the diagnostics: {} bytes", all.saturating_sub(empty));
    Ok(())
}

/// Builds the crate `engine` as a wasm module, optimised like the page. Returns its size after brotli 11, in bytes.
fn build_engine(folder: &Path, feature: &str) -> Result<usize> {
    let toolchain = Toolchain::set_up()?;
    let tools = BuildTools::set_up(&toolchain)?;
    let mut cargo = toolchain.cargo()?;
    cargo.args(["build", "--release", "--package", "engine", "--target", "wasm32-unknown-unknown"]);
    cargo.args(["--no-default-features", "--features", &format!("engine/{feature}")]);
    let built = toolchain.prepare_release(&mut cargo)?;
    quiet_step(&format!("building the engine ({feature}) for wasm32"), &mut cargo)?;
    let wasm = built.join("wasm32-unknown-unknown/release/engine.wasm");
    let mut bindgen = Command::new(&tools.wasm_bindgen);
    bindgen.args(["--target", "web", "--no-typescript", "--remove-name-section", "--out-dir"]).arg(folder).arg(wasm);
    quiet_step("binding it to JavaScript", &mut bindgen)?;
    let file = folder.join("engine_bg.wasm");
    optimize_file(&tools, &file, &file, Strip::All)?;
    brotli(&fs::read(&file).with_context(|| file.display().to_string())?)
}

fn bundle(bench: &Bench, folder: &Path) -> Result<()> {
    let packages = NpmPackages::install("bench")?;
    let modules = packages.modules();
    let benches = root().join("xtask/bench");
    let copy = |from: &Path, to: &Path| {
        fs::copy(from, to).map(drop).with_context(|| format!("{} to {}", from.display(), to.display()))
    };
    for (file, replacement) in bench.replaced {
        copy(&benches.join(replacement), &modules.join(file))?;
    }
    for asset in bench.assets.iter().map(|asset| modules.join(asset)) {
        copy(&asset, &folder.join(asset.file_name().unwrap_or_default()))?;
    }
    let mut esbuild = Command::new(modules.join(".bin/esbuild"));
    esbuild
        .current_dir(&benches)
        .arg(benches.join(bench.name).with_extension("js"))
        .args(bench.options)
        .args(["--bundle", "--minify", "--format=esm", "--external:/engine.js", "--log-level=error"])
        .args(["--platform=browser", "--main-fields=module,browser,main"])
        .arg(format!("--outfile={}", folder.join("bundle.js").display()))
        .env("NODE_PATH", modules);
    quiet_step("bundling the bench", &mut esbuild)
}

/// Serves the folder to a new Chromium process until the page posts its result.
fn serve(folder: &Path) -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    let profile = folder.join("profile");
    fs::remove_dir_all(&profile).ok();
    println!("── measuring in Chromium …");
    let mut chromium = Command::new("chromium")
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"])
        .args(["--disable-background-networking", "--disable-component-update"])
        .args([
            "--remote-debugging-port=0",
            &format!("--user-data-dir={}", profile.display()),
            &format!("http://{address}/"),
        ])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("chromium could not be started")?;
    listener.set_nonblocking(true)?;
    let start = Instant::now();
    let mut result = None;
    while result.is_none() && start.elapsed() < TIMEOUT {
        match listener.accept() {
            Ok((stream, _)) => result = respond(stream, folder),
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    chromium.kill().ok();
    chromium.wait().ok();
    result.context("the bench posted no result")
}

/// Responds to one request. Returns the body of a POST.
fn respond(mut stream: TcpStream, folder: &Path) -> Option<String> {
    stream.set_nonblocking(false).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(2))).ok()?;
    let mut bytes = Vec::new();
    let mut chunk = [0; 8 << 10];
    let head = loop {
        let length = stream.read(&mut chunk).ok().filter(|length| *length > 0)?;
        bytes.extend_from_slice(&chunk[..length]);
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let text = String::from_utf8_lossy(&bytes[..head]).into_owned();
    let mut words = text.split_whitespace();
    let (method, path) = (words.next()?, words.next()?.trim_start_matches('/'));
    if method == "POST" {
        let length: usize =
            text.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length:")?.trim().parse().ok())?;
        while bytes.len() < head + length {
            let more = stream.read(&mut chunk).ok().filter(|more| *more > 0)?;
            bytes.extend_from_slice(&chunk[..more]);
        }
        stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").ok();
        return Some(String::from_utf8_lossy(&bytes[head..]).into_owned());
    }
    let path = if path.is_empty() { "index.html" } else { path };
    let content_type = match path.rsplit('.').next() {
        Some("js") => "text/javascript",
        Some("wasm") => "application/wasm",
        _ => "text/html",
    };
    let (status, body) = match fs::read(folder.join(path)) {
        Ok(body) => ("200 OK", body),
        Err(_) => ("404 Not Found", Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\nConnection: close\r\n{ISOLATION_HEADERS}\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(&body)).ok();
    None
}
