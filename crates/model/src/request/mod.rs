//! From the instance to the one HTTP request that creates it, and to those that come after. Nothing else knows the
//! API's shape.

mod body;
mod next_steps;
mod secret_text;

pub use next_steps::NextStep;
pub use secret_text::{Secret, SecretText};
pub(crate) use secret_text::{split, url_secrets};

use crate::instance::{Instance, invalid_header_character};
use crate::url::{base_url, host, secrets};

/// The longest body, in bytes, that a command carries as an argument. Linux takes no argument of more
/// than 131,072 bytes (execve(2), `MAX_ARG_STRLEN`).
pub const MAX_ARGUMENT_BYTES: usize = 100_000;

/// What stands for a host that is still to come.
const NO_HOST: &str = "https://<API_HOST>";

/// A request: what the preview shows, the command prints and `fetch` sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: &'static str,
    /// The address.
    pub url: String,
    /// The secrets in the address, in rising order.
    pub url_secrets: Vec<Secret>,
    /// The headers, in the order they are printed.
    pub headers: Vec<Header>,
    /// The body; empty for a request that has none. One of more than [`MAX_ARGUMENT_BYTES`] bytes ends with
    /// a line break, since the here-document that a shell reads it from cannot do without.
    pub body: SecretText,
}

/// One header of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name.
    pub name: &'static str,
    /// Its value.
    pub value: SecretText,
}

impl HttpRequest {
    /// `POST /instances` for `instance`. What is required and still blank, or cannot be sent, stands
    /// in it as the documentation's placeholder, so that it is a template from the first second.
    #[must_use]
    pub fn create_instance(instance: &Instance) -> Self {
        let mut body = body::body(instance);
        if body.as_str().len() > MAX_ARGUMENT_BYTES {
            body.push("\n");
        }
        let mut authorization = of_account(instance);
        secret_text::uniquify_variables([&mut authorization, &mut body]);
        Self {
            method: "POST",
            url: base(instance) + "/instances",
            url_secrets: Vec::new(),
            headers: vec![Header { name: "Authorization", value: authorization }, Header::json()],
            body,
        }
    }

    /// `GET /instances`: all that the account has.
    #[must_use]
    pub fn list_instances(instance: &Instance) -> Self {
        Self {
            method: "GET",
            url: base(instance) + "/instances",
            url_secrets: Vec::new(),
            headers: vec![Header { name: "Authorization", value: of_account(instance) }],
            body: SecretText::default(),
        }
    }

    /// Whether the body is too long to travel as an argument of a command.
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.body.as_str().len() > MAX_ARGUMENT_BYTES
    }

    /// The secrets in it, in its order; those that are still blank too.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.head_secrets().chain(self.body.secrets())
    }

    /// The secrets in it but for those in the body.
    pub(crate) fn head_secrets(&self) -> impl Iterator<Item = &Secret> {
        self.url_secrets.iter().chain(self.headers.iter().flat_map(|header| header.value.secrets()))
    }
}

impl Header {
    /// What says that the body is JSON.
    pub(crate) fn json() -> Self {
        Self { name: "Content-Type", value: "application/json".into() }
    }
}

/// The API's base URL for `instance`.
fn base(instance: &Instance) -> String {
    let typed = base_url(&instance.host);
    // What acts on the terminal that a command is pasted into is no part of an address either.
    let is_plain = !typed.contains(|c: char| c.is_control() || c.is_whitespace());
    // A key or password in it would be shown, and told to the page around.
    let is_plain = is_plain && secrets(&typed).is_empty();
    if is_plain && !host(&typed).is_empty() { typed } else { base_url(NO_HOST) }
}

/// A kind of secret by which the API knows who calls: its word in the header, its environment variable
/// and the documentation's placeholder.
type Kind = [&'static str; 3];

const USER: Kind = ["User ", "CE_USER_SECRET", "<USER_SECRET>"];
const ORGANIZATION: Kind = ["Organization ", "CE_ORGANIZATION_SECRET", "<ORGANIZATION_SECRET>"];
const ELEMENT: Kind = ["Element ", "CE_ELEMENT_TOKEN", "<INSTANCE_TOKEN>"];

/// `User …, Organization …`, as the API documents it.
fn of_account(instance: &Instance) -> SecretText {
    authorization(&[(USER, &instance.user_secret), (ORGANIZATION, &instance.organization_secret)])
}

/// Such as `User …, Element …`.
fn authorization(secrets: &[(Kind, &str)]) -> SecretText {
    let mut value = SecretText::default();
    for (index, ([word, variable, placeholder], secret)) in secrets.iter().enumerate() {
        value.push(if index == 0 { "" } else { ", " });
        value.push(word);
        let secret = secret.trim();
        let is_blank = secret.is_empty() || invalid_header_character(secret).is_some();
        value.push_secret(variable, is_blank, |text| text.push_str(if is_blank { placeholder } else { secret }));
    }
    value
}
