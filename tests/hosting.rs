//! The Content-Security-Policy in the page equals the one in the sample configurations for hosts. The samples cover
//! every file of the site.
//!
//! `DIST` names the built site; `cargo xtask test` sets it. Without it, the second test is skipped.

#![allow(missing_docs)]

mod skip;

use std::path::PathBuf;

use sandbox::POLICY;
use skip::skip;

const UNDERSCORE_HEADERS: &str = include_str!("../xtask/headers/_headers");
const HTACCESS: &str = include_str!("../xtask/headers/htaccess");
const NGINX: &str = include_str!("../xtask/headers/nginx.conf.sample");

#[test]
fn the_policy_is_identical_everywhere() {
    for (sample, line) in [
        (UNDERSCORE_HEADERS, format!("\n  Content-Security-Policy: {POLICY}\n")),
        (HTACCESS, format!("\n  Header always set Content-Security-Policy \"{POLICY}\"\n")),
        (NGINX, format!("\n    add_header Content-Security-Policy \"{POLICY}\" always;\n")),
    ] {
        assert!(sample.contains(&line), "no {line}");
    }
}

#[test]
fn the_page_has_the_policy_and_every_file_its_cache_rule() {
    let Some(dist) = std::env::var_os("DIST").map(PathBuf::from) else {
        skip("DIST does not name a built site (cargo xtask test builds one)");
        return;
    };
    // A meta tag cannot contain `frame-ancestors`.
    let meta = POLICY.replace(" frame-ancestors 'self';", "");
    assert_ne!(meta, POLICY);
    let page = std::fs::read_to_string(dist.join("index.html")).unwrap();
    assert!(page.contains(&format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{meta}\">")));
    let rules: Vec<(&str, &str)> = UNDERSCORE_HEADERS
        .lines()
        .zip(UNDERSCORE_HEADERS.lines().skip(1))
        .filter_map(|(path, header)| Some((path.strip_prefix('/')?, header.trim().strip_prefix("Cache-Control: ")?)))
        .collect();
    for name in std::fs::read_dir(dist).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()) {
        let matching: Vec<_> = rules
            .iter()
            .filter(|(path, _)| path.strip_suffix('*').map_or(name == *path, |start| name.starts_with(start)))
            .map(|(_, cache)| *cache)
            .collect();
        // The hash that the rules for Apache and nginx match.
        let stem = name.rsplit_once('.').map_or("", |(stem, _)| stem);
        let is_hashed = stem.rsplit_once('-').is_some_and(|(_, hash)| {
            hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        });
        let expected: &[&str] = match &*name {
            "index.html" | "embed.js" => &["no-cache"],
            "_headers" | ".htaccess" | "nginx.conf.sample" | "THIRD-PARTY.txt" => &[],
            _ => &["public, max-age=31536000, immutable"],
        };
        assert_eq!(matching, expected, "{name}");
        assert_eq!(is_hashed, expected == ["public, max-age=31536000, immutable"], "{name}");
    }
}
