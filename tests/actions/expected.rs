//! The request that the documentation prescribes for a form.

use model::instance::{EventType, ExtraField, Instance, Interval, Section};
use serde_json::{Map, Value, json};

use super::value;

/// Returns the documented body, with a placeholder for each value that is empty or invalid.
pub fn expected_body(form: &Instance) -> Value {
    let (spelling, events, polls) = (form.source_format, form.events, form.event_type == EventType::Polling);
    let field = |index: usize, placeholder: &str| match form.fields[index].trim() {
        "" => (form.element == "woocommercerest").then(|| placeholder.into()),
        typed => Some(typed.into()),
    };
    let typed = |text: &str| (events && !text.is_empty()).then(|| text.into());
    let minutes = form.refresh_interval.trim();
    let interval = match (minutes.parse::<u64>().ok().filter(|minutes| *minutes > 0), spelling.interval) {
        (None, Interval::Absent) if minutes.is_empty() => None,
        (None, _) => Some("<minutes>".into()),
        (Some(minutes), Interval::Number) => Some(minutes.into()),
        (Some(minutes), _) => Some(minutes.to_string().into()),
    };
    let polling = match value(form.polling.text()) {
        None => "<EVENT_POLLER_CONFIGURATION>".into(),
        Some(_) if spelling.polling_is_text => form.polling.text().trim().into(),
        Some(polling) => polling,
    };
    let members: [(&str, Option<Value>); 9] = [
        ("store.url", field(0, "<WEB_STORE_URL>")),
        ("oauth.api.key", field(1, "<CONSUMER_KEY>")),
        ("oauth.api.secret", field(2, "<CONSUMER_SECRET>")),
        (
            "event.notification.enabled",
            events.then(|| if spelling.enabled_is_text { "true".into() } else { true.into() }),
        ),
        ("event.vendor.type", typed(if polls { "polling" } else { "webhook" }).filter(|_| !spelling.has_no_event_type)),
        ("event.notification.callback.url", typed(form.callback_url.trim())),
        ("event.notification.signature.key", typed(&form.signature_key)),
        ("event.poller.refresh_interval", interval.filter(|_| events && polls)),
        ("event.poller.configuration", Some(polling).filter(|_| events && polls)),
    ];
    let members = members.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    let name = if form.name.trim().is_empty() { "<INSTANCE_NAME>" } else { &form.name };
    let configuration: Map<_, _> = members.collect();
    let mut body = json!({ "element": { "key": form.element }, "configuration": configuration, "name": name });
    if !form.tags.is_empty() {
        body["tags"] = form.tags.clone().into();
    }
    // Extra fields of the body itself come last and replace existing members of the same name.
    let mut entries: Vec<&ExtraField> = form.additional.iter().collect();
    entries.sort_by_key(|entry| entry.section);
    for entry in entries {
        let (key, typed) = (&entry.key, entry.value());
        let object = match entry.section {
            Section::Element => &mut body["element"],
            Section::Configuration => &mut body["configuration"],
            Section::Body => &mut body,
        };
        object[key] = value(typed.trim()).unwrap_or_else(|| typed.as_str().into());
    }
    body
}

pub fn expected_url(typed: &str) -> String {
    let (scheme, host) = typed.trim().split_once("://").unwrap_or(("https", typed.trim()));
    let host = host.trim_end_matches('/').trim_end_matches("/elements/api-v2");
    let can_be_sent = !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c.is_control());
    let (scheme, host) = if can_be_sent { (scheme, host) } else { ("https", "<API_HOST>") };
    format!("{scheme}://{host}/elements/api-v2/instances")
}

pub fn expected_authorization(form: &Instance) -> String {
    let sent = |typed: &str, placeholder: &str| {
        let typed = typed.trim();
        let can_be_sent = !typed.is_empty() && typed.bytes().all(|byte| matches!(byte, b' '..=b'~') && byte != b',');
        if can_be_sent { typed.to_owned() } else { placeholder.to_owned() }
    };
    let organization = sent(&form.organization_secret, "<ORGANIZATION_SECRET>");
    format!("User {}, Organization {organization}", sent(&form.user_secret, "<USER_SECRET>"))
}
