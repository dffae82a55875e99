//! Small polling configurations that yield exactly one diagnostic, with its message, position and fix; and similar
//! ones that yield none. `every_code.rs` checks that no code is missing.

#![allow(missing_docs)]

use model::diagnostic::Severity::{self, Error, Warning};
use model::polling::Document;
use model::position::{Position, position};

/// Wraps members of a resource (on the second line), a date pattern or a path in a configuration.
fn resource(members: &str) -> String {
    format!("{{\"orders\": {{\"url\": \"/orders\", \"idField\": \"id\", \"datesConfiguration\": {{}}\n{members}}}}}")
}

fn pattern(pattern: &str) -> String {
    let dates =
        r#""updatedDateField": "u", "createdDateField": "c", "createdDateFormat": "yyyy", "updatedDateFormat":"#;
    format!(
        "{{\"orders\": {{\"url\": \"/orders\", \"idField\": \"id\", \"datesConfiguration\": {{{dates}\n\"{pattern}\"}}}}}}"
    )
}

fn url(url: &str) -> String {
    format!("{{\"orders\": {{\"idField\": \"id\", \"datesConfiguration\": {{}}, \"url\":\n\"{url}\"}}}}")
}

/// Checks that `text` yields exactly this diagnostic, and that its fix leaves no diagnostic.
#[track_caller]
fn assert_diagnostic(text: &str, severity: Severity, code: &str, place: &str, sentence: &str) {
    let document = Document::new(text.to_owned());
    let list = document.diagnostics().list();
    let [found] = list else { panic!("{} findings in {text:?}: {list:#?}", list.len()) };
    let at = position(text, found.range.start);
    assert_eq!(found.problem.code(), code, "{text:?}");
    assert_eq!(format!("{}:{}", at.line, at.column), place, "{text:?}");
    assert_eq!(found.problem.to_string(), sentence, "{text:?}");
    assert_eq!(found.problem.severity(), severity, "{text:?}");
    assert!(found.range.start <= found.range.end && text.is_char_boundary(found.range.end.min(text.len())));
    if let Some(fix) = &found.fix {
        let repaired = document.edited(&fix.edits);
        let left: Vec<_> = repaired.diagnostics().list().iter().map(|left| left.problem.code()).collect();
        // A value or key that recovery made up yields a diagnostic of its own.
        assert!(left.is_empty() || MADE_UP.contains(&code), "{text:?} became {:?}: {left:?}", repaired.text());
        assert!(repaired.is_json(), "{text:?} became {:?}", repaired.text());
    }
}

/// Codes whose fix inserts something that only the user can know.
const MADE_UP: [&str; 9] = [
    "bare-point",
    "missing-value",
    "missing-key",
    "literal",
    "unquoted-value",
    "number-format",
    "text-after-end",
    "single-quotes",
    "stray-character",
];

#[track_caller]
fn assert_no_diagnostic(text: &str) {
    let document = Document::new(text.to_owned());
    assert!(document.diagnostics().is_empty(), "{text:?}: {:#?}", document.diagnostics().list());
}

