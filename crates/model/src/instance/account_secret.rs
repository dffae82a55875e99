//! Paste mistakes in the fields of the account's secrets and of the signature key.

use crate::diagnostic::is_invisible;
use crate::secret::authorization::{self, Credential, FindingKind};
use crate::secret::store_key::{StoreKey, store_keys};
use crate::secret::{PlaceholderKind, placeholder_kind, trim_marks};

use super::field_fix::{Action, FieldFix, PasteFinding, field_with_prefix};
use super::{ErrorKind, FieldId, Instance};

/// Checks the User Secret or Organization Secret.
pub(super) fn check(instance: &Instance, field: FieldId) -> Option<PasteFinding> {
    /// The maximum number of layers around a secret.
    const MAX_LAYERS: usize = 4;
    let (kind, mut fix) = check_value(instance, field, instance.text(field)?.trim())?;
    // One fix removes all of them: `User "User secret"`.
    for _ in 0..MAX_LAYERS {
        let Some([(_, value)]) = fix.as_ref().map(|fix| &fix.changes[..]) else { break };
        let Some((ErrorKind::SurroundingText, Some(next))) = check_value(instance, field, value.trim()) else { break };
        fix = Some(next);
    }
    Some((kind, fix))
}

/// Checks a value of the User Secret or Organization Secret.
fn check_value(instance: &Instance, field: FieldId, value: &str) -> Option<PasteFinding> {
    if value.is_empty() {
        return None;
    }
    check_header(instance, field, value)
        .or_else(|| check_marks(field, value))
        .or_else(|| {
            let secret = authorization::unescaped(value)?;
            Some((ErrorKind::SurroundingText, Some(FieldFix::single(Action::RemoveAround, field, secret))))
        })
        .or_else(|| check_repetition(field, value))
        .or_else(|| {
            let key = store_keys(value).into_iter().find(StoreKey::is_complete)?;
            let (_, label) = field_with_prefix(instance.definition(), &key.text[..3])?;
            Some((ErrorKind::SwappedWith(label), None))
        })
        .or_else(|| {
            let joined: String = value.chars().filter(|c| !is_invisible(*c)).collect();
            let is_joined = joined.len() < value.len() && is_base64_text(&joined);
            let c = value.chars().find(|c| is_invisible(*c))?;
            is_joined.then(|| {
                (ErrorKind::InvisibleCharacter(c), Some(FieldFix::single(Action::RemoveSpaces, field, joined)))
            })
        })
        .or_else(|| value.contains(' ').then_some((ErrorKind::InnerSpace, None)))
}

/// Checks for parts of the `Authorization` header.
fn check_header(instance: &Instance, field: FieldId, value: &str) -> Option<PasteFinding> {
    let header = authorization::read(value);
    let (other_field, own_part, other_part) = match field {
        FieldId::UserSecret => (FieldId::OrganizationSecret, &header.user, &header.organization),
        _ => (FieldId::UserSecret, &header.organization, &header.user),
    };
    let secret = |credential: &Credential| value[credential.range.clone()].to_owned();
    let is_real = |credential: &&Credential| credential.placeholder.is_none();
    let definition = instance.definition();
    let labels = [FieldId::UserSecret, FieldId::OrganizationSecret].map(|field| field.label(definition));
    match (own_part, other_part) {
        (Some(own), Some(other)) => {
            let changes = [(field, secret(own)), (other_field, secret(other))];
            let fix = [own, other]
                .iter()
                .all(is_real)
                .then(|| FieldFix::new(Action::FillBoth(labels[0], labels[1]), changes));
            Some((ErrorKind::WholeHeader, fix))
        }
        (Some(own), None) => {
            let fix = Some(own).filter(is_real).map(|own| FieldFix::single(Action::RemoveAround, field, secret(own)));
            Some((ErrorKind::SurroundingText, fix))
        }
        (None, Some(other)) => {
            let label = other_field.label(definition);
            let current = instance.text(other_field).map(|text| text.trim());
            let is_free = current.is_some_and(|text| text.is_empty() || text == secret(other));
            let changes = [(field, String::new()), (other_field, secret(other))];
            let fix =
                Some(other).filter(is_real).filter(|_| is_free).map(|_| FieldFix::new(Action::MoveTo(label), changes));
            Some((ErrorKind::BelongsTo(label), fix))
        }
        (None, None) if header.element.is_some() => Some((ErrorKind::OtherScheme("Element".into()), None)),
        (None, None) => header.findings.iter().find_map(|finding| match finding.kind {
            FindingKind::Ambiguous(_) | FindingKind::Conflict(_) => Some((ErrorKind::WholeHeader, None)),
            FindingKind::OnlyOtherScheme if value[finding.range.clone()].contains(' ') => {
                Some((ErrorKind::OtherScheme(value[finding.range.clone()].split(' ').next()?.to_owned()), None))
            }
            _ => None,
        }),
    }
}

