//! Checks the path that is polled and its time templates: `${gmtDate:pattern}`, `${date:pattern}`,
//! `${dateTimeZone:zone:pattern}`, `${epoch}` (also `epoch:s`, `epoch:ms`, `epoch:us`) and `${milliseconds}`. A path
//! without templates is valid: it is read page by page.

use ::json::bytes::find_any;

use super::date_pattern::PatternCache;
use super::embedded_text::EmbeddedText;
use super::placeholders;
use super::spelling_suggestion::suggest;
use crate::char_set::CharSet;
use crate::diagnostic::Problem;

const DESCRIPTORS: [&str; 5] = ["gmtDate", "date", "dateTimeZone", "epoch", "milliseconds"];

/// Checks the `url` of a resource; `patterns` are those of the document.
pub fn check<'t>(url: &'t str, patterns: &mut PatternCache<'t>, embedded: &mut EmbeddedText<'_>) {
    let mut quotes = 0;
    let mut last_quote = 0;
    let mut at = 0;
    while let Some(next) = find_any(url.as_bytes(), at, *b"${}'") {
        at = next;
        let rest = &url[at..];
        if let Some(length) = patterns.known_template_length(rest) {
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
                embedded.report(Problem::UnbalancedTemplate, at..at + 1, Some((at..at + 1, "")));
                1
            }
            b'$' if !rest.starts_with("${") => report_missing_brace(rest, &mut embedded.from(at)),
            opening => {
                let start = if opening == b'$' { 2 } else { 1 };
                let Some(length) = closing_brace(&rest[start..]) else {
                    // The template most likely ends before the quote around it.
                    let end = if rest.ends_with('\'') { url.len() - 1 } else { url.len() };
                    embedded.report(Problem::UnbalancedTemplate, at..at + start, Some((end..end, "}")));
                    // The end is a guess, so whether a quote is inside the template is unknown.
                    quotes = 0;
                    break;
                };
                let whole = &rest[..=start + length];
                if opening == b'$' {
                    let before = embedded.count();
                    check_template(&rest[start..start + length], patterns, &mut embedded.from(at + start));
                    if embedded.count() == before {
                        patterns.remember_template(whole);
                    }
                } else {
                    report_braces(whole, &url[..at], &mut embedded.from(at));
                }
                whole.len()
            }
        };
    }
    if quotes % 2 == 1 {
        embedded.report(Problem::UnbalancedQuotes, last_quote..last_quote + 1, None);
    }
    let is_path = url.starts_with('/') && url.as_bytes().last().is_some_and(u8::is_ascii_graphic);
    if is_path {
        return;
    }
    let whole = 0..url.len();
    if url.starts_with(char::is_whitespace) || url.ends_with(char::is_whitespace) {
        embedded.report(Problem::SurroundingSpace, whole.clone(), Some((whole, url.trim())));
    } else if !url.starts_with_any("/<{") && !url.is_empty() {
        embedded.report(Problem::NotAPath, whole, None);
    }
}

/// Returns the number of bytes before the brace that closes the template; nested braces are skipped.
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

/// Reports a template without its opening brace, such as `$yyyy-MM-dd}` or `$gmtDate:…}`. Returns the number of bytes
/// read.
fn report_missing_brace(rest: &str, embedded: &mut EmbeddedText<'_>) -> usize {
    match rest[1..].find(['}', '{', '&', '$']).map(|end| end + 1) {
        Some(end) if rest[end..].starts_with('}') => {
            embedded.report(Problem::UnbalancedTemplate, 0..1, Some((1..1, "{")));
            end + 1
        }
        _ => 1,
    }
}

/// Checks the text between `${` and `}`.
fn check_template<'t>(text: &'t str, patterns: &mut PatternCache<'t>, embedded: &mut EmbeddedText<'_>) {
    let (descriptor, format) = match text.split_once(':') {
        Some((descriptor, format)) => (descriptor, Some(format)),
        None => (text, None),
    };
    let offset = descriptor.len() + 1;
    match (descriptor, format) {
        ("gmtDate" | "date", Some(pattern)) => patterns.check(pattern, &mut embedded.from(offset)),
        ("date" | "epoch" | "milliseconds", None) | ("epoch", Some("s" | "ms" | "us")) => {}
        ("epoch", Some(unit)) => {
            embedded.report(Problem::UnknownEpochUnit { unit: unit.into() }, offset..text.len(), None);
        }
        ("dateTimeZone", format) => match format.and_then(|format| format.split_once(':')) {
            Some((zone, pattern)) => {
                placeholders::check(zone, &mut embedded.from(offset));
                patterns.check(pattern, &mut embedded.from(offset + zone.len() + 1));
            }
            None => embedded.report(Problem::MissingZone, 0..text.len(), None),
        },
        ("gmtDate", None) => embedded.report(Problem::MissingPattern, 0..text.len(), None),
        _ => {
            let fix = match suggest(descriptor, DESCRIPTORS) {
                Some(suggestion) => Some((0..descriptor.len(), suggestion)),
                // The text is only a pattern, without a descriptor.
                None => text.as_bytes().windows(2).any(|two| two == b"yy").then_some((0..0, "gmtDate:")),
            };
            let problem = Problem::UnknownDescriptor { descriptor: descriptor.into() };
            embedded.report(problem, 0..descriptor.len(), fix);
        }
    }
}

