//! What stands against creating an instance, told in sentences.

use crate::api_schema::{CALLBACK_URL_LIMIT, REFRESH_INTERVAL_MIN, SIGNATURE_KEY_LIMIT};
use crate::diagnostic::Severity;
use crate::element::{Definition, FieldKind};
use crate::secret::{PlaceholderKind, placeholder_kind};
use crate::url::{self, UrlError};

use super::account_secret::is_plain;
use super::{ErrorKind, Instance};

/// Names one control of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldId {
    /// The API host.
    Host,
    /// The user's secret.
    UserSecret,
    /// The organization's secret.
    OrganizationSecret,
    /// The instance's name.
    Name,
    /// The definition's field of that number.
    Element(usize),
    /// The key that signs notifications.
    SignatureKey,
    /// Where notifications go.
    CallbackUrl,
    /// Minutes between two polls.
    RefreshInterval,
    /// What is polled.
    Polling,
    /// The additional entry of that number.
    Additional(usize),
}

impl FieldId {
    /// Whether no instance can be created without it.
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(self, Self::Host | Self::UserSecret | Self::OrganizationSecret | Self::Name | Self::Element(_))
    }

    /// The label that people see.
    #[must_use]
    pub fn label(self, definition: &Definition) -> &str {
        match self {
            Self::Host => messages::HOST_LABEL.text(),
            Self::UserSecret => messages::USER_SECRET_LABEL.text(),
            Self::OrganizationSecret => messages::ORGANIZATION_SECRET_LABEL.text(),
            Self::Name => messages::NAME_LABEL.text(),
            Self::Element(index) => definition.fields[index].label,
            Self::SignatureKey => messages::SIGNATURE_KEY_LABEL.text(),
            Self::CallbackUrl => messages::CALLBACK_URL_LABEL.text(),
            Self::RefreshInterval => messages::REFRESH_INTERVAL_LABEL.text(),
            Self::Polling => messages::POLLING_LABEL.text(),
            Self::Additional(_) => messages::ADDITIONAL_LABEL.text(),
        }
    }
}

/// Why **Create Instance** refuses: a field, and what stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The field concerned.
    pub field: FieldId,
    /// The key of the definition whose fields those of the element are.
    pub element: &'static str,
    /// What stands against it.
    pub kind: ErrorKind,
}

impl Instance {
    /// What stands against creating it, in the order of the form: no more than one for a field.
    #[must_use]
    pub fn validate(&self) -> Vec<FieldError> {
        let definition = self.definition();
        let host = url::base_url(&self.host);
        let mut reasons = vec![
            (FieldId::Host, required(&self.host).or_else(|| self.for_host(&host))),
            (FieldId::UserSecret, self.secret(FieldId::UserSecret, &self.user_secret)),
            (FieldId::OrganizationSecret, self.secret(FieldId::OrganizationSecret, &self.organization_secret)),
            (FieldId::Name, required(&self.name).or_else(|| placeholder(&self.name))),
        ];
        for (index, (field, value)) in definition.fields.iter().zip(&self.fields).enumerate() {
            let reason = match required(value) {
                Some(blank) => self.needs_fields().then_some(blank),
                None if field.kind == FieldKind::Url => address(value.trim()),
                None => placeholder(value),
            };
            reasons.push((FieldId::Element(index), reason));
        }
        if self.events {
            let key = &self.signature_key;
            let reason = too_long(key, SIGNATURE_KEY_LIMIT).or_else(|| placeholder(key));
            reasons.push((FieldId::SignatureKey, reason));
            let callback = self.callback_url.trim();
            let reason = too_long(callback, CALLBACK_URL_LIMIT)
                .or_else(|| if callback.is_empty() { None } else { address(callback) });
            reasons.push((FieldId::CallbackUrl, reason));
        }
        if self.is_polling() {
            let is_absent = self.has_no_interval();
            let is_wrong = !is_absent && minutes(&self.refresh_interval).is_none();
            reasons.push((FieldId::RefreshInterval, is_wrong.then_some(ErrorKind::NotWholeMinutes)));
            reasons.push((FieldId::Polling, self.polling.errors().cloned().map(ErrorKind::PollingErrors)));
        }
        for (index, reason) in self.check_additional() {
            reasons.push((FieldId::Additional(index), Some(reason)));
        }
        // What was copied along says more than the character that is found first.
        for (field, reason) in &mut reasons {
            if matches!(reason, Some(ErrorKind::Url(_))) {
                let pasted = self.pasted(*field).map(|(reason, _)| reason);
                *reason = pasted.filter(|pasted| pasted.severity() == Severity::Error).or_else(|| reason.take());
            }
        }
        refusals(reasons, definition)
    }

