//! Reports artifacts of copying and pasting: HTML entities of a web page, carets of cmd.exe, line breaks of a narrow
//! window, and spaces of a word processor.

use std::ops::Range;

use super::embedded_text::{EmbeddedText, Replacement};
use crate::char_set::CharSet;
use crate::diagnostic::{Diagnostics, Problem};
use crate::invisible::{invisible_characters, is_invisible_or_whitespace};

/// The named HTML entities of characters that a path or a pattern may contain.
const ENTITIES: [(&str, char); 6] =
    [("amp", '&'), ("quot", '"'), ("apos", '\''), ("lt", '<'), ("gt", '>'), ("nbsp", ' ')];
/// The maximum length of an entity, in bytes without its `&`: `#x10FFFF;`.
const MAX_ENTITY_BYTES: usize = 9;

/// The maximum length of a template that is searched backwards, in bytes.
const MAX_TEMPLATE_BYTES: usize = 200;

/// Keywords of a condition, which are separated by spaces.
const KEYWORDS: [&str; 12] = ["and", "or", "not", "in", "like", "is", "null", "between", "order", "by", "asc", "desc"];

/// A problem in a text, and the replacements that fix it.
struct Artifact {
    problem: Problem,
    range: Range<usize>,
    replacements: Vec<Replacement>,
}

/// The role of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A path, which may be long enough to be wrapped.
    Url,
    /// The field, pattern or time zone of a date.
    Date,
    /// The name of a field, in which whitespace may be intended.
    Name,
}

/// Reports the artifacts in `text`. Returns the text without them, or `None` if there are none.
pub fn check(text: &str, role: Role, embedded: &mut EmbeddedText<'_>) -> Option<String> {
    let mut artifacts: Vec<Artifact> = entities(text).into_iter().collect();
    let is_url = role == Role::Url;
    if is_url {
        artifacts.extend(caret_escapes(text));
    }
    if role != Role::Name {
        whitespace(text, is_url, &mut artifacts);
    }
    for (at, character) in invisible_characters(text) {
        let range = at..at + character.len_utf8();
        artifacts.push(Artifact::new(Problem::InvisibleCharacter { character }, range, String::new()));
    }
    let mut replacements = Vec::new();
    for (index, artifact) in artifacts.into_iter().enumerate() {
        // The parser has already reported characters that are unescaped in the document.
        let is_reported = match &artifact.problem {
            Problem::InvisibleCharacter { .. } => !embedded.is_escape(&artifact.range),
            // Beyond the limit the parser's diagnostic is dropped, so there is none to give the fix to.
            Problem::Whitespace { character } if index >= Diagnostics::LIMIT => {
                character.is_control() && !embedded.is_escape(&artifact.range)
            }
            Problem::Whitespace { .. } => embedded.merge_control_characters(&artifact.replacements[0]),
            _ => false,
        };
        if !is_reported {
            embedded.report_with_edits(artifact.problem, artifact.range, &artifact.replacements);
        }
        replacements.extend(artifact.replacements);
    }
    (!replacements.is_empty()).then(|| apply(text, replacements))
}

impl Artifact {
    fn new(problem: Problem, range: Range<usize>, new: String) -> Self {
        Self { problem, range: range.clone(), replacements: vec![(range, new)] }
    }
}

/// Applies replacements, none of which touches another.
fn apply(text: &str, mut replacements: Vec<Replacement>) -> String {
    replacements.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (range, new) in replacements {
        result.push_str(&text[at..range.start]);
        result.push_str(&new);
        at = range.end;
    }
    result + &text[at..]
}

/// Returns the entities of a text as one problem.
fn entities(text: &str) -> Option<Artifact> {
    let mut replacements: Vec<Replacement> = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('&') {
        at += found;
        if let Some((length, character)) = decode_entity(&text[at + 1..]) {
            replacements.push((at..at + 1 + length, character.into()));
            at += length;
        }
        at += 1;
    }
    let range = replacements.first()?.0.clone();
    let problem = Problem::HtmlEntity { entity: text[range.clone()].into() };
    Some(Artifact { problem, range, replacements })
}

