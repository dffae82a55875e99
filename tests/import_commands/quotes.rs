//! Quotes, dashes and spaces that were replaced, doubled, escaped or lost.

use super::{
    CARETS, DASHES, DOUBLED, QUOTES, SPACE_AFTER_BACKSLASH, SPACES, UNQUOTED, check, doubled, escaped, open, pretty,
};
use crate::command_texts::{AUTH, BODY, URL, import};

#[test]
fn typographic_quotes_around_words_are_read_as_straight_ones() {
    for (before, after) in [('“', '”'), ('„', '“'), ('”', '”'), ('«', '»'), ('»', '«'), ('＂', '＂')]
    {
        check(&format!("curl {before}{URL}{after} -H {before}{AUTH}{after} -d '{BODY}'"), &[QUOTES]);
        check(&format!("curl {before}{URL}{after} -H {before}{AUTH}{after} -d {before}{BODY}{after}"), &[QUOTES]);
        let body = escaped(BODY);
        check(&format!("curl {before}{URL}{after} -H {before}{AUTH}{after} -d {before}{body}{after}"), &[QUOTES]);
    }
    for (before, after) in [('‘', '’'), ('‚', '‘'), ('’', '’'), ('´', '´'), ('›', '‹')] {
        let body = pretty();
        check(
            &format!("curl {before}{URL}{after} \\\n -H {before}{AUTH}{after} \\\n -d {before}{body}{after}"),
            &[QUOTES],
        );
        check(
            &format!("curl.exe {before}{URL}{after} -H{before}{AUTH}{after} --data={before}{BODY}{after}"),
            match before {
                // PowerShell itself accepts these as quotes.
                '‘' | '’' => &[],
                _ => &[QUOTES],
            },
        );
    }
    // A straight quote on one side only.
    check(&format!("curl -X “POST\" \"{URL}” -H “{AUTH}\" -d ‘{BODY}'"), &[QUOTES]);
    check(&format!("curl \"{URL}” -H \"{AUTH}” -d '{BODY}’"), &[QUOTES]);
    check(&format!("curl “{URL}” ^\n -H “{AUTH}” ^\n -d “{}”", escaped(BODY)), &[QUOTES, CARETS]);
}

#[test]
fn typographic_quotes_in_values_are_kept() {
    for name in ["Aki’s “best” shop", "„a“ ‘b’ «c»", "} ’ -H ‘x", "’"] {
        let body = BODY.replace("n o", name);
        for text in [
            format!("curl “{URL}” -d ‘{body}’"),
            format!("curl '{URL}' -d '{body}'"),
            format!("curl “{URL}” -d “{body}”"),
            format!("curl.exe \"{URL}\" -d \"{}\"", escaped(&body)),
        ] {
            assert_eq!(import(&text).instance.name, name, "{text}");
        }
    }
}

#[test]
fn dashes_and_foreign_spaces_are_read_as_hyphens_and_spaces() {
    for dash in ["–", "—", "−", "‑", "―", "––", "—-"] {
        check(&format!("curl {dash}request POST '{URL}' {dash}header '{AUTH}' {dash}data '{BODY}'"), &[DASHES]);
    }
    for dash in ["–", "—", "−", "‐"] {
        check(&format!("curl {dash}X POST '{URL}' {dash}H '{AUTH}' {dash}d'{BODY}'"), &[DASHES]);
    }
    for space in ["\u{a0}", "\u{2003}", "\u{202f}", "\u{3000}", " \u{200b}", "\u{feff} ", " \u{ad}"] {
        check(&format!("curl{space}'{URL}'{space}-H{space}'{AUTH}'{space}-d{space}'{BODY}'"), &[SPACES]);
        check(
            &format!("curl.exe{space}\"{URL}\"{space}-H{space}\"{AUTH}\"{space}-d{space}\"{}\"", escaped(BODY)),
            &[SPACES],
        );
    }
    for space in ["\u{a0}", "\u{2003}", "\u{202f}", "\u{3000}"] {
        check(&format!("curl '{URL}' \\{space}\n -H '{AUTH}' -d '{BODY}'"), &[SPACE_AFTER_BACKSLASH]);
    }
    // A no-break space inside the header is part of its value.
    check(&format!("curl '{URL}' -H '{}' -d '{BODY}'", AUTH.replace(' ', "\u{a0}")), &[]);
}

