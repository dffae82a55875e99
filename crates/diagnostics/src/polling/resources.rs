//! Removes resources from the document and inserts them again.

use super::document::Document;
use crate::diagnostic::Edit;
use crate::json::{Kind, Value, edit};

/// A removed resource, kept so that it can be inserted again as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovedResource {
    /// The name.
    pub name: String,
    /// The configuration, as typed.
    pub json: String,
    /// The number of resources before it.
    pub index: usize,
}

impl Document {
    /// Removes the resource called `name`. Returns the edit and the removed resource.
    #[must_use]
    pub fn remove_resource(&self, name: &str) -> Option<(Edit, RemovedResource)> {
        let root = self.object()?;
        let index = root.members().collect::<Vec<_>>().iter().rposition(|member| member.key.text() == name)?;
        let json = root.members().nth(index)?.value.source_token().to_owned();
        Some((edit::remove_member(root, index), RemovedResource { name: name.into(), json, index }))
    }

    /// Inserts a resource called `name` at `index`. `json` is its configuration.
    #[must_use]
    pub fn insert_resource(&self, index: usize, name: &str, json: &str) -> Option<Edit> {
        Some(edit::insert_member(self.object()?, index, name, json))
    }

    /// Returns the index at which a resource called `name` belongs if the resources are in the order of `offered`:
    /// after the last one that is offered before it. A resource that is not offered belongs at the end.
    #[must_use]
    pub fn index_among(&self, name: &str, offered: &[&str]) -> usize {
        let names = self.resource_names();
        let Some(own_rank) = offered.iter().position(|other| *other == name) else { return names.len() };
        let before =
            |other: &String| offered.iter().position(|offer| offer == other).is_some_and(|rank| rank < own_rank);
        names.iter().rposition(before).map_or(0, |last| last + 1)
    }

    /// Returns whether resources can be inserted and removed: the text is JSON, and an object.
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
    fn a_removed_resource_is_inserted_again_byte_for_byte() {
        for text in [
            "{\n  \"a\": { \"url\":\"/a\" },\n  \"b/{id}-c\": {\n    \"url\": 1.0\n  },\n  \"d\": {}\n}",
            "{\"a\":{}, \"b\":{\"x\" : [ ]}, \"c\":{}}",
        ] {
            let document = Document::new(text.into());
            for name in document.resource_names() {
                let (edit, removed) = document.remove_resource(&name).unwrap();
                let without = document.edited([&edit]);
                assert!(without.is_json() && without.resource(&name).is_none());
                let edit = without.insert_resource(removed.index, &removed.name, &removed.json).unwrap();
                assert_eq!(without.edited([&edit]).text().replace("\": {", "\":{"), text.replace("\": {", "\":{"));
            }
        }
    }

    #[test]
    fn resources_are_inserted_in_the_offered_order() {
        let offered = ["customers", "discounts", "orders", "products"];
        let index = |text: &str, name: &str| Document::new(text.into()).index_among(name, &offered);
        assert_eq!(index("{}", "orders"), 0);
        assert_eq!(index(r#"{"customers":{},"products":{}}"#, "orders"), 1);
        assert_eq!(index(r#"{"products":{},"mine":{}}"#, "customers"), 0);
        assert_eq!(index(r#"{"products":{},"mine":{}}"#, "other"), 2);
    }

    #[test]
    fn a_text_that_is_not_json_has_no_edits() {
        let document = Document::new("{\"a\": {},}".into());
        assert_eq!(document.remove_resource("a"), None);
        assert_eq!(document.insert_resource(0, "b", "{}"), None);
    }
}
