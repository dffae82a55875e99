//! What an element needs, as data: its authentication fields and the resources that it can poll.

use std::sync::LazyLock;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::json;

/// The definition of one element. Another element is another file beside `woocommercerest.json`.
#[derive(Debug, Deserialize)]
pub struct Definition {
    /// The element's key in the API, such as `woocommercerest`.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// The hub whose resources it serves, such as `ecommerce`.
    pub hub: String,
    /// The fields of its authentication, in the order of the documented request.
    pub fields: Vec<Field>,
    /// The resources that can be polled, in the order they are offered.
    pub resources: Vec<Resource>,
    /// Tags to choose from.
    pub tags: Vec<String>,
}

/// One authentication field.
#[derive(Debug, Deserialize)]
pub struct Field {
    /// The key in the request's `configuration`.
    pub key: String,
    /// The vendor's label.
    pub label: String,
    /// What it holds.
    pub kind: FieldKind,
    /// What the documentation writes where the value is still to come.
    pub placeholder: String,
    /// What it is and where to find it, in a sentence.
    pub help: String,
}

/// What an authentication field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Plain text.
    Text,
    /// An `http` or `https` address.
    Url,
    /// What nobody else may see.
    Secret,
}

/// One resource that can be polled.
#[derive(Debug, Deserialize)]
pub struct Resource {
    /// Its name in the configuration.
    pub name: String,
    /// Whether it is polled unless a person says otherwise.
    #[serde(default)]
    pub selected: bool,
    configuration: Box<RawValue>,
}

impl Definition {
    /// The `WooCommerce` element.
    ///
    /// # Panics
    /// Never: a test reads the file.
    #[must_use]
    pub fn woocommerce() -> &'static Self {
        static DEFINITION: LazyLock<Definition> = LazyLock::new(|| {
            serde_json::from_str(include_str!("woocommercerest.json")).expect("the definition is read by a test")
        });
        &DEFINITION
    }

    /// The polling configuration to start from: the selected resources.
    #[must_use]
    pub fn polling_configuration(&self) -> String {
        let mut text = String::from("{");
        for resource in self.resources.iter().filter(|resource| resource.selected) {
            if text.len() > 1 {
                text.push(',');
            }
            json::push_string(&mut text, &resource.name);
            text.push(':');
            text.push_str(resource.configuration.get());
        }
        text.push('}');
        let (tree, _) = json::parse(&text);
        tree.root(&text).map_or(text.clone(), |root| json::format(root, 0))
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
        let text = self.configuration.get();
        let (tree, _) = json::parse(text);
        tree.root(text).map_or(text.to_owned(), |root| json::format(root, 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::polling::Document;

    #[test]
    fn every_resource_is_a_configuration_without_a_finding() {
        let definition = Definition::woocommerce();
        for resource in &definition.resources {
            let text = format!("{{\n  {}: {}\n}}", json::quoted(&resource.name), resource.configuration());
            let document = Document::new(text);
            assert!(document.diagnostics().is_empty(), "{:?}", document.diagnostics());
        }
        let names: Vec<_> = definition.resources.iter().map(|resource| resource.name.as_str()).collect();
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
        assert_eq!(Definition::woocommerce().polling_configuration(), expected);
    }
}
