//! What a polling configuration may hold (`event.poller.configuration`), as rules over its JSON.

use std::collections::HashMap;

use super::date_pattern;
use crate::diagnostic::{Diagnostics, Edit, Fix, Problem, Type};
use crate::json::{Kind, Tree, Value};
use crate::position::position;

/// What a resource may hold, as documented and as the vendor's own definitions use it.
const RESOURCE: [(&str, Type); 9] = [
    ("url", Type::String),
    ("idField", Type::String),
    ("datesConfiguration", Type::Object),
    ("filterByUpdatedDate", Type::Boolean),
    ("filterByCurrentDate", Type::Boolean),
    ("createdCheckTolerance", Type::Integer),
    ("pageSize", Type::Integer),
    ("pollDelay", Type::Integer),
    ("xPath", Type::String),
];

/// What its `datesConfiguration` may hold.
const DATES: [(&str, Type); 6] = [
    ("updatedDateField", Type::String),
    ("updatedDateFormat", Type::String),
    ("updatedDateTimezone", Type::String),
    ("createdDateField", Type::String),
    ("createdDateFormat", Type::String),
    ("createdDateTimezone", Type::String),
];

/// Adds what the rules find in `text`, read as `tree`.
pub fn check(text: &str, tree: &Tree, found: &mut Diagnostics) {
    let Some(root) = tree.root(text) else { return };
    if root.kind() == Kind::String
        && let Some(unwrapped) = unwrap(root)
    {
        found.push(Problem::Stringified, root.token(), Some(Edit::replace(root.token(), unwrapped).into()));
        return;
    }
    if !has_type(root, None, Type::Object, found) {
        return;
    }
    duplicates(text, root, found);
    for resource in root.members() {
        let name = resource.key;
        if !has_type(resource.value, Some(name), Type::Object, found) {
            continue;
        }
        duplicates(text, resource.value, found);
        types(resource.value, &RESOURCE, found);
        if let Some(dates) = resource.value.get("datesConfiguration").filter(|dates| dates.kind() == Kind::Object) {
            duplicates(text, dates, found);
            types(dates, &DATES, found);
            for member in dates.members() {
                if matches!(member.key.source(), "updatedDateFormat" | "createdDateFormat")
                    && member.value.kind() == Kind::String
                {
                    date(member.value, found);
                }
            }
        }
        // The vendor's own pages hold resources that are empty on purpose; only a begun one is incomplete.
        if resource.value.members().next().is_some() {
            let missing = |key| resource.value.get(key).is_none();
            if missing("url") {
                found.push(Problem::MissingUrl { resource: name.text().into() }, name.token(), None);
            }
            if missing("idField") {
                found.push(Problem::MissingIdField { resource: name.text().into() }, name.token(), None);
            }
        }
    }
}

/// The object inside a text, if that is what the text holds.
pub fn unwrap(value: Value<'_>) -> Option<String> {
    let inner = value.text();
    let (tree, found) = crate::json::parse(&inner);
    (found.is_empty() && tree.root(&inner)?.kind() == Kind::Object).then(|| inner.into_owned())
}

fn has_type(value: Value<'_>, key: Option<Value<'_>>, expected: Type, found: &mut Diagnostics) -> bool {
    let Some(actual) = value.value_type() else { return false };
    let source = value.source();
    let fits = match expected {
        Type::Integer => actual == Type::Number && !source.contains(['.', 'e', 'E']),
        _ => actual == expected,
    };
    if fits {
        return true;
    }
    let key = key.map(|key| key.text().into_owned());
    // "false" and "200" in quotes occur in the vendor's own definitions.
    let plain = match expected {
        Type::Boolean => matches!(source, "true" | "false"),
        Type::Integer => !source.is_empty() && source.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    if actual == Type::String && plain {
        let fix = Edit::replace(value.token(), source).into();
        found.push(Problem::QuotedValue { key: key.unwrap_or_default(), expected }, value.token(), Some(fix));
    } else {
        found.push(Problem::WrongType { key, expected, found: actual }, value.token(), None);
    }
    false
}

fn types(object: Value<'_>, known: &[(&str, Type)], found: &mut Diagnostics) {
    for member in object.members() {
        if let Some((_, expected)) = known.iter().find(|(name, _)| *name == member.key.source()) {
            has_type(member.value, Some(member.key), *expected, found);
        }
    }
}

fn duplicates(text: &str, object: Value<'_>, found: &mut Diagnostics) {
    let mut seen = HashMap::new();
    for member in object.members() {
        let key = member.key.text();
        if let Some(first) = seen.get(&key) {
            let first = position(text, *first);
            found.push(Problem::DuplicateKey { key: key.into(), first }, member.key.token(), None);
        } else {
            seen.insert(key, member.key.token().start);
        }
    }
}

fn date(value: Value<'_>, found: &mut Diagnostics) {
    let pattern = value.text();
    if let Err(refusal) = date_pattern::check(&pattern) {
        let whole = value.range();
        let (range, fix) = if value.is_escaped() {
            (whole, None)
        } else {
            let moved = |range: std::ops::Range<usize>| whole.start + range.start..whole.start + range.end;
            let fix: Fix = Edit::replace(moved(refusal.mend.range), refusal.mend.text).into();
            (moved(refusal.range), Some(fix))
        };
        found.push(refusal.problem, range, fix);
    }
}
