//! Lists the programs and their options (wget(1), `http --help`, `xh --help`, `postman request --help`).

use crate::word_list;

/// A program for HTTP requests, and how its options translate to those of curl.
pub(super) struct Tool {
    /// The name for messages.
    pub name: &'static str,
    pub programs: &'static [&'static str],
    /// The first argument of a request, if the program has other uses.
    pub subcommand: &'static str,
    /// The method may precede the URL.
    pub has_method: bool,
    /// Items such as `name=value` follow the URL.
    pub has_items: bool,
    /// The options with an equivalent option of curl. After a space, the equivalent has a prefix of the value.
    curl: &'static [(&'static str, &'static str)],
    /// The options with a value that do not affect the request.
    valued: &'static str,
    /// The options without a value that do not affect the request.
    flags: &'static str,
    /// The options that send a form.
    forms: &'static str,
}

/// The meaning of an option.
#[derive(Clone, Copy)]
pub(super) enum Meaning {
    /// The same as this option of curl.
    Curl(&'static str),
    /// No effect on the request, with a value.
    Nothing,
    /// No effect on the request, without a value.
    Flag,
    Form,
    Unknown,
}

impl Tool {
    /// Returns the meaning of an option, whose name is without hyphens.
    pub fn meaning(&self, name: &str) -> Meaning {
        let contains = |list: &str| word_list::contains(list, name);
        match self.curl.iter().find(|(known, _)| *known == name) {
            Some((_, curl)) => Meaning::Curl(curl),
            None if contains(self.valued) => Meaning::Nothing,
            None if contains(self.forms) => Meaning::Form,
            None if contains(self.flags) || name.starts_with("no-") => Meaning::Flag,
            None => Meaning::Unknown,
        }
    }
}

const HTTPIE_VALUED: &str = "timeout verify auth-type A session session-read-only output o print p pretty style s \
     format-options max-redirects max-headers proxy cert cert-key cert-key-pass ssl ciphers default-scheme boundary \
     history-print P response-charset response-mime http-version resolve interface";

const HTTPIE_FLAGS: &str = "json j pretty headers h meta m body b verbose v all stream S download d continue c quiet q \
     follow F ignore-stdin I check-status path-as-is chunked compress x ignore-netrc offline debug traceback unsorted \
     sorted https 4 6 ipv4 ipv6 native-tls curl curl-long";

const HTTPIE_CURL: [(&str, &str); 4] =
    [("raw", "--data-raw"), ("auth", "--user"), ("a", "--user"), ("bearer", "--oauth2-bearer")];

/// The row of `http`. The options of `xh` are the same.
const HTTPIE: Tool = Tool {
    name: "HTTPie",
    programs: &["http", "https"],
    subcommand: "",
    has_method: true,
    has_items: true,
    curl: &HTTPIE_CURL,
    valued: HTTPIE_VALUED,
    flags: HTTPIE_FLAGS,
    forms: "form f multipart",
};

/// The programs.
pub(super) const TOOLS: [Tool; 4] = [
    Tool {
        name: "wget",
        programs: &["wget", "wget2"],
        subcommand: "",
        has_method: false,
        has_items: false,
        curl: &[
            ("method", "--request"),
            ("header", "--header"),
            ("body-data", "--data-raw"),
            ("post-data", "--data-raw"),
            ("body-file", "--data-binary @"),
            ("post-file", "--data-binary @"),
            ("user-agent", "--user-agent"),
            ("U", "--user-agent"),
            ("referer", "--referer"),
            ("user", "--user"),
            ("password", "--user"),
            ("http-user", "--user"),
            ("http-password", "--user"),
        ],
        valued: "o output-file a append-output e execute i input-file B base config bind-address t tries O \
             output-document start-pos progress T timeout dns-timeout connect-timeout read-timeout limit-rate w wait \
             waitretry Q quota restrict-file-names prefer-family local-encoding remote-encoding P directory-prefix \
             default-page compression max-redirect proxy-user proxy-password save-cookies load-cookies \
             secure-protocol certificate certificate-type private-key private-key-type ca-certificate ca-directory \
             crl-file pinnedpubkey ciphers D I X A R l https-enforce http-proxy",
        flags: "q quiet v verbose nv d debug c continue S server-response N timestamping spider 4 6 inet4-only \
             inet6-only auth-no-challenge content-disposition content-on-error trust-server-names save-headers \
             ignore-length retry-connrefused show-progress b background n x r k K p L H F E m https-only \
             keep-session-cookies",
        forms: "",
    },
    HTTPIE,
    Tool { name: "xh", programs: &["xh", "xhs"], ..HTTPIE },
    Tool {
        name: "the Postman CLI",
        programs: &["postman"],
        subcommand: "request",
        has_method: true,
        has_items: false,
        curl: &[
            ("method", "--request"),
            ("X", "--request"),
            ("header", "--header"),
            ("H", "--header"),
            ("body", "--data"),
            ("b", "--data"),
            ("d", "--data"),
            ("data", "--data"),
            ("auth-basic-username", "--user"),
            ("auth-basic-password", "--user"),
            ("auth-bearer-token", "--oauth2-bearer"),
            ("url", "--url"),
        ],
        valued: "o output e environment timeout timeout-request retry retry-delay redirects-max response-body-output \
             auth-apikey-key auth-apikey-value auth-apikey-in script-pre-request script-post-request",
        flags: "verbose silent quiet debug k insecure redirects-ignore",
        forms: "form f F",
    },
];
