//! How a request ended, as data.

use diagnostics::char_set::CharSet;

use crate::instance::contains_secret;
use crate::json::{self, Kind};

use super::created::{read_id_and_token, read_member};
use super::{ApiError, Created, Failure, RawResponse};

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The instance exists.
    Created(Created),
    /// The API rejected the request with its documented error.
    Rejected {
        /// The HTTP status.
        status: u16,
        /// The API's error.
        error: ApiError,
    },
    /// The response is not one that the API documents.
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// The kind of content received.
        content: Content,
        /// The error as far as the headers and a plain text body describe it.
        error: ApiError,
    },
    /// No complete response was received.
    Failed(Failure),
}

/// The content of an undocumented response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// An empty body.
    Empty,
    /// A web page.
    Html,
    /// An instance without a token or without an ID.
    Incomplete,
    /// An instance token, with a status that reports an error.
    Token,
    /// Anything else.
    Other,
}

impl Outcome {
    /// Reads a response.
    #[must_use]
    pub fn read(response: &RawResponse) -> Self {
        let (status, body) = (response.status, response.body.as_str());
        let tree = json::parse_strict(body);
        let root = tree.as_ref().and_then(|tree| tree.root(body));
        let string = |name| read_member(root?, name, Kind::String);
        let (id, token) = root.map(read_id_and_token).unwrap_or_default();
        let is_success = (200..300).contains(&status);
        let headers = ApiError {
            request_id: response.request_id.clone(),
            retry_after: response.retry_after,
            ..ApiError::default()
        };
        match (id, token) {
            (Some(id), Some(token)) if is_success => {
                return Self::Created(Created { id, token, response: body.into() });
            }
            (None, None) => {}
            _ if is_success => return Self::Unreadable { status, content: Content::Incomplete, error: headers },
            (_, Some(_)) => return Self::Unreadable { status, content: Content::Token, error: headers },
            _ => {}
        }
        let error = ApiError {
            request_id: string("requestId"),
            message: string("message"),
            provider_message: string("providerMessage").or_else(|| string("ProviderMessage")),
            retry_after: None,
        };
        if !is_success && error != ApiError::default() {
            let request_id = error.request_id.or(headers.request_id);
            return Self::Rejected {
                status,
                error: ApiError { request_id, retry_after: headers.retry_after, ..error },
            };
        }
        let content = Content::of(body);
        // The message is also reported to the host page. JSON that does not parse could contain a secret unnoticed.
        let begins_as_json = body.trim_start().starts_with_any("{[\"");
        let is_harmless = root.map_or(!begins_as_json, |root| !contains_secret(root));
        let message = (!is_success && content == Content::Other && is_harmless).then(|| body.trim().to_owned());
        Self::Unreadable { status, content, error: ApiError { message, ..headers } }
    }

    /// Returns whether the instance may exist despite the error: a gateway does not know what the API behind it did,
    /// and the API may fail after it created the instance.
    #[must_use]
    pub fn may_exist(&self) -> bool {
        match self {
            Self::Created(_) | Self::Unreadable { content: Content::Token, .. } => true,
            Self::Rejected { status, .. } => matches!(status, 408 | 500 | 502 | 504 | 520..),
            Self::Unreadable { status, .. } => matches!(status, 200..300 | 408 | 500 | 502..=504 | 520..),
            Self::Failed(failure) => match failure {
                Failure::NotSent | Failure::Offline | Failure::Redirected => false,
                Failure::CutOff { status } => *status == 408 || !matches!(status, 400..500),
                Failure::Unreachable | Failure::TimedOut { .. } | Failure::Cancelled | Failure::PageLeft => true,
            },
        }
    }

    /// Returns whether the received body may contain the token, which cannot be requested again.
    #[must_use]
    pub fn may_contain_token(&self) -> bool {
        match self {
            Self::Created(_) => true,
            Self::Rejected { .. } => false,
            Self::Unreadable { status, content, .. } => {
                let is_success = matches!(status, 200..300) && !matches!(content, Content::Html | Content::Empty);
                is_success || *content == Content::Token
            }
            Self::Failed(Failure::CutOff { status }) => matches!(status, 200..300),
            Self::Failed(_) => self.may_exist(),
        }
    }

    /// Returns the HTTP status of a response that reports an error or is incomplete.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Rejected { status, .. }
            | Self::Unreadable { status, .. }
            | Self::Failed(Failure::CutOff { status }) => Some(*status),
            Self::Created(_) | Self::Failed(_) => None,
        }
    }

    /// Returns the ID that identifies the request to the vendor's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Rejected { error, .. } | Self::Unreadable { error, .. } => error.request_id.as_deref(),
            _ => None,
        }
    }

    /// Returns the `kind` of the event `instance-failed`, or "created" and "left", which have no such event. Host pages
    /// rely on these values.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Created(_) => "created",
            Self::Rejected { .. } => "refused",
            Self::Unreadable { .. } => "unreadable",
            Self::Failed(failure) => match failure {
                Failure::NotSent => "not-sent",
                Failure::Offline => "offline",
                Failure::Unreachable => "unreachable",
                Failure::Redirected => "redirected",
                Failure::CutOff { .. } => "cut-off",
                Failure::TimedOut { .. } => "timed-out",
                Failure::Cancelled => "cancelled",
                Failure::PageLeft => "left",
            },
        }
    }
}

