//! Reads the request items of `HTTPie` ("Request items" and "Nested JSON" of its documentation).

use std::iter::Peekable;

use model::char_set::CharSet;

use super::synthesized;
use crate::import_error::{ImportError, ParseError};
use crate::mapped_text::MappedText;
use crate::repair::RepairKind;
use crate::report::Report;
use crate::shell::ShellWord;

/// The parts of a request that are written as items.
#[derive(Default)]
pub(super) struct Items {
    /// The headers, as `Name: value`.
    pub headers: Vec<ShellWord>,
    /// The parameters, as `name=value`.
    pub query: Vec<MappedText>,
    /// The JSON of the fields.
    pub body: Option<ShellWord>,
}

/// The separators of a name and a value. At one position the longest counts.
const SEPARATORS: [&str; 10] = [":=@", "==@", ":=", "==", "=@", ":@", "=", ":", "@", ";"];

/// A value of the body.
enum Node {
    Object(Vec<(MappedText, Node)>),
    Array(Vec<Node>),
    /// A string, without quotes and escapes.
    Text(MappedText),
    /// JSON as written.
    Json(MappedText),
    /// A place in an array that has no value yet.
    Empty,
}

/// A step from a value of the body to one inside it.
enum Step {
    Key(MappedText),
    Index(usize),
    /// The position after the last one of an array.
    End,
}

/// Reads the items of a command.
pub(super) fn read(words: Peekable<std::vec::IntoIter<ShellWord>>, report: &mut Report) -> Result<Items, ParseError> {
    let mut items = Items::default();
    let mut body = Node::Empty;
    let mut range: Option<(usize, usize)> = None;
    let mut references = Vec::new();
    for word in words {
        let Some((name, separator, value)) = split(&word.mapped) else {
            report.push(word.start..word.end, RepairKind::ExtraWords);
            continue;
        };
        match separator {
            ":" | ";" => {
                let mut mapped = name;
                mapped.insert(separator, value.origin(0));
                mapped.append(&value);
                items.headers.push(ShellWord { mapped, ..word });
            }
            "==" => {
                let mut mapped = name;
                mapped.insert("=", value.origin(0));
                mapped.append(&value);
                items.query.push(mapped);
            }
            "=" | ":=" => {
                let wrong = || (Some(word.start), ImportError::OtherProgram("HTTPie"));
                // A header with a space after its colon is two items, of which the second is a secret.
                let start = name.text.get(..5).unwrap_or(&name.text);
                if name.text.eq_ignore_ascii_case("authorization")
                    || matches!(start, "User " | "Organ") && name.text.contains(' ')
                {
                    return Err(wrong());
                }
                let path = path(&name).ok_or_else(wrong)?;
                let value = if separator == "=" { Node::Text(value) } else { Node::Json(value) };
                match body.set(&mut path.into_iter(), value).ok_or_else(wrong)? {
                    Node::Empty => {}
                    Node::Text(earlier) | Node::Json(earlier) => {
                        report.account_for(earlier.origins(0..earlier.text.len()));
                        report.push(word.start..word.end, RepairKind::DuplicateKey(name.text));
                    }
                    Node::Object(_) | Node::Array(_) => return Err(wrong()),
                }
                range = Some((range.map_or(word.start, |(start, _)| start), word.end));
                references.extend(word.references);
            }
            "@" => return Err((Some(word.start), ImportError::FormData)),
            _ => report.push(word.start..word.end, RepairKind::FileValue(name.text)),
        }
    }
    if let Some((start, end)) = range {
        let mut mapped = MappedText::default();
        body.write(&mut mapped, start);
        let mut body = synthesized(mapped, start, end);
        body.references = references;
        items.body = Some(body);
    }
    Ok(items)
}

/// Splits an item at its first separator. A backslash before a character of a separator escapes it.
fn split(item: &MappedText) -> Option<(MappedText, &'static str, MappedText)> {
    const SPECIAL: &str = ":;=@";
    let text = item.text.as_str();
    let (mut name, mut value) = (MappedText::default(), MappedText::default());
    let mut found = None;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let next = at + c.len_utf8();
        let part = if found.is_some() { &mut value } else { &mut name };
        if c == '\\' && text[next..].starts_with_any(SPECIAL) {
            part.push_part(item, next..next + 1);
            at = next + 1;
        } else if c == '\\' {
            // Another character after a backslash stays, and is not an escape itself.
            let end = next + text[next..].chars().next().map_or(0, char::len_utf8);
            part.push_part(item, at..end);
            at = end;
        } else if let Some(separator) = SEPARATORS
            .into_iter()
            .find(|separator| found.is_none() && text[at..].starts_with(separator))
            .filter(|separator| *separator != ";" || next == text.len())
        {
            found = Some(separator);
            at += separator.len();
        } else {
            part.push_part(item, at..next);
            at = next;
        }
    }
    let separator = found?;
    if value.text.is_empty() {
        value = MappedText::inserted("", item.origin(text.len()));
    }
    Some((name, separator, value))
}

