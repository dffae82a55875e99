//! The requests of a text that create an instance, for the user to choose one.

use std::fmt;

use model::char_set::CharSet;
use model::json;
use model::messages;
use model::position::Position;

/// A request that creates an instance, described without its secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The position of the request in the pasted text.
    pub position: Position,
    /// The method.
    pub method: String,
    /// The URL without user name, query and fragment. Empty if it has none.
    pub url: String,
    /// The request's name in its file, or else the instance's name in its body. Empty without either.
    pub name: String,
}

impl Candidate {
    /// The maximum number of candidates. More are not listed.
    pub(super) const MAX: usize = 100;

    /// Describes a request. Its position is set when the candidates are listed.
    pub(super) fn new(method: &str, url: &str, name: &str) -> Self {
        let position = Position { line: 1, column: 1 };
        Self { position, method: method.to_ascii_uppercase(), url: displayable_url(url), name: shorten(name) }
    }
}

impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { position, method, url, name } = self;
        if name.is_empty() {
            messages::REQUEST_WITHOUT_NAME.write_to(f, &[method, url, &position.line])
        } else {
            messages::REQUEST_WITH_NAME.write_to(f, &[name, method, url, &position.line])
        }
    }
}

/// Returns the beginning of a text, on one line.
fn shorten(text: &str) -> String {
    const MAX_CHARS: usize = 100;
    let mut short: String = text.trim().chars().take(MAX_CHARS).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.trim().chars().nth(MAX_CHARS).is_some() {
        short.push('…');
    }
    short
}

/// Returns a URL without the parts that may contain a secret.
fn displayable_url(url: &str) -> String {
    let url = url.trim();
    let path = url.before_any("?#");
    let (scheme, rest) = path.split_once("://").unwrap_or(("", path));
    let authority = rest.find('/').unwrap_or(rest.len());
    let host = rest[..authority].rfind('@').map_or(0, |at| at + 1);
    if rest[host..].contains(|c: char| c.is_whitespace() || "\"'{},;=".contains(c)) {
        return String::new();
    }
    shorten(&format!("{scheme}{}{}", if scheme.is_empty() { "" } else { "://" }, &rest[host..]))
}

/// Returns the name of the instance that a body creates; empty if it has none.
pub(super) fn instance_name(body: &str) -> String {
    let (tree, _) = json::parse(body);
    let name = tree.root(body).and_then(|root| root.get(model::api_schema::NAME));
    name.map(|name| name.text().into_owned()).unwrap_or_default()
}
