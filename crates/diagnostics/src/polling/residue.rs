//! What the way of a text leaves in it: a web page its entities, cmd.exe its carets, a narrow window its line breaks,
//! a word processor its spaces.

use std::ops::Range;

use super::embedded_text::{EmbeddedText, Replacement};
use crate::diagnostic::{Diagnostics, Problem};
use crate::invisible::{invisible_characters, is_invisible_or_whitespace};

/// The named entities of HTML that stand for characters which a path or a pattern may hold.
const ENTITIES: [(&str, char); 6] =
    [("amp", '&'), ("quot", '"'), ("apos", '\''), ("lt", '<'), ("gt", '>'), ("nbsp", ' ')];
/// The longest entity that is looked for, in bytes without its `&`: `#x10FFFF;`.
const LONGEST_ENTITY: usize = 9;

/// How much of a template is looked back at, in bytes.
const LONGEST_TEMPLATE: usize = 200;

/// Words between which a condition has a space.
const KEYWORDS: [&str; 12] = ["and", "or", "not", "in", "like", "is", "null", "between", "order", "by", "asc", "desc"];

/// One finding in a text, and the replacements that mend it.
struct Residue {
    problem: Problem,
    range: Range<usize>,
    replacements: Vec<Replacement>,
}

/// What a text is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A path, which may be long enough to be wrapped.
    Url,
    /// A date's field, pattern or time zone.
    Date,
    /// The name of a field, in which white space may be meant.
    Name,
}

/// Reports what was left in `text`, and returns the text without it; nothing if there was nothing.
pub fn check(text: &str, role: Role, inside: &mut EmbeddedText<'_>) -> Option<String> {
    let mut residues: Vec<Residue> = entities(text).into_iter().collect();
    let is_url = role == Role::Url;
    if is_url {
        residues.extend(carets(text));
    }
    if role != Role::Name {
        white_space(text, is_url, &mut residues);
    }
    for (at, character) in invisible_characters(text) {
        let range = at..at + character.len_utf8();
        residues.push(Residue::new(Problem::InvisibleCharacter { character }, range, String::new()));
    }
    let mut replacements = Vec::new();
    for (index, residue) in residues.into_iter().enumerate() {
        // What stands in the document as it is, is told there.
        let is_told = match &residue.problem {
            Problem::InvisibleCharacter { .. } => !inside.is_escape(&residue.range),
            // Beyond the limit no finding has a fix that could be refined.
            Problem::Whitespace { character } if index >= Diagnostics::LIMIT => {
                character.is_control() && !inside.is_escape(&residue.range)
            }
            Problem::Whitespace { .. } => inside.refine(&residue.replacements[0]),
            _ => false,
        };
        if !is_told {
            inside.report_with_edits(residue.problem, residue.range, &residue.replacements);
        }
        replacements.extend(residue.replacements);
    }
    (!replacements.is_empty()).then(|| replaced(text, replacements))
}

impl Residue {
    fn new(problem: Problem, range: Range<usize>, new: String) -> Self {
        Self { problem, range: range.clone(), replacements: vec![(range, new)] }
    }
}

/// The text after replacements, none of which touches another.
fn replaced(text: &str, mut replacements: Vec<Replacement>) -> String {
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

/// The entities of a text, as one finding.
fn entities(text: &str) -> Option<Residue> {
    let mut replacements: Vec<Replacement> = Vec::new();
    let mut at = 0;
    while let Some(found) = text[at..].find('&') {
        at += found;
        if let Some((length, character)) = entity(&text[at + 1..]) {
            replacements.push((at..at + 1 + length, character.into()));
            at += length;
        }
        at += 1;
    }
    let range = replacements.first()?.0.clone();
    let problem = Problem::HtmlEntity { entity: text[range.clone()].into() };
    Some(Residue { problem, range, replacements })
}

/// The entity whose `&` stands before `text`: how long it is without that, and the character it stands for. What was
/// made an entity twice is read twice.
fn entity(text: &str) -> Option<(usize, char)> {
    let (mut length, mut character) = entity_once(text)?;
    while character == '&'
        && let Some((more, next)) = entity_once(&text[length..])
    {
        length += more;
        character = next;
    }
    Some((length, if is_invisible_or_whitespace(character) { ' ' } else { character }))
}

fn entity_once(text: &str) -> Option<(usize, char)> {
    let length = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let name = &text[..length];
    let number = name.strip_prefix('#').map(|number| match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    });
    let character = match number {
        Some(number) => char::from_u32(number.ok()?)?,
        None => ENTITIES.iter().find(|(entity, _)| entity.eq_ignore_ascii_case(name))?.1,
    };
    Some((length + 1, character))
}

/// The carets that escape what follows them in a command of cmd.exe, as one finding.
fn carets(text: &str) -> Option<Residue> {
    // A path may hold a caret of its own; before these nothing else means one.
    let escapes = ["^&", "^|", "^<", "^>", "^\"", "^%"];
    let surest = escapes.iter().filter_map(|escape| text.find(escape)).min();
    let first = surest.or_else(|| text.find("^(").filter(|_| text.contains("^)")))?;
    let mut replacements: Vec<Replacement> = Vec::new();
    for (at, _) in text.match_indices('^') {
        let is_escaped = replacements.last().is_some_and(|(before, _)| before.end == at);
        if !is_escaped && text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_punctuation) {
            replacements.push((at..at + 1, String::new()));
        }
    }
    let problem = Problem::CaretEscape { escape: text[first..first + 2].into() };
    Some(Residue { problem, range: first..first + 2, replacements })
}

/// The runs of white space that holds more than plain spaces, each a finding.
fn white_space(text: &str, is_url: bool, residues: &mut Vec<Residue>) {
    let is_space = |c: char| c.is_whitespace() || c.is_control();
    let mut at = 0;
    while let Some(found) = text[at..].find(is_space) {
        let start = at + found;
        let run = &text[start..];
        let run = &run[..run.find(|c: char| !is_space(c)).unwrap_or(run.len())];
        at = start + run.len();
        if let Some(character) = run.chars().find(|c| *c != ' ') {
            let new = instead(&text[..start], run, &text[at..], is_url);
            residues.push(Residue::new(Problem::Whitespace { character }, start..at, new));
        }
    }
}

/// What a run of white space was before it was broken or typed otherwise: nothing, or plain spaces.
fn instead(before: &str, run: &str, after: &str, is_url: bool) -> String {
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
    let is_condition = is_keyword(last) && head.ends_with([' ', '\'', ')'])
        || is_keyword(first) && tail.starts_with([' ', '(', '\n', '\t']);
    let touches = before.ends_with(|c: char| "/?&=<>(,;:+-.%#".contains(c))
        || after.starts_with(|c: char| "/?&=<>),;:+-.%#".contains(c));
    // A template's pattern has spaces between its letters, and is seldom broken within a word.
    let mut near = before.len().saturating_sub(LONGEST_TEMPLATE);
    while !before.is_char_boundary(near) {
        near -= 1;
    }
    let is_pattern = !is_url || before[near..].rfind("${") > before[near..].rfind('}');
    let is_wrapped = has_break && !is_pattern && !run.starts_with(' ');
    if !is_condition && (touches || is_wrapped) { String::new() } else { " ".into() }
}