#[test]
fn valid_configurations() {
    for text in [
        "{}",
        " {\n}\t\r\n",
        "{\"a\\u0041/{id}-b\": {\"url\": \"/x\", \"idField\": \"\\\"\", \"datesConfiguration\": {}}}",
    ] {
        assert_no_diagnostic(text);
    }
    for members in [
        "",
        ", \"filterByUpdatedDate\": true, \"filterByCurrentDate\": false, \"createdCheckTolerance\": 60, \"pageSize\": 200, \"pollDelay\": 0",
        ", \"xPath\": \"//a\"",
        ", \"xPath\": \"\\u00e9 \\ud83d\\ude00 \\n 'a' // # /* ] } : ,\"",
    ] {
        assert_no_diagnostic(&resource(members));
    }
}

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
    for (word, place) in [("None", "2:12"), ("NaN", "2:12"), ("undefined", "2:12"), ("-Infinity", "2:12")] {
        let text = resource(&format!(", \"xPath\": {word}"));
        let document = Document::new(text.clone());
        let first = &document.diagnostics().list()[0];
        let at = position(&text, first.range.start);
        assert_eq!((first.problem.code(), format!("{}:{}", at.line, at.column).as_str()), ("literal", place), "{word}");
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

#[test]
fn unknown_and_misplaced_keys() {
    let typo = "\"filterByUpdateDate\" isn't a documented setting. Did you mean \"filterByUpdatedDate\"?";
    assert_diagnostic(&resource(", \"filterByUpdateDate\": true"), Warning, "unknown-key", "2:3", typo);
    assert_diagnostic(
        &resource(", \"color\": 1"),
        Warning,
        "unknown-key",
        "2:3",
        "\"color\" isn't a documented setting.",
    );
    let dates = "\"updatedDateTimezone\" belongs in \"datesConfiguration\", not here.";
    assert_diagnostic(&resource(", \"updatedDateTimezone\": \"GMT\""), Warning, "misplaced-key", "2:3", dates);
    let misplaced = resource("").replace("{}", "{\"createdCheckTolerance\": 5}");
    assert_diagnostic(
        &misplaced,
        Warning,
        "misplaced-key",
        "1:71",
        "\"createdCheckTolerance\" belongs in the resource, not here.",
    );
    let level = "\"url\" belongs inside a resource. This level contains resource names such as \"customers\".";
    assert_diagnostic("{\"url\": \"/x\"}", Error, "not-a-resource", "1:2", level);
    assert_diagnostic(
        "{\"url\": {}}",
        Warning,
        "empty-resource",
        "1:2",
        "\"url\" is empty, so it isn't polled. Add at least \"url\" and \"idField\".",
    );
}

#[test]
fn types() {
    let root = "The configuration must be an object, not an array.";
    assert_diagnostic("[]", Error, "wrong-type", "1:1", root);
    assert_diagnostic("\"text\"", Error, "wrong-type", "1:1", "The configuration must be an object, not a string.");
    assert_diagnostic("{\"a\": 1}", Error, "wrong-type", "1:7", "\"a\" must be an object, not a number.");
    assert_diagnostic(
        &resource("").replace("\"id\"", "7"),
        Error,
        "wrong-type",
        "1:42",
        "\"idField\" must be a string, not a number.",
    );
    assert_diagnostic(
        &resource("").replace("{}", "null"),
        Error,
        "wrong-type",
        "1:70",
        "\"datesConfiguration\" must be an object, not null.",
    );
    assert_diagnostic(
        &resource(", \"pageSize\": 1.5"),
        Error,
        "wrong-type",
        "2:15",
        "\"pageSize\" must be a whole number, not a number.",
    );
    assert_diagnostic(
        &resource(", \"pageSize\": \"many\""),
        Error,
        "wrong-type",
        "2:15",
        "\"pageSize\" must be a whole number, not a string.",
    );
    assert_diagnostic(
        &resource(", \"pageSize\": \"0200\""),
        Warning,
        "quoted-value",
        "2:15",
        "\"pageSize\" is a whole number: write it without quotes.",
    );
    let quoted = "\"filterByUpdatedDate\" is true or false: write it without quotes.";
    assert_diagnostic(&resource(", \"filterByUpdatedDate\": \"false\""), Warning, "quoted-value", "2:26", quoted);
    let stringified =
        "This configuration is wrapped in a string, as the console sends it. Unwrap it so that it can be checked.";
    assert_diagnostic(&serde_json::to_string(&resource("")).unwrap(), Warning, "stringified", "1:1", stringified);
}

#[test]
fn required_members_of_a_resource() {
    let without = |part: &str| resource("").replace(part, "");
    let url = "\"orders\" needs a \"url\", the path to poll, for example /hubs/ecommerce/customers.";
    assert_diagnostic(&without("\"url\": \"/orders\", "), Error, "missing-url", "1:2", url);
    let id = "\"orders\" needs an \"idField\", the field with each record's ID, for example id.";
    assert_diagnostic(&without("\"idField\": \"id\", "), Error, "missing-id-field", "1:2", id);
    let dates = "\"orders\" has no \"datesConfiguration\", so the API can't tell new records from changed ones. Add \
                 one, or {} if the records have no dates.";
    assert_diagnostic(&without(", \"datesConfiguration\": {}"), Warning, "missing-dates", "1:2", dates);
    let empty = "The \"url\" of \"orders\" is empty. Enter the path to poll, for example /hubs/ecommerce/customers.";
    assert_diagnostic(&resource("").replace("/orders", " "), Error, "empty-url", "1:20", empty);
    let empty = "The \"idField\" of \"orders\" is empty, so the API can't tell records apart. It's usually id.";
    assert_diagnostic(&resource("").replace("\"id\"", "\"\""), Warning, "empty-id-field", "1:42", empty);
    let setting = "The \"datesConfiguration\" of \"orders\" has no \"createdDateFormat\".";
    let some = resource("")
        .replace("{}", "{\"updatedDateField\": \"u\", \"updatedDateFormat\": \"yyyy\", \"createdDateField\": \"c\"}");
    assert_diagnostic(&some, Warning, "missing-date-setting", "1:70", setting);
}

#[test]
fn date_patterns() {
    assert_no_diagnostic(&pattern("yyyy-MM-dd'T'HH:mm:ss"));
    assert_no_diagnostic(&pattern("milliseconds"));
    let cases = [
        (
            "yyyy-MM-dd'T'HH:mm:ss'",
            Error,
            "date-unterminated-quote",
            "2:23",
            "Java rejects this date pattern: the quote (') is never closed.",
        ),
        (
            "yyyy-MM-ddTHH",
            Error,
            "date-illegal-letter",
            "2:12",
            "Java rejects this date pattern: T isn't a pattern letter. Put literal text in single quotes.",
        ),
        (
            "HHXXXX",
            Error,
            "date-iso8601-length",
            "2:4",
            "Java rejects this date pattern: a time zone is X, XX or XXX, not 4 times X.",
        ),
        (
            "YYYY-MM-dd",
            Warning,
            "date-week-year",
            "2:2",
            "Y is the week year, which differs from the calendar year around New Year. Use y.",
        ),
        (
            "hh:mm",
            Warning,
            "date-half-day-hour",
            "2:2",
            "This is a 12-hour clock without AM/PM (a). Use H for 0 to 23.",
        ),
        ("yyyy-mm-dd", Warning, "date-minutes-for-months", "2:7", "m means minutes. Use M for months."),
        ("HH:MM", Warning, "date-months-for-minutes", "2:5", "M means months. Use m for minutes."),
        (
            "yyyy-MM-DD",
            Warning,
            "date-day-of-year",
            "2:10",
            "D is the day of the year, 1 to 366. Use d for the day of the month.",
        ),
        (
            "ss.SSSSSS",
            Warning,
            "date-long-fraction",
            "2:5",
            "S means milliseconds: Java reads more than three digits as that many milliseconds. Use SSS.",
        ),
        (
            "518862600",
            Warning,
            "date-no-letter",
            "2:2",
            "This pattern has no letter for any part of a date. For numeric dates, use milliseconds.",
        ),
    ];
    for (text, severity, code, place, sentence) in cases {
        assert_diagnostic(&pattern(text), severity, code, place, sentence);
    }
}

#[test]
fn paths_and_templates() {
    assert_no_diagnostic(&url("/x?where=a>'${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'"));
    assert_no_diagnostic(&url("/x?since=${epoch:s}"));
    let known =
        " isn't a known template. Use ${gmtDate:…}, ${date:…}, ${dateTimeZone:zone:…}, ${epoch} or ${milliseconds}.";
    let cases = [
        ("hubs/x", "url-not-a-path", "2:2", "Enter an API path, for example /hubs/ecommerce/customers."),
        (" /x", "blank-around", "2:2", "The path starts or ends with a space. Remove it."),
        ("/x?a='b", "url-odd-quotes", "2:7", "Unbalanced quotes (') in this path."),
        ("/x?a=${gmtDate:yyyy", "template-unbalanced", "2:7", "Unbalanced braces: a template is written ${…}."),
        ("/x?a={gmtDate:yyyy}", "template-no-dollar", "2:7", "A template starts with a dollar sign. Write ${…}."),
        ("/x?a=${DateTimeZone:PST:yyyy}", "template-unknown", "2:9", &format!("DateTimeZone{known}")),
        (
            "/x?a=${epoch:ns}",
            "template-epoch-unit",
            "2:15",
            "ns isn't a unit of ${epoch}. Use s, ms or us, or nothing for milliseconds.",
        ),
        (
            "/x?a=${gmtDate}",
            "template-no-pattern",
            "2:9",
            "Add a date pattern, for example ${gmtDate:yyyy-MM-dd'T'HH:mm:ss}.",
        ),
        (
            "/x?a=${dateTimeZone:yyyy}",
            "template-no-zone",
            "2:9",
            "Add the time zone and the pattern, for example ${dateTimeZone:PST:yyyy-MM-dd}.",
        ),
        (
            "/x?a=${dateTimeZone:{TimeZone}:yyyy}",
            "placeholder",
            "2:22",
            "{TimeZone} is a placeholder. Enter the real value.",
        ),
    ];
    for (text, code, place, sentence) in cases {
        assert_diagnostic(&url(text), Warning, code, place, sentence);
    }
}

/// The first 1,000 diagnostics in text order are kept, whatever their kind and the order in which they were found.
/// All are counted, and the last one of a large text still has its position.
#[test]
fn the_first_thousand_diagnostics_are_kept() {
    let names = "\n\"a\": 1,".repeat(1_500);
    let text = format!("{{{names}{} \"b\": 1}}", ",".repeat(1_000));
    let document = Document::new(text.clone());
    let found = document.diagnostics();
    assert_eq!((found.list().len(), found.errors, found.warnings), (1_000, 1_500 + 1_499 + 1_000 + 1, 0));
    for (index, found) in found.list().iter().enumerate() {
        // The first key is no duplicate; every following line has two diagnostics.
        let (line, column, code) = match index {
            0 => (2, 6, "wrong-type"),
            _ if index % 2 == 1 => (index.div_ceil(2) + 2, 1, "duplicate-key"),
            _ => (index / 2 + 2, 6, "wrong-type"),
        };
        assert_eq!(
            (position(&text, found.range.start), found.problem.code()),
            (Position { line, column }, code),
            "{index}"
        );
    }
    // The first diagnostic of the text is kept even if it is found last.
    let late = format!("[{}", ",".repeat(3_000));
    let document = Document::new(format!("{{\"\u{200b}\": {late}]}}"));
    let first = &document.diagnostics().list()[0];
    assert_eq!((first.problem.code(), first.range.clone()), ("invisible-character", 2..5));
    assert_eq!(document.diagnostics().list().len(), 1_000);
}

/// A second position that a message mentions is also available as a range.
#[test]
fn related_ranges_are_data() {
    let related = |text: &str| {
        let document = Document::new(text.into());
        let list = document.diagnostics().list();
        list.iter().filter_map(|found| found.related.clone()).map(|range| text[range].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(related(&resource(", \"idField\": \"x\", \"\\u0069dField\": 1")), ["\"idField\"", "\"idField\""]);
    assert_eq!(related("{\"a\": [{}"), ["[", "{"]);
    assert_eq!(related(&resource("")), [""; 0]);
}
