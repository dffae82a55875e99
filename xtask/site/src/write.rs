//! The last step: writes `dist/`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use tools::{dist, root};

use crate::bundle::Bundle;
use crate::third_party;

/// Samples of the headers for the usual hosts, and the names that these look for.
const HEADERS: [(&str, &str); 3] = [
    ("xtask/headers/_headers", "_headers"),
    ("xtask/headers/htaccess", ".htaccess"),
    ("xtask/headers/nginx.conf.sample", "nginx.conf.sample"),
];

/// Replaces `dist/` by the bundle, the page, the headers and the licenses.
pub fn write(bundle: &Bundle, page: &str) -> Result<()> {
    let dist = dist();
    fs::remove_dir_all(&dist).ok();
    write_bundle(bundle, &dist)?;
    fs::write(dist.join("index.html"), page).context("index.html")?;
    for (source, name) in HEADERS {
        fs::copy(root().join(source), dist.join(name)).context(source)?;
    }
    Ok(())
}

/// Writes the files of the bundle and the licenses of what they contain to `folder`.
pub fn write_bundle(bundle: &Bundle, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    for file in bundle.files() {
        fs::write(folder.join(&file.name), &file.bytes).with_context(|| file.name.clone())?;
    }
    fs::write(folder.join(third_party::NAME), third_party::licenses()?).context(third_party::NAME)
}
