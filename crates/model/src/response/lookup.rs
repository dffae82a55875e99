//! Looks in the result of `GET /instances` for the instance that an unresolved request may have created.

use std::fmt;

use crate::instance::Instance;
use crate::json::{self, Kind, Value};

use super::created::{read_id_and_token, read_member};

/// How many seconds before the request an instance may be created and still count as its result, since clocks differ.
const CLOCK_TOLERANCE_SECONDS: i64 = 5;
/// The maximum difference between the clocks of this machine and the API, in seconds. An instance that was created
/// earlier than this before the request does not belong to it.
const MAX_CLOCK_SKEW_SECONDS: i64 = 600;

/// The request whose instance is looked up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstanceQuery {
    /// The instance's name.
    pub name: String,
    /// The instance's tags.
    pub tags: Vec<String>,
    /// The sending time in Unix seconds, by this machine's clock.
    pub sent: i64,
}

/// The result of a lookup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookupResult {
    /// The number of instances in the list, without the known ones.
    pub count: usize,
    /// The instances with the name and all the tags.
    pub found: Vec<Match>,
    /// One of the tags is a [`marker`], which no other instance has.
    pub has_marker: bool,
}

/// An instance with the name and the tags of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The ID.
    pub id: String,
    /// The token, if the list contains it.
    pub token: Option<String>,
    /// The creation time, spelled as in the response.
    pub created: Option<String>,
    /// The instance was created since the request was sent; `None` if that is uncertain.
    pub is_recent: Option<bool>,
}

impl InstanceQuery {
    /// Returns the query for the request that creates `instance`, sent at that time in Unix seconds.
    #[must_use]
    pub fn new(instance: &Instance, sent: i64) -> Self {
        Self { name: instance.name.clone(), tags: instance.tags.clone(), sent }
    }

    /// Searches a response to `GET /instances`, except for instances with a `known` ID. Returns `None` if the
    /// response is not a list.
    #[must_use]
    pub fn find(&self, list: &str, known: &[String]) -> Option<LookupResult> {
        let tree = json::parse_strict(list)?;
        let root = tree.root(list).filter(|root| root.kind() == Kind::Array)?;
        let is_other = |item: &Value<'_>| read_id_and_token(*item).0.is_none_or(|id| !known.contains(&id));
        let others: Vec<_> = root.items().filter(is_other).collect();
        let has_marker = self.tags.iter().any(|tag| is_marker(tag));
        let found = others.iter().filter_map(|item| self.match_instance(*item)).collect();
        Some(LookupResult { count: others.len(), found, has_marker })
    }

    /// Compares an instance of the list with the request.
    fn match_instance(&self, item: Value<'_>) -> Option<Match> {
        let name = read_member(item, "name", Kind::String)?;
        let listed: Vec<String> =
            item.get("tags").map(|tags| tags.items().filter_map(tag_name).collect()).unwrap_or_default();
        let has = |tag: &String| listed.contains(&stored(tag));
        if name != stored(&self.name) || !self.tags.iter().all(has) {
            return None;
        }
        let created = read_member(item, "createdDate", Kind::String);
        let is_recent = created.as_deref().and_then(unix_seconds).and_then(|created| match self.sent - created {
            lead if lead > MAX_CLOCK_SKEW_SECONDS => Some(false),
            lead => (-MAX_CLOCK_SKEW_SECONDS..=CLOCK_TOLERANCE_SECONDS).contains(&lead).then_some(true),
        });
        let (id, token) = read_id_and_token(item);
        Some(Match { id: id?, token, created, is_recent })
    }
}

impl LookupResult {
    /// Returns the ID of the instance that the request created, if the match is recent or has a marker.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        let is_new = |found: &&Match| found.is_recent == Some(true) || found.is_recent.is_none() && self.has_marker;
        self.found.iter().find(is_new).map(|found| &*found.id)
    }

    /// Returns whether the list contains no instance that the request may have created.
    #[must_use]
    pub fn is_absent(&self) -> bool {
        self.found.iter().all(|found| found.is_recent == Some(false))
    }
}

