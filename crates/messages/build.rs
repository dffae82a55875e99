//! Makes a constant of each line of `en.txt`.

use std::fmt::Write;
use std::path::PathBuf;
use std::{env, fs};

const ENGLISH: &str = "en.txt";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={ENGLISH}");
    let mut rust = String::new();
    for said in fs::read_to_string(ENGLISH)?.lines() {
        if said.is_empty() || said.starts_with('#') {
            continue;
        }
        let (name, english) = said.split_once(" = ").ok_or_else(|| format!("{ENGLISH}: no = in {said:?}"))?;
        writeln!(rust, "pub const {name}: Message = Message({english:?});")?;
    }
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("messages.rs"), rust)?;
    Ok(())
}
