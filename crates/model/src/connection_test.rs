//! Tests the API host and the secrets of the account by `GET /instances`, as a state machine. It creates nothing.

use std::fmt;

use crate::diagnostic::Severity;
use crate::instance::{FieldError, FieldId, Instance};
use crate::json::{self, Kind};
use crate::request::HttpRequest;
use crate::response::{Failure, Outcome, RawResponse, TransportError, causes};
use crate::submission::{Now, Prompt};
use crate::url;

/// The test of a form.
#[derive(Debug, Default)]
pub struct ConnectionTest {
    state: State,
    /// The number of requests that were sent. A response to an earlier one is ignored.
    number: usize,
    prompt: Prompt,
}

#[derive(Debug, Default)]
enum State {
    /// The connection has changed since the last test, or there was none.
    #[default]
    Idle,
    /// Fields are empty or invalid. Nothing was sent.
    Invalid(Vec<FieldError>),
    /// The host has warnings. The next click sends the secrets there.
    Confirming(Box<Instance>, Vec<FieldError>),
    /// The request is in flight.
    Running(Box<Instance>),
    /// The test ended.
    Done(Box<Instance>, ConnectionResult),
}

/// The result of a test.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ConnectionResult {
    /// The API listed this number of instances.
    Works(usize),
    /// The response of this status is no list of instances.
    NotAList(u16),
    /// The API rejected the request, with advice.
    Rejected(Outcome),
    /// The server rejected the request with this status and message.
    RejectedWithoutAdvice(u16, Option<String>),
    /// The server failed with this status.
    ServerError(u16),
    /// No complete response was received.
    Failed(Failure),
}

/// The fields that a test is about.
const FIELDS: [FieldId; 3] = [FieldId::Host, FieldId::UserSecret, FieldId::OrganizationSecret];

impl ConnectionTest {
    /// Handles a click on **Test connection**. Returns the request to send, with its number.
    pub fn start(&mut self, instance: &Instance, now: Now) -> Option<(usize, HttpRequest)> {
        self.forget_unless(instance);
        if let State::Running(_) = self.state {
            return None;
        }
        let errors: Vec<_> = instance.validate().into_iter().filter(|error| FIELDS.contains(&error.field)).collect();
        if !errors.is_empty() {
            self.state = State::Invalid(errors);
            return None;
        }
        let warnings = instance.warnings().into_iter();
        let is_of_host =
            |error: &FieldError| error.field == FieldId::Host && error.kind.severity() == Severity::Warning;
        let warnings: Vec<_> = warnings.filter(is_of_host).collect();
        let is_confirmed =
            matches!(&self.state, State::Confirming(_, shown) if *shown == warnings) && self.prompt.was_readable(now);
        if !warnings.is_empty() && !is_confirmed {
            if !matches!(self.state, State::Confirming(..)) {
                self.prompt.show(now);
            }
            self.state = State::Confirming(Box::new(instance.clone()), warnings);
            return None;
        }
        self.state = State::Running(Box::new(instance.clone()));
        self.number += 1;
        Some((self.number, HttpRequest::list_instances(instance)))
    }

    /// Handles the response to the request of that number.
    pub fn end(&mut self, number: usize, response: Result<RawResponse, TransportError>) {
        match std::mem::take(&mut self.state) {
            State::Running(account) if number == self.number => {
                let result = ConnectionResult::read(response, &account);
                self.state = State::Done(account, result);
            }
            other => self.state = other,
        }
    }

    /// Forgets a result or question about another host or account than that of `instance`, and returns whether there was
    /// one. A response that is still to come is ignored then.
    pub fn forget_unless(&mut self, instance: &Instance) -> bool {
        let is_same = match &self.state {
            State::Idle => true,
            State::Invalid(errors) => {
                let now = instance.validate();
                errors.iter().all(|error| now.contains(error))
            }
            State::Confirming(about, _) | State::Running(about) | State::Done(about, _) => {
                about.user_secret == instance.user_secret
                    && about.organization_secret == instance.organization_secret
                    && url::base_url(&about.host) == url::base_url(&instance.host)
            }
        };
        if !is_same {
            self.state = State::Idle;
        }
        !is_same
    }

