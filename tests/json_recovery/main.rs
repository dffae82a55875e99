//! JSON written by hand or for another program: the diagnostics, and the text after all fixes.

#![allow(missing_docs)]

mod programs;
mod quotes;

use model::diagnostic::apply;
use model::json::parse;

/// Returns the codes of the diagnostics (with a count unless it is one), and the text after all fixes.
fn recover(text: &str) -> (String, String) {
    let (_, found) = parse(text);
    let codes: Vec<String> = found
        .list()
        .iter()
        .map(|found| match found.count {
            1 => found.problem.code().to_owned(),
            count => format!("{} {count}", found.problem.code()),
        })
        .collect();
    (codes.join(", "), apply(text, found.edits()))
}

/// A broken text.
struct Case<'a> {
    text: &'a str,
    /// The codes of its diagnostics, as [`recover`] returns them.
    codes: &'a str,
    /// The text after all fixes.
    recovered: &'a str,
}

/// Expects these codes, and no change by the fixes.
const fn broken<'a>(text: &'a str, codes: &'a str) -> Case<'a> {
    Case { text, codes, recovered: text }
}

impl<'a> Case<'a> {
    /// Expects this text after all fixes.
    const fn becomes(self, recovered: &'a str) -> Self {
        Self { recovered, ..self }
    }
}

