//! Diagnostics of the polling configuration: keys, types, required members, date patterns and paths.

use model::diagnostic::Severity::{self, Error, Warning};

use super::{assert_diagnostic, assert_no_diagnostic, pattern, resource, url};

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
    struct Case {
        text: &'static str,
        severity: Severity,
        code: &'static str,
        line_column: &'static str,
        sentence: &'static str,
    }
    assert_no_diagnostic(&pattern("yyyy-MM-dd'T'HH:mm:ss"));
    assert_no_diagnostic(&pattern("milliseconds"));
    let cases = [
        Case {
            text: "yyyy-MM-dd'T'HH:mm:ss'",
            severity: Error,
            code: "date-unterminated-quote",
            line_column: "2:23",
            sentence: "Java rejects this date pattern: the quote (') is never closed.",
        },
        Case {
            text: "yyyy-MM-ddTHH",
            severity: Error,
            code: "date-illegal-letter",
            line_column: "2:12",
            sentence: "Java rejects this date pattern: T isn't a pattern letter. Put literal text in single quotes.",
        },
        Case {
            text: "HHXXXX",
            severity: Error,
            code: "date-iso8601-length",
            line_column: "2:4",
            sentence: "Java rejects this date pattern: a time zone is X, XX or XXX, not 4 times X.",
        },
        Case {
            text: "YYYY-MM-dd",
            severity: Warning,
            code: "date-week-year",
            line_column: "2:2",
            sentence: "Y is the week year, which differs from the calendar year around New Year. Use y.",
        },
        Case {
            text: "hh:mm",
            severity: Warning,
            code: "date-half-day-hour",
            line_column: "2:2",
            sentence: "This is a 12-hour clock without AM/PM (a). Use H for 0 to 23.",
        },
        Case {
            text: "yyyy-mm-dd",
            severity: Warning,
            code: "date-minutes-for-months",
            line_column: "2:7",
            sentence: "m means minutes. Use M for months.",
        },
        Case {
            text: "HH:MM",
            severity: Warning,
            code: "date-months-for-minutes",
            line_column: "2:5",
            sentence: "M means months. Use m for minutes.",
        },
        Case {
            text: "yyyy-MM-DD",
            severity: Warning,
            code: "date-day-of-year",
            line_column: "2:10",
            sentence: "D is the day of the year, 1 to 366. Use d for the day of the month.",
        },
        Case {
            text: "ss.SSSSSS",
            severity: Warning,
            code: "date-long-fraction",
            line_column: "2:5",
            sentence: "S means milliseconds: Java reads more than three digits as that many milliseconds. Use SSS.",
        },
        Case {
            text: "518862600",
            severity: Warning,
            code: "date-no-letter",
            line_column: "2:2",
            sentence: "This pattern has no letter for any part of a date. For numeric dates, use milliseconds.",
        },
    ];
    for Case { text, severity, code, line_column, sentence } in cases {
        assert_diagnostic(&pattern(text), severity, code, line_column, sentence);
    }
}

#[test]
fn paths_and_templates() {
    struct Case<'t> {
        text: &'t str,
        code: &'t str,
        line_column: &'t str,
        sentence: &'t str,
    }
    assert_no_diagnostic(&url("/x?where=a>'${gmtDate:yyyy-MM-dd'T'HH:mm:ss'Z'}'"));
    assert_no_diagnostic(&url("/x?since=${epoch:s}"));
    let known =
        " isn't a known template. Use ${gmtDate:…}, ${date:…}, ${dateTimeZone:zone:…}, ${epoch} or ${milliseconds}.";
    let cases = [
        Case {
            text: "hubs/x",
            code: "url-not-a-path",
            line_column: "2:2",
            sentence: "Enter an API path, for example /hubs/ecommerce/customers.",
        },
        Case {
            text: " /x",
            code: "blank-around",
            line_column: "2:2",
            sentence: "The path starts or ends with a space. Remove it.",
        },
        Case {
            text: "/x?a='b",
            code: "url-odd-quotes",
            line_column: "2:7",
            sentence: "Unbalanced quotes (') in this path.",
        },
        Case {
            text: "/x?a=${gmtDate:yyyy",
            code: "template-unbalanced",
            line_column: "2:7",
            sentence: "Unbalanced braces: a template is written ${…}.",
        },
        Case {
            text: "/x?a={gmtDate:yyyy}",
            code: "template-no-dollar",
            line_column: "2:7",
            sentence: "A template starts with a dollar sign. Write ${…}.",
        },
        Case {
            text: "/x?a=${DateTimeZone:PST:yyyy}",
            code: "template-unknown",
            line_column: "2:9",
            sentence: &format!("DateTimeZone{known}"),
        },
        Case {
            text: "/x?a=${epoch:ns}",
            code: "template-epoch-unit",
            line_column: "2:15",
            sentence: "ns isn't a unit of ${epoch}. Use s, ms or us, or nothing for milliseconds.",
        },
        Case {
            text: "/x?a=${gmtDate}",
            code: "template-no-pattern",
            line_column: "2:9",
            sentence: "Add a date pattern, for example ${gmtDate:yyyy-MM-dd'T'HH:mm:ss}.",
        },
        Case {
            text: "/x?a=${dateTimeZone:yyyy}",
            code: "template-no-zone",
            line_column: "2:9",
            sentence: "Add the time zone and the pattern, for example ${dateTimeZone:PST:yyyy-MM-dd}.",
        },
        Case {
            text: "/x?a=${dateTimeZone:{TimeZone}:yyyy}",
            code: "placeholder",
            line_column: "2:22",
            sentence: "{TimeZone} is a placeholder. Enter the real value.",
        },
    ];
    for Case { text, code, line_column, sentence } in cases {
        assert_diagnostic(&url(text), Warning, code, line_column, sentence);
    }
}
