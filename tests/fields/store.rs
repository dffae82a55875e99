//! Store URLs and keys.

use model::diagnostic::Severity::Note;
use model::instance::may_contain_secret;
use model::request::HttpRequest;

use super::{STORE, STORE_KEY, STORE_SECRET, check, check_silent, error, note, warning};
use crate::form::{KEY, SECRET, field_error, fixed, typed};

#[test]
fn store_urls() {
    let shop = "https://shop.example";
    check(
        STORE,
        &[
            warning("https://shop.example/wp-json/wc/v3/", "wp-json").fixed(shop),
            warning("https://shop.example/wp-json", "wp-json").fixed(shop),
            error("https://www.google.com/url?q=https://shop.example&usg=x", "put around a URL").fixed(shop),
            warning("https://shop.example/WP-JSON/wc/v3/orders?per_page=5", "wp-json").fixed(shop),
            warning("https://shop.example/index.php/wp-json/wc/v2", "wp-json").fixed(shop),
            warning("https://shop.example/sub/folder/wp-json/wc/v3", "wp-json")
                .fixed("https://shop.example/sub/folder"),
            warning("https://shop.example:8080/wordpress/wp-json/", "wp-json")
                .fixed("https://shop.example:8080/wordpress"),
            warning("https://shop.example/wc-api/v3", "wc-api").fixed(shop),
            warning("https://shop.example/?wc-api=WC_Gateway", "wc-api").fixed(shop),
            warning("https://shop.example/shop/wc-api/v3/products", "wc-api").fixed("https://shop.example/shop"),
            warning("https://shop.example/wc-auth/v1/authorize", "wc-auth").fixed(shop),
            warning("https://shop.example/?rest_route=/wc/v3/", "rest_route").fixed(shop),
            warning("https://shop.example/index.php?rest_route=/wc/v3", "rest_route").fixed(shop),
            warning("https://shop.example/sub/?rest_route=/wc/v3/orders", "rest_route")
                .fixed("https://shop.example/sub"),
            warning("https://shop.example/wp-admin/admin.php?page=wc-settings&tab=advanced", "wp-admin").fixed(shop),
            warning("https://shop.example/wp-admin", "wp-admin").fixed(shop),
            warning("https://shop.example/wp-login.php?redirect_to=x", "wp-login.php").fixed(shop),
            warning("https://shop.example/wp-content/uploads/", "wp-content").fixed(shop),
            warning("https://shop.example/#/wc", "#").fixed(shop),
            warning("https://shop.example/#", "#").fixed(shop),
            note("https://shop.example/?utm_source=mail", "query").fixed(shop),
        ],
    );
    check(
        STORE,
        &[
            error("https://shop.example,", "the character ,").fixed(shop),
            error("https://shop.example;", "the character ;").fixed(shop),
            warning("https://shop.example/,", "the character ,").fixed(shop),
            warning("https://shop.example/shop;", "the character ;").fixed("https://shop.example/shop"),
            error("\"https://shop.example\"", "the character \"").fixed(shop),
            error("'https://shop.example',", "the character '").fixed(shop),
            error("“https://shop.example”", "the character “").fixed(shop),
            error("<https://shop.example>", "the character <").fixed(shop),
            error("`https://shop.example`", "the character `").fixed(shop),
            error("(https://shop.example)", "the character (").fixed(shop),
            error("[My shop](https://shop.example)", "").fixed(shop),
            error("Store URL: https://shop.example", "").fixed(shop),
            error("\"store.url\": \"https://shop.example\",", "").fixed(shop),
            error("'https://shop.example/wp-json/wc/v3/'", "the character '").fixed(shop),
            error("shop.example/wp-json/wc/v3", "must start with https://").fixed(shop),
            error("shop.example", "must start with https://").fixed(shop),
            error("https://https://shop.example", "host").fixed(shop),
            error("https://shop.examplehttps://shop.example", "host").fixed(shop),
            error("https://shop\u{200b}.example", "U+200B").fixed(shop),
            error("https://shop[1-3].example", "host"),
            error("https://{a,b}.example", "host"),
            error("https://*.example", "host"),
            warning("https://shop.example/[1-3]", "pattern"),
            warning("https://shop.example/{a,b}", "pattern"),
            error("https://me:pw@shop.example", "user name"),
            error("https://shop .example", "space"),
            error("https://shop. example", "space"),
            error("https://shop.example /wp-json", "space"),
            error("<https://shop.example|shop>", "the character <").fixed(shop),
            error(r"https:\/\/shop.example", "").fixed(shop),
            error("https%3A%2F%2Fshop.example", "must start with https://").fixed(shop),
            error("https%3a%2f%2fshop.example%2fwp-json%2f", "must start with https://").fixed(shop),
            error("<WEB_STORE_URL>", "placeholder"),
            error("ftp://shop.example", "must start with https://"),
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
            warning(&format!("Consumer key: {KEY}"), "more than the value").fixed(KEY),
            warning(&format!("Consumer Key {KEY}"), "more than the value").fixed(KEY),
            warning(&format!("consumer_key={KEY}"), "more than the value").fixed(KEY),
            warning(&format!("OAuth API Key:{KEY}"), "more than the value").fixed(KEY),
            warning(&format!("\"{KEY}\","), "more than the value").fixed(KEY),
            warning(&format!("'{KEY}'"), "more than the value").fixed(KEY),
            warning(&format!("“{KEY}”"), "more than the value").fixed(KEY),
            warning(&format!("<{KEY}>"), "more than the value").fixed(KEY),
            warning(&format!("({KEY})"), "more than the value").fixed(KEY),
            warning(&format!("{KEY},"), "more than the value").fixed(KEY),
            warning(&format!("\"oauth.api.key\": \"{KEY}\","), "more than the value").fixed(KEY),
            warning(&format!("Consumer key: {upper}"), "more than the value").fixed(KEY),
            warning(&format!("{KEY}{KEY}"), "twice").fixed(KEY),
            warning(&format!("{KEY} {KEY}"), "twice").fixed(KEY),
            warning(&format!("{KEY}\t{KEY}{KEY}"), "twice").fixed(KEY),
            warning(&format!("{KEY}{}", &KEY[..20]), "twice").fixed(KEY),
            warning(&format!("{KEY}{}", KEY.replace('1', "3")), "several"),
            note("ck_000000000000000000000000000", "43"),
            note(&KEY[..42], "has 42 characters"),
            note(&format!("{KEY}0"), "has 44 characters"),
            note(&format!("{KEY}xyz"), "has 46 characters"),
            note(&KEY.replace("01", "0g"), "0 to 9 and a to f"),
            note(&upper, "starts with ck_ and is all lowercase").fixed(KEY),
            note(&KEY.replace("ck", "Ck"), "starts with ck_").fixed(KEY),
            note(&KEY[3..], "doesn't start with ck_").fixed(KEY),
            note(&KEY[1..], "doesn't start with ck_").fixed(KEY),
            note(&KEY[10..], "doesn't start with ck_"),
            warning(&format!("{} {}", &KEY[..20], &KEY[20..]), "space").fixed(KEY),
            warning(&format!("{}\u{200b}{}", &KEY[..20], &KEY[20..]), "U+200B").fixed(KEY),
            warning("ck_************************0001", "mask"),
            warning("…0000001", "mask"),
            warning("ck_xxxxxxxxxxxx", "mask"),
            warning("ck_your_consumer_key", "placeholder"),
            warning("ck_0000...0001", "mask"),
            warning("ck_000000000000000000000…", "mask"),
            warning(&format!("Consumer key: {}...", &KEY[..12]), "mask"),
            warning(&format!("{}-\n{}", &KEY[..20], &KEY[20..]), "more than the value"),
            warning("undefined", "placeholder"),
            warning("null", "placeholder"),
            warning("********", "mask"),
            warning("$CONSUMER_KEY", "variable"),
            warning("YOUR_CONSUMER_KEY", "placeholder"),
            error("<CONSUMER_KEY>", "placeholder"),
        ],
    );
    check_silent(STORE_KEY, &[KEY, "ck_1", "ck_key", "abc"]);
    check(STORE_SECRET, &[warning(&format!("Consumer secret: {SECRET}"), "more than the value").fixed(SECRET)]);
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
