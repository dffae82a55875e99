//! The texts that are pasted into the raw editor, the fields and the page.

use model::callback::Notation;
use model::instance::FieldId::{self, Element, Host, OrganizationSecret, SignatureKey, UserSecret};
use serde_json::{Value, json};

use crate::Check::{Browser, Editor, Field, Signature};
use crate::form::{KEY, ORGANIZATION, SECRET, USER};
use crate::outcome::{Raw, Reported, reported};
use crate::{ORDERS, Row, SHOP, dated_orders, orders};

const STORE: FieldId = Element(0);
const STORE_KEY: FieldId = Element(1);
const STORE_SECRET: FieldId = Element(2);

/// Checks all diagnostics, and the configuration after all fixes.
fn fixable(raw: &Raw, findings: &[Reported], configuration: &Value) {
    raw.diagnostics(findings).fixed(configuration);
}

fn single_quotes(raw: &Raw) {
    let mut expected = orders(ORDERS);
    expected["orders"]["datesConfiguration"] = json!({
        "updatedDateField": "date_modified_in_greenwich_mean_time",
        "updatedDateFormat": "yyyy-MM-dd HH:mm:ss",
    });
    fixable(raw, &[reported("single-quotes", "1:2").times(10)], &expected);
}

fn escaped_once(raw: &Raw) {
    let mut expected = orders(ORDERS);
    expected["orders"]["pageSize"] = 100.into();
    fixable(raw, &[reported("escaped-quotes", "1:1")], &expected);
}

fn no_break_spaces(raw: &Raw) {
    fixable(raw, &[reported("stray-character", "2:1").times(4)], &orders(ORDERS));
    raw.has_message("A no-break space doesn't belong here");
}

fn line_break_in_url(raw: &Raw) {
    raw.diagnostics(&[reported("white-space", "1:49")]).has_message("A line break doesn't belong in this value");
}

fn zone_placeholder(raw: &Raw) {
    raw.diagnostics(&[reported("placeholder", "1:133")]).has_message("%{time_zone} is a placeholder").no_fix();
}

fn dates(updated: &str) -> Value {
    json!({"orders": {"url": "/o", "idField": "id", "datesConfiguration": {
        "updatedDateField": "a", "updatedDateFormat": updated, "createdDateField": "b", "createdDateFormat": "yyyy",
    }}})
}

/// Each text by its number.
pub const ROWS: [Row; 45] = [
    (7, Editor(single_quotes)),
    (58, Editor(|r| fixable(r, &[reported("escaped-quotes", "1:1")], &orders(ORDERS)))),
    (59, Editor(|r| fixable(r, &[reported("surrounding-text", "1:1")], &orders(ORDERS)))),
    (60, Editor(|r| fixable(r, &[reported("surrounding-text", "1:1")], &orders(ORDERS)))),
    (61, Editor(|r| fixable(r, &[reported("surrounding-text", "1:1")], &orders(ORDERS)))),
    (62, Editor(|r| fixable(r, &[reported("surrounding-text", "1:1")], &orders(ORDERS)))),
    (
        63,
        Editor(|r| {
            fixable(r, &[reported("control-character", "1:48")], &orders("/hubs/ecommerce/orders?where=status='open'"));
        }),
    ),
    (64, Editor(|r| fixable(r, &[], &orders("/hubs/👩\u{200d}👩\u{200d}👧/orders")))),
    (65, Editor(|r| fixable(r, &[reported("stray-character", "1:11").times(2)], &orders(ORDERS)))),
    (72, Editor(escaped_once)),
    (73, Editor(no_break_spaces)),
    (74, Editor(line_break_in_url)),
    (
        75,
        Editor(|r| {
            fixable(r, &[reported("html-entity", "1:51")], &orders("/hubs/ecommerce/orders?where=a=1&orderBy=id"));
        }),
    ),
    (76, Editor(|r| fixable(r, &[reported("date-day-hour", "1:115")], &dates("dd/MM/yyyy hh:mm:ss a")))),
    (77, Editor(|r| fixable(r, &[reported("date-percent", "1:104")], &dates("yyyy-MM-dd'T'HH:mm:ss")))),
    (78, Editor(zone_placeholder)),
    (79, Field(Host, "host", &[])),
    (80, Field(STORE, "wp-json", &[(STORE, SHOP)])),
    (81, Field(STORE, "rest_route", &[(STORE, SHOP)])),
    (82, Field(STORE, "secrets", &[(STORE, SHOP), (STORE_KEY, KEY), (STORE_SECRET, SECRET)])),
    (83, Field(STORE, "the character ,", &[(STORE, SHOP)])),
    (84, Field(STORE, "#", &[(STORE, SHOP)])),
    (85, Field(STORE_KEY, "more than the value", &[(STORE_KEY, KEY)])),
    (86, Field(STORE_KEY, "twice", &[(STORE_KEY, KEY)])),
    (87, Field(STORE_KEY, "more than the value", &[(STORE_KEY, KEY)])),
    (88, Field(UserSecret, "whole Authorization header", &[(UserSecret, USER), (OrganizationSecret, ORGANIZATION)])),
    (89, Field(UserSecret, "mask", &[])),
    (90, Field(UserSecret, "more than the value", &[(UserSecret, USER)])),
    (91, Field(SignatureKey, "looks like the store's OAuth API Secret", &[])),
    (92, Signature(Some(Notation::Hex))),
    (93, Signature(None)),
    (94, Browser("fields::a_value_with_a_change_event_alone_counts")),
    (95, Browser("removal::an_element_that_comes_back_shows_its_request_and_its_outcome")),
    (96, Browser("moved::a_property_becomes_the_text_of_its_value")),
    (97, Browser("moved::on_a_touch_screen_every_control_has_large_letters")),
    (98, Field(STORE, "wc-api", &[(STORE, SHOP)])),
    (99, Field(STORE, "wp-admin", &[(STORE, SHOP)])),
    (100, Field(STORE_KEY, "43", &[])),
    (101, Field(STORE_KEY, "starts with ck_ and is all lowercase", &[(STORE_KEY, KEY)])),
    (102, Field(UserSecret, "variable", &[])),
    (103, Signature(Some(Notation::CapitalScheme))),
    (
        112,
        Editor(|r| {
            fixable(
                r,
                &[reported("unescaped-quote", "3:45"), reported("unescaped-quote", "3:49")],
                &orders("/hubs/ecommerce/orders?where=name=\"a b\" and c"),
            );
        }),
    ),
    (113, Editor(|r| fixable(r, &[reported("wrong-separator", "2:11").times(8)], &dated_orders(ORDERS)))),
    (
        114,
        Editor(|r| {
            fixable(
                r,
                &[reported("caret-escape", "1:53")],
                &dated_orders("/hubs/ecommerce/orders?where=a='x'&orderBy=id"),
            );
        }),
    ),
    (115, Editor(|r| fixable(r, &[reported("surrounding-text", "1:1")], &dated_orders(ORDERS)))),
];
