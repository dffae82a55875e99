//! What an element needs, as data: its authentication fields and the resources that it can poll.

mod schema;

pub use schema::{Definition, Field, FieldKind, Resource};

use messages::Message;

use crate::api_schema::STORE_URL;
use crate::json;
use crate::polling::Document;

impl Definition {
    /// All that there are. The first is that of `WooCommerce`.
    #[must_use]
    pub fn all() -> &'static [Self] {
        // Written by `build.rs`.
        static DEFINITIONS: &[Definition] = &include!(concat!(env!("OUT_DIR"), "/definitions.rs"));
        DEFINITIONS
    }

    /// Reads a definition from a file's text.
    ///
    /// # Errors
    /// The text is no JSON, or has another schema.
    pub fn from_json(text: &str) -> serde_json::Result<Self> {
        let mut definition: Self = serde_json::from_str(text)?;
        let selected = definition.resources.iter().filter(|resource| resource.selected);
        let members: Vec<_> = selected
            .map(|resource| format!("\n  {}: {}", json::quoted(resource.name), resource.configuration()))
            .collect();
        let end = if members.is_empty() { "}" } else { "\n}" };
        definition.polling = format!("{{{}{end}", members.join(",")).leak();
        Ok(definition)
    }

    /// That of the element with that key; for one that has none, that of `WooCommerce`.
    #[must_use]
    pub fn of(key: &str) -> &'static Self {
        Self::all().iter().find(|definition| definition.key == key).unwrap_or_else(Self::woocommerce)
    }

    /// The number of the field for the store's address.
    #[must_use]
    pub fn store_url(&self) -> Option<usize> {
        self.fields.iter().position(|field| field.key == STORE_URL)
    }

    /// Whether a polling configuration is the one to start from, which nobody has touched.
    #[must_use]
    pub fn is_start(&self, polling: &Document) -> bool {
        polling.text() == self.polling
    }

    /// The `WooCommerce` element.
    #[must_use]
    pub fn woocommerce() -> &'static Self {
        &Self::all()[0]
    }

    /// Whether there is one of the element with that key.
    #[must_use]
    pub fn is_known(key: &str) -> bool {
        Self::all().iter().any(|definition| definition.key == key)
    }

    /// The resource of that name.
    #[must_use]
    pub fn resource(&self, name: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.name == name)
    }
}

impl Field {
    /// What it is and where to find it, in a sentence.
    #[must_use]
    pub fn help(&self) -> Message {
        Message::new(self.help)
    }
}

impl Resource {
    /// Its configuration as it would stand in a laid-out document, one level deep.
    #[must_use]
    pub fn configuration(&self) -> String {
        let text = self.configuration;
        let tree = json::parse_strict(text);
        tree.and_then(|tree| Some(json::format(tree.root(text)?, 1))).unwrap_or_else(|| text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_resource_is_a_configuration_without_a_finding() {
        for resource in Definition::all().iter().flat_map(|definition| definition.resources) {
            let text = format!("{{\n  {}: {}\n}}", json::quoted(resource.name), resource.configuration());
            let document = Document::new(text);
            assert!(document.diagnostics().is_empty(), "{:?}", document.diagnostics());
        }
        let names: Vec<_> = Definition::woocommerce().resources.iter().map(|resource| resource.name).collect();
        assert_eq!(names, ["customers", "discounts", "orders", "products"]);
    }

    #[test]
    fn polling_starts_with_the_selected_resources() {
        let expected = r#"{
  "customers": {
    "url": "/hubs/ecommerce/customers",
    "idField": "id",
    "datesConfiguration": {
      "updatedDateField": "date_modified",
      "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss",
      "createdDateField": "date_created",
      "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss"
    }
  }
}"#;
        assert_eq!(Definition::woocommerce().polling, expected);
        assert!(Document::new(expected.into()).diagnostics().is_empty());
    }

    #[test]
    fn a_file_read_at_run_time_is_the_built_in_definition() {
        let files = [include_str!("woocommercerest.json"), include_str!("bigcommerce.json")];
        for (file, built_in) in files.iter().zip(Definition::all()) {
            assert_eq!(&Definition::from_json(file).unwrap(), built_in);
        }
        assert_eq!(files.len(), Definition::all().len());
    }

    #[test]
    fn escapes_are_read_and_unknown_keys_are_refused() {
        let file = |more: &str| {
            format!(
                r#"{{"key": "a\"\u00e9", "name": "", "hub": "", "fields": [], "resources": [], "tags": ["\n"]{more}}}"#
            )
        };
        let definition = Definition::from_json(&file("")).unwrap();
        assert_eq!((definition.key, definition.polling, definition.tags), ("a\"é", "{}", &["\n"][..]));
        let error = Definition::from_json(&file(", \"configuration\": []")).unwrap_err().to_string();
        assert!(error.starts_with("unknown field `configuration`, expected one of `key`, `name`,"), "{error}");
        // No file sets the derived member.
        assert!(Definition::from_json(&file(", \"polling\": \"\"")).is_err());
    }
}
