//! What should be known before an instance is created, though nothing stands against it.

use crate::character::is_invisible_except_space;
use crate::diagnostic::Severity;
use crate::element::{Definition, Field, FieldKind};
use crate::url;

use super::validate::{minutes, refusals};
use super::{ErrorKind, FieldError, FieldId, Instance};

impl Instance {
    /// What is dangerous or odd in what [`Instance::check`] lets through, in the order of the form: no more than one
    /// for a field, the worst.
    #[must_use]
    pub fn warnings(&self) -> Vec<FieldError> {
        let definition = self.definition();
        let host = url::host(&url::base_url(&self.host));
        // An API on this machine reaches what this machine reaches.
        let is_local = url::is_this_machine(&host);
        let reached = |address: &str| if is_local { None } else { reachable(address.trim()) };
        let mut reasons = vec![
            (FieldId::Host, url::is_look_alike(&host).then_some(ErrorKind::LookAlike(host))),
            (FieldId::UserSecret, None),
            (FieldId::OrganizationSecret, None),
            (
                FieldId::Name,
                unseen(&self.name).or_else(|| has_blanks_around(&self.name).then_some(ErrorKind::SentSpaces)),
            ),
        ];
        for (index, (field, value)) in definition.fields.iter().zip(&self.fields).enumerate() {
            let reason = if field.kind == FieldKind::Url { reached(value) } else { swapped(definition, index, value) };
            let reason = reason.or_else(|| unseen(value.trim())).or_else(|| trimmed(value));
            reasons.push((FieldId::Element(index), reason));
        }
        if self.events {
            let callback = &self.callback_url;
            let key = &self.signature_key;
            reasons.push((FieldId::SignatureKey, unseen(key.trim()).or_else(|| surrounded(key))));
            reasons.push((FieldId::CallbackUrl, reached(callback).or_else(|| trimmed(callback))));
        }
        if self.is_polling() {
            reasons.push((FieldId::RefreshInterval, minutes(&self.refresh_interval).and_then(long_interval)));
        }
        for (field, reason) in &mut reasons {
            let pasted =
                self.pasted(*field).map(|(reason, _)| reason).filter(|reason| reason.severity() > Severity::Error);
            let weight = |reason: &Option<ErrorKind>| reason.as_ref().map_or(Severity::Note, ErrorKind::severity);
            // Of two as bad, the one that says what to do with what was copied; but secrets are not to go elsewhere.
            let is_look_alike = matches!(reason, Some(ErrorKind::LookAlike(_)));
            if pasted.is_some() && !is_look_alike && (reason.is_none() || weight(&pasted) <= weight(reason)) {
                *reason = pasted;
            }
            let around = match field {
                FieldId::UserSecret => trimmed(&self.user_secret),
                FieldId::OrganizationSecret => trimmed(&self.organization_secret),
                _ => None,
            };
            *reason = reason.take().or(around);
        }
        refusals(reasons, definition)
    }
}

/// An address that the API is to reach over the internet.
fn reachable(url: &str) -> Option<ErrorKind> {
    if url.is_empty() {
        return None;
    }
    let host = url::host(url);
    if url::is_private(&host) {
        return Some(ErrorKind::PrivateHost(host));
    }
    url::is_http(url).then_some(ErrorKind::Unencrypted)
}

/// An interval in which nobody waits for a change: more than 30 days.
fn long_interval(minutes: u64) -> Option<ErrorKind> {
    const DAY: u64 = 24 * 60;
    (minutes > 30 * DAY).then_some(ErrorKind::LongInterval { days: minutes / DAY })
}

/// A character that nobody sees there.
fn unseen(value: &str) -> Option<ErrorKind> {
    value.chars().find(|c| is_invisible_except_space(*c)).map(ErrorKind::InvisibleCharacter)
}

/// A value that begins as those of another field do.
fn swapped(definition: &Definition, index: usize, value: &str) -> Option<ErrorKind> {
    let begins = |field: &&Field| !field.prefix.is_empty() && value.trim().starts_with(field.prefix);
    let owner = definition.fields.iter().find(begins)?;
    (owner.key != definition.fields[index].key).then_some(ErrorKind::SwappedWith(owner.label))
}

fn has_blanks_around(value: &str) -> bool {
    value.trim() != value && !value.trim().is_empty()
}

