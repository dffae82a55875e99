//! The public interface is described in `view/announce.rs` and `custom_element/attributes.js`, `embed.d.ts`,
//! `custom-elements.json`, and the README. All four must agree.

#![allow(missing_docs)]

use std::collections::BTreeSet;

use model::response::{ApiError, Content, Created, Failure, Outcome};
use serde_json::Value;

const ATTRIBUTES: &str = include_str!("../src/custom_element/attributes.js");
const DISPATCHES: &str =
    concat!(include_str!("../src/custom_element/request_changed.rs"), include_str!("../src/submit/outcome_event.rs"));
const TYPES: &str = include_str!("../src/embed.d.ts");
const MANIFEST: &str = include_str!("../src/custom-elements.json");
const README: &str = include_str!("../README.md");
const TOKENS: &str = include_str!("../style/tokens.css");
const PRERENDERED: &str = include_str!("../src/custom_element/prerendered.html");

/// Returns the text between `from` and the next `to`.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from}")).1;
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} behind {from}")).0
}

/// Returns the texts between quotes of this kind.
fn quoted(text: &str, quote: char) -> Vec<&str> {
    text.split(quote).skip(1).step_by(2).collect()
}

/// Returns the rows of the README's table whose first column has the header `head`: for each cell, the texts in
/// backticks.
fn table(head: &str) -> Vec<Vec<Vec<&'static str>>> {
    let start = README.find(&format!("\n| {head} |")).unwrap_or_else(|| panic!("no table of {head}"));
    let rows = README[start + 1..].lines().take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.split('|').skip(1).map(|cell| quoted(cell, '`')).collect()).collect()
}

/// Returns the element's class in the manifest.
fn class() -> Value {
    let manifest: Value = serde_json::from_str(MANIFEST).unwrap();
    manifest["modules"][0]["declarations"][0].clone()
}

/// Returns the values of a key in a list of the manifest.
fn listed(class: &Value, list: &str, key: &str) -> Vec<String> {
    class[list].as_array().unwrap().iter().map(|entry| entry[key].as_str().unwrap().to_owned()).collect()
}

fn camel(attribute: &str) -> String {
    let mut words = attribute.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| name + &word[..1].to_uppercase() + &word[1..])
}

#[test]
fn attributes_and_properties() {
    let mut attributes = quoted(between(ATTRIBUTES, "const ATTRIBUTES = [", "]"), '\'');
    assert_eq!(attributes.len(), 10);
    let own: Vec<_> = attributes.iter().map(|attribute| camel(attribute)).collect();
    attributes.push("lang");
    let properties: Vec<_> = attributes.iter().map(|attribute| camel(attribute)).collect();

    let class = class();
    assert_eq!(listed(&class, "attributes", "name"), attributes);
    assert_eq!(listed(&class, "attributes", "fieldName"), properties);
    assert_eq!(listed(&class, "members", "name"), properties);
    assert_eq!(listed(&class, "members", "attribute"), attributes);

    // `lang` is an attribute and a property of every element.
    assert!(TYPES.contains("  lang: string;"));
    let accessors = |word: &str| -> Vec<&str> {
        TYPES.lines().filter_map(|line| line.trim().strip_prefix(word)?.split_once('(')).map(|(name, _)| name).collect()
    };
    assert_eq!(accessors("get "), own);
    assert_eq!(accessors("set "), own);

    let rows = table("attribute");
    assert_eq!(rows.iter().map(|row| row[0][0]).collect::<Vec<_>>(), attributes);
    assert_eq!(rows.iter().map(|row| row[1][0]).collect::<Vec<_>>(), properties);
}

