//! Warnings and notes about values that an instance can be created with.

use crate::character::is_invisible_except_space;
use crate::diagnostic::Severity;
use crate::element::{Definition, Field, FieldKind};
use crate::url;

use super::validate::{field_errors, minutes};
use super::{ErrorKind, FieldError, FieldId, Instance};

impl Instance {
    /// Returns warnings and notes about values that [`Instance::validate`] accepts: the most severe one for each field,
    /// in the form's order.
    #[must_use]
    pub fn warnings(&self) -> Vec<FieldError> {
        let definition = self.definition();
        let host = url::host(&url::base_url(&self.host));
        // An API on this computer reaches private hosts.
        let is_local = url::is_this_machine(&host);
        let check_url = |url: &str| if is_local { None } else { unreachable_or_unencrypted(url.trim()) };
        let mut reasons = vec![
            (FieldId::Host, url::is_look_alike(&host).then_some(ErrorKind::LookAlike(host))),
            (FieldId::UserSecret, None),
            (FieldId::OrganizationSecret, None),
            (
                FieldId::Name,
                invisible_character(&self.name)
                    .or_else(|| has_spaces_around(&self.name).then_some(ErrorKind::SentSpaces)),
            ),
        ];
        for (index, (field, value)) in definition.fields.iter().zip(&self.fields).enumerate() {
            let reason =
                if field.kind == FieldKind::Url { check_url(value) } else { swapped(definition, index, value) };
            let reason = reason.or_else(|| invisible_character(value.trim())).or_else(|| trimmed(value));
            reasons.push((FieldId::Element(index), reason));
        }
        if self.events {
            let callback = &self.callback_url;
            let key = &self.signature_key;
            reasons.push((FieldId::SignatureKey, invisible_character(key.trim()).or_else(|| significant_spaces(key))));
            reasons.push((FieldId::CallbackUrl, check_url(callback).or_else(|| trimmed(callback))));
        }
        if self.is_polling() {
            reasons.push((FieldId::RefreshInterval, minutes(&self.refresh_interval).and_then(long_interval)));
        }
        for (field, reason) in &mut reasons {
            let pasted = self
                .check_pasted(*field)
                .map(|(reason, _)| reason)
                .filter(|reason| reason.severity() > Severity::Error);
            let severity = |reason: &Option<ErrorKind>| reason.as_ref().map_or(Severity::Note, ErrorKind::severity);
            // A paste mistake has a fix, so it replaces a finding that is not more severe. It never replaces a
            // look-alike host, which would receive the secrets.
            let is_look_alike = matches!(reason, Some(ErrorKind::LookAlike(_)));
            if pasted.is_some() && !is_look_alike && (reason.is_none() || severity(&pasted) <= severity(reason)) {
                *reason = pasted;
            }
            let spaces = match field {
                FieldId::UserSecret => trimmed(&self.user_secret),
                FieldId::OrganizationSecret => trimmed(&self.organization_secret),
                _ => None,
            };
            *reason = reason.take().or(spaces);
        }
        field_errors(reasons, definition)
    }
}

/// Checks a URL that the API has to reach over the internet.
fn unreachable_or_unencrypted(url: &str) -> Option<ErrorKind> {
    if url.is_empty() {
        return None;
    }
    let host = url::host(url);
    if url::is_private(&host) {
        return Some(ErrorKind::PrivateHost(host));
    }
    url::is_http(url).then_some(ErrorKind::Unencrypted)
}

/// Checks for an interval of more than 30 days.
fn long_interval(minutes: u64) -> Option<ErrorKind> {
    const MINUTES_PER_DAY: u64 = 24 * 60;
    (minutes > 30 * MINUTES_PER_DAY).then_some(ErrorKind::LongInterval { days: minutes / MINUTES_PER_DAY })
}

/// Checks for an invisible character.
fn invisible_character(value: &str) -> Option<ErrorKind> {
    value.chars().find(|c| is_invisible_except_space(*c)).map(ErrorKind::InvisibleCharacter)
}

/// Checks for the prefix of another field.
fn swapped(definition: &Definition, index: usize, value: &str) -> Option<ErrorKind> {
    let has_prefix = |field: &&Field| !field.prefix.is_empty() && value.trim().starts_with(field.prefix);
    let owner = definition.fields.iter().find(has_prefix)?;
    (owner.key != definition.fields[index].key).then_some(ErrorKind::SwappedWith(owner.label))
}

fn has_spaces_around(value: &str) -> bool {
    value.trim() != value && !value.trim().is_empty()
}

fn trimmed(value: &str) -> Option<ErrorKind> {
    has_spaces_around(value).then_some(ErrorKind::TrimmedSpaces)
}

