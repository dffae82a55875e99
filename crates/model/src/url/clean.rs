//! Extracts the URL from copied text.

use diagnostics::char_set::CharSet;

use crate::diagnostic::is_invisible_or_whitespace;
use crate::secret::{closer, is_mark, is_separator};

use super::{UrlError, host, percent, redirect_target, scheme, validate};

/// Extracts the URL from a text: removes surrounding quotes, brackets and punctuation, and invisible characters. The
/// text may be a sentence, a label or a Markdown link, as long as it contains only one URL. A host without a scheme
/// gets `https://`. Returns `None` if the result is not a valid URL.
pub(crate) fn clean(text: &str) -> Option<String> {
    let visible: String = text.chars().filter(|c| *c == ' ' || !is_invisible_or_whitespace(*c)).collect();
    let visible = if visible.contains(r":\/\/") { visible.replace(r"\/", "/") } else { visible };
    let visible = decode_scheme(&visible).unwrap_or(visible);
    let visible = scheme::repair(trimmed(visible.trim_matches(' '))).unwrap_or(visible);
    let visible = redirect_target(&visible).unwrap_or(visible);
    let lower = visible.to_ascii_lowercase();
    let starts: Vec<usize> =
        ["http://", "https://"].iter().flat_map(|scheme| lower.match_indices(scheme)).map(|(at, _)| at).collect();
    // A URL in a query is a part of that query.
    let query = visible.find(['?', '#']).unwrap_or(visible.len());
    let starts: Vec<usize> = starts.into_iter().filter(|at| *at <= query).collect();
    let mut urls: Vec<String> = starts.iter().map(|at| url_at(&visible, *at, &starts)).collect();
    urls.retain(|url| !url.ends_with("://"));
    urls.dedup();
    let url = match &urls[..] {
        [] => {
            let name = trimmed(visible.trim_matches(' '));
            let is_host = name
                .split(['/', '?', '#', ':'])
                .next()
                .is_some_and(|host| host.contains('.') && !host.starts_with('.'));
            let is_plain = is_host && !name.contains("://") && !name.contains([' ', '@']);
            is_plain.then(|| format!("https://{name}"))?
        }
        [url] => url.clone(),
        // If there are several URLs, any of them may be meant.
        _ => return None,
    };
    let url = redirect_target(&url).unwrap_or(url);
    validate(&url).ok().map(|()| url)
}

/// Returns the URL that begins at `at`, up to the next URL, a space or the closing quote.
fn url_at(text: &str, at: usize, starts: &[usize]) -> String {
    let end = starts.iter().filter(|start| **start > at).min().map_or(text.len(), |end| *end);
    let url = &text[at..end];
    let closing = text[..at].chars().next_back().and_then(closer);
    let end = url
        .find(|c| {
            c == ' '
                || Some(c) == closing
                || closing == Some('>') && c == '|'
                || matches!(c, '"' | '<' | '>' | '`' | '“' | '”')
        })
        .unwrap_or(url.len());
    let rest = &url[end..];
    if rest.starts_with(' ') {
        // After a space inside a host or before a path it is unknown where the URL ends.
        let host = host(&url[..end]);
        let is_cut = !host.is_empty() && !host.contains('.') && host != "localhost";
        let next = rest.trim_start().strip_prefix_any(".-/:").and_then(|rest| rest.chars().next());
        if is_cut || next.is_some_and(char::is_alphanumeric) {
            return String::new();
        }
    }
    trimmed(&url[..end]).to_owned()
}

/// Decodes a URL whose scheme is percent-encoded.
fn decode_scheme(text: &str) -> Option<String> {
    if !text.to_ascii_lowercase().contains("%3a%2f%2f") {
        return None;
    }
    percent::decode(text)
}

/// Returns a URL without surrounding marks and punctuation. A closing bracket stays if the URL contains the opening one.
fn trimmed(url: &str) -> &str {
    let mut url = url;
    loop {
        let start = url.trim_start_matches(|c| is_mark(c) || is_separator(c));
        let last = start.chars().next_back().unwrap_or('a');
        let opener = match last {
            ')' => '(',
            ']' => '[',
            '}' => '{',
            c => c,
        };
        let is_closed = opener != last && start.contains(opener);
        let is_end = is_separator(last) || is_mark(last) && !is_closed || matches!(last, '.' | '!' | '\\');
        let rest = if is_end { &start[..start.len() - last.len_utf8()] } else { start };
        if rest.len() == url.len() {
            return url;
        }
        url = rest;
    }
}

/// Returns the first surrounding character that is not part of the URL.
pub(crate) fn mark_around(text: &str) -> Option<char> {
    let text = text.trim();
    let cleaned = trimmed(text);
    let start = cleaned.as_ptr() as usize - text.as_ptr() as usize;
    (cleaned.len() < text.len())
        .then(|| text[..start].chars().next().or(text[start + cleaned.len()..].chars().next()))
        .flatten()
}

/// Returns the reason why a URL is invalid. A surrounding mark precedes the error that it causes.
pub(crate) fn problem(url: &str) -> Option<UrlError> {
    let problem = validate(url).err()?;
    let surrounding = mark_around(url)
        .filter(|_| validate(trimmed(url)).is_ok() || problem == UrlError::Placeholder && clean(url).is_some());
    Some(surrounding.map_or(problem, UrlError::SurroundingMark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_extracted_from_copied_text() {
        for text in [
            "https://shop.example",
            "\"https://shop.example\"",
            "'https://shop.example',",
            "“https://shop.example”",
            "„https://shop.example“",
            "`https://shop.example`",
            "<https://shop.example>",
            "(https://shop.example)",
            "{https://shop.example}",
            "https://shop.example,",
            "https://shop.example;",
            "https://shop.example.",
            "https://shop.example\"",
            "https://shop.example\\",
            "https://\u{200b}shop.example\u{feff}",
            "[My shop](https://shop.example)",
            "[https://shop.example](https://shop.example)",
            "Store URL: https://shop.example",
            "store_url=https://shop.example",
            "\"store.url\": \"https://shop.example\",",
            "my shop is https://shop.example today",
            "https://https://shop.example",
            "http://https://shop.example",
            "https://shop.examplehttps://shop.example",
            "shop.example",
            "\"shop.example\"",
        ] {
            assert_eq!(clean(text).as_deref(), Some("https://shop.example"), "{text}");
        }
        for text in [
            "",
            "shop",
            "<WEB_STORE_URL>",
            "https://a.example https://b.example",
            "ftp://a.example",
            "https://api[1-3].example.com",
            "me@shop.example",
        ] {
            assert_eq!(clean(text), None, "{text}");
        }
        assert_eq!(clean("https://a.example/x_(y)").as_deref(), Some("https://a.example/x_(y)"));
        assert_eq!(
            clean("https://a.example/?u=https://b.example").as_deref(),
            Some("https://a.example/?u=https://b.example")
        );
    }

    #[test]
    fn surrounding_marks_are_reported_first() {
        assert_eq!(problem("“https://shop.example”"), Some(UrlError::SurroundingMark('“')));
        assert_eq!(problem("<https://shop.example>"), Some(UrlError::SurroundingMark('<')));
        assert_eq!(problem("https://shop.example,"), Some(UrlError::SurroundingMark(',')));
        assert_eq!(problem("https://api[1-3].example.com"), Some(UrlError::Host));
        assert_eq!(problem("https://shop.example"), None);
    }
}
