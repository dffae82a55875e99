//! Reads the event settings of a body.

use std::sync::Arc;

use model::api_schema::{
    CALLBACK_URL, EVENT_TYPE, EVENTS_ENABLED, POLLING_CONFIGURATION, POLLING_PLACEHOLDER, REFRESH_INTERVAL,
    REFRESH_INTERVAL_PLACEHOLDER, SIGNATURE_KEY,
};
use model::instance::{EventType, Interval, minutes};
use model::json::{self, Kind, Member, Value};
use model::polling::Document;

use super::recover::repair_json;
use super::{BodyImporter, remove_indentation, text_of, with_lf_line_ends};
use crate::placeholder::{has_placeholder, is_mask, is_placeholder};
use crate::repair::RepairKind;

/// Returns whether `text` consists of digits only.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

impl BodyImporter<'_, '_> {
    /// Fills in the event fields. Returns the keys of the members that fit into them.
    pub(super) fn import_events(&mut self, members: &[Member<'_>]) -> Vec<&'static str> {
        let find = |key: &str| members.iter().copied().find(|member| member.key.text() == key);
        let Some(enabled) = find(EVENTS_ENABLED) else { return Vec::new() };
        let is_text = text_of(enabled).is_some_and(|text| text == "true");
        if !is_text && enabled.value.source_token() != "true" {
            // Other programs may treat other values as true.
            let text = enabled.value.text();
            if !matches!(&*text, "false" | "") && enabled.value.source_token() != "null" {
                self.report_unsupported(enabled);
            }
            return Vec::new();
        }
        let mut taken = vec![EVENTS_ENABLED];
        self.instance.events = true;
        self.instance.source_format.enabled_is_text = is_text;
        let polling = find(POLLING_CONFIGURATION).map(|member| (member, self.polling_text(member.value)));
        let can_poll = polling.as_ref().is_some_and(|(_, polling)| polling.is_some());
        let vendor_type = find(EVENT_TYPE);
        let named = vendor_type.and_then(text_of);
        let (event_type, is_named) = match named.as_deref() {
            Some("polling") if can_poll => (EventType::Polling, true),
            Some("webhook") => (EventType::Webhook, true),
            Some(other) if other.starts_with("webhook") => (EventType::Webhook, false),
            _ if can_poll => (EventType::Polling, false),
            _ => (EventType::Webhook, false),
        };
        self.instance.event_type = event_type;
        self.instance.source_format.has_no_event_type = !is_named;
        if is_named {
            taken.push(EVENT_TYPE);
        } else if let Some(member) = vendor_type.filter(|_| named.as_deref() == Some("polling")) {
            self.report.push(self.range(member.value), RepairKind::NothingToPoll);
        } else if let Some(member) =
            vendor_type.filter(|_| !named.as_deref().is_some_and(|text| text.starts_with("webhook")))
        {
            self.report_unsupported(member);
        }
        if let Some(member) = find(CALLBACK_URL)
            && let Some(text) = text_of(member).filter(|text| !text.is_empty() && text.trim() == *text)
        {
            self.report_placeholders(member.value, "Event Notification Callback URL");
            self.instance.callback_url = text.into_owned();
            taken.push(CALLBACK_URL);
        }
        if let Some(member) = find(SIGNATURE_KEY)
            && let Some(text) = text_of(member).filter(|text| !text.is_empty())
        {
            const LABEL: &str = "Callback Notification Signature Key";
            if is_mask(&text) {
                self.text_or_empty(member, LABEL, "");
            } else {
                self.report_placeholders(member.value, LABEL);
                self.instance.signature_key = text.into_owned();
            }
            taken.push(SIGNATURE_KEY);
        }
        if event_type == EventType::Webhook {
            if let Some(member) = find(REFRESH_INTERVAL).filter(|member| minutes(&member.value.text()).is_none()) {
                self.report_unsupported(member);
            }
            return taken;
        }
        if let Some((member, Some((text, is_text)))) = polling {
            self.report_placeholders(member.value, POLLING_CONFIGURATION);
            self.instance.source_format.polling_is_text = is_text;
            self.instance.polling = Arc::new(Document::new(text));
            taken.push(POLLING_CONFIGURATION);
        }
        if self.import_interval(find(REFRESH_INTERVAL)) {
            taken.push(REFRESH_INTERVAL);
        }
        taken
    }

    /// Reads the refresh interval. Returns true if its field accepts the value; otherwise the member is kept as an
    /// extra field.
    fn import_interval(&mut self, member: Option<Member<'_>>) -> bool {
        self.instance.refresh_interval.clear();
        self.instance.source_format.interval = Interval::Absent;
        let Some(member) = member else { return false };
        let text = member.value.text();
        let is_minutes = minutes(&text).is_some_and(|minutes| minutes.to_string() == *text);
        self.instance.source_format.interval = match member.value.kind() {
            Kind::Number if is_minutes => Interval::Number,
            Kind::String if is_minutes => Interval::Text,
            Kind::String if text == REFRESH_INTERVAL_PLACEHOLDER => {
                self.text_or_empty(member, "Event poller refresh interval (mins)", REFRESH_INTERVAL_PLACEHOLDER);
                self.instance.source_format.interval = Interval::Text;
                return true;
            }
            _ => {
                let is_whole = minutes(&text).is_some() || is_digits(&text) && text.contains(|c| c != '0');
                if is_whole {
                    self.report.push(self.range(member.value), RepairKind::UnsupportedValue(REFRESH_INTERVAL.into()));
                } else if !is_placeholder(&text) && !has_placeholder(&text) {
                    self.report.push(self.range(member.value), RepairKind::InvalidInterval);
                }
                return false;
            }
        };
        self.instance.refresh_interval = text.into_owned();
        true
    }

    /// Reports a member that no field accepts and that becomes an extra field.
    pub(super) fn report_unsupported(&mut self, member: Member<'_>) {
        let text = member.value.text();
        // Placeholders and masks have findings of their own.
        if !is_placeholder(&text) && !has_placeholder(&text) && !is_mask(&text) {
            self.report.push(self.range(member.value), RepairKind::UnsupportedValue(member.key.text().into_owned()));
        }
    }

    /// Returns the text for the polling field, and whether it was a JSON string. Returns `None` unless the value is an
    /// object or a string that contains one.
    fn polling_text(&mut self, value: Value<'_>) -> Option<(String, bool)> {
        match value.kind() {
            Kind::Object => Some((remove_indentation(with_lf_line_ends(value.source_token()), 4), false)),
            Kind::String => {
                let text = value.text();
                if text == POLLING_PLACEHOLDER {
                    self.report.push(
                        self.range(value),
                        RepairKind::Placeholder {
                            key: "Event Poller Resources Configuration".into(),
                            is_cleared: true,
                        },
                    );
                    self.not_compared.push(POLLING_CONFIGURATION.into());
                    return Some((String::new(), false));
                }
                if !text.trim_start().starts_with('{') {
                    return None;
                }
                let content = self.mapped.unescaped(value.range());
                // Comparing the string again would report each repair twice.
                let recovered = repair_json(content, self.report).ok()?.mapped;
                if *text != recovered.text {
                    self.not_compared.push(POLLING_CONFIGURATION.into());
                }
                let (tree, _) = json::parse(&recovered.text);
                let is_object = tree.root(&recovered.text).is_some_and(|root| root.kind() == Kind::Object);
                is_object.then_some((recovered.text, true))
            }
            _ => None,
        }
    }
}
