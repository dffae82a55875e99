//! Reads the API's `Authorization` header as people write it: `User …, Organization …` in any spelling.
//!
//! A header in the documented form is read exactly as it stands. In any other the words `User`, `Organization` and
//! `Element` are looked for, and what follows each is its secret: one run of characters, or none. Nothing is made of
//! two of them, and whatever is not a part of a secret is a [`Finding`].

mod label;
mod value;

use std::ops::Range;

use crate::diagnostic::is_invisible_or_whitespace as is_blank;

use super::marks::{is_assignment, is_mark, is_separator, trim_marks};
use super::placeholder::{PlaceholderKind, placeholder_kind};
use label::{is_other_scheme, labels, scheme_word};
use value::{Separator, rest, value};

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
    /// The bytes of the secret itself, without quotes around it.
    pub range: Range<usize>,
    /// What it is if it only stands in for the secret.
    pub placeholder: Option<PlaceholderKind>,
}

/// A word of the header, before its secret.
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
    /// The bytes of the text that it is about.
    pub range: Range<usize>,
}

/// The kind of a difference from the documented form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingKind {
    /// `Bearer`, `Basic` or `Token` in front of a word or secret; it was left out.
    OtherScheme,
    /// A header of another scheme alone; nothing of it was read.
    OnlyOtherScheme,
    /// No comma between two parts.
    MissingComma,
    /// Something else than a comma between two parts.
    OtherSeparator,
    /// `:`, `=` or `=>` between the word and its secret.
    Assignment,
    /// Quotes or brackets around a secret, or around more; they were left out.
    Quotes,
    /// A quote, bracket or other mark at an end of a secret, or an escape of it (`%3D`); it was kept.
    KeptMark(Scheme),
    /// A part that is there twice with the same secret.
    Repeated(Scheme),
    /// A part that is there twice with two secrets; none was read.
    Conflict(Scheme),
    /// A word without a secret.
    NoSecret(Scheme),
    /// A word with several runs of characters after it; none was read.
    Ambiguous(Scheme),
    /// Text that is no part of the header; it was left out.
    Unread,
}

impl Authorization {
    /// Whether at least one part of the header was read.
    #[must_use]
    pub fn has_part(&self) -> bool {
        self.user.is_some() || self.organization.is_some() || self.element.is_some()
    }

    fn part(&mut self, scheme: Scheme) -> &mut Option<Credential> {
        match scheme {
            Scheme::User => &mut self.user,
            Scheme::Organization => &mut self.organization,
            Scheme::Element => &mut self.element,
        }
    }

    fn find(&mut self, kind: FindingKind, range: Range<usize>) {
        self.findings.push(Finding { kind, range });
    }
}

/// Reads a header, with or without its name in front.
#[must_use]
pub fn read(text: &str) -> Authorization {
    let mut header = documented(text).unwrap_or_else(|| tolerant(text));
    sort_findings(&mut header.findings);
    header
}

/// Puts findings in the order of the text. Those of one part are found out of order, those of the parts in theirs: a
/// sort for any order would weigh several kB.
fn sort_findings(findings: &mut [Finding]) {
    for end in 1..findings.len() {
        let mut at = end;
        while at > 0 && findings[at].range.start < findings[at - 1].range.start {
            findings.swap(at, at - 1);
            at -= 1;
        }
    }
}

/// Reads the documented form, in which the secrets may hold any mark.
fn documented(text: &str) -> Option<Authorization> {
    /// The fewest characters by which a secret in marks is known to be one without them.
    const CERTAIN: usize = 12;
    let mut at = header_name(text);
    let end = text.trim_end_matches(is_blank).len();
    let mut parts: Vec<(Scheme, Range<usize>)> = Vec::new();
    for part in text.get(at..end)?.split(',') {
        let start = at + part.len() - part.trim_start_matches([' ', '\t']).len();
        at += part.len() + 1;
        let (word, secret) = part.trim_matches([' ', '\t']).split_once([' ', '\t'])?;
        let (scheme, _) = scheme_word(word).filter(|(_, length)| *length == word.len())?;
        // Of `User Secret: …` the second word is none of the secret.
        let named = scheme_word(part.trim_start_matches([' ', '\t'])).map_or(0, |(_, length)| length);
        if named > word.len() {
            return None;
        }
        let start = start + word.len() + 1 + secret.len() - secret.trim_start_matches([' ', '\t']).len();
        let secret = secret.trim_start_matches([' ', '\t']);
        if secret.is_empty() || secret.contains(is_blank) || parts.iter().any(|(other, _)| *other == scheme) {
            return None;
        }
        parts.push((scheme, start..start + secret.len()));
    }
    let cores: Vec<_> = parts.iter().map(|(_, range)| trim_marks(text, range.clone())).collect();
    let are_all_marked = parts.iter().zip(&cores).all(|((_, range), core)| range != core);
    let mut header = Authorization::default();
    for ((scheme, range), core) in parts.into_iter().zip(cores) {
        let inside = &text[core.clone()];
        let is_certain = inside.len() >= CERTAIN && inside.bytes().all(is_base64) || placeholder_kind(inside).is_some();
        let range = if range == core {
            core
        } else if !inside.is_empty() && (are_all_marked || is_certain) {
            quoted(&mut header, range, core)
        } else {
            header.find(FindingKind::KeptMark(scheme), range.clone());
            range
        };
        report_escapes(&mut header, scheme, text, &range);
        *header.part(scheme) = Some(Credential { placeholder: placeholder_kind(&text[range.clone()]), range });
    }
    Some(header)
}

