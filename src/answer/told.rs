//! How a request ended, in sentences: what that means here, and what to do next.

use std::fmt;

use super::{ApiError, Content, Failure, Outcome};

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Created(created) => write!(f, "The instance was created, with the id {}.", created.id),
            Self::Refused { status, error } => refused(f, *status, error),
            Self::Unreadable { status, content, error } => unreadable(f, *status, *content, error),
            Self::Failed(failure) => write!(f, "{failure}"),
        }
    }
}

fn refused(f: &mut fmt::Formatter<'_>, status: u16, error: &ApiError) -> fmt::Result {
    write!(f, "The API refused the request with status {status}")?;
    let message = error.message.as_deref().unwrap_or_default();
    if !message.is_empty() {
        write!(f, ": {message}")?;
    }
    end_sentence(f, message)?;
    if let Some(provider) = error.provider_message.as_deref().filter(|provider| *provider != message) {
        write!(f, " WooCommerce said: {provider}")?;
        end_sentence(f, provider)?;
    }
    advise(f, status, error)
}

fn end_sentence(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    if text.ends_with(['.', '!', '?']) { Ok(()) } else { f.write_str(".") }
}

fn unreadable(f: &mut fmt::Formatter<'_>, status: u16, content: Content, error: &ApiError) -> fmt::Result {
    write!(f, "The server answered with status {status}")?;
    f.write_str(match content {
        Content::Empty => " and nothing else.",
        Content::Html => " and a web page, not the API's JSON.",
        Content::Incomplete => ", but not with both an instance's id and its token.",
        Content::Other => ", but not with the JSON that the API documents.",
    })?;
    // These come from what stands in front of the API, and say what they mean.
    if matches!(status, 400..500) && !matches!(status, 408 | 413 | 429) {
        f.write_str(" Something between you and the API may have answered: check the API host.")?;
        return quote(f, error);
    }
    advise(f, status, error)
}

/// What to do, when, and what to quote to support.
fn advise(f: &mut fmt::Formatter<'_>, status: u16, error: &ApiError) -> fmt::Result {
    let advice = advice(status);
    if !advice.is_empty() {
        write!(f, " {advice}")?;
    }
    quote(f, error)
}

/// What the headers say.
fn quote(f: &mut fmt::Formatter<'_>, error: &ApiError) -> fmt::Result {
    match error.retry_after.as_deref().map(str::trim) {
        Some(seconds) if !seconds.is_empty() && seconds.bytes().all(|byte| byte.is_ascii_digit()) => {
            write!(f, " Wait {seconds} seconds before you try again.")?;
        }
        Some(date) if !date.is_empty() => write!(f, " Do not try again before {date}.")?,
        _ => {}
    }
    match &error.request_id {
        Some(id) => write!(f, " Quote the request id {id} to support."),
        None => Ok(()),
    }
}

/// What to do about a status, where the API's own words seldom say it (its documented error table).
fn advice(status: u16) -> &'static str {
    match status {
        200..300 => "The instance may exist: check before you try again.",
        400 => "Often a field is missing or wrong.",
        401 => "Check the User Secret, the Organization Secret and the API host they belong to.",
        403 => "The provider refused access: check that the key may read and write.",
        404 => "Check the API host: it may have no such address.",
        405 => "Check the API host: what answers there does not take this kind of request.",
        406 | 415 => "Check the API host: what answers there does not speak JSON.",
        408 | 502 | 504 => {
            "A server on the way did not hear from the API in time, so the instance may exist: check before you try again."
        }
        409 => "It exists already: look at your instances, or choose another name.",
        413 => "The request is too large: shorten the polling configuration.",
        429 => "Too many requests were sent for this account.",
        503 => "The API is not available at the moment: try again later.",
        500.. => "The fault is on the API's side: try again later.",
        _ => "",
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offline => f.write_str(
                "The browser is offline, so nothing was sent. Press Create Instance again when you are connected.",
            ),
            Self::NotSent => f.write_str("The browser does not take this address, so nothing was sent: check the API host."),
            Self::Unreachable => f.write_str(
                "The browser got no answer that this page may read, and does not say why. The request may have arrived \
                 all the same.",
            ),
            Self::Redirected => f.write_str(
                "The host answered by sending the request elsewhere. It was not followed, since your secrets would have \
                 gone along. Check the API host: whether it begins with https://, and has no spelling mistake.",
            ),
            Self::CutOff { status } => write!(
                f,
                "The answer, with status {status}, was cut off before its end. What it said is lost, the token too."
            ),
            Self::TimedOut { seconds } => {
                write!(f, "No whole answer came within {seconds} seconds. The instance may exist all the same.")
            }
            Self::Cancelled => {
                f.write_str("You cancelled it after it was sent. The instance may have been created all the same.")
            }
        }
    }
}

/// What may be the cause when a browser does not say it, for that host: a page is not told more.
#[must_use]
pub fn causes(host: &str, is_local: bool) -> Vec<String> {
    let host = if host.is_empty() { "the host" } else { host };
    let mut causes = vec![format!(
        "{host} lets no page of this address read its answers (CORS); the cURL command has no such limit."
    )];
    if is_local {
        causes.insert(0, format!("Nothing listens at {host}: start it, and check the port."));
    } else {
        causes.insert(0, format!("There is no such host as {host}: check its spelling."));
        causes.push(format!(
            "The certificate of {host} is not valid, or something on your network puts its own in its place."
        ));
        causes.push("Your connection, a proxy, a firewall or a browser extension stopped it.".into());
    }
    causes
}

#[cfg(test)]
mod tests {
    use super::super::{Outcome, Reply};

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
                r#"{"message":"Failed to validate.","providerMessage":"Consumer key is invalid"}"#,
                "The API refused the request with status 400: Failed to validate. WooCommerce said: Consumer key is invalid. \
                 Often a field is missing or wrong.",
            ),
            (
                418,
                r#"{"requestId":"1"}"#,
                "The API refused the request with status 418. Quote the request id 1 to support.",
            ),
            (
                404,
                "<html>",
                "The server answered with status 404 and a web page, not the API's JSON. Something between you and the API \
                 may have answered: check the API host.",
            ),
            (
                200,
                "",
                "The server answered with status 200 and nothing else. The instance may exist: check before you try again.",
            ),
            (
                200,
                r#"{"id":1}"#,
                "The server answered with status 200, but not with both an instance's id and its token. The instance may \
                 exist: check before you try again.",
            ),
        ];
        for (status, body, sentence) in cases {
            let reply = Reply { status, body: body.into(), ..Reply::default() };
            assert_eq!(Outcome::read(&reply).to_string(), sentence);
        }
    }

    #[test]
    fn when_to_try_again_is_told() {
        let told = |after: &str| {
            let reply = Reply {
                status: 429,
                body: r#"{"message":"Slow down"}"#.into(),
                retry_after: Some(after.into()),
                ..Reply::default()
            };
            Outcome::read(&reply).to_string()
        };
        let head =
            "The API refused the request with status 429: Slow down. Too many requests were sent for this account.";
        assert_eq!(told("120"), format!("{head} Wait 120 seconds before you try again."));
        let date = "Sun, 22 Nov 2026 12:00:00 GMT";
        assert_eq!(told(date), format!("{head} Do not try again before {date}."));
        assert_eq!(told(" "), head);
    }
}
