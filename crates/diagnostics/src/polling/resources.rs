//! Ticking a resource and taking the tick away: a member comes into the document, a member goes.

use super::Document;
use crate::diagnostic::Edit;
use crate::json::{Kind, Value, edit};

/// A resource that was taken out, so that it can come back as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shelved {
    /// Its name.
    pub name: String,
    /// Its configuration, as it was typed.
    pub json: String,
    /// How many resources stood before it.
    pub index: usize,
}

impl Document {
    /// Takes the resource called `name` out: the edit, and what comes back when it is wanted again.
    #[must_use]
    pub fn remove_resource(&self, name: &str) -> Option<(Edit, Shelved)> {
        let root = self.object()?;
        let index = root.members().collect::<Vec<_>>().iter().rposition(|member| member.key.text() == name)?;
        let json = root.members().nth(index)?.value.source_token().to_owned();
        Some((edit::remove_member(root, index), Shelved { name: name.into(), json, index }))
    }

    /// Puts a resource called `name` in, as the one numbered `index`. `json` is its configuration.
    #[must_use]
    pub fn insert_resource(&self, index: usize, name: &str, json: &str) -> Option<Edit> {
        Some(edit::insert_member(self.object()?, index, name, json))
    }

    /// Where a resource called `name` belongs among those of the document, if they stand in the order
    /// of `offered`: after the last of those that are offered before it, else at the end.
    #[must_use]
    pub fn index_among(&self, name: &str, offered: &[&str]) -> usize {
        let names = self.resource_names();
        let Some(own) = offered.iter().position(|other| *other == name) else { return names.len() };
        let before = |other: &String| offered.iter().position(|offer| offer == other).is_some_and(|rank| rank < own);
        names.iter().rposition(before).map_or(0, |last| last + 1)
    }

    /// Whether resources can be put in and taken out: the text is JSON, and an object.
    #[must_use]
    pub fn is_editable(&self) -> bool {
        self.object().is_some()
    }

    fn object(&self) -> Option<Value<'_>> {
        self.root().filter(|root| self.is_json() && root.kind() == Kind::Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_ticked_off_comes_back_byte_for_byte() {
        for text in [
            "{\n  \"a\": { \"url\":\"/a\" },\n  \"b/{id}-c\": {\n    \"url\": 1.0\n  },\n  \"d\": {}\n}",
            "{\"a\":{}, \"b\":{\"x\" : [ ]}, \"c\":{}}",
        ] {
            let document = Document::new(text.into());
            for name in document.resource_names() {
                let (edit, shelved) = document.remove_resource(&name).unwrap();
                let without = document.edited([&edit]);
                assert!(without.is_json() && without.resource(&name).is_none());
                let edit = without.insert_resource(shelved.index, &shelved.name, &shelved.json).unwrap();
                assert_eq!(without.edited([&edit]).text().replace("\": {", "\":{"), text.replace("\": {", "\":{"));
            }
        }
    }

    #[test]
    fn resources_come_in_the_order_they_are_offered() {
        let offered = ["customers", "discounts", "orders", "products"];
        let index = |text: &str, name: &str| Document::new(text.into()).index_among(name, &offered);
        assert_eq!(index("{}", "orders"), 0);
        assert_eq!(index(r#"{"customers":{},"products":{}}"#, "orders"), 1);
        assert_eq!(index(r#"{"products":{},"mine":{}}"#, "customers"), 0);
        assert_eq!(index(r#"{"products":{},"mine":{}}"#, "other"), 2);
    }

    #[test]
    fn a_text_that_is_not_json_is_left_alone() {
        let document = Document::new("{\"a\": {},}".into());
        assert_eq!(document.remove_resource("a"), None);
        assert_eq!(document.insert_resource(0, "b", "{}"), None);
    }
}
