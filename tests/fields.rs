//! Texts that users paste into the fields: each kind yields a message, and a fix where the intended value is certain.

#![allow(missing_docs)]

#[path = "shared/form.rs"]
mod form;

use model::instance::Weight::{self, Error, Note, Warning};
use model::instance::{FieldId, may_hold_secret};
use model::request::HttpRequest;
use proptest::prelude::*;

use form::{KEY, ORGANIZATION, SECRET, USER, field_error, fixed, slot, typed};

const STORE: FieldId = FieldId::Element(0);
const STORE_KEY: FieldId = FieldId::Element(1);
const STORE_SECRET: FieldId = FieldId::Element(2);

/// Checks each text: how bad it is, a part of what is said, and the value after the fix; blank for none.
fn check(field: FieldId, cases: &[(&str, Severity, &str, &str)]) {
    for (text, weight, part, expected) in cases {
        let instance = typed(field, text);
        let error = field_error(&instance, field).unwrap_or_else(|| panic!("nothing is said of {text}"));
        let sentence = error.to_string();
        assert_eq!(error.reason.severity(), *weight, "{text}: {sentence}");
        assert!(sentence.contains(part), "{text}: {sentence}");
        for secret in [KEY, SECRET, USER, ORGANIZATION, "0000000000"] {
            assert!(!sentence.contains(secret), "{sentence}");
        }
        let after = fixed(&instance, &error);
        let value = after.clone().map(|mut after| slot(&mut after, field).clone()).unwrap_or_default();
        assert_eq!(value, *expected, "{text}: {sentence}");
        if let Some(after) = after {
            let again = field_error(&after, field).filter(|error| error.reason.severity() != Weight::Note);
            assert!(again.is_none(), "{text}, fixed: {}", again.unwrap());
        }
    }
}

/// Checks that these texts yield no message.
fn check_silent(field: FieldId, texts: &[&str]) {
    for text in texts {
        let message = field_error(&typed(field, text), field).map(|error| error.to_string());
        assert_eq!(message, None, "{text}");
    }
}

