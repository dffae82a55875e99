//! Removes secrets from an outcome before it is shown or reported to the host page.

use crate::instance::Instance;
use crate::secret::redact::{Scope, foreign_secrets, redact};

use super::{Content, Outcome};

/// The maximum length of a server's message on the page, in characters.
const MAX_MESSAGE_CHARS: usize = 500;

/// The length of a response that is searched for a token, in bytes.
const MAX_SEARCHED_BYTES: usize = 200_000;

/// The minimum length of a secret that counts as a token, in bytes.
const MIN_TOKEN_BYTES: usize = 4;

impl Outcome {
    /// Redacts the server's messages with `redact`, then cuts each to 500 characters.
    #[must_use]
    pub fn redacted_with(mut self, redact: impl Fn(&str, Scope) -> String) -> Self {
        if let Self::Rejected { error, .. } | Self::Unreadable { error, .. } = &mut self {
            let texts = [&mut error.message, &mut error.provider_message];
            for (text, scope) in
                texts.into_iter().map(|text| (text, Scope::All)).chain([(&mut error.request_id, Scope::Id)])
            {
                *text = text.take().map(|text| excerpt(&redact(&text, scope)));
            }
        }
        self
    }

    /// Redacts the secrets of `instance`, tokens and the values of secret keys.
    #[must_use]
    pub fn redacted(self, instance: &Instance) -> Self {
        if let Self::Created(_) | Self::Failed(_) = self {
            return self;
        }
        let own = instance.own_secrets();
        self.redacted_with(|text, scope| redact(text, &own, scope))
    }

    /// Returns whether the response contains a secret that no message shows, so that the response itself has to be
    /// shown.
    #[must_use]
    pub fn hides_token(&self, body: &str) -> bool {
        let end = body.floor_char_boundary(MAX_SEARCHED_BYTES);
        matches!(self, Self::Rejected { .. } | Self::Unreadable { content: Content::Other, .. })
            && self.may_exist()
            && foreign_secrets(&body[..end]).iter().any(|secret| secret.len() >= MIN_TOKEN_BYTES)
    }
}

/// Cuts a text to [`MAX_MESSAGE_CHARS`].
fn excerpt(text: &str) -> String {
    match text.char_indices().nth(MAX_MESSAGE_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::RawResponse;
    use super::*;

    #[test]
    fn messages_are_redacted_before_they_are_cut() {
        let body = format!(r#"{{"message":"{}s3cret and more"}}"#, "é".repeat(497));
        let response = RawResponse { status: 400, body, ..RawResponse::default() };
        let outcome = Outcome::read(&response).redacted_with(|text, _| text.replace("s3cret", "•"));
        let Outcome::Rejected { error, .. } = outcome else { panic!("not a rejection") };
        assert_eq!(error.message, Some("é".repeat(497) + "• a…"));
    }
}
