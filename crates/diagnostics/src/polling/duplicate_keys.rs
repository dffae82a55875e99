//! Names that stand twice in one object.

use crate::diagnostic::{Diagnostics, Problem};
use crate::json::Value;

/// Reports each key of an object that stands a second time, with the place of the first.
pub fn check(object: Value<'_>, found: &mut Diagnostics) {
    for (first, key) in object.duplicate_keys() {
        let problem = Problem::DuplicateKey { key: key.text().into_owned(), first: None };
        found.push_related(problem, key.token(), first.token());
    }
}

/// The same for the objects inside a value, as many levels deep.
pub fn check_nested(value: Value<'_>, depth: usize, found: &mut Diagnostics) {
    if depth == 0 {
        return;
    }
    check(value, found);
    for inner in value.members().map(|member| member.value).chain(value.items()) {
        check_nested(inner, depth - 1, found);
    }
}
