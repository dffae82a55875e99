//! Names that stand twice in one object.

use crate::diagnostic::{Diagnostics, Problem};
use crate::json::Value;
use crate::position::Position;

/// Objects of more members than this are searched by hash.
const FEW: usize = 16;

/// Reports each key that stands a second time, with the place of the first.
pub fn check(keys: &[Value<'_>], found: &mut Diagnostics) {
    if keys.len() > FEW {
        return check_many(keys, found);
    }
    for (index, key) in keys.iter().enumerate() {
        if let Some(first) = keys[..index].iter().find(|first| same(**first, *key)) {
            report(*first, *key, found);
        }
    }
}

/// The same for the objects inside a value, as many levels deep.
pub fn check_inside(value: Value<'_>, depth: usize, found: &mut Diagnostics) {
    if depth == 0 {
        return;
    }
    let keys: Vec<_> = value.members().map(|member| member.key).collect();
    check(&keys, found);
    for inner in value.members().map(|member| member.value).chain(value.items()) {
        check_inside(inner, depth - 1, found);
    }
}

fn check_many(keys: &[Value<'_>], found: &mut Diagnostics) {
    let mut hashes: Vec<(u32, u32)> = (0..).zip(keys).map(|(index, key)| (hash(*key), index)).collect();
    hashes.sort_unstable();
    for group in hashes.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() > 1) {
        // Of many alike, each is held against the first: a thousand copies are a thousand looks.
        let mut distinct: Vec<Value<'_>> = Vec::new();
        for key in group.iter().map(|(_, index)| keys[*index as usize]) {
            match distinct.iter().find(|first| same(**first, key)) {
                Some(first) => report(*first, key, found),
                None => distinct.push(key),
            }
        }
    }
}

fn report(first: Value<'_>, key: Value<'_>, found: &mut Diagnostics) {
    let first = Position::of_byte(first.token().start);
    found.push(Problem::DuplicateKey { key: key.text().into_owned(), first }, key.token(), None);
}

fn same(a: Value<'_>, b: Value<'_>) -> bool {
    if a.is_escaped() || b.is_escaped() { a.text() == b.text() } else { a.source() == b.source() }
}

/// FNV-1a, over what the key means.
fn hash(key: Value<'_>) -> u32 {
    key.text().bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
