//! Requests without a complete response.

use super::{Content, Outcome, RawResponse};

/// A request that got no complete response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportError {
    /// The reason.
    pub failure: Failure,
    /// The HTTP status, if the headers were received.
    pub status: Option<u16>,
    /// The part of the body that was received.
    pub text: String,
}

impl TransportError {
    /// Returns how the request ended. A body that was cut off may still contain the whole instance.
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

/// The reason why no complete response was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// The browser reported that it is offline. Nothing was sent.
    Offline,
    /// The browser rejected the request. Nothing was sent.
    NotSent,
    /// The browser could not send the request, or may not expose the response. It does not report which.
    Unreachable,
    /// The response was a redirect. Following it would send the secrets to a host that the user did not choose.
    Redirected,
    /// The connection closed in the middle of the response.
    CutOff {
        /// The HTTP status.
        status: u16,
    },
    /// No response was received in time.
    TimedOut {
        /// The time limit in seconds.
        seconds: u32,
    },
    /// The user cancelled the request.
    Cancelled,
    /// The page was closed before the outcome was known.
    PageLeft,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complete_instance_in_a_truncated_response_counts() {
        for failure in [Failure::CutOff { status: 200 }, Failure::Cancelled, Failure::TimedOut { seconds: 30 }] {
            let cut = |text: &str| TransportError { failure, status: Some(200), text: text.into() }.outcome();
            assert!(matches!(cut(r#"{"id":1,"token":"t"}"#), Outcome::Created(_)));
            assert_eq!(cut(r#"{"id":1,"token":"t""#), Outcome::Failed(failure));
            let failed = TransportError { failure, status: Some(500), text: r#"{"token":"t"}"#.into() }.outcome();
            assert!(failed.may_exist() && failed.may_contain_token(), "{failed:?}");
        }
    }
}