#[test]
fn store_urls() {
    let shop = "https://shop.example";
    check(
        STORE,
        &[
            ("https://shop.example/wp-json/wc/v3/", Warning, "wp-json", shop),
            ("https://shop.example/wp-json", Warning, "wp-json", shop),
            ("https://www.google.com/url?q=https://shop.example&usg=x", Error, "put around a URL", shop),
            ("https://shop.example/WP-JSON/wc/v3/orders?per_page=5", Warning, "wp-json", shop),
            ("https://shop.example/index.php/wp-json/wc/v2", Warning, "wp-json", shop),
            ("https://shop.example/sub/folder/wp-json/wc/v3", Warning, "wp-json", "https://shop.example/sub/folder"),
            ("https://shop.example:8080/wordpress/wp-json/", Warning, "wp-json", "https://shop.example:8080/wordpress"),
            ("https://shop.example/wc-api/v3", Warning, "wc-api", shop),
            ("https://shop.example/?wc-api=WC_Gateway", Warning, "wc-api", shop),
            ("https://shop.example/shop/wc-api/v3/products", Warning, "wc-api", "https://shop.example/shop"),
            ("https://shop.example/wc-auth/v1/authorize", Warning, "wc-auth", shop),
            ("https://shop.example/?rest_route=/wc/v3/", Warning, "rest_route", shop),
            ("https://shop.example/index.php?rest_route=/wc/v3", Warning, "rest_route", shop),
            ("https://shop.example/sub/?rest_route=/wc/v3/orders", Warning, "rest_route", "https://shop.example/sub"),
            ("https://shop.example/wp-admin/admin.php?page=wc-settings&tab=advanced", Warning, "wp-admin", shop),
            ("https://shop.example/wp-admin", Warning, "wp-admin", shop),
            ("https://shop.example/wp-login.php?redirect_to=x", Warning, "wp-login.php", shop),
            ("https://shop.example/wp-content/uploads/", Warning, "wp-content", shop),
            ("https://shop.example/#/wc", Warning, "#", shop),
            ("https://shop.example/#", Warning, "#", shop),
            ("https://shop.example/?utm_source=mail", Note, "query", shop),
        ],
    );
    check(
        STORE,
        &[
            ("https://shop.example,", Error, "the character ,", shop),
            ("https://shop.example;", Error, "the character ;", shop),
            ("https://shop.example/,", Warning, "the character ,", shop),
            ("https://shop.example/shop;", Warning, "the character ;", "https://shop.example/shop"),
            ("\"https://shop.example\"", Error, "the character \"", shop),
            ("'https://shop.example',", Error, "the character '", shop),
            ("“https://shop.example”", Error, "the character “", shop),
            ("<https://shop.example>", Error, "the character <", shop),
            ("`https://shop.example`", Error, "the character `", shop),
            ("(https://shop.example)", Error, "the character (", shop),
            ("[My shop](https://shop.example)", Error, "", shop),
            ("Store URL: https://shop.example", Error, "", shop),
            ("\"store.url\": \"https://shop.example\",", Error, "", shop),
            ("'https://shop.example/wp-json/wc/v3/'", Error, "the character '", shop),
            ("shop.example/wp-json/wc/v3", Error, "must start with https://", shop),
            ("shop.example", Error, "must start with https://", shop),
            ("https://https://shop.example", Error, "host", shop),
            ("https://shop.examplehttps://shop.example", Error, "host", shop),
            ("https://shop\u{200b}.example", Error, "U+200B", shop),
            ("https://shop[1-3].example", Error, "host", ""),
            ("https://{a,b}.example", Error, "host", ""),
            ("https://*.example", Error, "host", ""),
            ("https://shop.example/[1-3]", Warning, "pattern", ""),
            ("https://shop.example/{a,b}", Warning, "pattern", ""),
            ("https://me:pw@shop.example", Error, "user name", ""),
            ("https://shop .example", Error, "space", ""),
            ("https://shop. example", Error, "space", ""),
            ("https://shop.example /wp-json", Error, "space", ""),
            ("<https://shop.example|shop>", Error, "the character <", shop),
            (r"https:\/\/shop.example", Error, "", shop),
            ("https%3A%2F%2Fshop.example", Error, "must start with https://", shop),
            ("https%3a%2f%2fshop.example%2fwp-json%2f", Error, "must start with https://", shop),
            ("<WEB_STORE_URL>", Error, "placeholder", ""),
            ("ftp://shop.example", Error, "must start with https://", ""),
        ],
    );
    check_silent(
        STORE,
        &[
            "https://shop.example",
            "https://shop.example/",
            "https://shop.example/shop",
            "https://wp-json.example",
            "https://shop.example/a_(b)",
        ],
    );
}

#[test]
fn keys_in_a_store_url_move_to_their_fields() {
    let cases = [
        format!("https://shop.example?consumer_key={KEY}&consumer_secret={SECRET}"),
        format!("https://shop.example/?consumer_secret={SECRET}&amp;consumer_key={KEY}"),
        format!("https://shop.example/wp-json/wc/v3/products?per_page=5&consumer_key={KEY}&consumer_secret={SECRET}#x"),
        format!("https://shop.example/?CONSUMER_KEY={}&Consumer_Secret={SECRET}", KEY.to_uppercase()),
        format!("https://shop.example/?key={KEY}&secret={SECRET}"),
        format!("https://shop.example/?oauth_consumer_key={KEY}&oauth_signature=abc%3D&oauth_nonce=1&x={SECRET}"),
        format!("https://{KEY}:{SECRET}@shop.example/wp-json/wc/v3"),
        format!("\"https://shop.example?consumer_key={KEY}&consumer_secret={SECRET}\","),
    ];
    for url in cases {
        let instance = typed(STORE, &url);
        let error = field_error(&instance, STORE).unwrap();
        assert!(error.reason.severity() < Note, "{url}: {error}");
        let fix = instance.fix(&error).unwrap_or_else(|| panic!("{url}: {error}"));
        assert_eq!(fix.to_string(), "Fix: move the keys to OAuth API Key and OAuth API Secret", "{url}");
        let after = fixed(&instance, &error).unwrap();
        assert_eq!(after.fields, ["https://shop.example", KEY, SECRET], "{url}");
        // The other field may already contain the same key, but not another one.
        let mut same = instance.clone();
        same.fields[1] = KEY.into();
        assert_eq!(
            fixed(&same, &field_error(&same, STORE).unwrap()).unwrap().fields,
            ["https://shop.example", KEY, SECRET]
        );
        same.fields[1] = KEY.replace('1', "3");
        let error = field_error(&same, STORE).unwrap();
        assert_eq!(same.fix(&error), None);
        let is_reported =
            ["another value", "user name", "starts or ends"].iter().any(|part| error.to_string().contains(part));
        assert!(is_reported, "{error}");
        // The URL is redacted while it contains keys.
        let masked = HttpRequest::create_instance(&instance).body.masked();
        let kept = instance.without_secrets().to_json();
        assert!(may_hold_secret(&url));
        for shown in [masked, kept, instance.redact(url.clone()), format!("{error}")] {
            assert!(!shown.contains("0000000000"), "{shown}");
        }
    }
    // One key alone, and a placeholder for a key.
    let alone = typed(STORE, &format!("https://shop.example/?consumer_key={KEY}"));
    assert_eq!(fixed(&alone, &field_error(&alone, STORE).unwrap()).unwrap().fields, ["https://shop.example", KEY, ""]);
    let placeholder = typed(STORE, "https://shop.example/?consumer_key=YOUR_CONSUMER_KEY&consumer_secret=");
    assert!(field_error(&placeholder, STORE).unwrap().to_string().contains("secrets"));
    // With two different keys, the intended one is unknown.
    let two = typed(STORE, &format!("https://shop.example/?consumer_key={KEY}&x={}", KEY.replace('1', "3")));
    assert_eq!(two.fix(&field_error(&two, STORE).unwrap()), None);
    // A key without a URL.
    let key = typed(STORE, KEY);
    assert!(!HttpRequest::create_instance(&key).body.masked().contains("0000000000"));
}

