//! Rearranges a body into the shape that the API documents.

use std::ops::Range;

use model::api_schema::{BODY, CONFIGURATION, ELEMENT, ELEMENT_KEY, NAME, TAGS};
use model::json::{self, Kind, Member, Value};

use super::recover::{Recovered, recover_string};
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;

/// Returns the body in its documented shape: `element` and `configuration` are objects, and members that a missing
/// bracket moved into one of them are back at the top level.
pub(super) fn arrange(recovered: Recovered, notes: &mut Report) -> Result<MappedText, ParseError> {
    let Recovered { piece, has_moved_brackets } = recovered;
    let (tree, _) = json::parse(&piece.text);
    let Some(root) = tree.root(&piece.text) else { return Ok(piece) };
    let moved = if has_moved_brackets { moved(root) } else { Vec::new() };
    let is_odd = |member: Member<'_>| match &*member.key.text() {
        CONFIGURATION => member.value.kind() != Kind::Object,
        ELEMENT => member.value.kind() == Kind::String,
        _ => false,
    };
    if moved.is_empty() && !root.members().chain(moved.iter().copied()).any(is_odd) {
        return Ok(piece);
    }
    let cut = moved.last().map(|last| cut(root, moved[0], *last));
    if let Some(first) = moved.first() {
        let keys = moved.iter().map(|member| member.key.text().into_owned()).collect();
        notes.push(piece.origin(first.key.token().start), RepairKind::MovedToTop(keys));
    }
    let mut members = Vec::new();
    for member in root.members().chain(moved.iter().copied()) {
        let token = member.value.token();
        let value = match &*member.key.text() {
            CONFIGURATION => match configuration(member, &piece, notes)? {
                Some(value) => value,
                None => continue,
            },
            ELEMENT if member.value.kind() == Kind::String => {
                notes.push(piece.origin(token.start), RepairKind::ElementText);
                let mut object = MappedText::default();
                object.insert(&format!("{{\"{ELEMENT_KEY}\":"), piece.origin(token.start));
                object.push_part(&piece, token.clone());
                object.insert("}", piece.origins(token.clone()).end);
                object
            }
            _ => piece.part(token.clone()),
        };
        let is_cut = |cut: &Range<usize>| token.start <= cut.start && cut.end <= token.end;
        let value = match &cut {
            Some(cut) if is_cut(cut) => {
                let mut rest = piece.part(token.start..cut.start);
                rest.push_part(&piece, cut.end..token.end);
                rest
            }
            _ => value,
        };
        members.push((piece.part(member.key.token()), value));
    }
    let piece = object(&members, piece.origins(root.token()));
    // The moved members may contain further ones to move.
    if moved.is_empty() { Ok(piece) } else { arrange(Recovered { piece, has_moved_brackets }, notes) }
}

/// Writes an object with these keys (in quotes) and values.
fn object(members: &[(MappedText, MappedText)], place: Range<usize>) -> MappedText {
    let mut object = MappedText::new("{", place.start);
    for (index, (key, value)) in members.iter().enumerate() {
        if index > 0 {
            object.insert(",", key.origin(0));
        }
        object.push_part(key, 0..key.text.len());
        object.insert(":", value.origin(0));
        object.push_part(value, 0..value.text.len());
    }
    object.push("}", place.end.saturating_sub(1).max(place.start));
    object
}

/// Returns the members that a missing bracket moved from the root into its last member: the last ones of an object
/// there.
fn moved(root: Value<'_>) -> Vec<Member<'_>> {
    let mut parent = root.members().last();
    while let Some(member) = parent.filter(|member| member.value.kind() == Kind::Object) {
        let inside: Vec<Member<'_>> = member.value.members().collect();
        let belongs = |member: &Member<'_>| {
            let key = member.key.text();
            let kind = member.value.kind();
            root.get(&key).is_none()
                && BODY.contains(&&*key)
                && match &*key {
                    NAME => kind == Kind::String,
                    TAGS => matches!(kind, Kind::Array | Kind::String),
                    ELEMENT => matches!(kind, Kind::Object | Kind::String),
                    _ => kind == Kind::Object,
                }
        };
        let count = inside.iter().rev().take_while(|member| belongs(member)).count();
        let run = inside[inside.len() - count..].to_vec();
        // An element object has a name of its own.
        let is_own = member.key.text() == ELEMENT && !run.iter().any(|member| member.key.text() == CONFIGURATION);
        if count > 0 && !is_own {
            return run;
        }
        parent = inside.last().copied();
    }
    Vec::new()
}

