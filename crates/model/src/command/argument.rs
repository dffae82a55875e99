//! A command as a list of arguments, no shell's quoting in them yet.

use crate::request::{HttpRequest, Secret, SecretText, split};

/// What stands in the places of the secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Secrets {
    /// The secrets themselves.
    Shown,
    /// A mask: for the screen, never for the clipboard.
    Masked,
    /// Environment variables.
    FromEnvironment,
}

/// A piece of an argument's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text, as the program shall get it.
    Text(&'a str),
    /// What stands for a secret on the screen.
    Mask,
    /// The value of the environment variable of that name.
    Variable(&'a str),
}

/// One argument of a command, with the option before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument<'a> {
    /// Such as `--header`; plain letters and dashes, which no shell reads as anything else.
    pub option: &'static str,
    /// What follows it; empty for an option that stands alone.
    pub value: Vec<Part<'a>>,
}

impl<'a> Argument<'a> {
    /// An option and its value.
    #[must_use]
    pub fn new(option: &'static str, value: &'a str) -> Self {
        Self { option, value: vec![Part::Text(value)] }
    }
}

/// The arguments with which curl sends `request`, all but its body.
#[must_use]
pub fn head(request: &HttpRequest, secrets: Secrets) -> Vec<Argument<'_>> {
    let mut arguments = vec![Argument::new("--request", request.method)];
    // curl(1), --globoff: without it, [] and {} in a URL are patterns that make several requests.
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

/// The body as an argument; nothing for a request without one. curl(1), --data-raw: like --data, but
/// an @ in front names no file. Nothing of it is changed.
#[must_use]
pub fn body(request: &HttpRequest, secrets: Secrets) -> Option<Argument<'_>> {
    let value: Vec<_> = parts(&request.body, secrets).collect();
    // curl(1), --data: it would also send a Content-Type of its own.
    (!value.is_empty()).then_some(Argument { option: "--data-raw", value })
}

/// A text as the pieces of an argument.
pub fn parts(text: &SecretText, secrets: Secrets) -> impl Iterator<Item = Part<'_>> {
    parts_of(text.as_str(), text.secrets(), secrets)
}

fn parts_of<'t>(text: &'t str, in_text: &'t [Secret], secrets: Secrets) -> impl Iterator<Item = Part<'t>> {
    let parts = split(text, in_text).flat_map(move |(plain, secret)| {
        let secret = secret.map(|secret| match secrets {
            Secrets::FromEnvironment => Part::Variable(&secret.variable),
            Secrets::Masked if !secret.is_blank => Part::Mask,
            _ => Part::Text(&text[secret.range.clone()]),
        });
        [Some(Part::Text(plain)), secret]
    });
    parts.flatten().filter(|part| *part != Part::Text(""))
}