impl fmt::Display for LookupResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let retry = messages::LOOKUP_AGAIN;
        let mut recent = self.found.iter().filter(|found| found.is_recent != Some(false));
        let criteria = if self.has_marker { messages::THIS_MARKER } else { messages::THIS_NAME_AND_TAGS };
        match (self.found.len(), recent.clone().count()) {
            (0, _) => match self.count {
                0 => messages::LOOKUP_EMPTY.write_to(f, &[&retry]),
                1 => messages::LOOKUP_OTHER_ONE.write_to(f, &[&retry]),
                count => messages::LOOKUP_NONE.write_to(f, &[&count, &retry]),
            },
            (_, 0) => messages::LOOKUP_OLDER.write_to(f, &[&retry]),
            (_, 1) if self.id().is_some() => messages::LOOKUP_CREATED.write_to(f, &[&criteria]),
            (_, 1) => messages::LOOKUP_UNSURE.write_to(f, &[&criteria]),
            (_, count) if recent.all(|found| found.is_recent.is_some()) || self.has_marker => {
                messages::LOOKUP_MULTIPLE.write_to(f, &[&count, &criteria])
            }
            (_, count) => messages::LOOKUP_MULTIPLE_UNSURE.write_to(f, &[&count, &criteria]),
        }
    }
}

/// The prefix of a [`marker`].
const MARKER_PREFIX: &str = "form-";

/// Returns the tag that identifies the instance of one request by a random number.
#[must_use]
pub fn marker(number: u32) -> String {
    format!("{MARKER_PREFIX}{number:08x}")
}

