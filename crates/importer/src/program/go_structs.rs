//! Collects the fields of the structs of Go, whose keys in JSON are in tags.

use model::char_set::CharSet;

use super::fields::{Field, Omission, unknown, unset_value};
use super::lexer::{Code, TokenKind};
use crate::word_list::contains;

/// Collects the fields of the struct whose braces open at `open`.
pub(super) fn collect<'t>(code: &Code<'t>, open: usize, fields: &mut Vec<Field<'t>>) {
    let owner = code.text(open - 2);
    // Not the struct of a field.
    if !code.is(open.saturating_sub(3), "type") && !code.is(code.tokens[open].parent, "(") {
        return;
    }
    let inside = code.inside(open);
    let is_first = |at: usize| at == inside.start || code.tokens[at].breaks || code.is(at - 1, ";");
    for first in code.top(&inside).filter(|at| is_first(*at)) {
        let name = code.text(first);
        let line = code.top(&(first..inside.end)).enumerate();
        let line = line.take_while(|(position, at)| *position == 0 || !is_first(*at)).map(|(_, at)| at);
        let line: Vec<usize> = line.filter(|at| !code.is(*at, ";")).collect();
        let tag = line.iter().find(|at| code.is_kind(**at, TokenKind::Text)).map_or("", |at| code.text(*at));
        let names = line.len() - usize::from(!tag.is_empty());
        // An embedded struct, several names, and a tag in another notation.
        if names < 2 || code.is(first + 1, ",") || tag.starts_with('"') {
            fields.push(unknown(owner));
            continue;
        }
        let tag = tag.trim_start_any("`").split(' ').find_map(|tag| tag.strip_prefix("json:\"")).unwrap_or_default();
        let (key, options) = tag.before_any("\"").split_once(',').unwrap_or((tag.before_any("\""), ""));
        // Without a key in its tag, a field has its name. With a hyphen, or a small letter, it is left out.
        let is_written = key != "-" && name.starts_with(char::is_uppercase);
        let key = Some(key).filter(|key| !key.is_empty()).unwrap_or(name);
        let kind = code.text(first + 1);
        let is_bytes = kind == "[" && code.is(first + 3, "byte");
        // A struct is not null.
        let is_reference = contains("any interface map [ *", kind);
        let unset = if kind == "string" { Some("\"\"") } else { unset_value(kind).or(is_reference.then_some("null")) };
        let omission = if options.contains("omit") && unset.is_some() { Omission::Empty } else { Omission::Never };
        let key = if is_written { key.to_owned() } else { String::new() };
        let is_computed = is_bytes || options.contains("string");
        fields.push(Field { owner, name, kind, key, unset, initial: None, omission, is_computed });
    }
}