#[test]
fn doubled_escaped_and_lost_quotes_are_read() {
    for body in [BODY.to_owned(), pretty()] {
        check(&format!("curl \"{URL}\" -H \"{AUTH}\" -d \"{}\"", doubled(&body)), &[DOUBLED]);
        check(&format!("curl '{URL}' -H '{AUTH}' -d '{}'", doubled(&body)), &[DOUBLED]);
        check(&format!("curl.exe `\n {URL} `\n -H '{AUTH}' `\n -d '{}'", doubled(&body)), &[DOUBLED]);
        check(&format!("curl {URL} -H \"{AUTH}\" -d {body}"), &[UNQUOTED]);
        check(&format!("curl {URL} -H \"{AUTH}\" -d {}", escaped(&body)), &[UNQUOTED]);
    }
    check(&format!("curl.exe {URL} -H \"{AUTH}\" -d {BODY}"), &[UNQUOTED]);
    // A body without spaces and with escaped quotes is one word.
    let body = BODY.replace("n o", "n");
    let name = import(&format!("curl {URL} -d {}", escaped(&body)));
    assert_eq!((name.instance.name.as_str(), name.repairs), ("n", Vec::new()));
    // A quote inside a string of a doubled body is doubled as well.
    let body = BODY.replace("n o", "a \\\"b\\\" c");
    assert_eq!(import(&format!("curl \"{URL}\" -d \"{}\"", doubled(&body))).instance.name, "a \"b\" c");
    let firefox = doubled(&body.replace('\\', "\\\\"));
    assert_eq!(import(&format!("curl \"{URL}\" -d \"{firefox}\"")).instance.name, "a \"b\" c");
    // The header without quotes.
    let header = "The header isn't in quotes, so the shell would have split it. Kept whole.";
    check(&format!("curl -H {AUTH} -H Content-Type: application/json {URL} -d '{BODY}'"), &[header, header]);
    let escape = "In bash, \\' does not escape this quote: it ends the quoted text. Treated it as part of the text.";
    for name in ["Anna's", "Anna's \\\"best\\\"", "it's Anna's"] {
        let import = import(&format!("curl {URL} -d '{}'", BODY.replace("n o", name).replace('\'', "\\'")));
        assert_eq!(import.instance.name, name.replace("\\\"", "\""));
        assert_eq!(import.repairs.len(), 1);
        assert!(import.repairs[0].to_string().ends_with(escape));
    }
}

#[test]
fn an_unclosed_quote_is_reported_where_it_opens() {
    for quote in ['\'', '"'] {
        check(&format!("curl {quote}{URL} -H {quote}{AUTH}{quote} -d '{BODY}'"), &[&open(quote)]);
        check(&format!("curl {quote}{URL} \\\n -H {quote}{AUTH}{quote} \\\n -d '{BODY}'"), &[&open(quote)]);
        check(&format!("curl {quote}{URL}{quote} -H {quote}{AUTH} -d '{BODY}'"), &[&open(quote)]);
        check(&format!("curl {URL} -H {quote}{AUTH} \\\n -d '{}'", pretty()), &[&open(quote)]);
        check(&format!("curl -d '{BODY}' -H '{AUTH}' {quote}{URL}"), &[&open(quote)]);
        let stray = format!("Removed this {quote}. It closes a quote that was never opened.");
        check(&format!("curl {URL}{quote} -H {quote}{AUTH}{quote} -d '{BODY}'"), &[&stray]);
    }
    check(&format!("curl {URL} -d '{BODY} -H '{AUTH}'"), &[&open('\'')]);
    check(&format!("curl {URL} \\\n -d '{} \\\n -H '{AUTH}'", pretty()), &[&open('\'')]);
    check(&format!("curl “{URL} -H “{AUTH}” -d ‘{BODY}’"), &[QUOTES, &open('“')]);
    let position = |text: &str| import(text).repairs[0].to_string()[..17].to_owned();
    assert_eq!(position(&format!("curl -X POST '{URL} -H '{AUTH}' -d '{BODY}'")), "line 1, column 14");
    let header = import(&format!("curl {URL} \\\n -H '{AUTH} -d '{BODY}'")).repairs[0].to_string();
    assert!(header.starts_with("line 2, column 5: "), "{header}");
}

#[test]
fn quotes_that_are_written_three_times_are_read_once() {
    for body in [BODY, &pretty()] {
        let body = body.replace('"', "\"\"\"");
        check(&format!("curl {URL} -H \"{AUTH}\" -d \"{body}\""), &[DOUBLED]);
        check(&format!("curl {URL} -H '{AUTH}' -d '{body}'"), &[DOUBLED]);
    }
}
