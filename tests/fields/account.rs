//! Account secrets, hosts, callback URLs and signature keys.

use model::diagnostic::Severity::Error;
use model::instance::FieldId;

use super::{check, check_silent, error, warning};
use crate::form::{KEY, ORGANIZATION, SECRET, USER, field_error, fixed, typed};

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
            assert_eq!(error.kind.severity(), Error, "{text}: {error}");
            assert!(error.to_string().contains("whole Authorization header"), "{text}: {error}");
            let after = fixed(&instance, &error).unwrap();
            assert_eq!([after.user_secret, after.organization_secret], [USER, ORGANIZATION], "{text}");
        }
        check(
            field,
            &[
                warning(&format!("\"{own}\""), "more than the value").fixed(own),
                warning(&format!("'{own}'"), "more than the value").fixed(own),
                warning(&format!("{own};"), "more than the value").fixed(own),
                error(&format!("{own},"), "comma").fixed(own),
                error(&format!("“{own}”"), "“").fixed(own),
                warning(&format!("<{own}>"), "more than the value").fixed(own),
                warning(&format!("**{own}**"), "more than the value").fixed(own),
                warning(&own.replace('=', "%3D"), "more than the value").fixed(own),
                warning(&own.replace('=', "=3D"), "more than the value").fixed(own),
                warning(&own.replace('=', "\\u003d"), "more than the value").fixed(own),
                warning("dXNlci1z...", "mask"),
                warning("undefined", "placeholder"),
                warning("[object Object]", "placeholder"),
                warning(&format!("{{{own}}}"), "more than the value").fixed(own),
                warning(&format!("('\"{own}\"')"), "more than the value").fixed(own),
                error(&format!("{own}\u{200b}"), "U+200B").fixed(own),
                warning("********", "mask"),
                error("••••••••", "mask"),
                warning(&format!("{own}{own}"), "twice").fixed(own),
                warning("$USER_SECRET", "variable"),
                warning("${USER_SECRET}", "variable"),
                warning("%USER_SECRET%", "variable"),
                warning("{{user_secret}}", "variable"),
                warning("$env:USER_SECRET", "variable"),
                warning("process.env.USER_SECRET", "variable"),
                warning("YOUR_USER_SECRET", "placeholder"),
                warning("{USER_SECRET}", "placeholder"),
                error("<USER_SECRET>", "placeholder"),
                warning(&format!("Bearer {own}"), "Bearer"),
                warning(&format!("Basic {own}"), "Basic"),
                warning("Element t0ken=", "Element"),
                error("User a= b=", "whole Authorization header"),
                warning("a= b=", "space"),
                warning(KEY, "OAuth API Key"),
            ],
        );
        check_silent(field, &[own, "us3r=", "0123456789abcdef0123456789abcdef", "secret", "a+b/c=="]);
    }
    check(
        FieldId::UserSecret,
        &[
            // The URL or entity ends before the rest of the text, which is dropped.
            warning(&format!("[{USER}](http://a.example)"), ""),
            warning(&format!("{USER}&quot;"), ""),
            warning(&format!("User {USER}"), "more than the value").fixed(USER),
            warning(&format!("Authorization: User {USER}"), "more than the value").fixed(USER),
            warning(&format!("User Secret: {USER}"), "more than the value").fixed(USER),
            warning(&format!("USER_SECRET={USER}"), "more than the value").fixed(USER),
            warning(&format!("Organization {ORGANIZATION}"), "value of Organization Secret"),
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
    check(FieldId::Host, &[warning("https://my.cloudelements.io", "looks like an API host")]);
}

#[test]
fn hosts_callbacks_and_signature_keys() {
    check(
        FieldId::Host,
        &[
            error("https://api[1-3].example.com/elements/api-v2", "host"),
            error("https://{a,b}.example.com", "host"),
            error("api[1-3].example.com", "host"),
            error("https://api.example.com,", "the character ,").fixed("https://api.example.com"),
            error("\"https://api.example.com\"", "the character \"").fixed("https://api.example.com"),
            error("“https://api.example.com/elements/api-v2”", "the character “").fixed("https://api.example.com/elements/api-v2"),
            warning("https://api.example.com/elements/api-v2,", "the character ,").fixed("https://api.example.com/elements/api-v2"),
            warning("https://api.example.com/[1-3]", "pattern"),
            error("https://api.example.com/elements/api-v2/instances", "ends with /instances").fixed("https://api.example.com/elements/api-v2"),
            error("https://api.example.com/elements/api-v2/elements/12/instances/?a=b", "ends with /instances").fixed("https://api.example.com/elements/api-v2"),
            error("api.example.com/instances/", "ends with /instances").fixed("https://api.example.com"),
            warning("https://api.example.com/elements/api-v2/instances/429", "continues after").fixed("https://api.example.com/elements/api-v2"),
            error("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fapi.example.com%2Felements%2Fapi-v2&data=05", "put around a URL").fixed("https://api.example.com/elements/api-v2"),
            error("https:/api.example.com", "must start with https://").fixed("https://api.example.com"),
            error("https//api.example.com", "must start with https://").fixed("https://api.example.com"),
            error("htps://api.example.com", "must start with https://").fixed("https://api.example.com"),
            error("https://https//api.example.com", "must start with https://").fixed("https://api.example.com"),
            error("https://https://api.example.com", "invalid host or port").fixed("https://api.example.com"),
            error("http:/localhost:8081", "must start with https://").fixed("http://localhost:8081"),
            error("https://0x7f000001", "invalid host or port"),
            error("https://0X7F.1", "invalid host or port"),
            error("http://127.0x1", "invalid host or port"),
            error("http://2130706433", "invalid host or port"),
            error("http://127.1", "invalid host or port"),
            error("http://0177.0.0.1", "invalid host or port"),
            error("http://１２７.１", "invalid host or port"),
            error("http://127。1", "invalid host or port"),
        ],
    );
    check_silent(
        FieldId::Host,
        &["api.example.com", "https://api.example.com/elements/api-v2", "http://localhost:8081"],
    );
    check(
        FieldId::CallbackUrl,
        &[
            error("\"https://a.example/events\"", "the character \"").fixed("https://a.example/events"),
            warning("https://a.example/events,", "the character ,").fixed("https://a.example/events"),
            error("https://a[1-3].example/", "host"),
            warning("https://a.example/e?x=1&amp;y=2", "&amp;").fixed("https://a.example/e?x=1&y=2"),
            error("https://www.google.com/url?q=https://a.example/events&usg=x", "put around a URL")
                .fixed("https://a.example/events"),
            error("a.example/events", "must start with https://").fixed("https://a.example/events"),
        ],
    );
    check_silent(FieldId::CallbackUrl, &["", "https://a.example/events?token=abc#x"]);
    check(
        FieldId::SignatureKey,
        &[
            warning(SECRET, "looks like the store's OAuth API Secret"),
            warning(KEY, "looks like the store's OAuth API Key"),
            warning("\"MySecretEventSignatureKey\"", "more than the value").fixed("MySecretEventSignatureKey"),
            warning("Signature key: k3y", "more than the value").fixed("k3y"),
            warning("\"event.notification.signature.key\": \"k3y\",", "more than the value").fixed("k3y"),
            warning("sha256=k3y", "more than the value").fixed("k3y"),
            warning("********", "mask"),
            warning("$SIGNATURE_KEY", "variable"),
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

/// One fix removes all layers around a secret.
#[test]
fn layers_around_a_secret_are_removed_at_once() {
    let instance = typed(FieldId::UserSecret, "User :User &");
    let after = fixed(&instance, &field_error(&instance, FieldId::UserSecret).unwrap()).unwrap();
    assert_eq!(after.user_secret, "User");
}