fn trimmed(value: &str) -> Option<ErrorKind> {
    has_blanks_around(value).then_some(ErrorKind::TrimmedSpaces)
}

/// A key may be any text, so that its blanks are a part of it.
fn surrounded(value: &str) -> Option<ErrorKind> {
    has_blanks_around(value).then_some(ErrorKind::SignificantSpaces)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Change = fn(&mut Instance);

    #[test]
    fn each_warning_says_what_is_dangerous() {
        use Severity::{Note, Warning};
        let warnings = |change: Change| -> Vec<(Severity, String)> {
            let mut instance = Instance::filled();
            change(&mut instance);
            assert_eq!(instance.validate(), []);
            instance.warnings().iter().map(|refusal| (refusal.kind.severity(), refusal.to_string())).collect()
        };
        let cases: [(Change, Severity, &str); 11] = [
            (|i| i.name = "My store ".into(), Note, "Spaces around Name are sent as part of it"),
            (
                |i| i.name = "My\u{202e}store".into(),
                Warning,
                "Name contains the invisible character U+202E: remove it unless it's intended",
            ),
            (
                |i| i.fields[1] = "cs_1".into(),
                Warning,
                "OAuth API Key looks like OAuth API Secret: check that they aren't swapped",
            ),
            (
                |i| i.host = "https://api.cloud-e1ements.com".into(),
                Warning,
                "Host URL api.cloud-e1ements.com looks like an API host but isn't one: make sure it's yours",
            ),
            (|i| i.user_secret = " u=\n".into(), Note, "Spaces around User Secret are removed"),
            (|i| i.fields[1] = "ck_1 ".into(), Note, "Spaces around OAuth API Key are removed"),
            (
                |i| i.fields[0] = "http://mycoolstore.com".into(),
                Warning,
                "The Store URL starts with http://, so others can read the data sent there: use https://",
            ),
            (
                |i| i.fields[0] = "https://192.168.1.4/shop".into(),
                Warning,
                "The Store URL points to 192.168.1.4, which the API can't reach over the internet",
            ),
            (
                |i| (i.events, i.callback_url) = (true, "https://localhost:3000/".into()),
                Warning,
                "Event Notification Callback URL points to localhost, which the API can't reach over the internet",
            ),
            (
                |i| (i.events, i.callback_url) = (true, " https://a.example/ ".into()),
                Note,
                "Spaces around Event Notification Callback URL are removed",
            ),
            (
                |i| (i.events, i.signature_key) = (true, "k3y\n".into()),
                Warning,
                "Callback Notification Signature Key starts or ends with spaces, which are part of the value: remove \
                 them unless your server uses them too",
            ),
        ];
        for (change, weight, sentence) in cases {
            assert_eq!(warnings(change), [(weight, sentence.to_owned())]);
        }
        let mut with_key = Instance::filled();
        with_key.fields[0] = "http://ck_1:cs_2@localhost".into();
        let told: Vec<_> = with_key.warnings().iter().map(ToString::to_string).collect();
        assert!(told.iter().all(|sentence| !sentence.contains("ck_1") && !sentence.contains("cs_2")), "{told:?}");
        let interval = |minutes: &'static str| {
            let mut instance = Instance { events: true, refresh_interval: minutes.into(), ..Instance::filled() };
            let warning = instance.warnings().first().map(ToString::to_string);
            instance.events = false;
            assert_eq!(instance.warnings(), [], "what is not sent is not warned of");
            warning
        };
        for (minutes, told) in [
            ("43200", None),
            ("44640", Some("31 days")),
            ("999999", Some("690 days")),
            ("9999999", Some("19 years")),
            ("999999999", Some("1,900 years")),
            ("18446744073709551615", Some("35,000,000,000,000 years")),
        ] {
            let told = told.map(|told| {
                format!(
                    "Event poller refresh interval (mins) is about {told}, during which no changes are reported: shorten it \
                     unless that's intended"
                )
            });
            assert_eq!(interval(minutes), told);
        }
        assert_eq!(warnings(|_| {}), []);
        let local: Change = |i| {
            i.host = url::SANDBOX.into();
            (i.events, i.callback_url) = (true, "http://localhost:3000/".into());
        };
        assert_eq!(warnings(local), [], "an API on this machine reaches it");
    }
}