/// Reports braces without a dollar sign: a template that lacks it, or a placeholder, to which a sign before it belongs.
fn report_braces(whole: &str, before: &str, embedded: &mut EmbeddedText<'_>) {
    let template = whole[1..].split_once(':');
    if template.is_some_and(|(descriptor, _)| DESCRIPTORS.contains(&descriptor)) {
        return embedded.report(Problem::MissingDollar, 0..1, Some((0..0, "$")));
    }
    let sign = if before.ends_with_any("%#@") { &before[before.len() - 1..] } else { "" };
    embedded.report(Problem::Placeholder { text: [sign, whole].concat() }, 0..whole.len(), None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Diagnostic, Diagnostics, apply};

    fn check(url: &str) -> Vec<Diagnostic> {
        let mut diagnostics = Diagnostics::default();
        super::check(url, &mut PatternCache::default(), &mut EmbeddedText::standalone(&mut diagnostics));
        diagnostics.list().to_vec()
    }

    #[test]
    fn documented_templates_have_no_diagnostics() {
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

    #[test]
    fn each_problem_has_its_code_position_and_fix() {
        struct Case {
            url: &'static str,
            code: &'static str,
            /// The byte of the diagnostic.
            at: usize,
            fixed: &'static str,
        }
        let cases = [
            Case { url: "/x?a='${gmtDate:yyyy'", code: "template-unbalanced", at: 6, fixed: "/x?a='${gmtDate:yyyy}'" },
            Case { url: "/x?a=${date:HH:mm", code: "template-unbalanced", at: 5, fixed: "/x?a=${date:HH:mm}" },
            Case { url: "/x}", code: "template-unbalanced", at: 2, fixed: "/x" },
            Case { url: "/x?a=$gmtDate:yyyy}", code: "template-unbalanced", at: 5, fixed: "/x?a=${gmtDate:yyyy}" },
            Case {
                url: "/x?a=${DateTimeZone:PST:yyyy}",
                code: "template-unknown",
                at: 7,
                fixed: "/x?a=${dateTimeZone:PST:yyyy}",
            },
            Case { url: "/x?a=${gmtdate:yyyy}", code: "template-unknown", at: 7, fixed: "/x?a=${gmtDate:yyyy}" },
            Case {
                url: "/x?a=${yyyy-MM-dd'T'HH:mm:ss}",
                code: "template-unknown",
                at: 7,
                fixed: "/x?a=${gmtDate:yyyy-MM-dd'T'HH:mm:ss}",
            },
            Case { url: "/x?a=${now}", code: "template-unknown", at: 7, fixed: "/x?a=${now}" },
            Case { url: "/x?a=${epoch:ns}", code: "template-epoch-unit", at: 13, fixed: "/x?a=${epoch:ns}" },
            Case { url: "/x?a=${gmtDate}", code: "template-no-pattern", at: 7, fixed: "/x?a=${gmtDate}" },
            Case {
                url: "/x?a=${dateTimeZone:yyyy}",
                code: "template-no-zone",
                at: 7,
                fixed: "/x?a=${dateTimeZone:yyyy}",
            },
            Case {
                url: "/x?a=${dateTimeZone:{TimeZone}:yyyy}",
                code: "placeholder",
                at: 20,
                fixed: "/x?a=${dateTimeZone:{TimeZone}:yyyy}",
            },
            Case {
                url: "/x?a=${gmtDate:yyyy-MM-dd'T}",
                code: "date-unterminated-quote",
                at: 25,
                fixed: "/x?a=${gmtDate:yyyy-MM-dd'T'}",
            },
            Case { url: "/x?a=${gmtDate:YYYY}", code: "date-week-year", at: 15, fixed: "/x?a=${gmtDate:yyyy}" },
            Case { url: "/x/{listId}", code: "placeholder", at: 3, fixed: "/x/{listId}" },
            Case { url: "/x?a={gmtDate:yyyy}", code: "template-no-dollar", at: 5, fixed: "/x?a=${gmtDate:yyyy}" },
            Case { url: "/x?a='b", code: "url-odd-quotes", at: 5, fixed: "/x?a='b" },
            Case { url: " /x", code: "blank-around", at: 0, fixed: "/x" },
            Case { url: "https://x.example/hubs", code: "url-not-a-path", at: 0, fixed: "https://x.example/hubs" },
        ];
        for Case { url, code, at, fixed } in cases {
            let findings = check(url);
            let [finding] = findings.as_slice() else { panic!("{url}: {findings:?}") };
            assert_eq!((finding.problem.code(), finding.range.start), (code, at), "{url}");
            assert_eq!(apply(url, finding.fix.iter().flat_map(|fix| &fix.edits)), fixed, "{url}");
        }
    }
}
