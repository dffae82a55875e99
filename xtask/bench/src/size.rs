//! Prints the size of the site by file, by crate and by feature.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use site::weight::{self, File, LoadTime};

use crate::features::feature;
use crate::named::named_modules;
use crate::names::{NamedModule, SizeShare, crate_of};

/// Prints the tables.
pub fn run() -> Result<()> {
    let files = weight::files()?;
    print_by_file(&files)?;
    let modules = named_modules(&files)?;
    println!(
        "\nbytes, uncompressed and after brotli 11: what the file would save without them, scaled to the file's size"
    );
    print_by_group("crate", &modules, |path| crate_of(path).to_owned())?;
    print_by_group("feature", &modules, |path| feature(path).to_owned())
}

fn print_by_file(files: &[File]) -> Result<()> {
    println!("{:<44} {:>9} {:>9} {:>9}", "bytes", "raw", "gzip 9", "brotli 11");
    for (load_time, heading) in [
        (LoadTime::BeforeTyping, "before the form accepts input"),
        (LoadTime::FirstLoad, "with the page, while the form accepts input"),
        (LoadTime::Deferred, "when the user turns to the form"),
        (LoadTime::Events, "when events are enabled"),
        (LoadTime::Submission, "when the user is about to send a request"),
        (LoadTime::Importer, "when the user imports something, with the code of events"),
        (LoadTime::Texts, "when the user imports anything but a program"),
        (LoadTime::Programs, "when the user imports a program"),
        (LoadTime::Language, "when the form uses another language"),
        (LoadTime::Never, "for people who host or embed the form"),
    ] {
        let files: Vec<&File> = files.iter().filter(|file| file.load_time == load_time).collect();
        if files.is_empty() {
            continue;
        }
        println!("{heading}");
        let mut sum = (0, 0, 0);
        for file in files {
            let gzipped = gzip(&file.path)?;
            sum = (sum.0 + file.bytes.len(), sum.1 + gzipped, sum.2 + file.brotli);
            println!("  {:<42} {:>9} {gzipped:>9} {:>9}", file.name(), file.bytes.len(), file.brotli);
        }
        println!("  {:<42} {:>9} {:>9} {:>9}", "total", sum.0, sum.1, sum.2);
    }
    println!("\n{:<54} {:>9} {:>9}", "budget (brotli 11)", "size", "maximum");
    for sum in weight::sums(files)? {
        println!("{:<54} {:>9} {:>9}", format!("{} ({})", sum.description, sum.name), sum.weight, sum.budget);
    }
    Ok(())
}

fn gzip(file: &Path) -> Result<usize> {
    let output = Command::new("gzip").args(["-9", "-n", "-c"]).arg(file).output();
    output.map(|output| output.stdout.len()).context("gzip could not be started")
}

fn print_by_group(heading: &str, modules: &[(&str, NamedModule)], group: impl Fn(&str) -> String) -> Result<()> {
    let mut rows: BTreeMap<String, Vec<SizeShare>> = BTreeMap::new();
    for (column, (_, module)) in modules.iter().enumerate() {
        for (name, share) in module.sizes_by(&group)? {
            rows.entry(name).or_insert_with(|| vec![SizeShare::default(); modules.len()])[column] = share;
        }
    }
    let mut rows: Vec<_> = rows.into_iter().collect();
    rows.sort_by_key(|(_, shares)| std::cmp::Reverse(shares.iter().map(|share| share.raw).sum::<usize>()));
    let line = |name: &str, cells: Vec<String>| println!("{name:<44}{}", cells.concat());
    println!();
    line(heading, modules.iter().map(|(name, _)| format!("{name:>9}{:>9}", "brotli")).collect());
    for (name, shares) in rows {
        line(&name, shares.iter().map(|share| format!("{:>9}{:>9.0}", share.raw, share.brotli)).collect());
    }
    let total = |column: usize| modules[column].1.size().map(|(raw, brotli)| format!("{raw:>9}{brotli:>9}"));
    line("total", (0..modules.len()).map(total).collect::<Result<_>>()?);
    Ok(())
}
