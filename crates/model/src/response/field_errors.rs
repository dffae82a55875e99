//! Which fields an answer is about.

use crate::element::{Definition, Field, FieldKind};
use crate::instance::FieldId;

use super::{Content, Failure, Outcome};

/// How many fields an answer can be about; one that names more repeats the request.
const MOST: usize = 3;

/// What the API and the provider call what is in a field, in small letters.
const NAMES: [(&str, FieldId); 6] = [
    ("signature.key", FieldId::SignatureKey),
    ("callback.url", FieldId::CallbackUrl),
    ("refresh_interval", FieldId::RefreshInterval),
    ("poller.configuration", FieldId::Polling),
    ("user secret", FieldId::UserSecret),
    ("organization secret", FieldId::OrganizationSecret),
];

impl Outcome {
    /// The fields that the answer is about: those that it names; else those that its status points at.
    #[must_use]
    pub fn affected_fields(&self, definition: &Definition) -> Vec<FieldId> {
        let (status, error) = match self {
            Self::Unreadable { status: 408 | 413 | 429, .. } => return Vec::new(),
            Self::Failed(Failure::Redirected | Failure::NotSent)
            | Self::Unreadable { status: 400..500, content: Content::Html, .. } => return vec![FieldId::Host],
            Self::Refused { status, error } | Self::Unreadable { status: status @ 400..500, error, .. } => {
                (*status, error)
            }
            _ => return Vec::new(),
        };
        let words = [&error.message, &error.provider_message].into_iter().flatten();
        let words = words.map(|words| words.to_ascii_lowercase()).collect::<Vec<_>>().join(" ");
        let fields = definition.fields.iter().enumerate();
        // What the provider calls it is what the documentation writes in its place: <CONSUMER_KEY>.
        let own = fields.filter(|(_, field)| {
            let name = field.placeholder.trim_matches(['<', '>']).to_ascii_lowercase().replace('_', " ");
            words.contains(field.key) || words.contains(&name)
        });
        let own = own.map(|(index, _)| FieldId::Element(index));
        let named = NAMES.iter().filter(|(name, _)| words.contains(name)).map(|(_, field)| *field);
        let named: Vec<_> = own.chain(named).collect();
        let is_credential = |(_, field): &(usize, &Field)| field.kind != FieldKind::Url;
        let of_element = definition.fields.iter().enumerate().filter(is_credential);
        let of_element = of_element.map(|(index, _)| FieldId::Element(index)).collect();
        let account = vec![FieldId::UserSecret, FieldId::OrganizationSecret];
        match status {
            // Neither secret is known to be right where only one of them is named.
            401 if named.iter().any(|field| account.contains(field)) => account,
            _ if (1..=MOST).contains(&named.len()) => named,
            // The provider is asked with the fields of the element, once the account is known.
            400..=403 if error.provider_message.is_some() => of_element,
            401 => account,
            403 => of_element,
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
    fn fields_that_an_answer_names() {
        let everything =
            r#"{"message":"bad body {store.url, oauth.api.key, oauth.api.secret, event.notification.callback.url}"}"#;
        let cases: [(u16, &str, &[FieldId]); 15] = [
            (400, everything, &[]),
            (401, r#"{"message":"no","providerMessage":"Sorry"}"#, &[FieldId::Element(1), FieldId::Element(2)]),
            (
                401,
                r#"{"message":"An invalid element token, user secret and/or org secret provided"}"#,
                &[FieldId::UserSecret, FieldId::OrganizationSecret],
            ),
            (401, "", &[FieldId::UserSecret, FieldId::OrganizationSecret]),
            (400, "store.url is wrong", &[FieldId::Element(0)]),
            (401, r#"{"message":"no"}"#, &[FieldId::UserSecret, FieldId::OrganizationSecret]),
            (401, r#"{"message":"Bad","providerMessage":"Consumer key is invalid."}"#, &[FieldId::Element(1)]),
            (400, r#"{"message":"Missing required configuration: store.url"}"#, &[FieldId::Element(0)]),
            (400, r#"{"message":"event.poller.configuration must be a JSON object"}"#, &[FieldId::Polling]),
            (400, r#"{"message":"event.poller.refresh_interval must be a string"}"#, &[FieldId::RefreshInterval]),
            (400, r#"{"message":"no"}"#, &[]),
            (403, r#"{"message":"no"}"#, &[FieldId::Element(1), FieldId::Element(2)]),
            (404, "<html>", &[FieldId::Host]),
            (409, r#"{"message":"A resource being created already exists"}"#, &[FieldId::Name]),
            (500, r#"{"message":"no"}"#, &[]),
        ];
        for (status, body, fields) in cases {
            let reply = RawResponse { status, body: body.into(), ..RawResponse::default() };
            assert_eq!(Outcome::read(&reply).affected_fields(Definition::woocommerce()), fields, "{body}");
        }
    }
}
