//! JSON that was written by hand or by a program for something else: what the fixes make of it, and what is found.

#![allow(missing_docs)]

use model::diagnostic::apply;
use model::json::parse;

/// The codes found in `text`, each with its count where that is not one, and what the fixes make of it.
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

#[track_caller]
fn check(cases: &[(&str, &str, &str)]) {
    for (text, codes, recovered) in cases {
        assert_eq!(recover(text), ((*codes).to_owned(), (*recovered).to_owned()), "{text}");
        let is_json = serde_json::from_str::<serde_json::Value>(recovered).is_ok();
        assert_eq!(is_json, !codes.contains("ambiguous-quote"), "{recovered}");
    }
}

#[test]
fn quotes_inside_strings() {
    let two = "unescaped-quote, unescaped-quote";
    check(&[
        (r#"{"a": "the "best" shop"}"#, two, r#"{"a": "the \"best\" shop"}"#),
        (r#"{"a": "say "hi""}"#, two, r#"{"a": "say \"hi\""}"#),
        (r#"{"a": ""best" shop"}"#, two, r#"{"a": "\"best\" shop"}"#),
        (r#"{"a": "5" disk"}"#, "unescaped-quote", r#"{"a": "5\" disk"}"#),
        (r#"{"a": "disk 5"", "b": 1}"#, "unescaped-quote", r#"{"a": "disk 5\"", "b": 1}"#),
        (r#"{"a": "the "best", cheapest shop"}"#, two, r#"{"a": "the \"best\", cheapest shop"}"#),
        (r#"{"a": "say "hi", now", "b": "c"}"#, two, r#"{"a": "say \"hi\", now", "b": "c"}"#),
        (r#"{"a": "Tom" & "Jerry", "b": 1}"#, two, r#"{"a": "Tom\" & \"Jerry", "b": 1}"#),
        (r##"{"a": "the "#1" shop"}"##, two, r##"{"a": "the \"#1\" shop"}"##),
        (r#"["the "best", cheap", "x"]"#, two, r#"["the \"best\", cheap", "x"]"#),
        (r#"{"the "a" key": 1}"#, two, r#"{"the \"a\" key": 1}"#),
        (
            r#"{a: Tom "the best" shop, b: 1}"#,
            "unquoted-key 2, unquoted-value",
            r#"{"a": "Tom \"the best\" shop", "b": 1}"#,
        ),
        // An odd number, one of them where the string could end: nobody can tell.
        (r#"{"a": "x", y", "b": 1}"#, "ambiguous-quote", r#"{"a": "x", y", "b": 1}"#),
        (r#"{"a": "5", the disk"}"#, "ambiguous-quote", r#"{"a": "5", the disk"}"#),
        (r#"{"a": "x "b": "y"}"#, "ambiguous-quote", r#"{"a": "x "b": "y"}"#),
        // Missing quotes and commas are no quotes inside.
        (r#"{"a": "x, "b": "y"}"#, "missing-closing-quote", r#"{"a": "x", "b": "y"}"#),
        (r#"{"a": "x" "b": "y"}"#, "missing-comma", r#"{"a": "x", "b": "y"}"#),
        (r#"{"a": x", "b": "y"}"#, "missing-opening-quote", r#"{"a": "x", "b": "y"}"#),
        (r#"{"a: "x"}"#, "missing-closing-quote", r#"{"a": "x"}"#),
        (r#"["a" "b"]"#, "missing-comma", r#"["a", "b"]"#),
        (r#"{"a": "x"" , "b": 1}"#, "stray-character", r#"{"a": "x" , "b": 1}"#),
    ]);
}

#[test]
fn other_quotes() {
    check(&[
        ("{'a': 'Anna's shop', 'b': 'x'}", "single-quotes 4", r#"{"a": "Anna's shop", "b": "x"}"#),
        ("{'a': 'the 'best', cheap'}", "single-quotes 2", r#"{"a": "the 'best', cheap"}"#),
        (
            "{'u': '/x?w=a>'${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'', 'i': 'id'}",
            "single-quotes 4",
            r#"{"u": "/x?w=a>'${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'", "i": "id"}"#,
        ),
        ("{“a”: “it’s “so” good”, “b”: 1}", "typographic-quotes 3", r#"{"a": "it’s “so” good", "b": 1}"#),
        ("{“a\": \"b”}", "typographic-quotes 2", r#"{"a": "b"}"#),
        ("{`a`: `1\n2`}", "single-quotes 2", r#"{"a": "1\n2"}"#),
        (
            "{´a´: ´it's´, ″b″: ″5' \"x\"″, ＂c＂: ＂d＂}",
            "typographic-quotes 6",
            r#"{"a": "it's", "b": "5' \"x\"", "c": "d"}"#,
        ),
        ("{'a': 'b' 'c': 'd'}", "single-quotes 4, missing-comma", r#"{"a": "b", "c": "d"}"#),
        (
            "{'a': 'x', b: foo, 'c': 'y'}",
            "single-quotes 4, unquoted-key, unquoted-value",
            r#"{"a": "x", "b": "foo", "c": "y"}"#,
        ),
        ("{'a': 'x', 1: 'y'}", "single-quotes 3, unquoted-key", r#"{"a": "x", "1": "y"}"#),
        (r#"{""a"": ""b c"", 'd': 1}"#, "doubled-quotes 4, single-quotes", r#"{"a": "b c", "d": 1}"#),
        (r#"{\"a\": \"b\", 'c': 1}"#, "escaped-quotes 2, single-quotes", r#"{"a": "b", "c": 1}"#),
        (r#"{\"a\": {\"b\": \"c\\n\\\"d\\\"\"}}"#, "escaped-quotes", r#"{"a": {"b": "c\n\"d\""}}"#),
    ]);
}

#[test]
fn other_separators_and_words() {
    check(&[
        (
            "{a:http://localhost:8080/b?c=d,e:https://f.example:443}",
            "unquoted-key 2, unquoted-value, unquoted-value",
            r#"{"a":"http://localhost:8080/b?c=d","e":"https://f.example:443"}"#,
        ),
        (r#"{"a"=>"b", "c" => {"d"=>1}}"#, "wrong-separator 3", r#"{"a":"b", "c" : {"d":1}}"#),
        (r#"{"a"="b", "c" = "d"}"#, "wrong-separator 2", r#"{"a":"b", "c" : "d"}"#),
        (r#"{a="b", c=>"d"}"#, "unquoted-key 2, wrong-separator 2", r#"{"a":"b", "c":"d"}"#),
        (
            "{:'a.b' => 'c', :'d.e' => {:'f' => 'g', :h => 'i'}}",
            "extra-colon, single-quotes 6, wrong-separator 4, extra-colon, extra-colon, extra-colon, unquoted-key",
            r#"{"a.b" : "c", "d.e" : {"f" : "g", "h" : "i"}}"#,
        ),
        (r#"{:"a.b"=>"c", :"d.e"=>"f"}"#, "extra-colon, wrong-separator 2, extra-colon", r#"{"a.b":"c", "d.e":"f"}"#),
        (r#"{"a": 1, b}"#, "trailing-comma, stray-text", r#"{"a": 1 }"#),
        (r#"{"a": "x" y, "b": 1}"#, "stray-text", r#"{"a": "x" , "b": 1}"#),
    ]);
}

/// An object in quotes that are not escaped in it, as many programs paste one JSON into another.
#[test]
fn quoted_objects_without_escapes() {
    check(&[
        (
            r#"{"a": "{"b": {"c": "/x", "d": "e"}}", "f": "g"}"#,
            "stray-character, stray-character",
            r#"{"a": {"b": {"c": "/x", "d": "e"}}, "f": "g"}"#,
        ),
        (r#"{"a": "{"b": 1}"}"#, "stray-character, stray-character", r#"{"a": {"b": 1}}"#),
        (
            "{\"a\": \"{\n  \"b\": [1]\n}\",\n\"f\": 2}",
            "stray-character, stray-character",
            "{\"a\": {\n  \"b\": [1]\n},\n\"f\": 2}",
        ),
        (
            r#"["{"b": 1}", "{"c": 2}"]"#,
            "stray-character, stray-character, stray-character, stray-character",
            r#"[{"b": 1}, {"c": 2}]"#,
        ),
        (
            r#"{"a": "{"b": "{"c": 1}"}"}"#,
            "stray-character, stray-character, stray-character, stray-character",
            r#"{"a": {"b": {"c": 1}}}"#,
        ),
        // A template is no object.
        (r#"{"a": "{b}" "c": 1}"#, "missing-comma", r#"{"a": "{b}", "c": 1}"#),
    ]);
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
    // A resource whose opening bracket is missing is no label.
    check(&[
        (r#""orders": {"url": "/x"}"#, "missing-bracket, unclosed-bracket", r#"{"orders": {"url": "/x"}}"#),
        (
            r#""orders": {"d": {}}, "customers": {"d": {}}"#,
            "missing-bracket, unclosed-bracket",
            r#"{"orders": {"d": {}}, "customers": {"d": {}}}"#,
        ),
    ]);
}

/// An invisible character is one finding, wherever it stands outside of strings.
#[test]
fn invisible_characters_between_tokens() {
    let text = "{\"orders\":\u{200c}{\u{200c}\n\u{a0}\u{a0}\"idField\": \"id\"}}";
    let found = model::polling::Document::new(text.into());
    let codes: Vec<_> = found.diagnostics().list().iter().map(|found| (found.problem.code(), found.count)).collect();
    assert_eq!(codes, [("missing-url", 1), ("missing-dates", 1), ("stray-character", 2), ("stray-character", 1)]);
    assert_eq!(recover(text).1, "{\"orders\":{\n  \"idField\": \"id\"}}");
}

#[test]
fn terminal_colors_are_one_finding() {
    check(&[(
        "\u{1b}[1;39m{\u{1b}[0m\u{1b}[34;1m\"a\"\u{1b}[0m: \u{1b}[0;32m\"b\"\u{1b}[0m}\u{1b}[K",
        "stray-character",
        r#"{"a": "b"}"#,
    )]);
}

/// No fix makes one string of an expression that joins several.
#[test]
fn concatenated_strings_have_no_fix() {
    for text in [
        "{url: '/orders' + '?where=a=1'}",
        "{'url': '/orders' . '?where=a=1'}",
        "{'url': '/orders' + base + '?where=a=1', 'idField': 'id'}",
        "{'a': ['/orders'+'?where=a=1']}",
        r#"{"url": "/orders" + "?where=a=1"}"#,
    ] {
        let (codes, recovered) = recover(text);
        assert!(codes.contains("ambiguous-quote"), "{text}: {codes}");
        assert!(serde_json::from_str::<serde_json::Value>(&recovered).is_err(), "{recovered}");
    }
}

/// Markdown escapes punctuation: the backslash is no part of the value. Before a letter it may be a pattern's.
#[test]
fn escaped_punctuation_stands_for_itself() {
    check(&[
        (r#"{"a": "line\_items"}"#, "bad-escape", r#"{"a": "line_items"}"#),
        (r#"{"a": "ck\_1\*\.\&"}"#, "bad-escape, bad-escape, bad-escape, bad-escape", r#"{"a": "ck_1*.&"}"#),
        (r#"{"a": "a\qb"}"#, "bad-escape", r#"{"a": "a\\qb"}"#),
    ]);
}

/// A text with many places of one kind is one finding, whose fix is for all of them.
#[test]
fn findings_about_notation_are_one_a_kind() {
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

/// Strings that are put together, and keys in brackets: nobody can tell the member that was meant.
#[test]
fn strings_without_a_value_have_no_fix() {
    for text in [
        r#"{"name": "A" "B"}"#,
        "{\"name\": \"A\"\n  \"B\", \"c\": 1}",
        r#"{["name"] = "x"}"#,
        r#"{"a": {["name"] = "x", ["b"] = "y"}}"#,
    ] {
        let (_, found) = parse(text);
        let is_open = found.list().iter().any(|found| found.problem.code() == "missing-value" && found.fix.is_none());
        assert!(is_open, "{text}: {:?}", found.list());
    }
}