/// Returns the range of the members from `first` to `last`, including the comma before them.
fn cut(root: Value<'_>, first: Member<'_>, last: Member<'_>) -> Range<usize> {
    let start = first.key.token().start;
    let before = root.document()[..start].trim_end();
    before.strip_suffix(',').map_or(start, str::len)..last.value.token().end
}

/// Returns the configuration of a body as an object, or `None` if it is `null`.
fn configuration(member: Member<'_>, piece: &MappedText, notes: &mut Report) -> Result<Option<MappedText>, ParseError> {
    let token = member.value.token();
    let at = piece.origin(token.start);
    match member.value.kind() {
        Kind::Object => Ok(Some(piece.part(token))),
        Kind::Array => {
            notes.push(at, RepairKind::ConfigurationList);
            list(member.value, piece, notes).map(Some)
        }
        Kind::String => {
            notes.push(at, RepairKind::ConfigurationText);
            let inside =
                recover_string(piece.part(token), notes).map_err(|_| (Some(at), ImportError::OtherConfiguration))?;
            let (tree, _) = json::parse(&inside.piece.text);
            match tree.root(&inside.piece.text) {
                Some(root) if root.kind() == Kind::Array => list(root, &inside.piece, notes).map(Some),
                _ => Ok(Some(inside.piece)),
            }
        }
        Kind::Null => {
            notes.push(piece.origins(token), RepairKind::Missing(CONFIGURATION.into()));
            Ok(None)
        }
        _ => Err((Some(at), ImportError::OtherConfiguration)),
    }
}

/// Converts a list of keys and values to an object.
pub(super) fn list(list: Value<'_>, piece: &MappedText, notes: &mut Report) -> Result<MappedText, ParseError> {
    let mut members = Vec::new();
    let mut at = list.token().start;
    for item in list.items() {
        let Some((key, value)) = pair(item) else {
            let Some(key) = item.get("key").filter(|key| key.kind() == Kind::String) else {
                return Err((Some(piece.origin(item.token().start)), ImportError::OtherConfiguration));
            };
            notes.push(piece.origins(item.token()), RepairKind::Missing(key.text().into_owned()));
            continue;
        };
        // Everything but the key and the value is left out.
        let mut kept = [key.token(), value.token()];
        if kept[0].start > kept[1].start {
            kept.swap(0, 1);
        }
        for range in kept {
            notes.account_for(piece.origins(at..range.start.max(at)));
            at = range.end;
        }
        members.push((piece.part(key.token()), piece.part(value.token())));
    }
    notes.account_for(piece.origins(at..list.token().end));
    Ok(object(&members, piece.origins(list.token())))
}

/// Returns the key and the value of an entry of the legacy list, such as `{"key": …, "propertyValue": …}`.
pub(crate) fn pair(entry: Value<'_>) -> Option<(Value<'_>, Value<'_>)> {
    let first = |names: &[&str]| names.iter().find_map(|name| entry.get(name));
    let key = first(&["key", "name"]).filter(|key| key.kind() == Kind::String);
    if let (Some(key), Some(value)) = (key, first(&["propertyValue", "value"])) {
        return Some((key, value));
    }
    if entry.get("key").is_some() {
        return None;
    }
    let mut members = entry.members();
    match (members.next(), members.next()) {
        (Some(only), None) if only.value.kind() != Kind::Object => Some((only.key, only.value)),
        _ => None,
    }
}
