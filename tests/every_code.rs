//! For each diagnostic code, a small text that yields it alone, with its severity, position and message, and a
//! similar text that yields nothing. A code without a row fails.

#![allow(missing_docs)]

use std::collections::BTreeSet;

use model::diagnostic::Problem;
use model::diagnostic::Severity::{self, Error, Warning};
use model::polling::Document;
use model::position::position;

/// Wraps further members of a resource in a configuration. They start on the second line.
fn resource(members: &str) -> String {
    format!("{{\"a\": {{\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {{}}\n{members}}}}}")
}

/// Wraps the dates of a resource in a configuration. They start on the second line.
fn dates(dates: &str) -> String {
    format!("{{\"a\": {{\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\":\n{{{dates}}}}}}}")
}

/// Wraps a date pattern in a configuration.
fn pattern(pattern: &str) -> String {
    dates(&format!(
        "\"createdDateField\": \"c\", \"createdDateFormat\": \"yyyy\", \"updatedDateField\": \"u\", \"updatedDateFormat\":\n\"{pattern}\""
    ))
}

/// Wraps a path in a configuration.
fn url(url: &str) -> String {
    format!("{{\"a\": {{\"idField\": \"b\", \"datesConfiguration\": {{}}, \"url\":\n\"{url}\"}}}}")
}

/// Returns `levels` nested arrays.
fn deep(levels: usize) -> String {
    ["[".repeat(levels), "]".repeat(levels)].concat()
}

/// Code, severity, line:column, sentence, the text that yields it, the text that comes close.
type Row<'a> = (&'a str, Severity, &'a str, &'a str, &'a str, &'a str);