/// Checks for spaces around the signature key. Any text can be a key, so the spaces are part of it.
fn significant_spaces(value: &str) -> Option<ErrorKind> {
    has_spaces_around(value).then_some(ErrorKind::SignificantSpaces)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Change = fn(&mut Instance);

    /// Returns the severities and sentences of the warnings of a valid form after a change.
    fn warnings(change: Change) -> Vec<(Severity, String)> {
        let mut instance = Instance::filled();
        change(&mut instance);
        assert_eq!(instance.validate(), []);
        instance.warnings().iter().map(|warning| (warning.kind.severity(), warning.to_string())).collect()
    }

    #[test]
    fn each_warning_names_the_risk() {
        struct Case {
            change: Change,
            severity: Severity,
            sentence: &'static str,
        }
        use Severity::{Note, Warning};
        let cases = [
            Case {
                change: |i| i.name = "My store ".into(),
                severity: Note,
                sentence: "Spaces around Name are sent as part of it",
            },
            Case {
                change: |i| i.name = "My\u{202e}store".into(),
                severity: Warning,
                sentence: "Name contains the invisible character U+202E: remove it unless it's intended",
            },
            Case {
                change: |i| i.fields[1] = "cs_1".into(),
                severity: Warning,
                sentence: "OAuth API Key looks like OAuth API Secret: check that they aren't swapped",
            },
            Case {
                change: |i| i.host = "https://api.cloud-e1ements.com".into(),
                severity: Warning,
                sentence: "Host URL api.cloud-e1ements.com looks like an API host but isn't one: make sure it's yours",
            },
            Case {
                change: |i| i.user_secret = " u=\n".into(),
                severity: Note,
                sentence: "Spaces around User Secret are removed",
            },
            Case {
                change: |i| i.fields[1] = "ck_1 ".into(),
                severity: Note,
                sentence: "Spaces around OAuth API Key are removed",
            },
            Case {
                change: |i| i.fields[0] = "http://mycoolstore.com".into(),
                severity: Warning,
                sentence: "The Store URL starts with http://, so others can read the data sent there: use https://",
            },
            Case {
                change: |i| i.fields[0] = "https://192.168.1.4/shop".into(),
                severity: Warning,
                sentence: "The Store URL points to 192.168.1.4, which the API can't reach over the internet",
            },
            Case {
                change: |i| (i.events, i.callback_url) = (true, "https://localhost:3000/".into()),
                severity: Warning,
                sentence: "Event Notification Callback URL points to localhost, which the API can't reach over the internet",
            },
            Case {
                change: |i| (i.events, i.callback_url) = (true, " https://a.example/ ".into()),
                severity: Note,
                sentence: "Spaces around Event Notification Callback URL are removed",
            },
            Case {
                change: |i| (i.events, i.signature_key) = (true, "k3y\n".into()),
                severity: Warning,
                sentence: "Callback Notification Signature Key starts or ends with spaces, which are part of the value: remove \
                 them unless your server uses them too",
            },
        ];
        for Case { change, severity, sentence } in cases {
            assert_eq!(warnings(change), [(severity, sentence.to_owned())]);
        }
        assert_eq!(warnings(|_| {}), []);
        let local: Change = |i| {
            i.host = url::SANDBOX.into();
            (i.events, i.callback_url) = (true, "http://localhost:3000/".into());
        };
        assert_eq!(warnings(local), [], "an API on this computer reaches it");
    }

    #[test]
    fn no_warning_contains_a_key() {
        let mut with_key = Instance::filled();
        with_key.fields[0] = "http://ck_1:cs_2@localhost".into();
        let sentences: Vec<_> = with_key.warnings().iter().map(ToString::to_string).collect();
        let has_key = |sentence: &String| sentence.contains("ck_1") || sentence.contains("cs_2");
        assert!(!sentences.iter().any(has_key), "{sentences:?}");
    }

    #[test]
    fn long_intervals_are_reported_with_their_duration() {
        let interval = |minutes: &'static str| {
            let mut instance = Instance { events: true, refresh_interval: minutes.into(), ..Instance::filled() };
            let warning = instance.warnings().first().map(ToString::to_string);
            instance.events = false;
            assert_eq!(instance.warnings(), [], "an interval that is not sent has no warning");
            warning
        };
        for (minutes, duration) in [
            ("43200", None),
            ("44640", Some("31 days")),
            ("999999", Some("690 days")),
            ("9999999", Some("19 years")),
            ("999999999", Some("1,900 years")),
            ("18446744073709551615", Some("35,000,000,000,000 years")),
        ] {
            let sentence = duration.map(|duration| {
                format!(
                    "Event poller refresh interval (mins) is about {duration}, during which no changes are reported: shorten it \
                     unless that's intended"
                )
            });
            assert_eq!(interval(minutes), sentence);
        }
    }
}
