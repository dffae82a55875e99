//! The documented request as generators write it, in the notations that are no programs.

use std::path::PathBuf;

use serde_json::Value;

use super::{body, import};
use crate::skip::skip;

/// The targets, and whether each of the three documents is read exactly.
const TARGETS: [&str; 9] = [
    "http-HTTP",
    "http-http1.1",
    "agent-prompt",
    "json-native",
    "postman-cli-Postman CLI",
    "shell-Httpie",
    "shell-httpie",
    "shell-wget",
    "curl-cURL",
];

#[test]
fn generated_requests_are_read_exactly() {
    let root = std::env::var_os("SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")), PathBuf::from);
    let folder = root.join("snippets");
    if !folder.is_dir() {
        skip(&format!("no texts at {} (set SHARED to the folder around it)", folder.display()));
        return;
    }
    let load = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let documents: Vec<Value> = serde_json::from_str(&load("documents.json")).unwrap();
    let rows: Vec<Value> = serde_json::from_str(&load("expected.json")).unwrap();
    let mut wrong = Vec::new();
    for target in TARGETS {
        let mut table = String::new();
        for row in rows.iter().filter(|row| row["target"] == target) {
            let name = row["file"].as_str().unwrap();
            let document = usize::try_from(row["document"].as_u64().unwrap()).unwrap();
            let outcome = match import(&load(name)) {
                Err(error) => error.to_string(),
                Ok(import) => {
                    let secrets = [&import.instance.user_secret, &import.instance.organization_secret];
                    let authorization = format!("User {}, Organization {}", secrets[0], secrets[1]);
                    let url = format!("{}/instances", import.instance.host);
                    if body(&import) != documents[document] {
                        format!("read as {}", body(&import))
                    } else if row["authorization"].as_str().is_some_and(|expected| expected != authorization) {
                        "other secrets".into()
                    } else if row["url"].as_str().is_some_and(|expected| expected != url) {
                        format!("other URL: {url}")
                    } else {
                        String::new()
                    }
                }
            };
            table.push_str(if outcome.is_empty() { " exact" } else { " WRONG" });
            if !outcome.is_empty() {
                wrong.push(format!("{name}: {outcome}"));
            }
        }
        println!("{target:24}{table}");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
