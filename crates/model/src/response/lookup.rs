//! Whether an instance that may exist does: what `GET /instances` lists, compared with what was sent.

use std::fmt;

use crate::instance::Instance;
use crate::json::{self, Kind, Value};

use super::{ids, read};

/// How much earlier than it was sent, in seconds, an instance is still taken for what was created then.
const SAME: i64 = 5;
/// How much earlier than it was sent, in seconds, an instance may seem to be created: clocks differ.
const CLOCKS: i64 = 600;

/// What was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstanceQuery {
    /// The instance's name.
    pub name: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// When it was sent, in seconds since 1970, by this machine's clock.
    pub sent: i64,
}

/// What the list of instances says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupResult {
    /// How many instances it holds, without those that were known.
    pub count: usize,
    /// Those with the name and all the tags.
    pub found: Vec<Match>,
    /// Whether one of the tags is a marker, which no other instance has.
    pub is_certain: bool,
}

/// An instance with the name and the tags that were sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Its id.
    pub id: String,
    /// Its token, where the list tells it.
    pub token: Option<String>,
    /// When it was created, as the API spelled it.
    pub created: Option<String>,
    /// Whether it was created when the request was sent or after it; nothing where that is not sure.
    pub is_recent: Option<bool>,
}

impl InstanceQuery {
    /// What is sent for `instance`, at that time.
    #[must_use]
    pub fn new(instance: &Instance, sent: i64) -> Self {
        Self { name: instance.name.clone(), tags: instance.tags.clone(), sent }
    }

    /// Looks through the answer to `GET /instances`, for others than those whose ids are `known`; nothing where it is
    /// not a list.
    #[must_use]
    pub fn find(&self, list: &str, known: &[String]) -> Option<LookupResult> {
        let tree = json::parse_strict(list)?;
        let root = tree.root(list).filter(|root| root.kind() == Kind::Array)?;
        let is_other = |item: &Value<'_>| ids(*item).0.is_none_or(|id| !known.contains(&id));
        let others: Vec<_> = root.items().filter(is_other).collect();
        let is_certain = self.tags.iter().any(|tag| is_marker(tag));
        let found = others.iter().filter_map(|item| self.is(*item)).collect();
        Some(LookupResult { count: others.len(), found, is_certain })
    }

    fn is(&self, item: Value<'_>) -> Option<Match> {
        let name = read(item, "name", Kind::String)?;
        let listed: Vec<String> =
            item.get("tags").map(|tags| tags.items().filter_map(tag).collect()).unwrap_or_default();
        let has = |tag: &String| listed.contains(&stored(tag));
        if name != stored(&self.name) || !self.tags.iter().all(has) {
            return None;
        }
        let created = read(item, "createdDate", Kind::String);
        let is_recent = created.as_deref().and_then(seconds).and_then(|created| match self.sent - created {
            earlier if earlier > CLOCKS => Some(false),
            earlier => (-CLOCKS..=SAME).contains(&earlier).then_some(true),
        });
        let (id, token) = ids(item);
        Some(Match { id: id?, token, created, is_recent })
    }
}

impl LookupResult {
    /// The id of what was created by the request, if that is certain enough to say.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        let is_new = |found: &&Match| found.is_recent == Some(true) || found.is_recent.is_none() && self.is_certain;
        self.found.iter().find(is_new).map(|found| &*found.id)
    }

    /// Whether the list holds nothing that the request may have created.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.found.iter().all(|found| found.is_recent == Some(false))
    }
}

impl fmt::Display for LookupResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let again = messages::FOUND_AGAIN;
        let mut recent = self.found.iter().filter(|found| found.is_recent != Some(false));
        let these = if self.is_certain { messages::THIS_MARKER } else { messages::THIS_NAME_AND_TAGS };
        match (self.found.len(), recent.clone().count()) {
            (0, _) => match self.count {
                0 => messages::FOUND_EMPTY.write_to(f, &[&again]),
                1 => messages::FOUND_NOT_ONE.write_to(f, &[&again]),
                count => messages::FOUND_NONE.write_to(f, &[&count, &again]),
            },
            (_, 0) => messages::FOUND_OLDER.write_to(f, &[&again]),
            (_, 1) if self.id().is_some() => messages::FOUND_IT.write_to(f, &[&these]),
            (_, 1) => messages::FOUND_UNSURE.write_to(f, &[&these]),
            (_, count) if recent.all(|found| found.is_recent.is_some()) || self.is_certain => {
                messages::FOUND_MORE.write_to(f, &[&count, &these])
            }
            (_, count) => messages::FOUND_MORE_UNSURE.write_to(f, &[&count, &these]),
        }
    }
}

/// What a marker begins with.
const MARKER: &str = "form-";

/// A tag that no other instance has, if no other has that number.
#[must_use]
pub fn marker(number: u32) -> String {
    format!("{MARKER}{number:08x}")
}

