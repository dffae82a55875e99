//! What an element needs, as data: its authentication fields and the resources that it can poll.

use messages::Word;

use crate::json;
use crate::polling::Document;

/// The definition of one element. Another element is another file beside `woocommercerest.json`: it takes no code.
#[derive(Debug)]
pub struct Definition {
    /// The element's key in the API, such as `woocommercerest`.
    pub key: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The hub whose resources it serves, such as `ecommerce`.
    pub hub: &'static str,
    /// The fields of its authentication, in the order of the documented request.
    pub fields: &'static [Field],
    /// Whether one can also sign in with other fields than these, which the form does not offer.
    pub has_other_sign_in: bool,
    /// The resources that can be polled, in the order they are offered.
    pub resources: &'static [Resource],
    /// The polling configuration to start from: the selected resources, laid out.
    pub polling: &'static str,
    /// Tags to choose from.
    pub tags: &'static [&'static str],
}

/// One authentication field.
#[derive(Debug)]
pub struct Field {
    /// The key in the request's `configuration`.
    pub key: &'static str,
    /// The vendor's label.
    pub label: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// What the documentation writes where the value is still to come.
    pub placeholder: &'static str,
    /// What it is and where to find it, in a sentence.
    pub help: Word,
    /// What its values begin with; blank if with anything.
    pub prefix: &'static str,
}

/// What an authentication field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Plain text.
    Text,
    /// An `http` or `https` address.
    Url,
    /// What nobody else may see.
    Secret,
}

/// One resource that can be polled.
#[derive(Debug)]
pub struct Resource {
    /// Its name in the configuration.
    pub name: &'static str,
    /// Whether it is polled unless a person says otherwise.
    pub selected: bool,
    configuration: &'static str,
}

impl Definition {
    /// All that there are. The first is that of `WooCommerce`.
    #[must_use]
    pub fn all() -> &'static [Self] {
        // Written by `build.rs`.
        static DEFINITIONS: &[Definition] = &include!(concat!(env!("OUT_DIR"), "/definitions.rs"));
        DEFINITIONS
    }

    /// That of the element with that key; for one that has none, that of `WooCommerce`.
    #[must_use]
    pub fn of(key: &str) -> &'static Self {
        Self::all().iter().find(|definition| definition.key == key).unwrap_or_else(Self::woocommerce)
    }

    /// The number of the field for the store's address.
    #[must_use]
    pub fn store_url(&self) -> Option<usize> {
        self.fields.iter().position(|field| field.key == "store.url")
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

impl Resource {
    /// Its configuration as it would stand in a laid-out document, one level deep.
    #[must_use]
    pub fn configuration(&self) -> String {
        let text = self.configuration;
        let tree = json::read(text);
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
    fn the_help_of_every_field_can_be_said_in_other_languages() {
        let english: Vec<_> =
            include_str!("../../../messages/en.txt").lines().filter_map(|line| line.split_once(" = ")).collect();
        for field in Definition::all().iter().flat_map(|definition| definition.fields) {
            assert!(english.iter().any(|(_, said)| *said == field.help.text()), "en.txt lacks: {}", field.help);
        }
    }
}