#[test]
fn events_and_their_details() {
    // Matches `dispatch(&host, "name", &[("key", value), …])`.
    let messages: Vec<(&str, Vec<&str>)> = DISPATCHES
        .split("dispatch(")
        .skip(1)
        .map(|call| {
            let call = call.split_once(']').unwrap().0;
            let keys = call.split("(\"").skip(1).map(|rest| rest.split('"').next().unwrap());
            (quoted(call, '"')[0], keys.collect())
        })
        .collect();
    assert_eq!(messages.iter().map(|(name, _)| *name).collect::<Vec<_>>(), listed(&class(), "events", "name"));

    let map = between(TYPES, "interface ElementInstanceFormEventMap {", "}");
    assert_eq!(quoted(map, '\''), messages.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    let rows = table("event");
    assert_eq!(rows.len(), messages.len());
    for ((name, keys), row) in messages.iter().zip(&rows) {
        let detail = between(map, &format!("'{name}': CustomEvent<"), ">");
        let interface = between(TYPES, &format!("export interface {detail} {{\n"), "\n}");
        let members: Vec<_> = interface
            .lines()
            .filter(|line| !line.trim_start().starts_with(['/', '*']))
            .map(|line| line.trim().split(':').next().unwrap())
            .collect();
        assert_eq!(members, *keys, "the type of {name}");
        assert_eq!((&row[0], &row[1]), (&vec![*name], keys), "the README on {name}");
        let types = listed(&class(), "events", "name");
        let index = types.iter().position(|its| its == name).unwrap();
        assert_eq!(class()["events"][index]["type"]["text"], format!("CustomEvent<{detail}>"));
    }
}

#[test]
fn kinds_of_failure() {
    let import_error = Outcome::Rejected { status: 400, error: ApiError::default() };
    let unreadable = Outcome::Unreadable { status: 200, content: Content::Empty, error: ApiError::default() };
    let failures = [
        Failure::NotSent,
        Failure::Offline,
        Failure::Unreachable,
        Failure::Redirected,
        Failure::CutOff { status: 200 },
        Failure::TimedOut { seconds: 1 },
        Failure::Cancelled,
    ];
    let kinds: Vec<_> = [import_error, unreadable]
        .into_iter()
        .chain(failures.map(Outcome::Failed))
        .map(|outcome| match &outcome {
            Outcome::Created(Created { .. }) => panic!("that is no failure"),
            Outcome::Rejected { .. } | Outcome::Unreadable { .. } => outcome.kind(),
            Outcome::Failed(failure) => match failure {
                Failure::NotSent
                | Failure::Offline
                | Failure::Unreachable
                | Failure::Redirected
                | Failure::CutOff { .. }
                | Failure::TimedOut { .. }
                | Failure::Cancelled
                | Failure::PageLeft => outcome.kind(),
            },
        })
        .collect();
    assert_eq!(quoted(between(TYPES, "  kind: ", ";"), '\''), kinds);
    let row = &table("event")[2][2];
    assert_eq!(row[1..=kinds.len()], kinds);
}

#[test]
fn parts() {
    let parts: BTreeSet<_> =
        PRERENDERED.split(" part=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let parts: BTreeSet<String> = parts.into_iter().map(ToOwned::to_owned).collect();
    assert_eq!(parts, listed(&class(), "cssParts", "name").into_iter().collect());
    let messages = quoted(between(README, "**Parts**", "\n\n"), '`');
    assert_eq!(messages[0], "element-instance-form::part(…)");
    assert_eq!(parts, messages[1..].iter().map(|part| (*part).to_owned()).collect());
}

#[test]
fn custom_properties() {
    // The form's own rem unit is private.
    let in_rem = |value: &str| match value
        .strip_prefix("calc(")
        .and_then(|value| value.strip_suffix(" * var(--instance-form-rem))"))
    {
        Some(number) => format!("{number}rem"),
        None => value.replace("var(--instance-form-rem)", "1rem"),
    };
    let tokens: Vec<_> = TOKENS
        .lines()
        .filter_map(|line| line.trim().strip_suffix(';')?.split_once(": "))
        .filter(|(name, _)| name.starts_with("--") && *name != "--instance-form-rem")
        .map(|(name, value)| (name.to_owned(), in_rem(value)))
        .collect();
    let class = class();
    let listed: Vec<_> =
        listed(&class, "cssProperties", "name").into_iter().zip(listed(&class, "cssProperties", "default")).collect();
    assert_eq!(listed, tokens);
    let messages: BTreeSet<_> = quoted(between(README, "**Custom properties**", "\n\n"), '`')
        .into_iter()
        .filter(|messages| messages.starts_with("--"))
        .collect();
    assert_eq!(messages, tokens.iter().map(|(name, _)| &**name).collect());
}