/// Whether a tag is a [`marker`].
fn is_marker(tag: &str) -> bool {
    let digits = tag.strip_prefix(MARKER).unwrap_or_default();
    digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// A tag is a text; older answers have objects with a name.
fn tag(tag: Value<'_>) -> Option<String> {
    if tag.kind() == Kind::String { Some(tag.text().into_owned()) } else { read(tag, "name", Kind::String) }
}

/// A name or tag as the API keeps it: without what looks like HTML.
fn stored(text: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let is_tag = rest[start + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let end = rest[start..].find('>').filter(|_| is_tag).map(|length| start + length + 1);
        kept.push_str(&rest[..if end.is_some() { start } else { start + 1 }]);
        rest = &rest[end.unwrap_or(start + 1)..];
    }
    kept + rest
}

/// The seconds since 1970 of a date such as `2017-08-07T18:46:38Z` (RFC 3339, section 5.6).
fn seconds(date: &str) -> Option<i64> {
    let number = |from: usize, length: usize| date.get(from..from + length)?.parse::<i64>().ok().filter(|n| *n >= 0);
    let (year, month, day) = (number(0, 4)?, number(5, 2)?, number(8, 2)?);
    let (hour, minute, second) = (number(11, 2)?, number(14, 2)?, number(17, 2)?);
    let zone = date.get(19..)?.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let offset = match zone.as_bytes() {
        [] | [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), ..] => {
            let digits: i64 = zone[1..].replace(':', "").parse().ok()?;
            let seconds = digits / 100 * 3600 + digits % 100 * 60;
            if *sign == b'-' { -seconds } else { seconds }
        }
        _ => return None,
    };
    // The years are counted from March, so that the day that is added or not is the last of a year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second - offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates() {
        for (date, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-02-29T12:00:00.123Z", 951_825_600),
            ("2017-08-07T18:46:38Z", 1_502_131_598),
            ("2017-08-07T20:46:38+02:00", 1_502_131_598),
            ("2017-08-07T11:46:38-0700", 1_502_131_598),
        ] {
            assert_eq!(seconds(date), Some(expected), "{date}");
        }
        for date in ["", "yesterday", "2017-08-07", "2017-08-07T18:46:38X", "2017-08-07T18:4é:38Z"] {
            assert_eq!(seconds(date), None, "{date}");
        }
    }

    #[test]
    fn markers() {
        assert_eq!(marker(0xabc), "form-00000abc");
        assert!(is_marker(&marker(u32::MAX)) && !is_marker("form-xyz") && !is_marker("00000abc"));
    }

    #[test]
    fn what_the_server_keeps_of_a_name() {
        for (sent, kept) in [
            ("churros", "churros"),
            ("<a href=x>churros-xss</a>", "churros-xss"),
            ("a < b > c", "a < b > c"),
            ("1<2", "1<2"),
        ] {
            assert_eq!(stored(sent), kept);
        }
    }

    #[test]
    fn the_one_with_the_name_the_tags_and_the_time() {
        let wanted = InstanceQuery { name: "My <b>store</b>".into(), tags: vec!["Docs".into()], sent: 1_502_131_598 };
        let list = r#"[
            {"id": 1, "name": "My store", "tags": ["Docs", "x"], "createdDate": "2017-08-07T18:46:35Z", "token": "t"},
            {"id": 8, "name": "My store", "tags": ["Docs"], "createdDate": "2017-08-07T18:40:00Z"},
            {"id": 2, "name": "My store", "tags": [{"id": 7, "name": "Docs"}], "createdDate": "2016-08-07T18:40:00Z"},
            {"id": 3, "name": "My store", "tags": ["Docs"]},
            {"id": 4, "name": "My store", "tags": []},
            {"id": 5, "name": "another", "tags": ["Docs"]},
            {"name": "My store", "tags": ["Docs"]}, 6, null]"#;
        let looked = wanted.find(list, &[]).unwrap();
        assert_eq!(looked.count, 9);
        let found: Vec<_> = looked.found.iter().map(|f| (&*f.id, f.token.as_deref(), f.is_recent)).collect();
        assert_eq!(
            found,
            [("1", Some("t"), Some(true)), ("8", None, None), ("2", None, Some(false)), ("3", None, None)]
        );
        let others = wanted.find(list, &["1".into(), "8".into()]).unwrap();
        assert_eq!((others.found.len(), others.id()), (2, None));
        assert_eq!((looked.id(), looked.is_absent()), (Some("1"), false));
        assert_eq!(wanted.find("[]", &[]), Some(LookupResult { count: 0, found: Vec::new(), is_certain: false }));
        assert_eq!(wanted.find("{}", &[]), None);
        assert_eq!(wanted.find("<html>", &[]), None);
    }

    #[test]
    fn what_was_found_is_told() {
        let found = |id: &str, is_recent| Match { id: id.into(), token: None, created: None, is_recent };
        let told = |count: usize, found: &[Match], is_certain| {
            let looked = LookupResult { count, found: found.to_vec(), is_certain };
            (looked.to_string(), looked.id().map(ToOwned::to_owned), looked.is_absent())
        };
        let again = "It may still be in progress. Check again in a minute before you select Create Instance again.";
        let (new, old, timeless) = (found("7", Some(true)), found("6", Some(false)), found("5", None));
        let created = |what: &str| (what.to_owned(), Some("7".to_owned()), false);
        let absent = |what: &str| (format!("{what} {again}"), None, true);
        assert_eq!(told(0, &[], false), absent("The API lists no other instances."));
        assert_eq!(told(1, &[], false), absent("The API lists one other instance, with another name or other tags."));
        assert_eq!(
            told(3, std::slice::from_ref(&old), false),
            absent("All instances with this name and these tags are older than your request.")
        );
        assert_eq!(
            told(2, &[old, new.clone()], false),
            created("It was created: there is an instance with this name and these tags.")
        );
        assert_eq!(
            told(2, &[new.clone(), found("8", Some(true))], false),
            created(
                "It was created 2 times: 2 instances with this name and these tags exist since you sent the request. \
                 Browsers can resend a request when a connection drops. Keep one and delete the others."
            )
        );
        let undecided = "There is an instance with this name and these tags, but it may be older than your request. \
                         Check when it was created.";
        assert_eq!(told(2, std::slice::from_ref(&timeless), false), (undecided.to_owned(), None, false));
        let marked =
            ("It was created: there is an instance with this unique tag.".to_owned(), Some("5".to_owned()), false);
        assert_eq!(told(2, &[timeless], true), marked);
    }
}
