//! Every byte of the site: by file, by crate and by feature.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::features::feature;
use super::named::modules;
use super::names::{Named, Share, crate_of};
use crate::site;
use crate::weight::{self, File, When};

/// Prints the tables.
pub fn run() -> Result<()> {
    site::build()?;
    let files = weight::files()?;
    by_file(&files)?;
    let modules = modules(&files)?;
    println!(
        "\nbytes as they are, and their share of the brotli 11: what there would be less without them, made to sum up"
    );
    by("crate", &modules, |path| crate_of(path).to_owned())?;
    by("feature", &modules, |path| feature(path).to_owned())
}

fn by_file(files: &[File]) -> Result<()> {
    println!("{:<44} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip 9", "brotli 11");
    for (when, words) in [
        (When::BeforeTyping, "before the form can be typed into"),
        (When::FirstLoad, "with the page, while it can be typed into"),
        (When::Later, "later, when somebody turns to the form or imports"),
        (When::Language, "where the form speaks another language"),
        (When::Never, "for those who host or embed the form"),
    ] {
        let files: Vec<&File> = files.iter().filter(|file| file.when == when).collect();
        if files.is_empty() {
            continue;
        }
        println!("{words}");
        let mut sum = (0, 0, 0);
        for file in files {
            let small = gzip(&file.path)?;
            sum = (sum.0 + file.bytes.len(), sum.1 + small, sum.2 + file.brotli);
            println!("  {:<42} {:>9} {small:>9} {:>9}", file.name(), file.bytes.len(), file.brotli);
        }
        println!("  {:<42} {:>9} {:>9} {:>9}", "together", sum.0, sum.1, sum.2);
    }
    println!("\n{:<54} {:>9} {:>9}", "budget (brotli 11)", "weighs", "may");
    for sum in weight::sums(files)? {
        println!("{:<54} {:>9} {:>9}", format!("{} ({})", sum.words, sum.name), sum.weight, sum.budget);
    }
    Ok(())
}

fn gzip(file: &Path) -> Result<usize> {
    let output = Command::new("gzip").args(["-9", "-n", "-c"]).arg(file).output();
    output.map(|output| output.stdout.len()).context("gzip could not be started")
}

fn by(what: &str, modules: &[(&str, Named)], group: impl Fn(&str) -> String) -> Result<()> {
    let mut rows: BTreeMap<String, Vec<Share>> = BTreeMap::new();
    for (column, (_, module)) in modules.iter().enumerate() {
        for (name, share) in module.by(&group)? {
            rows.entry(name).or_insert_with(|| vec![Share::default(); modules.len()])[column] = share;
        }
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(_, shares)| std::cmp::Reverse(shares.iter().map(|share| share.raw).sum::<usize>()));
    let line = |name: &str, cells: Vec<String>| println!("{name:<44}{}", cells.concat());
    println!();
    line(what, modules.iter().map(|(name, _)| format!("{name:>9}{:>9}", "brotli")).collect());
    for (name, shares) in rows {
        line(&name, shares.iter().map(|share| format!("{:>9}{:>9.0}", share.raw, share.brotli)).collect());
    }
    let whole = |column: usize| modules[column].1.whole().map(|(raw, small)| format!("{raw:>9}{small:>9}"));
    line("together", (0..modules.len()).map(whole).collect::<Result<_>>()?);
    Ok(())
}