#[test]
fn store_keys() {
    let upper = KEY.to_uppercase();
    check(
        STORE_KEY,
        &[
            (&format!("Consumer key: {KEY}"), Warning, "more than the value", KEY),
            (&format!("Consumer Key {KEY}"), Warning, "more than the value", KEY),
            (&format!("consumer_key={KEY}"), Warning, "more than the value", KEY),
            (&format!("OAuth API Key:{KEY}"), Warning, "more than the value", KEY),
            (&format!("\"{KEY}\","), Warning, "more than the value", KEY),
            (&format!("'{KEY}'"), Warning, "more than the value", KEY),
            (&format!("“{KEY}”"), Warning, "more than the value", KEY),
            (&format!("<{KEY}>"), Warning, "more than the value", KEY),
            (&format!("({KEY})"), Warning, "more than the value", KEY),
            (&format!("{KEY},"), Warning, "more than the value", KEY),
            (&format!("\"oauth.api.key\": \"{KEY}\","), Warning, "more than the value", KEY),
            (&format!("Consumer key: {upper}"), Warning, "more than the value", KEY),
            (&format!("{KEY}{KEY}"), Warning, "twice", KEY),
            (&format!("{KEY} {KEY}"), Warning, "twice", KEY),
            (&format!("{KEY}\t{KEY}{KEY}"), Warning, "twice", KEY),
            (&format!("{KEY}{}", &KEY[..20]), Warning, "twice", KEY),
            (&format!("{KEY}{}", KEY.replace('1', "3")), Warning, "several", ""),
            ("ck_000000000000000000000000000", Note, "43", ""),
            (&KEY[..42], Note, "has 42 characters", ""),
            (&format!("{KEY}0"), Note, "has 44 characters", ""),
            (&format!("{KEY}xyz"), Note, "has 46 characters", ""),
            (&KEY.replace("01", "0g"), Note, "0 to 9 and a to f", ""),
            (&upper, Note, "starts with ck_ and is all lowercase", KEY),
            (&KEY.replace("ck", "Ck"), Note, "starts with ck_", KEY),
            (&KEY[3..], Note, "doesn't start with ck_", KEY),
            (&KEY[1..], Note, "doesn't start with ck_", KEY),
            (&KEY[10..], Note, "doesn't start with ck_", ""),
            (&format!("{} {}", &KEY[..20], &KEY[20..]), Warning, "space", KEY),
            (&format!("{}\u{200b}{}", &KEY[..20], &KEY[20..]), Warning, "U+200B", KEY),
            ("ck_************************0001", Warning, "mask", ""),
            ("…0000001", Warning, "mask", ""),
            ("ck_xxxxxxxxxxxx", Warning, "mask", ""),
            ("ck_your_consumer_key", Warning, "placeholder", ""),
            ("ck_0000...0001", Warning, "mask", ""),
            ("ck_000000000000000000000…", Warning, "mask", ""),
            (&format!("Consumer key: {}...", &KEY[..12]), Warning, "mask", ""),
            (&format!("{}-\n{}", &KEY[..20], &KEY[20..]), Warning, "more than the value", ""),
            ("undefined", Warning, "placeholder", ""),
            ("null", Warning, "placeholder", ""),
            ("********", Warning, "mask", ""),
            ("$CONSUMER_KEY", Warning, "variable", ""),
            ("YOUR_CONSUMER_KEY", Warning, "placeholder", ""),
            ("<CONSUMER_KEY>", Error, "placeholder", ""),
        ],
    );
    check_silent(STORE_KEY, &[KEY, "ck_1", "ck_key", "abc"]);
    check(STORE_SECRET, &[(&format!("Consumer secret: {SECRET}"), Warning, "more than the value", SECRET)]);
    // Both values in either field.
    for field in [STORE_KEY, STORE_SECRET] {
        for text in [
            format!("{KEY}\n{SECRET}"),
            format!("Consumer key: {KEY} Consumer secret: {SECRET}"),
            format!("{KEY}:{SECRET}"),
        ] {
            let instance = typed(field, &text);
            let after = fixed(&instance, &field_error(&instance, field).unwrap()).unwrap();
            assert_eq!(after.fields[1..], [KEY, SECRET], "{text}");
        }
    }
    // Each value in the other's field.
    let mut swapped = typed(STORE_KEY, SECRET);
    assert_eq!(fixed(&swapped, &field_error(&swapped, STORE_KEY).unwrap()).unwrap().fields[1..], ["", SECRET]);
    swapped.fields[2] = KEY.into();
    assert_eq!(fixed(&swapped, &field_error(&swapped, STORE_KEY).unwrap()).unwrap().fields[1..], [KEY, SECRET]);
    swapped.fields[2] = SECRET.replace('2', "3");
    assert_eq!(swapped.fix(&field_error(&swapped, STORE_KEY).unwrap()), None, "nothing is lost");
}

