//! What stands against creating an instance, told in sentences.

use std::fmt;

use crate::character::Named;
use crate::element::{Definition, FieldKind};
use crate::polling::Errors;
use crate::request::{StandIn, stand_in};
use crate::url::{self, UrlProblem};

use super::Instance;
use super::account_secret::is_plain;

/// Names one control of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldId {
    /// The API host.
    Host,
    /// The user's secret.
    UserSecret,
    /// The organization's secret.
    OrganizationSecret,
    /// The instance's name.
    Name,
    /// The definition's field of that number.
    Element(usize),
    /// The key that signs notifications.
    SignatureKey,
    /// Where notifications go.
    CallbackUrl,
    /// Minutes between two polls.
    RefreshInterval,
    /// What is polled.
    Polling,
    /// The additional entry of that number.
    Additional(usize),
}

impl FieldId {
    /// Whether no instance can be created without it.
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(self, Self::Host | Self::UserSecret | Self::OrganizationSecret | Self::Name | Self::Element(_))
    }

    /// The label that people see.
    #[must_use]
    pub fn label(self, definition: &Definition) -> &str {
        match self {
            Self::Host => words::HOST_LABEL.text(),
            Self::UserSecret => words::USER_SECRET_LABEL.text(),
            Self::OrganizationSecret => words::ORGANIZATION_SECRET_LABEL.text(),
            Self::Name => words::NAME_LABEL.text(),
            Self::Element(index) => definition.fields[index].label,
            Self::SignatureKey => words::SIGNATURE_KEY_LABEL.text(),
            Self::CallbackUrl => words::CALLBACK_URL_LABEL.text(),
            Self::RefreshInterval => words::REFRESH_INTERVAL_LABEL.text(),
            Self::Polling => words::POLLING_LABEL.text(),
            Self::Additional(_) => words::ADDITIONAL_LABEL.text(),
        }
    }
}

/// Why **Create Instance** refuses: a field, and what stands against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The field concerned.
    pub field: FieldId,
    /// The key of the definition whose fields those of the element are.
    pub element: &'static str,
    /// What stands against it.
    pub reason: Reason,
}