/// Returns whether a tag is a [`marker`].
fn is_marker(tag: &str) -> bool {
    let digits = tag.strip_prefix(MARKER_PREFIX).unwrap_or_default();
    digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns the name of a tag: a string, or in older responses an object with a name.
fn tag_name(tag: Value<'_>) -> Option<String> {
    if tag.kind() == Kind::String { Some(tag.text().into_owned()) } else { read_member(tag, "name", Kind::String) }
}

/// Returns a name or tag as the API stores it: without HTML tags.
fn stored(text: &str) -> String {
    let mut stored = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let is_tag = rest[start + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let end = rest[start..].find('>').filter(|_| is_tag).map(|length| start + length + 1);
        stored.push_str(&rest[..if end.is_some() { start } else { start + 1 }]);
        rest = &rest[end.unwrap_or(start + 1)..];
    }
    stored + rest
}

/// Parses a date such as `2017-08-07T18:46:38Z` (RFC 3339, section 5.6) to Unix seconds.
fn unix_seconds(date: &str) -> Option<i64> {
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
    // Years begin in March, so that a leap day is the last day of its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = year * 365 + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1 - 719_468;
    Some(((days * 24 + hour) * 60 + minute) * 60 + second - offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_parsed_with_their_offset() {
        for (date, expected) in [
            ("1970-01-01T00:00:00Z", 0),
            ("2000-02-29T12:00:00.123Z", 951_825_600),
            ("2017-08-07T18:46:38Z", 1_502_131_598),
            ("2017-08-07T20:46:38+02:00", 1_502_131_598),
            ("2017-08-07T11:46:38-0700", 1_502_131_598),
        ] {
            assert_eq!(unix_seconds(date), Some(expected), "{date}");
        }
        for date in ["", "yesterday", "2017-08-07", "2017-08-07T18:46:38X", "2017-08-07T18:4é:38Z"] {
            assert_eq!(unix_seconds(date), None, "{date}");
        }
    }

    #[test]
    fn markers_are_recognized() {
        assert_eq!(marker(0xabc), "form-00000abc");
        assert!(is_marker(&marker(u32::MAX)) && !is_marker("form-xyz") && !is_marker("00000abc"));
    }

    #[test]
    fn html_tags_are_not_stored() {
        for (sent, expected) in [
            ("churros", "churros"),
            ("<a href=x>churros-xss</a>", "churros-xss"),
            ("a < b > c", "a < b > c"),
            ("1<2", "1<2"),
        ] {
            assert_eq!(stored(sent), expected);
        }
    }

    #[test]
    fn instances_match_by_name_tags_and_time() {
        let query = InstanceQuery { name: "My <b>store</b>".into(), tags: vec!["Docs".into()], sent: 1_502_131_598 };
        let list = r#"[
            {"id": 1, "name": "My store", "tags": ["Docs", "x"], "createdDate": "2017-08-07T18:46:35Z", "token": "t"},
            {"id": 8, "name": "My store", "tags": ["Docs"], "createdDate": "2017-08-07T18:40:00Z"},
            {"id": 2, "name": "My store", "tags": [{"id": 7, "name": "Docs"}], "createdDate": "2016-08-07T18:40:00Z"},
            {"id": 3, "name": "My store", "tags": ["Docs"]},
            {"id": 4, "name": "My store", "tags": []},
            {"id": 5, "name": "another", "tags": ["Docs"]},
            {"name": "My store", "tags": ["Docs"]}, 6, null]"#;
        let result = query.find(list, &[]).unwrap();
        assert_eq!(result.count, 9);
        let ids: Vec<_> = result.found.iter().map(|found| found.id.as_str()).collect();
        let tokens: Vec<_> = result.found.iter().map(|found| found.token.as_deref()).collect();
        let is_recent: Vec<_> = result.found.iter().map(|found| found.is_recent).collect();
        assert_eq!(ids, ["1", "8", "2", "3"]);
        assert_eq!(tokens, [Some("t"), None, None, None]);
        assert_eq!(is_recent, [Some(true), None, Some(false), None]);
        let others = query.find(list, &["1".into(), "8".into()]).unwrap();
        assert_eq!((others.found.len(), others.id()), (2, None));
        assert_eq!((result.id(), result.is_absent()), (Some("1"), false));
        assert_eq!(query.find("[]", &[]), Some(LookupResult { count: 0, found: Vec::new(), has_marker: false }));
        assert_eq!(query.find("{}", &[]), None);
        assert_eq!(query.find("<html>", &[]), None);
    }

    #[test]
    fn results_are_explained_in_sentences() {
        let found = |id: &str, is_recent| Match { id: id.into(), token: None, created: None, is_recent };
        let explain = |count: usize, found: &[Match], has_marker| {
            let result = LookupResult { count, found: found.to_vec(), has_marker };
            (result.to_string(), result.id().map(ToOwned::to_owned), result.is_absent())
        };
        let retry = "It may still be in progress. Check again in a minute before you select Create Instance again.";
        let (new, old, timeless) = (found("7", Some(true)), found("6", Some(false)), found("5", None));
        let created = |sentence: &str| (sentence.to_owned(), Some("7".to_owned()), false);
        let absent = |sentence: &str| (format!("{sentence} {retry}"), None, true);
        assert_eq!(explain(0, &[], false), absent("The API lists no other instances."));
        assert_eq!(
            explain(1, &[], false),
            absent("The API lists one other instance, with another name or other tags.")
        );
        assert_eq!(
            explain(3, std::slice::from_ref(&old), false),
            absent("All instances with this name and these tags are older than your request.")
        );
        assert_eq!(
            explain(2, &[old, new.clone()], false),
            created("It was created: there is an instance with this name and these tags.")
        );
        assert_eq!(
            explain(2, &[new.clone(), found("8", Some(true))], false),
            created(
                "It was created 2 times: 2 instances with this name and these tags exist since you sent the request. \
                 Browsers can resend a request when a connection drops. Keep one and delete the others."
            )
        );
        let uncertain = "There is an instance with this name and these tags, but it may be older than your request. \
                         Check when it was created.";
        assert_eq!(explain(2, std::slice::from_ref(&timeless), false), (uncertain.to_owned(), None, false));
        let marked =
            ("It was created: there is an instance with this unique tag.".to_owned(), Some("5".to_owned()), false);
        assert_eq!(explain(2, &[timeless], true), marked);
    }
}
