//! Types a text into one field of the form and returns the error or warning about it.

use model::element::Definition;
use model::instance::{FieldError, FieldId, Instance};

pub const KEY: &str = "ck_0000000000000000000000000000000000000001";
pub const SECRET: &str = "cs_0000000000000000000000000000000000000002";
pub const USER: &str = "dXNlci1zZWNyZXQtMDE=";
pub const ORGANIZATION: &str = "b3JnLXNlY3JldC0wMQ==";

/// Returns a form without errors, except for the text typed into one field. The other secrets of its kind are empty,
/// so that a fix can move a value there.
pub fn typed(field: FieldId, text: &str) -> Instance {
    let mut instance = Instance {
        user_secret: "u=".into(),
        organization_secret: "o".into(),
        name: "My store".into(),
        fields: vec!["https://mycoolstore.com".into(), String::new(), String::new()],
        events: true,
        ..Instance::empty(Definition::woocommerce())
    };
    *field_text(&mut instance, field) = text.into();
    instance
}

/// Returns the text of a field.
pub fn field_text(instance: &mut Instance, field: FieldId) -> &mut String {
    match field {
        FieldId::Host => &mut instance.host,
        FieldId::UserSecret => &mut instance.user_secret,
        FieldId::OrganizationSecret => &mut instance.organization_secret,
        FieldId::SignatureKey => &mut instance.signature_key,
        FieldId::CallbackUrl => &mut instance.callback_url,
        FieldId::Element(index) => &mut instance.fields[index],
        _ => panic!("no text field"),
    }
}

/// Returns the error or warning about a field.
pub fn field_error(instance: &Instance, field: FieldId) -> Option<FieldError> {
    let of = |errors: Vec<FieldError>| errors.into_iter().find(|error| error.field == field);
    of(instance.validate()).or_else(|| of(instance.warnings()))
}

/// Returns the form after the fix. Checks that the fix's label contains no secret.
pub fn fixed(instance: &Instance, error: &FieldError) -> Option<Instance> {
    let fix = instance.fix(error)?;
    assert!(fix.to_string().starts_with("Fix: "), "{fix}");
    for secret in [KEY, SECRET, USER, ORGANIZATION, "0000000000"] {
        assert!(!fix.to_string().contains(secret), "{fix}");
    }
    let mut fixed = instance.clone();
    for (field, value) in fix.changes {
        *field_text(&mut fixed, field) = value;
    }
    Some(fixed)
}
