//! Repairs mistyped schemes: `https:/host`, `https//host`, `https://https://host`, `htps://host`.

use diagnostics::char_set::CharSet;

/// Replaces a mistyped or repeated scheme by a valid one. Returns `None` if the scheme is valid or missing.
pub(super) fn repair(url: &str) -> Option<String> {
    let (mut rest, mut pieces, mut is_secure) = (url, Vec::new(), false);
    loop {
        let word = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
        let after = &rest[word.len()..];
        let next = after.trim_start_any(":;/\\., ");
        let marks = &after[..after.len() - next.len()];
        let is_first = pieces.is_empty() && word.is_empty();
        if next.is_empty() || !marks.contains([':', '/', '\\']) || !is_scheme(word) && !is_first {
            break;
        }
        // `//host`, as in links of a page, means https.
        is_secure |= is_first || !word.eq_ignore_ascii_case("http");
        pieces.push(&rest[..rest.len() - next.len()]);
        rest = next;
    }
    let is_whole = |piece: &&str| ["http://", "https://"].iter().any(|scheme| piece.eq_ignore_ascii_case(scheme));
    if pieces.is_empty() || pieces.len() == 1 && is_whole(&pieces[0]) {
        return None;
    }
    Some(format!("{}{rest}", if is_secure { "https://" } else { "http://" }))
}

/// Returns whether a word is `http` or `https` with at most one edit.
pub(super) fn is_scheme(word: &str) -> bool {
    ["http", "https"].iter().any(|scheme| is_within_one_edit(word.to_ascii_lowercase().as_bytes(), scheme.as_bytes()))
}

/// Returns whether two words differ by at most one edit: a letter replaced, missing or added, or two swapped.
fn is_within_one_edit(a: &[u8], b: &[u8]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[start..], &b[start..]);
    let is_swapped = a.len() > 1 && b.len() > 1 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..];
    let rest = |of: &'_ [u8]| of.get(1..).unwrap_or_default().to_vec();
    is_swapped || a == b || rest(a) == b || a == rest(b) || rest(a) == rest(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistyped_schemes_are_repaired() {
        for url in [
            "https:/a.example",
            "https//a.example",
            "https/a.example",
            "https:a.example",
            "https:///a.example",
            "https;//a.example",
            "https.//a.example",
            "https:\\\\a.example",
            "https: //a.example",
            "HTTPS:/a.example",
            "htps://a.example",
            "htpps://a.example",
            "hhttps://a.example",
            "httpss://a.example",
            "ttps://a.example",
            "https://https://a.example",
            "https://https//a.example",
            "https://https:/a.example",
            "https://http://a.example",
            "http://https://a.example",
            "://a.example",
            "//a.example",
        ] {
            assert_eq!(repair(url).as_deref(), Some("https://a.example"), "{url}");
        }
        for url in ["http:/a.example", "http//a.example", "http://http://a.example"] {
            assert_eq!(repair(url).as_deref(), Some("http://a.example"), "{url}");
        }
        for url in ["https://a.example", "HTTP://a.example", "a.example", "https.example/x", "ftp://a.example", "", "/"]
        {
            assert_eq!(repair(url), None, "{url}");
        }
    }
}