/// Checks for quotes or brackets around the value, and for placeholders.
fn check_marks(field: FieldId, value: &str) -> Option<PasteFinding> {
    let range = trim_marks(value, 0..value.len());
    let inside = &value[range.clone()];
    let kind = placeholder_kind(inside);
    match kind {
        // Validation reports a placeholder in angle brackets as an error.
        Some(PlaceholderKind::Example) if value.starts_with('<') && value.ends_with('>') => None,
        Some(kind) => Some((ErrorKind::Placeholder(kind), None)),
        None if inside.is_empty() || range.len() == value.len() => None,
        None => {
            // A Markdown link or an HTML entity without its end is not a secret.
            let is_cut = inside.contains("](") || inside.contains('&') && value.ends_with(';');
            let fix = FieldFix::single(Action::RemoveAround, field, inside.to_owned());
            Some((ErrorKind::SurroundingText, (!is_cut).then_some(fix)))
        }
    }
}

/// Checks for a value that was pasted twice.
fn check_repetition(field: FieldId, value: &str) -> Option<PasteFinding> {
    /// A shorter half, in bytes, may be repeated on purpose.
    const MIN_BYTES: usize = 20;
    let (first, second) = value.split_at_checked(value.len() / 2)?;
    let is_repeated = first.len() >= MIN_BYTES && first == second && !first.chars().all(|c| first.starts_with(c));
    is_repeated.then(|| (ErrorKind::RepeatedValue, Some(FieldFix::single(Action::KeepOne, field, first.to_owned()))))
}

/// Returns whether a text consists of base64 characters alone, as the API's secrets do.
pub(super) fn is_base64_text(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(authorization::is_base64)
}

/// Checks the signature key, which can be any text.
pub(super) fn check_signature_key(instance: &Instance) -> Option<PasteFinding> {
    let value = instance.signature_key.trim();
    let kind = placeholder_kind(value).filter(|kind| *kind != PlaceholderKind::Example);
    if let Some(kind) = kind {
        return Some((ErrorKind::Placeholder(kind), None));
    }
    let store_key = store_keys(value).into_iter().find(|key| key.range.len() > 20).and_then(|key| {
        let (_, label) = field_with_prefix(instance.definition(), &key.text[..3])?;
        Some((ErrorKind::StoreKey(label), None))
    });
    store_key.or_else(|| {
        let inside = without_label(value);
        let fix = || FieldFix::single(Action::RemoveAround, FieldId::SignatureKey, inside.to_owned());
        (inside.len() < value.len() && !inside.is_empty()).then(|| (ErrorKind::SurroundingText, Some(fix())))
    })
}

/// Removes the quotes and the name that were copied with a signature key.
fn without_label(value: &str) -> &str {
    /// The length of 32 bytes as base64.
    const BASE64_KEY_LENGTH: usize = 44;
    let is_quote = |c: char| matches!(c, '"' | '\'' | '`' | '“' | '”' | '‘' | '’' | ' ' | ',');
    let is_quoted = value.len() > 2 && value.starts_with(is_quote) && value.ends_with(is_quote);
    // A base64 key can start like a name.
    let is_base64_key = value.len() == BASE64_KEY_LENGTH && is_base64_text(value);
    if let Some((name, key)) = value.split_once([':', '=']).filter(|_| !is_base64_key) {
        let name = name.trim_matches(is_quote).to_ascii_lowercase();
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b" ._-".contains(&byte));
        let key = key.trim_matches(is_quote);
        // The padding of a base64 key is not an assignment.
        let is_label = ["key", "secret", "sha256"].iter().any(|end| name.ends_with(end)) && !key.starts_with('=');
        if is_name && is_label && !key.is_empty() {
            return key;
        }
    }
    if is_quoted { value.trim_matches(is_quote) } else { value }
}
