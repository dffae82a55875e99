//! What became of a request, as data, and what that means, in sentences.

mod advice;
mod copy;
mod field_errors;
mod lookup;

pub use advice::causes;
pub use copy::copyable;
pub use lookup::{InstanceQuery, LookupResult, Match, marker};

use crate::instance::{Instance, holds_secret};
use crate::json::{self, Kind, Value};
use crate::secret::redact::{Scope, foreign_secrets, redact};

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

/// An answer as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RawResponse {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: String,
    /// The header `elements-request-id`, where the page may read it.
    pub request_id: Option<String>,
    /// What the header `Retry-After` asks for, where the page may read it: how many seconds to wait.
    pub retry_after: Option<u32>,
}

/// No whole answer came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportError {
    /// Why.
    pub failure: Failure,
    /// The HTTP status, where that came.
    pub status: Option<u16>,
    /// What came of the body.
    pub text: String,
}

impl TransportError {
    /// How the request ended: what came may tell all there is to tell of the instance, though not all of it came.
    #[must_use]
    pub fn outcome(&self) -> Outcome {
        if let Some(status) = self.status {
            let read = Outcome::read(&RawResponse { status, body: self.text.clone(), ..RawResponse::default() });
            if matches!(read, Outcome::Created(_) | Outcome::Unreadable { content: Content::Token, .. }) {
                return read;
            }
        }
        Outcome::Failed(self.failure)
    }
}

impl From<Failure> for TransportError {
    fn from(failure: Failure) -> Self {
        Self { failure, status: None, text: String::new() }
    }
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
        /// What came instead.
        content: Content,
        /// What its headers say.
        error: ApiError,
    },
    /// No whole answer came.
    Failed(Failure),
}

/// Why no whole answer came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The browser said that it is offline, before anything was sent.
    Offline,
    /// The browser does not take the request, so that nothing was sent.
    NotSent,
    /// The browser could not send the request, or may not show the answer; it does not say which.
    Unreachable,
    /// The answer was a redirect, which would carry the secrets to a host nobody chose.
    Redirected,
    /// The answer began, and its end is missing.
    CutOff {
        /// The HTTP status.
        status: u16,
    },
    /// No answer came within this many seconds.
    TimedOut {
        /// How long was waited.
        seconds: u32,
    },
    /// A person did not want to wait any longer.
    Cancelled,
    /// The page was left while the answer was awaited, or before anybody knew what it led to.
    Left,
}

/// What came in the place of the documented JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Nothing.
    Empty,
    /// A page.
    Html,
    /// An instance without a token, or without an id.
    Incomplete,
    /// A token, beside a status that says that there is none.
    Token,
    /// Anything else.
    Other,
}

/// The API's documented error body, and what the headers say beside it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ApiError {
    /// Names the request to the vendor's support.
    pub request_id: Option<String>,
    /// What is wrong, in the API's words.
    pub message: Option<String>,
    /// What the provider, here `WooCommerce`, said.
    pub provider_message: Option<String>,
    /// How many seconds to wait before trying again.
    pub retry_after: Option<u32>,
}

impl Outcome {
    /// Reads an answer.
    #[must_use]
    pub fn read(reply: &RawResponse) -> Self {
        let (status, body) = (reply.status, reply.body.as_str());
        let tree = json::parse_strict(body);
        let answer = tree.as_ref().and_then(|tree| tree.root(body));
        let text = |name: &str, kind: Kind| read(answer?, name, kind);
        let told = |name| text(name, Kind::String);
        let (id, token) = answer.map(ids).unwrap_or_default();
        let is_success = (200..300).contains(&status);
        let headers =
            ApiError { request_id: reply.request_id.clone(), retry_after: reply.retry_after, ..ApiError::default() };
        match (id, token) {
            (Some(id), Some(token)) if is_success => return Self::Created(Created { id, token, answer: body.into() }),
            (None, None) => {}
            _ if is_success => return Self::Unreadable { status, content: Content::Incomplete, error: headers },
            (_, Some(_)) => return Self::Unreadable { status, content: Content::Token, error: headers },
            _ => {}
        }
        let error = ApiError {
            request_id: told("requestId"),
            message: told("message"),
            provider_message: told("providerMessage").or_else(|| told("ProviderMessage")),
            retry_after: None,
        };
        if !is_success && error != ApiError::default() {
            let request_id = error.request_id.or(headers.request_id);
            return Self::Refused { status, error: ApiError { request_id, retry_after: headers.retry_after, ..error } };
        }
        let content = Content::of(body);
        // What is told is told to the page around, too: what begins as JSON and is not read may hold anything.
        let begins_as_json = body.trim_start().starts_with(['{', '[', '"']);
        let is_harmless = answer.map_or(!begins_as_json, |answer| !holds_secret(answer));
        let said = (!is_success && content == Content::Other && is_harmless).then(|| body.trim().to_owned());
        Self::Unreadable { status, content, error: ApiError { message: said, ..headers } }
    }

