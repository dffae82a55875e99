//! Explains an outcome in sentences: what happened and what to do next.

use std::fmt::{self, Write};

use diagnostics::char_set::CharSet;

use messages::Message;

use super::{ApiError, Content, Failure, Outcome};

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Created(created) => messages::WAS_CREATED.write_to(f, &[&created.id]),
            Self::Rejected { status, error } => {
                match error.message.as_deref() {
                    None | Some("") => messages::WAS_REFUSED.write_to(f, &[status])?,
                    Some(message) => messages::WAS_REFUSED_SAYING.write_to(f, &[status, &Sentence(message)])?,
                }
                let provider = error.provider_message.as_ref();
                if let Some(message) = provider.filter(|message| Some(*message) != error.message.as_ref()) {
                    append(f, &messages::PROVIDER_MESSAGE.format(&[&Sentence(message)]))?;
                }
                append(f, &self.advice(*status, error))
            }
            Self::Unreadable { status, content, error } => {
                match (content, &error.message) {
                    (Content::Empty, _) => messages::RESPONSE_EMPTY.write_to(f, &[status]),
                    (Content::Html, _) => messages::RESPONSE_HTML.write_to(f, &[status]),
                    (Content::Token, _) => messages::RESPONSE_TOKEN.write_to(f, &[status]),
                    (Content::Incomplete, _) => messages::RESPONSE_INCOMPLETE.write_to(f, &[status]),
                    (Content::Other, None) => messages::RESPONSE_UNDOCUMENTED.write_to(f, &[status]),
                    (Content::Other, Some(message)) => {
                        messages::RESPONSE_MESSAGE.write_to(f, &[status, &Sentence(message)])
                    }
                }?;
                append(f, &self.advice(*status, error))
            }
            Self::Failed(failure) => failure.fmt(f),
        }
    }
}

/// A message of the API or the provider, displayed with a full stop at its end.
struct Sentence<'s>(&'s str);

impl fmt::Display for Sentence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)?;
        if self.0.ends_with_any(".!?…") { Ok(()) } else { f.write_char('.') }
    }
}

/// Appends a sentence, unless it is empty.
fn append(f: &mut fmt::Formatter<'_>, sentence: &str) -> fmt::Result {
    if sentence.is_empty() { Ok(()) } else { write!(f, " {sentence}") }
}

impl Outcome {
    /// Returns what to do, how long to wait, and the ID to quote to support.
    fn advice(&self, status: u16, error: &ApiError) -> String {
        let advice = self.next_action(status, error).map(|advice| advice.text().to_owned());
        let wait = error.retry_after.filter(|seconds| *seconds > 0);
        let wait = wait.map(|seconds| messages::WAIT.format(&[&duration(seconds)]));
        let quote = error.request_id.as_ref().map(|id| messages::QUOTE_REQUEST_ID.format(&[id]));
        [advice, wait, quote].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// Returns what to do. The advice follows the API's documented error table, whose messages seldom contain any.
    fn next_action(&self, status: u16, error: &ApiError) -> Option<Message> {
        let content = match self {
            Self::Unreadable { content, .. } => Some(*content),
            _ => None,
        };
        Some(match status {
            400..=403 if content.is_none() && error.provider_message.is_some() => messages::ACCOUNT_IS_KNOWN,
            // A web page comes from a proxy in front of the API, where these three statuses keep their meaning.
            400..500 if content == Some(Content::Html) && !matches!(status, 408 | 413 | 429) => {
                messages::SOMETHING_BETWEEN
            }
            _ if content == Some(Content::Token) => messages::ADVICE_MAY_EXIST,
            408 | 502 | 504 if self.may_exist() => messages::ADVICE_GATEWAY,
            500 | 520.. if self.may_exist() => messages::ADVICE_SERVER_MAY_EXIST,
            _ if self.may_exist() => messages::ADVICE_MAY_EXIST,
            400 => messages::ADVICE_400,
            401 => messages::ADVICE_401,
            403 => messages::ADVICE_403,
            404 => messages::ADVICE_404,
            405 => messages::ADVICE_405,
            406 | 415 => messages::ADVICE_406,
            409 => messages::ADVICE_409,
            413 => messages::ADVICE_413,
            429 => messages::ADVICE_429,
            503 => messages::ADVICE_503,
            500.. => messages::ADVICE_SERVER,
            _ => return None,
        })
    }
}

/// Formats a waiting time, rounded up to a unit in which it is a small number.
fn duration(seconds: u32) -> String {
    let (count, singular, plural) = match seconds {
        0..120 => (seconds, messages::ONE_SECOND, messages::SECONDS),
        120..7_200 => (seconds.div_ceil(60), messages::ONE_MINUTE, messages::MINUTES),
        7_200..172_800 => (seconds.div_ceil(3_600), messages::ONE_HOUR, messages::HOURS),
        _ => (seconds.div_ceil(86_400), messages::ONE_DAY, messages::DAYS),
    };
    if count == 1 { singular } else { plural }.format(&[&count])
}

impl std::error::Error for Failure {}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offline => messages::FAILED_OFFLINE.fmt(f),
            Self::NotSent => messages::FAILED_NOT_SENT.fmt(f),
            Self::Unreachable => messages::FAILED_UNREACHABLE.fmt(f),
            Self::Redirected => messages::FAILED_REDIRECTED.fmt(f),
            Self::CutOff { status } => messages::FAILED_CUT_OFF.write_to(f, &[&status]),
            Self::TimedOut { seconds } => messages::FAILED_TIMED_OUT.write_to(f, &[&seconds]),
            Self::Cancelled => messages::FAILED_CANCELLED.fmt(f),
            Self::PageLeft => messages::FAILED_LEFT.fmt(f),
        }
    }
}

