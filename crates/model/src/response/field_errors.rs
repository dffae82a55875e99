//! Maps an error response to the fields that it concerns.

use diagnostics::char_set::CharSet;

use crate::element::{Definition, FieldKind};
use crate::instance::FieldId;

use super::{Content, Failure, Outcome};

/// The maximum number of fields that a response can concern. A response with more repeats the whole request.
const MAX_FIELDS: usize = 3;

/// Names of fields in messages of the API and the provider, in lower case.
const NAMES: [(&str, FieldId); 6] = [
    ("signature.key", FieldId::SignatureKey),
    ("callback.url", FieldId::CallbackUrl),
    ("refresh_interval", FieldId::RefreshInterval),
    ("poller.configuration", FieldId::Polling),
    ("user secret", FieldId::UserSecret),
    ("organization secret", FieldId::OrganizationSecret),
];

impl Outcome {
    /// Returns the fields that the response names, or else those that its status points to.
    #[must_use]
    pub fn affected_fields(&self, definition: &Definition) -> Vec<FieldId> {
        let (status, error) = match self {
            Self::Unreadable { status: 408 | 413 | 429, .. } => return Vec::new(),
            Self::Failed(Failure::Redirected | Failure::NotSent)
            | Self::Unreadable { status: 400..500, content: Content::Html, .. } => return vec![FieldId::Host],
            Self::Rejected { status, error } | Self::Unreadable { status: status @ 400..500, error, .. } => {
                (*status, error)
            }
            _ => return Vec::new(),
        };
        let messages = [&error.message, &error.provider_message].into_iter().flatten();
        let text = messages.map(|message| message.to_ascii_lowercase()).collect::<Vec<_>>().join(" ");
        let (mut named, mut credentials) = (Vec::new(), Vec::new());
        for (index, field) in definition.fields.iter().enumerate() {
            // The documentation's placeholder is the provider's name of the field: <CONSUMER_KEY>.
            let name = field.placeholder.trim_any("<>").to_ascii_lowercase().replace('_', " ");
            if text.contains(field.key) || text.contains(&name) {
                named.push(FieldId::Element(index));
            }
            if field.kind != FieldKind::Url {
                credentials.push(FieldId::Element(index));
            }
        }
        for (name, field) in &NAMES {
            if text.contains(name) {
                named.push(*field);
            }
        }
        let account = vec![FieldId::UserSecret, FieldId::OrganizationSecret];
        match status {
            // If the API names one of the two secrets, the other may be invalid too.
            401 if named.iter().any(|field| account.contains(field)) => account,
            _ if (1..=MAX_FIELDS).contains(&named.len()) => named,
            // The API calls the provider with the element's fields only after it accepted the account secrets.
            400..=403 if error.provider_message.is_some() => credentials,
            401 => account,
            403 => credentials,
            404..=406 | 415 => vec![FieldId::Host],
            409 => vec![FieldId::Name],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::RawResponse;
    use super::*;

    #[test]
    fn responses_are_mapped_to_fields() {
        struct Case {
            status: u16,
            body: &'static str,
            fields: &'static [FieldId],
        }
        let all_fields =
            r#"{"message":"bad body {store.url, oauth.api.key, oauth.api.secret, event.notification.callback.url}"}"#;
        let cases = [
            Case { status: 400, body: all_fields, fields: &[] },
            Case {
                status: 401,
                body: r#"{"message":"no","providerMessage":"Sorry"}"#,
                fields: &[FieldId::Element(1), FieldId::Element(2)],
            },
            Case {
                status: 401,
                body: r#"{"message":"An invalid element token, user secret and/or org secret provided"}"#,
                fields: &[FieldId::UserSecret, FieldId::OrganizationSecret],
            },
            Case { status: 401, body: "", fields: &[FieldId::UserSecret, FieldId::OrganizationSecret] },
            Case { status: 400, body: "store.url is wrong", fields: &[FieldId::Element(0)] },
            Case {
                status: 401,
                body: r#"{"message":"no"}"#,
                fields: &[FieldId::UserSecret, FieldId::OrganizationSecret],
            },
            Case {
                status: 401,
                body: r#"{"message":"Bad","providerMessage":"Consumer key is invalid."}"#,
                fields: &[FieldId::Element(1)],
            },
            Case {
                status: 400,
                body: r#"{"message":"Missing required configuration: store.url"}"#,
                fields: &[FieldId::Element(0)],
            },
            Case {
                status: 400,
                body: r#"{"message":"event.poller.configuration must be a JSON object"}"#,
                fields: &[FieldId::Polling],
            },
            Case {
                status: 400,
                body: r#"{"message":"event.poller.refresh_interval must be a string"}"#,
                fields: &[FieldId::RefreshInterval],
            },
            Case { status: 400, body: r#"{"message":"no"}"#, fields: &[] },
            Case { status: 403, body: r#"{"message":"no"}"#, fields: &[FieldId::Element(1), FieldId::Element(2)] },
            Case { status: 404, body: "<html>", fields: &[FieldId::Host] },
            Case {
                status: 409,
                body: r#"{"message":"A resource being created already exists"}"#,
                fields: &[FieldId::Name],
            },
            Case { status: 500, body: r#"{"message":"no"}"#, fields: &[] },
        ];
        for Case { status, body, fields } in cases {
            let response = RawResponse { status, body: body.into(), ..RawResponse::default() };
            assert_eq!(Outcome::read(&response).affected_fields(Definition::woocommerce()), fields, "{body}");
        }
    }
}
