//! The texts that are pasted into the import dialog.

use model::instance::{FieldId, Instance};
use serde_json::Value;

use crate::form::{KEY, SECRET, field_error};
use crate::outcome::{Imported, reported};
use crate::{Check::Import, ORDERS, Row, SHOP, dated_orders, orders};

const NO_FIELDS: [&str; 3] = [""; 3];
const KEYS: [&str; 3] = ["", KEY, SECRET];
const ALL_FIELDS: [&str; 3] = [SHOP, KEY, SECRET];

const SINGLE: &str = "instead of single quotes (')";
const TYPOGRAPHIC: &str = "straight double quotes (\") instead of typographic quotes";
const UNQUOTED: &str = "Strings need double quotes";
const UNQUOTED_KEY: &str = "Keys need double quotes";
const INNER_QUOTE: &str = "a double quote inside a string";
const DOUBLED: &str = "quotes in the body are doubled";
const SHELL_QUOTE: &str = "Replaced this typographic quote";
const ENTITIES: &str = "HTML entities such as &quot;";
const CARET: &str = "there ' is not a quote";
const DASH: &str = "Replaced this dash";
const ESCAPED: &str = "The JSON was escaped as a string";
const WRAPPER: &str = "The instance is inside other JSON";
const RESPONSE: &str = "an instance as the API returns it";
const BEFORE: &str = "Ignored the text before the command or JSON";
const AFTER: &str = "Ignored the text after the command or JSON";
const SPACE_AFTER_BACKSLASH: &str = "Removed a space after this backslash";
const URL_ENCODED: &str = "curl percent-encodes the body, and the API receives no JSON";
const AROUND_SECRET: &str = "Removed quotes or brackets that don't belong in the Authorization header";
const COLON: &str = "Removed extra characters between the word and its secret";
const UNUSUAL_INTERVAL: &str = "isn't a whole number of minutes, 1 or more, so it's under Additional configuration";

/// The repairs of a text: line, column, and a part of the message.
type Repairs<'a> = &'a [(&'a str, &'a str)];

/// Checks a body without events.
fn body(imported: &Imported, name: &str, fields: [&str; 3], repairs: Repairs) {
    imported.name(name).fields(fields).no_secrets().no_events().repairs(repairs);
}

/// Checks a command whose body has no events.
fn command(imported: &Imported, name: &str, fields: [&str; 3], repairs: Repairs) {
    imported.name(name).fields(fields).secrets().no_events().repairs(repairs);
}

/// Checks a polling configuration.
fn polling(imported: &Imported, configuration: &Value, repairs: Repairs) {
    imported.name("").fields(NO_FIELDS).no_secrets().polling(configuration).repairs(repairs);
}

/// Checks that the raw editor reports the escape of cmd.exe in a URL.
fn caret(imported: &Imported) {
    let url = |and| orders(&["/hubs/ecommerce/orders?where=a=1", and, "orderBy=id"].concat());
    imported.name("My store").fields(NO_FIELDS).secrets().polling(&url("^&")).repairs(&[]);
    imported.raw_editor().diagnostics(&[reported("caret-escape", "1:51")]).fixed(&url("&"));
}

/// Checks that the raw editor reports placeholders for time zones.
fn zones(imported: &Imported) {
    imported.name("").no_secrets().repairs(&[("1:2", ESCAPED)]);
    let findings =
        [reported("unknown-key", "1:226"), reported("placeholder", "1:250"), reported("placeholder", "1:369")];
    imported.raw_editor().diagnostics(&findings).has_message("%{time_zone} is a placeholder");
}

/// Checks an interval that the form accepts.
fn long_interval(imported: &Imported) {
    imported.name("My store").polling(&orders("/o")).repairs(&[]);
    assert_eq!(imported.instance().refresh_interval, "999999999");
    let field_error = field_error(imported.instance(), FieldId::RefreshInterval).expect("no finding").to_string();
    assert!(field_error.contains("about 1,900 years"), "{field_error}");
}

/// Checks an interval that the field can't contain: it becomes an extra field.
fn unusual_interval(imported: &Imported, fields: [&str; 3], at: &str, minutes: &str) {
    imported.fields(fields).no_secrets().repairs(&[(at, UNUSUAL_INTERVAL)]);
    let Instance { name, refresh_interval, additional, .. } = imported.instance();
    assert_eq!((&**name, &**refresh_interval), ("My store", ""));
    let additional: Vec<_> = additional.iter().map(|member| (&*member.key, &**member.value())).collect();
    assert_eq!(additional, [("event.poller.refresh_interval", minutes)]);
}