/// Reports that the padding of a secret is escaped. The secret is kept: a range cannot hold the character itself.
fn report_escapes(header: &mut Authorization, scheme: Scheme, text: &str, range: &Range<usize>) {
    if unescaped(&text[range.clone()]).is_some() {
        header.find(FindingKind::KeptMark(scheme), range.clone());
    }
}

/// Returns a secret in base64 whose padding is escaped for a URL (`%3D`), a mail (`=3D`) or a program (`\u003d`), with
/// the padding itself.
#[must_use]
pub fn unescaped(secret: &str) -> Option<String> {
    ["%3D", "%3d", "=3D", "\\u003D", "\\u003d"].iter().find_map(|escape| {
        let decoded = secret.replace(escape, "=");
        let is_padded = decoded.len() < secret.len() && decoded.ends_with('=') && decoded.bytes().all(is_base64);
        is_padded.then_some(decoded)
    })
}

/// Notes the marks that are left out around a secret.
fn quoted(header: &mut Authorization, whole: Range<usize>, core: Range<usize>) -> Range<usize> {
    header.find(FindingKind::Quotes, whole);
    core
}

/// Returns the length of `Authorization:` and the blanks around it.
fn header_name(text: &str) -> usize {
    const NAME: &str = "authorization";
    let start = text.len() - text.trim_start_matches(is_blank).len();
    let is_named = text.get(start..start + NAME.len()).is_some_and(|name| name.eq_ignore_ascii_case(NAME));
    let rest = if is_named { text[start + NAME.len()..].trim_start_matches([' ', '\t']) } else { "" };
    let rest = rest.strip_prefix(':').map_or(&text[start..], |rest| rest.trim_start_matches(is_blank));
    text.len() - rest.len()
}

/// Reads what is not in the documented form.
fn tolerant(text: &str) -> Authorization {
    let mut header = Authorization::default();
    let labels = labels(text);
    let first = labels.first().map_or(text.len(), |label| label.range.start);
    lead(text, first, labels.is_empty(), &mut header);
    for (index, label) in labels.iter().enumerate() {
        let next = labels.get(index + 1);
        let end = next.map_or(text.len(), |next| next.range.start);
        let scheme = label.scheme;
        let Some(value) = value(text, label.range.end..end, &mut header) else {
            // A word that is there twice before its secret.
            let is_doubled = next.is_some_and(|next| next.scheme == scheme);
            let kind = if is_doubled { FindingKind::Repeated(scheme) } else { FindingKind::NoSecret(scheme) };
            header.find(kind, label.range.clone());
            continue;
        };
        let rest = rest(text, value.end..end);
        if let Some(left) = &rest.left {
            if !rest.is_parted {
                header.find(FindingKind::Ambiguous(scheme), value.start..left.end);
                continue;
            }
            header.find(FindingKind::Unread, left.clone());
        } else if next.is_some() && rest.separator != Separator::Comma {
            let is_missing = rest.separator == Separator::None;
            let kind = if is_missing { FindingKind::MissingComma } else { FindingKind::OtherSeparator };
            header.find(kind, value.end..end);
        }
        let known = header.part(scheme).clone();
        match known {
            Some(other) if text[other.range.clone()] == text[value.clone()] => {
                header.find(FindingKind::Repeated(scheme), value);
            }
            Some(_) => header.find(FindingKind::Conflict(scheme), value),
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

/// Reads what stands before the first word.
fn lead(text: &str, end: usize, is_all: bool, header: &mut Authorization) {
    let is_part = |c: char| is_blank(c) || is_mark(c) || is_separator(c) || is_assignment(c);
    let is_name = |word: &&str| {
        let names = ["authorization", "auth", "header", "headers", "-h", "--header"];
        names.iter().any(|name| word.eq_ignore_ascii_case(name))
    };
    let place = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let words: Vec<&str> = text[..end].split(is_part).filter(|word| !word.is_empty()).collect();
    let mut words = words.into_iter().skip_while(is_name);
    let Some(first) = words.next() else { return };
    let start = place(first);
    let last = words.last();
    let whole = start..last.map_or(start + first.len(), |last| place(last) + last.len());
    let kind = match (is_other_scheme(first), is_all) {
        (true, true) => FindingKind::OnlyOtherScheme,
        (true, false) if last.is_none() => FindingKind::OtherScheme,
        _ => FindingKind::Unread,
    };
    header.find(kind, whole);
}

/// Whether a byte is of base64 (RFC 4648, sections 4 and 5).
fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_')
}