/// Reads the entity after its `&`. Returns its length in bytes without the `&`, and its character. An entity that was
/// encoded twice is decoded twice.
fn decode_entity(text: &str) -> Option<(usize, char)> {
    let (mut length, mut character) = decode_entity_once(text)?;
    while character == '&'
        && let Some((more, next)) = decode_entity_once(&text[length..])
    {
        length += more;
        character = next;
    }
    Some((length, if is_invisible_or_whitespace(character) { ' ' } else { character }))
}

fn decode_entity_once(text: &str) -> Option<(usize, char)> {
    let length = text.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';')?;
    let name = &text[..length];
    let number = name.strip_prefix('#').map(|number| match number.strip_prefix_any("xX") {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    });
    let character = match number {
        Some(number) => char::from_u32(number.ok()?)?,
        None => ENTITIES.iter().find(|(entity, _)| entity.eq_ignore_ascii_case(name))?.1,
    };
    Some((length + 1, character))
}

/// Returns the carets that escape the next character in a command of cmd.exe, as one problem.
fn caret_escapes(text: &str) -> Option<Artifact> {
    // A path may contain a caret of its own, but not before these characters.
    let escapes = ["^&", "^|", "^<", "^>", "^\"", "^%"];
    let first_certain = escapes.iter().filter_map(|escape| text.find(escape)).min();
    let first = first_certain.or_else(|| text.find("^(").filter(|_| text.contains("^)")))?;
    let mut replacements: Vec<Replacement> = Vec::new();
    for (at, _) in text.match_indices('^') {
        let is_escaped = replacements.last().is_some_and(|(before, _)| before.end == at);
        if !is_escaped && text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_punctuation) {
            replacements.push((at..at + 1, String::new()));
        }
    }
    let problem = Problem::CaretEscape { escape: text[first..first + 2].into() };
    Some(Artifact { problem, range: first..first + 2, replacements })
}

/// Adds each run of whitespace with more than plain spaces as a problem.
fn whitespace(text: &str, is_url: bool, artifacts: &mut Vec<Artifact>) {
    let is_space = |c: char| c.is_whitespace() || c.is_control();
    let mut at = 0;
    while let Some(found) = text[at..].find(is_space) {
        let start = at + found;
        let run = &text[start..];
        let run = &run[..run.find(|c: char| !is_space(c)).unwrap_or(run.len())];
        at = start + run.len();
        if let Some(character) = run.chars().find(|c| *c != ' ') {
            let new = original_whitespace(&text[..start], run, &text[at..], is_url);
            artifacts.push(Artifact::new(Problem::Whitespace { character }, start..at, new));
        }
    }
}

/// Returns the original text of a run of whitespace that was wrapped or retyped: nothing, or plain spaces.
fn original_whitespace(before: &str, run: &str, after: &str, is_url: bool) -> String {
    let is_break = |c: char| c.is_control() && c != '\t' || matches!(c, '\u{2028}' | '\u{2029}');
    let has_break = run.contains(is_break);
    if before.is_empty() || after.is_empty() {
        return String::new();
    }
    if !has_break && !run.contains('\t') {
        return run.chars().map(|_| ' ').collect();
    }
    let is_letter = |c: char| c.is_ascii_alphabetic();
    let is_keyword = |word: &str| KEYWORDS.iter().any(|keyword| keyword.eq_ignore_ascii_case(word));
    let (head, tail) = (before.trim_end_matches(is_letter), after.trim_start_matches(is_letter));
    let (last, first) = (&before[head.len()..], &after[..after.len() - tail.len()]);
    let is_condition =
        is_keyword(last) && head.ends_with_any(" ')") || is_keyword(first) && tail.starts_with_any(" (\n\t");
    let touches = before.ends_with(|c: char| "/?&=<>(,;:+-.%#".contains(c))
        || after.starts_with(|c: char| "/?&=<>),;:+-.%#".contains(c));
    // A pattern of a template has spaces between its letters, and is seldom wrapped within a word.
    let near = before.floor_char_boundary(before.len().saturating_sub(MAX_TEMPLATE_BYTES));
    let is_pattern = !is_url || before[near..].rfind("${") > before[near..].rfind('}');
    let is_wrapped = has_break && !is_pattern && !run.starts_with(' ');
    if !is_condition && (touches || is_wrapped) { String::new() } else { " ".into() }
}