/// Each text by its number.
pub const ROWS: [Row; 72] = [
    (1, Import(|i| body(i, "A name that is longer than 32 characters", NO_FIELDS, &[("1:2", SINGLE)]))),
    (2, Import(|i| body(i, "My store", ALL_FIELDS, &[("1:2", SINGLE)]))),
    (3, Import(|i| body(i, "My store", KEYS, &[("2:2", TYPOGRAPHIC)]))),
    (4, Import(|i| body(i, "My store", KEYS, &[("1:1", ESCAPED)]))),
    (
        5,
        Import(|i| {
            body(
                i,
                "My store",
                KEYS,
                &[("1:2", UNQUOTED_KEY), ("1:15", SINGLE), ("1:175", "doesn't allow a trailing comma")],
            );
        }),
    ),
    (6, Import(|i| body(i, "Mystore", KEYS, &[("1:71", UNQUOTED), ("1:134", UNQUOTED), ("1:186", UNQUOTED)]))),
    (8, Import(|i| command(i, "My store", [SHOP, KEY, ""], &[("1:155", DOUBLED)]))),
    (9, Import(|i| body(i, "the \"best\" shop", NO_FIELDS, &[("2:15", INNER_QUOTE)]))),
    (10, Import(|i| body(i, "say \"hi\"", NO_FIELDS, &[("2:15", INNER_QUOTE)]))),
    (11, Import(|i| body(i, "5\" disk", NO_FIELDS, &[("2:12", INNER_QUOTE)]))),
    (12, Import(|i| body(i, "the \"best\", cheapest shop", NO_FIELDS, &[("2:15", INNER_QUOTE)]))),
    (13, Import(|i| body(i, "My store", NO_FIELDS, &[("1:12", "a colon (:) here, not =")]))),
    (14, Import(|i| command(i, "My store", NO_FIELDS, &[("1:107", "Added a missing comma")]))),
    (15, Import(|i| command(i, "My store", NO_FIELDS, &[("1:107", "Replaced the separator between")]))),
    (16, Import(|i| command(i, "My store", NO_FIELDS, &[("1:87", AROUND_SECRET), ("1:124", AROUND_SECRET)]))),
    (17, Import(|i| command(i, "My store", NO_FIELDS, &[("1:82", "such as Bearer, before")]))),
    (18, Import(|i| command(i, "My store", NO_FIELDS, &[("1:86", COLON), ("1:122", COLON)]))),
    (
        19,
        Import(|i| {
            command(
                i,
                "My store",
                NO_FIELDS,
                &[("1:99", "Both belong in one: \"Authorization: User …, Organization …\"")],
            );
        }),
    ),
    (
        20,
        Import(|i| {
            command(i, "My store", NO_FIELDS, &[("1:1", "This is a HAR file. Its URL, Authorization header and body")]);
        }),
    ),
    (21, Import(|i| body(i, "My store", [SHOP, "", ""], &[("1:1", WRAPPER), ("1:9", RESPONSE)]))),
    (
        22,
        Import(|i| {
            body(
                i,
                "My store",
                [SHOP, "", ""],
                &[("1:1", WRAPPER), ("1:39", RESPONSE), ("1:189", "OAuth API Secret is masked in the text")],
            );
        }),
    ),
    (23, Import(|i| i.rejected("1:1", "not a request body or a polling configuration"))),
    (24, Import(|i| i.rejected("1:1", "Java, C# or JavaScript code"))),
    (25, Import(|i| command(i, "My store", NO_FIELDS, &[("1:151", ENTITIES)]))),
    (26, Import(|i| command(i, "My store", NO_FIELDS, &[("1:65", CARET)]))),
    (27, Import(|i| command(i, "My store", NO_FIELDS, &[("1:73", CARET)]))),
    (28, Import(|i| command(i, "My store", NO_FIELDS, &[]))),
    (29, Import(|i| command(i, "x", NO_FIELDS, &[("", "doesn't send: sec-ch-ua")]))),
    (30, Import(|i| command(i, "My store", NO_FIELDS, &[]))),
    (31, Import(|i| command(i, "My store", NO_FIELDS, &[("1:14", ENTITIES)]))),
    (32, Import(|i| command(i, "My store", NO_FIELDS, &[("1:14", SHELL_QUOTE)]))),
    (33, Import(|i| command(i, "My store", NO_FIELDS, &[("1:14", SHELL_QUOTE)]))),
    (34, Import(|i| command(i, "Aki’s “best” shop", NO_FIELDS, &[("1:9", SHELL_QUOTE)]))),
    (35, Import(|i| command(i, "My store", NO_FIELDS, &[("1:14", SHELL_QUOTE)]))),
    (36, Import(|i| command(i, "My store", NO_FIELDS, &[("1:6", DASH)]))),
    (37, Import(|i| command(i, "My store", NO_FIELDS, &[("1:5", "no-break or zero-width space")]))),
    (
        38,
        Import(|i| {
            command(
                i,
                "My store",
                NO_FIELDS,
                &[("1:1", "byte order mark"), ("1:2", "Removed invisible characters (1)")],
            );
        }),
    ),
    (39, Import(|i| command(i, "My store", NO_FIELDS, &[("1:14", "This ' is never closed")]))),
    (40, Import(|i| command(i, "My store", NO_FIELDS, &[("1:162", URL_ENCODED)]))),
    (41, Import(|i| command(i, "My store", NO_FIELDS, &[("1:1", "Removed prompts"), ("5:9", DOUBLED)]))),
    (42, Import(|i| command(i, "My store", NO_FIELDS, &[("1:1", "This is PowerShell code")]))),
    (43, Import(|i| command(i, "My store", NO_FIELDS, &[("1:1", "This is PowerShell code")]))),
    (44, Import(|i| command(i, "My store", NO_FIELDS, &[("1:1", "This is JavaScript code")]))),
    (45, Import(|i| command(i, "", NO_FIELDS, &[("", "The command has no body")]))),
    (
        46,
        Import(|i| {
            command(
                i,
                "My store",
                NO_FIELDS,
                &[("1:1", "This is an HTTP request. Its URL, headers and body were read")],
            );
        }),
    ),
    (47, Import(|i| body(i, "My store", NO_FIELDS, &[("1:1", BEFORE)]))),
    (48, Import(|i| body(i, "My store", NO_FIELDS, &[("1:1", BEFORE)]))),
    (49, Import(|i| command(i, "My store", NO_FIELDS, &[("3:1", AFTER)]))),
    (50, Import(|i| command(i, "My store", NO_FIELDS, &[("1:1", BEFORE), ("5:1", AFTER)]))),
    (51, Import(|i| body(i, "My store", NO_FIELDS, &[("1:1", "assigned to a variable in a program")]))),
    (52, Import(|i| i.rejected("1:17", "C# code"))),
    (53, Import(|i| i.rejected("2:23", "JavaScript code"))),
    (54, Import(|i| body(i, "My store", [SHOP, "", SECRET], &[("1:54", "the old form, a list of keys and values")]))),
    (55, Import(|i| polling(i, &orders(ORDERS), &[("1:1", ESCAPED)]))),
    (56, Import(|i| body(i, "My store", NO_FIELDS, &[("1:1", ESCAPED)]))),
    (57, Import(|i| command(i, "My store", NO_FIELDS, &[("1:1", "quote markers (>)")]))),
    (66, Import(caret)),
    (67, Import(|i| command(i, "Anna's shop", NO_FIELDS, &[("3:15", "In bash, \\' does not escape this quote")]))),
    (
        68,
        Import(|i| {
            command(
                i,
                "My store",
                NO_FIELDS,
                &[
                    ("1:14", "The URL isn't /instances"),
                    (
                        "1:78",
                        "The shell would end the command at this &. Treated it as part of the URL: put the URL in \
                         quotes",
                    ),
                ],
            );
        }),
    ),
    (
        69,
        Import(|i| {
            command(i, "My store", NO_FIELDS, &[("2:84", SPACE_AFTER_BACKSLASH), ("3:39", SPACE_AFTER_BACKSLASH)]);
        }),
    ),
    (70, Import(long_interval)),
    (71, Import(|i| unusual_interval(i, NO_FIELDS, "1:151", "1.5"))),
    (104, Import(|i| command(i, "My store", ALL_FIELDS, &[("1:223", URL_ENCODED)]))),
    (105, Import(|i| command(i, "Anna's shop", ALL_FIELDS, &[("1:193", SINGLE)]))),
    (106, Import(zones)),
    (107, Import(|i| unusual_interval(i, ALL_FIELDS, "12:36", "0"))),
    (108, Import(|i| command(i, "My store", ALL_FIELDS, &[("1:1", "This is PowerShell code")]))),
    (109, Import(|i| polling(i, &dated_orders(ORDERS), &[("1:1", ESCAPED)]))),
    (110, Import(|i| polling(i, &dated_orders(ORDERS), &[("1:1", ESCAPED), ("1:2", "the Markdown code fence")]))),
    (
        111,
        Import(|i| {
            command(
                i,
                "Mystore",
                ALL_FIELDS,
                &[
                    ("1:159", "The body isn't in quotes"),
                    ("1:160", UNQUOTED_KEY),
                    ("1:173", UNQUOTED),
                    ("1:215", UNQUOTED),
                    ("1:250", UNQUOTED),
                    ("1:311", UNQUOTED),
                    ("1:361", UNQUOTED),
                ],
            );
        }),
    ),
    (116, Import(|i| command(i, "My store", ALL_FIELDS, &[("1:6", DASH)]))),
    (117, Import(|i| command(i, "My store", ALL_FIELDS, &[("1:14", SHELL_QUOTE), ("1:159", TYPOGRAPHIC)]))),
];
