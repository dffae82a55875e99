//! What the files of `dist/` weigh, and what they may: `xtask/budget`.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow};

use crate::{dist, root};

const BUDGET: &str = "xtask/budget";

/// When a visitor loads a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Before the form can be typed into.
    BeforeTyping,
    /// With the page, while it can be typed into.
    FirstLoad,
    /// When somebody turns to the form, or imports a command.
    Later,
    /// Where the form speaks another language than English.
    Language,
    /// Never: it is for those who host or embed the form.
    Never,
}

/// A file of `dist/`.
pub struct File {
    /// Where it is.
    pub path: PathBuf,
    /// When it is loaded.
    pub when: When,
    /// What is in it.
    pub bytes: Vec<u8>,
    /// What it weighs as brotli 11 sends it, in bytes.
    pub brotli: usize,
}

impl File {
    /// Its name.
    pub fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// The files of `dist/`, in the order in which they are loaded.
pub fn files() -> Result<Vec<File>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dist()).context("dist/")? {
        let path = entry?.path();
        if path.is_file() {
            let bytes = fs::read(&path).with_context(|| path.display().to_string())?;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            files.push(File { when: when(&name), brotli: brotli(&bytes)?, bytes, path });
        }
    }
    files.sort_by_key(|file| (file.when as u8, file.name()));
    Ok(files)
}

fn when(name: &str) -> When {
    let is_loaded = [".html", ".css", ".js", ".wasm", ".txt"].iter().any(|ending| name.ends_with(ending));
    match name.split(['-', '.']).next().unwrap_or_default() {
        _ if !is_loaded => When::Never,
        "index" | "style" => When::BeforeTyping,
        "embed" | "form" => When::FirstLoad,
        "words" => When::Language,
        _ => When::Later,
    }
}

/// How many bytes brotli makes of these at its best.
pub fn brotli(bytes: &[u8]) -> Result<usize> {
    brotli_of(11, bytes)
}

/// How many bytes brotli makes of these at a quality from 0 to 11.
pub fn brotli_of(quality: u32, bytes: &[u8]) -> Result<usize> {
    let mut small = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut small, 4096, quality, 22);
    writer.write_all(bytes)?;
    drop(writer);
    Ok(small.len())
}

/// A sum that has a budget.
pub struct Sum {
    /// Its name in `xtask/budget`.
    pub name: &'static str,
    /// It in words.
    pub words: &'static str,
    /// What its files weigh, in bytes as brotli 11 sends them.
    pub weight: usize,
    /// What they may.
    pub budget: usize,
}

/// The sums that have a budget.
pub fn sums(files: &[File]) -> Result<Vec<Sum>> {
    let text = fs::read_to_string(root().join(BUDGET)).with_context(|| BUDGET.to_string())?;
    let sum = |name, words, counts: &[When]| {
        let weight = files.iter().filter(|file| counts.contains(&file.when)).map(|file| file.brotli).sum();
        Ok::<_, anyhow::Error>(Sum { name, words, weight, budget: budget(&text, name)? })
    };
    Ok(vec![
        sum("before-typing", "The code needed before typing", &[When::BeforeTyping])?,
        sum("first-load", "The first load", &[When::BeforeTyping, When::FirstLoad])?,
        sum("later", "The deferred code", &[When::Later])?,
        sum("language", "Another language", &[When::Language])?,
    ])
}

fn budget(text: &str, name: &str) -> Result<usize> {
    let number = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' ')?.trim().parse().ok());
    number.with_context(|| format!("{BUDGET} has no line \"{name} \" with a number of bytes"))
}

/// Fails if `dist/` has outgrown its budget.
pub fn check() -> Result<()> {
    println!("── weighing the site");
    let over: Vec<String> = sums(&files()?)?.iter().filter_map(Sum::too_much).collect();
    if over.is_empty() { Ok(()) } else { Err(anyhow!(over.join("\n"))) }
}

impl Sum {
    /// That it is more than its budget, as a sentence.
    fn too_much(&self) -> Option<String> {
        let Self { name, words, weight, budget } = self;
        let more = weight.checked_sub(*budget).filter(|more| *more > 0)?;
        Some(format!(
            "{words} weighs {weight} bytes (brotli 11): {more} more than the {budget} of \"{name}\" in {BUDGET}. \
             `cargo xtask bench size` shows where they are."
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_budget_is_told_with_how_much() {
        let sum = |weight| Sum { name: "later", words: "The deferred code", weight, budget: 100 };
        assert_eq!(sum(100).too_much(), None);
        assert_eq!(
            sum(103).too_much().as_deref(),
            Some(
                "The deferred code weighs 103 bytes (brotli 11): 3 more than the 100 of \"later\" in xtask/budget. \
                 `cargo xtask bench size` shows where they are."
            )
        );
    }

    #[test]
    fn budgets_are_read_past_comments() {
        assert_eq!(budget("# first-load 1\nfirst-load 80000\n", "first-load").unwrap(), 80_000);
        assert!(budget("first-loads 1", "first-load").is_err());
    }

    #[test]
    fn every_file_is_loaded_at_its_time() {
        let times =
            ["index.html", "style-15.css", "embed.js", "form-62.wasm", "rest-d8.wasm", "_headers", "embed.d.ts"];
        let is = |name: &str, time| when(name) == time;
        assert!(times[..2].iter().all(|name| is(name, When::BeforeTyping)));
        assert!(times[2..4].iter().all(|name| is(name, When::FirstLoad)));
        assert!(is(times[4], When::Later));
        assert!(times[5..].iter().all(|name| is(name, When::Never)));
    }
}
