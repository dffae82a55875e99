//! Every code: a small text that yields it and nothing else, with its severity, place and sentence; and a
//! text that comes close and yields nothing. A code without a row fails.

#![allow(missing_docs)]

use std::collections::BTreeSet;

use model::diagnostic::Problem;
use model::diagnostic::Severity::{self, Error, Warning};
use model::polling::Document;
use model::position::position;

/// A configuration around the further members of a resource; they begin the second line.
fn resource(members: &str) -> String {
    format!("{{\"a\": {{\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {{}}\n{members}}}}}")
}

/// A configuration around a resource's dates.
fn dates(dates: &str) -> String {
    format!("{{\"a\": {{\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\":\n{{{dates}}}}}}}")
}

/// A configuration around a date pattern.
fn pattern(pattern: &str) -> String {
    dates(&format!(
        "\"createdDateField\": \"c\", \"createdDateFormat\": \"yyyy\", \"updatedDateField\": \"u\", \"updatedDateFormat\":\n\"{pattern}\""
    ))
}

/// A configuration around a path.
fn url(url: &str) -> String {
    format!("{{\"a\": {{\"idField\": \"b\", \"datesConfiguration\": {{}}, \"url\":\n\"{url}\"}}}}")
}

/// So many levels of brackets, and nothing else.
fn deep(levels: usize) -> String {
    ["[".repeat(levels), "]".repeat(levels)].concat()
}

/// Code, severity, line:column, sentence, the text that yields it, the text that comes close.
type Row<'a> = (&'a str, Severity, &'a str, &'a str, &'a str, &'a str);