    /// The same, with what the API said as `cover` gives it, and no more of it than people read.
    #[must_use]
    pub fn redacted_with(mut self, cover: impl Fn(&str, Scope) -> String) -> Self {
        if let Self::Refused { error, .. } | Self::Unreadable { error, .. } = &mut self {
            let texts = [&mut error.message, &mut error.provider_message];
            for (text, scope) in
                texts.into_iter().map(|text| (text, Scope::All)).chain([(&mut error.request_id, Scope::Id)])
            {
                *text = text.take().map(|text| excerpt(&cover(&text, scope)));
            }
        }
        self
    }

    /// The same without any secret: neither one of `instance`, nor a token, nor the value of a secret key.
    #[must_use]
    pub fn redacted(self, instance: &Instance) -> Self {
        let own = instance.own_secrets();
        self.redacted_with(|text, scope| redact(text, &own, scope))
    }

    /// Whether the response has a secret in it that no message tells, so that the response itself has to be shown.
    #[must_use]
    pub fn hides_token(&self, body: &str) -> bool {
        let mut end = body.len().min(LONGEST_LOOKED_AT);
        while !body.is_char_boundary(end) {
            end -= 1;
        }
        matches!(self, Self::Refused { .. } | Self::Unreadable { content: Content::Other, .. })
            && self.may_exist()
            && foreign_secrets(&body[..end]).iter().any(|secret| secret.len() >= 4)
    }

    /// Whether the instance may have been created all the same. A gateway's error says nothing of what is behind it,
    /// and a fault of the API's nothing of how far it came.
    #[must_use]
    pub fn may_exist(&self) -> bool {
        match self {
            Self::Created(_) | Self::Unreadable { content: Content::Token, .. } => true,
            Self::Refused { status, .. } => matches!(status, 408 | 500 | 502 | 504 | 520..),
            Self::Unreadable { status, .. } => matches!(status, 200..300 | 408 | 500 | 502..=504 | 520..),
            Self::Failed(failure) => match failure {
                Failure::NotSent | Failure::Offline | Failure::Redirected => false,
                Failure::CutOff { status } => *status == 408 || !matches!(status, 400..500),
                Failure::Unreachable | Failure::TimedOut { .. } | Failure::Cancelled | Failure::Left => true,
            },
        }
    }

    /// Whether the body that came may be all that anybody will ever see of the instance, and of its token.
    #[must_use]
    pub fn may_contain_token(&self) -> bool {
        match self {
            Self::Created(_) => true,
            Self::Refused { .. } => false,
            Self::Unreadable { status, content, .. } => {
                let is_success = matches!(status, 200..300) && !matches!(content, Content::Html | Content::Empty);
                is_success || *content == Content::Token
            }
            Self::Failed(Failure::CutOff { status }) => matches!(status, 200..300),
            Self::Failed(_) => self.may_exist(),
        }
    }

    /// The HTTP status, if an answer came.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Refused { status, .. }
            | Self::Unreadable { status, .. }
            | Self::Failed(Failure::CutOff { status }) => Some(*status),
            Self::Created(_) | Self::Failed(_) => None,
        }
    }

    /// What names the request to the vendor's support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Refused { error, .. } | Self::Unreadable { error, .. } => error.request_id.as_deref(),
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
            Self::Failed(failure) => match failure {
                Failure::NotSent => "not-sent",
                Failure::Offline => "offline",
                Failure::Unreachable => "unreachable",
                Failure::Redirected => "redirected",
                Failure::CutOff { .. } => "cut-off",
                Failure::TimedOut { .. } => "timed-out",
                Failure::Cancelled => "cancelled",
                Failure::Left => "left",
            },
        }
    }
}

