//! The layers around a command or JSON, and the texts that are none: what is undone, left out, refused.

#![allow(missing_docs)]

use std::path::PathBuf;

use element_instance_form::element::Definition;
use element_instance_form::instance::Instance;
use element_instance_form::request::HttpRequest;
use importer::{Import, Refusal, read};
use serde_json::Value;

fn import(text: &str) -> Result<Import, Refusal> {
    read(text, &Instance::blank(Definition::woocommerce()))
}

fn body(import: &Import) -> Value {
    serde_json::from_str(HttpRequest::create_instance(&import.instance).body.as_str()).unwrap()
}

/// A folder beside the checkout, or the one that the environment variable `SHARED` names; nothing, with the reason
/// printed, where there is none.
fn shared(name: &str) -> Option<PathBuf> {
    let root = std::env::var_os("SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared")), PathBuf::from);
    let folder = root.join(name);
    if !folder.is_dir() {
        println!("skipped: no texts at {} (set SHARED to the folder around it)", folder.display());
        return None;
    }
    Some(folder)
}

/// The names of languages and tools of which a refusal has one.
const NAMES: [&str; 34] = [
    "C#",
    "F#",
    "C++",
    " C.",
    "Objective-C",
    "Swift",
    "Kotlin",
    "Java.",
    "JavaScript",
    "Go.",
    "Rust",
    "Dart",
    " R.",
    "OCaml",
    "Clojure",
    "Crystal",
    "Elixir",
    "PHP",
    "Perl",
    "Python",
    "Ruby",
    "PowerShell",
    "wget",
    "HTTPie",
    "Postman",
    "Lua",
    "MATLAB",
    "Julia",
    "Haskell",
    "Ansible",
    "Scala",
    "Groovy",
    "Visual Basic",
    "xh",
];

/// Programs as generators and people write them: each sends what it is meant to send, or is refused by name.
#[test]
fn programs_are_read_right_or_refused_by_name() {
    let mut wrong = Vec::new();
    let (mut read_count, mut refused) = (0, 0);
    for folder in ["snippets", "csharp", "powershell"] {
        let Some(folder) = shared(folder) else { continue };
        let load = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
        let rows: Vec<Value> = serde_json::from_str(&load("expected.json")).unwrap();
        let documents = folder.join("documents.json");
        let documents: Option<Value> =
            documents.is_file().then(|| serde_json::from_str(&load("documents.json")).unwrap());
        for row in rows {
            let name = row["file"].as_str().unwrap();
            match import(&load(name)) {
                Err(refusal) => {
                    refused += 1;
                    let sentence = refusal.to_string();
                    if !NAMES.iter().any(|name| sentence.contains(name)) {
                        wrong.push(format!("{name}: {sentence}"));
                    }
                }
                Ok(import) => {
                    read_count += 1;
                    let right = match &documents {
                        Some(documents) => documents[row["document"].as_u64().unwrap() as usize].clone(),
                        None => row["right"].clone(),
                    };
                    let sends = row.get("sends").cloned().unwrap_or_default();
                    let sent = body(&import);
                    let authorization = row["authorization"]
                        .as_str()
                        .unwrap_or("User dXNlci1zZWNyZXQtMDE=, Organization b3JnLXNlY3JldC0wMQ==");
                    let (user, organization) = (&import.instance.user_secret, &import.instance.organization_secret);
                    let is_authorized = row["authorization"].is_null() && user.is_empty()
                        || authorization == format!("User {user}, Organization {organization}");
                    if sent != right && sent != sends || !is_authorized {
                        wrong.push(format!("{name}: read as\n  {sent}\n  {right}\n  {sends} {user} {organization}"));
                    }
                }
            }
        }
    }
    println!("{read_count} programs are read, {refused} refused by name");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
