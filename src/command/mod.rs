//! From the request to a command: first a list of arguments, then one shell's text for them.

mod posix;

pub use posix::quote as quote_posix;

use crate::request::HttpRequest;

/// One argument of a command, with the option before it where it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Such as `--header`; plain letters and dashes, which no shell reads as anything else.
    pub option: Option<&'static str>,
    /// What follows it, as the program shall get it; nothing for an option that stands alone.
    pub value: Option<String>,
}

impl Argument {
    fn new(option: &'static str, value: impl Into<String>) -> Self {
        Self { option: Some(option), value: Some(value.into()) }
    }
}

/// The arguments with which curl sends `request`.
#[must_use]
pub fn curl(request: &HttpRequest) -> Vec<Argument> {
    let mut arguments = vec![Argument::new("--request", request.method)];
    // curl(1), --globoff: without it, [] and {} in a URL are patterns that make several requests.
    if request.url.contains(['[', ']', '{', '}']) {
        arguments.push(Argument { option: Some("--globoff"), value: None });
    }
    arguments.push(Argument::new("--url", &request.url));
    for header in &request.headers {
        let value = header.value.as_str();
        // curl(1), --header: a header without a value is written with a semicolon.
        let line = if value.is_empty() { format!("{};", header.name) } else { format!("{}: {value}", header.name) };
        arguments.push(Argument::new("--header", line));
    }
    // curl(1), --data-raw: like --data, but an @ in front names no file. Nothing of it is changed.
    arguments.push(Argument::new("--data-raw", request.body.as_str()));
    arguments
}

/// The command for `request`, as text for a POSIX shell.
#[must_use]
pub fn posix(request: &HttpRequest) -> String {
    posix::print("curl", &curl(request))
}
