//! What the API answered, as data, and what that means, in sentences.

use std::fmt;

use crate::json::{self, Kind};

/// The instance that was created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Created {
    /// Its id, as the API spelled it.
    pub id: String,
    /// The token that every later request about it needs. The API tells it once.
    pub token: String,
    /// The whole answer, JSON.
    pub answer: String,
}

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The instance exists.
    Created(Created),
    /// The API said no, in its own words.
    Refused {
        /// The HTTP status.
        status: u16,
        /// What the API said.
        error: ApiError,
    },
    /// An answer came that is not what the API documents.
    Unreadable {
        /// The HTTP status.
        status: u16,
    },
    /// No answer came within this many seconds.
    TimedOut {
        /// How long was waited.
        seconds: u32,
    },
    /// The browser could not send the request, or may not show the answer; it does not say which.
    Unreachable,
}

/// The API's documented error body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiError {
    /// Names the request to the vendor's support.
    pub request_id: Option<String>,
    /// What is wrong, in the API's words.
    pub message: Option<String>,
    /// What the provider, here `WooCommerce`, said.
    pub provider_message: Option<String>,
}

impl Outcome {
    /// Reads an answer.
    #[must_use]
    pub fn read(status: u16, body: &str) -> Self {
        let tree = json::read(body);
        let answer = tree.as_ref().and_then(|tree| tree.root(body));
        let text = |name: &str, kind: Kind| {
            let value = answer?.get(name)?;
            (value.kind() == kind).then(|| value.text().into_owned())
        };
        let told = |name| text(name, Kind::String);
        if (200..300).contains(&status) {
            return match (text("id", Kind::Number).or_else(|| told("id")), told("token")) {
                (Some(id), Some(token)) => Self::Created(Created { id, token, answer: body.into() }),
                _ => Self::Unreadable { status },
            };
        }
        let error = ApiError {
            request_id: told("requestId"),
            message: told("message"),
            provider_message: told("providerMessage").or_else(|| told("ProviderMessage")),
        };
        if error == ApiError::default() { Self::Unreadable { status } } else { Self::Refused { status, error } }
    }

    /// The HTTP status, if an answer came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. } | Self::Unreadable { status } => Some(*status),
            Self::Created(_) | Self::TimedOut { .. } | Self::Unreachable => None,
        }
    }

    /// What names the request to the vendor's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Refused { error, .. } => error.request_id.as_deref(),
            _ => None,
        }
    }

    /// A stable word for it: the `kind` of the event `instance-failed`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Created(_) => "created",
            Self::Refused { .. } => "refused",
            Self::Unreadable { .. } => "unreadable",
            Self::TimedOut { .. } => "timed-out",
            Self::Unreachable => "unreachable",
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Created(created) => write!(f, "The instance was created, with the id {}.", created.id),
            Self::Refused { status, error } => {
                write!(f, "The API refused the request with status {status}")?;
                let message = error.message.as_deref().unwrap_or_default();
                if !message.is_empty() {
                    write!(f, ": {message}")?;
                }
                if !message.ends_with(['.', '!', '?']) {
                    f.write_str(".")?;
                }
                if let Some(provider) = error.provider_message.as_deref().filter(|provider| *provider != message) {
                    write!(f, " WooCommerce said: {provider}")?;
                }
                let advice = advice(*status);
                if !advice.is_empty() {
                    write!(f, " {advice}")?;
                }
                if let Some(id) = &error.request_id {
                    write!(f, " Quote the request id {id} to support.")?;
                }
                Ok(())
            }
            Self::Unreadable { status } if (200..300).contains(status) => write!(
                f,
                "The API answered with status {status}, but not with an instance's id and token. The instance may exist: \
                 look at your instances before you try again."
            ),
            Self::Unreadable { status } => write!(
                f,
                "The server answered with status {status}, but not in the API's form. Check that the API host is right."
            ),
            Self::TimedOut { seconds } => write!(
                f,
                "No answer came within {seconds} seconds. The instance may exist all the same: look at your instances \
                 before you try again."
            ),
            Self::Unreachable => f.write_str(
                "The browser could not reach the API, or the API does not let this page read its answer (CORS); a page \
                 is not told which. Check the API host and your connection, or run the cURL command instead: it has no \
                 such limits.",
            ),
        }
    }
}

/// What to do about a status, where the API's own words seldom say it (its documented error table).
fn advice(status: u16) -> &'static str {
    match status {
        400 => "Often a field is missing or wrong.",
        401 => "Check the User Secret, the Organization Secret and the API host they belong to.",
        403 => "The provider refused access: check that the key may read and write.",
        404 => "Check the API host.",
        409 => "It exists already: look at your instances.",
        500.. => "The fault is on the API's side: try again later.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart() {
        let created = |id: &str, token: &str, answer: &str| {
            Outcome::Created(Created { id: id.into(), token: token.into(), answer: answer.into() })
        };
        let (first, second) = (r#"{"id":12345,"token":"ABC/D=","x":{}}"#, r#"{"id":"a1","token":"t"}"#);
        let cases = [
            (200, first, created("12345", "ABC/D=", first)),
            (201, second, created("a1", "t", second)),
            (200, r#"{"id":12345}"#, Outcome::Unreadable { status: 200 }),
            (200, r#"{"id":null,"token":"t"}"#, Outcome::Unreadable { status: 200 }),
            (200, "", Outcome::Unreadable { status: 200 }),
            (502, "<html>Bad Gateway</html>", Outcome::Unreadable { status: 502 }),
            (404, "{}", Outcome::Unreadable { status: 404 }),
        ];
        for (status, body, outcome) in cases {
            assert_eq!(Outcome::read(status, body), outcome, "{body}");
        }
    }

    #[test]
    fn a_refusal_carries_all_that_the_api_said() {
        let cases = [
            (
                401,
                r#"{"requestId":"5b0437c6e4b07731ae39b533","message":"Invalid user or organization secret"}"#,
                "The API refused the request with status 401: Invalid user or organization secret. Check the User Secret, the \
                 Organization Secret and the API host they belong to. Quote the request id 5b0437c6e4b07731ae39b533 to support.",
            ),
            (
                400,
                r#"{"message":"Failed to validate.","providerMessage":"Consumer key is invalid."}"#,
                "The API refused the request with status 400: Failed to validate. WooCommerce said: Consumer key is invalid. \
                 Often a field is missing or wrong.",
            ),
            (
                418,
                r#"{"requestId":"1"}"#,
                "The API refused the request with status 418. Quote the request id 1 to support.",
            ),
        ];
        for (status, body, sentence) in cases {
            assert_eq!(Outcome::read(status, body).to_string(), sentence);
        }
    }
}
