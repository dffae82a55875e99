//! Classifies the options of curl (curl(1)) by their effect on the request.

/// Short options that require a value and do not affect the request.
const SHORT_WITH_VALUE: &[u8] = b"AbcCdDeEFHKmoPQrtTuUwxXyYz";
/// Short options without a value that do not affect the request.
const SHORT: &[u8] = b"#0123469aBfgGhiIjJklLMnNOpqRsSvVZ:";
/// Long options that require a value and do not affect the request.
const LONG_WITH_VALUE: [&str; 47] = [
    "output",
    "max-time",
    "connect-timeout",
    "retry",
    "retry-delay",
    "retry-max-time",
    "proxy",
    "proxy-user",
    "cacert",
    "capath",
    "cert",
    "cert-type",
    "key",
    "key-type",
    "pass",
    "write-out",
    "resolve",
    "interface",
    "limit-rate",
    "range",
    "dump-header",
    "cookie-jar",
    "proto",
    "ciphers",
    "trace",
    "trace-ascii",
    "stderr",
    "max-redirs",
    "config",
    "noproxy",
    "preproxy",
    "proxy-header",
    "connect-to",
    "dns-servers",
    "doh-url",
    "expect100-timeout",
    "keepalive-time",
    "local-port",
    "max-filesize",
    "output-dir",
    "request-target",
    "speed-limit",
    "speed-time",
    "tls-max",
    "unix-socket",
    "aws-sigv4",
    "variable",
];
/// Long options without a value that do not affect the request.
const LONG: [&str; 46] = [
    "silent",
    "show-error",
    "verbose",
    "insecure",
    "location",
    "location-trusted",
    "compressed",
    "globoff",
    "include",
    "fail",
    "fail-with-body",
    "http1.1",
    "http1.0",
    "http2",
    "http2-prior-knowledge",
    "http3",
    "ipv4",
    "ipv6",
    "progress-bar",
    "no-buffer",
    "no-keepalive",
    "tlsv1.2",
    "tlsv1.3",
    "ssl-no-revoke",
    "path-as-is",
    "tcp-nodelay",
    "remote-name",
    "anyauth",
    "basic",
    "digest",
    "create-dirs",
    "disable",
    "fail-early",
    "http0.9",
    "http3-only",
    "netrc",
    "next",
    "post301",
    "post302",
    "post303",
    "proxy-insecure",
    "raw",
    "remote-header-name",
    "retry-all-errors",
    "tlsv1",
    "tlsv1.1",
];

/// The encoding of a data option's value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Unchanged, but `@` reads a file.
    Data,
    /// Unchanged.
    Raw,
    /// Percent-encoded, except for a name and `=` before it.
    UrlEncoded,
    /// As `Data`, but several are joined without `&`.
    Json,
}

/// The effect of an option on the request.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    Method,
    Header,
    /// A header with this name.
    Named(&'static str),
    Data(Kind),
    Url,
    Credentials,
    Form,
    Upload,
    Get,
    Head,
    /// No effect. Contains whether a value follows.
    Nothing(bool),
    Unknown,
}

pub(super) fn meaning(name: &str) -> Meaning {
    match name {
        "X" | "request" => Meaning::Method,
        "H" | "header" => Meaning::Header,
        "A" | "user-agent" => Meaning::Named("User-Agent"),
        "e" | "referer" => Meaning::Named("Referer"),
        "b" | "cookie" => Meaning::Named("Cookie"),
        "oauth2-bearer" => Meaning::Named("Authorization"),
        "d" | "data" | "data-ascii" | "data-binary" => Meaning::Data(Kind::Data),
        "data-raw" => Meaning::Data(Kind::Raw),
        "data-urlencode" => Meaning::Data(Kind::UrlEncoded),
        "json" => Meaning::Data(Kind::Json),
        "url" => Meaning::Url,
        // The stop-parsing token of PowerShell, `--%`.
        "%" => Meaning::Nothing(false),
        "u" | "user" => Meaning::Credentials,
        "F" | "form" | "form-string" => Meaning::Form,
        "T" | "upload-file" => Meaning::Upload,
        "G" | "get" => Meaning::Get,
        "I" | "head" => Meaning::Head,
        name if name.len() == 1 && SHORT_WITH_VALUE.contains(&name.as_bytes()[0]) => Meaning::Nothing(true),
        name if name.len() == 1 && SHORT.contains(&name.as_bytes()[0]) => Meaning::Nothing(false),
        name if LONG_WITH_VALUE.contains(&name) => Meaning::Nothing(true),
        name if LONG.contains(&name) || name.starts_with("no-") => Meaning::Nothing(false),
        _ => Meaning::Unknown,
    }
}
