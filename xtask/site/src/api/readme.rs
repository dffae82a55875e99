//! The README's tables of attributes and events, between the comments `<!-- api: … -->` and `<!-- /api -->`.

use anyhow::{Context, Result};

use super::{Api, Event};

const END: &str = "<!-- /api -->";

/// Returns the README with its tables updated.
pub(super) fn write(api: &Api, readme: &str) -> Result<String> {
    let readme = replace_table(readme, "attributes", &attributes(api))?;
    replace_table(&readme, "events", &events(api))
}

/// Replaces the table with this name.
fn replace_table(readme: &str, name: &str, table: &str) -> Result<String> {
    let start = format!("<!-- api: {name} -->\n");
    let (before, rest) = readme.split_once(&start).with_context(|| format!("README.md has no {start}"))?;
    let (_, after) = rest.split_once(END).with_context(|| format!("README.md has no {END}"))?;
    Ok(format!("{before}{start}{table}{END}{after}"))
}

fn attributes(api: &Api) -> String {
    let rows = api
        .attributes
        .iter()
        .map(|attribute| format!("| `{}` | `{}` | {} |", attribute.name, attribute.property(), attribute.description));
    table("| attribute | property | value |", rows)
}

fn events(api: &Api) -> String {
    let rows = api.events.iter().map(|event| {
        let detail: Vec<_> = event.detail.iter().map(|member| format!("`{}`", member.name)).collect();
        format!("| `{}` | {} | {} |", event.name, detail.join(", "), description(event))
    });
    table("| event | detail | when |", rows)
}

/// Returns a table with three columns.
fn table(head: &str, rows: impl Iterator<Item = String>) -> String {
    let head = [head, "|---|---|---|"].map(ToOwned::to_owned);
    head.into_iter().chain(rows).map(|row| row + "\n").collect()
}

/// Returns the description of an event, with the values of its members.
fn description(event: &Event) -> String {
    let mut sentences = vec![event.description.clone()];
    for member in &event.detail {
        if let [first @ .., last] = &*member.values {
            let first: Vec<_> = first.iter().map(|value| format!("`{value}`")).collect();
            sentences.push(format!("`{}` is {} or `{last}`.", member.name, first.join(", ")));
        }
    }
    if event.detail.iter().any(|member| member.type_name.ends_with("| null")) {
        sentences.push("Unknown values are `null`.".to_owned());
    }
    sentences.join(" ")
}
