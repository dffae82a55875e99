//! Account secrets, hosts, callback URLs and signature keys.

use model::diagnostic::Severity::{Error, Warning};
use model::instance::FieldId;

use super::{check, check_silent};
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
