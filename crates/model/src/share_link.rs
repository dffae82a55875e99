//! The parameters of links that fill in the form. A link has no secret and no API host.

use crate::combining::has_long_run;
use crate::element::Definition;
use crate::instance::{EventType, FieldId, Instance, link_contains_secret, minutes};
use crate::messages::{self, Message};
use crate::url;

/// A value that a link may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkParam {
    /// A field.
    Field(FieldId),
    /// The definition's field for the store's URL.
    Store,
    /// Another control, by its label.
    Named(Message),
}

use LinkParam::{Field, Named, Store};

/// The parameters by name. The element's attributes have the same names.
const PARAMS: [(&str, LinkParam); 8] = [
    ("element", Named(messages::ELEMENT)),
    ("name", Field(FieldId::Name)),
    ("store-url", Store),
    ("callback-url", Field(FieldId::CallbackUrl)),
    ("tags", Named(messages::TAGS)),
    ("events", Named(messages::EVENT_TYPE)),
    ("refresh-interval", Field(FieldId::RefreshInterval)),
    ("polling-configuration", Field(FieldId::Polling)),
];

impl LinkParam {
    /// Returns the parameter of that name; `None` if links have none.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        PARAMS.iter().find(|(param, _)| *param == name).map(|(_, param)| *param)
    }

    /// Returns the label on the page; `None` if the element has no such field.
    #[must_use]
    pub fn label(self, definition: &Definition) -> Option<&str> {
        match self {
            Field(field) => Some(field.label(definition)),
            Store => definition.store_url().map(|index| definition.fields[index].label),
            Named(label) => Some(label.text()),
        }
    }
}

/// Returns whether a value is valid for its parameter. Bytes that are no UTF-8 were decoded to replacement characters.
#[must_use]
pub fn is_valid(name: &str, value: &str) -> bool {
    !value.contains(char::REPLACEMENT_CHARACTER)
        && !has_long_run(value)
        && match name {
            "element" => Definition::is_known(value),
            "events" => matches!(value, "off" | "polling" | "webhook"),
            "refresh-interval" => minutes(value).is_some(),
            _ => !name.ends_with("-url") || url::validate(value.trim()).is_ok(),
        }
}

/// Returns the parameters of the link for `instance`, each with its value, and whether they are all of it: a link has no
/// value that may contain a secret, no element without a definition, no additional configuration, and no tag with a
/// comma. `encode` returns a pair as the fragment has it.
#[must_use]
pub fn params(instance: &Instance, encode: impl Fn(&str, &str) -> String) -> (Vec<(&'static str, String)>, bool) {
    let values = values(&instance.without_secrets());
    let is_tag = |tag: &String| !tag.contains(',') && tag.trim() == tag && !tag.is_empty();
    let mut is_whole = self::values(instance) == values
        && Definition::is_known(&instance.element)
        && instance.additional.is_empty()
        && instance.tags.iter().all(is_tag);
    let pairs = PARAMS.iter().zip(values).filter(|(_, value)| !value.is_empty());
    let pairs = pairs.map(|((name, _), value)| (*name, value)).collect::<Vec<_>>();
    let kept = pairs.into_iter().filter(|(name, value)| {
        // A link with one such value would be rejected as a whole.
        let is_secret = link_contains_secret(&encode(name, value));
        is_whole &= !is_secret;
        !is_secret
    });
    let kept = kept.collect();
    (kept, is_whole)
}

/// Returns the values of a link in the order of [`PARAMS`], empty where they are the defaults.
fn values(of: &Instance) -> [String; 8] {
    let empty = Instance::empty(of.definition());
    let events = match (of.events, of.event_type) {
        (false, _) => "",
        (true, EventType::Polling) => "polling",
        (true, EventType::Webhook) => "webhook",
    };
    let unless = |value: &str, default: &str| if value == default { String::new() } else { value.to_owned() };
    let polling = |value: &str, default: &str| if of.is_polling() { unless(value, default) } else { String::new() };
    let store = of.definition().store_url().and_then(|index| of.fields.get(index));
    [
        unless(of.definition().key, Definition::woocommerce().key),
        of.name.clone(),
        store.cloned().unwrap_or_default(),
        of.callback_url.clone(),
        of.tags.join(","),
        events.to_owned(),
        polling(&of.refresh_interval, &empty.refresh_interval),
        polling(of.polling.text(), empty.polling.text()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instance::{ExtraField, Section};

    fn link(instance: &Instance) -> (Vec<(&'static str, String)>, bool) {
        params(instance, |name, value| format!("{name}={value}"))
    }

    #[test]
    fn a_link_has_the_values_that_differ_from_the_defaults() {
        let mut instance = Instance::empty(Definition::woocommerce());
        assert_eq!(link(&instance), (Vec::new(), true));
        instance.name = "My store".into();
        instance.events = true;
        instance.refresh_interval = "20".into();
        instance.tags = vec!["Docs".into(), "Test".into()];
        let expected = [("name", "My store"), ("tags", "Docs,Test"), ("events", "polling"), ("refresh-interval", "20")];
        assert_eq!(link(&instance), (expected.map(|(name, value)| (name, value.to_owned())).to_vec(), true));
        instance.event_type = EventType::Webhook;
        let names: Vec<_> = link(&instance).0.into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["name", "tags", "events"], "no value of polling");
    }

    #[test]
    fn a_value_that_may_contain_a_secret_is_left_out() {
        let mut instance = Instance::empty(Definition::woocommerce());
        instance.user_secret = "dXNlci1zZWNyZXQtMDE=".into();
        instance.name = "cs_0123456789abcdef0123456789abcdef01234567".into();
        instance.tags = vec!["Docs".into()];
        assert_eq!(link(&instance), (vec![("tags", "Docs".to_owned())], false));
    }

    #[test]
    fn values_that_a_link_leaves_out_are_reported() {
        for change in [
            (|instance: &mut Instance| instance.element = "other".into()) as fn(&mut Instance),
            |instance| instance.additional = vec![ExtraField::new(Section::Configuration, "a", "b")],
            |instance| instance.tags = vec!["a,b".into()],
            |instance| instance.tags = vec![" a".into()],
        ] {
            let mut instance = Instance::empty(Definition::woocommerce());
            assert!(link(&instance).1);
            change(&mut instance);
            assert!(!link(&instance).1, "{:?} {:?}", instance.element, instance.tags);
        }
    }

    #[test]
    fn values_of_links_are_validated() {
        for (name, value, expected) in [
            ("element", "woocommercerest", true),
            ("element", "unknown", false),
            ("events", "polling", true),
            ("events", "on", false),
            ("refresh-interval", "15", true),
            ("refresh-interval", "0", false),
            ("store-url", "https://mycoolstore.com", true),
            ("store-url", "mycoolstore.com", false),
            ("callback-url", "javascript:alert(1)", false),
            ("name", "My store", true),
            ("name", "\u{fffd}", false),
        ] {
            assert_eq!(is_valid(name, value), expected, "{name}={value}");
        }
        assert_eq!(LinkParam::named("host"), None, "a link sets no API host");
        assert_eq!(LinkParam::named("user-secret"), None);
    }
}