#[test]
fn account_secrets() {
    for (field, own) in [(FieldId::UserSecret, USER), (FieldId::OrganizationSecret, ORGANIZATION)] {
        for text in [
            format!("User {USER}, Organization {ORGANIZATION}"),
            format!("Authorization: User {USER} Organization {ORGANIZATION}"),
            format!("authorization: organization {ORGANIZATION}; user {USER}"),
            format!("Bearer User: \"{USER}\", Organization: \"{ORGANIZATION}\""),
            format!("-H 'Authorization: User {USER}, Organization {ORGANIZATION}' \\"),
            format!("User Secret: {USER} Organization Secret: {ORGANIZATION}"),
            format!("User <{USER}>, Organization {{{ORGANIZATION}}}, Element t0ken="),
        ] {
            let instance = typed(field, &text);
            let error = field_error(&instance, field).unwrap();
            assert_eq!(error.reason.severity(), Error, "{text}: {error}");
            assert!(error.to_string().contains("whole Authorization header"), "{text}: {error}");
            let after = fixed(&instance, &error).unwrap();
            assert_eq!([after.user_secret, after.organization_secret], [USER, ORGANIZATION], "{text}");
        }
        check(
            field,
            &[
                (&format!("\"{own}\""), Warning, "more than the value", own),
                (&format!("'{own}'"), Warning, "more than the value", own),
                (&format!("{own};"), Warning, "more than the value", own),
                (&format!("{own},"), Error, "comma", own),
                (&format!("“{own}”"), Error, "“", own),
                (&format!("<{own}>"), Warning, "more than the value", own),
                (&format!("**{own}**"), Warning, "more than the value", own),
                (&own.replace('=', "%3D"), Warning, "more than the value", own),
                (&own.replace('=', "=3D"), Warning, "more than the value", own),
                (&own.replace('=', "\\u003d"), Warning, "more than the value", own),
                ("dXNlci1z...", Warning, "mask", ""),
                ("undefined", Warning, "placeholder", ""),
                ("[object Object]", Warning, "placeholder", ""),
                (&format!("{{{own}}}"), Warning, "more than the value", own),
                (&format!("{own}\u{200b}"), Error, "U+200B", own),
                ("********", Warning, "mask", ""),
                ("••••••••", Error, "mask", ""),
                (&format!("{own}{own}"), Warning, "twice", own),
                ("$USER_SECRET", Warning, "variable", ""),
                ("${USER_SECRET}", Warning, "variable", ""),
                ("%USER_SECRET%", Warning, "variable", ""),
                ("{{user_secret}}", Warning, "variable", ""),
                ("$env:USER_SECRET", Warning, "variable", ""),
                ("process.env.USER_SECRET", Warning, "variable", ""),
                ("YOUR_USER_SECRET", Warning, "placeholder", ""),
                ("{USER_SECRET}", Warning, "placeholder", ""),
                ("<USER_SECRET>", Error, "placeholder", ""),
                (&format!("Bearer {own}"), Warning, "Bearer", ""),
                (&format!("Basic {own}"), Warning, "Basic", ""),
                ("Element t0ken=", Warning, "Element", ""),
                ("User a= b=", Error, "whole Authorization header", ""),
                ("a= b=", Warning, "space", ""),
                (KEY, Warning, "OAuth API Key", ""),
            ],
        );
        check_silent(field, &[own, "us3r=", "0123456789abcdef0123456789abcdef", "secret", "a+b/c=="]);
    }
    check(
        FieldId::UserSecret,
        &[
            // The URL or entity ends before the rest of the text, which is dropped.
            (&format!("[{USER}](http://a.example)"), Warning, "", ""),
            (&format!("{USER}&quot;"), Warning, "", ""),
            (&format!("User {USER}"), Warning, "more than the value", USER),
            (&format!("Authorization: User {USER}"), Warning, "more than the value", USER),
            (&format!("User Secret: {USER}"), Warning, "more than the value", USER),
            (&format!("USER_SECRET={USER}"), Warning, "more than the value", USER),
            (&format!("Organization {ORGANIZATION}"), Warning, "value of Organization Secret", ""),
        ],
    );
    // A value of the other field moves there if nothing is lost.
    let mut moved = typed(FieldId::UserSecret, &format!("Organization {ORGANIZATION}"));
    moved.organization_secret.clear();
    let after = fixed(&moved, &field_error(&moved, FieldId::UserSecret).unwrap()).unwrap();
    assert_eq!([after.user_secret.as_str(), after.organization_secret.as_str()], ["", ORGANIZATION]);
}

