//! Replaces parts of texts.

use super::language::Id;
use super::value::{HOLE, Value};
use crate::mapped_text::MappedText;
use crate::word_list;
use model::char_set::CharSet;

/// The argument or object that a function replaces parts of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Object,
    First,
    Last,
}

/// Returns what the function of this name replaces parts of, as `plain` returns it.
pub(super) fn place(language: Id, name: &str) -> Option<Place> {
    match (language, name) {
        (
            Id::CSharp
            | Id::Groovy
            | Id::Java
            | Id::JavaScript
            | Id::Kotlin
            | Id::PowerShell
            | Id::Python
            | Id::Rust
            | Id::Scala,
            "replace",
        )
        | (Id::Dart | Id::JavaScript, "replaceall") => Some(Place::Object),
        (Id::Go, "replaceall") | (Id::Elixir, "replace") => Some(Place::First),
        (Id::Php, "strreplace") => Some(Place::Last),
        _ => None,
    }
}

/// Returns the result of a function that replaces parts of a text.
pub(super) fn call(
    language: Id,
    name: &str,
    receiver: Option<&Value>,
    arguments: &[(Option<String>, Value)],
) -> Option<Value> {
    let ((Place::Object, Some(Value::Text(text)), [(_, old), (_, new)])
    | (Place::First, None, [(_, Value::Text(text)), (_, old), (_, new)])
    | (Place::Last, None, [(_, old), (_, new), (_, Value::Text(text))])) =
        (place(language, name)?, receiver, arguments)
    else {
        return None;
    };
    // PHP takes arrays of texts too.
    if let (Value::Array(old, _), Value::Array(new, _)) = (old, new) {
        let replace_next = |text: Option<Value>, (old, new)| match text? {
            Value::Text(text) => replace(&text, old, new, Replaced::All),
            _ => None,
        };
        let all = || old.iter().zip(new).fold(Some(Value::Text(text.clone())), replace_next);
        return (old.len() == new.len()).then(all).flatten();
    }
    let is_first = language == Id::JavaScript && name == "replace";
    replace(text, old, new, if is_first { Replaced::First } else { Replaced::All })
}

/// Returns whether a token is an operator of `PowerShell` that replaces parts of a text.
pub(super) fn is_operator(token: &str) -> bool {
    token.starts_with('-') && word_list::contains("-replace -creplace -ireplace", &token.to_ascii_lowercase())
}

/// Returns the result of the operator `-replace` of `PowerShell`, whose operands are a regular expression and a text.
/// Returns `None` if the expression has operators.
pub(super) fn operator(text: &Value, operands: &[Value], is_case_sensitive: bool) -> Option<Value> {
    let (Value::Text(text), [Value::Text(old), new]) = (text, operands) else { return None };
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_%#@<>/ -".contains(c);
    let parts = if is_case_sensitive { Replaced::All } else { Replaced::AllIgnoringCase };
    old.text.chars().all(is_plain).then(|| replace(text, &operands[0], new, parts)).flatten()
}

/// The parts of a text that a function replaces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Replaced {
    First,
    All,
    /// All, in capital and small letters.
    AllIgnoringCase,
}

/// Replaces `old` in a text by `new`. Returns `None` if the result depends on the language.
fn replace(text: &MappedText, old: &Value, new: &Value, replaced: Replaced) -> Option<Value> {
    let (Value::Text(old), Value::Text(_) | Value::Unknown(_)) = (old, new) else { return None };
    let new = new.clone().into_text()?;
    // `$1` is a group, and `\1` too.
    if old.text.is_empty() || old.text.contains(HOLE) || new.text.contains_any("$\\") {
        return None;
    }
    let (mut source, mut old) = (text.text.clone(), old.text.clone());
    if replaced == Replaced::AllIgnoringCase {
        source.make_ascii_lowercase();
        old.make_ascii_lowercase();
    }
    let mut result = MappedText::default();
    let mut at = 0;
    for (found, _) in source.match_indices(&*old).take(if replaced == Replaced::First { 1 } else { usize::MAX }) {
        result.push_part(text, at..found);
        result.append(&new);
        at = found + old.len();
    }
    result.push_part(text, at..source.len());
    Some(Value::Text(result))
}
