//! Validation: the errors that prevent creating an instance.

use crate::api_schema::{CALLBACK_URL_LIMIT, REFRESH_INTERVAL_MIN, SIGNATURE_KEY_LIMIT};
use crate::diagnostic::Severity;
use crate::element::{Definition, FieldKind};
use crate::secret::{PlaceholderKind, placeholder_kind};
use crate::url::{self, UrlError};

use super::account_secret::is_base64_text;
use super::{ErrorKind, FieldError, FieldId, Instance};

impl Instance {
    /// Returns the errors that prevent creating the instance, at most one for each field, in the form's order.
    #[must_use]
    pub fn validate(&self) -> Vec<FieldError> {
        let definition = self.definition();
        let host = url::base_url(&self.host);
        let mut reasons = vec![
            (FieldId::Host, required(&self.host).or_else(|| self.check_host(&host))),
            (FieldId::UserSecret, self.check_account_secret(FieldId::UserSecret, &self.user_secret)),
            (
                FieldId::OrganizationSecret,
                self.check_account_secret(FieldId::OrganizationSecret, &self.organization_secret),
            ),
            (FieldId::Name, required(&self.name).or_else(|| bracketed_placeholder(&self.name))),
        ];
        for (index, (field, value)) in definition.fields.iter().zip(&self.fields).enumerate() {
            let reason = match required(value) {
                Some(empty) => self.needs_fields().then_some(empty),
                None if field.kind == FieldKind::Url => invalid_url(value.trim()),
                None => bracketed_placeholder(value),
            };
            reasons.push((FieldId::Element(index), reason));
        }
        if self.events {
            let key = &self.signature_key;
            let reason = too_long(key, SIGNATURE_KEY_LIMIT).or_else(|| bracketed_placeholder(key));
            reasons.push((FieldId::SignatureKey, reason));
            let callback = self.callback_url.trim();
            let reason = too_long(callback, CALLBACK_URL_LIMIT)
                .or_else(|| if callback.is_empty() { None } else { invalid_url(callback) });
            reasons.push((FieldId::CallbackUrl, reason));
        }
        if self.is_polling() {
            let is_absent = self.has_no_interval();
            let is_invalid = !is_absent && minutes(&self.refresh_interval).is_none();
            reasons.push((FieldId::RefreshInterval, is_invalid.then_some(ErrorKind::NotWholeMinutes)));
            reasons.push((FieldId::Polling, self.polling.errors().cloned().map(ErrorKind::PollingErrors)));
        }
        for (index, reason) in self.check_additional() {
            reasons.push((FieldId::Additional(index), Some(reason)));
        }
        // A paste mistake explains more than the first invalid character of the URL.
        for (field, reason) in &mut reasons {
            if matches!(reason, Some(ErrorKind::Url(_))) {
                let pasted = self.check_pasted(*field).map(|(reason, _)| reason);
                *reason = pasted.filter(|pasted| pasted.severity() == Severity::Error).or_else(|| reason.take());
            }
        }
        field_errors(reasons, definition)
    }

    /// Checks the API's base URL.
    fn check_host(&self, host: &str) -> Option<ErrorKind> {
        let is_error = |reason: &ErrorKind| reason.severity() == Severity::Error;
        let pasted = || self.check_pasted(FieldId::Host).map(|(reason, _)| reason).filter(is_error);
        invalid_url(host).or_else(|| unsafe_for_secrets(host)).or_else(pasted)
    }

    /// Checks a secret of the account, which is sent in a header.
    fn check_account_secret(&self, field: FieldId, value: &str) -> Option<ErrorKind> {
        let pasted =
            || self.check_pasted(field).map(|(reason, _)| reason).filter(|reason| reason.severity() == Severity::Error);
        required(value)
            .or_else(pasted)
            .or_else(|| {
                let c = invalid_header_character(value)?;
                let is_mask = placeholder_kind(value.trim()) == Some(PlaceholderKind::Mask);
                Some(if is_mask { ErrorKind::UnsendableMask } else { ErrorKind::InvalidHeaderCharacter(c) })
            })
            .or_else(|| bracketed_placeholder(value))
    }
}

/// Returns an error for each field that has a reason.
pub(super) fn field_errors(
    reasons: impl IntoIterator<Item = (FieldId, Option<ErrorKind>)>,
    definition: &Definition,
) -> Vec<FieldError> {
    let element = definition.key;
    let error = |(field, kind): (FieldId, Option<ErrorKind>)| Some(FieldError { field, element, kind: kind? });
    reasons.into_iter().filter_map(error).collect()
}

/// Parses a number of minutes: a whole number of at least 1.
#[must_use]
pub fn minutes(typed: &str) -> Option<u64> {
    let typed = typed.trim();
    let is_digits = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits { typed.parse().ok().filter(|minutes| *minutes >= REFRESH_INTERVAL_MIN) } else { None }
}

/// Returns the first character that a secret can't contain: a comma, which separates the parts of the `Authorization`
/// header, and everything that a header (RFC 9110, section 5.5) or `fetch` rejects.
#[must_use]
pub fn invalid_header_character(value: &str) -> Option<char> {
    value.trim().chars().find(|c| !matches!(c, ' '..='~') || *c == ',')
}

fn required(value: &str) -> Option<ErrorKind> {
    value.trim().is_empty().then_some(ErrorKind::Empty)
}

fn invalid_url(value: &str) -> Option<ErrorKind> {
    url::validate(value).err().map(ErrorKind::Url)
}

/// Checks that a URL can receive secrets.
fn unsafe_for_secrets(url: &str) -> Option<ErrorKind> {
    // The request's path would end up in the query or fragment.
    let tail = url.chars().find(|c| matches!(c, '?' | '#')).map(UrlError::QueryOrFragment);
    tail.or_else(|| url::validate_for_secrets(url).err()).map(ErrorKind::Url)
}

/// Detects a placeholder in angle brackets, such as `<USER_SECRET>` in the documentation.
fn bracketed_placeholder(value: &str) -> Option<ErrorKind> {
    let value = value.trim();
    let inside = value.strip_prefix('<').and_then(|value| value.strip_suffix('>')).unwrap_or_default();
    // A real value can have brackets around it too.
    let is_value = inside.len() >= 16 && placeholder_kind(value).is_none() && is_base64_text(inside);
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
    fn an_empty_form_reports_every_required_field() {
        let definition = Definition::woocommerce();
        let labels: Vec<_> = Instance::empty(definition).validate().iter().map(FieldError::label).collect();
        let required =
            ["User Secret", "Organization Secret", "Name", "The Store URL", "OAuth API Key", "OAuth API Secret"];
        assert_eq!(labels, required);
    }

    #[test]
    fn each_error_names_the_problem_and_its_fix() {
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
    fn extra_fields_need_a_unique_key() {
        let entry = |section, key: &str| ExtraField::new(section, key, "1");
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
    fn fields_that_are_not_sent_are_not_validated() {
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
