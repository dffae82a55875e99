//! Reads the secrets of a pasted command, from the `Authorization` header or from a header for each of them.

use std::ops::Range;

use model::char_set::CharSet;
use model::instance::{Instance, invalid_header_character};
use model::secret::PlaceholderKind;
use model::secret::authorization::{Credential, FindingKind, Scheme, read};

use super::entities;
use super::mapped_text::MappedText;
use super::repair::{RepairKind, label};
use super::report::{ACCOUNTS, Report};
use super::shell::References;

/// Returns whether a header, written `Name: value`, contains a part of the API's authorization.
pub(super) fn is_header(header: &str) -> bool {
    is_authorization(header) || is_part(header)
}

/// Returns whether a header is `Authorization`, or the value of that header without its name.
fn is_authorization(header: &str) -> bool {
    let name = header.split(':').next().unwrap_or_default();
    let first = header.trim_start().before_any(" \t");
    name.trim().eq_ignore_ascii_case("authorization")
        || name.len() == header.len() && first.len() < header.trim().len() && is_scheme(first)
}

/// Returns whether a header contains one part of the authorization and is named after it.
fn is_part(header: &str) -> bool {
    let name = header.split_once(':').map_or("", |(name, _)| name);
    let name: String = name.chars().filter(|c| !matches!(c, ' ' | '-' | '_' | '\t')).collect();
    let name = name.to_ascii_lowercase();
    is_scheme(name.strip_suffix("secret").or(name.strip_suffix("token")).unwrap_or(&name))
}

fn is_scheme(word: &str) -> bool {
    ["user", "organization", "organisation", "org", "element"].iter().any(|name| word.eq_ignore_ascii_case(name))
}

/// A secret found in a header.
struct Secret {
    value: String,
    placeholder: Option<PlaceholderKind>,
    /// The bytes of the credential and its label.
    range: Range<usize>,
    header: usize,
}

/// Fills in the secrets from the headers. `references` lists the shell references in them.
pub(super) fn import_credentials(
    headers: &[MappedText],
    references: &References,
    instance: &mut Instance,
    report: &mut Report,
) {
    let headers: Vec<MappedText> =
        headers.iter().filter(|header| is_header(&header.text)).map(|header| decoded(header, report)).collect();
    let mut secrets: [Option<Secret>; 2] = [None, None];
    let mut is_other = false;
    let mut conflict = None;
    let mut parts = None;
    let mut last = None;
    // The parts without a secret that another finding already reports.
    let mut named = Vec::new();
    for (number, header) in headers.iter().enumerate() {
        let reading = read(&header.text);
        let whole = header.origins(0..header.text.len());
        if reading.findings.is_empty() && reading.element.is_none() {
            account_for_rest(header, [&reading.user, &reading.organization], report);
        } else {
            report.account_for(whole.clone());
        }
        for finding in reading.findings {
            if let FindingKind::NoSecret(scheme)
            | FindingKind::Conflict(scheme)
            | FindingKind::Ambiguous(scheme)
            | FindingKind::Repeated(scheme) = finding.kind
            {
                named.push(scheme);
            }
            let range = header.origins(finding.range);
            match finding.kind {
                // A header named after one part has a colon after its name.
                FindingKind::Assignment if is_part(&header.text) => {}
                FindingKind::OnlyOtherScheme => {
                    is_other = true;
                    report.push(whole.clone(), RepairKind::OtherAuthorization);
                }
                FindingKind::Conflict(scheme) => {
                    if let Some((field, _)) = field(instance, scheme) {
                        field.clear();
                    }
                    report.push(range, RepairKind::Authorization(finding.kind));
                }
                FindingKind::Unread => report.push(range, RepairKind::OtherAuthorization),
                kind => report.push(range, RepairKind::Authorization(kind)),
            }
        }
        if let Some(element) = reading.element {
            report.push(header.origins(element.range), RepairKind::OtherAuthorization);
        }
        for (secret, credential) in secrets.iter_mut().zip([reading.user, reading.organization]) {
            let Some(Credential { range, placeholder }) = credential else { continue };
            let value = &header.text[range.clone()];
            let before = header.text[..range.start].trim_end();
            let word = before.rsplit(|c: char| c.is_whitespace() || c == ',').next().map_or(0, str::len);
            let range = header.origins(before.len() - word..range.end);
            match secret {
                None => *secret = Some(Secret { value: value.into(), placeholder, range, header: number }),
                // A repetition of an equal value is not reported a second time.
                Some(other) if other.value == value => report.account_for(range),
                Some(_) => conflict = Some(whole.clone()),
            }
        }
        last = Some(whole.clone());
        let is_second = secrets.iter().flatten().any(|secret| secret.header < number)
            && secrets.iter().flatten().any(|secret| secret.header == number);
        if is_second || is_part(&header.text) {
            parts = Some(whole);
        }
    }
    let is_placeholder =
        |at: usize| secrets.iter().flatten().any(|secret| secret.placeholder.is_some() && secret.range.contains(&at));
    for (at, kind) in references {
        if !is_placeholder(*at) {
            report.push(*at, RepairKind::Reference(*kind));
        }
    }
    if let Some(range) = conflict {
        for header in &headers {
            report.account_for(header.origins(0..header.text.len()));
        }
        report.push(range, RepairKind::TwoAuthorizations);
        secrets = [None, None];
        is_other = true;
    } else if let Some(range) = parts {
        report.push(range, RepairKind::AuthorizationInParts);
    }
    if let Some(range) = last {
        let found = secrets.each_ref().map(Option::is_some);
        report_missing_part(found, &named, range, instance, report);
    }
    if is_other && secrets.iter().all(Option::is_none) {
        instance.user_secret.clear();
        instance.organization_secret.clear();
    }
    fill_in(secrets, instance, report);
}

