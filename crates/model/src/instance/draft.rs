//! Restoring a draft or a link into a form that may have changed since.

use std::sync::Arc;

use super::Instance;
use super::serialize::{FLAGS, LISTS, TEXTS};

impl Instance {
    /// Takes the values of `other` for everything that is unchanged since `base`.
    pub fn merge_unchanged(&mut self, base: &Self, other: &Self) {
        let (mut base, mut other) = (base.clone(), other.clone());
        let definition = self.definition().key;
        if [&base, &other].iter().any(|instance| instance.definition().key != definition) {
            // The fields of different elements are unrelated: they change together with the element.
            if self.element == base.element {
                self.fields.clone_from(&other.fields);
            }
            base.fields.clone_from(&self.fields);
            other.fields.clone_from(&self.fields);
        }
        for (_, text) in TEXTS {
            if text(self) == text(&mut base) {
                *text(self) = std::mem::take(text(&mut other));
            }
        }
        for (_, list) in LISTS {
            if list(self) == list(&mut base) {
                *list(self) = std::mem::take(list(&mut other));
                continue;
            }
            for (index, text) in std::mem::take(list(&mut other)).into_iter().enumerate() {
                match list(&mut base).get(index) {
                    Some(first) if list(self).get(index) == Some(first) => list(self)[index] = text,
                    None if list(self).len() == index => list(self).push(text),
                    _ => {}
                }
            }
        }
        for (_, flag) in FLAGS {
            if flag(self) == flag(&mut base) {
                *flag(self) = *flag(&mut other);
            }
        }
        if self.event_type == base.event_type {
            self.event_type = other.event_type;
        }
        if self.source_format.interval == base.source_format.interval {
            self.source_format.interval = other.source_format.interval;
        }
        if self.polling.text() == base.polling.text() {
            self.polling = Arc::clone(&other.polling);
        }
        if self.additional == base.additional {
            self.additional = other.additional;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::element::Definition;

    #[test]
    fn a_draft_overwrites_no_typed_value() {
        let definition = Definition::woocommerce();
        let draft = Instance { events: true, tags: vec!["Docs".into()], ..Instance::filled() }.without_secrets();
        let base = Instance { name: "an attribute's".into(), ..Instance::empty(definition) };
        let mut now = base.clone();
        now.merge_unchanged(&base, &draft);
        assert_eq!(now, draft, "nothing was typed");
        let (linked, mut undone) = (now.clone(), now.clone());
        undone.merge_unchanged(&linked, &base);
        assert_eq!(undone, base, "undoing restores everything, tags included");
        let mut now = Instance { name: "typed".into(), tags: vec!["typed".into()], ..base.clone() };
        now.fields[0] = "https://typed".into();
        now.merge_unchanged(&base, &draft);
        assert_eq!((now.name.as_str(), now.fields[0].as_str(), now.events), ("typed", "https://typed", true));
        assert_eq!(now.tags, ["typed"]);
    }

    #[test]
    fn the_fields_of_two_elements_are_not_mixed() {
        let [woocommerce, bigcommerce] =
            ["woocommercerest", "bigcommerce"].map(|key| Instance::empty(Definition::for_key(key)));
        let fields = |instance: &Instance| (instance.element.clone(), instance.fields.clone());
        // A draft of another element is restored while a secret is typed.
        let mut draft = bigcommerce.clone();
        draft.fields = ["user", "", "https://path"].map(Into::into).into();
        let mut now = woocommerce.clone();
        now.fields[2] = "cs_typed".into();
        now.merge_unchanged(&woocommerce, &draft);
        assert_eq!(fields(&now), fields(&draft));
        // A link to another element is undone after a token was typed.
        let mut now = bigcommerce.clone();
        now.fields[1] = "t0ken".into();
        now.merge_unchanged(&bigcommerce, &woocommerce);
        assert_eq!(fields(&now), fields(&woocommerce));
        // Another element was selected in the meantime.
        let mut now = bigcommerce.clone();
        now.fields[1] = "t0ken".into();
        let mut draft = woocommerce.clone();
        draft.fields[0] = "https://draft".into();
        let typed = now.clone();
        now.merge_unchanged(&woocommerce, &draft);
        assert_eq!(fields(&now), fields(&typed));
    }
}