/// Returns the possible causes of [`Failure::Unreachable`], one sentence each. Browsers do not expose the actual one.
#[must_use]
pub fn causes(host: &str, is_local: bool) -> Vec<String> {
    let mut causes = vec![messages::CAUSE_CORS.format(&[&host])];
    if is_local {
        causes.insert(0, messages::CAUSE_NOT_LISTENING.format(&[&host]));
    } else {
        causes.insert(0, messages::CAUSE_NO_HOST.format(&[&host]));
        causes.push(messages::CAUSE_CERTIFICATE.format(&[&host]));
        causes.push(messages::CAUSE_CONNECTION.into());
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::super::{Outcome, RawResponse};

    #[test]
    fn outcomes_are_explained_in_sentences() {
        struct Case {
            status: u16,
            body: &'static str,
            sentence: &'static str,
        }
        let cases = [
            Case {
                status: 401,
                body: r#"{"requestId":"5b0437c6e4b07731ae39b533","message":"Invalid user or organization secret"}"#,
                sentence: "The API rejected the request (status 401): Invalid user or organization secret. Check the User \
                 Secret, the Organization Secret and the API host they belong to. If you contact support, include \
                 request ID 5b0437c6e4b07731ae39b533.",
            },
            Case {
                status: 400,
                body: r#"{"message":"Failed to validate.","providerMessage":"Consumer key is invalid"}"#,
                sentence: "The API rejected the request (status 400): Failed to validate. The store responded: Consumer key is \
                 invalid. Your account secrets were accepted. Check the store URL, key and secret.",
            },
            Case {
                status: 400,
                body: r#"{"message":"Failed to validate…"}"#,
                sentence: "The API rejected the request (status 400): Failed to validate… Usually a field is missing or \
                 invalid.",
            },
            Case {
                status: 400,
                body: "",
                sentence: "The server returned status 400 with an empty body. Usually a field is missing or invalid.",
            },
            Case {
                status: 429,
                body: "Slow down, please",
                sentence: "The server returned status 429 with this message: Slow down, please. Too many requests were sent for \
                 this account.",
            },
            Case {
                status: 500,
                body: "<html>",
                sentence: "The server returned status 500 with a web page instead of JSON. The problem is on the API's side. The \
                 instance may have been created. Check before you try again.",
            },
            Case {
                status: 418,
                body: r#"{"requestId":"1"}"#,
                sentence: "The API rejected the request (status 418). If you contact support, include request ID 1.",
            },
            Case {
                status: 404,
                body: "<html>",
                sentence: "The server returned status 404 with a web page instead of JSON. The response may be from a proxy, not \
                 the API. Check the API host.",
            },
            Case {
                status: 200,
                body: "",
                sentence: "The server returned status 200 with an empty body. The instance may have been created. Check before \
                 you try again.",
            },
            Case {
                status: 200,
                body: r#"{"id":1}"#,
                sentence: "The server returned status 200, but not both an instance ID and a token. The instance may have been \
                 created. Check before you try again.",
            },
        ];
        for Case { status, body, sentence } in cases {
            let response = RawResponse { status, body: body.into(), ..RawResponse::default() };
            assert_eq!(Outcome::read(&response).to_string(), sentence);
        }
    }

    #[test]
    fn the_waiting_time_is_rounded_up() {
        let sentence = |seconds: u32| {
            let body = r#"{"message":"Slow down"}"#.into();
            Outcome::read(&RawResponse { status: 429, body, retry_after: Some(seconds), ..RawResponse::default() })
                .to_string()
        };
        let start =
            "The API rejected the request (status 429): Slow down. Too many requests were sent for this account.";
        assert_eq!(sentence(0), start);
        for (seconds, wait) in
            [(1, "1 second"), (119, "119 seconds"), (121, "3 minutes"), (7_200, "2 hours"), (u32::MAX, "49711 days")]
        {
            assert_eq!(sentence(seconds), format!("{start} The server asks you to wait {wait}."));
        }
    }
}
