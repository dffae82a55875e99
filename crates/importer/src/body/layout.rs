//! Rearranges a body into the shape that the API documents.

use std::ops::Range;

use model::api_schema::{BODY, CONFIGURATION, ELEMENT, ELEMENT_KEY, NAME, TAGS};
use model::json::{self, Kind, Member, Value};

use super::recover::{Recovered, recover_string};
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::{ACCOUNTS, Report};
use crate::wrapper::pair;

/// Returns the body in its documented shape: `element` and `configuration` are objects, and members that a missing
/// bracket moved into one of them are back at the top level.
pub(super) fn arrange(recovered: Recovered, report: &mut Report) -> Result<MappedText, ParseError> {
    let Recovered { mapped, has_moved_brackets } = recovered;
    let (tree, _) = json::parse(&mapped.text);
    let Some(root) = tree.root(&mapped.text) else { return Ok(mapped) };
    let moved = if has_moved_brackets { moved_members(root) } else { Vec::new() };
    let needs_rearranging = |member: Member<'_>| match &*member.key.text() {
        CONFIGURATION => member.value.kind() != Kind::Object,
        ELEMENT => member.value.kind() == Kind::String,
        _ => false,
    };
    if moved.is_empty() && !root.members().chain(moved.iter().copied()).any(needs_rearranging) {
        return Ok(mapped);
    }
    let cut = moved.last().map(|last| members_range(root, moved[0], *last));
    if let Some(first) = moved.first() {
        let keys = moved.iter().map(|member| member.key.text().into_owned()).collect();
        report.push(mapped.origin(first.key.token().start), RepairKind::MovedToTop(keys));
    }
    let mut members = Vec::new();
    for member in root.members().chain(moved.iter().copied()) {
        let token = member.value.token();
        let value = match &*member.key.text() {
            CONFIGURATION => match configuration_object(member, &mapped, report)? {
                Some(value) => value,
                None => continue,
            },
            ELEMENT if member.value.kind() == Kind::String => {
                report.push(mapped.origin(token.start), RepairKind::ElementText);
                let mut object = MappedText::default();
                object.insert(&format!("{{\"{ELEMENT_KEY}\":"), mapped.origin(token.start));
                object.push_part(&mapped, token.clone());
                object.insert("}", mapped.origins(token.clone()).end);
                object
            }
            _ => mapped.part(token.clone()),
        };
        let is_cut = |cut: &Range<usize>| token.start <= cut.start && cut.end <= token.end;
        let value = match &cut {
            Some(cut) if is_cut(cut) => {
                let mut rest = mapped.part(token.start..cut.start);
                rest.push_part(&mapped, cut.end..token.end);
                rest
            }
            _ => value,
        };
        members.push((mapped.part(member.key.token()), value));
    }
    let mapped = write_object(&members, mapped.origins(root.token()));
    // The moved members may contain further ones to move.
    if moved.is_empty() { Ok(mapped) } else { arrange(Recovered { mapped, has_moved_brackets }, report) }
}

/// Writes an object with these keys (in quotes) and values.
fn write_object(members: &[(MappedText, MappedText)], origin: Range<usize>) -> MappedText {
    let mut object = MappedText::new("{", origin.start);
    for (index, (key, value)) in members.iter().enumerate() {
        if index > 0 {
            object.insert(",", key.origin(0));
        }
        object.append(key);
        object.insert(":", value.origin(0));
        object.append(value);
    }
    object.push("}", origin.end.saturating_sub(1).max(origin.start));
    object
}

/// Returns the members that a missing bracket moved from the root into its last member: the last ones of an object
/// there.
fn moved_members(root: Value<'_>) -> Vec<Member<'_>> {
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
fn members_range(root: Value<'_>, first: Member<'_>, last: Member<'_>) -> Range<usize> {
    let start = first.key.token().start;
    let before = root.document()[..start].trim_end();
    before.strip_suffix(',').map_or(start, str::len)..last.value.token().end
}

/// Returns the configuration of a body as an object, or `None` if it is `null`.
fn configuration_object(
    member: Member<'_>,
    mapped: &MappedText,
    report: &mut Report,
) -> Result<Option<MappedText>, ParseError> {
    let token = member.value.token();
    let at = mapped.origin(token.start);
    match member.value.kind() {
        Kind::Object => Ok(Some(mapped.part(token))),
        Kind::Array => {
            report.push(at, RepairKind::ConfigurationList);
            convert_list(member.value, mapped, report).map(Some)
        }
        Kind::String => {
            report.push(at, RepairKind::ConfigurationText);
            let inside =
                recover_string(mapped.part(token), report).map_err(|_| (Some(at), ImportError::OtherConfiguration))?;
            let (tree, _) = json::parse(&inside.mapped.text);
            match tree.root(&inside.mapped.text) {
                Some(root) if root.kind() == Kind::Array => convert_list(root, &inside.mapped, report).map(Some),
                _ => Ok(Some(inside.mapped)),
            }
        }
        Kind::Null => {
            report.push(mapped.origins(token), RepairKind::Missing(CONFIGURATION.into()));
            Ok(None)
        }
        _ => Err((Some(at), ImportError::OtherConfiguration)),
    }
}

/// Converts a list of keys and values to an object.
pub(crate) fn convert_list(
    list: Value<'_>,
    mapped: &MappedText,
    report: &mut Report,
) -> Result<MappedText, ParseError> {
    let mut members = Vec::new();
    let mut at = list.token().start;
    for item in list.items() {
        let Some((key, value)) = pair(item) else {
            let Some(key) = item.get("key").filter(|key| key.kind() == Kind::String) else {
                return Err((Some(mapped.origin(item.token().start)), ImportError::OtherConfiguration));
            };
            report.push(mapped.origins(item.token()), RepairKind::Missing(key.text().into_owned()));
            continue;
        };
        // Everything but the key and the value is left out.
        let mut kept = [key.token(), value.token()];
        if kept[0].start > kept[1].start {
            kept.swap(0, 1);
        }
        if ACCOUNTS {
            for range in kept {
                report.account_for(mapped.origins(at..range.start.max(at)));
                at = range.end;
            }
        }
        members.push((mapped.part(key.token()), mapped.part(value.token())));
    }
    report.account_for(mapped.origins(at..list.token().end));
    Ok(write_object(&members, mapped.origins(list.token())))
}
