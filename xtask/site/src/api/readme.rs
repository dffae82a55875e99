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
    let rows = api.attributes.iter().map(|attribute| {
        format!("| `{}` | `{}` | {} |\n", attribute.name, attribute.property(), attribute.description)
    });
    format!("| attribute | property | value |\n|---|---|---|\n{}", rows.collect::<String>())
}

fn events(api: &Api) -> String {
    let rows = api.events.iter().map(|event| {
        let detail: Vec<_> = event.detail.iter().map(|member| format!("`{}`", member.name)).collect();
        format!("| `{}` | {} | {} |\n", event.name, detail.join(", "), description(event))
    });
    format!("| event | detail | when |\n|---|---|---|\n{}", rows.collect::<String>())
}

/// Returns the description of an event, with the values of its members.
fn description(event: &Event) -> String {
    let mut description = event.description.clone();
    for member in &event.detail {
        if let [first @ .., last] = &*member.values {
            let first: Vec<_> = first.iter().map(|value| format!("`{value}`")).collect();
            description += &format!(" `{}` is {} or `{last}`.", member.name, first.join(", "));
        }
    }
    if event.detail.iter().any(|member| member.type_name.ends_with("| null")) {
        description += " Unknown values are `null`.";
    }
    description
}
