//! Paste mistakes in the fields of the store's keys.

use crate::diagnostic::is_invisible_or_whitespace;
use crate::secret::store_key::{LENGTH, StoreKey, store_keys};
use crate::secret::{PlaceholderKind, placeholder_kind, trim_marks};

use super::field_fix::{Action, FieldFix, PasteFinding, field_with_prefix};
use super::{ErrorKind, FieldId, Instance};

/// Checks the definition's field with this index, whose values start with its prefix.
pub(super) fn check(instance: &Instance, index: usize) -> Option<PasteFinding> {
    let field = &instance.definition().fields[index];
    let value = instance.fields.get(index)?.trim();
    if field.prefix.is_empty() || value.is_empty() {
        return None;
    }
    let id = FieldId::Element(index);
    let keys = store_keys(value);
    let Some(first) = keys.first() else { return check_without_key(id, value, field.prefix) };
    if !keys.iter().all(|key| key.text.starts_with(&first.text[..3])) {
        return key_pair(instance, &keys);
    }
    // The text around an incomplete key may be its rest.
    let remove_around = first.is_complete().then(|| FieldFix::single(Action::RemoveAround, id, first.text.clone()));
    // The second copy may be truncated.
    let is_repetition = |key: &StoreKey| first.is_complete() && first.text.starts_with(&key.text);
    if keys.len() > 1 {
        let keep_one = FieldFix::single(Action::KeepOne, id, first.text.clone());
        let is_repeated = keys.iter().all(is_repetition);
        let reason = if is_repeated { ErrorKind::RepeatedValue } else { ErrorKind::SeveralKeys };
        return Some((reason, is_repeated.then_some(keep_one))).filter(|_| first.text.starts_with(field.prefix));
    }
    if !first.text.starts_with(field.prefix) {
        return key_of_other_field(instance, index, first);
    }
    let (before, after) = (&value[..first.range.start], &value[first.range.end..]);
    if !first.is_complete() && (after.starts_with("...") || after.starts_with('…')) {
        return Some((ErrorKind::Placeholder(PlaceholderKind::Mask), None));
    }
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let is_joined_to_text = before.ends_with(is_letter) || after.starts_with(|c| is_letter(c) || c == '_');
    let joined: String = value.chars().filter(|c| !is_invisible_or_whitespace(*c)).collect();
    if joined.len() < value.len()
        && store_keys(&joined).iter().any(|key| key.is_complete() && key.range == (0..joined.len()))
    {
        let fix = FieldFix::single(Action::RemoveSpaces, id, joined.to_ascii_lowercase());
        let first = value.chars().find(|c| is_invisible_or_whitespace(*c)).filter(|c| !c.is_whitespace());
        return Some((first.map_or(ErrorKind::InnerSpace, ErrorKind::InvisibleCharacter), Some(fix)));
    }
    if !is_joined_to_text && first.range.len() < value.len() {
        return Some((ErrorKind::SurroundingText, remove_around));
    }
    check_shape(id, value, field.prefix)
}

/// Checks the length and the characters of a value that is a key alone.
fn check_shape(id: FieldId, value: &str, prefix: &'static str) -> Option<PasteFinding> {
    /// A shorter value, in bytes, is not an attempt at a real key.
    const MIN_BYTES: usize = 8;
    let lower = value.to_ascii_lowercase();
    if value.len() < MIN_BYTES {
        None
    } else if value.chars().count() != LENGTH {
        Some((ErrorKind::KeyLength(value.chars().count()), None))
    } else if !store_keys(value).iter().any(StoreKey::is_complete) {
        Some((ErrorKind::KeyDigits(prefix), None))
    } else if lower != value {
        Some((ErrorKind::KeyCase(prefix), Some(FieldFix::single(Action::Lowercase, id, lower))))
    } else {
        None
    }
}

/// Checks a value that contains no key.
fn check_without_key(id: FieldId, value: &str, prefix: &'static str) -> Option<PasteFinding> {
    /// The minimum number of hexadecimal digits of a truncated key.
    const MIN_DIGITS: usize = 20;
    let inside = &value[trim_marks(value, 0..value.len())];
    // The store's list of keys shows only the last digits of each.
    let is_hidden = value.contains(['*', '•', '●', '…']) || value.contains("...");
    let after_prefix = value.get(prefix.len()..).unwrap_or_default();
    if is_hidden {
        return Some((ErrorKind::Placeholder(PlaceholderKind::Mask), None));
    }
    if value.to_ascii_lowercase().starts_with(prefix) {
        if let Some(kind) = placeholder_kind(after_prefix) {
            return Some((ErrorKind::Placeholder(kind), None));
        }
        // A long value is a truncated or altered key; a short one does not come from a store.
        return if value.len() < MIN_DIGITS { None } else { check_shape(id, value, prefix) };
    }
    if let Some(kind) = placeholder_kind(inside).filter(|_| !(value.starts_with('<') && value.ends_with('>'))) {
        return Some((ErrorKind::Placeholder(kind), None));
    }
    let digits = inside.rsplit('_').next().unwrap_or_default();
    let is_key = digits.len() >= MIN_DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_complete = digits.len() == LENGTH - prefix.len() && inside.len() <= LENGTH;
    let whole = || FieldFix::single(Action::AddPrefix(prefix), id, format!("{prefix}{}", digits.to_ascii_lowercase()));
    is_key.then(|| (ErrorKind::KeyPrefix(prefix), is_complete.then(whole)))
}

/// Returns the finding for a key that belongs in another field.
fn key_of_other_field(instance: &Instance, index: usize, key: &StoreKey) -> Option<PasteFinding> {
    let (other, label) = field_with_prefix(instance.definition(), &key.text[..3])?;
    let current = instance.fields.get(other)?.trim();
    let prefix = instance.definition().fields[index].prefix;
    let current_keys = store_keys(current);
    let moved = |own: String| [(FieldId::Element(index), own), (FieldId::Element(other), key.text.clone())];
    let fix = match &current_keys[..] {
        _ if current.is_empty() || current == key.text => {
            Some(FieldFix::new(Action::MoveTo(label), moved(String::new())))
        }
        [one] if one.text.starts_with(prefix) => Some(FieldFix::new(Action::Swap(label), moved(one.text.clone()))),
        _ => None,
    };
    Some((ErrorKind::SwappedWith(label), fix))
}

/// Returns the finding for a value with keys of both kinds.
fn key_pair(instance: &Instance, keys: &[StoreKey]) -> Option<PasteFinding> {
    let of = |prefix: &str| {
        let mut own = keys.iter().filter(|key| key.text.starts_with(prefix));
        let first = own.next()?;
        (first.is_complete() && own.all(|key| key.text == first.text)).then(|| first.text.clone())
    };
    let definition = instance.definition();
    let [(key, key_label), (secret, secret_label)] =
        [field_with_prefix(definition, "ck_")?, field_with_prefix(definition, "cs_")?];
    let fix = of("ck_").zip(of("cs_")).filter(|texts| {
        // The fix must not overwrite another key.
        let is_free = |index: usize, text: &String| {
            let current = instance.fields[index].trim();
            current.is_empty() || current == text || store_keys(current).len() > 1
        };
        is_free(key, &texts.0) && is_free(secret, &texts.1)
    });
    let fix = fix.map(|(one, two)| {
        FieldFix::new(
            Action::FillBoth(key_label, secret_label),
            [(FieldId::Element(key), one), (FieldId::Element(secret), two)],
        )
    });
    Some((ErrorKind::SeveralKeys, fix))
}
