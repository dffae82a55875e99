//! Store URLs and keys.

use model::diagnostic::Severity::{Error, Note, Warning};
use model::instance::may_contain_secret;
use model::request::HttpRequest;

use super::{STORE, STORE_KEY, STORE_SECRET, check, check_silent};
use crate::form::{KEY, SECRET, field_error, fixed, typed};

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
        assert!(error.kind.severity() < Note, "{url}: {error}");
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
        assert!(may_contain_secret(&url));
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
