//! The path that is polled, and the templates in it that stand for a time: `${gmtDate:pattern}`,
//! `${date:pattern}`, `${dateTimeZone:zone:pattern}`, `${epoch}` (also `epoch:s`, `epoch:ms`,
//! `epoch:us`) and `${milliseconds}`. A path without any is legal: it is then read page by page.

use ::json::bytes::find_any;

use super::date_pattern::Patterns;
use super::embedded_text::EmbeddedText;
use super::placeholders;
use super::spelling_suggestion::suggest;
use crate::diagnostic::Problem;

const DESCRIPTORS: [&str; 5] = ["gmtDate", "date", "dateTimeZone", "epoch", "milliseconds"];

/// Reads a resource's `url`; the patterns in it are those of one document.
pub fn check<'t>(url: &'t str, patterns: &mut Patterns<'t>, inside: &mut EmbeddedText<'_>) {
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
                inside.report(Problem::UnbalancedTemplate, at..at + 1, Some((at..at + 1, "")));
                1
            }
            b'$' if !rest.starts_with("${") => without_brace(rest, &mut inside.from(at)),
            opening => {
                let start = if opening == b'$' { 2 } else { 1 };
                let Some(length) = closing_brace(&rest[start..]) else {
                    // Most likely it ends before the quote around it.
                    let end = if rest.ends_with('\'') { url.len() - 1 } else { url.len() };
                    inside.report(Problem::UnbalancedTemplate, at..at + start, Some((end..end, "}")));
                    // Where it ends is a guess, and so is which quotes are inside.
                    quotes = 0;
                    break;
                };
                let whole = &rest[..=start + length];
                if opening == b'$' {
                    let before = inside.count();
                    template(&rest[start..start + length], patterns, &mut inside.from(at + start));
                    if inside.count() == before {
                        patterns.keep_template(whole);
                    }
                } else {
                    braces(whole, &url[..at], &mut inside.from(at));
                }
                whole.len()
            }
        };
    }
    if quotes % 2 == 1 {
        inside.report(Problem::UnbalancedQuotes, last_quote..last_quote + 1, None);
    }
    let is_path = url.starts_with('/') && url.as_bytes().last().is_some_and(u8::is_ascii_graphic);
    if is_path {
        return;
    }
    let whole = 0..url.len();
    if url.starts_with(char::is_whitespace) || url.ends_with(char::is_whitespace) {
        inside.report(Problem::SurroundingSpace, whole.clone(), Some((whole, url.trim())));
    } else if !url.starts_with(['/', '<', '{']) && !url.is_empty() {
        inside.report(Problem::NotAPath, whole, None);
    }
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

/// `$yyyy-MM-dd}` or `$gmtDate:…}`, with the opening brace left out, if that is what begins here. Gives how much
/// was read.
fn without_brace(rest: &str, inside: &mut EmbeddedText<'_>) -> usize {
    match rest[1..].find(['}', '{', '&', '$']).map(|end| end + 1) {
        Some(end) if rest[end..].starts_with('}') => {
            inside.report(Problem::UnbalancedTemplate, 0..1, Some((1..1, "{")));
            end + 1
        }
        _ => 1,
    }
}

/// What stands between `${` and `}`.
fn template<'t>(text: &'t str, patterns: &mut Patterns<'t>, inside: &mut EmbeddedText<'_>) {
    let (descriptor, format) = match text.split_once(':') {
        Some((descriptor, format)) => (descriptor, Some(format)),
        None => (text, None),
    };
    let offset = descriptor.len() + 1;
    match (descriptor, format) {
        ("gmtDate" | "date", Some(pattern)) => patterns.check(pattern, &mut inside.from(offset)),
        ("date" | "epoch" | "milliseconds", None) | ("epoch", Some("s" | "ms" | "us")) => {}
        ("epoch", Some(unit)) => {
            inside.report(Problem::UnknownEpochUnit { unit: unit.into() }, offset..text.len(), None);
        }
        ("dateTimeZone", format) => match format.and_then(|format| format.split_once(':')) {
            Some((zone, pattern)) => {
                placeholders::check(zone, &mut inside.from(offset));
                patterns.check(pattern, &mut inside.from(offset + zone.len() + 1));
            }
            None => inside.report(Problem::MissingZone, 0..text.len(), None),
        },
        ("gmtDate", None) => inside.report(Problem::MissingPattern, 0..text.len(), None),
        _ => {
            let mend = match suggest(descriptor, DESCRIPTORS) {
                Some(meant) => Some((0..descriptor.len(), meant)),
                // Only a pattern: what kind of date is meant was left out.
                None => text.as_bytes().windows(2).any(|two| two == b"yy").then_some((0..0, "gmtDate:")),
            };
            let problem = Problem::UnknownDescriptor { descriptor: descriptor.into() };
            inside.report(problem, 0..descriptor.len(), mend);
        }
    }
}

/// Braces with no dollar before: a template without it, or a placeholder, to which a percent sign or a hash before it
/// belongs.
fn braces(whole: &str, before: &str, inside: &mut EmbeddedText<'_>) {
    let template = whole[1..].split_once(':');
    if template.is_some_and(|(descriptor, _)| DESCRIPTORS.contains(&descriptor)) {
        return inside.report(Problem::MissingDollar, 0..1, Some((0..0, "$")));
    }
    let sign = if before.ends_with(['%', '#', '@']) { &before[before.len() - 1..] } else { "" };
    inside.report(Problem::Placeholder { text: [sign, whole].concat() }, 0..whole.len(), None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Diagnostics, apply};

    fn check(url: &str) -> Vec<Diagnostic> {
        let mut found = Diagnostics::default();
        super::check(url, &mut Patterns::default(), &mut EmbeddedText::standalone(&mut found));
        found.list().to_vec()
    }

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
            assert_eq!(apply(url, finding.fix.iter().flat_map(|fix| &fix.edits)), mended, "{url}");
        }
    }
}