/// Reports that one of the two parts has no secret, unless another finding does or the form already has one.
fn report_missing_part(
    found: [bool; 2],
    named: &[Scheme],
    range: Range<usize>,
    instance: &mut Instance,
    report: &mut Report,
) {
    let scheme = match found {
        [true, false] => Scheme::Organization,
        [false, true] => Scheme::User,
        _ => return,
    };
    let is_empty = field(instance, scheme).is_some_and(|(field, _)| field.is_empty());
    if is_empty && !named.contains(&scheme) {
        report.push(range, RepairKind::Authorization(FindingKind::NoSecret(scheme)));
    }
}

/// Fills in the secrets. A placeholder in the place of a secret is reported instead.
fn fill_in(secrets: [Option<Secret>; 2], instance: &mut Instance, report: &mut Report) {
    for (secret, scheme) in secrets.into_iter().zip([Scheme::User, Scheme::Organization]) {
        let (Some(secret), Some((field, label))) = (secret, field(instance, scheme)) else { continue };
        field.clear();
        let key = label.to_owned();
        let range = secret.range;
        match secret.placeholder {
            Some(PlaceholderKind::Mask) => report.push(range, RepairKind::Masked { key, is_cleared: true }),
            // The message calls a Postman variable a placeholder.
            Some(PlaceholderKind::Variable) if secret.value.starts_with("{{") => {
                report.push(range, RepairKind::Placeholder { key, is_cleared: true });
            }
            Some(PlaceholderKind::Example) => report.push(range, RepairKind::Placeholder { key, is_cleared: true }),
            Some(PlaceholderKind::Variable) => report.push(range, RepairKind::VariableRemoved(key)),
            None => {
                if let Some(value) = without_markdown_escapes(&secret.value) {
                    field.push_str(&value);
                    report.push(range, RepairKind::MarkdownEscapes(key));
                    continue;
                }
                field.push_str(&secret.value);
                if invalid_header_character(&secret.value).is_some() {
                    report.push(range, RepairKind::UnsendableSecret(key));
                }
            }
        }
    }
}

/// Returns a header without its entities. Pages write the marks around a secret or a placeholder as entities; others are
/// a part of the secret.
fn decoded(header: &MappedText, report: &mut Report) -> MappedText {
    let mut ranges = Vec::new();
    let decoded = entities::decoded(header, |range| ranges.push(range));
    let is_mark = |range: &Range<usize>| {
        entities::entity(&header.text[range.clone()]).is_some_and(|(c, _)| "<>\"'{}[]()=+/:,; \u{a0}".contains(c))
    };
    if !ranges.iter().all(is_mark) {
        return header.clone();
    }
    for range in ranges {
        report.push_counted(header.origins(range), RepairKind::Entities(1));
    }
    decoded
}

/// Returns a base64 secret without the backslashes that Markdown puts before punctuation.
fn without_markdown_escapes(secret: &str) -> Option<String> {
    /// A shorter text with a backslash is no secret of the console, which are 44 characters long, and stays as it is.
    const MIN_SECRET_BYTES: usize = 16;
    let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=-_".contains(&byte);
    let mut plain = String::new();
    let mut parts = secret.split('\\');
    plain.push_str(parts.next()?);
    for part in parts {
        if !part.starts_with_any("_-+=") {
            return None;
        }
        plain.push_str(part);
    }
    let is_escaped = plain.len() < secret.len() && plain.len() >= MIN_SECRET_BYTES;
    (is_escaped && plain.bytes().all(is_base64)).then_some(plain)
}

/// Returns the field of a secret and its label.
fn field(instance: &mut Instance, scheme: Scheme) -> Option<(&mut String, &'static str)> {
    match scheme {
        Scheme::User => Some((&mut instance.user_secret, label(scheme))),
        Scheme::Organization => Some((&mut instance.organization_secret, label(scheme))),
        Scheme::Element => None,
    }
}

/// Accounts for a header without its secrets: the form sends its own name and schemes.
fn account_for_rest(header: &MappedText, credentials: [&Option<Credential>; 2], report: &mut Report) {
    if !ACCOUNTS {
        return;
    }
    let mut ranges: Vec<Range<usize>> = credentials.into_iter().flatten().map(|part| part.range.clone()).collect();
    if let [first, second] = &ranges[..]
        && first.start > second.start
    {
        ranges.swap(0, 1);
    }
    let mut at = 0;
    for range in ranges {
        report.account_for(header.origins(at..range.start));
        at = range.end;
    }
    report.account_for(header.origins(at..header.text.len()));
}
