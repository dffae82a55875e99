//! Parses the API's `Authorization` header in every form that people write: `User …, Organization …`.
//!
//! A header in the documented form is parsed exactly. Any other is searched for the labels `User`, `Organization` and
//! `Element`: the secret of each is the run of characters after it. Several runs are ambiguous and never joined. Every
//! difference from the documented form is a [`Finding`].

mod label;
mod value;

use std::ops::Range;

use diagnostics::char_set::CharSet;

use crate::diagnostic::is_invisible_or_whitespace as is_space;

use super::marks::{closer, is_assignment, is_mark, is_separator, trim_marks};
use super::placeholder::{PlaceholderKind, placeholder_kind};
use label::{find_labels, is_other_scheme, parse_label};
use value::{Separator, parse_rest, parse_value};

/// The parts of a header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authorization {
    /// The secret of the user.
    pub user: Option<Credential>,
    /// The secret of the organization.
    pub organization: Option<Credential>,
    /// The token of an element instance.
    pub element: Option<Credential>,
    /// Every difference from the documented form, in the order of the text.
    pub findings: Vec<Finding>,
}

/// A secret in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// The bytes of the secret, without quotes around it.
    pub range: Range<usize>,
    /// The kind of the placeholder that it is, if it is one.
    pub placeholder: Option<PlaceholderKind>,
}

/// The scheme of a secret: the word before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `User`.
    User,
    /// `Organization`.
    Organization,
    /// `Element`.
    Element,
}

/// A difference from the documented form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The kind.
    pub kind: FindingKind,
    /// The bytes of the text that it refers to.
    pub range: Range<usize>,
}

/// The kind of a difference from the documented form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// `Bearer`, `Basic` or `Token` before a label or secret. It was omitted.
    OtherScheme,
    /// A header of another scheme. Nothing of it was read.
    OnlyOtherScheme,
    /// A missing comma between two parts.
    MissingComma,
    /// Another separator than a comma between two parts.
    OtherSeparator,
    /// `:`, `=` or `=>` between a label and its secret.
    Assignment,
    /// Quotes or brackets around a secret or around more of the header. They were omitted.
    Quotes,
    /// A mark at an end of a secret, or an escape in it (`%3D`). It is part of the secret.
    KeptMark(Scheme),
    /// A repeated part with the same secret.
    Repeated(Scheme),
    /// A repeated part with different secrets. None was read.
    Conflict(Scheme),
    /// A label without a secret.
    NoSecret(Scheme),
    /// A label with several runs of characters after it. None was read.
    Ambiguous(Scheme),
    /// Text that is not part of the header. It was omitted.
    Unread,
}

impl Authorization {
    fn part(&mut self, scheme: Scheme) -> &mut Option<Credential> {
        match scheme {
            Scheme::User => &mut self.user,
            Scheme::Organization => &mut self.organization,
            Scheme::Element => &mut self.element,
        }
    }

    fn report(&mut self, kind: FindingKind, range: Range<usize>) {
        self.findings.push(Finding { kind, range });
    }
}

/// Parses a header, with or without its name in front.
#[must_use]
pub fn read(text: &str) -> Authorization {
    let mut header = parse_documented(text).unwrap_or_else(|| parse_tolerant(text));
    drop_encoded_headers(text, &mut header);
    header.findings.sort_by_key(|finding| finding.range.start);
    header
}

/// Leaves out a secret that is two, since the space between them is percent-encoded.
fn drop_encoded_headers(text: &str, header: &mut Authorization) {
    for scheme in [Scheme::User, Scheme::Organization] {
        let is_two = |part: &Credential| {
            let secret = text[part.range.clone()].to_ascii_lowercase();
            ["%20organization%20", "%20user%20"].iter().any(|label| secret.contains(label))
        };
        if let Some(two) = header.part(scheme).take_if(|part| is_two(part)) {
            header.report(FindingKind::Ambiguous(scheme), two.range);
        }
    }
}

/// Parses the documented form, in which a secret can contain any mark.
fn parse_documented(text: &str) -> Option<Authorization> {
    /// The minimum length of base64 between marks that is certainly a secret.
    const MIN_CERTAIN_BYTES: usize = 12;
    let mut at = header_name_length(text);
    let end = text.trim_end_matches(is_space).len();
    let mut parts: Vec<(Scheme, Range<usize>)> = Vec::new();
    for part in text.get(at..end)?.split(',') {
        let start = at + part.len() - part.trim_start_any(" \t").len();
        at += part.len() + 1;
        let (word, secret) = part.trim_any(" \t").split_once([' ', '\t'])?;
        let (scheme, _) = parse_label(word).filter(|(_, length)| *length == word.len())?;
        // In `User Secret: …` the second word is part of the label.
        let label_length = parse_label(part.trim_start_any(" \t")).map_or(0, |(_, length)| length);
        if label_length > word.len() {
            return None;
        }
        let start = start + word.len() + 1 + secret.len() - secret.trim_start_any(" \t").len();
        let secret = secret.trim_start_any(" \t");
        if secret.is_empty() || secret.contains(is_space) || parts.iter().any(|(other, _)| *other == scheme) {
            return None;
        }
        parts.push((scheme, start..start + secret.len()));
    }
    let trimmed_ranges: Vec<_> = parts.iter().map(|(_, range)| trim_marks(text, range.clone())).collect();
    let are_all_marked = parts
        .iter()
        .zip(&trimmed_ranges)
        .all(|((_, range), trimmed)| range != trimmed && is_enclosed(&text[range.clone()]));
    let mut header = Authorization::default();
    for ((scheme, range), trimmed) in parts.into_iter().zip(trimmed_ranges) {
        let inside = &text[trimmed.clone()];
        let is_certain =
            inside.len() >= MIN_CERTAIN_BYTES && inside.bytes().all(is_base64) || placeholder_kind(inside).is_some();
        let range = if range == trimmed {
            trimmed
        } else if !inside.is_empty() && (are_all_marked || is_certain) {
            header.report(FindingKind::Quotes, range);
            trimmed
        } else {
            header.report(FindingKind::KeptMark(scheme), range.clone());
            range
        };
        report_escapes(&mut header, scheme, text, &range);
        *header.part(scheme) = Some(Credential { placeholder: placeholder_kind(&text[range.clone()]), range });
    }
    Some(header)
}

