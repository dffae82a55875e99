//! Diagnostics of the JSON syntax.

use model::diagnostic::Severity::{Error, Warning};
use model::polling::Document;
use model::position::position;

use super::{assert_diagnostic, assert_no_diagnostic, resource};

#[test]
fn empty_texts_and_surrounding_text() {
    assert_diagnostic("", Error, "empty", "1:1", "The configuration is empty. Enter one, or {} to poll nothing.");
    assert_diagnostic(" \n", Error, "empty", "2:1", "The configuration is empty. Enter one, or {} to poll nothing.");
    let mark = "There is an invisible byte order mark before the text. Remove it.";
    assert_diagnostic("\u{feff}{}", Error, "byte-order-mark", "1:1", mark);
    let second = "A second JSON object starts here. Combine them into one.";
    assert_diagnostic("{}\n{}", Error, "second-document", "2:1", second);
    assert_diagnostic(
        &format!("{} {}", resource(""), resource("").replace("orders", "products")),
        Error,
        "second-document",
        "2:4",
        second,
    );
    let after = "The configuration ends before this text. Remove the text, or the bracket that closes too early.";
    assert_diagnostic("{} and so on", Error, "text-after-end", "1:4", after);
    assert_diagnostic("{}\n[1]", Error, "text-after-end", "2:1", after);
}