#[test]
fn the_console_is_not_an_api_host() {
    check(FieldId::Host, &[("https://my.cloudelements.io", Warning, "looks like an API host", "")]);
}

#[test]
fn hosts_callbacks_and_signature_keys() {
    check(
        FieldId::Host,
        &[
            ("https://api[1-3].example.com/elements/api-v2", Error, "host", ""),
            ("https://{a,b}.example.com", Error, "host", ""),
            ("api[1-3].example.com", Error, "host", ""),
            ("https://api.example.com,", Error, "the character ,", "https://api.example.com"),
            ("\"https://api.example.com\"", Error, "the character \"", "https://api.example.com"),
            (
                "“https://api.example.com/elements/api-v2”",
                Error,
                "the character “",
                "https://api.example.com/elements/api-v2",
            ),
            (
                "https://api.example.com/elements/api-v2,",
                Warning,
                "the character ,",
                "https://api.example.com/elements/api-v2",
            ),
            ("https://api.example.com/[1-3]", Warning, "pattern", ""),
            (
                "https://api.example.com/elements/api-v2/instances",
                Error,
                "ends with /instances",
                "https://api.example.com/elements/api-v2",
            ),
            (
                "https://api.example.com/elements/api-v2/elements/12/instances/?a=b",
                Error,
                "ends with /instances",
                "https://api.example.com/elements/api-v2",
            ),
            ("api.example.com/instances/", Error, "ends with /instances", "https://api.example.com"),
            (
                "https://api.example.com/elements/api-v2/instances/429",
                Warning,
                "continues after",
                "https://api.example.com/elements/api-v2",
            ),
            (
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fapi.example.com%2Felements%2Fapi-v2&data=05",
                Error,
                "put around a URL",
                "https://api.example.com/elements/api-v2",
            ),
            ("https:/api.example.com", Error, "must start with https://", "https://api.example.com"),
            ("https//api.example.com", Error, "must start with https://", "https://api.example.com"),
            ("htps://api.example.com", Error, "must start with https://", "https://api.example.com"),
            ("https://https//api.example.com", Error, "must start with https://", "https://api.example.com"),
            ("https://https://api.example.com", Error, "invalid host or port", "https://api.example.com"),
            ("http:/localhost:8081", Error, "must start with https://", "http://localhost:8081"),
            ("https://0x7f000001", Error, "invalid host or port", ""),
            ("https://0X7F.1", Error, "invalid host or port", ""),
            ("http://127.0x1", Error, "invalid host or port", ""),
            ("http://2130706433", Error, "invalid host or port", ""),
            ("http://127.1", Error, "invalid host or port", ""),
            ("http://0177.0.0.1", Error, "invalid host or port", ""),
            ("http://１２７.１", Error, "invalid host or port", ""),
            ("http://127。1", Error, "invalid host or port", ""),
        ],
    );
    check_silent(
        FieldId::Host,
        &["api.example.com", "https://api.example.com/elements/api-v2", "http://localhost:8081"],
    );
    check(
        FieldId::CallbackUrl,
        &[
            ("\"https://a.example/events\"", Error, "the character \"", "https://a.example/events"),
            ("https://a.example/events,", Warning, "the character ,", "https://a.example/events"),
            ("https://a[1-3].example/", Error, "host", ""),
            ("https://a.example/e?x=1&amp;y=2", Warning, "&amp;", "https://a.example/e?x=1&y=2"),
            (
                "https://www.google.com/url?q=https://a.example/events&usg=x",
                Error,
                "put around a URL",
                "https://a.example/events",
            ),
            ("a.example/events", Error, "must start with https://", "https://a.example/events"),
        ],
    );
    check_silent(FieldId::CallbackUrl, &["", "https://a.example/events?token=abc#x"]);
    check(
        FieldId::SignatureKey,
        &[
            (SECRET, Warning, "looks like the store's OAuth API Secret", ""),
            (KEY, Warning, "looks like the store's OAuth API Key", ""),
            ("\"MySecretEventSignatureKey\"", Warning, "more than the value", "MySecretEventSignatureKey"),
            ("Signature key: k3y", Warning, "more than the value", "k3y"),
            ("\"event.notification.signature.key\": \"k3y\",", Warning, "more than the value", "k3y"),
            ("sha256=k3y", Warning, "more than the value", "k3y"),
            ("********", Warning, "mask", ""),
            ("$SIGNATURE_KEY", Warning, "variable", ""),
        ],
    );
    check_silent(
        FieldId::SignatureKey,
        &["", "k3y", "MySecretEventSignatureKey", "my-key", "cs_key", "a2V5key==", "my:k3y=1"],
    );
}