impl Content {
    /// Classifies a body without an instance.
    fn of(body: &str) -> Self {
        let body = body.trim_start_matches('\u{feff}').trim_start();
        if body.is_empty() {
            Self::Empty
        } else if body.starts_with('<') {
            Self::Html
        } else {
            Self::Other
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, body: &str) -> RawResponse {
        RawResponse { status, body: body.into(), ..RawResponse::default() }
    }

    #[test]
    fn responses_are_classified() {
        struct Case {
            status: u16,
            body: &'static str,
            outcome: Outcome,
        }
        let created = |id: &str, token: &str, body: &str| {
            Outcome::Created(Created { id: id.into(), token: token.into(), response: body.into() })
        };
        let unreadable = |status, content| Outcome::Unreadable { status, content, error: ApiError::default() };
        let message = |status, text: &str| Outcome::Unreadable {
            status,
            content: Content::Other,
            error: ApiError { message: Some(text.into()), ..ApiError::default() },
        };
        let (first, second) = (r#"{"id":12345,"token":"ABC/D=","x":{}}"#, r#"{"id":"a1","token":"t"}"#);
        let cases = [
            Case { status: 200, body: first, outcome: created("12345", "ABC/D=", first) },
            Case { status: 201, body: second, outcome: created("a1", "t", second) },
            Case { status: 200, body: r#"{"id":12345}"#, outcome: unreadable(200, Content::Incomplete) },
            Case { status: 200, body: r#"{"id":12345,"token":""}"#, outcome: unreadable(200, Content::Incomplete) },
            Case { status: 200, body: r#"{"id":null,"token":"t"}"#, outcome: unreadable(200, Content::Incomplete) },
            Case { status: 200, body: r#"{"message":"ok"}"#, outcome: unreadable(200, Content::Other) },
            Case { status: 200, body: "", outcome: unreadable(200, Content::Empty) },
            Case { status: 204, body: " \n", outcome: unreadable(204, Content::Empty) },
            Case { status: 200, body: "\u{feff}<!doctype html>", outcome: unreadable(200, Content::Html) },
            Case { status: 502, body: "<html>Bad Gateway</html>", outcome: unreadable(502, Content::Html) },
            Case { status: 404, body: "{}", outcome: message(404, "{}") },
            Case { status: 429, body: " Too many\n", outcome: message(429, "Too many") },
            Case {
                status: 500,
                body: r#"{"id":1,"token":"t","message":"m"}"#,
                outcome: unreadable(500, Content::Token),
            },
            Case { status: 500, body: r#"{"id":1,"token":"t""#, outcome: unreadable(500, Content::Other) },
            Case { status: 500, body: r#"{"data":[{"token":"t"}]}"#, outcome: unreadable(500, Content::Other) },
            Case { status: 200, body: r#"{"id":1,"token":" "}"#, outcome: unreadable(200, Content::Incomplete) },
            Case { status: 200, body: r#"{"id":1,"token":"t""#, outcome: unreadable(200, Content::Other) },
        ];
        for Case { status, body, outcome } in cases {
            assert_eq!(Outcome::read(&response(status, body)), outcome, "{body}");
        }
    }

    #[test]
    fn headers_complete_the_error_body() {
        let read = |body: &str| {
            let request_id = Some("from-header".to_owned());
            Outcome::read(&RawResponse { status: 429, body: body.into(), request_id, retry_after: Some(120) })
        };
        let error = |outcome: &Outcome| match outcome {
            Outcome::Rejected { error, .. } | Outcome::Unreadable { error, .. } => error.clone(),
            other => panic!("{other:?}"),
        };
        for (body, id) in [
            ("<html>", "from-header"),
            (r#"{"message":"slow down"}"#, "from-header"),
            (r#"{"requestId":"from-body"}"#, "from-body"),
        ] {
            let outcome = read(body);
            assert_eq!(outcome.request_id(), Some(id), "{body}");
            assert_eq!(error(&outcome).retry_after, Some(120), "{body}");
        }
    }

    #[test]
    fn may_exist_depends_on_the_status() {
        let rejected = |status| Outcome::read(&response(status, r#"{"message":"m"}"#));
        let html = |status| Outcome::read(&response(status, "<html>"));
        for outcome in [
            rejected(400),
            rejected(401),
            rejected(409),
            rejected(429),
            rejected(501),
            rejected(503),
            html(403),
            html(404),
            html(501),
            html(511),
            Outcome::Failed(Failure::Offline),
            Outcome::Failed(Failure::Redirected),
            Outcome::Failed(Failure::CutOff { status: 401 }),
        ] {
            assert!(!outcome.may_exist(), "{outcome:?}");
        }
        for outcome in [
            rejected(408),
            rejected(500),
            rejected(502),
            rejected(504),
            html(200),
            html(500),
            html(502),
            html(503),
            html(524),
            Outcome::read(&response(200, r#"{"id":1}"#)),
            Outcome::Failed(Failure::Unreachable),
            Outcome::Failed(Failure::Cancelled),
            Outcome::Failed(Failure::TimedOut { seconds: 30 }),
            Outcome::Failed(Failure::CutOff { status: 200 }),
            Outcome::Failed(Failure::CutOff { status: 502 }),
        ] {
            assert!(outcome.may_exist(), "{outcome:?}");
        }
    }
}
