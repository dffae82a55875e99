//! The path that is polled, and the templates in it that stand for a time: `${gmtDate:pattern}`,
//! `${date:pattern}`, `${dateTimeZone:zone:pattern}`, `${epoch}` (also `epoch:s`, `epoch:ms`,
//! `epoch:us`) and `${milliseconds}`. A path without any is legal: it is then read page by page.

use tree::bytes::find_any;

use super::date_pattern::Patterns;
use super::finding::Finding;
use super::nearest::nearest;
use crate::diagnostic::{Edit, Problem};

const DESCRIPTORS: [&str; 5] = ["gmtDate", "date", "dateTimeZone", "epoch", "milliseconds"];

/// Reads a resource's `url`.
#[must_use]
pub fn check(url: &str) -> Vec<Finding> {
    check_with(url, &mut Patterns::default())
}

/// Reads a resource's `url`; the patterns in it are those of one document.
pub fn check_with<'t>(url: &'t str, patterns: &mut Patterns<'t>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut quotes = 0;
    let mut last_quote = 0;
    let mut at = 0;
    while let Some(found) = find_any(url.as_bytes(), at, *b"${}'") {
        at = found;
        let rest = &url[at..];
        if let Some(length) = patterns.known_template(rest) {
            at += length;
            continue;
        }
        at += match rest.as_bytes()[0] {
            b'\'' => {
                quotes += 1;
                last_quote = at;
                1
            }
            b'}' => {
                let mend = Some(Edit::remove(at..at + 1));
                findings.push(Finding { problem: Problem::UnbalancedTemplate, range: at..at + 1, mend });
                1
            }
            b'$' if !rest.starts_with("${") => match without_brace(rest) {
                Some((finding, length)) => {
                    findings.push(finding.moved(at));
                    length
                }
                None => 1,
            },
            opening => {
                let start = if opening == b'$' { 2 } else { 1 };
                let Some(length) = closing_brace(&rest[start..]) else {
                    findings.push(unclosed(rest).moved(at));
                    // Where it ends is a guess, and so is which quotes are inside.
                    quotes = 0;
                    break;
                };
                let whole = &rest[..=start + length];
                if opening == b'$' {
                    let inner = template(&rest[start..start + length], patterns);
                    if inner.is_empty() {
                        patterns.keep_template(whole);
                    }
                    findings.extend(inner.into_iter().map(|finding| finding.moved(at + start)));
                } else {
                    findings.push(braces(whole).moved(at));
                }
                whole.len()
            }
        };
    }
    if quotes % 2 == 1 {
        findings.push(Finding { problem: Problem::OddQuotes, range: last_quote..last_quote + 1, mend: None });
    }
    let is_path = url.starts_with('/') && url.as_bytes().last().is_some_and(u8::is_ascii_graphic);
    if is_path {
        return findings;
    }
    if url.starts_with(char::is_whitespace) || url.ends_with(char::is_whitespace) {
        let mend = Some(Edit::replace(0..url.len(), url.trim()));
        findings.push(Finding { problem: Problem::BlankAround, range: 0..url.len(), mend });
    } else if !url.starts_with(['/', '<', '{']) && !url.is_empty() {
        findings.push(Finding { problem: Problem::NotAPath, range: 0..url.len(), mend: None });
    }
    findings
}

/// How many bytes come before the brace that closes, those of braces inside counted.
fn closing_brace(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return true,
            b'}' => depth -= 1,
            _ => {}
        }
        false
    })
}

/// A template that never ends: most likely before the quote around it.
fn unclosed(rest: &str) -> Finding {
    let end = if rest.ends_with('\'') { rest.len() - 1 } else { rest.len() };
    let length = if rest.starts_with('$') { 2 } else { 1 };
    Finding { problem: Problem::UnbalancedTemplate, range: 0..length, mend: Some(Edit::insert(end, "}")) }
}

/// `$yyyy-MM-dd}` or `$gmtDate:…}`, with the opening brace left out; and how long it is.
fn without_brace(rest: &str) -> Option<(Finding, usize)> {
    let end = rest[1..].find(['}', '{', '&', '$']).map(|end| end + 1)?;
    let is_template = rest[end..].starts_with('}');
    let finding = Finding { problem: Problem::UnbalancedTemplate, range: 0..1, mend: Some(Edit::insert(1, "{")) };
    is_template.then_some((finding, end + 1))
}

/// What stands between `${` and `}`.
fn template<'t>(inside: &'t str, patterns: &mut Patterns<'t>) -> Vec<Finding> {
    let (descriptor, format) = match inside.split_once(':') {
        Some((descriptor, format)) => (descriptor, Some(format)),
        None => (inside, None),
    };
    let offset = descriptor.len() + 1;
    let whole = 0..inside.len();
    let unknown = |mend| {
        let problem = Problem::UnknownDescriptor { descriptor: descriptor.into() };
        vec![Finding { problem, range: 0..descriptor.len(), mend }]
    };
    match (descriptor, format) {
        ("gmtDate" | "date", Some(pattern)) => moved(patterns.check(pattern), offset),
        ("date" | "epoch" | "milliseconds", None) | ("epoch", Some("s" | "ms" | "us")) => Vec::new(),
        ("epoch", Some(unit)) => {
            let problem = Problem::UnknownEpochUnit { unit: unit.into() };
            vec![Finding { problem, range: offset..inside.len(), mend: None }]
        }
        ("dateTimeZone", Some(zoned)) => match zoned.split_once(':') {
            Some((zone, pattern)) => {
                let mut findings = placeholder(zone).map(|finding| vec![finding.moved(offset)]).unwrap_or_default();
                findings.extend(moved(patterns.check(pattern), offset + zone.len() + 1));
                findings
            }
            None => vec![Finding { problem: Problem::MissingZone, range: whole, mend: None }],
        },
        ("gmtDate", None) => vec![Finding { problem: Problem::MissingPattern, range: whole, mend: None }],
        ("dateTimeZone", None) => vec![Finding { problem: Problem::MissingZone, range: whole, mend: None }],
        _ => match nearest(descriptor, DESCRIPTORS) {
            Some(meant) => unknown(Some(Edit::replace(0..descriptor.len(), meant))),
            // Only a pattern: what kind of date is meant was left out.
            None if inside.contains("yy") => unknown(Some(Edit::insert(0, "gmtDate:"))),
            None => unknown(None),
        },
    }
}

