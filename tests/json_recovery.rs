//! JSON written by hand or for another program: the diagnostics, and the text after all fixes.

#![allow(missing_docs)]

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
        // An odd number of quotes, one of which could end the string: ambiguous.
        (r#"{"a": "x", y", "b": 1}"#, "ambiguous-quote", r#"{"a": "x", y", "b": 1}"#),
        (r#"{"a": "5", the disk"}"#, "ambiguous-quote", r#"{"a": "5", the disk"}"#),
        (r#"{"a": "x "b": "y"}"#, "ambiguous-quote", r#"{"a": "x "b": "y"}"#),
        // Missing quotes and commas are not quotes inside a string.
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
        ("{a: x; b: y}", "unquoted-key 2, unquoted-value, wrong-separator, unquoted-value", r#"{"a": "x", "b": "y"}"#),
    ]);
}

/// An object in quotes without escapes, as programs produce when they embed JSON in JSON.
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
    // A resource without its opening bracket is no label.
    check(&[
        (r#""orders": {"url": "/x"}"#, "missing-bracket, unclosed-bracket", r#"{"orders": {"url": "/x"}}"#),
        (
            r#""orders": {"d": {}}, "customers": {"d": {}}"#,
            "missing-bracket, unclosed-bracket",
            r#"{"orders": {"d": {}}, "customers": {"d": {}}}"#,
        ),
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
    check(&[(
        "\u{1b}[1;39m{\u{1b}[0m\u{1b}[34;1m\"a\"\u{1b}[0m: \u{1b}[0;32m\"b\"\u{1b}[0m}\u{1b}[K",
        "stray-character",
        r#"{"a": "b"}"#,
    )]);
}

#[test]
fn terminal_colors_hide_no_other_diagnostic() {
    let green = |text: &str| format!("\u{1b}[32m{text}\u{1b}[0m");
    check(&[
        (
            &format!("\u{1b}[1;39m{{\u{1b}[0m{}: {{{}: {} 'c': 1}}", green("'a'"), green("b"), green("\"x\"")),
            "stray-character, single-quotes 2, unquoted-key, missing-comma, unclosed-bracket",
            r#"{"a": {"b": "x", "c": 1}}"#,
        ),
        (&format!("{} {{'a': 1}}", green("ok")), "stray-character, surrounding-text, single-quotes", "{\"a\": 1}"),
        (&format!("{{'a': '{}'}}", green("x")), "single-quotes 2, stray-character", r#"{"a": "x"}"#),
    ]);
}

/// Full-width punctuation from a Chinese or Japanese input method is one diagnostic, and stays unchanged in strings.
#[test]
fn full_width_punctuation() {
    check(&[
        ("｛\"a\"：［1，2］，\"b\"：\"c：d，e\"｝", "full-width 8", r#"{"a":[1,2],"b":"c：d，e"}"#),
        ("{“a”：{“b”：“c，d”}}", "typographic-quotes 3, full-width 2", r#"{"a":{"b":"c，d"}}"#),
        (
            "{「a」：「b」、'c'：1；}",
            "typographic-quotes 2, full-width 4, single-quotes, trailing-comma",
            r#"{"a":"b","c":1}"#,
        ),
        (
            "{a：/b，c：{d：1}",
            "unquoted-key 3, full-width 4, unquoted-value, unclosed-bracket",
            r#"{"a":"/b","c":{"d":1}}"#,
        ),
        ("See：\n{\"a\"：{} // x：y\n}", "surrounding-text, full-width, comment", "{\"a\":{} \n}"),
        (r#"{"a": "：", 'b': 1}"#, "single-quotes", r#"{"a": "：", "b": 1}"#),
    ]);
    // An unquoted value may contain it.
    let text = "{a: 你好，世界, b: 1}";
    assert_eq!(recover(text).1, text);
}

/// Markdown escapes punctuation: outside strings, the backslashes are removed.
#[test]
fn escaped_punctuation_outside_strings() {
    check(&[
        (r#"\{"a": \["b", "c"\], "d": \{\}\}"#, "stray-character 6", r#"{"a": ["b", "c"], "d": {}}"#),
        (
            r"{line\_items: {url: /a\_b}}",
            "unquoted-key 2, stray-character 2, unquoted-value",
            r#"{"line_items": {"url": "/a_b"}}"#,
        ),
        (r"{\'a\'\: \`b\`}", "stray-character 5, single-quotes 2", r#"{"a": "b"}"#),
        (r#"\{\"a\": \["b"\]\}"#, "stray-character 4, escaped-quotes", r#"{"a": ["b"]}"#),
        ("{ \\\n  \"a\":\\ 1 \\\r\n}", "stray-character 3", "{ \n  \"a\": 1 \r\n}"),
        (r#"{"a": \["x\_y"\]}"#, "stray-character 2, bad-escape", r#"{"a": ["x_y"]}"#),
        (r#"{"a": \\server\share}"#, "unquoted-value", r#"{"a": "\\\\server\\share"}"#),
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

/// An expression that only a program can evaluate has no fix, and neither has the rest of its text.
#[test]
fn expressions_have_no_fix() {
    for expression in [
        "array('b' => 1)",
        "dict(b=1)",
        "Map.of(\"b\", 1)",
        "new Date(\"2020\")",
        "Object.assign({}, x)",
        "[1, f(2, 3)]",
        "['b' => 1]",
        "(\"b\" \"c\")",
        "\"b\" + x",
        "\"b\" +\n\"c\"",
        "\"b\".trim()",
        "\"b\" % y",
        "x + \"b\"",
        "$x . 'b'",
        "x + y",
        "60 * 60",
        "u'b'",
        "f\"{b}\"",
        "x => 1",
        "x ? \"b\" : \"c\"",
        "x[0]",
        "[...x]",
    ] {
        for text in [
            format!("{{\"a\": {expression}}}"),
            format!("{{'a' => {expression}, c: 1}}"),
            format!("{{\"d\": 1 \"a\": {expression}"),
        ] {
            let (codes, recovered) = recover(&text);
            assert!(codes.contains("expression"), "{text}: {codes}");
            assert_eq!(recovered, text);
        }
    }
    for text in ["{...x, 'a': 1}", "{**x}", "{[a]: 1, 'b': 2}", "array('a' => 1)"] {
        assert_eq!(recover(text).1, text);
    }
    check(&[
        (
            "{a: Shop (Berlin), b: /x?y=f(z)}",
            "unquoted-key 2, unquoted-value, unquoted-value",
            r#"{"a": "Shop (Berlin)", "b": "/x?y=f(z)"}"#,
        ),
        ("{a: tel +49, b: 1}", "unquoted-key 2, unquoted-value", r#"{"a": "tel +49", "b": 1}"#),
    ]);
}

/// No fix turns a concatenation into one string.
#[test]
fn concatenated_strings_have_no_fix() {
    for text in [
        "{url: '/orders' + '?where=a=1'}",
        "{'url': '/orders' . '?where=a=1'}",
        "{'url': '/orders' + base + '?where=a=1', 'idField': 'id'}",
        "{'a': ['/orders'+'?where=a=1']}",
        "{'url': '/orders' + '?where=a=1'",
        r#"{"url": "/orders" . "?where=a=1" "idField": "id""#,
        r#"{"url": "/orders" || "?where=a=1"}"#,
        r#"{"url": "/orders" + "?where=a=1"}"#,
    ] {
        let (codes, recovered) = recover(text);
        assert!(codes.contains("ambiguous-quote"), "{text}: {codes}");
        assert_eq!(recovered, text);
    }
}

/// Markdown escapes punctuation: the backslash isn't part of the value. Before a letter, it may belong to a pattern.
#[test]
fn escaped_punctuation_is_kept() {
    check(&[
        (r#"{"a": "line\_items"}"#, "bad-escape", r#"{"a": "line_items"}"#),
        (r#"{"a": "ck\_1\*\.\&"}"#, "bad-escape, bad-escape, bad-escape, bad-escape", r#"{"a": "ck_1*.&"}"#),
        (r#"{"a": "a\qb"}"#, "bad-escape", r#"{"a": "a\\qb"}"#),
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

/// Concatenated strings and computed keys: the intended member is unknown.
#[test]
fn strings_without_a_value_have_no_fix() {
    for text in [
        r#"{"name": "A" "B"}"#,
        "{'name': 'A' 'B'}",
        "{`name`: `A` `B`, 'c': 1",
        "{“name”: “A” “B”}",
        "{'name': \"A\" 'B', \"c\": 1",
        r#"{"name": "A" "B" "c": 1}"#,
        "{'a', 'b'}",
        r#"{"a": {"b"}}"#,
        "{a, b}",
        "{\"name\": \"A\"\n  \"B\", \"c\": 1}",
        r#"{["name"] = "x"}"#,
        r#"{"a": {["name"] = "x", ["b"] = "y"}}"#,
    ] {
        let (_, found) = parse(text);
        let is_open = found.list().iter().any(|found| found.problem.code() == "missing-value" && found.fix.is_none());
        assert!(is_open, "{text}: {:?}", found.list());
        assert_eq!(apply(text, found.edits()), text);
    }
}
