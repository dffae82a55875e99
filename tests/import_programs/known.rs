//! Programs with what they send: two generators, three documents, and programs as people write them.

use importer::{Import, RepairGroup, read};
use model::element::Definition;
use model::instance::Instance;
use model::request::HttpRequest;
use serde_json::Value;

use crate::shared;

/// How a program was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// The body, URL and secrets are those that the program sends.
    Exact,
    /// A value that the program computes, loses or breaks is reported.
    Told,
    /// The program is rejected by the name of its language.
    Rejected,
    Wrong,
}

impl Outcome {
    fn mark(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Told => "told",
            Self::Rejected => "rejected",
            Self::Wrong => "WRONG",
        }
    }
}

/// A program with what it is expected to send.
struct Row {
    file: String,
    target: String,
    text: String,
    /// The body that is meant.
    right: Value,
    /// The body that is sent instead.
    sends: Option<Value>,
    fails: bool,
    url: Option<String>,
    authorization: Option<String>,
}

fn rows(folder: &str) -> Vec<Row> {
    let Some(root) = shared::root().map(|root| root.join(folder)) else { return Vec::new() };
    let load = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
    let expected: Vec<Value> = serde_json::from_str(&load("expected.json")).unwrap();
    let documents: Option<Value> = std::fs::read_to_string(root.join("documents.json"))
        .ok()
        .map(|documents| serde_json::from_str(&documents).unwrap());
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let row = |row: &Value| {
        let file = text(&row["file"]).unwrap();
        let number = row["document"].as_u64().and_then(|number| usize::try_from(number).ok());
        let documents = documents.as_ref();
        Row {
            target: text(&row["target"]).unwrap_or_else(|| folder.to_owned()),
            text: load(&file),
            right: documents.map_or_else(|| row["right"].clone(), |documents| documents[number.unwrap()].clone()),
            sends: row.get("sends").map(|sends| sends["body"].clone()),
            fails: row.get("fails").is_some(),
            url: if documents.is_some() { text(&row["url"]) } else { None },
            authorization: if documents.is_some() {
                text(&row["authorization"])
            } else {
                Some("User dXNlci1zZWNyZXQtMDE=, Organization b3JnLXNlY3JldC0wMQ==".into())
            },
            file,
        }
    };
    expected.iter().map(row).collect()
}

fn body(import: &Import) -> Value {
    serde_json::from_str(HttpRequest::create_instance(&import.instance).body.as_str()).unwrap()
}

/// Returns whether every member of `part` that is not empty is equal in `whole`.
fn is_part(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            part.iter().all(|(key, value)| whole.get(key).is_none_or(|other| is_part(value, other)))
        }
        (Value::String(text), _) if text.is_empty() || text.starts_with('<') => true,
        _ => part == whole,
    }
}

fn outcome(row: &Row) -> (Outcome, String) {
    let import = match read(&row.text, &Instance::empty(Definition::woocommerce())) {
        Ok(import) => import,
        Err(error) => return (Outcome::Rejected, error.to_string()),
    };
    let told: Vec<String> = import
        .repairs
        .iter()
        .filter(|repair| repair.kind.group() != RepairGroup::Note)
        .map(ToString::to_string)
        .collect();
    let sent = body(&import);
    let instance = &import.instance;
    let secrets = format!("User {}, Organization {}", instance.user_secret, instance.organization_secret);
    let is_authorized = row.authorization.as_ref().is_none_or(|authorization| *authorization == secrets);
    let is_host = row.url.is_none() || instance.host == "https://api.cloud-elements.com/elements/api-v2";
    let note = format!("{:?} {}", import.read_as, told.join(" | "));
    let is_right = sent == row.right || row.sends.as_ref() == Some(&sent);
    let has_computed = import.repairs.iter().any(|repair| repair.to_string().contains("The program computes"));
    let has_fault = !told.is_empty();
    let outcome = match () {
        () if is_right
            && is_authorized
            && is_host
            && (has_fault || row.sends.is_none() || sent == row.right)
            && !has_computed =>
        {
            if row.sends.is_some() && !has_fault {
                Outcome::Wrong
            } else {
                Outcome::Exact
            }
        }
        () if has_computed && (row.right.is_null() || is_part(&sent, &row.right)) => Outcome::Told,
        () if row.fails && has_fault && is_part(&sent, &row.right) => Outcome::Told,
        () => Outcome::Wrong,
    };
    let note = if outcome == Outcome::Wrong {
        format!("{note}\n  read {sent}\n  meant {}\n  sends {:?}\n  {secrets} {}", row.right, row.sends, instance.host)
    } else {
        note
    };
    (outcome, note)
}

/// Prints a table and returns the number of exact programs among those that run, and of wrong ones.
fn table(folder: &str) -> Option<(usize, Vec<String>)> {
    let rows = rows(folder);
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    let (mut exact, mut wrong) = (0, Vec::new());
    let mut counts = [0; 4];
    for row in &rows {
        let (outcome, note) = outcome(row);
        counts[outcome as usize] += 1;
        exact += usize::from(outcome == Outcome::Exact && !row.fails);
        if outcome == Outcome::Wrong {
            wrong.push(format!("{}: {note}", row.file));
        }
        let mark = format!("{}{}", outcome.mark(), if row.fails { " (fails)" } else { "" });
        if std::env::var_os("NOTES").is_some() && (outcome != Outcome::Exact || row.fails) {
            println!("{}: {mark}: {note}", row.file);
        }
        let name = if row.target == folder {
            row.file.clone()
        } else {
            row.target.clone() + if row.file.contains("postman") { " (Postman)" } else { "" }
        };
        match lines.iter_mut().find(|(known, _)| *known == name) {
            Some((_, marks)) => marks.push(mark),
            None => lines.push((name, vec![mark])),
        }
    }
    for (name, marks) in lines {
        println!("{name:40} {}", marks.join("  "));
    }
    println!(
        "{folder}: {} programs, {counts:?} exact, told, rejected, wrong; {exact} of those that run are exact",
        rows.len()
    );
    (!rows.is_empty()).then_some((exact, wrong))
}

#[test]
fn generated_programs_are_read_exactly() {
    let Some((exact, wrong)) = table("snippets") else { return };
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(exact >= 169, "{exact} exact");
}

#[test]
fn powershell_programs_are_read_as_meant() {
    let Some((_, wrong)) = table("powershell") else { return };
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn c_sharp_programs_are_read_as_meant() {
    let Some((_, wrong)) = table("csharp") else { return };
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
