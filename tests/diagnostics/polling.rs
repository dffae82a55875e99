//! Diagnostics of the polling configuration: keys, types, required members, date patterns and paths.

use model::diagnostic::Severity::{Error, Warning};

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
    for (text, severity, code, line_column, sentence) in cases {
        assert_diagnostic(&pattern(text), severity, code, line_column, sentence);
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
    for (text, code, line_column, sentence) in cases {
        assert_diagnostic(&url(text), Warning, code, line_column, sentence);
    }
}
