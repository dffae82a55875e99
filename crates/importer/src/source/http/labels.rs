//! Headers and a body behind labels, as tickets and automation tools show them: `Headers: {"Authorization": "…"}`.

use std::ops::Range;

use model::char_set::CharSet;
use model::json::{Kind, Member, parse_strict};

use crate::mapped_text::MappedText;
use crate::source::lines;

/// White space and the marks of a list.
const BULLETS: &str = " \t-*•";

/// Puts the members of an object behind the label `Headers:` on lines of their own, and the text behind the label `Body:`
/// below an empty line. Without `Headers:`, the header `Authorization:` is on its own line.
pub(in crate::source) fn unlabel(mapped: &MappedText) -> Option<MappedText> {
    let text = mapped.text.as_str();
    let find = |label: &str| lines(text).into_iter().find_map(|line| labelled(text, line, label));
    let Some((label, value)) = find("headers") else {
        return with_body_below(mapped, find("body")?, find("authorization")?);
    };
    let object = object(text, value)?;
    let tree = parse_strict(&text[object.clone()])?;
    let root = tree.root(&text[object.clone()])?;
    let is_plain = |member: Member<'_>| {
        member.value.kind() == Kind::String && !member.value.is_escaped() && !member.key.is_escaped()
    };
    if !root.members().all(is_plain)
        || !root.members().any(|member| member.key.text().eq_ignore_ascii_case("authorization"))
    {
        return None;
    }
    let mut unlabelled = MappedText::default();
    unlabelled.push_part(mapped, 0..label);
    // Without its quotes.
    let part = |token: Range<usize>| object.start + token.start + 1..object.start + token.end - 1;
    for member in root.members() {
        unlabelled.push_part(mapped, part(member.key.token()));
        unlabelled.insert(": ", mapped.origin(object.start + member.value.token().start));
        unlabelled.push_part(mapped, part(member.value.token()));
        unlabelled.insert("\n", mapped.origin(object.start + member.value.token().end));
    }
    let mut rest = object.end;
    let body = lines(text).into_iter().filter(|line| line.start >= object.end);
    if let Some((label, value)) = body.clone().find_map(|line| labelled(text, line, "body")) {
        unlabelled.push_part(mapped, rest..label);
        unlabelled.insert("\n", mapped.origin(label));
        rest = value;
    }
    unlabelled.push_part(mapped, rest..text.len());
    Some(unlabelled)
}

/// Puts the object behind the label `Body:` below an empty line if a header is above it. Takes the starts of both lines, and
/// the offsets after the colons.
fn with_body_below(mapped: &MappedText, body: (usize, usize), header: (usize, usize)) -> Option<MappedText> {
    let (label, value) = body;
    let is_object = mapped.text[value..].trim_start().starts_with('{');
    (is_object && header.0 < label).then(|| {
        let mut below = MappedText::default();
        for line in lines(&mapped.text[..label]) {
            let content = mapped.text[line.clone()].trim_start_any(BULLETS);
            below.push_part(mapped, line.end - content.len()..line.end);
            below.insert("\n", mapped.origin(line.end));
        }
        below.insert("\n", mapped.origin(label));
        below.push_part(mapped, value..mapped.text.len());
        below
    })
}

/// Returns the start of a line that begins with this label and a colon, and the offset after the colon.
fn labelled(text: &str, line: Range<usize>, label: &str) -> Option<(usize, usize)> {
    let content = &text[line.clone()];
    let trimmed = content.trim_start_any(BULLETS);
    let is_label = trimmed.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label));
    let colon = line.end - trimmed.len() + label.len();
    (is_label && text[colon..].starts_with(':')).then_some((line.start, colon + 1))
}

/// Returns the JSON object at the byte `at`, after white space.
fn object(text: &str, at: usize) -> Option<Range<usize>> {
    /// The maximum number of braces in headers.
    const MAX_BRACES: usize = 8;
    let start = text.len() - text[at..].trim_start().len();
    let rest = text[start..].strip_prefix('{')?;
    let mut ends = rest.match_indices('}').take(MAX_BRACES).map(|(end, _)| start + end + 2);
    ends.find(|end| parse_strict(&text[start..*end]).is_some()).map(|end| start..end)
}