    /// Returns whether the last test succeeded.
    #[must_use]
    pub fn has_succeeded(&self) -> bool {
        matches!(self.state, State::Done(_, ConnectionResult::Works(_)))
    }

    /// Returns whether the last test failed, or the user is asked something.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        !matches!(self.state, State::Idle | State::Running(_)) && !self.has_succeeded()
    }
}

impl fmt::Display for ConnectionTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.state {
            State::Idle => Ok(()),
            State::Invalid(errors) => sentences(f, errors),
            State::Confirming(_, warnings) => {
                sentences(f, warnings)?;
                write!(f, " {}", messages::TEST_CONFIRM)
            }
            State::Running(_) => messages::TEST_RUNNING.fmt(f),
            State::Done(account, result) => match result {
                ConnectionResult::Works(1) => messages::TEST_WORKS_ONE.fmt(f),
                ConnectionResult::Works(count) => messages::TEST_WORKS.write_to(f, &[count]),
                ConnectionResult::NotAList(status) => messages::TEST_NOT_A_LIST.write_to(f, &[status]),
                ConnectionResult::Rejected(outcome) => outcome.fmt(f),
                ConnectionResult::RejectedWithoutAdvice(status, Some(message)) => {
                    messages::RESPONSE_MESSAGE.write_to(f, &[status, message])
                }
                ConnectionResult::RejectedWithoutAdvice(status, None) => messages::TEST_REJECTED.write_to(f, &[status]),
                ConnectionResult::ServerError(status) => messages::TEST_SERVER_ERROR.write_to(f, &[status]),
                ConnectionResult::Failed(failure) => failed(f, *failure, account),
            },
        }
    }
}

fn sentences(f: &mut fmt::Formatter<'_>, errors: &[FieldError]) -> fmt::Result {
    let sentences: Vec<_> = errors.iter().map(|error| format!("{error}.")).collect();
    f.write_str(&sentences.join(" "))
}

fn failed(f: &mut fmt::Formatter<'_>, failure: Failure, account: &Instance) -> fmt::Result {
    match failure {
        Failure::Offline => write!(f, "{}", messages::TEST_OFFLINE),
        Failure::TimedOut { seconds } => messages::TEST_TIMED_OUT.write_to(f, &[&seconds]),
        Failure::CutOff { status } => messages::TEST_SERVER_ERROR.write_to(f, &[&status]),
        Failure::NotSent | Failure::Redirected => write!(f, "{failure}"),
        Failure::Unreachable | Failure::Cancelled | Failure::PageLeft => {
            let host = url::host(&account.host);
            let causes = causes(&host, url::is_this_machine(&host));
            write!(f, "{} {} {}", messages::TEST_NO_RESPONSE, messages::CAUSES, causes.join(" "))
        }
    }
}