#[test]
fn commas_and_colons() {
    let two = |between: &str| {
        format!("{{\"a\": {{}}{between}\"b\": {{}}}}")
            .replace("{}", r#"{"url": "/a", "idField": "b", "datesConfiguration": {}}"#)
    };
    assert_no_diagnostic(&two(", "));
    assert_diagnostic(&two(" "), Error, "missing-comma", "1:62", "Missing comma.");
    assert_diagnostic(&two(",,"), Error, "extra-comma", "1:63", "Extra comma. Remove it.");
    assert_diagnostic(
        &resource(","),
        Error,
        "trailing-comma",
        "2:1",
        "JSON doesn't allow a trailing comma. Remove it.",
    );
    assert_diagnostic("{,}", Error, "extra-comma", "1:2", "Extra comma. Remove it.");
    assert_diagnostic("{},", Error, "extra-comma", "1:3", "Extra comma. Remove it.");
    assert_diagnostic(&two(";"), Error, "wrong-separator", "1:62", "JSON requires a comma (,) here, not ;.");
    assert_diagnostic(
        &resource(", \"pageSize\" 1"),
        Error,
        "missing-colon",
        "2:13",
        "Missing colon between the key and its value.",
    );
    assert_diagnostic(&resource(", \"pageSize\":: 1"), Error, "extra-colon", "2:14", "Extra colon. Remove it.");
    assert_diagnostic(
        &resource(", \"pageSize\" = 1"),
        Error,
        "wrong-separator",
        "2:14",
        "JSON requires a colon (:) here, not =.",
    );
    assert_diagnostic(&resource(", \"xPath\":"), Error, "missing-value", "2:11", "Missing value.");
    let key = "Missing key before this value. Write it in double quotes, followed by a colon.";
    assert_diagnostic(&resource(", : 1"), Error, "missing-key", "2:3", key);
}

#[test]
fn brackets() {
    let open = resource("");
    assert_diagnostic(
        &open[..open.len() - 1],
        Error,
        "unclosed-bracket",
        "2:2",
        "Missing } to close the bracket opened on line 1, column 1.",
    );
    assert_diagnostic(&format!("{open}}}"), Error, "extra-bracket", "2:3", "Extra }. Remove it.");
    assert_diagnostic(&open[1..], Error, "missing-bracket", "1:1", "Missing {.");
    assert_diagnostic(&open.replace("\n}}", "\n}]"), Error, "wrong-bracket", "2:2", "Expected }, not ].");
    // Reported where the indentation suggests the bracket, not at the end.
    let text = "{\n  \"a\": {\n    \"url\": \"/a\",\n    \"idField\": \"id\",\n    \"datesConfiguration\": {}\n  ,\n  \"b\": {\n    \
                \"url\": \"/b\",\n    \"idField\": \"id\",\n    \"datesConfiguration\": {}\n  }\n}";
    assert_diagnostic(
        text,
        Error,
        "unclosed-bracket",
        "5:29",
        "Missing } to close the bracket opened on line 2, column 8.",
    );
    let deep = |levels: usize| resource(&format!(", \"xPath\": {}{}", "[".repeat(levels), "]".repeat(levels)));
    let codes = |text: &str| -> Vec<_> {
        Document::new(text.into()).diagnostics().list().iter().map(|d| d.problem.code()).collect()
    };
    assert_eq!(codes(&deep(126)), ["wrong-type"], "128 levels are no finding of their own");
    assert_eq!(codes(&deep(127)), ["too-deep"]);
}

#[test]
fn quotes() {
    let close = "Missing closing double quote.";
    assert_diagnostic(
        "{\n\"orders\": {\"url\": \"/orders,\n\"idField\": \"id\", \"datesConfiguration\": {}}}",
        Error,
        "missing-closing-quote",
        "2:27",
        close,
    );
    assert_diagnostic(&resource("").replace("\"/orders\"", "\"/orders"), Error, "missing-closing-quote", "1:28", close);
    assert_diagnostic(&resource("").replace("\"idField\"", "\"idField"), Error, "missing-closing-quote", "1:39", close);
    let open = "Missing opening double quote.";
    assert_diagnostic(&resource("").replace("\"/orders\"", "/orders\""), Error, "missing-opening-quote", "1:20", open);
    assert_diagnostic(&resource("").replace("\"idField\"", "idField\""), Error, "missing-opening-quote", "1:31", open);
    let single = "Use double quotes (\") instead of single quotes (').";
    assert_diagnostic(&resource("").replace("\"id\"", "'id'"), Error, "single-quotes", "1:42", single);
    assert_diagnostic(&resource("").replace("\"idField\"", "'idField'"), Error, "single-quotes", "1:31", single);
    assert_diagnostic(&resource(", \"xPath\": 'it\\'s \"so\"'"), Error, "single-quotes", "2:12", single);
    let typographic = "Use straight double quotes (\") instead of typographic quotes (“).";
    assert_diagnostic(&resource("").replace("\"id\"", "“id”"), Error, "typographic-quotes", "1:42", typographic);
    let closing = "Use straight double quotes (\") instead of typographic quotes (”).";
    assert_diagnostic(&resource("").replace("\"id\"", "\"id”"), Error, "typographic-quotes", "1:45", closing);
    let escaped = "These quotes are escaped as if inside another string. Remove the backslashes.";
    assert_diagnostic(&resource("").replace("\"id\"", "\\\"id\\\""), Error, "escaped-quotes", "1:42", escaped);
    let inner = "Write a double quote inside a string as \\\".";
    assert_diagnostic(&resource(", \"xPath\": \"a\"b\""), Error, "unescaped-quote", "2:14", inner);
    assert_diagnostic(
        &resource("").replace("\"id\"", "\"id\"\""),
        Error,
        "stray-character",
        "1:46",
        "\" doesn't belong here. Remove it.",
    );
    assert_diagnostic(
        &resource("").replace("\"idField\"", "idField"),
        Error,
        "unquoted-key",
        "1:31",
        "Keys need double quotes.",
    );
    assert_diagnostic(
        &resource("").replace("\"/orders\"", "/orders"),
        Error,
        "unquoted-value",
        "1:20",
        "Strings need double quotes.",
    );
}

#[test]
fn comments_and_literals_of_other_languages() {
    let comment = "JSON doesn't allow comments. Remove it.";
    assert_diagnostic(&resource(" /* why */"), Error, "comment", "2:2", comment);
    assert_diagnostic(&format!("{} # why", resource("")), Error, "comment", "2:4", comment);
    assert_diagnostic(&format!("// why\n{}", resource("")), Error, "comment", "1:1", comment);
    let filter = |word: &str| resource(&format!(", \"filterByUpdatedDate\": {word}"));
    assert_no_diagnostic(&filter("true"));
    assert_diagnostic(&filter("True"), Error, "literal", "2:26", "Use true instead of True.");
    assert_diagnostic(&filter("FALSE"), Error, "literal", "2:26", "Use false instead of FALSE.");
    for (word, line_column) in [("None", "2:12"), ("NaN", "2:12"), ("undefined", "2:12"), ("-Infinity", "2:12")] {
        let text = resource(&format!(", \"xPath\": {word}"));
        let document = Document::new(text.clone());
        let first = &document.diagnostics().list()[0];
        let at = position(&text, first.range.start);
        assert_eq!(
            (first.problem.code(), format!("{}:{}", at.line, at.column).as_str()),
            ("literal", line_column),
            "{word}"
        );
        assert_eq!(first.problem.to_string(), format!("Use null instead of {word}."));
    }
}

#[test]
fn numbers() {
    let size = |number: &str| resource(&format!(", \"pageSize\": {number}"));
    assert_no_diagnostic(&size("0"));
    assert_no_diagnostic(&size("-10"));
    assert_diagnostic(&size("007"), Error, "leading-zero", "2:15", "Numbers can't have leading zeros.");
    assert_diagnostic(&size("+7"), Error, "plus-sign", "2:15", "Numbers can't start with a plus sign.");
    assert_diagnostic(
        &size("0x1F"),
        Error,
        "number-format",
        "2:15",
        "Invalid number. Use decimal digits, optionally with a decimal point or an exponent.",
    );
    assert_diagnostic(
        &size("1_000"),
        Error,
        "number-format",
        "2:15",
        "Invalid number. Use decimal digits, optionally with a decimal point or an exponent.",
    );
    let point = "Numbers need a digit before and after the decimal point.";
    assert_diagnostic(&size(".5"), Error, "bare-point", "2:15", point);
    assert_diagnostic(&size("5."), Error, "bare-point", "2:15", point);
}

#[test]
fn characters_in_strings() {
    let text = |inside: &str| resource(&format!(", \"xPath\": \"{inside}\""));
    assert_diagnostic(
        &text("a\\qb"),
        Error,
        "bad-escape",
        "2:14",
        "\\q isn't a valid escape. For a backslash, write \\\\.",
    );
    assert_diagnostic(
        &text("it\\'s"),
        Error,
        "bad-escape",
        "2:15",
        "\\' isn't a valid escape. For a backslash, write \\\\.",
    );
    assert_diagnostic(
        &text("\\u12"),
        Error,
        "bad-escape",
        "2:13",
        "\\u isn't a valid escape. For a backslash, write \\\\.",
    );
    let half = "This \\u escape is only half a character. The other half is missing.";
    assert_diagnostic(&text("\\ud83dx"), Error, "lone-surrogate", "2:13", half);
    assert_diagnostic(&text("\\ude00"), Error, "lone-surrogate", "2:13", half);
    let control = "A tab can't appear in a string unescaped. Remove it, or write it as an escape.";
    assert_diagnostic(&text("a\tb"), Error, "control-character", "2:14", control);
    let break_ = "A line break can't appear in a string unescaped. Remove it, or write it as an escape.";
    assert_diagnostic(&text("a\nb"), Error, "control-character", "2:14", break_);
    let escape =
        "The invisible character U+001B can't appear in a string unescaped. Remove it, or write it as an escape.";
    assert_diagnostic(&text("\u{1b}"), Error, "control-character", "2:13", escape);
    assert_no_diagnostic(&text("\u{7f} é 😀 ’ “"));
    assert_diagnostic(
        &text("a\u{202e}b"),
        Warning,
        "invisible-character",
        "2:14",
        "The invisible character U+202E doesn't belong in this text. Remove it.",
    );
    assert_diagnostic(
        &text("<YOUR_PATH>"),
        Warning,
        "placeholder",
        "2:13",
        "<YOUR_PATH> is a placeholder. Enter the real value.",
    );
    assert_no_diagnostic(&text("a<b and c>d"));
    assert_no_diagnostic(&text("<'x'>"));
    let space = "A no-break space doesn't belong here. Remove it.";
    assert_diagnostic(&resource("\u{a0}"), Error, "stray-character", "2:1", space);
    assert_diagnostic(&resource(")"), Error, "stray-character", "2:1", ") doesn't belong here. Remove it.");
}

#[test]
fn duplicate_keys() {
    let twice = "\"idField\" appears again here (first on line 1, column 31). Only the last one would count.";
    assert_diagnostic(&resource(", \"idField\": \"x\""), Error, "duplicate-key", "2:3", twice);
}
