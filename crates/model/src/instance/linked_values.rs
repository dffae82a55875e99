//! The URLs that a link set and that receive data: the store's and the callback's. The user confirms them before the
//! first request is sent.

use std::fmt;

use crate::element::Definition;

use super::{FieldId, Instance};

/// A question shows no more of a value than this many characters.
const MAX_SHOWN_CHARS: usize = 300;

/// A value that a link set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedValue {
    field: FieldId,
    /// The key of the definition that [`FieldId::Element`] refers to.
    element: &'static str,
    value: String,
}

impl fmt::Display for LinkedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.field.label(Definition::for_key(self.element));
        let shown: String = self.value.chars().take(MAX_SHOWN_CHARS).collect();
        let rest = if shown.len() < self.value.len() { "…" } else { "" };
        write!(f, "{label} {shown}{rest}")
    }
}

/// Adds the URLs that a link changed from `before` to `after` to `linked_urls`, which has a URL on each line.
#[must_use]
pub fn with_linked_values(linked_urls: &str, before: &Instance, after: &Instance) -> String {
    let known = |value: &str| urls(before).any(|(_, before)| before == value);
    let new = urls(after).map(|(_, value)| value).filter(|value| !value.is_empty() && !known(value));
    let mut lines: Vec<&str> = linked_urls.lines().collect();
    for value in new {
        if !lines.contains(&value) && !value.contains(['\n', '\r']) {
            lines.push(value);
        }
    }
    lines.join("\n")
}

/// Returns the URLs that a link set and `instance` sends. `linked_urls` comes from [`with_linked_values`].
#[must_use]
pub fn linked_values(linked_urls: &str, instance: &Instance) -> Vec<LinkedValue> {
    let is_sent = |field: FieldId| instance.events || field != FieldId::CallbackUrl;
    let element = instance.definition().key;
    urls(instance)
        .filter(|(field, value)| is_sent(*field) && !value.is_empty() && linked_urls.lines().any(|line| line == *value))
        .map(|(field, value)| LinkedValue { field, element, value: value.to_owned() })
        .collect()
}

/// Returns the URLs of the store and of the callback.
fn urls(instance: &Instance) -> impl Iterator<Item = (FieldId, &str)> {
    let store = instance.definition().store_url();
    let store = store.and_then(|index| Some((FieldId::Element(index), instance.fields.get(index)?.trim())));
    store.into_iter().chain([(FieldId::CallbackUrl, instance.callback_url.trim())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_urls_are_confirmed_while_they_are_sent() {
        let before = Instance { events: true, ..Instance::filled() };
        let shown = |linked_urls: &str, instance: &Instance| -> Vec<String> {
            linked_values(linked_urls, instance).iter().map(ToString::to_string).collect()
        };
        let mut after = Instance { callback_url: "https://evil.example/events".into(), ..before.clone() };
        let linked_urls = with_linked_values("", &before, &after);
        assert_eq!(linked_urls, "https://evil.example/events", "the store is unchanged");
        assert_eq!(shown(&linked_urls, &after), ["Event Notification Callback URL https://evil.example/events"]);
        assert_eq!(shown(&linked_urls, &before), [""; 0], "another was typed");
        after.events = false;
        assert_eq!(shown(&linked_urls, &after), [""; 0], "it is not sent");

        let linked =
            Instance { fields: vec!["https://evil.example".into(), "ck_1".into(), "cs_1".into()], ..before.clone() };
        let linked_urls = with_linked_values(&linked_urls, &before, &linked);
        assert_eq!(shown(&linked_urls, &linked), ["The Store URL https://evil.example"]);
        assert_eq!(with_linked_values(&linked_urls, &before, &linked), linked_urls, "no URL is listed twice");

        let path = "x".repeat(1_000);
        let long = Instance { callback_url: format!("https://evil.example/{path}"), ..before.clone() };
        let [sentence] = &shown(&with_linked_values("", &before, &long), &long)[..] else { panic!() };
        assert!(sentence.ends_with("xx…") && sentence.len() < 400, "{sentence}");
    }
}