    /// Where the requests go.
    fn for_host(&self, host: &str) -> Option<ErrorKind> {
        let is_error = |reason: &ErrorKind| reason.severity() == Severity::Error;
        let pasted = || self.pasted(FieldId::Host).map(|(reason, _)| reason).filter(is_error);
        address(host).or_else(|| for_secrets(host)).or_else(pasted)
    }

    /// A secret of the account, which goes into a header.
    fn secret(&self, field: FieldId, value: &str) -> Option<ErrorKind> {
        let pasted =
            || self.pasted(field).map(|(reason, _)| reason).filter(|reason| reason.severity() == Severity::Error);
        required(value)
            .or_else(pasted)
            .or_else(|| {
                let c = invalid_header_character(value)?;
                let is_mask = placeholder_kind(value.trim()) == Some(PlaceholderKind::Mask);
                Some(if is_mask { ErrorKind::UnsendableMask } else { ErrorKind::InvalidHeaderCharacter(c) })
            })
            .or_else(|| placeholder(value))
    }
}

/// Those with a reason, of a form of that definition.
pub(super) fn refusals(
    reasons: impl IntoIterator<Item = (FieldId, Option<ErrorKind>)>,
    definition: &Definition,
) -> Vec<FieldError> {
    let element = definition.key;
    let refusal = |(field, kind): (FieldId, Option<ErrorKind>)| Some(FieldError { field, element, kind: kind? });
    reasons.into_iter().filter_map(refusal).collect()
}

/// The number of minutes that `typed` means: a whole number from 1.
#[must_use]
pub fn minutes(typed: &str) -> Option<u64> {
    let typed = typed.trim();
    let is_digits = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits { typed.parse().ok().filter(|minutes| *minutes >= REFRESH_INTERVAL_MIN) } else { None }
}

/// The first character that cannot stand in a secret: the header's own grammar (RFC 9110, section
/// 5.5, and the comma between its two parts), and what `fetch` refuses.
#[must_use]
pub fn invalid_header_character(value: &str) -> Option<char> {
    value.trim().chars().find(|c| !matches!(c, ' '..='~') || *c == ',')
}

fn required(value: &str) -> Option<ErrorKind> {
    value.trim().is_empty().then_some(ErrorKind::Empty)
}

fn address(value: &str) -> Option<ErrorKind> {
    url::validate(value).err().map(ErrorKind::Url)
}

/// Where the secrets go.
fn for_secrets(url: &str) -> Option<ErrorKind> {
    // What is sent would go to the path before it.
    let tail = url.chars().find(|c| matches!(c, '?' | '#')).map(UrlError::QueryOrFragment);
    tail.or_else(|| url::validate_for_secrets(url).err()).map(ErrorKind::Url)
}

/// Whether what was copied from the documentation is still to be replaced.
fn placeholder(value: &str) -> Option<ErrorKind> {
    let value = value.trim();
    let inside = value.strip_prefix('<').and_then(|value| value.strip_suffix('>')).unwrap_or_default();
    // A real value may stand in brackets too.
    let is_value = inside.len() >= 16 && placeholder_kind(value).is_none() && is_plain(inside);
    (!inside.is_empty() && !is_value).then_some(ErrorKind::BracketedPlaceholder)
}

fn too_long(value: &str, limit: usize) -> Option<ErrorKind> {
    (value.chars().count() > limit).then_some(ErrorKind::TooLong(limit))
}

#[cfg(test)]
mod tests {
    use super::super::{EventType, ExtraField, Section};
    use super::*;
    use crate::polling::Document;
    use std::sync::Arc;

    type Change = fn(&mut Instance);