impl Content {
    /// What a body that is no documented answer is.
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

/// The most characters of what a server said that are told.
const LONGEST: usize = 500;

/// How much of a response is looked through for a token, in bytes.
const LONGEST_LOOKED_AT: usize = 200_000;

/// The beginning of a long text.
fn excerpt(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The id and the token that an answer tells; either may be missing.
#[must_use]
pub fn id_and_token(answer: &str) -> (Option<String>, Option<String>) {
    let tree = json::parse_strict(answer);
    tree.as_ref().and_then(|tree| tree.root(answer)).map(ids).unwrap_or_default()
}

/// The id and the token of an instance.
fn ids(instance: Value<'_>) -> (Option<String>, Option<String>) {
    let id = read(instance, "id", Kind::Number).or_else(|| read(instance, "id", Kind::String));
    (id, read(instance, "token", Kind::String).filter(|token| !token.trim().is_empty()))
}

/// A member of that kind, as text.
fn read(object: Value<'_>, name: &str, kind: Kind) -> Option<String> {
    let value = object.get(name)?;
    (value.kind() == kind && !value.text().is_empty()).then(|| value.text().into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn reply(status: u16, body: &str) -> RawResponse {
        RawResponse { status, body: body.into(), ..RawResponse::default() }
    }

    #[test]
    fn answers_are_told_apart() {
        let created = |id: &str, token: &str, answer: &str| {
            Outcome::Created(Created { id: id.into(), token: token.into(), answer: answer.into() })
        };
        let unreadable = |status, content| Outcome::Unreadable { status, content, error: ApiError::default() };
        let said = |status, text: &str| Outcome::Unreadable {
            status,
            content: Content::Other,
            error: ApiError { message: Some(text.into()), ..ApiError::default() },
        };
        let (first, second) = (r#"{"id":12345,"token":"ABC/D=","x":{}}"#, r#"{"id":"a1","token":"t"}"#);
        let cases = [
            (200, first, created("12345", "ABC/D=", first)),
            (201, second, created("a1", "t", second)),
            (200, r#"{"id":12345}"#, unreadable(200, Content::Incomplete)),
            (200, r#"{"id":12345,"token":""}"#, unreadable(200, Content::Incomplete)),
            (200, r#"{"id":null,"token":"t"}"#, unreadable(200, Content::Incomplete)),
            (200, r#"{"message":"ok"}"#, unreadable(200, Content::Other)),
            (200, "", unreadable(200, Content::Empty)),
            (204, " \n", unreadable(204, Content::Empty)),
            (200, "\u{feff}<!doctype html>", unreadable(200, Content::Html)),
            (502, "<html>Bad Gateway</html>", unreadable(502, Content::Html)),
            (404, "{}", said(404, "{}")),
            (429, " Too many\n", said(429, "Too many")),
            (500, r#"{"id":1,"token":"t","message":"m"}"#, unreadable(500, Content::Token)),
            (500, r#"{"id":1,"token":"t""#, unreadable(500, Content::Other)),
            (500, r#"{"data":[{"token":"t"}]}"#, unreadable(500, Content::Other)),
            (200, r#"{"id":1,"token":" "}"#, unreadable(200, Content::Incomplete)),
            (200, r#"{"id":1,"token":"t""#, unreadable(200, Content::Other)),
        ];
        for (status, body, outcome) in cases {
            assert_eq!(Outcome::read(&reply(status, body)), outcome, "{body}");
        }
    }

    #[test]
    fn a_long_text_is_told_in_part() {
        // A secret is covered before the text is cut.
        let long = format!(r#"{{"message":"{}s3cret and more"}}"#, "é".repeat(497));
        let outcome = Outcome::read(&reply(400, &long)).redacted_with(|text, _| text.replace("s3cret", "•"));
        let Outcome::Refused { error, .. } = outcome else { panic!("it is a refusal") };
        assert_eq!(error.message, Some("é".repeat(497) + "• a…"));
    }

    #[test]
    fn what_is_whole_in_what_is_cut_off_counts() {
        for failure in [Failure::CutOff { status: 200 }, Failure::Cancelled, Failure::TimedOut { seconds: 30 }] {
            let cut = |text: &str| TransportError { failure, status: Some(200), text: text.into() }.outcome();
            assert!(matches!(cut(r#"{"id":1,"token":"t"}"#), Outcome::Created(_)));
            assert_eq!(cut(r#"{"id":1,"token":"t""#), Outcome::Failed(failure));
            let failed = TransportError { failure, status: Some(500), text: r#"{"token":"t"}"#.into() }.outcome();
            assert!(failed.may_exist() && failed.may_contain_token(), "{failed:?}");
        }
    }

    #[test]
    fn headers_say_what_the_body_does_not() {
        let read = |body: &str| {
            let headers = (Some("from-header".to_owned()), Some(120));
            Outcome::read(&RawResponse {
                status: 429,
                body: body.into(),
                request_id: headers.0,
                retry_after: headers.1,
            })
        };
        let told = |outcome: &Outcome| match outcome {
            Outcome::Refused { error, .. } | Outcome::Unreadable { error, .. } => error.clone(),
            other => panic!("{other:?}"),
        };
        for (body, id) in [
            ("<html>", "from-header"),
            (r#"{"message":"slow down"}"#, "from-header"),
            (r#"{"requestId":"from-body"}"#, "from-body"),
        ] {
            let outcome = read(body);
            assert_eq!(outcome.request_id(), Some(id), "{body}");
            assert_eq!(told(&outcome).retry_after, Some(120), "{body}");
        }
    }

    #[test]
    fn an_instance_may_exist_unless_the_answer_says_no() {
        let refused = |status| Outcome::read(&reply(status, r#"{"message":"m"}"#));
        let html = |status| Outcome::read(&reply(status, "<html>"));
        for outcome in [
            refused(400),
            refused(401),
            refused(409),
            refused(429),
            refused(501),
            refused(503),
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
            refused(408),
            refused(500),
            refused(502),
            refused(504),
            html(200),
            html(500),
            html(502),
            html(503),
            html(524),
            Outcome::read(&reply(200, r#"{"id":1}"#)),
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
