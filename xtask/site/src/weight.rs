//! Measures the files of `dist/` and compares them with `xtask/budget`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};

use tools::{dist, root};

const BUDGET: &str = "xtask/budget";

/// The time at which a visitor loads a file, in loading order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum LoadTime {
    /// Before the form can be typed into.
    BeforeTyping,
    /// With the page, while it can be typed into.
    FirstLoad,
    /// When the user turns to the form.
    Deferred,
    /// When events are enabled, or the user imports something.
    Events,
    /// When the user is about to send a request.
    Submission,
    /// When the user imports something.
    Importer,
    /// When the user imports anything but a program.
    Texts,
    /// When the user imports a program.
    Programs,
    /// When the form uses a language other than English.
    Language,
    /// Never: the file is for people who host or embed the form.
    Never,
}

/// A file of `dist/`.
pub struct File {
    /// Its path.
    pub path: PathBuf,
    /// When a visitor loads it.
    pub load_time: LoadTime,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its size after brotli 11, in bytes.
    pub brotli: usize,
}

impl File {
    /// Returns the file name.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// Returns the files of `dist/` in loading order.
pub fn files() -> Result<Vec<File>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dist()).context("dist/")? {
        let path = entry?.path();
        if path.is_file() {
            let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.push(File { load_time: load_time(&name), brotli: brotli(&bytes)?, bytes, path });
        }
    }
    files.sort_by_key(|file| (file.load_time as u8, file.name()));
    Ok(files)
}

fn load_time(name: &str) -> LoadTime {
    let is_loaded = [".html", ".css", ".js", ".wasm"].iter().any(|ending| name.ends_with(ending));
    match name.split(['-', '.']).next().unwrap_or_default() {
        "messages" => LoadTime::Language,
        _ if !is_loaded => LoadTime::Never,
        "index" | "style" => LoadTime::BeforeTyping,
        "embed" | "app" => LoadTime::FirstLoad,
        "events" => LoadTime::Events,
        "submission" => LoadTime::Submission,
        "importer" => LoadTime::Importer,
        "texts" => LoadTime::Texts,
        "programs" => LoadTime::Programs,
        _ => LoadTime::Deferred,
    }
}

/// Returns the size of `bytes` after brotli 11, in bytes.
pub fn brotli(bytes: &[u8]) -> Result<usize> {
    brotli_with(11, bytes)
}

/// Returns the size of `bytes` after brotli of a quality from 0 to 11, in bytes.
pub fn brotli_with(quality: u32, bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 4096, quality, 22);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(compressed.len())
}

/// A sum that has a budget.
pub struct Sum {
    /// Its name in `xtask/budget`.
    pub name: &'static str,
    /// Its description in messages.
    pub description: &'static str,
    /// The size of its files after brotli 11, in bytes.
    pub weight: usize,
    /// The maximum of `weight`, in bytes.
    pub budget: usize,
}

/// Returns the sums that have a budget.
pub fn sums(files: &[File]) -> Result<Vec<Sum>> {
    let text = fs::read_to_string(root().join(BUDGET)).with_context(|| BUDGET.to_string())?;
    let sum = |name, description, load_times: &[LoadTime]| {
        let weight = files.iter().filter(|file| load_times.contains(&file.load_time)).map(|file| file.brotli).sum();
        Ok::<_, anyhow::Error>(Sum { name, description, weight, budget: budget(&text, name)? })
    };
    Ok(vec![
        sum("before-typing", "The code needed before typing", &[LoadTime::BeforeTyping])?,
        sum("first-load", "The first load", &[LoadTime::BeforeTyping, LoadTime::FirstLoad])?,
        sum("deferred", "The deferred code", &[LoadTime::Deferred])?,
        sum("events", "The code of events", &[LoadTime::Events])?,
        sum("submission", "The code of the submission", &[LoadTime::Submission])?,
        sum("importer", "The importer", &[LoadTime::Importer])?,
        sum("import-texts", "The importer with the reader of texts", &[LoadTime::Importer, LoadTime::Texts])?,
        sum("import-programs", "The importer with the reader of programs", &[LoadTime::Importer, LoadTime::Programs])?,
        sum("language", "Another language", &[LoadTime::Language])?,
    ])
}

fn budget(text: &str, name: &str) -> Result<usize> {
    let number = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.trim().parse().ok());
    number.with_context(|| format!("{BUDGET} has no line \"{name} \" with a number of bytes"))
}

/// Returns an error if `dist/` exceeds its budget.
pub fn check() -> Result<()> {
    let over: Vec<String> = sums(&files()?)?.iter().filter_map(Sum::excess).collect();
    if over.is_empty() { Ok(()) } else { Err(anyhow!(over.join("\n"))) }
}

impl Sum {
    /// Returns a sentence about the excess, or `None` within the budget.
    fn excess(&self) -> Option<String> {
        let Self { name, description, weight, budget } = self;
        let more = weight.checked_sub(*budget).filter(|more| *more > 0)?;
        Some(format!(
            "{description} weighs {weight} bytes (brotli 11): {more} more than the {budget} of \"{name}\" in {BUDGET}. \
             `cargo xtask bench size` shows where they are."
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exceeded_budget_is_reported_with_the_excess() {
        let sum = |weight| Sum { name: "deferred", description: "The deferred code", weight, budget: 100 };
        assert_eq!(sum(100).excess(), None);
        assert_eq!(
            sum(103).excess().as_deref(),
            Some(
                "The deferred code weighs 103 bytes (brotli 11): 3 more than the 100 of \"deferred\" in xtask/budget. \
                 `cargo xtask bench size` shows where they are."
            )
        );
    }

    #[test]
    fn comments_in_the_budget_are_ignored() {
        assert_eq!(budget("# first-load 1\nfirst-load 80000\n", "first-load").unwrap(), 80_000);
        assert!(budget("first-loads 1", "first-load").is_err());
    }

    #[test]
    fn each_file_has_its_load_time() {
        let names =
            ["index.html", "style-15.css", "embed.js", "app-62.wasm", "deferred-d8.wasm", "_headers", "embed.d.ts"];
        let is = |name: &str, expected| load_time(name) == expected;
        assert!(names[..2].iter().all(|name| is(name, LoadTime::BeforeTyping)));
        assert!(names[2..4].iter().all(|name| is(name, LoadTime::FirstLoad)));
        assert!(is(names[4], LoadTime::Deferred));
        assert!(names[5..].iter().all(|name| is(name, LoadTime::Never)));
    }
}