#[test]
fn a_whole_signature_key_in_base64_is_never_split() {
    check_silent(FieldId::SignatureKey, &["key=A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6Q7r8S9t="]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_fix_is_offered_once_and_masks_moved_values(
        field in prop::sample::select(vec![STORE, STORE_KEY, STORE_SECRET, FieldId::Host, FieldId::UserSecret, FieldId::OrganizationSecret, FieldId::SignatureKey, FieldId::CallbackUrl]),
        text in "(https://|http://|shop\\.example|/wp-json|\\?consumer_key=|&|,|;|\"|'|<|>|#|@|:| |User |Organization |Bearer |ck_[0-9a-f]{40}|cs_[0-9A-F]{40}|ck_[0-9a-f]{1,39}|[A-Za-z0-9+/]{12}=|\\[1-3\\]|\\PC){0,6}",
    ) {
        let instance = typed(field, &text);
        if let Some(error) = field_error(&instance, field) {
            let _ = error.to_string();
            if let Some(after) = fixed(&instance, &error) {
                prop_assert!(after != instance, "{}", error);
                let again = field_error(&after, field).and_then(|error| fixed(&after, &error));
                let third = again.as_ref().and_then(|again| fixed(again, &field_error(again, field)?));
                prop_assert!(third.is_none(), "{}: fixed again and again", text);
            }
        }
        let _ = HttpRequest::create_instance(&instance).body.masked();
    }
}
