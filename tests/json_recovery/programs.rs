//! Expressions and notations of programs.

use model::diagnostic::apply;
use model::json::parse;

use super::{broken, check, recover};

#[test]
fn other_separators_and_words() {
    check(&[
        broken(
            "{a:http://localhost:8080/b?c=d,e:https://f.example:443}",
            "unquoted-key 2, unquoted-value, unquoted-value",
        )
        .becomes(r#"{"a":"http://localhost:8080/b?c=d","e":"https://f.example:443"}"#),
        broken(r#"{"a"=>"b", "c" => {"d"=>1}}"#, "wrong-separator 3").becomes(r#"{"a":"b", "c" : {"d":1}}"#),
        broken(r#"{"a"="b", "c" = "d"}"#, "wrong-separator 2").becomes(r#"{"a":"b", "c" : "d"}"#),
        broken(r#"{a="b", c=>"d"}"#, "unquoted-key 2, wrong-separator 2").becomes(r#"{"a":"b", "c":"d"}"#),
        broken(
            "{:'a.b' => 'c', :'d.e' => {:'f' => 'g', :h => 'i'}}",
            "extra-colon, single-quotes 6, wrong-separator 4, extra-colon, extra-colon, extra-colon, unquoted-key",
        )
        .becomes(r#"{"a.b" : "c", "d.e" : {"f" : "g", "h" : "i"}}"#),
        broken(r#"{:"a.b"=>"c", :"d.e"=>"f"}"#, "extra-colon, wrong-separator 2, extra-colon")
            .becomes(r#"{"a.b":"c", "d.e":"f"}"#),
        broken(r#"{"a": 1, b}"#, "trailing-comma, stray-text").becomes(r#"{"a": 1 }"#),
        broken(r#"{"a": "x" y, "b": 1}"#, "stray-text").becomes(r#"{"a": "x" , "b": 1}"#),
        broken("{a: x; b: y}", "unquoted-key 2, unquoted-value, wrong-separator, unquoted-value")
            .becomes(r#"{"a": "x", "b": "y"}"#),
    ]);
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
        broken("{a: Shop (Berlin), b: /x?y=f(z)}", "unquoted-key 2, unquoted-value, unquoted-value")
            .becomes(r#"{"a": "Shop (Berlin)", "b": "/x?y=f(z)"}"#),
        broken("{a: tel +49, b: 1}", "unquoted-key 2, unquoted-value").becomes(r#"{"a": "tel +49", "b": 1}"#),
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
