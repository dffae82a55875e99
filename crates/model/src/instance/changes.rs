//! Counts the fields in which two inputs differ.

use super::Instance;

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
}
