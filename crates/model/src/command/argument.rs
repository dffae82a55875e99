//! A command as a list of arguments, before any shell's quoting.

use crate::request::{HttpRequest, Secret, SecretText, split};

/// How a command contains secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// In plain text.
    Shown,
    /// Masked, for the screen only.
    Masked,
    /// As environment variables.
    FromEnvironment,
}

/// A part of an argument's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text that the program receives unchanged.
    Text(&'a str),
    /// The mask of a secret.
    Mask,
    /// The value of the environment variable of that name.
    Variable(&'a str),
}

/// An option of a command and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument<'a> {
    /// The option, such as `--header`. Letters and hyphens need no quoting in any shell.
    pub option: &'static str,
    /// The value; empty for an option without one.
    pub value: Vec<Part<'a>>,
}

impl<'a> Argument<'a> {
    /// Creates an argument with a plain value.
    #[must_use]
    pub fn new(option: &'static str, value: &'a str) -> Self {
        Self { option, value: vec![Part::Text(value)] }
    }
}

/// Returns the arguments of curl for `request`, without its body.
#[must_use]
pub fn head(request: &HttpRequest, secrets: Secrets) -> Vec<Argument<'_>> {
    let mut arguments = vec![Argument::new("--request", request.method)];
    // curl(1), --globoff: otherwise curl expands [] and {} in a URL to several requests.
    if request.url.contains(['[', ']', '{', '}']) {
        arguments.push(Argument { option: "--globoff", value: Vec::new() });
    }
    let url = parts_of(&request.url, &request.url_secrets, secrets).collect();
    arguments.push(Argument { option: "--url", value: url });
    for header in &request.headers {
        // curl(1), --header: a header without a value is written with a semicolon.
        let separator = if header.value.as_str().is_empty() { ";" } else { ": " };
        let mut value = vec![Part::Text(header.name), Part::Text(separator)];
        value.extend(parts(&header.value, secrets));
        arguments.push(Argument { option: "--header", value });
    }
    arguments
}

/// Returns the body as an argument; `None` for a request without one.
#[must_use]
pub fn body(request: &HttpRequest, secrets: Secrets) -> Option<Argument<'_>> {
    let value: Vec<_> = parts(&request.body, secrets).collect();
    // curl(1), --data-raw: like --data, but a leading @ does not name a file. An empty one would set a Content-Type.
    (!value.is_empty()).then_some(Argument { option: "--data-raw", value })
}

/// Splits a text into the parts of an argument.
pub fn parts(text: &SecretText, secrets: Secrets) -> impl Iterator<Item = Part<'_>> {
    parts_of(text.as_str(), text.secrets(), secrets)
}

fn parts_of<'t>(text: &'t str, secret_ranges: &'t [Secret], secrets: Secrets) -> impl Iterator<Item = Part<'t>> {
    let parts = split(text, secret_ranges).flat_map(move |(plain, secret)| {
        let secret = secret.map(|secret| match secrets {
            Secrets::FromEnvironment => Part::Variable(&secret.variable),
            Secrets::Masked if !secret.is_placeholder => Part::Mask,
            _ => Part::Text(&text[secret.range.clone()]),
        });
        [Some(Part::Text(plain)), secret]
    });
    parts.flatten().filter(|part| *part != Part::Text(""))
}
