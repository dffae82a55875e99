//! Joins and formats texts, and changes values by methods.

use super::function_names::{APPEND, SET, TRIM_END};
use super::value::{Arguments, HOLE, Value, hole, merge};
use crate::mapped_text::MappedText;
use crate::word_list::contains;
use model::char_set::CharSet;

/// Changes a value by a method. Returns `None` if the effect is unknown.
pub(super) fn change(value: &mut Value, name: &str, arguments: Arguments) -> Option<()> {
    if let (Value::Text(text), "appendformat", [(_, Value::Text(template)), rest @ ..]) =
        (&mut *value, name, &arguments[..])
    {
        let Value::Text(filled_in) = format(template, rest, false)? else { return None };
        text.append(&filled_in);
        return Some(());
    }
    let has_names = arguments.iter().any(|(name, _)| name.is_some());
    let mut arguments = arguments.into_iter().map(|(_, value)| value);
    match value {
        Value::Text(text) if contains(APPEND, name) => {
            let argument = arguments.next().map_or_else(|| Some(MappedText::default()), Value::into_text)?;
            text.append(&argument);
            if contains("appendline appendln writeline writeln puts", name) {
                let at = text.origin(text.text.len());
                text.insert("\n", at);
            }
            Some(())
        }
        Value::Object(..) if contains(SET, name) => {
            let (key, member) = (arguments.next()?.into_text()?, arguments.next()?);
            // These set what is missing.
            if matches!(name, "setdefault" | "tryadd") && value.get(&key.text).is_some() {
                return Some(());
            }
            value.set(&[key], member, &(0..0));
            Some(())
        }
        Value::Object(members, _) if contains("pop remove delete", name) => {
            let key = arguments.next()?.into_text()?;
            // PowerShell ignores the case.
            let is_unsure = |known: &str| known != key.text && known.eq_ignore_ascii_case(&key.text);
            if key.text.contains(HOLE) || members.iter().any(|(known, _)| is_unsure(&known.text)) {
                return None;
            }
            members.retain(|(known, _)| known.text != key.text);
            Some(())
        }
        // Members that are named arguments would be taken for objects.
        Value::Object(..) if contains("update merge putall", name) && !has_names => {
            let old = std::mem::replace(value, Value::Unknown(0..0));
            *value = merge(old, arguments.next()?);
            Some(())
        }
        Value::Array(items, _) if contains("concat extend addrange addall", name) => {
            for argument in arguments {
                match argument {
                    Value::Array(more, _) => items.extend(more),
                    Value::Unknown(_) => return None,
                    item => items.push(item),
                }
            }
            Some(())
        }
        // `put` with an index replaces an item.
        Value::Array(items, _) if contains(APPEND, name) || name == "put" && arguments.len() == 1 => {
            items.extend(arguments);
            Some(())
        }
        _ => None,
    }
}

/// Trims the characters that `characters` names. Returns `None` if the result depends on the language.
pub(super) fn without_characters(text: &MappedText, name: &str, characters: Value) -> Option<Value> {
    let Value::Text(characters) = characters else { return None };
    let is_named = |c: char| characters.text.contains(c);
    let from_start = if contains(TRIM_END, name) { &*text.text } else { text.text.trim_start_matches(is_named) };
    let start = text.text.len() - from_start.len();
    let kept = from_start.trim_end_matches(is_named);
    let removed = text.text.len() - kept.len();
    // Some remove each of these characters, and others the whole argument once.
    let is_clear = removed == 0 || removed == 1 && characters.text.len() == 1;
    // `a..z` of PHP is a range.
    let is_plain = !characters.text.contains(HOLE) && !characters.text.contains("..");
    (is_clear && is_plain).then(|| Value::Text(text.part(start..start + kept.len())))
}

/// The letters for the length of a number in a format of C: `%ld`.
const LENGTHS: &str = "hljztL";

/// Fills in a format: `%s` of C, or `{}` of Python, Rust and .NET.
pub(super) fn format(template: &MappedText, arguments: &[(Option<String>, Value)], is_percent: bool) -> Option<Value> {
    let source = template.text.as_str();
    let mut text = MappedText::default();
    let (mut at, mut next) = (0, 0);
    let push = |text: &mut MappedText, name: &str, next: &mut usize| {
        let value = if name.is_empty() {
            *next += 1;
            arguments.iter().filter(|(name, _)| name.is_none()).nth(*next - 1)
        } else if let Ok(index) = name.parse::<usize>() {
            arguments.get(index)
        } else {
            arguments.iter().find(|(known, _)| known.as_deref() == Some(name))
        };
        text.append(&value?.1.clone().into_text()?);
        Some(())
    };
    while let Some(length) = source[at..].find_any("%{}") {
        let found = at + length;
        text.push_part(template, at..found);
        let rest = &source[found..];
        let end = if is_percent {
            if !rest.starts_with('%') {
                text.push_part(template, found..found + 1);
                at = found + 1;
                continue;
            }
            if rest.starts_with("%%") {
                text.push_part(template, found..found + 1);
                at = found + 2;
                continue;
            }
            let inside = &rest[1..];
            let named = inside.strip_prefix('(').and_then(|inside| inside.split_once(')'));
            let (name, after) = named.unwrap_or(("", inside));
            let index = after.split_once('$').filter(|(digits, _)| digits.parse::<usize>().is_ok());
            let position = index
                .and_then(|(digits, _)| digits.parse::<usize>().ok()?.checked_sub(1))
                .map(|index| index.to_string());
            let after = index.map_or(after, |(_, after)| after);
            let kind = after.chars().next()?;
            if "sdv@i".contains(kind) {
                push(&mut text, position.as_deref().unwrap_or(name), &mut next)?;
                source.len() - after.len() + 1
            } else {
                // A width, a precision or another conversion.
                let kind = after.find(|c: char| c.is_ascii_alphabetic() && !LENGTHS.contains(c))?;
                let end = source.len() - after.len() + kind + 1;
                if after[..kind].contains(|c: char| !c.is_ascii_digit() && !"+-#. ".contains(c) && !LENGTHS.contains(c))
                {
                    return None;
                }
                next += usize::from(position.is_none() && name.is_empty());
                text.append(&hole(template.origins(found..end)));
                end
            }
        } else {
            if rest.starts_with("{{") || rest.starts_with("}}") {
                text.push_part(template, found..found + 1);
                at = found + 2;
                continue;
            }
            if !rest.starts_with('{') {
                text.push_part(template, found..found + 1);
                at = found + 1;
                continue;
            }
            let inside = &rest[1..=rest[1..].find('}')?];
            if inside.contains(['{', HOLE]) {
                return None;
            }
            let end = found + inside.len() + 2;
            if inside.contains_any(":!,") {
                next += usize::from(inside.starts_with_any(":!,"));
                text.append(&hole(template.origins(found..end)));
            } else {
                push(&mut text, inside.trim(), &mut next)?;
            }
            end
        };
        at = end;
    }
    text.push_part(template, at..source.len());
    Some(Value::Text(text))
}
