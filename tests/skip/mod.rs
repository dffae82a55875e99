//! Reports tests that cannot run on this machine: libtest itself would count them as passed.

use std::fs::OpenOptions;
use std::io::Write;
use std::panic::Location;

/// Reports that the running test, or a part of it, is skipped for this reason. `cargo xtask test` names a file in
/// `SKIPPED`; it prints and counts the reports in it at its end.
#[track_caller]
pub fn skip(reason: &str) {
    let thread = std::thread::current();
    // With one thread, libtest runs tests in the main thread.
    let test = thread.name().filter(|name| *name != "main").unwrap_or(Location::caller().file());
    let file = module_path!().split("::").next().unwrap_or_default();
    println!("skipped: {test}: {reason}");
    if let Some(report) = std::env::var_os("SKIPPED") {
        let mut report = OpenOptions::new().append(true).create(true).open(report).unwrap();
        // A single write, so that lines of several processes don't mix.
        report.write_all(format!("{file}, {test}: {reason}\n").as_bytes()).unwrap();
    }
}