fn moved(findings: Vec<Finding>, offset: usize) -> Vec<Finding> {
    findings.into_iter().map(|finding| finding.moved(offset)).collect()
}

/// Braces with no dollar before: a template without it, or a placeholder.
fn braces(whole: &str) -> Finding {
    let inside = &whole[1..whole.len() - 1];
    let descriptor = inside.split(':').next().unwrap_or_default();
    if inside.contains(':') && DESCRIPTORS.contains(&descriptor) {
        return Finding { problem: Problem::MissingDollar, range: 0..1, mend: Some(Edit::insert(0, "$")) };
    }
    Finding { problem: Problem::Placeholder { text: whole.into() }, range: 0..whole.len(), mend: None }
}

/// A placeholder in braces, such as `{TimeZone}`.
#[must_use]
pub fn placeholder(text: &str) -> Option<Finding> {
    let name = text.strip_prefix('{')?.strip_suffix('}')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-' || c == ' ');
    is_name.then(|| Finding { problem: Problem::Placeholder { text: text.into() }, range: 0..text.len(), mend: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::apply;

    #[test]
    fn what_the_documentation_means() {
        for url in [
            "/hubs/ecommerce/customers",
            "/hubs/x?where=a>'${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'",
            "/hubs/x?where=a>'${date:yyyy-MM-dd'T'HH:mm:ssXXX}' and b='c'",
            "/hubs/x?where=a>${dateTimeZone:PST:MM/dd/yyyy HH:mm:ss}",
            "/hubs/x?a=${epoch}&b=${epoch:s}&c=${epoch:ms}&d=${epoch:us}&e=${milliseconds}&f=${date}",
            "/hubs/x?cost=$5",
        ] {
            assert_eq!(check(url), [], "{url}");
        }
    }

    /// Each with its code, the byte where it is told, and what the mend makes of it, if there is one.
    #[test]
    fn findings_with_place_and_mend() {
        let cases = [
            ("/x?a='${gmtDate:yyyy'", "template-unbalanced", 6, "/x?a='${gmtDate:yyyy}'"),
            ("/x?a=${date:HH:mm", "template-unbalanced", 5, "/x?a=${date:HH:mm}"),
            ("/x}", "template-unbalanced", 2, "/x"),
            ("/x?a=$gmtDate:yyyy}", "template-unbalanced", 5, "/x?a=${gmtDate:yyyy}"),
            ("/x?a=${DateTimeZone:PST:yyyy}", "template-unknown", 7, "/x?a=${dateTimeZone:PST:yyyy}"),
            ("/x?a=${gmtdate:yyyy}", "template-unknown", 7, "/x?a=${gmtDate:yyyy}"),
            ("/x?a=${yyyy-MM-dd'T'HH:mm:ss}", "template-unknown", 7, "/x?a=${gmtDate:yyyy-MM-dd'T'HH:mm:ss}"),
            ("/x?a=${now}", "template-unknown", 7, "/x?a=${now}"),
            ("/x?a=${epoch:ns}", "template-epoch-unit", 13, "/x?a=${epoch:ns}"),
            ("/x?a=${gmtDate}", "template-no-pattern", 7, "/x?a=${gmtDate}"),
            ("/x?a=${dateTimeZone:yyyy}", "template-no-zone", 7, "/x?a=${dateTimeZone:yyyy}"),
            ("/x?a=${dateTimeZone:{TimeZone}:yyyy}", "placeholder", 20, "/x?a=${dateTimeZone:{TimeZone}:yyyy}"),
            ("/x?a=${gmtDate:yyyy-MM-dd'T}", "date-unterminated-quote", 25, "/x?a=${gmtDate:yyyy-MM-dd'T'}"),
            ("/x?a=${gmtDate:YYYY}", "date-week-year", 15, "/x?a=${gmtDate:yyyy}"),
            ("/x/{listId}", "placeholder", 3, "/x/{listId}"),
            ("/x?a={gmtDate:yyyy}", "template-no-dollar", 5, "/x?a=${gmtDate:yyyy}"),
            ("/x?a='b", "url-odd-quotes", 5, "/x?a='b"),
            (" /x", "blank-around", 0, "/x"),
            ("https://x.example/hubs", "url-not-a-path", 0, "https://x.example/hubs"),
        ];
        for (url, code, at, mended) in cases {
            let findings = check(url);
            let [finding] = findings.as_slice() else { panic!("{url}: {findings:?}") };
            assert_eq!((finding.problem.code(), finding.range.start), (code, at), "{url}");
            assert_eq!(apply(url, &finding.mend), mended, "{url}");
        }
    }
}
