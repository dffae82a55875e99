//! Quotes in strings, and quotes that differ from JSON.

use super::check;

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
