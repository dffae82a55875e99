//! Builds the HTTP requests of an instance: the one that creates it, and those that follow. Only this module knows the
//! API's paths and headers.

mod body;
mod next_step;
mod secret_text;

pub use next_step::NextStep;
pub use secret_text::{Secret, SecretText};
pub(crate) use secret_text::{split, url_secrets};

use crate::instance::{Instance, invalid_header_character};
use crate::url::{base_url, host, secrets};

/// The maximum length of a body that a command passes as an argument, in bytes. The limit of Linux is 131,072 bytes
/// (execve(2), `MAX_ARG_STRLEN`).
pub const MAX_ARGUMENT_BYTES: usize = 100_000;

/// The placeholder of a missing host.
const HOST_PLACEHOLDER: &str = "https://<API_HOST>";

/// An HTTP request, as the preview shows it, a command prints it and `fetch` sends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    /// The method.
    pub method: &'static str,
    /// The URL.
    pub url: String,
    /// The secrets in the URL, in ascending order.
    pub url_secrets: Vec<Secret>,
    /// The headers, in the order they are printed.
    pub headers: Vec<Header>,
    /// The body; empty for a request without one. A body of more than [`MAX_ARGUMENT_BYTES`] ends with a line break,
    /// as the here-document of a command requires.
    pub body: SecretText,
}

/// One header of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The name.
    pub name: &'static str,
    /// The value.
    pub value: SecretText,
}

impl HttpRequest {
    /// Builds `POST /instances` for `instance`. A required value that is missing or invalid is replaced by the
    /// documentation's placeholder, so that the request of an empty form is a template.
    #[must_use]
    pub fn create_instance(instance: &Instance) -> Self {
        let mut body = body::body(instance);
        if body.as_str().len() > MAX_ARGUMENT_BYTES {
            body.push("\n");
        }
        let mut authorization = account_authorization(instance);
        secret_text::uniquify_variables([&mut authorization, &mut body]);
        Self {
            method: "POST",
            url: base(instance) + "/instances",
            url_secrets: Vec::new(),
            headers: vec![Header { name: "Authorization", value: authorization }, Header::json()],
            body,
        }
    }

    /// Builds `GET /instances`, which lists the instances of the account.
    #[must_use]
    pub fn list_instances(instance: &Instance) -> Self {
        Self {
            method: "GET",
            url: base(instance) + "/instances",
            url_secrets: Vec::new(),
            headers: vec![Header { name: "Authorization", value: account_authorization(instance) }],
            body: SecretText::default(),
        }
    }

    /// Returns whether the body is too long for an argument of a command.
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.body.as_str().len() > MAX_ARGUMENT_BYTES
    }

    /// Returns the secrets in the order of the request, including placeholders.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.head_secrets().chain(self.body.secrets())
    }

    /// Returns the secrets of the URL and the headers.
    pub(crate) fn head_secrets(&self) -> impl Iterator<Item = &Secret> {
        self.url_secrets.iter().chain(self.headers.iter().flat_map(|header| header.value.secrets()))
    }
}

impl Header {
    /// Returns the header that declares a JSON body.
    pub(crate) fn json() -> Self {
        Self { name: "Content-Type", value: "application/json".into() }
    }
}

/// Returns the API's base URL for `instance`, or the placeholder if the host is unusable.
fn base(instance: &Instance) -> String {
    let typed = base_url(&instance.host);
    // A control character could run a command in the terminal that the URL is pasted into.
    let is_plain = !typed.contains(|c: char| c.is_control() || c.is_whitespace());
    // A key or password in the URL would be visible on the page and reported to the host page.
    let is_usable = is_plain && secrets(&typed).is_empty();
    if is_usable && !host(&typed).is_empty() { typed } else { base_url(HOST_PLACEHOLDER) }
}

/// A kind of credential in the `Authorization` header.
struct Credential {
    /// The prefix in the header, with a space.
    prefix: &'static str,
    /// The environment variable.
    variable: &'static str,
    /// The documentation's placeholder.
    placeholder: &'static str,
}

const USER: Credential = Credential { prefix: "User ", variable: "CE_USER_SECRET", placeholder: "<USER_SECRET>" };
const ORGANIZATION: Credential =
    Credential { prefix: "Organization ", variable: "CE_ORGANIZATION_SECRET", placeholder: "<ORGANIZATION_SECRET>" };
const ELEMENT: Credential =
    Credential { prefix: "Element ", variable: "CE_ELEMENT_TOKEN", placeholder: "<INSTANCE_TOKEN>" };

/// Returns `User …, Organization …`, as the API documents it.
fn account_authorization(instance: &Instance) -> SecretText {
    authorization(&[(USER, &instance.user_secret), (ORGANIZATION, &instance.organization_secret)])
}

/// Returns the value of the header, such as `User …, Element …`.
fn authorization(credentials: &[(Credential, &str)]) -> SecretText {
    let mut value = SecretText::default();
    for (index, (credential, secret)) in credentials.iter().enumerate() {
        value.push(if index == 0 { "" } else { ", " });
        value.push(credential.prefix);
        let secret = secret.trim();
        let is_placeholder = secret.is_empty() || invalid_header_character(secret).is_some();
        let shown = if is_placeholder { credential.placeholder } else { secret };
        value.push_secret(credential.variable, is_placeholder, |text| text.push_str(shown));
    }
    value
}
