//! Generates a `Message` constant for each line of `en.txt`.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

const ENGLISH: &str = "en.txt";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={ENGLISH}");
    let mut rust = String::new();
    for line in fs::read_to_string(ENGLISH)?.lines() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (name, english) = line.split_once(" = ").ok_or_else(|| format!("{ENGLISH}: no = in {line:?}"))?;
        writeln!(rust, "pub const {name}: Message = Message({english:?});")?;
    }
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("messages.rs"), rust)?;
    Ok(())
}