/// Returns whether a pair of marks, perhaps escaped, is around `text`. Other marks can be those of a secret.
fn is_enclosed(text: &str) -> bool {
    let inside = text.trim_start_matches('\\');
    let last = text.chars().next_back();
    inside.chars().next().is_some_and(|first| first == '*' || closer(first) == last) && inside.chars().nth(1).is_some()
}

/// Reports escaped padding of a secret. The escape stays, since a [`Credential`] is a range of the text.
fn report_escapes(header: &mut Authorization, scheme: Scheme, text: &str, range: &Range<usize>) {
    if unescaped(&text[range.clone()]).is_some() {
        header.report(FindingKind::KeptMark(scheme), range.clone());
    }
}

/// Unescapes the padding of a base64 secret, escaped for a URL (`%3D`), a mail (`=3D`) or a program (`\u003d`). Returns
/// `None` if it is not escaped.
#[must_use]
pub fn unescaped(secret: &str) -> Option<String> {
    ["%3D", "%3d", "=3D", "\\u003D", "\\u003d"].iter().find_map(|escape| {
        let decoded = secret.replace(escape, "=");
        let is_padded = decoded.len() < secret.len() && decoded.ends_with('=') && decoded.bytes().all(is_base64);
        is_padded.then_some(decoded)
    })
}

/// Returns the length of `Authorization:` and the spaces around it, in bytes.
fn header_name_length(text: &str) -> usize {
    const NAME: &str = "authorization";
    let start = text.len() - text.trim_start_matches(is_space).len();
    let is_named = text.get(start..start + NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
    let rest = if is_named { text[start + NAME.len()..].trim_start_any(" \t") } else { "" };
    let rest = rest.strip_prefix(':').map_or(&text[start..], |rest| rest.trim_start_matches(is_space));
    text.len() - rest.len()
}

/// Parses a header in any other form.
fn parse_tolerant(text: &str) -> Authorization {
    let mut header = Authorization::default();
    let labels = find_labels(text);
    let first = labels.first().map_or(text.len(), |label| label.range.start);
    report_lead(text, first, labels.is_empty(), &mut header);
    for (index, label) in labels.iter().enumerate() {
        let next = labels.get(index + 1);
        let end = next.map_or(text.len(), |next| next.range.start);
        let scheme = label.scheme;
        let Some(value) = parse_value(text, label.range.end..end, &mut header) else {
            // The label is repeated before its secret.
            let is_repeated = next.is_some_and(|next| next.scheme == scheme);
            let kind = if is_repeated { FindingKind::Repeated(scheme) } else { FindingKind::NoSecret(scheme) };
            header.report(kind, label.range.clone());
            continue;
        };
        let rest = parse_rest(text, value.end..end);
        if let Some(unread) = &rest.unread {
            if !rest.is_separated {
                header.report(FindingKind::Ambiguous(scheme), value.start..unread.end);
                continue;
            }
            header.report(FindingKind::Unread, unread.clone());
        } else if next.is_some() && rest.separator != Separator::Comma {
            let is_missing = rest.separator == Separator::None;
            let kind = if is_missing { FindingKind::MissingComma } else { FindingKind::OtherSeparator };
            header.report(kind, value.end..end);
        }
        let known = header.part(scheme).clone();
        match known {
            Some(other) if text[other.range.clone()] == text[value.clone()] => {
                header.report(FindingKind::Repeated(scheme), value);
            }
            Some(_) => header.report(FindingKind::Conflict(scheme), value),
            None => {
                report_escapes(&mut header, scheme, text, &value);
                *header.part(scheme) =
                    Some(Credential { placeholder: placeholder_kind(&text[value.clone()]), range: value });
            }
        }
    }
    for index in 0..header.findings.len() {
        if let FindingKind::Conflict(scheme) = header.findings[index].kind {
            *header.part(scheme) = None;
        }
    }
    header
}

/// Reports the text before the first label.
fn report_lead(text: &str, end: usize, has_no_label: bool, header: &mut Authorization) {
    let is_part = |c: char| is_space(c) || is_mark(c) || is_separator(c) || is_assignment(c);
    let is_name = |word: &&str| {
        let names = ["authorization", "auth", "header", "headers", "-h", "--header"];
        names.iter().any(|name| word.eq_ignore_ascii_case(name))
    };
    let offset = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let words: Vec<&str> = text[..end].split(is_part).filter(|word| !word.is_empty()).collect();
    let mut words = words.into_iter().skip_while(is_name);
    let Some(first) = words.next() else { return };
    let start = offset(first);
    let last = words.last();
    let range = start..last.map_or(start + first.len(), |last| offset(last) + last.len());
    let kind = match (is_other_scheme(first), has_no_label) {
        (true, true) => FindingKind::OnlyOtherScheme,
        (true, false) if last.is_none() => FindingKind::OtherScheme,
        _ => FindingKind::Unread,
    };
    header.report(kind, range);
}

/// Returns whether a byte is of base64 (RFC 4648, sections 4 and 5).
pub(crate) fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
}