/// Returns the path that a name such as `configuration[store.url]` writes, or `None` if a bracket is not closed.
fn path(name: &MappedText) -> Option<Vec<Step>> {
    let text = name.text.as_str();
    let mut steps = Vec::new();
    let mut at = 0;
    while at < text.len() || steps.is_empty() {
        let is_bracket = text[at..].starts_with('[');
        if !is_bracket && at > 0 {
            return None;
        }
        at += usize::from(is_bracket);
        let (mut key, mut is_closed, mut is_number) = (MappedText::default(), !is_bracket, true);
        while let Some(c) = text[at..].chars().next() {
            let next = at + c.len_utf8();
            match c {
                '\\' if text[next..].starts_with(|c: char| "[]\\".contains(c) || c.is_ascii_digit()) => {
                    is_number = false;
                    key.push_part(name, next..next + 1);
                    at = next + 1;
                    continue;
                }
                ']' if is_bracket => {
                    at = next;
                    is_closed = true;
                    break;
                }
                '[' if !is_bracket => break,
                '[' => return None,
                _ => key.push_part(name, at..next),
            }
            at = next;
        }
        if !is_closed {
            return None;
        }
        steps.push(match key.text.parse() {
            Ok(index) if is_bracket && is_number => Step::Index(index),
            _ if is_bracket && key.text.is_empty() => Step::End,
            _ => Step::Key(key),
        });
    }
    Some(steps)
}

impl Node {
    /// Sets the value at the end of a path and returns the earlier one, or `None` if a value on the way has another
    /// type.
    fn set(&mut self, path: &mut std::vec::IntoIter<Step>, value: Self) -> Option<Self> {
        /// The maximum number of empty positions that an index can add to an array.
        const MAX_GAP: usize = 1000;
        /// How many members are compared with a key, the last ones first, which keeps the search linear. A key that
        /// is not found there becomes a duplicate, which the reader of the body reports.
        const MAX_COMPARED: usize = 64;
        let Some(step) = path.next() else {
            return Some(std::mem::replace(self, value));
        };
        if matches!(self, Self::Empty) {
            *self = if matches!(step, Step::Key(_)) { Self::Object(Vec::new()) } else { Self::Array(Vec::new()) };
        }
        let inner = match (self, step) {
            (Self::Object(members), Step::Key(key)) => {
                let first = members.len().saturating_sub(MAX_COMPARED);
                let found = members[first..].iter().position(|(known, _)| known.text == key.text);
                let index = if let Some(index) = found {
                    first + index
                } else {
                    members.push((key, Self::Empty));
                    members.len() - 1
                };
                &mut members[index].1
            }
            (Self::Array(items), step) => {
                let index = match step {
                    Step::Key(_) => return None,
                    Step::Index(index) => index,
                    Step::End => items.len(),
                };
                if index > items.len() + MAX_GAP {
                    return None;
                }
                while items.len() <= index {
                    items.push(Self::Empty);
                }
                &mut items[index]
            }
            _ => return None,
        };
        inner.set(path, value)
    }

    /// Appends the JSON. `at` is the position of inserted text.
    fn write(&self, json: &mut MappedText, at: usize) {
        match self {
            Self::Empty => json.insert("null", at),
            Self::Json(text) => json.append(text),
            Self::Text(text) => json.push_json_string(text, at),
            Self::Array(items) => {
                json.insert("[", at);
                for (index, item) in items.iter().enumerate() {
                    json.insert(if index == 0 { "" } else { ", " }, at);
                    item.write(json, at);
                }
                json.insert("]", at);
            }
            Self::Object(members) => {
                json.insert("{", at);
                for (index, (key, value)) in members.iter().enumerate() {
                    json.insert(if index == 0 { "" } else { ", " }, at);
                    json.push_json_string(key, at);
                    json.insert(": ", at);
                    value.write(json, at);
                }
                json.insert("}", at);
            }
        }
    }
}