fn check(rows: &[Row<'_>]) {
    for (code, severity, place, sentence, text, close) in rows {
        let document = Document::new((*text).to_owned());
        let messages: Vec<_> = document
            .diagnostics()
            .list()
            .iter()
            .map(|found| {
                let at = position(text, found.range.start);
                let place = format!("{}:{}", at.line, at.column);
                (found.problem.code(), found.problem.severity(), place, found.problem.to_string())
            })
            .collect();
        assert_eq!(messages, [(*code, *severity, (*place).to_owned(), (*sentence).to_owned())], "{text:?}");
        let document = Document::new((*close).to_owned());
        assert!(document.diagnostics().is_empty(), "{close:?} is close to {code}: {:#?}", document.diagnostics());
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "a row a code")]
fn every_code_is_yielded_alone_and_not_by_similar_text() {
    let rows: &[Row<'_>] = &[
        ("empty", Error, "1:1", "The configuration is empty. Enter one, or {} to poll nothing.", "", "{}"),
        (
            "byte-order-mark",
            Error,
            "1:1",
            "There is an invisible byte order mark before the text. Remove it.",
            "\u{feff}{}",
            " {}",
        ),
        (
            "missing-comma",
            Error,
            "1:62",
            "Missing comma.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}} \"c\": {\"url\": \"/c\", \"idField\": \"d\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}, \"c\": {\"url\": \"/c\", \"idField\": \"d\", \"datesConfiguration\": {}}}",
        ),
        (
            "doubled-quotes",
            Error,
            "1:1",
            "Each double quote appears twice, as in CSV. Use only one.",
            "{\"\"a\"\": {}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"xPath\": \"\", \"datesConfiguration\": {}}}",
        ),
        (
            "entity-quotes",
            Error,
            "1:1",
            "The quotes are HTML entities (&quot;). Use the characters themselves.",
            "{&quot;a&quot;: {}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"xPath\": \"&quot;\", \"datesConfiguration\": {}}}",
        ),
        (
            "escaped-line-breaks",
            Error,
            "1:1",
            "Line breaks between the values are written as \\n. Use real line breaks.",
            "{\\n\"a\": {}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"xPath\": \"\\n\", \"datesConfiguration\": {}}}",
        ),
        (
            "ambiguous-quote",
            Error,
            "2:14",
            "This string contains a double quote, so it isn't clear where it ends. Write the quotes inside the string \
             as \\\".",
            &resource(", \"xPath\": \"a\", b\""),
            &resource(", \"xPath\": \"a\\\", b\""),
        ),
        (
            "stray-text",
            Error,
            "2:17",
            "This text is neither a key nor a value. Remove it.",
            &resource(", \"pageSize\": 1 x"),
            &resource(", \"pageSize\": 1"),
        ),
        (
            "surrounding-text",
            Error,
            "1:1",
            "There is other text before or after the configuration. Remove it.",
            &format!("Here it is: {}", resource("")),
            &resource(""),
        ),
        ("extra-comma", Error, "1:2", "Extra comma. Remove it.", "{,}", "{ }"),
        (
            "trailing-comma",
            Error,
            "2:1",
            "JSON doesn't allow a trailing comma. Remove it.",
            &resource(","),
            &resource(", \"pageSize\": 1"),
        ),
        (
            "wrong-separator",
            Error,
            "2:1",
            "JSON requires a comma (,) here, not ;.",
            &resource("; \"pageSize\": 1"),
            &resource(", \"xPath\": \";\""),
        ),
        (
            "missing-colon",
            Error,
            "2:13",
            "Missing colon between the key and its value.",
            &resource(", \"pageSize\" 1"),
            &resource(", \"pageSize\":1"),
        ),
        (
            "extra-colon",
            Error,
            "2:14",
            "Extra colon. Remove it.",
            &resource(", \"pageSize\":: 1"),
            &resource(", \"xPath\": \"::\""),
        ),
        (
            "missing-key",
            Error,
            "1:2",
            "Missing key before this value. Write it in double quotes, followed by a colon.",
            "{: {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        ("missing-value", Error, "2:11", "Missing value.", &resource(", \"xPath\":"), &resource(", \"xPath\": \"\"")),
        (
            "missing-bracket",
            Error,
            "1:1",
            "Missing {.",
            "\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        ("unclosed-bracket", Error, "1:2", "Missing } to close the bracket opened on line 1, column 1.", "{", "{}"),
        ("extra-bracket", Error, "1:3", "Extra }. Remove it.", "{}}", "{} "),
        (
            "wrong-bracket",
            Error,
            "1:2",
            "Expected }, not ].",
            "{]",
            "{\"a\": {\"url\": \"/a]\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "missing-closing-quote",
            Error,
            "1:18",
            "Missing closing double quote.",
            "{\"a\": {\"url\": \"/a, \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a,\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "missing-opening-quote",
            Error,
            "1:15",
            "Missing opening double quote.",
            "{\"a\": {\"url\": /a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\\\"\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "single-quotes",
            Error,
            "1:32",
            "Use double quotes (\") instead of single quotes (').",
            "{\"a\": {\"url\": \"/a\", \"idField\": 'b', \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"'b'\", \"datesConfiguration\": {}}}",
        ),
        (
            "typographic-quotes",
            Error,
            "1:32",
            "Use straight double quotes (\") instead of typographic quotes (“).",
            "{\"a\": {\"url\": \"/a\", \"idField\": “b”, \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"“b”\", \"datesConfiguration\": {}}}",
        ),
        (
            "escaped-quotes",
            Error,
            "1:32",
            "These quotes are escaped as if inside another string. Remove the backslashes.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \\\"b\\\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\\"b\\\"\", \"datesConfiguration\": {}}}",
        ),
        (
            "unescaped-quote",
            Error,
            "2:14",
            "Write a double quote inside a string as \\\".",
            &resource(", \"xPath\": \"a\"b\""),
            &resource(", \"xPath\": \"a\\\"b\""),
        ),
        (
            "full-width",
            Error,
            "1:5",
            "JSON requires a colon (:), not the full-width ：.",
            "{\"a\"： {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a：\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "expression",
            Error,
            "2:12",
            "This is a program expression, but JSON contains only values. Write the value itself.",
            &resource(", \"xPath\": path(\"a\")"),
            &resource(", \"xPath\": \"path(a)\""),
        ),
        (
            "unquoted-key",
            Error,
            "1:21",
            "Keys need double quotes.",
            "{\"a\": {\"url\": \"/a\", idField: \"b\", \"datesConfiguration\": {}}}",
            "{\"idField \": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "unquoted-value",
            Error,
            "1:15",
            "Strings need double quotes.",
            "{\"a\": {\"url\": /a, \"idField\": \"b\", \"datesConfiguration\": {}}}",
            &resource(", \"filterByUpdatedDate\": true"),
        ),
        (
            "comment",
            Error,
            "2:2",
            "JSON doesn't allow comments. Remove it.",
            &resource(" /* why */"),
            &resource(", \"xPath\": \"// why\""),
        ),
        (
            "literal",
            Error,
            "2:26",
            "Use true instead of True.",
            &resource(", \"filterByUpdatedDate\": True"),
            &resource(", \"filterByUpdatedDate\": true"),
        ),
        (
            "leading-zero",
            Error,
            "2:15",
            "Numbers can't have leading zeros.",
            &resource(", \"pageSize\": 01"),
            &resource(", \"pageSize\": 0"),
        ),
        (
            "plus-sign",
            Error,
            "2:15",
            "Numbers can't start with a plus sign.",
            &resource(", \"pageSize\": +1"),
            &resource(", \"pageSize\": -1"),
        ),
        (
            "bare-point",
            Error,
            "2:15",
            "Numbers need a digit before and after the decimal point.",
            &resource(", \"pageSize\": 1."),
            &resource(", \"pageSize\": 1"),
        ),
        (
            "number-format",
            Error,
            "2:15",
            "Invalid number. Use decimal digits, optionally with a decimal point or an exponent.",
            &resource(", \"pageSize\": 1_000"),
            &resource(", \"pageSize\": 1000"),
        ),
        (
            "bad-escape",
            Error,
            "1:33",
            "\\q isn't a valid escape. For a backslash, write \\\\.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\q\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\/\", \"datesConfiguration\": {}}}",
        ),
        (
            "lone-surrogate",
            Error,
            "1:33",
            "This \\u escape is only half a character. The other half is missing.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\ud83d\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\ud83d\\ude00\", \"datesConfiguration\": {}}}",
        ),
        (
            "control-character",
            Error,
            "1:34",
            "A tab can't appear in a string unescaped. Remove it, or write it as an escape.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\t\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\t\u{7f}\", \"datesConfiguration\": {}}}",
        ),
        (
            "stray-character",
            Error,
            "2:1",
            ") doesn't belong here. Remove it.",
            &resource(")"),
            &resource(", \"xPath\": \")\""),
        ),
        (
            "second-document",
            Error,
            "1:3",
            "A second JSON object starts here. Combine them into one.",
            "{}{}",
            &resource(", \"xPath\": \"{}{}\""),
        ),
        (
            "text-after-end",
            Error,
            "1:4",
            "The configuration ends before this text. Remove the text, or the bracket that closes too early.",
            "{} 1",
            "{} \n",
        ),
        (
            "too-deep",
            Error,
            "1:129",
            "This is nested deeper than 128 levels, more than JSON parsers accept.",
            &deep(129),
            &resource(&format!(", \"xPath\": \"{}\"", deep(129))),
        ),
        (
            "stringified",
            Warning,
            "1:1",
            "This configuration is wrapped in a string, as the console sends it. Unwrap it so that it can be checked.",
            "\"{}\"",
            "{}",
        ),
        (
            "duplicate-key",
            Error,
            "2:3",
            "\"idField\" appears again here (first on line 1, column 21). Only the last one would count.",
            &resource(", \"idField\": \"x\""),
            &resource(", \"xPath\": \"idField\""),
        ),
        ("wrong-type", Error, "1:1", "The configuration must be an object, not an array.", "[]", "{}"),
        (
            "quoted-value",
            Warning,
            "2:15",
            "\"pageSize\" is a whole number: write it without quotes.",
            &resource(", \"pageSize\": \"1\""),
            &resource(", \"pageSize\": 1"),
        ),
        (
            "not-a-resource",
            Error,
            "1:2",
            "\"url\" belongs inside a resource. This level contains resource names such as \"customers\".",
            "{\"url\": \"/a\"}",
            "{\"url\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "empty-resource",
            Warning,
            "1:2",
            "\"a\" is empty, so it isn't polled. Add at least \"url\" and \"idField\".",
            "{\"a\": {}}",
            "{}",
        ),
        (
            "missing-url",
            Error,
            "1:2",
            "\"a\" needs a \"url\", the path to poll, for example /hubs/ecommerce/customers.",
            "{\"a\": {\"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "empty-url",
            Error,
            "1:15",
            "The \"url\" of \"a\" is empty. Enter the path to poll, for example /hubs/ecommerce/customers.",
            "{\"a\": {\"url\": \"\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "missing-id-field",
            Error,
            "1:2",
            "\"a\" needs an \"idField\", the field with each record's ID, for example id.",
            "{\"a\": {\"url\": \"/a\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "empty-id-field",
            Warning,
            "1:32",
            "The \"idField\" of \"a\" is empty, so the API can't tell records apart. It's usually id.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \" \", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"@.@id\", \"datesConfiguration\": {}}}",
        ),
        (
            "missing-dates",
            Warning,
            "1:2",
            "\"a\" has no \"datesConfiguration\", so the API can't tell new records from changed ones. Add one, or {} \
             if the records have no dates.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\"}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "missing-date-setting",
            Warning,
            "2:1",
            "The \"datesConfiguration\" of \"a\" has no \"updatedDateFormat\".",
            &dates("\"createdDateField\": \"c\", \"createdDateFormat\": \"yyyy\", \"updatedDateField\": \"u\""),
            &dates(
                "\"createdDateField\": \"c\", \"createdDateFormat\": \"yyyy\", \"updatedDateField\": \"u\", \"updatedDateFormat\": \"yyyy\"",
            ),
        ),
        (
            "unknown-key",
            Warning,
            "2:3",
            "\"filterByUpdateDate\" isn't a documented setting. Did you mean \"filterByUpdatedDate\"?",
            &resource(", \"filterByUpdateDate\": true"),
            &resource(", \"filterByUpdatedDate\": true"),
        ),
        (
            "misplaced-key",
            Warning,
            "2:3",
            "\"updatedDateTimezone\" belongs in \"datesConfiguration\", not here.",
            &resource(", \"updatedDateTimezone\": \"GMT\""),
            &dates(
                "\"createdDateField\": \"c\", \"createdDateFormat\": \"yyyy\", \"updatedDateField\": \"u\", \"updatedDateFormat\": \"yyyy\", \"updatedDateTimezone\": \"GMT\"",
            ),
        ),
        (
            "placeholder",
            Warning,
            "1:33",
            "<ID> is a placeholder. Enter the real value.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"<ID>\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"a<b and c>d\", \"datesConfiguration\": {}}}",
        ),
        (
            "invisible-character",
            Warning,
            "1:34",
            "The invisible character U+202E doesn't belong in this text. Remove it.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\u{202e}\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b é😀\", \"datesConfiguration\": {}}}",
        ),
        ("blank-around", Warning, "2:2", "The path starts or ends with a space. Remove it.", &url(" /x"), &url("/x y")),
        (
            "white-space",
            Warning,
            "2:9",
            "A line break doesn't belong in this value. Remove it, or use a plain space.",
            &url("/x?a=b&\\n  c=d"),
            &url("/x?a=b  and\\\\n c=d"),
        ),
        (
            "html-entity",
            Warning,
            "2:8",
            "&amp; is an HTML entity. Use the character itself.",
            &url("/x?a=1&amp;b=2"),
            &url("/x?a=1&amp=3;b=2"),
        ),
        (
            "caret-escape",
            Warning,
            "2:8",
            "The caret in ^& is a cmd.exe escape, left over from a command. Remove it.",
            &url("/x?a=1^&b=2"),
            &url("/x?a=1^b=2&c=^"),
        ),
        (
            "date-unterminated-quote",
            Error,
            "3:6",
            "Java rejects this date pattern: the quote (') is never closed.",
            &pattern("yyyy'"),
            &pattern("yyyy''"),
        ),
        (
            "date-illegal-letter",
            Error,
            "3:6",
            "Java rejects this date pattern: T isn't a pattern letter. Put literal text in single quotes.",
            &pattern("yyyyTHH"),
            &pattern("yyyy'T'HH"),
        ),
        (
            "date-other-letter",
            Error,
            "3:8",
            "Java rejects this date pattern: A isn't a pattern letter. Use a.",
            &pattern("hh:mm A"),
            &pattern("hh:mm a"),
        ),
        (
            "date-percent",
            Error,
            "3:2",
            "This is strftime notation. Java's date patterns have no %: use a pattern such as yyyy-MM-dd'T'HH:mm:ss.",
            &pattern("%Y-%m-%d"),
            &pattern("yyyy '%' MM"),
        ),
        (
            "date-php",
            Error,
            "3:2",
            "This is PHP notation, but Java uses other letters. Use a pattern such as yyyy-MM-dd'T'HH:mm:ss.",
            &pattern("Y-m-d"),
            &pattern("y-M-d"),
        ),
        (
            "date-day-hour",
            Warning,
            "3:2",
            "This is a 24-hour clock with AM/PM (a). Use h for 1 to 12.",
            &pattern("HH:mm a"),
            &pattern("HH:mm (hh a)"),
        ),
        (
            "date-weekday-for-year",
            Warning,
            "3:2",
            "u is the number of the weekday. Use y for the year.",
            &pattern("uuuu-MM-dd"),
            &pattern("yyyy-MM-dd u"),
        ),
        (
            "date-day-for-weekday",
            Warning,
            "3:2",
            "d is the day of the month. Use E for the name of the weekday.",
            &pattern("ddd, MM"),
            &pattern("dd, MM"),
        ),
        (
            "date-hour-for-zone",
            Warning,
            "3:7",
            "K is an hour in Java. Use XXX for the time zone.",
            &pattern("mm:ssK"),
            &pattern("mm:ss K a"),
        ),
        (
            "date-brackets",
            Warning,
            "3:4",
            "Brackets are literal text in Java's date patterns. Put literal text in single quotes.",
            &pattern("HH[Z]"),
            &pattern("HH'[Z]'"),
        ),
        (
            "date-iso8601-length",
            Error,
            "3:4",
            "Java rejects this date pattern: a time zone is X, XX or XXX, not 4 times X.",
            &pattern("HHXXXX"),
            &pattern("HHXXX"),
        ),
        (
            "date-week-year",
            Warning,
            "3:2",
            "Y is the week year, which differs from the calendar year around New Year. Use y.",
            &pattern("YYYY-MM"),
            &pattern("YYYY-ww"),
        ),
        (
            "date-half-day-hour",
            Warning,
            "3:2",
            "This is a 12-hour clock without AM/PM (a). Use H for 0 to 23.",
            &pattern("hh"),
            &pattern("hh a"),
        ),
        (
            "date-minutes-for-months",
            Warning,
            "3:7",
            "m means minutes. Use M for months.",
            &pattern("yyyy-mm"),
            &pattern("HH:mm"),
        ),
        (
            "date-months-for-minutes",
            Warning,
            "3:5",
            "M means months. Use m for minutes.",
            &pattern("HH:MM"),
            &pattern("HH MM"),
        ),
        (
            "date-day-of-year",
            Warning,
            "3:5",
            "D is the day of the year, 1 to 366. Use d for the day of the month.",
            &pattern("MM-DD"),
            &pattern("yyyy-DDD"),
        ),
        (
            "date-long-fraction",
            Warning,
            "3:2",
            "S means milliseconds: Java reads more than three digits as that many milliseconds. Use SSS.",
            &pattern("SSSS"),
            &pattern("SSS"),
        ),
        (
            "date-no-letter",
            Warning,
            "3:2",
            "This pattern has no letter for any part of a date. For numeric dates, use milliseconds.",
            &pattern("518862600"),
            &pattern("milliseconds"),
        ),
        (
            "url-not-a-path",
            Warning,
            "2:2",
            "Enter an API path, for example /hubs/ecommerce/customers.",
            &url("x"),
            &url("/"),
        ),
        ("url-odd-quotes", Warning, "2:7", "Unbalanced quotes (') in this path.", &url("/x?a='b"), &url("/x?a='b'")),
        (
            "template-unbalanced",
            Warning,
            "2:7",
            "Unbalanced braces: a template is written ${…}.",
            &url("/x?a=${epoch"),
            &url("/x?a=${epoch}"),
        ),
        (
            "template-no-dollar",
            Warning,
            "2:7",
            "A template starts with a dollar sign. Write ${…}.",
            &url("/x?a={date:yyyy}"),
            &url("/x?a=${date:yyyy}"),
        ),
        (
            "template-unknown",
            Warning,
            "2:9",
            "Date isn't a known template. Use ${gmtDate:…}, ${date:…}, ${dateTimeZone:zone:…}, ${epoch} or \
             ${milliseconds}.",
            &url("/x?a=${Date}"),
            &url("/x?a=${date}"),
        ),
        (
            "template-epoch-unit",
            Warning,
            "2:15",
            "ns isn't a unit of ${epoch}. Use s, ms or us, or nothing for milliseconds.",
            &url("/x?a=${epoch:ns}"),
            &url("/x?a=${epoch:us}"),
        ),
        (
            "template-no-pattern",
            Warning,
            "2:9",
            "Add a date pattern, for example ${gmtDate:yyyy-MM-dd'T'HH:mm:ss}.",
            &url("/x?a=${gmtDate}"),
            &url("/x?a=${gmtDate:yyyy}"),
        ),
        (
            "template-no-zone",
            Warning,
            "2:9",
            "Add the time zone and the pattern, for example ${dateTimeZone:PST:yyyy-MM-dd}.",
            &url("/x?a=${dateTimeZone:yyyy}"),
            &url("/x?a=${dateTimeZone:PST:yyyy}"),
        ),
    ];
    check(rows);
    // The codes above are all codes.
    let codes: BTreeSet<&str> = Problem::codes().collect();
    assert_eq!(Problem::codes().count(), codes.len(), "no two codes are the same");
    let yielded: BTreeSet<&str> = rows.iter().map(|row| row.0).collect();
    assert_eq!(yielded, codes);
}
