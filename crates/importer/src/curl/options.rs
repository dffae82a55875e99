//! Classifies the options of curl (curl(1)) by their effect on the request.

use crate::word_list;

/// Short options that require a value and do not affect the request.
const SHORT_WITH_VALUE: &[u8] = b"AbcCdDeEFHKmoPQrtTuUwxXyYz";
/// Short options without a value that do not affect the request.
const SHORT: &[u8] = b"#0123469aBfgGhiIjJklLMnNOpqRsSvVZ:";
/// Long options that require a value and do not affect the request.
const LONG_WITH_VALUE: &str = "\
    output max-time connect-timeout retry retry-delay retry-max-time proxy proxy-user cacert capath cert cert-type \
    key key-type pass write-out resolve interface limit-rate range dump-header cookie-jar proto ciphers trace \
    trace-ascii stderr max-redirs config noproxy preproxy proxy-header connect-to dns-servers doh-url \
    expect100-timeout keepalive-time local-port max-filesize output-dir request-target speed-limit speed-time \
    tls-max unix-socket aws-sigv4 variable";

/// Long options without a value that do not affect the request.
const LONG: &str = "\
    silent show-error verbose insecure location location-trusted compressed globoff include fail fail-with-body \
    http1.1 http1.0 http2 http2-prior-knowledge http3 ipv4 ipv6 progress-bar no-buffer no-keepalive tlsv1.2 \
    tlsv1.3 ssl-no-revoke path-as-is tcp-nodelay remote-name anyauth basic digest create-dirs disable fail-early \
    http0.9 http3-only netrc next post301 post302 post303 proxy-insecure raw remote-header-name retry-all-errors \
    tlsv1 tlsv1.1";

/// The encoding of a data option's value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum DataEncoding {
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
pub(super) enum OptionEffect {
    Method,
    Header,
    /// A header with this name.
    Named(&'static str),
    Data(DataEncoding),
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

pub(super) fn option_effect(name: &str) -> OptionEffect {
    match name {
        "X" | "request" => OptionEffect::Method,
        "H" | "header" => OptionEffect::Header,
        "A" | "user-agent" => OptionEffect::Named("User-Agent"),
        "e" | "referer" => OptionEffect::Named("Referer"),
        "b" | "cookie" => OptionEffect::Named("Cookie"),
        "oauth2-bearer" => OptionEffect::Named("Authorization"),
        "d" | "data" | "data-ascii" | "data-binary" => OptionEffect::Data(DataEncoding::Data),
        "data-raw" => OptionEffect::Data(DataEncoding::Raw),
        "data-urlencode" => OptionEffect::Data(DataEncoding::UrlEncoded),
        "json" => OptionEffect::Data(DataEncoding::Json),
        "url" => OptionEffect::Url,
        // The stop-parsing token of PowerShell, `--%`.
        "%" => OptionEffect::Nothing(false),
        "u" | "user" => OptionEffect::Credentials,
        "F" | "form" | "form-string" => OptionEffect::Form,
        "T" | "upload-file" => OptionEffect::Upload,
        "G" | "get" => OptionEffect::Get,
        "I" | "head" => OptionEffect::Head,
        name if name.len() == 1 && SHORT_WITH_VALUE.contains(&name.as_bytes()[0]) => OptionEffect::Nothing(true),
        name if name.len() == 1 && SHORT.contains(&name.as_bytes()[0]) => OptionEffect::Nothing(false),
        _ if word_list::contains(LONG_WITH_VALUE, name) => OptionEffect::Nothing(true),
        _ if word_list::contains(LONG, name) || name.starts_with("no-") => OptionEffect::Nothing(false),
        _ => OptionEffect::Unknown,
    }
}
