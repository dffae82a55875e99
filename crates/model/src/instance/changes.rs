//! Compares two inputs.

use super::{FieldId, Instance};

impl Instance {
    /// Returns the number of the form's fields whose value differs from that in `other`. A member without a field counts
    /// as one.
    #[must_use]
    pub fn count_changed_fields(&self, other: &Self) -> usize {
        let are_changed = [
            self.host != other.host,
            self.user_secret != other.user_secret,
            self.organization_secret != other.organization_secret,
            self.name != other.name,
            self.signature_key != other.signature_key,
            self.events != other.events,
            self.event_type != other.event_type,
            self.callback_url != other.callback_url,
            self.refresh_interval != other.refresh_interval,
            self.polling != other.polling,
            self.tags != other.tags,
            self.element != other.element,
        ];
        are_changed.into_iter().filter(|is_changed| *is_changed).count()
            + changed(&self.fields, &other.fields)
            + changed(&self.additional, &other.additional)
    }

    /// Returns the text fields that are empty, and were not in `before`. Fields of another element keep their values.
    #[must_use]
    pub fn emptied_fields(&self, before: &Self) -> Vec<FieldId> {
        let mut pairs = vec![
            (FieldId::UserSecret, &self.user_secret, &before.user_secret),
            (FieldId::OrganizationSecret, &self.organization_secret, &before.organization_secret),
            (FieldId::Name, &self.name, &before.name),
            (FieldId::SignatureKey, &self.signature_key, &before.signature_key),
            (FieldId::CallbackUrl, &self.callback_url, &before.callback_url),
        ];
        if self.element == before.element {
            let fields = self.fields.iter().zip(&before.fields).enumerate();
            pairs.extend(fields.map(|(index, (now, before))| (FieldId::Element(index), now, before)));
        }
        let is_emptied = |(_, now, before): &(FieldId, &String, &String)| now.is_empty() && !before.is_empty();
        pairs.into_iter().filter(is_emptied).map(|(field, ..)| field).collect()
    }

    /// Returns whether the request goes to another host than that of `before`, with a secret of the account that was
    /// entered there.
    #[must_use]
    pub fn moves_secrets(&self, before: &Self) -> bool {
        let is_kept = |now: &str, before: &str| !now.is_empty() && now == before;
        !self.host.is_empty()
            && self.host != before.host
            && (is_kept(&self.user_secret, &before.user_secret)
                || is_kept(&self.organization_secret, &before.organization_secret))
    }
}

/// Returns the number of positions at which two lists differ.
fn changed<T: PartialEq>(one: &[T], other: &[T]) -> usize {
    (0..one.len().max(other.len())).filter(|index| one.get(*index) != other.get(*index)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element::Definition;

    #[test]
    fn each_field_that_differs_counts_once() {
        let old = Instance {
            name: "a".into(),
            fields: vec!["u".into(), "k".into()],
            ..Instance::empty(Definition::woocommerce())
        };
        assert_eq!(old.count_changed_fields(&old), 0);
        let new = Instance { name: "b".into(), fields: vec!["u".into(), "l".into(), "s".into()], ..old.clone() };
        assert_eq!(new.count_changed_fields(&old), 3);
        assert_eq!(old.count_changed_fields(&new), 3);
        let tagged = Instance { tags: vec!["t".into(), "u".into()], events: true, ..old.clone() };
        assert_eq!(tagged.count_changed_fields(&old), 2);
    }

    #[test]
    fn emptied_fields_and_moved_secrets_are_found() {
        let before = Instance {
            host: "https://a.example".into(),
            user_secret: "u".into(),
            name: "a".into(),
            fields: vec!["x".into(), String::new(), "z".into()],
            ..Instance::empty(Definition::woocommerce())
        };
        assert_eq!(before.emptied_fields(&before), []);
        assert!(!before.moves_secrets(&before));
        let now = Instance {
            host: "https://b.example".into(),
            name: String::new(),
            fields: vec!["y".into(), String::new(), String::new()],
            ..before.clone()
        };
        assert_eq!(now.emptied_fields(&before), [FieldId::Name, FieldId::Element(2)]);
        assert!(now.moves_secrets(&before));
        assert!(!Instance { user_secret: "v".into(), ..now.clone() }.moves_secrets(&before));
        assert!(!Instance { host: String::new(), ..now }.moves_secrets(&before));
    }
}
