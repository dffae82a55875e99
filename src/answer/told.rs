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
    if error.provider_message.is_some() && matches!(status, 400..=403) {
        f.write_str(" So the account's secrets were taken: check the store's address, key and secret.")?;
        return quote(f, error);
    }
    advise(f, status, error)
}

fn end_sentence(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    if text.ends_with(['.', '!', '?']) { Ok(()) } else { f.write_str(".") }
}

fn unreadable(f: &mut fmt::Formatter<'_>, status: u16, content: Content, error: &ApiError) -> fmt::Result {
    write!(f, "The server answered with status {status}")?;
    match (content, &error.message) {
        (Content::Empty, _) => f.write_str(" and nothing else."),
        (Content::Html, _) => f.write_str(" and a web page, not the API's JSON."),
        (Content::Token, _) => f.write_str(", but with a token, as of an instance that was created."),
        (Content::Incomplete, _) => f.write_str(", but not with both an instance's id and its token."),
        (Content::Other, None) => f.write_str(", but not with the JSON that the API documents."),
        (Content::Other, Some(said)) => write!(f, ", and said: {said}").and_then(|()| end_sentence(f, said)),
    }?;
    // Some come from what stands in front of the API, and say what they mean.
    if content == Content::Html && matches!(status, 400..500) && !matches!(status, 408 | 413 | 429) {
        f.write_str(" Something between you and the API may have answered: check the API host.")?;
        return quote(f, error);
    }
    if content == Content::Token || status == 503 {
        f.write_str(" The instance may exist: check before you try again.")?;
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

/// When to try again, and what to quote to support.
fn quote(f: &mut fmt::Formatter<'_>, error: &ApiError) -> fmt::Result {
    if let Some(seconds) = error.retry_after.filter(|seconds| *seconds > 0) {
        write!(f, " It asks you to wait {}.", duration(seconds))?;
    }
    match &error.request_id {
        Some(id) => write!(f, " Quote the request id {id} to support."),
        None => Ok(()),
    }
}

/// A time to wait, rounded up to what people count in.
fn duration(seconds: u32) -> String {
    let (number, unit) = match seconds {
        0..120 => (seconds, "second"),
        120..7_200 => (seconds.div_ceil(60), "minute"),
        7_200..172_800 => (seconds.div_ceil(3_600), "hour"),
        _ => (seconds.div_ceil(86_400), "day"),
    };
    format!("{number} {unit}{}", if number == 1 { "" } else { "s" })
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
        501 | 505..520 => "The fault is on the API's side: try again later.",
        500.. => "The fault is on the API's side, and the instance may exist: check before you try again.",
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
                 all the same, even twice: where a kept connection breaks off, some browsers send it again by themselves.",
            ),
            Self::Redirected => f.write_str(
                "The host answered by sending the request elsewhere. It was not followed, since your secrets would have \
                 gone along. Check the API host: whether it begins with https://, and has no spelling mistake.",
            ),
            Self::CutOff { status } => write!(
                f,
                "The answer, with status {status}, was cut off before its end. The instance may exist all the same."
            ),
            Self::TimedOut { seconds } => {
                write!(f, "No whole answer came within {seconds} seconds. The instance may exist all the same.")
            }
            Self::Cancelled => {
                f.write_str("You cancelled it after it was sent. The instance may have been created all the same.")
            }
            Self::Left => f.write_str(
                "A request was sent from here, and the page was left before it was known what became of it. Fill in the \
                 secrets, and check before you send it again.",
            ),
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
                 So the account's secrets were taken: check the store's address, key and secret.",
            ),
            (400, "", "The server answered with status 400 and nothing else. Often a field is missing or wrong."),
            (
                429,
                "Slow down, please",
                "The server answered with status 429, and said: Slow down, please. Too many requests were sent for this \
                 account.",
            ),
            (
                500,
                "<html>",
                "The server answered with status 500 and a web page, not the API's JSON. The fault is on the API's side, \
                 and the instance may exist: check before you try again.",
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
        let told = |seconds: u32| {
            let body = r#"{"message":"Slow down"}"#.into();
            Outcome::read(&Reply { status: 429, body, retry_after: Some(seconds), ..Reply::default() }).to_string()
        };
        let head =
            "The API refused the request with status 429: Slow down. Too many requests were sent for this account.";
        assert_eq!(told(0), head);
        for (seconds, wait) in
            [(1, "1 second"), (119, "119 seconds"), (121, "3 minutes"), (7_200, "2 hours"), (u32::MAX, "49711 days")]
        {
            assert_eq!(told(seconds), format!("{head} It asks you to wait {wait}."));
        }
    }
}