impl ConnectionResult {
    fn read(response: Result<RawResponse, TransportError>, account: &Instance) -> Self {
        let response = match response {
            Ok(response) => response,
            Err(error) => return Self::Failed(error.failure),
        };
        let status = response.status;
        let tree = json::parse_strict(&response.body);
        let list = tree.as_ref().and_then(|tree| tree.root(&response.body)).filter(|root| root.kind() == Kind::Array);
        match (status, list) {
            (200..300, Some(list)) => Self::Works(list.items().count()),
            (200..300, None) => Self::NotAList(status),
            // The advice about other statuses is about creating an instance.
            (401 | 404..=406 | 429, _) => Self::Rejected(Outcome::read(&response).redacted(account)),
            (400..500, _) => {
                let message = match Outcome::read(&response).redacted(account) {
                    Outcome::Rejected { error, .. } | Outcome::Unreadable { error, .. } => error.message,
                    Outcome::Created(_) | Outcome::Failed(_) => None,
                };
                Self::RejectedWithoutAdvice(status, message)
            }
            _ => Self::ServerError(status),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element::Definition;

    fn account(host: &str) -> Instance {
        Instance {
            host: host.into(),
            user_secret: "dXNlci1zZWNyZXQtMDE=".into(),
            organization_secret: "b3JnLXNlY3JldC0wMQ==".into(),
            ..Instance::empty(Definition::woocommerce())
        }
    }

    fn now(monotonic_ms: u64) -> Now {
        Now { monotonic_ms, unix_seconds: 1_700_000_000 }
    }

    const VENDOR: &str = "https://api.cloud-elements.com/elements/api-v2";

    fn response(status: u16, body: &str) -> RawResponse {
        RawResponse { status, body: body.into(), request_id: None, retry_after: None }
    }

    fn message_after(response: Result<RawResponse, TransportError>) -> String {
        let mut test = ConnectionTest::default();
        let (number, request) = test.start(&account(VENDOR), now(0)).expect("the connection is complete");
        assert_eq!((request.method, request.url.as_str()), ("GET", &*format!("{VENDOR}/instances")));
        assert_eq!(test.to_string(), "Testing…");
        test.end(number, response);
        test.to_string()
    }

    #[test]
    fn every_result_has_its_message() {
        for (result, expected) in [
            (Ok(response(200, "[]")), "The connection works. The API lists 0 instances of this account."),
            (Ok(response(200, "[{}]")), "The connection works. The API lists one instance of this account."),
            (
                Ok(response(200, "{}")),
                "The server returned status 200, but not a list of instances. Check the API host.",
            ),
            (
                Ok(response(401, r#"{"requestId":"r","message":"Invalid Organization or User secret."}"#)),
                "The API rejected the request (status 401): Invalid Organization or User secret. Check the User Secret, \
                 the Organization Secret and the API host they belong to. If you contact support, include request ID r.",
            ),
            (Ok(response(500, "{}")), "The server returned status 500. Try again later."),
            (Ok(response(403, "")), "The server rejected the request with status 403."),
            (
                Ok(response(403, r#"{"message":"No access"}"#)),
                "The server returned status 403 with this message: No access",
            ),
            (Err(Failure::Offline.into()), "You're offline, so nothing was tested."),
            (Err(Failure::TimedOut { seconds: 30 }.into()), "No complete response within 30 seconds."),
        ] {
            assert_eq!(message_after(result), expected);
        }
        let unreachable = message_after(Err(Failure::Unreachable.into()));
        assert!(unreachable.contains("api.cloud-elements.com doesn't allow this site"), "{unreachable}");
    }

    #[test]
    fn a_message_does_not_contain_the_secrets() {
        let message = message_after(Ok(response(401, r#"{"message":"No user dXNlci1zZWNyZXQtMDE="}"#)));
        assert!(!message.contains("dXNlci1zZWNyZXQtMDE="), "{message}");
    }

    #[test]
    fn nothing_is_sent_while_a_field_is_missing() {
        let mut test = ConnectionTest::default();
        let mut instance = account(VENDOR);
        instance.user_secret.clear();
        assert!(test.start(&instance, now(0)).is_none());
        assert_eq!(test.to_string(), "User Secret is required.");
        test.forget_unless(&account(VENDOR));
        assert_eq!(test.to_string(), "", "the message goes when the field is filled in");
    }

    #[test]
    fn an_unknown_host_gets_the_secrets_only_after_a_readable_question() {
        let mut test = ConnectionTest::default();
        let instance = account("https://api.cloud-elements.com.example/elements/api-v2");
        assert!(test.start(&instance, now(0)).is_none());
        assert!(test.to_string().ends_with("Select Test connection again to send your secrets there."), "{test}");
        assert!(test.start(&instance, now(100)).is_none(), "the second half of a double click");
        assert!(test.start(&instance, now(700)).is_some());
        // The confirmation is about this host alone.
        assert!(test.start(&account("https://api.cloud-e1ements.com/elements/api-v2"), now(2_000)).is_none());
    }

    #[test]
    fn a_result_is_about_the_tested_account_alone() {
        let mut test = ConnectionTest::default();
        let (number, _) = test.start(&account(VENDOR), now(0)).expect("the connection is complete");
        assert!(test.start(&account(VENDOR), now(1)).is_none(), "one request at a time");
        let other = Instance { user_secret: "other".into(), ..account(VENDOR) };
        test.forget_unless(&other);
        test.end(number, Ok(response(200, "[]")));
        assert_eq!(test.to_string(), "", "the response to the earlier account is ignored");
        let (second, _) = test.start(&other, now(2)).expect("nothing is in flight");
        test.end(number, Ok(response(200, "[]")));
        assert!(matches!(test.state, State::Running(_)));
        test.end(second, Ok(response(200, "[]")));
        assert!(test.has_succeeded());
    }
}
