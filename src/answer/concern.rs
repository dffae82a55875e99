//! Which fields an answer is about.

use crate::element::Definition;
use crate::instance::FieldId;

use super::{Failure, Outcome};

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
    pub fn concerns(&self, definition: &Definition) -> Vec<FieldId> {
        let (status, error) = match self {
            Self::Unreadable { status: 408 | 413 | 429, .. } => return Vec::new(),
            Self::Failed(Failure::Redirected | Failure::NotSent) | Self::Unreadable { status: 400..500, .. } => {
                return vec![FieldId::Host];
            }
            Self::Refused { status, error } => (*status, error),
            _ => return Vec::new(),
        };
        let words = [&error.message, &error.provider_message].into_iter().flatten();
        let words = words.map(|words| words.to_lowercase()).collect::<Vec<_>>().join(" ");
        let fields = definition.fields.iter().enumerate();
        let own = fields.filter(|(_, field)| {
            let woo = match field.key {
                "oauth.api.key" => "consumer key",
                "oauth.api.secret" => "consumer secret",
                key => key,
            };
            words.contains(field.key) || words.contains(woo)
        });
        let own = own.map(|(index, _)| FieldId::Element(index));
        let named = NAMES.iter().filter(|(name, _)| words.contains(name)).map(|(_, field)| *field);
        let named: Vec<_> = own.chain(named).collect();
        match status {
            _ if !named.is_empty() => named,
            401 => vec![FieldId::UserSecret, FieldId::OrganizationSecret],
            403 => (0..definition.fields.len()).skip(1).map(FieldId::Element).collect(),
            404..=406 | 415 => vec![FieldId::Host],
            409 => vec![FieldId::Name],
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Reply;
    use super::*;

    #[test]
    fn fields_that_an_answer_names() {
        let cases: [(u16, &str, &[FieldId]); 10] = [
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
            let reply = Reply { status, body: body.into(), ..Reply::default() };
            assert_eq!(Outcome::read(&reply).concerns(Definition::woocommerce()), fields, "{body}");
        }
    }
}
