//! Reports duplicate keys.

use crate::diagnostic::{Diagnostics, Problem};
use crate::json::Value;

/// Reports each duplicate key of an object, with the range of the first.
pub fn check(object: Value<'_>, diagnostics: &mut Diagnostics) {
    for (first, key) in object.duplicate_keys() {
        let problem = Problem::DuplicateKey { key: key.text().into_owned(), first: None };
        diagnostics.push_related(problem, key.token(), first.token());
    }
}

/// Reports the duplicate keys of a value and of the objects inside it, `depth` levels deep.
pub fn check_nested(value: Value<'_>, depth: usize, diagnostics: &mut Diagnostics) {
    if depth == 0 {
        return;
    }
    check(value, diagnostics);
    for inner in value.members().map(|member| member.value).chain(value.items()) {
        check_nested(inner, depth - 1, diagnostics);
    }
}
