//! Requests full of characters that shells, curl and JSON interpret.

use std::sync::Arc;

use model::element::Definition;
use model::instance::{Instance, Interval};
use model::polling::Document;
use model::request::{Header, HttpRequest, SecretText};

/// Texts for a name, a tag, a secret or a URL of the polling configuration.
pub const TEXTS: [&str; 64] = [
    "'",
    "''",
    "'\\''",
    "it's",
    "\"",
    "\"\"",
    "a\"b'c\"d",
    "\\",
    "\\\\",
    "\\\\\\",
    "ends with \\",
    "\\'",
    "'\\",
    "\\\\'",
    "\\\"",
    "\\n",
    "\\u0041",
    "$(id)",
    "`id`",
    "$HOME",
    "${HOME}",
    "$'\\n'",
    "$\"a\"",
    "$((1+1))",
    "!!",
    "!",
    "wow!",
    "a!b\"c",
    "%PATH%",
    "%%",
    "100%",
    "%20",
    "%PATH:~0,1%",
    "^",
    "^^",
    "a^b",
    "a&b",
    "&&id",
    "a|b",
    "|id",
    ";id",
    "a;b",
    "#",
    "a #b",
    "~",
    "*",
    "?",
    "[a-z]",
    "{a,b}",
    "<x>",
    ">out",
    "(id)",
    "@file",
    "-d",
    "--next",
    "  blanks  ",
    "line\nbreak",
    "car\rriage\r\n",
    "tab\there",
    "\u{1b}[31m\u{7}\u{8}\u{7f}",
    "\u{85}\u{9b}\u{2028}\u{2029}",
    "rtl \u{202e}\u{200f}\u{2066}",
    "é ß ‘’‚‛“” 漢字",
    "😀👩‍👩‍👧",
];

/// Secrets that a request header can contain.
const SECRETS: [&str; 22] = [
    "u3er=", "a+b/c==", "'", "\"", "\\", "\\\\", "a\\", "\\'", "$HOME", "$(id)", "`id`", "!!", "%PATH%", "%", "^",
    "&|<>", "(x)", "a b", "~", "*", "#x", ";x",
];

/// URL paths after the host.
const PATHS: [&str; 16] = [
    "/a[1-3]", "/{a,b}", "/x?y=[]", "/a;b", "/a&b=c", "/it's", "/$HOME", "/$(id)", "/(a)", "/a!b", "/%41%20",
    "/%PATH%", "/*", "/~a", "/a|b", "/x,y=z",
];

/// Bodies that are invalid JSON: passing them as an argument must not change them.
const BODIES: [&str; 10] =
    ["", "@file", "-", "--", "a=b&c=d", "'", "$(id)", "\\", "a\nb\n  c", "{\"a\": 15.0, \"b\": 12345678901234567890}"];

fn filled(host: &str) -> Instance {
    Instance {
        host: host.into(),
        user_secret: "u3er=".into(),
        organization_secret: "0rg=".into(),
        name: "My store".into(),
        fields: vec!["https://mycoolstore.com".into(), "ck_1".into(), "cs_2".into()],
        ..Instance::empty(Definition::woocommerce())
    }
}

fn request(instance: &Instance) -> HttpRequest {
    HttpRequest::create_instance(instance)
}

/// Returns a request with this polling configuration.
fn polling(host: &str, text: String) -> HttpRequest {
    let polling = Arc::new(Document::new(text));
    assert!(polling.is_json());
    request(&Instance { events: true, polling, ..filled(host) })
}

fn large_configuration(length: usize) -> String {
    use std::fmt::Write;
    let mut text = String::from("{\n");
    while text.len() < length {
        let at = text.len();
        writeln!(text, "  \"it's $HOME `id` \\\\ !x {at}\": {{ \"url\": \"/x?where=a>'${{gmtDate:yyyy}}'\", \"idField\": \"id\" }},")
            .unwrap();
    }
    text.push_str("  \"last\": {}\n}");
    text
}

/// Returns requests whose secrets occur nowhere else in them: short, hostile, and in a large body.
pub fn with_secrets(host: &str) -> Vec<HttpRequest> {
    let instance = |polling: Arc<Document>| {
        request(&Instance {
            user_secret: "u3er= $(id) '\\".into(),
            organization_secret: "`0rg` %PATH% \"".into(),
            fields: vec!["https://$HOME.example".into(), "ck_`1`".into(), "cs_\"$x\\".into()],
            signature_key: "s1gn 'é\"".into(),
            events: true,
            polling,
            ..filled(host)
        })
    };
    let empty = Instance::empty(Definition::woocommerce()).polling;
    let long = large_configuration(150_000);
    vec![instance(empty), instance(Arc::new(Document::new(long)))]
}

/// Returns all requests, for an API at `host`.
pub fn requests(host: &str) -> Vec<HttpRequest> {
    let mut requests: Vec<_> = TEXTS
        .iter()
        .map(|text| {
            let json = serde_json::json!({ *text: { "url": text, "idField": "id" } }).to_string();
            request(&Instance {
                name: (*text).into(),
                fields: vec![(*text).into(), (*text).into(), (*text).into()],
                signature_key: (*text).into(),
                tags: vec![(*text).into(), "plain".into()],
                events: true,
                callback_url: (*text).into(),
                polling: Arc::new(Document::new(json)),
                ..filled(host)
            })
        })
        .collect();
    requests.extend(SECRETS.iter().map(|secret| {
        let secret = String::from(*secret);
        request(&Instance { user_secret: secret.clone(), organization_secret: secret, ..filled(host) })
    }));
    requests.extend(PATHS.iter().map(|path| request(&filled(&format!("{host}{path}")))));
    requests.extend(BODIES.iter().map(|body| HttpRequest { body: SecretText::from(*body), ..request(&filled(host)) }));
    requests.extend([
        polling(host, "{\"a\": 15.0, \"b\": 12345678901234567890, \"c\": 1E2, \"a\": -0}".into()),
        polling(host, "{\r\n\t\"a\":\t{\r\n\t\t\"url\": \"\u{7f}\u{85}\u{202e}\"\r\n\t}\r\n}".into()),
        request(&Instance { refresh_interval: String::new(), events: true, ..filled(host) }),
        request(&Instance {
            source_format: model::instance::SourceFormat {
                interval: Interval::Number,
                polling_is_text: true,
                ..Default::default()
            },
            events: true,
            ..filled(host)
        }),
        request(&Instance { host: host.into(), ..Instance::empty(Definition::woocommerce()) }),
        // Text that would inject another header is left out.
        request(&Instance {
            user_secret: "a\r\nX-Injected: 1".into(),
            organization_secret: "b\nc".into(),
            ..filled(host)
        }),
    ]);
    let mut empty = request(&filled(host));
    empty.headers.push(Header { name: "X-Empty", value: SecretText::default() });
    let mut repeated = request(&filled(host));
    repeated.headers.extend([1, 2].map(|_| Header { name: "X-Twice", value: "a 'b'".into() }));
    requests.extend([empty, repeated]);
    requests.extend([99_000, 200_000, 2_000_000].map(|length| polling(host, large_configuration(length))));
    requests
}
