//! Quotes in strings, and quotes that differ from JSON.

use super::{broken, check};

#[test]
fn quotes_inside_strings() {
    let two = "unescaped-quote, unescaped-quote";
    check(&[
        broken(r#"{"a": "the "best" shop"}"#, two).becomes(r#"{"a": "the \"best\" shop"}"#),
        broken(r#"{"a": "say "hi""}"#, two).becomes(r#"{"a": "say \"hi\""}"#),
        broken(r#"{"a": ""best" shop"}"#, two).becomes(r#"{"a": "\"best\" shop"}"#),
        broken(r#"{"a": "5" disk"}"#, "unescaped-quote").becomes(r#"{"a": "5\" disk"}"#),
        broken(r#"{"a": "disk 5"", "b": 1}"#, "unescaped-quote").becomes(r#"{"a": "disk 5\"", "b": 1}"#),
        broken(r#"{"a": "the "best", cheapest shop"}"#, two).becomes(r#"{"a": "the \"best\", cheapest shop"}"#),
        broken(r#"{"a": "say "hi", now", "b": "c"}"#, two).becomes(r#"{"a": "say \"hi\", now", "b": "c"}"#),
        broken(r#"{"a": "Tom" & "Jerry", "b": 1}"#, two).becomes(r#"{"a": "Tom\" & \"Jerry", "b": 1}"#),
        broken(r##"{"a": "the "#1" shop"}"##, two).becomes(r##"{"a": "the \"#1\" shop"}"##),
        broken(r#"["the "best", cheap", "x"]"#, two).becomes(r#"["the \"best\", cheap", "x"]"#),
        broken(r#"{"the "a" key": 1}"#, two).becomes(r#"{"the \"a\" key": 1}"#),
        broken(r#"{a: Tom "the best" shop, b: 1}"#, "unquoted-key 2, unquoted-value")
            .becomes(r#"{"a": "Tom \"the best\" shop", "b": 1}"#),
        // An odd number of quotes, one of which could end the string: ambiguous.
        broken(r#"{"a": "x", y", "b": 1}"#, "ambiguous-quote"),
        broken(r#"{"a": "5", the disk"}"#, "ambiguous-quote"),
        broken(r#"{"a": "x "b": "y"}"#, "ambiguous-quote"),
        // Missing quotes and commas are not quotes inside a string.
        broken(r#"{"a": "x, "b": "y"}"#, "missing-closing-quote").becomes(r#"{"a": "x", "b": "y"}"#),
        broken(r#"{"a": "x" "b": "y"}"#, "missing-comma").becomes(r#"{"a": "x", "b": "y"}"#),
        broken(r#"{"a": https://b.example/c", "b": "y"}"#, "missing-opening-quote")
            .becomes(r#"{"a": "https://b.example/c", "b": "y"}"#),
        broken(r#"{"a": x", "b": "y"}"#, "missing-opening-quote").becomes(r#"{"a": "x", "b": "y"}"#),
        broken(r#"{"a: "x"}"#, "missing-closing-quote").becomes(r#"{"a": "x"}"#),
        broken(r#"["a" "b"]"#, "missing-comma").becomes(r#"["a", "b"]"#),
        broken(r#"{"a": "x"" , "b": 1}"#, "stray-character").becomes(r#"{"a": "x" , "b": 1}"#),
    ]);
}

#[test]
fn other_quotes() {
    check(&[
        broken("{'a': 'Anna's shop', 'b': 'x'}", "single-quotes 4").becomes(r#"{"a": "Anna's shop", "b": "x"}"#),
        broken("{'a': 'the 'best', cheap'}", "single-quotes 2").becomes(r#"{"a": "the 'best', cheap"}"#),
        broken("{'u': '/x?w=a>'${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'', 'i': 'id'}", "single-quotes 4")
            .becomes(r#"{"u": "/x?w=a>'${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'", "i": "id"}"#),
        broken("{“a”: “it’s “so” good”, “b”: 1}", "typographic-quotes 3").becomes(r#"{"a": "it’s “so” good", "b": 1}"#),
        broken("{“a\": \"b”}", "typographic-quotes 2").becomes(r#"{"a": "b"}"#),
        broken("{`a`: `1\n2`}", "single-quotes 2").becomes(r#"{"a": "1\n2"}"#),
        broken("{´a´: ´it's´, ″b″: ″5' \"x\"″, ＂c＂: ＂d＂}", "typographic-quotes 6")
            .becomes(r#"{"a": "it's", "b": "5' \"x\"", "c": "d"}"#),
        broken("{'a': 'b' 'c': 'd'}", "single-quotes 4, missing-comma").becomes(r#"{"a": "b", "c": "d"}"#),
        broken("{'a': 'x', b: foo, 'c': 'y'}", "single-quotes 4, unquoted-key, unquoted-value")
            .becomes(r#"{"a": "x", "b": "foo", "c": "y"}"#),
        broken("{'a': 'x', 1: 'y'}", "single-quotes 3, unquoted-key").becomes(r#"{"a": "x", "1": "y"}"#),
        broken(r#"{""a"": ""b c"", 'd': 1}"#, "doubled-quotes 4, single-quotes").becomes(r#"{"a": "b c", "d": 1}"#),
        broken(r#"{\"a\": \"b\", 'c': 1}"#, "escaped-quotes 2, single-quotes").becomes(r#"{"a": "b", "c": 1}"#),
        broken(r#"{\"a\": {\"b\": \"c\\n\\\"d\\\"\"}}"#, "escaped-quotes").becomes(r#"{"a": {"b": "c\n\"d\""}}"#),
    ]);
}

/// An object in quotes without escapes, as programs produce when they embed JSON in JSON.
#[test]
fn quoted_objects_without_escapes() {
    check(&[
        broken(r#"{"a": "{"b": {"c": "/x", "d": "e"}}", "f": "g"}"#, "stray-character, stray-character")
            .becomes(r#"{"a": {"b": {"c": "/x", "d": "e"}}, "f": "g"}"#),
        broken(r#"{"a": "{"b": 1}"}"#, "stray-character, stray-character").becomes(r#"{"a": {"b": 1}}"#),
        broken("{\"a\": \"{\n  \"b\": [1]\n}\",\n\"f\": 2}", "stray-character, stray-character")
            .becomes("{\"a\": {\n  \"b\": [1]\n},\n\"f\": 2}"),
        broken(r#"["{"b": 1}", "{"c": 2}"]"#, "stray-character, stray-character, stray-character, stray-character")
            .becomes(r#"[{"b": 1}, {"c": 2}]"#),
        broken(r#"{"a": "{"b": "{"c": 1}"}"}"#, "stray-character, stray-character, stray-character, stray-character")
            .becomes(r#"{"a": {"b": {"c": 1}}}"#),
        // A template is no object.
        broken(r#"{"a": "{b}" "c": 1}"#, "missing-comma").becomes(r#"{"a": "{b}", "c": 1}"#),
    ]);
}
