//! From the instance to the one HTTP request that creates it. Nothing else knows the API's shape.

mod body;
mod text;

pub use text::{MASK, Secret, Text};

use crate::element::Definition;
use crate::instance::{Instance, bad_header_character};
use crate::url::base_url;

/// The longest body, in bytes, that a command carries as an argument. Linux takes no argument of more
/// than 131,072 bytes (execve(2), `MAX_ARG_STRLEN`).
pub const LONGEST_ARGUMENT: usize = 100_000;

/// What stands for a host that is still to come.
const NO_HOST: &str = "https://<API_HOST>";

/// A request: what the preview shows, the command prints and `fetch` sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: &'static str,
    /// The address.
    pub url: String,
    /// The headers, in the order they are printed.
    pub headers: Vec<Header>,
    /// The body. One of more than [`LONGEST_ARGUMENT`] bytes ends with a line break, since the
    /// here-document that a shell reads it from cannot do without.
    pub body: Text,
}

/// One header of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: Text,
}

impl HttpRequest {
    /// `POST /instances` for `instance`. What is required and still blank, or cannot be sent, stands
    /// in it as the documentation's placeholder, so that it is a template from the first second.
    #[must_use]
    pub fn create_instance(instance: &Instance, definition: &Definition) -> Self {
        let mut body = body::body(instance, definition);
        if body.as_str().len() > LONGEST_ARGUMENT {
            body.push("\n");
        }
        let mut authorization = authorization(instance);
        text::tell_apart([&mut authorization, &mut body]);
        Self {
            method: "POST",
            url: format!("{}/instances", api(instance)),
            headers: vec![
                Header { name: "Authorization", value: authorization },
                Header { name: "Content-Type", value: "application/json".into() },
            ],
            body,
        }
    }

    /// `GET /instances`: all that the account has.
    #[must_use]
    pub fn list_instances(instance: &Instance) -> Self {
        Self {
            method: "GET",
            url: format!("{}/instances", api(instance)),
            headers: vec![Header { name: "Authorization", value: authorization(instance) }],
            body: Text::default(),
        }
    }

    /// Whether the body is too long to travel as an argument of a command.
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.body.as_str().len() > LONGEST_ARGUMENT
    }

    /// The secrets in it, in its order; those that are still blank too.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.headers.iter().flat_map(|header| header.value.secrets()).chain(self.body.secrets())
    }
}

/// The API's base URL, or what stands for it.
fn api(instance: &Instance) -> String {
    let host = base_url(if instance.host.trim().is_empty() { NO_HOST } else { &instance.host });
    // What acts on the terminal that a command is pasted into is no part of an address either.
    let is_plain = !host.contains(|c: char| c.is_control() || c.is_whitespace());
    if is_plain { host } else { base_url(NO_HOST) }
}

/// `User …, Organization …`, as the API documents it.
fn authorization(instance: &Instance) -> Text {
    let mut value = Text::default();
    let mut push = |scheme: &str, secret: &str, variable: &str, placeholder: &str| {
        value.push(scheme);
        let secret = secret.trim();
        let is_blank = secret.is_empty() || bad_header_character(secret).is_some();
        value.push_secret(variable, is_blank, |text| text.push_str(if is_blank { placeholder } else { secret }));
    };
    push("User ", &instance.user_secret, "CE_USER_SECRET", "<USER_SECRET>");
    let organization = &instance.organization_secret;
    push(", Organization ", organization, "CE_ORGANIZATION_SECRET", "<ORGANIZATION_SECRET>");
    value
}