#[track_caller]
fn check(cases: &[Case<'_>]) {
    for Case { text, codes, recovered } in cases {
        assert_eq!(recover(text), ((*codes).to_owned(), (*recovered).to_owned()), "{text}");
        let is_json = serde_json::from_str::<serde_json::Value>(recovered).is_ok();
        assert_eq!(is_json, !codes.contains("ambiguous-quote"), "{recovered}");
    }
}

#[test]
fn text_around() {
    let json = r#"{"orders": {"url": "/x"}}"#;
    for text in [
        format!("Here's the configuration:\n\n```json\n{json}\n```\n"),
        format!("```\n{json}\n```"),
        format!("json\n{json}"),
        format!("Configuration: {json}"),
        format!("\"event.poller.configuration\": {json},"),
        format!("const polling = {json};"),
        format!("'{json}'"),
        format!("Use {{this}}: {json} Regards, Anna's team"),
    ] {
        let (codes, recovered) = recover(&text);
        assert_eq!((codes.as_str(), recovered.trim()), ("surrounding-text", json), "{text}");
    }
    // A resource without its opening bracket is no label.
    check(&[
        broken(r#""orders": {"url": "/x"}"#, "missing-bracket, unclosed-bracket")
            .becomes(r#"{"orders": {"url": "/x"}}"#),
        broken(r#""orders": {"d": {}}, "customers": {"d": {}}"#, "missing-bracket, unclosed-bracket")
            .becomes(r#"{"orders": {"d": {}}, "customers": {"d": {}}}"#),
    ]);
}

/// Invisible characters are one diagnostic, anywhere outside strings.
#[test]
fn invisible_characters_between_tokens() {
    let text = "{\"orders\":\u{200c}{\u{200c}\n\u{a0}\u{a0}\"idField\": \"id\"}}";
    let found = model::polling::Document::new(text.into());
    let codes: Vec<_> = found.diagnostics().list().iter().map(|found| (found.problem.code(), found.count)).collect();
    assert_eq!(codes, [("missing-url", 1), ("missing-dates", 1), ("stray-character", 2), ("stray-character", 1)]);
    assert_eq!(recover(text).1, "{\"orders\":{\n  \"idField\": \"id\"}}");
}

#[test]
fn terminal_colors_are_one_diagnostic() {
    check(&[broken(
        "\u{1b}[1;39m{\u{1b}[0m\u{1b}[34;1m\"a\"\u{1b}[0m: \u{1b}[0;32m\"b\"\u{1b}[0m}\u{1b}[K",
        "stray-character",
    )
    .becomes(r#"{"a": "b"}"#)]);
}

#[test]
fn terminal_colors_hide_no_other_diagnostic() {
    let green = |text: &str| format!("\u{1b}[32m{text}\u{1b}[0m");
    check(&[
        broken(
            &format!("\u{1b}[1;39m{{\u{1b}[0m{}: {{{}: {} 'c': 1}}", green("'a'"), green("b"), green("\"x\"")),
            "stray-character, single-quotes 2, unquoted-key, missing-comma, unclosed-bracket",
        )
        .becomes(r#"{"a": {"b": "x", "c": 1}}"#),
        broken(&format!("{} {{'a': 1}}", green("ok")), "stray-character, surrounding-text, single-quotes")
            .becomes("{\"a\": 1}"),
        broken(&format!("{{'a': '{}'}}", green("x")), "single-quotes 2, stray-character").becomes(r#"{"a": "x"}"#),
    ]);
}

/// Full-width punctuation from a Chinese or Japanese input method is one diagnostic, and stays unchanged in strings.
#[test]
fn full_width_punctuation() {
    check(&[
        broken("｛\"a\"：［1，2］，\"b\"：\"c：d，e\"｝", "full-width 8").becomes(r#"{"a":[1,2],"b":"c：d，e"}"#),
        broken("{“a”：{“b”：“c，d”}}", "typographic-quotes 3, full-width 2").becomes(r#"{"a":{"b":"c，d"}}"#),
        broken("{「a」：「b」、'c'：1；}", "typographic-quotes 2, full-width 4, single-quotes, trailing-comma")
            .becomes(r#"{"a":"b","c":1}"#),
        broken("{a：/b，c：{d：1}", "unquoted-key 3, full-width 4, unquoted-value, unclosed-bracket")
            .becomes(r#"{"a":"/b","c":{"d":1}}"#),
        broken("See：\n{\"a\"：{} // x：y\n}", "surrounding-text, full-width, comment").becomes("{\"a\":{} \n}"),
        broken(r#"{"a": "：", 'b': 1}"#, "single-quotes").becomes(r#"{"a": "：", "b": 1}"#),
    ]);
    // An unquoted value may contain it.
    let text = "{a: 你好，世界, b: 1}";
    assert_eq!(recover(text).1, text);
}

/// Markdown escapes punctuation: outside strings, the backslashes are removed.
#[test]
fn escaped_punctuation_outside_strings() {
    check(&[
        broken(r#"\{"a": \["b", "c"\], "d": \{\}\}"#, "stray-character 6").becomes(r#"{"a": ["b", "c"], "d": {}}"#),
        broken(r"{line\_items: {url: /a\_b}}", "unquoted-key 2, stray-character 2, unquoted-value")
            .becomes(r#"{"line_items": {"url": "/a_b"}}"#),
        broken(r"{\'a\'\: \`b\`}", "stray-character 5, single-quotes 2").becomes(r#"{"a": "b"}"#),
        broken(r#"\{\"a\": \["b"\]\}"#, "stray-character 4, escaped-quotes").becomes(r#"{"a": ["b"]}"#),
        broken("{ \\\n  \"a\":\\ 1 \\\r\n}", "stray-character 3").becomes("{ \n  \"a\": 1 \r\n}"),
        broken(r#"{"a": \["x\_y"\]}"#, "stray-character 2, bad-escape").becomes(r#"{"a": ["x_y"]}"#),
        broken(r#"{"a": \\server\share}"#, "unquoted-value").becomes(r#"{"a": "\\\\server\\share"}"#),
    ]);
    // Unknown: what Markdown also escaped in the strings, and which of these quotes are delimiters.
    for text in [
        r#"{"a": \["x\\n"\]}"#,
        r"{\'a\': \'it\\'s\'}",
        r#"{\"a\": "b\"}"#,
        r#"{"a\": "b"}"#,
        r#"{"a": \"b"}"#,
        r#"{\"a\": \"it's \"so\" good\"}"#,
    ] {
        assert_eq!(recover(text).1, text);
    }
}

/// Markdown escapes punctuation: the backslash isn't part of the value. Before a letter, it may belong to a pattern.
#[test]
fn escaped_punctuation_is_kept() {
    check(&[
        broken(r#"{"a": "line\_items"}"#, "bad-escape").becomes(r#"{"a": "line_items"}"#),
        broken(r#"{"a": "ck\_1\*\.\&"}"#, "bad-escape, bad-escape, bad-escape, bad-escape")
            .becomes(r#"{"a": "ck_1*.&"}"#),
        broken(r#"{"a": "a\qb"}"#, "bad-escape").becomes(r#"{"a": "a\\qb"}"#),
    ]);
}

/// Many occurrences of one kind are one diagnostic, whose fix covers all.
#[test]
fn notation_errors_are_one_diagnostic_per_kind() {
    let members: Vec<String> = (0..200).map(|number| format!("'a{number}' => b{number} // c\n")).collect();
    let text = format!("{{{}}}", members.join(","));
    let (codes, recovered) = recover(&text);
    let values = vec!["unquoted-value"; 200].join(", ");
    assert_eq!(
        codes,
        format!("single-quotes 200, wrong-separator 200, {values}, comment 200").replace(
            &format!("{values}, comment 200"),
            &format!("unquoted-value, comment 200, {}", vec!["unquoted-value"; 199].join(", "))
        )
    );
    assert_eq!(serde_json::from_str::<serde_json::Value>(&recovered).unwrap().as_object().unwrap().len(), 200);
}