/// What stands against a field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is required and blank.
    Blank,
    /// It is no address.
    Url(UrlProblem),
    /// It holds a character that a request header cannot.
    HeaderCharacter(char),
    /// It is longer than this many characters, the most that the API takes.
    TooLong(usize),
    /// It is no whole number of minutes from 1.
    Minutes,
    /// The additional entry has no key.
    NoKey,
    /// The key of the additional entry is in the request already.
    KeyTaken(String),
    /// The polling configuration has errors.
    Polling(Errors),
    /// A placeholder of the documentation is still there.
    Placeholder,
    /// The host looks like one of the API's, and is none.
    LookAlike(String),
    /// The API cannot reach that host.
    Private(String),
    /// What is sent there can be read on its way.
    Unencrypted,
    /// Blanks around it are left out.
    Trimmed,
    /// Blanks around it are a part of it.
    Surrounded,
    /// Blanks around it are sent with it.
    Padded,
    /// A character in it does not show, or acts on what shows it.
    Unseen(char),
    /// It begins as the value of the field with that label does.
    Swapped(&'static str),
    /// It is an interval of so many days.
    LongInterval {
        /// Whole days.
        days: u64,
    },
    /// It has both secrets, as the `Authorization` header does.
    WholeHeader,
    /// A word, quotes or other marks are around it.
    Around,
    /// It begins with a word of the header that is not its own.
    OtherScheme(String),
    /// It is the value of the field with that label.
    Belongs(&'static str),
    /// It only stands in for the value.
    StandIn(StandIn),
    /// It has a space inside.
    Space,
    /// It is a page of the store or the address of its API: this part of the path or query says so.
    StorePath(&'static str),
    /// The URL ends with this character.
    UrlEnd(char),
    /// The URL is a pattern of curl's for several.
    Glob,
    /// The URL has a fragment.
    Fragment,
    /// The URL has a query.
    Query,
    /// The URL has secrets in it, which belong in the fields with these labels.
    UrlSecrets(&'static str, &'static str),
    /// The same, and one of these fields has another value.
    UrlSecretsTaken(&'static str, &'static str),
    /// The key is there twice.
    KeyTwice,
    /// There are several keys.
    SeveralKeys,
    /// The key has so many characters.
    KeyLength(usize),
    /// The key has other characters than its first letters and digits.
    KeyDigits(&'static str),
    /// The key has capital letters.
    KeyCase(&'static str),
    /// The key lacks its first letters.
    KeyPrefix(&'static str),
    /// It looks like the value of the field with that label, which the store has made.
    OfStore(&'static str),
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The instance cannot be created so.
    Error,
    /// It can, if a person says so.
    Warning,
    /// It is only told.
    Note,
}

impl Weight {
    /// A word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Reason {
    /// How bad it is.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Self::LookAlike(_)
            | Self::Private(_)
            | Self::Unencrypted
            | Self::Surrounded
            | Self::Unseen(_)
            | Self::Swapped(_)
            | Self::LongInterval { .. }
            | Self::Around
            | Self::OtherScheme(_)
            | Self::Belongs(_)
            | Self::StandIn(_)
            | Self::Space
            | Self::StorePath(_)
            | Self::UrlEnd(_)
            | Self::Glob
            | Self::Fragment
            | Self::UrlSecrets(..)
            | Self::UrlSecretsTaken(..)
            | Self::KeyTwice
            | Self::SeveralKeys
            | Self::OfStore(_) => Weight::Warning,
            Self::Trimmed
            | Self::Padded
            | Self::Query
            | Self::KeyLength(_)
            | Self::KeyDigits(_)
            | Self::KeyCase(_)
            | Self::KeyPrefix(_) => Weight::Note,
            _ => Weight::Error,
        }
    }
}

impl Refusal {
    /// The field's label.
    #[must_use]
    pub fn label(&self) -> &'static str {
        self.field.label(Definition::of(self.element))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let label = self.label();
        match &self.reason {
            Reason::Blank => words::IS_BLANK.write(f, &[&label]),
            Reason::Url(problem) => write!(f, "{label} {problem}"),
            Reason::HeaderCharacter('\r' | '\n') => words::HEADER_LINE_BREAK.write(f, &[&label]),
            Reason::HeaderCharacter(',') => words::HEADER_COMMA.write(f, &[&label]),
            Reason::HeaderCharacter(c) => words::HEADER_CHARACTER.write(f, &[&label, &Named(*c)]),
            Reason::TooLong(limit) => words::IS_TOO_LONG.write(f, &[&label, &limit]),
            Reason::NoKey => words::HAS_NO_KEY.write(f, &[&label]),
            Reason::KeyTaken(key) => words::KEY_IS_TAKEN.write(f, &[&label, &key]),
            Reason::Placeholder => words::IS_PLACEHOLDER.write(f, &[&label]),
            Reason::LookAlike(host) => words::IS_LOOK_ALIKE.write(f, &[&label, &host]),
            Reason::Private(host) => words::IS_PRIVATE.write(f, &[&label, &host]),
            Reason::Unencrypted => words::IS_UNENCRYPTED.write(f, &[&label]),
            Reason::Trimmed => words::IS_TRIMMED.write(f, &[&label]),
            Reason::Surrounded => words::IS_SURROUNDED.write(f, &[&label]),
            Reason::Padded => words::IS_PADDED.write(f, &[&label]),
            Reason::Unseen(c) => words::HAS_UNSEEN.write(f, &[&label, &Named(*c)]),
            Reason::Swapped(other) => words::IS_SWAPPED.write(f, &[&label, &other]),
            Reason::LongInterval { days } => match days * 100 / 36_525 {
                0 | 1 => words::IS_ABOUT_DAYS.write(f, &[&label, &rounded(*days)]),
                years => words::IS_ABOUT_YEARS.write(f, &[&label, &rounded(years)]),
            },
            Reason::WholeHeader => words::IS_WHOLE_HEADER.write(f, &[&label]),
            Reason::Around => words::HAS_TEXT_AROUND.write(f, &[&label]),
            Reason::OtherScheme(word) => words::HAS_OTHER_SCHEME.write(f, &[&label, word]),
            Reason::Belongs(other) => words::BELONGS_ELSEWHERE.write(f, &[&label, other]),
            Reason::StandIn(StandIn::Mask) => words::IS_MASK.write(f, &[&label]),
            Reason::StandIn(StandIn::Variable) => words::IS_VARIABLE.write(f, &[&label]),
            Reason::StandIn(StandIn::Placeholder) => words::IS_STAND_IN.write(f, &[&label]),
            Reason::Space => words::HAS_SPACE.write(f, &[&label]),
            Reason::StorePath(part) => words::IS_STORE_PATH.write(f, &[&label, part]),
            Reason::UrlEnd(c) => words::HAS_URL_END.write(f, &[&label, &Named(*c)]),
            Reason::Glob => words::HAS_GLOB.write(f, &[&label]),
            Reason::Fragment => words::HAS_FRAGMENT.write(f, &[&label]),
            Reason::Query => words::HAS_QUERY.write(f, &[&label]),
            Reason::UrlSecrets(key, secret) => words::HAS_URL_SECRETS.write(f, &[&label, key, secret]),
            Reason::UrlSecretsTaken(key, secret) => words::HAS_URL_SECRETS_TAKEN.write(f, &[&label, key, secret]),
            Reason::KeyTwice => words::KEY_IS_TWICE.write(f, &[&label]),
            Reason::SeveralKeys => words::HAS_SEVERAL_KEYS.write(f, &[&label]),
            Reason::KeyLength(count) => words::KEY_LENGTH.write(f, &[&label, count]),
            Reason::KeyDigits(prefix) => words::KEY_DIGITS.write(f, &[&label, prefix]),
            Reason::KeyCase(prefix) => words::KEY_CASE.write(f, &[&label, prefix]),
            Reason::KeyPrefix(prefix) => words::KEY_PREFIX.write(f, &[&label, prefix]),
            Reason::OfStore(other) => words::IS_OF_STORE.write(f, &[&label, other]),
            Reason::Minutes => words::IS_NOT_MINUTES.write(f, &[&label]),
            Reason::Polling(Errors { count: 1, first }) => words::HAS_ONE_ERROR.write(f, &[&label, &first]),
            Reason::Polling(Errors { count, first }) => words::HAS_ERRORS.write(f, &[&label, &count, &first]),
        }
    }
}

/// A number to two digits, its thousands grouped.
fn rounded(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push_str(&words::THOUSANDS);
        }
        grouped.push(if index < 2 { digit } else { '0' });
    }
    grouped
}

/// The most characters that the API takes for a callback URL (its definitions' `TEXTFIELD_1000`).
const LONGEST_CALLBACK_URL: usize = 1_000;
/// The most characters that the API takes for a signature key (its definitions' `TEXTFIELD_128`).
const LONGEST_SIGNATURE_KEY: usize = 128;

impl Instance {
    /// What stands against creating it, in the order of the form: no more than one for a field.
    #[must_use]
    pub fn check(&self) -> Vec<Refusal> {
        let definition = self.definition();
        let host = url::base_url(&self.host);
        let mut reasons = vec![
            (FieldId::Host, required(&self.host).or_else(|| address(&host)).or_else(|| for_secrets(&host))),
            (FieldId::UserSecret, self.secret(FieldId::UserSecret, &self.user_secret)),
            (FieldId::OrganizationSecret, self.secret(FieldId::OrganizationSecret, &self.organization_secret)),
            (FieldId::Name, required(&self.name).or_else(|| placeholder(&self.name))),
        ];
        for (index, (field, value)) in definition.fields.iter().zip(&self.fields).enumerate() {
            let reason = match required(value) {
                Some(blank) => self.needs_fields().then_some(blank),
                None if field.kind == FieldKind::Url => address(value.trim()),
                None => placeholder(value),
            };
            reasons.push((FieldId::Element(index), reason));
        }
        if self.events {
            let key = &self.signature_key;
            let reason = too_long(key, LONGEST_SIGNATURE_KEY).or_else(|| placeholder(key));
            reasons.push((FieldId::SignatureKey, reason));
            let callback = self.callback_url.trim();
            let reason = too_long(callback, LONGEST_CALLBACK_URL)
                .or_else(|| if callback.is_empty() { None } else { address(callback) });
            reasons.push((FieldId::CallbackUrl, reason));
        }
        if self.polls() {
            let is_absent = self.has_no_interval();
            let is_wrong = !is_absent && minutes(&self.refresh_interval).is_none();
            reasons.push((FieldId::RefreshInterval, is_wrong.then_some(Reason::Minutes)));
            reasons.push((FieldId::Polling, self.polling.errors().cloned().map(Reason::Polling)));
        }
        for (index, reason) in self.check_additional() {
            reasons.push((FieldId::Additional(index), Some(reason)));
        }
        // What was copied along says more than the character that is found first.
        for (field, reason) in &mut reasons {
            if matches!(reason, Some(Reason::Url(_))) {
                let pasted = self.pasted(*field).map(|(reason, _)| reason);
                *reason = pasted.filter(|pasted| pasted.weight() == Weight::Error).or_else(|| reason.take());
            }
        }
        refusals(reasons, definition)
    }

    /// A secret of the account, which goes into a header.
    fn secret(&self, field: FieldId, value: &str) -> Option<Reason> {
        let pasted = || self.pasted(field).map(|(reason, _)| reason).filter(|reason| reason.weight() == Weight::Error);
        required(value)
            .or_else(pasted)
            .or_else(|| bad_header_character(value).map(Reason::HeaderCharacter))
            .or_else(|| placeholder(value))
    }
}

/// Those with a reason, of a form of that definition.
pub(super) fn refusals(
    reasons: impl IntoIterator<Item = (FieldId, Option<Reason>)>,
    definition: &Definition,
) -> Vec<Refusal> {
    let element = definition.key;
    let refusal = |(field, reason): (FieldId, Option<Reason>)| Some(Refusal { field, element, reason: reason? });
    reasons.into_iter().filter_map(refusal).collect()
}

/// The number of minutes that `typed` means: a whole number from 1.
#[must_use]
pub fn minutes(typed: &str) -> Option<u64> {
    let typed = typed.trim();
    let is_digits = !typed.is_empty() && typed.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits { typed.parse().ok().filter(|minutes| *minutes >= 1) } else { None }
}

/// The first character that cannot stand in a secret: the header's own grammar (RFC 9110, section
/// 5.5, and the comma between its two parts), and what `fetch` refuses.
#[must_use]
pub fn bad_header_character(value: &str) -> Option<char> {
    value.trim().chars().find(|c| !matches!(c, ' '..='~') || *c == ',')
}

fn required(value: &str) -> Option<Reason> {
    value.trim().is_empty().then_some(Reason::Blank)
}

fn address(value: &str) -> Option<Reason> {
    url::check(value).err().map(Reason::Url)
}

/// Where the secrets go.
fn for_secrets(url: &str) -> Option<Reason> {
    // What is sent would go to the path before it.
    let tail = url.chars().find(|c| matches!(c, '?' | '#')).map(UrlProblem::Tail);
    tail.or_else(|| url::check_for_secrets(url).err()).map(Reason::Url)
}

/// Whether what was copied from the documentation is still to be replaced.
fn placeholder(value: &str) -> Option<Reason> {
    let value = value.trim();
    let inside = value.strip_prefix('<').and_then(|value| value.strip_suffix('>')).unwrap_or_default();
    // A real value may stand in brackets too.
    let is_value = inside.len() >= 16 && stand_in(value).is_none() && is_plain(inside);
    (!inside.is_empty() && !is_value).then_some(Reason::Placeholder)
}

fn too_long(value: &str, limit: usize) -> Option<Reason> {
    (value.chars().count() > limit).then_some(Reason::TooLong(limit))
}

#[cfg(test)]
mod tests {
    use super::super::{Additional, EventType, Place};
    use super::*;
    use crate::polling::Document;
    use std::sync::Arc;

    type Change = fn(&mut Instance);

    fn sentences(change: impl Fn(&mut Instance)) -> Vec<String> {
        let mut instance = Instance::filled();
        change(&mut instance);
        instance.check().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_blank_form_names_every_required_field() {
        let definition = Definition::woocommerce();
        let labels: Vec<_> = Instance::blank(definition).check().into_iter().map(|refusal| refusal.label()).collect();
        let required =
            ["User Secret", "Organization Secret", "Name", "The Store URL", "OAuth API Key", "OAuth API Secret"];
        assert_eq!(labels, required);
    }

    #[test]
    fn each_refusal_says_what_and_how_to_mend() {
        assert_eq!(sentences(|_| {}), [""; 0]);
        let cases: [(Change, &str); 14] = [
            (
                |i| i.host = "https://my.cloudelements.io/elements/#/instances".into(),
                "Host URL holds a #, which the API's path cannot follow: remove it and what comes after it",
            ),
            (
                |i| i.host = "http://api.example".into(),
                "Host URL needs https://, since your secrets would travel for all to read; only a host on this machine \
                 may have http://",
            ),
            (
                |i| i.user_secret = "<USER_SECRET>".into(),
                "User Secret still holds a placeholder in angle brackets: write the real value",
            ),
            (
                |i| i.fields[2] = "<CONSUMER_SECRET>".into(),
                "OAuth API Secret still holds a placeholder in angle brackets: write the real value",
            ),
            (|i| i.host = " ".into(), "Host URL is still blank: fill it in"),
            (
                |i| i.host = "https://a b".into(),
                "Host URL holds a space, which an address cannot: remove it or write %20",
            ),
            (
                |i| i.user_secret = "a\r\nX: y".into(),
                "User Secret holds a line break, which would end the request header: remove it",
            ),
            (
                |i| i.user_secret = "a\0".into(),
                "User Secret holds the invisible character U+0000, which no request header can: remove it",
            ),
            (
                |i| i.organization_secret = "a,b".into(),
                "Organization Secret holds a comma, which would end it in the request header: remove it",
            ),
            (|i| i.name = " ".into(), "Name is still blank: fill it in"),
            (|i| i.fields[0] = "mycoolstore.com".into(), "The Store URL needs https:// (or http://) in front"),
            (
                |i| (i.events, i.callback_url) = (true, "x".repeat(1_001)),
                "Event Notification Callback URL is longer than 1000 characters: shorten it",
            ),
            (
                |i| (i.events, i.refresh_interval) = (true, "1.5".into()),
                "Event poller refresh interval (mins) must be a whole number of minutes, 1 or more",
            ),
            (
                |i| (i.events, i.polling) = (true, Arc::new(Document::new("{\n  \"a\" 1}".into()))),
                "Event Poller Resources Configuration has 2 errors; the first: line 2, column 6: \
                 A colon is missing between the name and its value.",
            ),
        ];
        for (change, sentence) in cases {
            assert_eq!(sentences(change), [sentence]);
        }
    }

    #[test]
    fn additional_entries_have_a_key_of_their_own() {
        let entry = |place, key: &str| Additional { place, key: key.into(), value: "1".into() };
        let with = |entries: Vec<Additional>| sentences(|i| i.additional.clone_from(&entries));
        assert_eq!(with(vec![entry(Place::Configuration, "x"), entry(Place::Body, "x")]), [""; 0]);
        assert_eq!(with(vec![entry(Place::Configuration, "name"), entry(Place::Configuration, "tags")]), [""; 0]);
        let unnamed = "Additional configuration has an entry without a key: name it or remove it";
        assert_eq!(with(vec![entry(Place::Body, "")]), [unnamed]);
        let taken = |key: &str| {
            format!(
                "Additional configuration: the request has \"{key}\" in that place already: \
                 name it otherwise or remove it"
            )
        };
        assert_eq!(with(vec![entry(Place::Configuration, "store.url")]), [taken("store.url")]);
        assert_eq!(with(vec![entry(Place::Body, "name")]), [taken("name")]);
        assert_eq!(with(vec![entry(Place::Body, "x"), entry(Place::Body, "x")]), [taken("x")]);
        assert_eq!(with(vec![entry(Place::Element, "key")]), [taken("key")]);
    }

    #[test]
    fn what_is_not_sent_is_not_checked() {
        assert_eq!(sentences(|i| i.callback_url = "x".into()), [""; 0], "events are off");
        let webhook = |i: &mut Instance| {
            (i.events, i.event_type) = (true, EventType::Webhook);
            (i.refresh_interval, i.polling) = ("0".into(), Arc::new(Document::new("{".into())));
        };
        assert_eq!(sentences(webhook), [""; 0], "webhooks do not poll");
    }

    #[test]
    fn minutes_are_whole_and_at_least_one() {
        assert_eq!(["1", " 15 ", "1440", "999999999"].map(minutes), [Some(1), Some(15), Some(1440), Some(999_999_999)]);
        assert_eq!(["", "0", "-1", "+5", "1.5", "1e2", "٣", "99999999999999999999999"].map(minutes), [None; 8]);
    }
}