    fn sentences(change: impl Fn(&mut Instance)) -> Vec<String> {
        let mut instance = Instance::filled();
        change(&mut instance);
        instance.validate().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_blank_form_names_every_required_field() {
        let definition = Definition::woocommerce();
        let labels: Vec<_> =
            Instance::empty(definition).validate().into_iter().map(|refusal| refusal.label()).collect();
        let required =
            ["User Secret", "Organization Secret", "Name", "The Store URL", "OAuth API Key", "OAuth API Secret"];
        assert_eq!(labels, required);
    }

    #[test]
    fn each_refusal_says_what_and_how_to_mend() {
        assert_eq!(sentences(|_| {}), [""; 0]);
        let cases: [(Change, &str); 14] = [
            (
                |i| i.host = "https://my.cloudelements.io/elements/#/instances".into(),
                "Host URL contains #: remove it and everything after it",
            ),
            (
                |i| i.host = "http://api.example".into(),
                "Host URL must use https:// so that nobody can read your secrets; http:// is allowed only for a host \
                 on this computer",
            ),
            (|i| i.user_secret = "<USER_SECRET>".into(), "Replace the placeholder in User Secret with the real value"),
            (
                |i| i.fields[2] = "<CONSUMER_SECRET>".into(),
                "Replace the placeholder in OAuth API Secret with the real value",
            ),
            (|i| i.host = " ".into(), "Host URL is required"),
            (|i| i.host = "https://a b".into(), "Host URL contains a space: remove it or write %20"),
            (|i| i.user_secret = "a\r\nX: y".into(), "User Secret can't contain a line break: remove it"),
            (|i| i.user_secret = "a\0".into(), "User Secret can't contain the invisible character U+0000: remove it"),
            (|i| i.organization_secret = "a,b".into(), "Organization Secret can't contain a comma: remove it"),
            (|i| i.name = " ".into(), "Name is required"),
            (|i| i.fields[0] = "mycoolstore.com".into(), "The Store URL must start with https:// (or http://)"),
            (
                |i| (i.events, i.callback_url) = (true, "x".repeat(1_001)),
                "Event Notification Callback URL must be 1000 characters or fewer",
            ),
            (
                |i| (i.events, i.refresh_interval) = (true, "1.5".into()),
                "Event poller refresh interval (mins) must be a whole number of minutes, 1 or more",
            ),
            (
                |i| (i.events, i.polling) = (true, Arc::new(Document::new("{\n  \"a\" 1}".into()))),
                "Event Poller Resources Configuration has 2 errors; the first: line 2, column 6: Missing colon between \
                 the key and its value.",
            ),
        ];
        for (change, sentence) in cases {
            assert_eq!(sentences(change), [sentence]);
        }
    }

    #[test]
    fn additional_entries_have_a_key_of_their_own() {
        let entry = |place, key: &str| ExtraField::new(place, key, "1");
        let with = |entries: Vec<ExtraField>| sentences(|i| i.additional.clone_from(&entries));
        assert_eq!(with(vec![entry(Section::Configuration, "x"), entry(Section::Body, "x")]), [""; 0]);
        assert_eq!(with(vec![entry(Section::Configuration, "name"), entry(Section::Configuration, "tags")]), [""; 0]);
        let unnamed = "Additional configuration: enter a key for each entry, or remove the entry";
        assert_eq!(with(vec![entry(Section::Body, "")]), [unnamed]);
        let taken = |key: &str| {
            format!("Additional configuration: \"{key}\" is already used there. Choose another key or remove the entry")
        };
        assert_eq!(with(vec![entry(Section::Configuration, "store.url")]), [taken("store.url")]);
        assert_eq!(with(vec![entry(Section::Body, "name")]), [taken("name")]);
        assert_eq!(with(vec![entry(Section::Body, "x"), entry(Section::Body, "x")]), [taken("x")]);
        assert_eq!(with(vec![entry(Section::Element, "key")]), [taken("key")]);
    }

    #[test]
    fn what_is_not_sent_is_not_checked() {
        assert_eq!(sentences(|i| i.callback_url = "x".into()), [""; 0], "events are off");
        let webhook = |i: &mut Instance| {
            (i.events, i.event_type) = (true, EventType::Webhook);
            (i.refresh_interval, i.polling) = ("0".into(), Arc::new(Document::new("{".into())));
        };
        assert_eq!(sentences(webhook), [""; 0], "webhooks do not poll");
    }

    #[test]
    fn minutes_are_whole_and_at_least_one() {
        assert_eq!(["1", " 15 ", "1440", "999999999"].map(minutes), [Some(1), Some(15), Some(1440), Some(999_999_999)]);
        assert_eq!(["", "0", "-1", "+5", "1.5", "1e2", "٣", "99999999999999999999999"].map(minutes), [None; 8]);
    }
}
