//! Texts that users paste into the fields: each kind yields a message, and a fix where the intended value is certain.

#![allow(missing_docs)]

mod account;
#[path = "../shared/form.rs"]
mod form;
mod store;

use form::{KEY, ORGANIZATION, SECRET, USER, field_error, field_text, fixed, typed};
use model::diagnostic::Severity;
use model::instance::FieldId;
use model::request::HttpRequest;
use proptest::prelude::*;

const STORE: FieldId = FieldId::Element(0);
const STORE_KEY: FieldId = FieldId::Element(1);
const STORE_SECRET: FieldId = FieldId::Element(2);

/// A text that is pasted into a field.
struct Case<'a> {
    text: &'a str,
    severity: Severity,
    /// A part of the message.
    part: &'a str,
    /// The value after the fix, empty if there is no fix.
    fixed: &'a str,
}

impl<'a> Case<'a> {
    /// Expects a fix that leaves this value.
    const fn fixed(self, fixed: &'a str) -> Self {
        Self { fixed, ..self }
    }
}

/// Expects an error whose message contains `part`, without a fix.
const fn error<'a>(text: &'a str, part: &'a str) -> Case<'a> {
    Case { text, severity: Severity::Error, part, fixed: "" }
}

/// Expects a warning whose message contains `part`, without a fix.
const fn warning<'a>(text: &'a str, part: &'a str) -> Case<'a> {
    Case { text, severity: Severity::Warning, part, fixed: "" }
}

/// Expects a note whose message contains `part`, without a fix.
const fn note<'a>(text: &'a str, part: &'a str) -> Case<'a> {
    Case { text, severity: Severity::Note, part, fixed: "" }
}

/// Checks that each text yields its message, and that the fix leaves no other message.
fn check(field: FieldId, cases: &[Case<'_>]) {
    for Case { text, severity, part, fixed: expected } in cases {
        let instance = typed(field, text);
        let error = field_error(&instance, field).unwrap_or_else(|| panic!("no message for {text}"));
        let sentence = error.to_string();
        assert_eq!(error.kind.severity(), *severity, "{text}: {sentence}");
        assert!(sentence.contains(part), "{text}: {sentence}");
        for secret in [KEY, SECRET, USER, ORGANIZATION, "0000000000"] {
            assert!(!sentence.contains(secret), "{sentence}");
        }
        let after = fixed(&instance, &error);
        let value = after.clone().map(|mut after| field_text(&mut after, field).clone()).unwrap_or_default();
        assert_eq!(value, *expected, "{text}: {sentence}");
        if let Some(after) = after {
            let again = field_error(&after, field).filter(|error| error.kind.severity() != Severity::Note);
            assert!(again.is_none(), "{text}, fixed: {}", again.unwrap());
        }
    }
}

/// Checks that these texts yield no message.
fn check_silent(field: FieldId, texts: &[&str]) {
    for text in texts {
        let message = field_error(&typed(field, text), field).map(|error| error.to_string());
        assert_eq!(message, None, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fix_is_offered_once_and_masks_moved_values(
        field in prop::sample::select(vec![STORE, STORE_KEY, STORE_SECRET, FieldId::Host, FieldId::UserSecret, FieldId::OrganizationSecret, FieldId::SignatureKey, FieldId::CallbackUrl]),
        text in "(https://|http://|shop\\.example|/wp-json|\\?consumer_key=|&|,|;|\"|'|<|>|#|@|:| |User |Organization |Bearer |ck_[0-9a-f]{40}|cs_[0-9A-F]{40}|ck_[0-9a-f]{1,39}|[A-Za-z0-9+/]{12}=|\\[1-3\\]|\\PC){0,6}",
    ) {
        let instance = typed(field, &text);
        if let Some(error) = field_error(&instance, field) {
            let _ = error.to_string();
            if let Some(after) = fixed(&instance, &error) {
                prop_assert!(after != instance, "{}", error);
                let again = field_error(&after, field).and_then(|error| fixed(&after, &error));
                let third = again.as_ref().and_then(|again| fixed(again, &field_error(again, field)?));
                prop_assert!(third.is_none(), "{}: fixed again and again", text);
            }
        }
        let _ = HttpRequest::create_instance(&instance).body.masked();
    }
}
