//! Imports the commands of the vendor's documentation.

#![allow(missing_docs)]

mod corpus;
mod skip;

use importer::{RepairKind, read};
use model::diagnostic::apply;
use model::element::Definition;
use model::instance::Instance;
use model::json;
use model::request::HttpRequest;
use serde_json::Value;

/// Returns the body that a reader would see, found without the importer: from the quote after the data option to the
/// last quote, without the console's backslashes, and repaired if it is invalid JSON.
fn intended(command: &str) -> Option<Value> {
    let start = ["-d '", "--data '"].iter().find_map(|option| Some(command.find(option)? + option.len()))?;
    let end = start
        + command[start..]
            .match_indices('\'')
            .rev()
            .map(|(at, _)| at)
            .find(|at| command[start..start + at].trim_end().ends_with('}'))?;
    let body = command[start..end].replace(" \\\n", "\n").replace("'\\''", "'");
    let body: String = body.split_inclusive('\n').filter(|line| !line.trim().starts_with("{%")).collect();
    serde_json::from_str(&body).ok().or_else(|| {
        let (_, found) = json::parse(&body);
        serde_json::from_str(&apply(&body, found.edits())).ok()
    })
}

fn body_of(instance: &Instance) -> Value {
    serde_json::from_str(HttpRequest::create_instance(instance).body.as_str()).unwrap()
}

#[test]
fn documented_commands_are_read_into_the_intended_body() {
    let definition = Definition::woocommerce();
    let (mut clean, mut repaired, mut in_file, mut without, mut seen) = (0, 0, 0, 0, 0);
    let mut wrong = Vec::new();
    for (name, text) in corpus::texts("curl", |_| true) {
        seen += 1;
        let import = match read(&text, &Instance::empty(definition)) {
            Ok(import) => import,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        let has_file = import.repairs.iter().any(|repair| repair.kind == RepairKind::BodyInFile);
        match intended(&text) {
            None if has_file => in_file += 1,
            None if import.repairs.iter().any(|repair| repair.kind == RepairKind::NoBody) => without += 1,
            None => wrong.push(format!("{name}: no body was found in it to compare with")),
            Some(mut body) => {
                let read = body_of(&import.instance);
                // If only the URL names the element, the form's body adds it.
                if body.get("element").is_none() {
                    body["element"] = read["element"].clone();
                }
                if body != read {
                    wrong.push(format!(
                        "{name}: read as {read:#}\nnot {body:#}\n{}",
                        import.repairs.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
                    ));
                }
                let is_repaired = import.repairs.iter().any(|repair| {
                    !matches!(
                        repair.kind,
                        RepairKind::OtherElement { .. }
                            | RepairKind::Placeholder { .. }
                            | RepairKind::Added(_)
                            | RepairKind::UrlElement(_)
                    )
                });
                *if is_repaired { &mut repaired } else { &mut clean } += 1;
            }
        }
    }
    println!(
        "{seen} documented commands: {clean} read as they are, {repaired} repaired, {in_file} with their body in a file, {without} without one, {} wrong or rejected",
        wrong.len()
    );
    assert!(seen == 0 || clean + repaired > 0, "no command had a body");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Imports every documented body, as JSON and as a string, and every invalid one.
#[test]
fn documented_bodies_are_read_as_they_are() {
    let definition = Definition::woocommerce();
    let (mut seen, mut broken) = (0, 0);
    for (name, text) in corpus::texts("bodies", |_| true) {
        let documented: Value = serde_json::from_str(&text).unwrap();
        for pasted in [text.clone(), json::quoted(&text)] {
            let import = read(&pasted, &Instance::empty(definition)).unwrap_or_else(|error| panic!("{name}: {error}"));
            let mut documented = documented.clone();
            let read = body_of(&import.instance);
            let mut others: Vec<String> = Vec::new();
            for (section, key) in [("", "name"), ("", "element"), ("configuration", "store.url")] {
                let pointer = if section.is_empty() { format!("/{key}") } else { format!("/{section}/{key}") };
                let was = documented.pointer(&pointer).is_none_or(|value| value == "");
                if was && read.pointer(&pointer).is_some() {
                    let parent = if section.is_empty() { &mut documented } else { &mut documented[section] };
                    parent[key] = read.pointer(&pointer).unwrap().clone();
                    others.push(key.into());
                }
            }
            assert_eq!(
                read,
                documented,
                "{name}: {:?}",
                import.repairs.iter().map(ToString::to_string).collect::<Vec<_>>()
            );
            for key in others {
                let messages = import.repairs.iter().any(|repair| repair.to_string().contains(&format!("\"{key}\"")));
                assert!(messages, "{name}: nothing is said of {key}");
            }
        }
        seen += 1;
    }
    for (name, text) in corpus::texts("bodies-broken", |_| true) {
        let import = read(&text, &Instance::empty(definition));
        let import = import.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(!import.repairs.is_empty(), "{name}");
        broken += 1;
    }
    println!("{seen} documented bodies, and {broken} broken ones");
}

/// Imports every documented polling configuration, as JSON and as a string.
#[test]
fn documented_configurations_are_read_as_they_are() {
    let definition = Definition::woocommerce();
    let mut seen = 0;
    for (name, text) in corpus::texts("polling", |_| true).into_iter().chain(corpus::texts("polling-broken", |_| true))
    {
        for pasted in [text.clone(), json::quoted(&text)] {
            match read(&pasted, &Instance::empty(definition)) {
                Ok(import) => {
                    assert!(import.instance.is_polling() && import.instance.polling.is_json(), "{name}");
                    if serde_json::from_str::<Value>(&text).is_ok() {
                        let read: Value = serde_json::from_str(import.instance.polling.text()).unwrap();
                        assert_eq!(read, serde_json::from_str::<Value>(&text).unwrap(), "{name}");
                        let is_escaped = |repair: &importer::Repair| repair.kind == importer::RepairKind::Escaped(1);
                        assert!(import.repairs.iter().all(is_escaped), "{name}: {:?}", import.repairs);
                        assert_eq!(import.repairs.len(), usize::from(pasted.starts_with('"')), "{name}");
                    }
                }
                Err(error) => panic!("{name}: {error}"),
            }
        }
        seen += 1;
    }
    println!("{seen} documented configurations");
}