fn check(rows: &[Row<'_>]) {
    for (code, severity, place, sentence, text, close) in rows {
        let document = Document::new((*text).to_owned());
        let told: Vec<_> = document
            .diagnostics()
            .list()
            .iter()
            .map(|found| {
                let at = position(text, found.range.start);
                let place = format!("{}:{}", at.line, at.column);
                (found.problem.code(), found.problem.severity(), place, found.problem.to_string())
            })
            .collect();
        assert_eq!(told, [(*code, *severity, (*place).to_owned(), (*sentence).to_owned())], "{text:?}");
        let document = Document::new((*close).to_owned());
        assert!(document.diagnostics().is_empty(), "{close:?} is close to {code}: {:#?}", document.diagnostics());
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "a row a code")]
fn every_code_is_yielded_alone_and_not_by_what_comes_close() {
    let rows: &[Row<'_>] = &[
        (
            "empty",
            Error,
            "1:1",
            "There is nothing here. Write a configuration, or {} for one that polls nothing.",
            "",
            "{}",
        ),
        (
            "byte-order-mark",
            Error,
            "1:1",
            "An invisible byte order mark stands before the text. Remove it.",
            "\u{feff}{}",
            " {}",
        ),
        (
            "missing-comma",
            Error,
            "1:62",
            "A comma is missing here.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}} \"c\": {\"url\": \"/c\", \"idField\": \"d\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}, \"c\": {\"url\": \"/c\", \"idField\": \"d\", \"datesConfiguration\": {}}}",
        ),
        (
            "doubled-quotes",
            Error,
            "1:1",
            "Each double quote stands here twice, as in CSV. JSON has it once.",
            "{\"\"a\"\": {}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"xPath\": \"\", \"datesConfiguration\": {}}}",
        ),
        (
            "entity-quotes",
            Error,
            "1:1",
            "The quotes are HTML entities (&quot;), as web pages write them. Write the characters themselves.",
            "{&quot;a&quot;: {}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"xPath\": \"&quot;\", \"datesConfiguration\": {}}}",
        ),
        (
            "escaped-line-breaks",
            Error,
            "1:1",
            "Line breaks are written as \\n between the values. Write real line breaks.",
            "{\\n\"a\": {}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"xPath\": \"\\n\", \"datesConfiguration\": {}}}",
        ),
        (
            "ambiguous-quote",
            Error,
            "2:14",
            "This string contains a double quote, so that its end is not certain. Write the quotes inside the string as \\\".",
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
            "Other text stands before or after the configuration. Remove it.",
            &format!("Here it is: {}", resource("")),
            &resource(""),
        ),
        ("extra-comma", Error, "1:2", "This comma has nothing before or after it. Remove it.", "{,}", "{ }"),
        (
            "trailing-comma",
            Error,
            "2:1",
            "JSON allows no comma after the last entry. Remove it.",
            &resource(","),
            &resource(", \"pageSize\": 1"),
        ),
        (
            "wrong-separator",
            Error,
            "2:1",
            "JSON has a comma (,) here, not ;.",
            &resource("; \"pageSize\": 1"),
            &resource(", \"xPath\": \";\""),
        ),
        (
            "missing-colon",
            Error,
            "2:13",
            "A colon is missing between the name and its value.",
            &resource(", \"pageSize\" 1"),
            &resource(", \"pageSize\":1"),
        ),
        (
            "extra-colon",
            Error,
            "2:14",
            "This colon is one too many. Remove it.",
            &resource(", \"pageSize\":: 1"),
            &resource(", \"xPath\": \"::\""),
        ),
        (
            "missing-key",
            Error,
            "1:2",
            "The name is missing before this value. Write it in double quotes, followed by a colon.",
            "{: {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "missing-value",
            Error,
            "2:11",
            "The value is missing here.",
            &resource(", \"xPath\":"),
            &resource(", \"xPath\": \"\""),
        ),
        (
            "missing-bracket",
            Error,
            "1:1",
            "{ is missing here.",
            "\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "unclosed-bracket",
            Error,
            "1:2",
            "} is missing here, to close the one opened on line 1, column 1.",
            "{",
            "{}",
        ),
        ("extra-bracket", Error, "1:3", "This } is one too many. Remove it.", "{}}", "{} "),
        (
            "wrong-bracket",
            Error,
            "1:2",
            "} is needed here, not ].",
            "{]",
            "{\"a\": {\"url\": \"/a]\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "missing-closing-quote",
            Error,
            "1:18",
            "The closing double quote is missing here.",
            "{\"a\": {\"url\": \"/a, \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a,\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "missing-opening-quote",
            Error,
            "1:15",
            "The opening double quote is missing here.",
            "{\"a\": {\"url\": /a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\\\"\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "single-quotes",
            Error,
            "1:32",
            "JSON wants double quotes (\") around names and texts, not single ones (').",
            "{\"a\": {\"url\": \"/a\", \"idField\": 'b', \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"'b'\", \"datesConfiguration\": {}}}",
        ),
        (
            "typographic-quotes",
            Error,
            "1:32",
            "JSON wants straight double quotes (\"), not typographic ones (“).",
            "{\"a\": {\"url\": \"/a\", \"idField\": “b”, \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"“b”\", \"datesConfiguration\": {}}}",
        ),
        (
            "escaped-quotes",
            Error,
            "1:32",
            "These quotes are escaped as if inside another text. Remove the backslashes.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \\\"b\\\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\\"b\\\"\", \"datesConfiguration\": {}}}",
        ),
        (
            "unescaped-quote",
            Error,
            "2:14",
            "A double quote inside a text is written \\\".",
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
            "This is an expression of a program, and JSON has only values. Write the value itself.",
            &resource(", \"xPath\": path(\"a\")"),
            &resource(", \"xPath\": \"path(a)\""),
        ),
        (
            "unquoted-key",
            Error,
            "1:21",
            "JSON wants double quotes around every name.",
            "{\"a\": {\"url\": \"/a\", idField: \"b\", \"datesConfiguration\": {}}}",
            "{\"idField \": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "unquoted-value",
            Error,
            "1:15",
            "JSON wants double quotes around a text.",
            "{\"a\": {\"url\": /a, \"idField\": \"b\", \"datesConfiguration\": {}}}",
            &resource(", \"filterByUpdatedDate\": true"),
        ),
        (
            "comment",
            Error,
            "2:2",
            "JSON has no comments. Remove it.",
            &resource(" /* why */"),
            &resource(", \"xPath\": \"// why\""),
        ),
        (
            "literal",
            Error,
            "2:26",
            "JSON writes true, not True.",
            &resource(", \"filterByUpdatedDate\": True"),
            &resource(", \"filterByUpdatedDate\": true"),
        ),
        (
            "leading-zero",
            Error,
            "2:15",
            "A JSON number has no zeros in front.",
            &resource(", \"pageSize\": 01"),
            &resource(", \"pageSize\": 0"),
        ),
        (
            "plus-sign",
            Error,
            "2:15",
            "A JSON number has no plus sign in front.",
            &resource(", \"pageSize\": +1"),
            &resource(", \"pageSize\": -1"),
        ),
        (
            "bare-point",
            Error,
            "2:15",
            "A JSON number needs a digit before and after the point.",
            &resource(", \"pageSize\": 1."),
            &resource(", \"pageSize\": 1"),
        ),
        (
            "number-format",
            Error,
            "2:15",
            "JSON cannot read this number: it wants plain decimal digits, with a point or an exponent if need be.",
            &resource(", \"pageSize\": 1_000"),
            &resource(", \"pageSize\": 1000"),
        ),
        (
            "bad-escape",
            Error,
            "1:33",
            "JSON knows no \\q. A backslash itself is written \\\\.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\q\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\/\", \"datesConfiguration\": {}}}",
        ),
        (
            "lone-surrogate",
            Error,
            "1:33",
            "This \\u escape is half a character; its other half is missing.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\ud83d\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\ud83d\\ude00\", \"datesConfiguration\": {}}}",
        ),
        (
            "control-character",
            Error,
            "1:34",
            "A tab cannot stand inside a string as it is. Remove it, or write it as an escape.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\t\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"\\t\u{7f}\", \"datesConfiguration\": {}}}",
        ),
        (
            "stray-character",
            Error,
            "2:1",
            ") does not belong here. Remove it.",
            &resource(")"),
            &resource(", \"xPath\": \")\""),
        ),
        (
            "second-document",
            Error,
            "1:3",
            "A second document begins here. Join both into one.",
            "{}{}",
            &resource(", \"xPath\": \"{}{}\""),
        ),
        (
            "text-after-end",
            Error,
            "1:4",
            "The configuration has ended before this text. Remove the text, or the bracket that closes too early.",
            "{} 1",
            "{} \n",
        ),
        (
            "too-deep",
            Error,
            "1:129",
            "This is nested deeper than 128 levels, more than JSON readers accept.",
            &deep(129),
            &resource(&format!(", \"xPath\": \"{}\"", deep(129))),
        ),
        (
            "stringified",
            Warning,
            "1:1",
            "This is a configuration inside a text, as the console sends it. Unwrap it to read and check it.",
            "\"{}\"",
            "{}",
        ),
        (
            "duplicate-key",
            Error,
            "2:3",
            "\"idField\" stands here again (first on line 1, column 21); only the last of them would count.",
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
            "\"url\" belongs inside a resource: at this level stand resource names such as \"customers\".",
            "{\"url\": \"/a\"}",
            "{\"url\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "empty-resource",
            Warning,
            "1:2",
            "\"a\" is empty, so nothing is polled for it. Give it at least \"url\" and \"idField\".",
            "{\"a\": {}}",
            "{}",
        ),
        (
            "missing-url",
            Error,
            "1:2",
            "\"a\" has no \"url\": the path to poll, such as /hubs/ecommerce/customers.",
            "{\"a\": {\"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "empty-url",
            Error,
            "1:15",
            "The \"url\" of \"a\" is blank: write the path to poll, such as /hubs/ecommerce/customers.",
            "{\"a\": {\"url\": \"\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "missing-id-field",
            Error,
            "1:2",
            "\"a\" has no \"idField\": the field that holds each record's id, such as id.",
            "{\"a\": {\"url\": \"/a\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\", \"datesConfiguration\": {}}}",
        ),
        (
            "empty-id-field",
            Warning,
            "1:32",
            "The \"idField\" of \"a\" is blank: without it the API cannot tell records apart. Most often it is id.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \" \", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"@.@id\", \"datesConfiguration\": {}}}",
        ),
        (
            "missing-dates",
            Warning,
            "1:2",
            "\"a\" has no \"datesConfiguration\", so the API cannot tell new records from changed ones. Add one, or {} if the records have no dates.",
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
            "\"filterByUpdateDate\" is not a documented setting. Is \"filterByUpdatedDate\" meant?",
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
            "<ID> is a placeholder: write the real value.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"<ID>\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"a<b and c>d\", \"datesConfiguration\": {}}}",
        ),
        (
            "invisible-character",
            Warning,
            "1:34",
            "The invisible character U+202E stands in this text. Remove it.",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b\u{202e}\", \"datesConfiguration\": {}}}",
            "{\"a\": {\"url\": \"/a\", \"idField\": \"b é😀\", \"datesConfiguration\": {}}}",
        ),
        (
            "blank-around",
            Warning,
            "2:2",
            "A blank stands before or after the path. Remove it.",
            &url(" /x"),
            &url("/x y"),
        ),
        (
            "white-space",
            Warning,
            "2:9",
            "A line break stands in this value. Remove it, or write a plain space.",
            &url("/x?a=b&\\n  c=d"),
            &url("/x?a=b  and\\\\n c=d"),
        ),
        (
            "html-entity",
            Warning,
            "2:8",
            "&amp; is an HTML entity, as web pages write special characters. Write the character itself.",
            &url("/x?a=1&amp;b=2"),
            &url("/x?a=1&amp=3;b=2"),
        ),
        (
            "caret-escape",
            Warning,
            "2:8",
            "The caret in ^& is an escape of cmd.exe, left over from a command. Remove it.",
            &url("/x?a=1^&b=2"),
            &url("/x?a=1^b=2&c=^"),
        ),
        (
            "date-unterminated-quote",
            Error,
            "3:6",
            "Java refuses this date pattern: the quote (') that opens here is never closed.",
            &pattern("yyyy'"),
            &pattern("yyyy''"),
        ),
        (
            "date-illegal-letter",
            Error,
            "3:6",
            "Java refuses this date pattern: T is not a pattern letter. Put fixed text in single quotes.",
            &pattern("yyyyTHH"),
            &pattern("yyyy'T'HH"),
        ),
        (
            "date-other-letter",
            Error,
            "3:8",
            "Java rejects this date pattern: A is not one of its letters. Write a.",
            &pattern("hh:mm A"),
            &pattern("hh:mm a"),
        ),
        (
            "date-percent",
            Error,
            "3:2",
            "Java does not read % in a date pattern: this is the notation of strftime. Write it as Java does, such as yyyy-MM-dd'T'HH:mm:ss.",
            &pattern("%Y-%m-%d"),
            &pattern("yyyy '%' MM"),
        ),
        (
            "date-php",
            Error,
            "3:2",
            "This is the notation of PHP: Java reads other letters. Write it as Java does, such as yyyy-MM-dd'T'HH:mm:ss.",
            &pattern("Y-m-d"),
            &pattern("y-M-d"),
        ),
        (
            "date-day-hour",
            Warning,
            "3:2",
            "These are hours of a whole day, but a is AM or PM. Write h for 1 to 12.",
            &pattern("HH:mm a"),
            &pattern("HH:mm (hh a)"),
        ),
        (
            "date-weekday-for-year",
            Warning,
            "3:2",
            "u is the number of the day in the week. Write y for the year.",
            &pattern("uuuu-MM-dd"),
            &pattern("yyyy-MM-dd u"),
        ),
        (
            "date-day-for-weekday",
            Warning,
            "3:2",
            "d is the day of the month as a number. Write E for the name of the day.",
            &pattern("ddd, MM"),
            &pattern("dd, MM"),
        ),
        (
            "date-hour-for-zone",
            Warning,
            "3:7",
            "K is an hour in Java. Write XXX for the time zone.",
            &pattern("mm:ssK"),
            &pattern("mm:ss K a"),
        ),
        (
            "date-brackets",
            Warning,
            "3:4",
            "Brackets stand for themselves in Java's date patterns. Put fixed text in single quotes.",
            &pattern("HH[Z]"),
            &pattern("HH'[Z]'"),
        ),
        (
            "date-iso8601-length",
            Error,
            "3:4",
            "Java refuses this date pattern: a time zone is X, XX or XXX, not 4 times X.",
            &pattern("HHXXXX"),
            &pattern("HHXXX"),
        ),
        (
            "date-week-year",
            Warning,
            "3:2",
            "Y is the year that the week belongs to, which differs from the calendar's around New Year. Write y.",
            &pattern("YYYY-MM"),
            &pattern("YYYY-ww"),
        ),
        (
            "date-half-day-hour",
            Warning,
            "3:2",
            "These are hours of half a day, and no a tells which half. Write H for 0 to 23.",
            &pattern("hh"),
            &pattern("hh a"),
        ),
        (
            "date-minutes-for-months",
            Warning,
            "3:7",
            "m is the minute. Write M for the month.",
            &pattern("yyyy-mm"),
            &pattern("HH:mm"),
        ),
        (
            "date-months-for-minutes",
            Warning,
            "3:5",
            "M is the month. Write m for the minute.",
            &pattern("HH:MM"),
            &pattern("HH MM"),
        ),
        (
            "date-day-of-year",
            Warning,
            "3:5",
            "D is the day of the year, 1 to 366. Write d for the day of the month.",
            &pattern("MM-DD"),
            &pattern("yyyy-DDD"),
        ),
        (
            "date-long-fraction",
            Warning,
            "3:2",
            "S is milliseconds: Java reads more than three digits as that many milliseconds. Write SSS.",
            &pattern("SSSS"),
            &pattern("SSS"),
        ),
        (
            "date-no-letter",
            Warning,
            "3:2",
            "This pattern has no letter that stands for a part of a date. For dates that are numbers write milliseconds.",
            &pattern("518862600"),
            &pattern("milliseconds"),
        ),
        (
            "url-not-a-path",
            Warning,
            "2:2",
            "A path of the API is wanted here, such as /hubs/ecommerce/customers.",
            &url("x"),
            &url("/"),
        ),
        (
            "url-odd-quotes",
            Warning,
            "2:7",
            "The quotes (') in this path do not pair up: one is missing or one too many.",
            &url("/x?a='b"),
            &url("/x?a='b'"),
        ),
        (
            "template-unbalanced",
            Warning,
            "2:7",
            "The braces of this template do not pair up: it is written ${…}.",
            &url("/x?a=${epoch"),
            &url("/x?a=${epoch}"),
        ),
        (
            "template-no-dollar",
            Warning,
            "2:7",
            "A template begins with a dollar: write ${…}.",
            &url("/x?a={date:yyyy}"),
            &url("/x?a=${date:yyyy}"),
        ),
        (
            "template-unknown",
            Warning,
            "2:9",
            "Date is not known here. A template is ${gmtDate:…}, ${date:…}, ${dateTimeZone:zone:…}, ${epoch} or ${milliseconds}.",
            &url("/x?a=${Date}"),
            &url("/x?a=${date}"),
        ),
        (
            "template-epoch-unit",
            Warning,
            "2:15",
            "ns is not a unit of ${epoch}: write s, ms or us, or nothing for milliseconds.",
            &url("/x?a=${epoch:ns}"),
            &url("/x?a=${epoch:us}"),
        ),
        (
            "template-no-pattern",
            Warning,
            "2:9",
            "The date pattern is missing: write ${gmtDate:yyyy-MM-dd'T'HH:mm:ss}, say.",
            &url("/x?a=${gmtDate}"),
            &url("/x?a=${gmtDate:yyyy}"),
        ),
        (
            "template-no-zone",
            Warning,
            "2:9",
            "The zone or the pattern is missing: write ${dateTimeZone:PST:yyyy-MM-dd}, say.",
            &url("/x?a=${dateTimeZone:yyyy}"),
            &url("/x?a=${dateTimeZone:PST:yyyy}"),
        ),
    ];
    check(rows);
    // What was yielded above is all that there is.
    let codes: BTreeSet<&str> = Problem::codes().collect();
    assert_eq!(Problem::codes().count(), codes.len(), "no two codes are the same");
    let yielded: BTreeSet<&str> = rows.iter().map(|row| row.0).collect();
    assert_eq!(yielded, codes);
}
